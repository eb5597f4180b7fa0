import type { FunctionCode } from '../codegen/generate.ts';
import { ByteWriter, patchUleb, ulebLength } from '../codegen/wasm.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import type { LinkedFunction, LinkInput, LinkResult, LinkTarget } from './input.ts';
import { type Linked, link, writeFunction } from './module.ts';

/**
 * Links again and again. What functions refer to, in which order, decides all numbers and addresses; as long as that is what it was,
 * only the code of the functions that are others now is written anew, and all else of the module is as it was.
 */
export class Linker {
  #input: LinkInput | null = null;
  #exported: readonly Index[] = [];
  #linked: Linked | null = null;

  /** What `link` gives, byte for byte. */
  link(input: LinkInput): LinkResult {
    const { pool } = input.reprs;
    const exported = input.exports.map(({ decl, value }) => (decl === NO_DECL ? value : pool.decls.valueOf(decl)));
    const last = this.#linked;
    let linked: Linked | null = null;
    if (last !== null && this.#hasSameExports(input, exported) && hasSameSymbols(input, last))
      linked = relink(input, last);
    linked ??= link(input);
    this.#input = input;
    this.#exported = exported;
    this.#linked = linked.result.undefinedSymbols.length === 0 ? linked : null;
    return linked.result;
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

function hasSameSymbols(input: LinkInput, { symbols }: Linked): boolean {
  if (!hasSameDecls(input, symbols.declared.view())) return false;
  for (const [name, found] of symbols.lookups) if (!isSameTarget(input.symbol(name), found)) return false;
  return true;
}

function isSameTarget(a: LinkTarget | null, b: LinkTarget | null): boolean {
  return a === null || b === null ? a === b : a.decl === b.decl && a.value === b.value;
}

function hasSameDecls(input: LinkInput, declared: Uint32Array): boolean {
  const { decls } = input.reprs.pool;
  for (let i = 0; i < declared.length; i += 4) {
    const decl = declared[i] as DeclIndex;
    if (decls.valueOf(decl) !== declared[i + 1] || decls.alignment.data[decl] !== declared[i + 3]) return false;
    if (input.initialValue(decl) !== declared[i + 2]) return false;
  }
  return true;
}

/** The module with the code of functions that are others now; null if some of them refer to something else than before. */
function relink(input: LinkInput, last: Linked): Linked | null {
  const changed: { readonly number: number; readonly code: FunctionCode }[] = [];
  const known = last.symbols.functions;
  for (let number = 0; number < known.length; number++) {
    const { func, generated } = known[number];
    if (func === NO_INDEX) continue;
    const code = input.functionCode(func);
    if (code === generated) continue;
    if (code === null || generated === null || !isAlike(code, generated)) return null;
    changed.push({ number, code });
  }
  return changed.length === 0 ? last : rewrite(last, changed);
}

/** Whether the linker gives two functions the same numbers. */
function isAlike(x: FunctionCode, y: FunctionCode): boolean {
  if (x.params.join() !== y.params.join() || x.results.join() !== y.results.join()) return false;
  const { length } = x.relocs;
  if (y.relocs.length !== length) return false;
  for (let i = 0; i < length; i++) {
    if (x.relocs.kind.data[i] !== y.relocs.kind.data[i] || x.relocs.target.data[i] !== y.relocs.target.data[i])
      return false;
    if (x.relocs.detail.data[i] !== y.relocs.detail.data[i]) return false;
  }
  return true;
}

function rewrite(last: Linked, changed: readonly { readonly number: number; readonly code: FunctionCode }[]): Linked {
  const { symbols, layout, codeSizeAt, result } = last;
  const { module } = result;
  const out = new ByteWriter(module.length + changed.reduce((size, { code }) => size + code.code.length, 0));
  const functions: LinkedFunction[] = [];
  let copied = 0;
  /** Takes functions over as they are, up to number `end`. */
  const keep = (end: number, upTo: number): void => {
    const moved = out.length - copied;
    for (let i = functions.length; i < end; i++) {
      const one = result.functions[i];
      functions.push(moved === 0 ? one : { ...one, offset: one.offset + moved });
    }
    out.append(module.subarray(copied, upTo));
    copied = upTo;
  };
  for (const { number, code } of changed) {
    const was = symbols.functions[number];
    const start = result.functions[number].offset;
    keep(number, start - ulebLength(was.code.length));
    copied = start + was.code.length;
    const is = { ...was, generated: code, code: code.code, relocs: code.relocs, lines: code.lines };
    symbols.functions[number] = is;
    functions.push(writeFunction(out, is, symbols, layout));
  }
  keep(result.functions.length, last.codeEnd);
  const codeEnd = out.length;
  patchUleb(out.bytes, codeSizeAt, codeEnd - codeSizeAt - SIZE_LENGTH);
  out.append(module.subarray(copied));
  return { ...last, codeEnd, result: { ...result, module: out.toBytes(), functions } };
}

/** Bytes of the size of a section. */
const SIZE_LENGTH = 5;
