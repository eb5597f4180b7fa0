import type { FunctionCode } from '../codegen/generate.ts';
import { Relocations } from '../codegen/relocation.ts';
import type { ValType } from '../codegen/wasm.ts';
import type { FuncIndex } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { type NamedColumn, readColumns, writeColumns } from '../util/save.ts';

/** Code of functions, one after the other. A function without a signature, which has a 0 at least, has the code that is known of it. */
class CodeColumns {
  /** [function, end of its code, of its signature, of its relocations, of its lines, of its name] */
  readonly rows = new U32Column();
  readonly code = new U8Column();
  /** Parameters, 0, results. */
  readonly signatures = new U8Column();
  readonly kind = new U8Column();
  readonly offset = new U32Column();
  readonly target = new U32Column();
  readonly addend = new U32Column();
  readonly detail = new U32Column();
  readonly lines = new U32Column();
  /** In UTF-8; of no length where it is not known. */
  readonly names = new U8Column();

  columns(): NamedColumn[] {
    const { rows, code, signatures, kind, offset, target, addend, detail, lines, names } = this;
    const columns = { rows, code, signatures, kind, offset, target, addend, detail, lines, names };
    return Object.entries(columns).map(([name, column]) => ({ name, column }));
  }
}

const ROW_WORDS = 6;

/** Code of `functions` for `restoreFunctions`, with the names that are known. `known`: code that is known where they are restored. */
export function saveFunctions(
  functions: Iterable<readonly [FuncIndex, FunctionCode]>,
  names: ReadonlyMap<FuncIndex, Uint8Array>,
  known: ReadonlyMap<FuncIndex, FunctionCode>,
): Uint8Array {
  const out = new CodeColumns();
  for (const [func, functionCode] of functions) {
    const isKnown = known.get(func) === functionCode;
    if (isKnown && !names.has(func)) continue;
    if (!isKnown) {
      const { code, relocs, params, results, lines } = functionCode;
      out.code.pushAll(code);
      out.signatures.pushAll([...params, 0, ...results]);
      for (const name of ['kind', 'offset', 'target', 'addend', 'detail'] as const)
        out[name].pushAll(relocs[name].view());
      out.lines.pushAll(lines);
    }
    out.names.pushAll(names.get(func) ?? []);
    const ends = [out.code, out.signatures, out.kind, out.lines, out.names].map(({ length }) => length);
    out.rows.pushAll([func, ...ends]);
  }
  return writeColumns(out.columns());
}

/**
 * Gives each function of `saveFunctions` to `add`, with its code, null for that which is known, and its name if it is known; all are views of `bytes`.
 * Returns whether the bytes fit.
 */
export function restoreFunctions(
  bytes: Uint8Array,
  add: (func: FuncIndex, code: FunctionCode | null, name: Uint8Array | null) => void,
): boolean {
  const from = new CodeColumns();
  if (!readColumns(bytes, from.columns())) return false;
  let starts: ArrayLike<number> = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < from.rows.length; at += ROW_WORDS) {
    const ends = from.rows.data.subarray(at, at + ROW_WORDS);
    const name = starts[5] === ends[5] ? null : from.names.data.subarray(starts[5], ends[5]);
    if (starts[2] === ends[2]) {
      add(ends[0] as FuncIndex, null, name);
      starts = ends;
      continue;
    }
    const signature = from.signatures.data.subarray(starts[2], ends[2]);
    const split = signature.indexOf(0);
    const relocs = new Relocations();
    relocs.kind.data = from.kind.data.subarray(starts[3], ends[3]);
    relocs.kind.length = ends[3] - starts[3];
    for (const name of ['offset', 'target', 'addend', 'detail'] as const) {
      relocs[name].data = from[name].data.subarray(starts[3], ends[3]);
      relocs[name].length = ends[3] - starts[3];
    }
    const code = {
      code: from.code.data.subarray(starts[1], ends[1]),
      relocs,
      params: [...signature.subarray(0, split)] as ValType[],
      results: [...signature.subarray(split + 1)] as ValType[],
      lines: from.lines.data.subarray(starts[4], ends[4]),
    };
    add(ends[0] as FuncIndex, code, name);
    starts = ends;
  }
  return true;
}
