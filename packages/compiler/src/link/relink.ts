import { RelocKind } from '../codegen/relocation.ts';
import { patchUleb, ulebLength } from '../codegen/wasm.ts';
import { type DeclIndex, type Index, NO_DECL, type StringIndex } from '../intern/ids.ts';
import { hasSameDiscoveries, type References } from './discoveries.ts';
import { type FunctionNode, SymbolGraph } from './graph.ts';
import type { ByteRange, LinkChanges, LinkInput, LinkResult, LinkTarget } from './input.ts';
import { BYTE_TYPES, type Linked, link, resultOf, writeFunction } from './module.ts';
import { paddedLength } from './padding.ts';

/**
 * Links again and again. What functions refer to, in which order, decides all numbers and addresses; as long as those are what they were,
 * only the code of the functions that are others now is written anew, in the module that there is. Else all is numbered and written again, but what
 * functions refer to is known.
 */
export class Linker {
  #input: LinkInput | null = null;
  #exported: readonly Index[] = [];
  #graph: SymbolGraph | null = null;
  #linked: Linked | null = null;

  /** What `link` gives, byte for byte. `changes`: what may be another than in the call before. */
  link(input: LinkInput, changes: LinkChanges): LinkResult {
    const { pool } = input;
    const exported = input.exports.map(({ decl, value }) => (decl === NO_DECL ? value : pool.decls.valueOf(decl)));
    const last = this.#linked;
    const decls = new Set(changes.decls);
    let graph = this.#graph;
    let result: LinkResult | null = null;
    if (last === null || graph === null || changes.areTypesOther || !this.#holds(input, graph, last, decls))
      graph = new SymbolGraph(input);
    else {
      graph.continueWith(input);
      let isOther = changes.areNamesOther || !this.#hasSameExports(input, exported);
      if (changes.areNamesOther) graph.forgetNames();
      for (const decl of decls) if (graph.forgetDecl(decl)) isOther = true;
      const changed = forgetFunctions(graph, last, changes.functions);
      if (!isOther) result = relink(graph, last, changed);
    }
    if (result === null) {
      const linked = link(graph, input, last?.out);
      result = resultOf(linked, [{ start: 0, end: linked.out.length }]);
      this.#linked = linked;
    }
    this.#graph = graph;
    this.#input = input;
    this.#exported = exported;
    return result;
  }

  /** What functions with code are called, in UTF-8. Of one that was not linked since names became others there is no name. */
  *names(): Generator<readonly [Index, Uint8Array]> {
    for (const { kind, target, generated, isDefined, name } of this.#graph?.functions ?? [])
      if (kind === RelocKind.func && generated !== null && isDefined) yield [target as Index, name];
  }

  /** Whether what `graph` knows is so for `input` too, in which `decls` may have other values, but for that. */
  #holds(input: LinkInput, graph: SymbolGraph, { symbols }: Linked, decls: ReadonlySet<DeclIndex>): boolean {
    const last = this.#input!;
    if (last.options !== input.options || graph.undefinedSymbols.length > 0) return false;
    for (const [name, found] of graph.lookups) {
      if (!isSameTarget(input.symbol(name), found) || (found !== null && decls.has(found.decl))) return false;
    }
    const used = symbols.functions.length + symbols.imports.length + symbols.data.length;
    const isMostlyUsed = graph.functions.length + graph.data.length < 2 * used + UNUSED_KEPT;
    return isMostlyUsed && graph.edges.length < 2 * symbols.edgesLen + UNUSED_KEPT;
  }

  #hasSameExports(input: LinkInput, exported: readonly Index[]): boolean {
    const last = this.#input!;
    if (last.exports.length !== input.exports.length || last.errors.length !== input.errors.length) return false;
    if (input.errors.some((name, i) => last.errors[i] !== name)) return false;
    for (let i = 0; i < exported.length; i++) {
      const [was, is] = [last.exports[i], input.exports[i]];
      if (was.name !== is.name || was.decl !== is.decl || this.#exported[i] !== exported[i]) return false;
    }
    return true;
  }
}

/** How many things that nothing refers to any more are kept at least. */
const UNUSED_KEPT = 10_000;

function isSameTarget(a: LinkTarget | null, b: LinkTarget | null): boolean {
  return a === null || b === null ? a === b : a.decl === b.decl && a.value === b.value;
}

/** A function of a linked module that may have other code now. */
interface ChangedFunction {
  readonly number: number;
  readonly node: FunctionNode;
  readonly before: References & { readonly length: number };
}

/** Has the code of `functions` looked up again, and returns those that are in the module `last`. */
function forgetFunctions(graph: SymbolGraph, { symbols }: Linked, functions: Iterable<Index>): ChangedFunction[] {
  const changed: ChangedFunction[] = [];
  for (const func of functions) {
    const id = graph.find(func);
    if (id === null) continue;
    const node = graph.functions[id];
    const number = symbols.functionNumber(id);
    const { relocs, targets, type, code } = node;
    if (number >= 0) changed.push({ number, node, before: { relocs, targets, type, length: code.length } });
    graph.forgetCode(func);
  }
  return changed.sort((a, b) => a.number - b.number);
}

/** Writes the functions that are others now into the module `last`; null if numbers or addresses come to be others by that. */
function relink(graph: SymbolGraph, last: Linked, changed: readonly ChangedFunction[]): LinkResult | null {
  for (const { number, node, before } of changed) {
    if (!node.isDefined) graph.define(node);
    if (node.type !== before.type && last.symbols.types.length > BYTE_TYPES) return null;
    if (!hasSameDiscoveries(last.symbols, number, before, node)) return null;
  }
  if (!errorsStay(last, changed)) return null;
  const written = changed.flatMap((one) => rewrite(last, one));
  return resultOf(last, mergeRanges(written, last.out.length));
}

/** Whether the same errors have numbers once the functions are others. */
function errorsStay({ symbols }: Linked, changed: readonly ChangedFunction[]): boolean {
  const uses = new Map<StringIndex, number>();
  const count = ({ relocs }: References, by: number): void => {
    const names = new Set<number>();
    for (let i = 0; i < relocs.length; i++)
      if (relocs.kind.data[i] === RelocKind.errorValue) names.add(relocs.target.data[i]);
    for (const name of names as Set<StringIndex>)
      uses.set(name, (uses.get(name) ?? symbols.errorUses.get(name) ?? 0) + by);
  };
  for (const { node, before } of changed) {
    count(before, -1);
    count(node, 1);
  }
  for (const left of uses.values()) if (left === 0) return false;
  for (const [name, left] of uses) symbols.errorUses.set(name, left);
  return true;
}

/** Writes a function in the place of what it was, and moves what is behind it where that is of another length. Returns what was written. */
function rewrite(last: Linked, { number, node, before }: ChangedFunction): ByteRange[] {
  const { symbols, layout, out, offsets, isPadded, codeSizeAt } = last;
  const oldLength = isPadded ? paddedLength(before.length) : before.length;
  const newLength = isPadded ? paddedLength(node.code.length) : node.code.length;
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
  writeFunction(out.bytes, offset, newLength, number, symbols, layout);
  const typeAt = last.typesAt + number;
  const isType = node.type !== before.type;
  if (isType) out.bytes[typeAt] = symbols.typeNumber(node.type);
  const types = isType ? [{ start: typeAt, end: typeAt + 1 }] : [];
  if (moved === 0) return [...types, { start: sizeAt, end: offset + newLength }];
  return [...types, { start: codeSizeAt, end: codeSizeAt + SIZE_LENGTH }, { start: sizeAt, end: length }];
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
