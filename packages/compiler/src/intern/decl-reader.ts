import { DeclSort, type DeclTable, DeclTableFlag, STORAGE_SORT_SHIFT } from './decl-table.ts';
import type { FactReader } from './fact-reader.ts';
import {
  type DeclIndex,
  EMPTY_STRING,
  type Index,
  type NamespaceIndex,
  type StringIndex,
  type TrackedIndex,
} from './ids.ts';
import { Stamps } from './stamps.ts';

/** What is known of declarations, for `reader`; null for one of whom nobody needs to know what it read. */
export class DeclReader {
  private readonly table: DeclTable;
  private readonly reader: FactReader | null;
  private readonly types = new Stamps();
  private readonly values = new Stamps();
  private readonly sources = new Stamps();
  private readonly names = new Stamps();

  constructor(table: DeclTable, reader: FactReader | null) {
    this.table = table;
    this.reader = reader;
  }

  /** How many rows there are. */
  get length(): number {
    return this.table.length;
  }

  /** The declaration of a generic instance, made if there was none: see `functions.ts`. */
  instance(key: Index, namespace: NamespaceIndex, tracked: TrackedIndex, type: Index, value: Index): DeclIndex {
    return this.table.instance(key, namespace, tracked, type, value);
  }

  namespaceOf(decl: DeclIndex): NamespaceIndex {
    return this.table.namespace.data[decl] as NamespaceIndex;
  }

  /** The chunk it comes from. */
  trackedOf(decl: DeclIndex): TrackedIndex {
    return this.table.tracked.data[decl] as TrackedIndex;
  }

  /** What it is called in its container; the empty string for an instance, which is called after its function and arguments. */
  memberName(decl: DeclIndex): StringIndex {
    const { sort } = this.table;
    if (sort.data[decl] === DeclSort.comptime || sort.data[decl] === DeclSort.unnamed_test) this.reader?.ordinal(decl);
    return this.table.name.data[decl] as StringIndex;
  }

  /** The name; the empty string for a `comptime` block and an instance. */
  nameOf(decl: DeclIndex): StringIndex {
    return this.isComptimeBlock(decl) ? EMPTY_STRING : this.memberName(decl);
  }

  isInstance(decl: DeclIndex): boolean {
    return this.table.sort.data[decl] === DeclSort.instance;
  }

  isComptimeBlock(decl: DeclIndex): boolean {
    return this.table.sort.data[decl] === DeclSort.comptime;
  }

  /** What it is by its source. */
  sortOf(decl: DeclIndex): DeclSort {
    this.readSource(decl);
    return this.table.sort.data[decl];
  }

  /** Whether `flag` is set by its source. */
  has(decl: DeclIndex, flag: Exclude<DeclTableFlag, DeclTableFlag.pub>): boolean {
    this.readSource(decl);
    return (this.table.flags.data[decl] & flag) === flag;
  }

  isPub(decl: DeclIndex): boolean {
    const { table, reader } = this;
    if (reader !== null && this.names.data[decl] !== reader.serial) {
      this.names.set(decl, reader.serial);
      reader.name(table.namespace.data[decl] as NamespaceIndex, table.name.data[decl] as StringIndex);
    }
    return (table.flags.data[decl] & DeclTableFlag.pub) !== 0;
  }

  /** In one number, how the source says it is stored: as a constant, a variable, a function; extern; for each thread. */
  storageOf(decl: DeclIndex): number {
    this.readSource(decl);
    return this.table.storageOf(decl);
  }

  /** The type; NO_INDEX while not known. */
  typeOf(decl: DeclIndex): Index {
    this.readType(decl);
    return this.table.type.data[decl] as Index;
  }

  /** Whether it was found to be a `var`. */
  isVar(decl: DeclIndex): boolean {
    this.readType(decl);
    return this.table.storage.data[decl] >>> STORAGE_SORT_SHIFT === DeclSort.var;
  }

  /** Whether it was found to be there for each thread. */
  isThreadlocal(decl: DeclIndex): boolean {
    this.readType(decl);
    return (this.table.storage.data[decl] & DeclTableFlag.threadlocal) !== 0;
  }

  /** In bytes; 0 is the natural one. */
  alignmentOf(decl: DeclIndex): number {
    this.readType(decl);
    return this.table.alignment.data[decl];
  }

  /** The empty string for none. */
  linkSectionOf(decl: DeclIndex): StringIndex {
    this.readType(decl);
    return this.table.linkSection.data[decl] as StringIndex;
  }

  /** `AddressSpace` */
  addressSpaceOf(decl: DeclIndex): number {
    this.readType(decl);
    return this.table.addressSpace.data[decl];
  }

  /** The value (for a variable: the `variable` item); NO_INDEX while not known. */
  valueOf(decl: DeclIndex): Index {
    const { reader } = this;
    if (reader !== null && this.values.data[decl] !== reader.serial && !this.isInstance(decl)) {
      this.values.set(decl, reader.serial);
      reader.declValue(decl);
    }
    return this.table.value.data[decl] as Index;
  }

  private readSource(decl: DeclIndex): void {
    const { reader } = this;
    if (reader === null || this.sources.data[decl] === reader.serial) return;
    this.sources.set(decl, reader.serial);
    reader.source(this.trackedOf(decl));
  }

  private readType(decl: DeclIndex): void {
    const { reader } = this;
    if (reader === null || this.types.data[decl] === reader.serial || this.isInstance(decl)) return;
    this.types.set(decl, reader.serial);
    reader.declType(decl);
  }
}
