import { U8Column, U32Column } from '../util/column.ts';
import { ownedBy, type Renumbering, RowKind, type Visit, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import {
  type ContainerIndex,
  EMPTY_STRING,
  type Index,
  type NamespaceIndex,
  NO_INDEX,
  NO_NAMESPACE,
  type StringIndex,
} from './ids.ts';

/** How a struct or union is laid out. The numbers are those of `std.builtin.Type.ContainerLayout`. */
export enum Layout {
  auto,
  extern,
  packed,
}

/** How far a container type was resolved. */
export enum ContainerStatus {
  unresolved,
  /** Its fields, and with them size, alignment, offsets and class. */
  resolved,
}

/** How many values a type has, and when they can exist. */
export enum TypeClass {
  /** It can exist at run time, and has bits there. */
  runtime,
  /** It has one value, which needs no bits. */
  oneValue,
  /** It has no value: `noreturn`, a struct with such a field, a union of nothing else, an opaque type. */
  noValue,
  /** Its values exist at compile time only, in whole or in part. */
  comptime,
}

/** Bits of `ContainerTable.flags`. */
export enum ContainerFlag {
  /** Union: `union(enum)` or `union(Tag)`. */
  tagged = 1,
  /** Union: the tag is there only for safety (`auto` layout without a tag, in a mode with safety). */
  safetyTagged = 2,
  /** Enum: ends in `_`. */
  nonexhaustive = 4,
  /** Enum: the integer type was written. Packed struct or union: the backing integer type was. */
  explicitTag = 8,
  /** Union: the tag, of whichever kind, is in memory, since several fields can be active. Known with the layout. */
  runtimeTag = 16,
  /** Struct: some field has a default value that is worked out by itself. */
  hasDefaults = 32,
  /** Made by a builtin such as `@Struct`, or by a literal. */
  reified = 64,
  /** The root struct of a file. */
  isFile = 128,
}

/** Bits of `ContainerTable.fieldFlags`. */
export enum FieldFlag {
  comptime = 1,
  /** Has a default value, which may not be known yet. */
  hasDefault = 2,
}

/** Flags that the fields of a container go with. */
const HEAD_FLAGS =
  ContainerFlag.tagged | ContainerFlag.safetyTagged | ContainerFlag.nonexhaustive | ContainerFlag.explicitTag;
/** Bit of `ContainerTable.headFlags`, none of `HEAD_FLAGS`. */
const HEAD_KNOWN = 128;

/** One field as Sema knows it. For an enum `type` is NO_INDEX and `value` is the tag value, an int of the tag type. */
export interface FieldKey {
  readonly name: StringIndex;
  readonly type: Index;
  /** Struct: the default or comptime value. Enum: the tag value. NO_INDEX for none. */
  readonly value: Index;
  /** Alignment in bytes as written; 0 for the natural one. */
  readonly alignment: number;
  readonly isComptime: boolean;
  /** Struct: it has a default value, though `value` may not be known yet. Left out, it has one if `value` is given. */
  readonly hasDefault?: boolean;
}

/**
 * What is known of structs, unions, enums and opaques beyond their identity. A row for each type; the rows of fields of a
 * container are consecutive in the field columns, in source order.
 */
export class ContainerTable {
  /** Index of the type. */
  readonly type = new U32Column();
  /** StringIndex of the canonical name. */
  readonly name = new U32Column();
  /** NamespaceIndex */
  readonly namespace = new U32Column();
  /** `Layout` */
  readonly layout = new U8Column();
  /** `ContainerStatus` */
  readonly status = new U8Column();
  /** `TypeClass`, known with the layout. */
  readonly class = new U8Column();
  /** Bits of `ContainerFlag`. */
  readonly flags = new U8Column();
  /** Enum: the integer type. Union: the enum type of its tag. Packed struct: the backing integer type. NO_INDEX otherwise. */
  readonly tagType = new U32Column();
  readonly fieldsStart = new U32Column();
  readonly fieldsLen = new U32Column();
  /** Size in bytes. */
  readonly size = new U32Column();
  /** Alignment in bytes. */
  readonly alignment = new U32Column();
  /** Union: size of the largest payload; bytes between payload and tag are not part of it. */
  readonly payloadSize = new U32Column();
  /** Union: alignment of the payload. */
  readonly payloadAlignment = new U32Column();
  /** Extern struct or union: the type that it is but a wrapper of, through any number of wrappers; NO_INDEX if it is none. */
  readonly wrapped = new U32Column();
  /** The tag type that `setFields` was given last, and the flags at that time with `HEAD_KNOWN`; NO_INDEX and 0 before it was. */
  readonly headTagType = new U32Column();
  readonly headFlags = new U8Column();

  readonly fieldName = new U32Column();
  readonly fieldType = new U32Column();
  /** Struct: default or comptime value, known once worked out. Enum: tag value. NO_INDEX for none. */
  readonly fieldValue = new U32Column();
  /** In bytes; 0 is natural. */
  readonly fieldAlignment = new U32Column();
  /** Bits of `FieldFlag`. */
  readonly fieldFlags = new U8Column();
  /** Struct: offset in bytes (packed: in bits), known with the layout. */
  readonly fieldOffset = new U32Column();

  private nameMaps = new Map<ContainerIndex, Map<number, number>>();
  private valueMaps = new Map<ContainerIndex, Map<number, number>>();

  get length(): number {
    return this.type.length;
  }

  /** Adds a row for `type`, of which no more is known yet than that it is laid out by `layout` and has `flags`. */
  add(type: Index, layout: Layout, flags: number): ContainerIndex {
    const row = this.type.push(type);
    this.name.push(EMPTY_STRING);
    this.namespace.push(NO_NAMESPACE);
    this.layout.push(layout);
    this.status.push(ContainerStatus.unresolved);
    this.class.push(TypeClass.runtime);
    this.flags.push(flags);
    this.tagType.push(NO_INDEX);
    this.fieldsStart.push(0);
    this.fieldsLen.push(0);
    this.size.push(0);
    this.alignment.push(0);
    this.payloadSize.push(0);
    this.payloadAlignment.push(0);
    this.wrapped.push(NO_INDEX);
    this.headTagType.push(NO_INDEX);
    this.headFlags.push(0);
    return row as ContainerIndex;
  }

  /** Whether all bits of `flag` are set. */
  has(container: ContainerIndex, flag: ContainerFlag): boolean {
    return (this.flags.data[container] & flag) === flag;
  }

  /** Sets or clears the bits of `flag`. */
  setFlag(container: ContainerIndex, flag: ContainerFlag, on: boolean): void {
    if (on) this.flags.data[container] |= flag;
    else this.flags.data[container] &= ~flag;
  }

  /** The namespace of a container; the one that `make` gives, from now on, if it has none. */
  namespaceOr(container: ContainerIndex, make: () => NamespaceIndex): NamespaceIndex {
    if (this.namespace.data[container] === NO_NAMESPACE) {
      const made = make();
      this.namespace.data[container] = made;
    }
    return this.namespace.data[container] as NamespaceIndex;
  }

  /**
   * Replaces layout kind, tag type and fields; the layout is to be worked out then. Returns whether anything differs from what
   * was there, less default values that are not known yet: of those what was known stays.
   */
  setFields(container: ContainerIndex, layout: Layout, tagType: Index, fields: readonly FieldKey[]): boolean {
    const oldLen = this.fieldsLen.data[container];
    const headFlags = (this.flags.data[container] & HEAD_FLAGS) | HEAD_KNOWN;
    let start = this.fieldsStart.data[container];
    if (fields.length > oldLen) {
      start = this.fieldName.pushZeros(fields.length);
      this.fieldType.pushZeros(fields.length);
      this.fieldValue.pushZeros(fields.length);
      this.fieldAlignment.pushZeros(fields.length);
      this.fieldFlags.pushAll(new Uint8Array(fields.length));
      this.fieldOffset.pushZeros(fields.length);
    }
    let changed =
      fields.length !== oldLen ||
      layout !== this.layout.data[container] ||
      tagType !== this.headTagType.data[container] ||
      headFlags !== this.headFlags.data[container];
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      const at = start + i;
      const hasDefault = field.hasDefault ?? field.value !== NO_INDEX;
      const valueKnown = field.value !== NO_INDEX || !hasDefault;
      const flags = (field.isComptime ? FieldFlag.comptime : 0) | (hasDefault ? FieldFlag.hasDefault : 0);
      changed ||=
        this.fieldName.data[at] !== field.name ||
        this.fieldType.data[at] !== field.type ||
        (valueKnown && this.fieldValue.data[at] !== field.value) ||
        this.fieldAlignment.data[at] !== field.alignment ||
        this.fieldFlags.data[at] !== flags;
      this.fieldName.data[at] = field.name;
      this.fieldType.data[at] = field.type;
      if (valueKnown) this.fieldValue.data[at] = field.value;
      this.fieldAlignment.data[at] = field.alignment;
      this.fieldFlags.data[at] = flags;
    }
    this.headTagType.data[container] = tagType;
    this.headFlags.data[container] = headFlags;
    this.fieldsStart.data[container] = start;
    this.fieldsLen.data[container] = fields.length;
    this.layout.data[container] = layout;
    this.tagType.data[container] = tagType;
    this.status.data[container] = ContainerStatus.unresolved;
    if (changed) {
      this.nameMaps.delete(container);
      this.valueMaps.delete(container);
    }
    return changed;
  }

  /** Sets the default or comptime value of field `i` of a struct. Returns whether it differs from what was there. */
  setFieldValue(container: ContainerIndex, i: number, value: Index): boolean {
    const at = this.fieldsStart.data[container] + i;
    const changed = this.fieldValue.data[at] !== value;
    this.fieldValue.data[at] = value;
    return changed;
  }

  /** The number of the field of that name, or -1. */
  fieldByName(container: ContainerIndex, name: StringIndex): number {
    return this.find(container, name, this.fieldName, this.nameMaps);
  }

  /** Enum: the number of the field of that tag value (an int of the tag type), or -1. */
  fieldByValue(container: ContainerIndex, value: Index): number {
    return this.find(container, value, this.fieldValue, this.valueMaps);
  }

  private find(
    container: ContainerIndex,
    key: number,
    column: U32Column,
    maps: Map<ContainerIndex, Map<number, number>>,
  ): number {
    const start = this.fieldsStart.data[container];
    const len = this.fieldsLen.data[container];
    const data = column.data;
    if (len <= 16) {
      for (let i = 0; i < len; i++) if (data[start + i] === key) return i;
      return -1;
    }
    let map = maps.get(container);
    if (map === undefined) {
      map = new Map();
      for (let i = 0; i < len; i++) map.set(data[start + i], i);
      maps.set(container, map);
    }
    return map.get(key) ?? -1;
  }

  /** What is known of a container by its layout or its default values is not known any more. */
  forgetResults(container: ContainerIndex): void {
    this.status.data[container] = ContainerStatus.unresolved;
    this.tagType.data[container] = NO_INDEX;
    this.wrapped.data[container] = NO_INDEX;
    this.headTagType.data[container] = NO_INDEX;
    this.headFlags.data[container] = 0;
    this.fieldsLen.data[container] = 0;
  }

  private visitFields(container: number, visit: Visit): void {
    const start = this.fieldsStart.data[container];
    const end = start + this.fieldsLen.data[container];
    for (let at = start; at < end; at++) {
      this.fieldName.data[at] = visit(RowKind.string, this.fieldName.data[at]);
      this.fieldType.data[at] = visit(RowKind.item, this.fieldType.data[at]);
      this.fieldValue.data[at] = visit(RowKind.item, this.fieldValue.data[at]);
    }
  }

  private renumberFields(rows: Renumbering): void {
    const { fieldsStart, fieldsLen } = this;
    const old = this.fieldColumns().map((column) => column.view().slice());
    for (const column of this.fieldColumns()) column.truncate(0);
    let to = 0;
    for (let container = 0; container < fieldsLen.length; container++) {
      if (!rows.keeps(RowKind.container, container)) continue;
      const start = fieldsStart.data[container];
      const len = fieldsLen.data[container];
      fieldsStart.data[to] = this.fieldName.length;
      fieldsLen.data[to] = len;
      for (const [i, column] of this.fieldColumns().entries()) column.pushAll(old[i].subarray(start, start + len));
      this.visitFields(to++, rows.visit);
    }
    fieldsStart.truncate(to);
    fieldsLen.truncate(to);
  }

  private fieldColumns(): (U8Column | U32Column)[] {
    return [this.fieldName, this.fieldType, this.fieldValue, this.fieldAlignment, this.fieldFlags, this.fieldOffset];
  }

  /** Forgets what is derived from the columns and not saved. */
  forgetDerived(): void {
    this.nameMaps.clear();
    this.valueMaps.clear();
  }

  columns(): TableColumn[] {
    const fields = ownedBy({
      of: RowKind.container,
      trace: (container, visit) => this.visitFields(container, visit),
      renumber: (rows) => this.renumberFields(rows),
    });
    return [
      { name: 'containers.type', column: this.type, words: wordOf(RowKind.container, RowKind.item) },
      { name: 'containers.name', column: this.name, words: wordOf(RowKind.container, RowKind.string) },
      { name: 'containers.namespace', column: this.namespace, words: wordOf(RowKind.container, RowKind.namespace) },
      { name: 'containers.layout', column: this.layout, words: wordOf(RowKind.container) },
      { name: 'containers.status', column: this.status, words: wordOf(RowKind.container) },
      { name: 'containers.class', column: this.class, words: wordOf(RowKind.container) },
      { name: 'containers.flags', column: this.flags, words: wordOf(RowKind.container) },
      { name: 'containers.tagType', column: this.tagType, words: wordOf(RowKind.container, RowKind.item) },
      { name: 'containers.fieldsStart', column: this.fieldsStart, words: fields },
      { name: 'containers.fieldsLen', column: this.fieldsLen, words: fields },
      { name: 'containers.size', column: this.size, words: wordOf(RowKind.container) },
      { name: 'containers.alignment', column: this.alignment, words: wordOf(RowKind.container) },
      { name: 'containers.payloadSize', column: this.payloadSize, words: wordOf(RowKind.container) },
      { name: 'containers.payloadAlignment', column: this.payloadAlignment, words: wordOf(RowKind.container) },
      { name: 'containers.wrapped', column: this.wrapped, words: wordOf(RowKind.container, RowKind.item) },
      { name: 'containers.headTagType', column: this.headTagType, words: wordOf(RowKind.container, RowKind.item) },
      { name: 'containers.headFlags', column: this.headFlags, words: wordOf(RowKind.container) },
      { name: 'containers.fieldName', column: this.fieldName, words: fields },
      { name: 'containers.fieldType', column: this.fieldType, words: fields },
      { name: 'containers.fieldValue', column: this.fieldValue, words: fields },
      { name: 'containers.fieldAlignment', column: this.fieldAlignment, words: fields },
      { name: 'containers.fieldFlags', column: this.fieldFlags, words: fields },
      { name: 'containers.fieldOffset', column: this.fieldOffset, words: fields },
    ];
  }
}
