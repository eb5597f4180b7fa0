import {
  ContainerFlag,
  ContainerStatus,
  type ContainerTable,
  FieldFlag,
  type Layout,
  type TypeClass,
} from './container-table.ts';
import type { FactReader } from './fact-reader.ts';
import { type ContainerIndex, type Index, InternalFault, type NamespaceIndex, type StringIndex } from './ids.ts';
import { Stamps } from './stamps.ts';

/** Flags that a container has from when it is made. The others are found out with its layout. */
const LASTING = ContainerFlag.tagged | ContainerFlag.reified | ContainerFlag.isFile;

/** What is known of containers, for `reader`; null for one of whom nobody needs to know what it read. */
export class ContainerReader {
  private readonly table: ContainerTable;
  private readonly reader: FactReader | null;
  private readonly layouts = new Stamps();
  private readonly defaults = new Stamps();
  private readonly names = new Stamps();

  constructor(table: ContainerTable, reader: FactReader | null) {
    this.table = table;
    this.reader = reader;
  }

  /** How many rows there are. */
  get length(): number {
    return this.table.length;
  }

  /** The row of a type that has none yet. */
  add(type: Index, layout: Layout, flags: number): ContainerIndex {
    return this.table.add(type, layout, flags);
  }

  /** The namespace of a container; the one that `make` gives, from now on, if it has none. */
  namespaceOr(container: ContainerIndex, make: () => NamespaceIndex): NamespaceIndex {
    return this.table.namespaceOr(container, make);
  }

  typeOf(container: ContainerIndex): Index {
    return this.table.type.data[container] as Index;
  }

  /** NO_NAMESPACE for one without members. */
  namespaceOf(container: ContainerIndex): NamespaceIndex {
    return this.table.namespace.data[container] as NamespaceIndex;
  }

  layoutOf(container: ContainerIndex): Layout {
    return this.table.layout.data[container];
  }

  /** The canonical name; the empty string for a tag that was made for a union, which is called after that. */
  nameOf(container: ContainerIndex): StringIndex {
    const { reader } = this;
    if (reader !== null && this.names.data[container] !== reader.serial) {
      this.names.set(container, reader.serial);
      reader.typeName(container);
    }
    return this.table.name.data[container] as StringIndex;
  }

  /** Whether all bits of `flag` are set. */
  has(container: ContainerIndex, flag: ContainerFlag): boolean {
    if ((flag & ~LASTING) !== 0) {
      if (flag === ContainerFlag.safetyTagged) this.reader?.safetyTag(container);
      else this.readLayout(container);
    }
    return (this.table.flags.data[container] & flag) === flag;
  }

  /** Whether the layout is known: to the reader, who has asked for it or read it; where there is none, at all. */
  isKnown(container: ContainerIndex): boolean {
    const { reader } = this;
    if (reader === null) return this.table.status.data[container] === ContainerStatus.resolved;
    return this.layouts.data[container] === reader.serial || reader.knowsLayout(container);
  }

  /** Enum: the integer type. Union: the enum type of its tag. Packed struct: the backing integer type. NO_INDEX otherwise. */
  tagType(container: ContainerIndex): Index {
    this.readLayout(container);
    return this.table.tagType.data[container] as Index;
  }

  class(container: ContainerIndex): TypeClass {
    this.readComputed(container);
    return this.table.class.data[container];
  }

  /** In bytes. */
  size(container: ContainerIndex): number {
    this.readComputed(container);
    return this.table.size.data[container];
  }

  /** In bytes. */
  alignment(container: ContainerIndex): number {
    this.readComputed(container);
    return this.table.alignment.data[container];
  }

  /** Union: size of the largest payload in bytes. */
  payloadSize(container: ContainerIndex): number {
    this.readComputed(container);
    return this.table.payloadSize.data[container];
  }

  /** Union: alignment of the payload in bytes. */
  payloadAlignment(container: ContainerIndex): number {
    this.readComputed(container);
    return this.table.payloadAlignment.data[container];
  }

  /** What an extern struct or union with a single field is but a wrapper of; NO_INDEX where it is none. */
  wrapped(container: ContainerIndex): Index {
    this.readLayout(container);
    return this.table.wrapped.data[container] as Index;
  }

  fieldsLen(container: ContainerIndex): number {
    this.readLayout(container);
    return this.table.fieldsLen.data[container];
  }

  fieldName(container: ContainerIndex, i: number): StringIndex {
    this.readLayout(container);
    return this.table.fieldName.data[this.table.fieldsStart.data[container] + i] as StringIndex;
  }

  /** NO_INDEX for an enum. */
  fieldType(container: ContainerIndex, i: number): Index {
    this.readLayout(container);
    return this.table.fieldType.data[this.table.fieldsStart.data[container] + i] as Index;
  }

  /** Struct: default or comptime value. Enum: tag value. NO_INDEX for none. */
  fieldValue(container: ContainerIndex, i: number): Index {
    this.readLayout(container);
    const { table, reader } = this;
    const row = table.fieldsStart.data[container] + i;
    if (reader !== null && (table.flags.data[container] & ContainerFlag.hasDefaults) !== 0) {
      if (table.fieldFlags.data[row] === FieldFlag.hasDefault && this.defaults.data[container] !== reader.serial) {
        this.defaults.set(container, reader.serial);
        reader.defaults(container);
      }
    }
    return table.fieldValue.data[row] as Index;
  }

  /** In bytes, as written; 0 is natural. */
  fieldAlignment(container: ContainerIndex, i: number): number {
    this.readLayout(container);
    return this.table.fieldAlignment.data[this.table.fieldsStart.data[container] + i];
  }

  /** Bits of `FieldFlag`. */
  fieldFlags(container: ContainerIndex, i: number): number {
    this.readLayout(container);
    return this.table.fieldFlags.data[this.table.fieldsStart.data[container] + i];
  }

  /** Struct: in bytes, packed: in bits. */
  fieldOffset(container: ContainerIndex, i: number): number {
    this.readComputed(container);
    return this.table.fieldOffset.data[this.table.fieldsStart.data[container] + i];
  }

  /** The number of the field of that name, or -1. */
  fieldByName(container: ContainerIndex, name: StringIndex): number {
    this.readLayout(container);
    return this.table.fieldByName(container, name);
  }

  /** Enum: the number of the field of that tag value (an int of the tag type), or -1. */
  fieldByValue(container: ContainerIndex, value: Index): number {
    this.readLayout(container);
    return this.table.fieldByValue(container, value);
  }

  /** Throws an `InternalFault` where there is no reader, who would have it worked out, and it is not known. */
  private readComputed(container: ContainerIndex): void {
    if (this.reader !== null) this.readLayout(container);
    else if (this.table.status.data[container] !== ContainerStatus.resolved)
      throw new InternalFault(`the layout of container ${container} is not known`);
  }

  private readLayout(container: ContainerIndex): void {
    const { reader } = this;
    if (reader === null || this.layouts.data[container] === reader.serial) return;
    if (reader.layout(container)) this.layouts.set(container, reader.serial);
  }
}
