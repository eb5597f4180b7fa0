import { RowKind, type Visit } from '../util/rows.ts';
import { ContainerFlag, FieldFlag, type FieldKey, Layout } from './container-table.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  type Index,
  InternalFault,
  type NamespaceIndex,
  NO_INDEX,
  NO_NAMESPACE,
  NO_STRING,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from './ids.ts';
import { ItemTag } from './item.ts';
import type { InternPool } from './pool.ts';
import { tupleFieldType } from './types.ts';

export type ContainerTag = ItemTag.type_struct | ItemTag.type_union | ItemTag.type_enum | ItemTag.type_opaque;

/** What a container type took from around it: a kind in bits 30..31, what it is of below. */
export type Capture = number & { readonly __brand: 'Capture' };

export enum CaptureKind {
  /** A value known at comptime: an Index. */
  comptime_value,
  /** The type of a run-time value: an Index. */
  runtime_type,
  /** The value of a declaration: a DeclIndex. */
  decl_val,
  /** The address of a declaration: a DeclIndex. */
  decl_ref,
}

export function capture(kind: CaptureKind, of: Index | DeclIndex): Capture {
  return ((kind << 30) | of) as Capture;
}

export function captureKind(capture: Capture): CaptureKind {
  return capture >>> 30;
}

/** The Index or DeclIndex of a capture, as its kind says. */
export function captureOf(capture: Capture): number {
  return capture & 0x3fff_ffff;
}

enum Identity {
  declared,
  reified,
  generated_tag,
}
const IDENTITY_AT = 1;
const CAPTURES_AT = 3;

/**
 * The container declared in chunk `tracked` with those captures. The same type in every update. `layout` and `flags` say the rest of what the
 * declaration does.
 */
export function declaredContainer(
  pool: InternPool,
  tag: ContainerTag,
  tracked: TrackedIndex,
  captures: readonly Capture[],
  layout = Layout.auto,
  flags = 0,
): Index {
  pool.extra.push(NO_INDEX);
  pool.extra.push(Identity.declared);
  pool.extra.push(tracked);
  pool.extra.pushAll(captures);
  return withRow(pool, pool.finish(tag), layout, flags);
}

/** The container made at instruction `inst` of chunk `tracked` from `info`, the words of what it was given. */
export function reifiedContainer(
  pool: InternPool,
  tag: ContainerTag,
  tracked: TrackedIndex,
  inst: number,
  info: readonly number[],
  layout = Layout.auto,
  flags = 0,
): Index {
  pool.extra.push(NO_INDEX);
  pool.extra.push(Identity.reified);
  pool.extra.push(tracked);
  pool.extra.push(inst);
  pool.extra.pushAll(info);
  return withRow(pool, pool.finish(tag), layout, flags | ContainerFlag.reified);
}

/** `visitItemRows` of a container type. */
export function visitContainerRows(
  tag: ContainerTag,
  words: Uint32Array,
  start: number,
  end: number,
  visit: Visit,
): void {
  const put = (kind: RowKind, at: number): void => {
    words[at] = visit(kind, words[at]!);
  };
  put(RowKind.container, start);
  if (words[start + IDENTITY_AT] === Identity.generated_tag) return put(RowKind.item, start + 2);
  put(RowKind.tracked, start + 2);
  if (words[start + IDENTITY_AT] === Identity.declared) {
    for (let at = start + CAPTURES_AT; at < end; at++) {
      const word = words[at]! as Capture;
      const of = captureKind(word) < CaptureKind.decl_val ? RowKind.item : RowKind.decl;
      words[at] = capture(captureKind(word), visit(of, captureOf(word)) as Index | DeclIndex);
    }
    return;
  }
  const info = start + CAPTURES_AT + 1;
  put(RowKind.item, tag === ItemTag.type_enum ? info : info + 1);
  const step = reifiedFieldWords(tag);
  for (let at = info + REIFIED_FIELDS_AT; at < end; at += step) {
    put(RowKind.string, at);
    put(RowKind.item, at + 1);
    if (tag === ItemTag.type_struct) put(RowKind.item, at + 2);
  }
}

