import { U8Column, U32Column } from '../util/column.ts';
import { U32PairMap } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import {
  type DeclIndex,
  EMPTY_STRING,
  type Index,
  type NamespaceIndex,
  NO_INDEX,
  NO_NAMESPACE,
  type TrackedIndex,
} from './ids.ts';

/** What a declaration is. The first seven are those of ZIR's `DeclKind` and have its numbers. */
export enum DeclSort {
  const,
  var,
  fn,
  comptime,
  unnamed_test,
  named_test,
  decltest,
  /** An instance of a generic function. */
  instance,
}

/** Whether declarations of the sort are tests. */
export function isTest(sort: DeclSort): boolean {
  return sort >= DeclSort.unnamed_test && sort <= DeclSort.decltest;
}

/** Bits of `DeclTable.flags`. */
export enum DeclTableFlag {
  pub = 1,
  export = 2,
  extern = 4,
  threadlocal = 8,
}

/** Where in `DeclTable.storage` the `DeclSort` begins. */
export const STORAGE_SORT_SHIFT = 5;

/** Declarations: one row for each member of each container type, and for each instance of a generic function. */
export class DeclTable {
  /** StringIndex of what it is called in its container, such as `append`, `test.empty list`, `comptime_0`. Empty for an instance. */
  readonly name = new U32Column();
  /** NamespaceIndex it is a member of; for an instance that of its generic function. */
  readonly namespace = new U32Column();
  /** TrackedIndex of its chunk. */
  readonly tracked = new U32Column();
  /** `DeclSort` */
  readonly sort = new U8Column();
  /** Bits of `DeclTableFlag`. */
  readonly flags = new U8Column();
  /** What `storageOf` said when the type was worked out. */
  readonly storage = new U8Column();
  /** Index of the type; NO_INDEX while not known. */
  readonly type = new U32Column();
  /** Index of the value: for a `var` a `variable` item; NO_INDEX while not known. */
  readonly value = new U32Column();
  /** Alignment in bytes; 0 is the natural one. */
  readonly alignment = new U32Column();
  /** StringIndex of the link section; the empty string for none. */
  readonly linkSection = new U32Column();
  /** `AddressSpace` */
  readonly addressSpace = new U8Column();
  /** (namespace, tracked) or (NO_NAMESPACE, instance key) to row. */
  readonly byIdentity = new U32PairMap();

  get length(): number {
    return this.name.length;
  }

  /** The declaration that `tracked` is in `namespace`; a new one if there was none. The same across updates. */
  member(namespace: NamespaceIndex, tracked: TrackedIndex): DeclIndex {
    const found = this.byIdentity.get(namespace, tracked);
    if (found >= 0) return found as DeclIndex;
    const row = this.add(namespace, tracked);
    this.byIdentity.set(namespace, tracked, row);
    return row;
  }

  /** The declaration of a generic instance, see `functions.ts`. */
  instance(key: Index, namespace: NamespaceIndex, tracked: TrackedIndex, type: Index, value: Index): DeclIndex {
    const found = this.byIdentity.get(NO_NAMESPACE, key);
    if (found >= 0) return found as DeclIndex;
    const row = this.add(namespace, tracked);
    this.sort.data[row] = DeclSort.instance;
    this.type.data[row] = type;
    this.value.data[row] = value;
    this.byIdentity.set(NO_NAMESPACE, key, row);
    return row;
  }

  private add(namespace: NamespaceIndex, tracked: TrackedIndex): DeclIndex {
    const row = this.name.push(EMPTY_STRING);
    this.namespace.push(namespace);
    this.tracked.push(tracked);
    this.sort.push(DeclSort.const);
    this.flags.push(0);
    this.storage.push(0);
    this.type.push(NO_INDEX);
    this.value.push(NO_INDEX);
    this.alignment.push(0);
    this.linkSection.push(EMPTY_STRING);
    this.addressSpace.push(0);
    return row as DeclIndex;
  }

  /** In one number, how the source says it is stored: as a constant, a variable, a function; extern; for each thread. */
  storageOf(decl: DeclIndex): number {
    const { sort, flags } = this;
    return (
      (flags.data[decl]! & (DeclTableFlag.extern | DeclTableFlag.threadlocal)) |
      (sort.data[decl]! << STORAGE_SORT_SHIFT)
    );
  }

  /** Sets or clears the bits of `flag`. */
  setFlag(decl: DeclIndex, flag: DeclTableFlag, on: boolean): void {
    if (on) this.flags.data[decl] |= flag;
    else this.flags.data[decl] &= ~flag;
  }

  /** What was found out of a member is not known any more. */
  forgetResults(decl: DeclIndex): void {
    this.type.data[decl] = NO_INDEX;
    this.value.data[decl] = NO_INDEX;
    this.linkSection.data[decl] = EMPTY_STRING;
  }

  private renumberIdentities({ keeps, visit }: Renumbering): void {
    this.byIdentity.renumber((words, at) => {
      if (!keeps(RowKind.decl, words[at + 2])) return false;
      const isMember = words[at] !== NO_NAMESPACE;
      words[at] = visit(RowKind.namespace, words[at]);
      words[at + 1] = visit(isMember ? RowKind.tracked : RowKind.item, words[at + 1]);
      words[at + 2] = visit(RowKind.decl, words[at + 2]);
      return true;
    });
  }

  columns(): TableColumn[] {
    return [
      { name: 'decls.name', column: this.name, words: wordOf(RowKind.decl, RowKind.string) },
      { name: 'decls.namespace', column: this.namespace, words: wordOf(RowKind.decl, RowKind.namespace) },
      { name: 'decls.tracked', column: this.tracked, words: wordOf(RowKind.decl, RowKind.tracked) },
      { name: 'decls.sort', column: this.sort, words: wordOf(RowKind.decl) },
      { name: 'decls.flags', column: this.flags, words: wordOf(RowKind.decl) },
      { name: 'decls.storage', column: this.storage, words: wordOf(RowKind.decl) },
      { name: 'decls.type', column: this.type, words: wordOf(RowKind.decl, RowKind.item) },
      { name: 'decls.value', column: this.value, words: wordOf(RowKind.decl, RowKind.item) },
      { name: 'decls.alignment', column: this.alignment, words: wordOf(RowKind.decl) },
      { name: 'decls.linkSection', column: this.linkSection, words: wordOf(RowKind.decl, RowKind.string) },
      { name: 'decls.addressSpace', column: this.addressSpace, words: wordOf(RowKind.decl) },
      ...this.byIdentity.columns('decls.byIdentity', ownedBy({ renumber: (rows) => this.renumberIdentities(rows) })),
    ];
  }
}
