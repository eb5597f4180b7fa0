import type { FunctionCode } from '../codegen/generate.ts';
import { RelocKind } from '../codegen/relocation.ts';
import { patchUleb, ulebLength } from '../codegen/wasm.ts';
import { type DeclIndex, type Index, NO_DECL, type StringIndex } from '../intern/ids.ts';
import { hasSameDiscoveries } from './discoveries.ts';
import type { ByteRange, LinkChanges, LinkInput, LinkResult, LinkTarget } from './input.ts';
import { type Linked, link, resultOf, writeFunction } from './module.ts';
import { paddedLength } from './padding.ts';

/**
 * Links again and again. What functions refer to, in which order, decides all numbers and addresses; as long as those are what they were,
 * only the code of the functions that are others now is written anew, in the module that there is.
 */
export class Linker {
  #input: LinkInput | null = null;
  #exported: readonly Index[] = [];
  #linked: Linked | null = null;

  /** What `link` gives, byte for byte. `changes`: what may be another than in the call before. */
  link(input: LinkInput, changes: LinkChanges): LinkResult {
    const { pool } = input.reprs;
    const exported = input.exports.map(({ decl, value }) => (decl === NO_DECL ? value : pool.decls.valueOf(decl)));
    const last = this.#linked;
    let result: LinkResult | null = null;
    if (last !== null && this.#hasSameExports(input, exported) && hasSameSymbols(input, last, changes.decls))
      result = relink(input, last, changes.functions);
    if (result === null) {
      const linked = link(input);
      result = resultOf(linked, [{ start: 0, end: linked.out.length }]);
      this.#linked = linked.symbols.undefinedSymbols.length === 0 ? linked : null;
    }
    this.#input = input;
    this.#exported = exported;
    return result;
  }

  /** Whether types are laid out as they were too: the table of representations is another one where they may not be. */
  #hasSameExports(input: LinkInput, exported: readonly Index[]): boolean {
    const last = this.#input;
    if (last === null || last.reprs !== input.reprs || last.options !== input.options) return false;
    if (last.exports.length !== input.exports.length || last.errors.length !== input.errors.length) return false;
    if (input.errors.some((name, i) => last.errors[i] !== name)) return false;
    for (let i = 0; i < exported.length; i++) {
      const [was, is] = [last.exports[i], input.exports[i]];
      if (was.name !== is.name || was.decl !== is.decl || this.#exported[i] !== exported[i]) return false;
    }
    return true;
  }
}

function hasSameSymbols(input: LinkInput, { symbols }: Linked, changed: Iterable<DeclIndex>): boolean {
  const decls = new Set(changed);
  for (const decl of decls) if (!symbols.isSameDeclared(decl, input)) return false;
  for (const [name, found] of symbols.lookups) {
    if (!isSameTarget(input.symbol(name), found) || (found !== null && decls.has(found.decl))) return false;
  }
  return true;
}

function isSameTarget(a: LinkTarget | null, b: LinkTarget | null): boolean {
  return a === null || b === null ? a === b : a.decl === b.decl && a.value === b.value;
}

/** A function that is to be written again. */
interface ChangedFunction {
  readonly number: number;
  readonly code: FunctionCode;
  readonly resolved: readonly number[];
}

/** Writes the functions that are others now into the module `last`; null if numbers or addresses come to be others by that. */
function relink(input: LinkInput, last: Linked, functions: Iterable<Index>): LinkResult | null {
  const { symbols } = last;
  const changed: ChangedFunction[] = [];
  for (const func of functions) {
    const number = symbols.numberOf(func);
    if (number < 0) continue;
    const { generated } = symbols.functions[number];
    const code = input.functionCode(func);
    if (code === generated) continue;
    if (code === null || generated === null || !hasSameType(code, generated)) return null;
    const resolved = hasSameDiscoveries(symbols, number, generated.relocs, code.relocs);
    if (resolved === null) return null;
    changed.push({ number, code, resolved });
  }
  if (symbols.resolved.length > 2 * symbols.resolvedLen + RESOLVED_SPARE || !errorsStay(last, changed)) return null;
  changed.sort((a, b) => a.number - b.number);
  const written = changed.flatMap((one) => rewrite(last, one));
  return resultOf(last, mergeRanges(written, last.out.length));
}

/** How many numbers that no relocation has any more are kept at least. */
const RESOLVED_SPARE = 1 << 16;

function hasSameType(x: FunctionCode, y: FunctionCode): boolean {
  return x.params.join() === y.params.join() && x.results.join() === y.results.join();
}

/** Whether the same errors have numbers once the functions are others. */
function errorsStay({ symbols }: Linked, changed: readonly ChangedFunction[]): boolean {
  const uses = new Map<StringIndex, number>();
  const count = ({ relocs }: FunctionCode, by: number): void => {
    for (let i = 0; i < relocs.length; i++) {
      if (relocs.kind.data[i] !== RelocKind.errorValue) continue;
      const name = relocs.target.data[i] as StringIndex;
      uses.set(name, (uses.get(name) ?? symbols.errorUses.get(name) ?? 0) + by);
    }
  };
  for (const { number, code } of changed) {
    count(symbols.functions[number].generated!, -1);
    count(code, 1);
  }
  for (const left of uses.values()) if (left === 0) return false;
  for (const [name, left] of uses) symbols.errorUses.set(name, left);
  return true;
}

/** Writes a function in the place of what it was, and moves what is behind it where that is of another length. Returns what was written. */
function rewrite(last: Linked, { number, code, resolved }: ChangedFunction): ByteRange[] {
  const { symbols, layout, out, offsets, isPadded, codeSizeAt } = last;
  const was = symbols.functions[number];
  const resolvedAt = symbols.resolved.pushAll(resolved);
  const is = { ...was, generated: code, code: code.code, relocs: code.relocs, lines: code.lines, resolvedAt };
  symbols.functions[number] = is;
  const lengthOf = (bytes: Uint8Array): number => (isPadded ? paddedLength(bytes.length) : bytes.length);
  const oldLength = lengthOf(was.code);
  const newLength = lengthOf(is.code);
  const sizeAt = offsets[number] - ulebLength(oldLength);
  const offset = sizeAt + ulebLength(newLength);
  const moved = offset + newLength - (offsets[number] + oldLength);
  if (moved !== 0) {
    const end = offsets[number] + oldLength;
    out.reserve(Math.max(moved, 0));
    out.bytes.copyWithin(end + moved, end, out.length);
    out.length += moved;
    for (let i = number + 1; i < offsets.length; i++) offsets[i] += moved;
    last.codeEnd += moved;
    patchUleb(out.bytes, codeSizeAt, last.codeEnd - codeSizeAt - SIZE_LENGTH);
  }
  const { length } = out;
  out.length = sizeAt;
  out.uleb(newLength);
  out.length = length;
  offsets[number] = offset;
  writeFunction(out.bytes, offset, newLength, is, symbols, layout);
  if (moved === 0) return [{ start: sizeAt, end: offset + newLength }];
  return [
    { start: codeSizeAt, end: codeSizeAt + SIZE_LENGTH },
    { start: sizeAt, end: length },
  ];
}

/** The bytes of `ranges`, as far as they are below `end`, in the order of their places and each once. */
function mergeRanges(ranges: readonly ByteRange[], end: number): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    const rangeEnd = Math.min(range.end, end);
    if (last === undefined || range.start > last.end) merged.push({ start: range.start, end: rangeEnd });
    else if (rangeEnd > last.end) merged[merged.length - 1] = { start: last.start, end: rangeEnd };
  }
  return merged;
}

/** Bytes of the size of a section. */
const SIZE_LENGTH = 5;