/** Where in the `info` of a reified container that of its fields begins. */
const REIFIED_FIELDS_AT = 2;

/** How many words there are for each field in the `info` of a reified container. */
function reifiedFieldWords(tag: ItemTag): 5 | 3 | 2 {
  return tag === ItemTag.type_struct ? 5 : tag === ItemTag.type_union ? 3 : 2;
}

/** Word `i` of the `info` that the container `ty` was made from. */
export function reifiedInfo(pool: InternPool, ty: Index, i: number): number {
  return pool.word(ty, CAPTURES_AT + 1 + i);
}

/** Whether an enum that was made from `info` is open: ends in `_`. */
export function reifiedEnumIsOpen(pool: InternPool, ty: Index): boolean {
  return reifiedInfo(pool, ty, 1) !== 0;
}

/**
 * The fields that the container `ty` was made with, as its `info` has them behind two other words. Struct: name, type, default or comptime value,
 * alignment, whether it is comptime. Union: name, type, alignment. Enum: name, value.
 */
export function reifiedFields(pool: InternPool, ty: Index): FieldKey[] {
  const step = reifiedFieldWords(pool.tag(ty));
  const fields: FieldKey[] = [];
  const end = pool.wordsLen(ty) - CAPTURES_AT - 1;
  for (let i = REIFIED_FIELDS_AT; i < end; i += step) {
    const word = (n: number): Index => reifiedInfo(pool, ty, i + n) as Index;
    const name = word(0) as number as StringIndex;
    if (step === 2) fields.push(enumField(name, word(1)));
    else if (step === 3) fields.push({ name, type: word(1), value: NO_INDEX, alignment: word(2), isComptime: false });
    else fields.push({ name, type: word(1), value: word(2), alignment: word(3), isComptime: word(4) !== 0 });
  }
  return fields;
}

/** The enum that is the tag of `union(enum)` `unionType`. */
export function generatedTagType(pool: InternPool, unionType: Index): Index {
  pool.extra.push(NO_INDEX);
  pool.extra.push(Identity.generated_tag);
  pool.extra.push(unionType);
  return withRow(pool, pool.finish(ItemTag.type_enum), Layout.auto, 0);
}

function withRow(pool: InternPool, ty: Index, layout: Layout, flags: number): Index {
  if (pool.word(ty, 0) === NO_INDEX) pool.setMutableWord(ty, pool.containers.add(ty, layout, flags));
  return ty;
}

/** Whether the type is a struct, union, enum or opaque that was declared or reified (not a tuple, not `anyopaque`). */
export function isContainer(pool: InternPool, ty: Index): boolean {
  const tag = pool.tags.data[ty];
  return tag >= ItemTag.type_struct && tag <= ItemTag.type_opaque;
}

/** The row of a container type in `pool.containers`. */
export function containerOf(pool: InternPool, ty: Index): ContainerIndex {
  if (!isContainer(pool, ty)) throw new InternalFault(`item ${ty} (${ItemTag[pool.tag(ty)]}) is not a container`);
  return pool.word(ty, 0) as ContainerIndex;
}

/** The chunk that a container was declared or reified in; NO_TRACKED for the tag type of a union. */
export function containerTracked(pool: InternPool, ty: Index): TrackedIndex {
  return pool.word(ty, IDENTITY_AT) === Identity.generated_tag ? NO_TRACKED : (pool.word(ty, 2) as TrackedIndex);
}

/** Capture `i` of a declared container. */
export function containerCapture(pool: InternPool, ty: Index, i: number): Capture {
  return pool.word(ty, CAPTURES_AT + i) as Capture;
}

/** The union that an enum is the generated tag of; NO_INDEX for any other type. */
export function generatedTagOwner(pool: InternPool, ty: Index): Index {
  return pool.tag(ty) === ItemTag.type_enum && pool.word(ty, IDENTITY_AT) === Identity.generated_tag
    ? (pool.word(ty, 2) as Index)
    : NO_INDEX;
}

/** Gives a new container its namespace, or returns the one it has. */
export function containerNamespace(
  pool: InternPool,
  ty: Index,
  parent: NamespaceIndex,
  file: FileIndex,
): NamespaceIndex {
  return pool.containers.namespaceOr(containerOf(pool, ty), () => pool.namespaces.add(parent, file, ty));
}

