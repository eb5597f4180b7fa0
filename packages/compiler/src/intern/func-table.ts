import { U8Column, U32Column } from '../util/column.ts';
import type { NamedColumn } from '../util/save.ts';
import { type FuncIndex, type Index, NO_INDEX } from './ids.ts';

/** How far the analysis of a function's body got. */
export enum FuncStatus {
  /** Nobody asked for it at run time. */
  unreferenced,
  /** To be analysed. */
  queued,
  inProgress,
  done,
  failed,
}

/** Bits of `FuncTable.flags`. */
export enum FuncFlag {
  /** The inferred error set has its final value in `resolvedErrorSet`. */
  errorSetResolved = 1,
  /** The body uses the error return trace. */
  callsOrAwaitsErrorable = 2,
  isNoinline = 4,
  disableInstrumentation = 8,
}

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
  /** Index of the error set that the body was found to give. Meaningful with `FuncFlag.errorSetResolved`. */
  readonly resolvedErrorSet = new U32Column();
  /** Branches that comptime evaluation of the body may take. */
  readonly branchQuota = new U32Column();
  readonly status = new U8Column();
  readonly flags = new U8Column();

  get length(): number {
    return this.value.length;
  }

  /** Adds an empty row. */
  add(): FuncIndex {
    const row = this.value.push(NO_INDEX);
    this.decl.push(NO_INDEX);
    this.body.push(NO_INDEX);
    this.genericOwner.push(NO_INDEX);
    this.resolvedErrorSet.push(NO_INDEX);
    this.branchQuota.push(1000);
    this.status.push(FuncStatus.unreferenced);
    this.flags.push(0);
    return row as FuncIndex;
  }

  /** The inferred error set of the body: the error set type, or NO_INDEX while it is not known. */
  errorSet(func: FuncIndex): Index {
    return this.flags.data[func] & FuncFlag.errorSetResolved ? (this.resolvedErrorSet.data[func] as Index) : NO_INDEX;
  }

  /** Sets the inferred error set, or with NO_INDEX says that it is not known (any more). */
  setErrorSet(func: FuncIndex, set: Index): void {
    this.resolvedErrorSet.data[func] = set;
    if (set === NO_INDEX) this.flags.data[func] &= ~FuncFlag.errorSetResolved;
    else this.flags.data[func] |= FuncFlag.errorSetResolved;
  }

  columns(): NamedColumn[] {
    return [
      { name: 'funcs.value', column: this.value },
      { name: 'funcs.decl', column: this.decl },
      { name: 'funcs.body', column: this.body },
      { name: 'funcs.genericOwner', column: this.genericOwner },
      { name: 'funcs.resolvedErrorSet', column: this.resolvedErrorSet },
      { name: 'funcs.branchQuota', column: this.branchQuota },
      { name: 'funcs.status', column: this.status },
      { name: 'funcs.flags', column: this.flags },
    ];
  }
}
