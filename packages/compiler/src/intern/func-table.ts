import { U32Column } from '../util/column.ts';
import { RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { FactReader } from './fact-reader.ts';
import { type DeclIndex, type FuncIndex, type Index, NO_INDEX, type TrackedIndex } from './ids.ts';

/** How many branches a unit, such as an instance of a generic function, may take where nothing says otherwise. */
export const USUAL_QUOTA = 1000;

/** What is known of function values beyond their identity. One row for each `func_decl` and `func_instance`. */
export class FuncTable {
  /** The function value. */
  readonly value = new U32Column();
  /** DeclIndex: the declaration, or that of the instance itself. */
  readonly decl = new U32Column();
  /** TrackedIndex of the chunk of the body; NO_TRACKED for a function without one. */
  readonly body = new U32Column();
  /** Index of the generic function value; NO_INDEX if this is not an instance. */
  readonly genericOwner = new U32Column();
  /** Index of the error set that the body was found to give; NO_INDEX while it is not known. */
  readonly errorSet = new U32Column();
  /** Branches that comptime evaluation of the body may take. */
  readonly branchQuota = new U32Column();

  get length(): number {
    return this.value.length;
  }

  /** Adds a row. */
  add(value: Index, decl: DeclIndex, body: TrackedIndex, genericOwner: Index): FuncIndex {
    const row = this.value.push(value);
    this.decl.push(decl);
    this.body.push(body);
    this.genericOwner.push(genericOwner);
    this.errorSet.push(NO_INDEX);
    this.branchQuota.push(USUAL_QUOTA);
    return row as FuncIndex;
  }

  /** What was found out of the body is not known any more, nor how many branches its callers let it take. */
  forgetResults(func: FuncIndex): void {
    this.errorSet.data[func] = NO_INDEX;
    this.branchQuota.data[func] = USUAL_QUOTA;
  }

  columns(): TableColumn[] {
    return [
      { name: 'funcs.value', column: this.value, words: wordOf(RowKind.func, RowKind.item) },
      { name: 'funcs.decl', column: this.decl, words: wordOf(RowKind.func, RowKind.decl) },
      { name: 'funcs.body', column: this.body, words: wordOf(RowKind.func, RowKind.tracked) },
      { name: 'funcs.genericOwner', column: this.genericOwner, words: wordOf(RowKind.func, RowKind.item) },
      { name: 'funcs.errorSet', column: this.errorSet, words: wordOf(RowKind.func, RowKind.item) },
      { name: 'funcs.branchQuota', column: this.branchQuota, words: wordOf(RowKind.func) },
    ];
  }
}

/** What is known of functions, for `reader`; null for one of whom nobody needs to know what it read. */
export class FuncReader {
  private readonly table: FuncTable;
  private readonly reader: FactReader | null;

  constructor(table: FuncTable, reader: FactReader | null) {
    this.table = table;
    this.reader = reader;
  }

  /** How many rows there are. */
  get length(): number {
    return this.table.length;
  }

  /** The row of a function value that has none yet. */
  add(value: Index, decl: DeclIndex, body: TrackedIndex, genericOwner: Index): FuncIndex {
    return this.table.add(value, decl, body, genericOwner);
  }

  /** The chunk of the body is `body` from now on: it is part of the declaration, which whoever has the function relies on. */
  setBody(func: FuncIndex, body: TrackedIndex): void {
    this.table.body.data[func] = body;
  }

  /** The function value. */
  valueOf(func: FuncIndex): Index {
    return this.table.value.data[func] as Index;
  }

  /** The declaration; of an instance its own. */
  declOf(func: FuncIndex): DeclIndex {
    return this.table.decl.data[func] as DeclIndex;
  }

  /** The chunk of the body; NO_TRACKED for a function without one. */
  bodyOf(func: FuncIndex): TrackedIndex {
    return this.table.body.data[func] as TrackedIndex;
  }

  /** The generic function value that this is an instance of; NO_INDEX if it is none. */
  genericOwnerOf(func: FuncIndex): Index {
    return this.table.genericOwner.data[func] as Index;
  }

  /** The error set that the body was found to give; NO_INDEX while it is not known. */
  errorSet(func: FuncIndex): Index {
    this.reader?.inferredErrors(func);
    return this.table.errorSet.data[func] as Index;
  }

  /** Branches that comptime evaluation of the body may take. */
  branchQuota(func: FuncIndex): number {
    this.reader?.branchQuota(func);
    return this.table.branchQuota.data[func];
  }
}