/** The namespace of a container type; NO_NAMESPACE if it has none (and for every other type). */
export function namespaceOfType(pool: InternPool, ty: Index): NamespaceIndex {
  return isContainer(pool, ty) ? pool.containers.namespaceOf(containerOf(pool, ty)) : NO_NAMESPACE;
}

/** How many fields a struct, union, enum or tuple type has. Its fields must be known. */
export function fieldsLen(pool: InternPool, ty: Index): number {
  if (pool.tag(ty) === ItemTag.type_tuple) return pool.wordsLen(ty) / 2;
  return pool.containers.fieldsLen(containerOf(pool, ty));
}

/** The number of the field called `name`, or -1. Fields of a tuple are called "0", "1" ... */
export function fieldIndex(pool: InternPool, ty: Index, name: StringIndex): number {
  if (pool.tag(ty) === ItemTag.type_tuple) {
    const text = pool.text(name);
    const i = Number(text);
    return String(i) === text && Number.isInteger(i) && i >= 0 && i < fieldsLen(pool, ty) ? i : -1;
  }
  return pool.containers.fieldByName(containerOf(pool, ty), name);
}

/** The name of field `i`; NO_STRING for a tuple. */
export function fieldName(pool: InternPool, ty: Index, i: number): StringIndex {
  if (pool.tag(ty) === ItemTag.type_tuple) return NO_STRING;
  return pool.containers.fieldName(containerOf(pool, ty), i);
}

/** The type of field `i` of a struct, union or tuple. */
export function fieldType(pool: InternPool, ty: Index, i: number): Index {
  if (pool.tag(ty) === ItemTag.type_tuple) return tupleFieldType(pool, ty, i);
  return pool.containers.fieldType(containerOf(pool, ty), i);
}

/** Struct, tuple: the default or comptime value of field `i`. Enum: its tag value. NO_INDEX for none, or one not known yet. */
export function fieldValue(pool: InternPool, ty: Index, i: number): Index {
  if (pool.tag(ty) === ItemTag.type_tuple) return pool.word(ty, pool.wordsLen(ty) / 2 + i) as Index;
  return pool.containers.fieldValue(containerOf(pool, ty), i);
}

/** Whether field `i` of a struct or tuple is `comptime`. */
export function fieldIsComptime(pool: InternPool, ty: Index, i: number): boolean {
  if (pool.tag(ty) === ItemTag.type_tuple) return fieldValue(pool, ty, i) !== NO_INDEX;
  return (pool.containers.fieldFlags(containerOf(pool, ty), i) & FieldFlag.comptime) !== 0;
}

/** Alignment in bytes of field `i` as written; 0 for the natural one. */
export function fieldExplicitAlign(pool: InternPool, ty: Index, i: number): number {
  if (pool.tag(ty) === ItemTag.type_tuple) return 0;
  return pool.containers.fieldAlignment(containerOf(pool, ty), i);
}

/** The layout kind of a struct, union or tuple type. */
export function containerLayout(pool: InternPool, ty: Index): Layout {
  return isContainer(pool, ty) ? pool.containers.layoutOf(containerOf(pool, ty)) : Layout.auto;
}

/** Whether the type is a packed struct. */
export function isPackedStruct(pool: InternPool, ty: Index): boolean {
  return pool.tag(ty) === ItemTag.type_struct && containerLayout(pool, ty) === Layout.packed;
}

/** Enum: the integer type. Union: the enum of its tag, or NO_INDEX. Packed struct: the backing integer. */
export function tagType(pool: InternPool, ty: Index): Index {
  return pool.containers.tagType(containerOf(pool, ty));
}

/** The number of the enum's field with tag value `value` (an int of the enum's integer type), or -1. */
export function enumFieldByValue(pool: InternPool, ty: Index, value: Index): number {
  return pool.containers.fieldByValue(containerOf(pool, ty), value);
}

/** A field of an enum. */
export function enumField(name: StringIndex, value: Index): FieldKey {
  return { name, type: NO_INDEX, value, alignment: 0, isComptime: false };
}
