import type { FunctionCode } from '../codegen/generate.ts';
import { Relocations } from '../codegen/relocation.ts';
import type { ValType } from '../codegen/wasm.ts';
import type { FuncIndex, StringIndex } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { type NamedColumn, readColumns, writeColumns } from '../util/save.ts';

/** Code of functions, one after the other. A function without a signature, which has a 0 at least, has the code that is known of it. */
class CodeColumns {
  /** [function, end of its code, of its signature, of its relocations, of its lines, of its name, of its symbols] */
  readonly rows = new U32Column();
  readonly code = new U8Column();
  /** Parameters, 0, results. */
  readonly signatures = new U8Column();
  readonly relocs = new Relocations();
  readonly lines = new U32Column();
  /** In UTF-8; of no length where it is not known. */
  readonly names = new U8Column();
  readonly symbols = new U32Column();

  columns(): NamedColumn[] {
    const { rows, code, signatures, relocs, lines, names, symbols } = this;
    const { kind, offset, target, addend, detail } = relocs;
    const columns = { rows, code, signatures, kind, offset, target, addend, detail, lines, names, symbols };
    return Object.entries(columns).map(([name, column]) => ({ name, column }));
  }
}

/** Places in a row of `CodeColumns.rows`. */
const CODE = 1;
const SIGNATURE = 2;
const RELOCS = 3;
const LINES = 4;
const NAME = 5;
const SYMBOLS = 6;
const ROW_WORDS = 7;

/** What is kept of functions. */
export interface KeptCode {
  readonly functions: ReadonlyMap<FuncIndex, FunctionCode>;
  /** What they are called, in UTF-8, as far as that is known. */
  readonly names: ReadonlyMap<FuncIndex, Uint8Array>;
  /** Names of functions that they call by name; nothing for one that calls none. */
  readonly symbols: ReadonlyMap<FuncIndex, readonly StringIndex[]>;
}

/** Code of `functions` for `restoreFunctions`. `known`: code that is known where they are restored. */
export function saveFunctions(
  { functions, names, symbols }: KeptCode,
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
      out.relocs.append(relocs);
      out.lines.pushAll(lines);
      out.symbols.pushAll(symbols.get(func) ?? []);
    }
    out.names.pushAll(names.get(func) ?? []);
    out.rows.push(func);
    for (const column of [out.code, out.signatures, out.relocs, out.lines, out.names, out.symbols])
      out.rows.push(column.length);
  }
  return writeColumns(out.columns());
}

/** Code of a function that was saved: views of what it was saved in, which are made when they are first asked for, since most are not. */
class SavedFunction implements FunctionCode {
  readonly #from: CodeColumns;
  readonly #row: number;
  #code: Uint8Array | null = null;
  #relocs: Relocations | null = null;
  #lines: Uint32Array | null = null;

  constructor(from: CodeColumns, row: number) {
    this.#from = from;
    this.#row = row;
  }

  get code(): Uint8Array {
    return (this.#code ??= this.#part(this.#from.code.data, CODE));
  }

  get lines(): Uint32Array {
    return (this.#lines ??= this.#part(this.#from.lines.data, LINES));
  }

  get relocs(): Relocations {
    const end = this.#from.rows.data[this.#row + RELOCS];
    return (this.#relocs ??= this.#from.relocs.part(startOf(this.#from, this.#row, RELOCS), end));
  }

  get params(): readonly ValType[] {
    const signature = this.#part(this.#from.signatures.data, SIGNATURE);
    return [...signature.subarray(0, signature.indexOf(0))] as ValType[];
  }

  get results(): readonly ValType[] {
    const signature = this.#part(this.#from.signatures.data, SIGNATURE);
    return [...signature.subarray(signature.indexOf(0) + 1)] as ValType[];
  }

  #part<T extends Uint8Array | Uint32Array>(data: T, which: number): T {
    return data.subarray(startOf(this.#from, this.#row, which), this.#from.rows.data[this.#row + which]) as T;
  }
}

/** Where part `which` of the function of `row` starts: where that of the one before ends. */
function startOf({ rows }: CodeColumns, row: number, which: number): number {
  return row === 0 ? 0 : rows.data[row - ROW_WORDS + which];
}

/**
 * Gives each function of `saveFunctions` to `add`, with its code and the names by which it calls functions, null for code that is known, and its name if that is known; all are
 * views of `bytes`. Returns whether the bytes fit.
 */
export function restoreFunctions(
  bytes: Uint8Array,
  add: (func: FuncIndex, code: FunctionCode | null, name: Uint8Array | null, symbols: readonly StringIndex[]) => void,
): boolean {
  const from = new CodeColumns();
  if (!readColumns(bytes, from.columns())) return false;
  const { rows, names, symbols } = from;
  for (let row = 0; row < rows.length; row += ROW_WORDS) {
    const has = (which: number): boolean => startOf(from, row, which) !== rows.data[row + which];
    const name = has(NAME) ? names.data.subarray(startOf(from, row, NAME), rows.data[row + NAME]) : null;
    const called = has(SYMBOLS)
      ? [...symbols.data.subarray(startOf(from, row, SYMBOLS), rows.data[row + SYMBOLS])]
      : [];
    const code = has(SIGNATURE) ? new SavedFunction(from, row) : null;
    add(rows.data[row] as FuncIndex, code, name, called as StringIndex[]);
  }
  return true;
}
