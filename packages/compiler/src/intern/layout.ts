import {
  activeFieldsLen,
  classOfContainer,
  comptimeOnly,
  hasRuntimeBits,
  isUninhabited,
  optionalReprIsPayload,
} from './classify.ts';
import { ContainerFlag, ContainerStatus, Layout } from './container-table.ts';
import {
  containerLayout,
  containerOf,
  fieldExplicitAlign,
  fieldIsComptime,
  fieldRow,
  fieldsLen,
  fieldType,
  isContainer,
  isPackedStruct,
  tagType,
} from './containers.ts';
import { type ContainerIndex, type Index, InternalFault, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import type { InternPool } from './pool.ts';
import {
  arrayLen,
  arrayLenWithSentinel,
  childType,
  errorUnionPayload,
  floatBits,
  intBits,
  intType,
  isIntType,
  isRuntimeFloat,
} from './types.ts';

const POINTER_SIZE = 4;
/** Size and alignment of an error code. */
const ERROR_SIZE = 2;
const MAX_INT_ALIGN = 16;

function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/** Alignment in bytes of an integer of `bits` bits. */
function intAlign(bits: number): number {
  return Math.min(powerOfTwoFrom(Math.ceil(bits / 8)), MAX_INT_ALIGN);
}

function intSize(bits: number): number {
  return alignUp(Math.ceil(bits / 8), intAlign(bits));
}

/**
 * A container without layout that the size of `ty` depends on, to be resolved first; NO_INDEX if size and alignment of `ty` can
 * be asked for.
 */
export function layoutBlocker(pool: InternPool, ty: Index): Index {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_array:
    case ItemTag.type_vector:
    case ItemTag.type_optional:
      return layoutBlocker(pool, childType(pool, ty));
    case ItemTag.type_error_union:
      return layoutBlocker(pool, errorUnionPayload(pool, ty));
    case ItemTag.type_tuple: {
      const len = arrayLen(pool, ty);
      for (let i = 0; i < len; i++) {
        const blocker = fieldIsComptime(pool, ty, i) ? NO_INDEX : layoutBlocker(pool, fieldType(pool, ty, i));
        if (blocker !== NO_INDEX) return blocker;
      }
      return NO_INDEX;
    }
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
      return pool.containers.status.data[pool.word(ty, 0)] === ContainerStatus.resolved ? NO_INDEX : ty;
    default:
      return NO_INDEX;
  }
}

/** Whether size and alignment of the type can be asked for: every container in it by value has its layout. */
export function layoutIsResolved(pool: InternPool, ty: Index): boolean {
  return layoutBlocker(pool, ty) === NO_INDEX;
}

function checkLayout(pool: InternPool, ty: Index): number {
  const row = containerOf(pool, ty);
  if (pool.containers.status.data[row] !== ContainerStatus.resolved)
    throw new InternalFault(`the layout of ${pool.text(pool.containers.nameOf(row))} is not known`);
  return row;
}

/** Size in bytes, a multiple of the alignment; 0 for comptime-only types. Throws InternalFault where a layout is not known. */
export function abiSize(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return intSize(pool.word(ty, 0) >>> 1);
    case ItemTag.type_pointer:
      return (pool.word(ty, 1) & 3) === 2 ? POINTER_SIZE * 2 : POINTER_SIZE;
    case ItemTag.type_array:
      return arrayLenWithSentinel(pool, ty) * abiSize(pool, childType(pool, ty));
    case ItemTag.type_vector: {
      const bytes = vectorBytes(pool, ty);
      return bytes === 0 ? 0 : alignUp(bytes, powerOfTwoFrom(bytes));
    }
    case ItemTag.type_optional: {
      const child = childType(pool, ty);
      if (isUninhabited(pool, child)) return 0;
      if (optionalReprIsPayload(pool, ty)) return abiSize(pool, child);
      return abiSize(pool, child) + abiAlign(pool, child);
    }
    case ItemTag.type_error_union: {
      const payload = errorUnionPayload(pool, ty);
      if (!hasRuntimeBits(pool, payload)) return alignUp(ERROR_SIZE, abiAlign(pool, ty));
      const end = Math.max(
        errorUnionPayloadOffset(pool, ty) + abiSize(pool, payload),
        errorUnionErrorOffset(pool, ty) + ERROR_SIZE,
      );
      return alignUp(end, abiAlign(pool, ty));
    }
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return ERROR_SIZE;
    case ItemTag.type_tuple:
      return tupleOffset(pool, ty, arrayLen(pool, ty));
    case ItemTag.type_func:
      return 0;
    case ItemTag.type_anyframe:
      return POINTER_SIZE;
    case ItemTag.type_enum:
      return abiSize(pool, tagType(pool, ty));
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return pool.containers.size.data[checkLayout(pool, ty)];
    case ItemTag.type_opaque:
      return 0;
    default:
      return simpleSize(pool, ty);
  }
}

function simpleSize(pool: InternPool, ty: Index): number {
  if (isIntType(pool, ty)) return intSize(intBits(pool, ty));
  if (isRuntimeFloat(ty)) return powerOfTwoFrom(floatBits(ty) / 8);
  switch (ty) {
    case Ty.bool:
      return 1;
    case Ty.anyerror:
    case Ty.adhocInferredErrorSet:
      return ERROR_SIZE;
    case Ty.genericPoison:
      throw new InternalFault(`item ${ty} has no size`);
    default:
      return 0;
  }
}

function vectorBytes(pool: InternPool, ty: Index): number {
  return Math.ceil((bitSize(pool, childType(pool, ty)) * arrayLen(pool, ty)) / 8);
}

/** Natural alignment in bytes, at least 1. Throws InternalFault where a layout is not known. */
export function abiAlign(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return intAlign(pool.word(ty, 0) >>> 1);
    case ItemTag.type_pointer:
    case ItemTag.type_anyframe:
      return POINTER_SIZE;
    case ItemTag.type_array:
      return abiAlign(pool, childType(pool, ty));
    case ItemTag.type_vector:
      return powerOfTwoFrom(vectorBytes(pool, ty));
    case ItemTag.type_optional:
      return abiAlign(pool, childType(pool, ty));
    case ItemTag.type_error_union:
      return Math.max(ERROR_SIZE, abiAlign(pool, errorUnionPayload(pool, ty)));
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return ERROR_SIZE;
    case ItemTag.type_tuple: {
      let alignment = 1;
      const len = arrayLen(pool, ty);
      for (let i = 0; i < len; i++)
        if (!fieldIsComptime(pool, ty, i)) alignment = Math.max(alignment, abiAlign(pool, fieldType(pool, ty, i)));
      return alignment;
    }
    case ItemTag.type_enum:
      return abiAlign(pool, tagType(pool, ty));
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return pool.containers.alignment.data[checkLayout(pool, ty)];
    case ItemTag.type_opaque:
    case ItemTag.type_func:
      return 1;
    default:
      if (ty === Ty.anyopaque) return 1;
      if (ty === Ty.f80) return MAX_INT_ALIGN;
      return Math.max(1, simpleSize(pool, ty));
  }
}

/** `@bitSizeOf`. Throws InternalFault where a layout is not known. */
export function bitSize(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return pool.word(ty, 0) >>> 1;
    case ItemTag.type_array: {
      const len = arrayLenWithSentinel(pool, ty);
      if (len === 0) return 0;
      const child = childType(pool, ty);
      return (len - 1) * 8 * Math.max(abiSize(pool, child), abiAlign(pool, child)) + bitSize(pool, child);
    }
    case ItemTag.type_vector:
      return arrayLen(pool, ty) * bitSize(pool, childType(pool, ty));
    case ItemTag.type_enum:
      return bitSize(pool, tagType(pool, ty));
    case ItemTag.type_struct:
      if (isPackedStruct(pool, ty)) return bitSize(pool, pool.containers.tagType.data[checkLayout(pool, ty)] as Index);
      return abiSize(pool, ty) * 8;
    case ItemTag.type_union: {
      if (containerLayout(pool, ty) !== Layout.packed) return abiSize(pool, ty) * 8;
      return packedUnionBits(pool, ty);
    }
    default:
      if (isIntType(pool, ty)) return intBits(pool, ty);
      if (isRuntimeFloat(ty)) return floatBits(ty);
      if (ty === Ty.bool) return 1;
      return abiSize(pool, ty) * 8;
  }
}

/** The bits of a packed union: those of each of its fields. */
function packedUnionBits(pool: InternPool, ty: Index): number {
  return fieldsLen(pool, ty) === 0 ? 0 : bitSize(pool, fieldType(pool, ty, 0));
}

/**
 * Computes class, offsets, size and alignment of a struct, union or enum whose fields are known and whose fields' types have their
 * layouts; it is resolved then. A packed struct without a written backing integer gets one here. To be called again whenever fields were
 * set or the layout of a field's type changed. Returns whether anything differs from what was there.
 */
export function resolveLayout(pool: InternPool, ty: Index): boolean {
  const row = containerOf(pool, ty);
  const table = pool.containers;
  const before = layoutWords(pool, row);
  if (pool.tag(ty) === ItemTag.type_struct) {
    if (table.layout.data[row] === Layout.packed) layoutPackedStruct(pool, ty);
    else layoutStruct(pool, ty);
  } else if (pool.tag(ty) === ItemTag.type_union) {
    const isTagged = table.has(row, ContainerFlag.tagged) || table.has(row, ContainerFlag.safetyTagged);
    table.setFlag(row, ContainerFlag.runtimeTag, isTagged && activeFieldsLen(pool, ty) > 1);
    layoutUnion(pool, ty);
  }
  if (pool.tag(ty) !== ItemTag.type_opaque) table.class.data[row] = classOfContainer(pool, ty);
  table.status.data[row] = ContainerStatus.resolved;
  table.wrapped.data[row] = wrappedType(pool, ty);
  const after = layoutWords(pool, row);
  return after.length !== before.length || after.some((word, i) => word !== before[i]);
}

/** What an extern struct or union with a single field is but a wrapper of: C passes it as that. NO_INDEX where it is none. */
function wrappedType(pool: InternPool, ty: Index): Index {
  const table = pool.containers;
  if (table.layout.data[containerOf(pool, ty)] !== Layout.extern || fieldsLen(pool, ty) !== 1) return NO_INDEX;
  const field = fieldType(pool, ty, 0);
  // A field that is aligned more than its type makes a struct that is more than a wrapper.
  if (abiSize(pool, field) !== abiSize(pool, ty)) return NO_INDEX;
  const inner = isContainer(pool, field) ? (table.wrapped.data[containerOf(pool, field)] as Index) : NO_INDEX;
  return inner === NO_INDEX ? field : inner;
}

/** All that the layout of a container says, to be compared. */
function layoutWords(pool: InternPool, row: ContainerIndex): number[] {
  const table = pool.containers;
  const start = table.fieldsStart.data[row];
  const end = start + table.fieldsLen.data[row];
  return [
    table.size.data[row],
    table.alignment.data[row],
    table.payloadSize.data[row],
    table.payloadAlignment.data[row],
    table.wrapped.data[row],
    table.tagType.data[row],
    table.flags.data[row],
    table.class.data[row],
    ...table.fieldOffset.data.subarray(start, end),
  ];
}

function layoutPackedStruct(pool: InternPool, ty: Index): void {
  const table = pool.containers;
  const row = containerOf(pool, ty);
  let bits = 0;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    table.fieldOffset.data[fieldRow(pool, ty, i)] = bits;
    bits += bitSize(pool, fieldType(pool, ty, i));
  }
  if (table.tagType.data[row] === NO_INDEX) table.tagType.data[row] = intType(pool, false, bits);
  const backing = table.tagType.data[row] as Index;
  table.size.data[row] = abiSize(pool, backing);
  table.alignment.data[row] = abiAlign(pool, backing);
}

/**
 * In an `auto` struct, fields of larger alignment come first; among those of one alignment the order is that of the source. (The
 * official compiler does this where it uses LLVM, which is the default; with `-fno-llvm` it keeps the order of the source.)
 * A field without bits has an offset and an alignment like any other, unless its type is comptime-only.
 */
function layoutStruct(pool: InternPool, ty: Index): void {
  const table = pool.containers;
  const row = containerOf(pool, ty);
  const len = fieldsLen(pool, ty);
  const first = table.fieldsStart.data[row];
  const order: number[] = [];
  const aligns: number[] = [];
  for (let i = 0; i < len; i++) {
    const omitted = isComptimeOnlyField(pool, ty, i);
    aligns.push(omitted ? 0 : fieldAlign(pool, ty, i));
    if (omitted) table.fieldOffset.data[first + i] = 0;
    else order.push(i);
  }
  if (table.layout.data[row] === Layout.auto) order.sort((a, b) => aligns[b] - aligns[a] || a - b);
  let alignment = 1;
  let offset = 0;
  for (const i of order) {
    alignment = Math.max(alignment, aligns[i]);
    offset = alignUp(offset, aligns[i]);
    table.fieldOffset.data[first + i] = offset;
    offset += abiSize(pool, fieldType(pool, ty, i));
  }
  table.size.data[row] = alignUp(offset, alignment);
  table.alignment.data[row] = alignment;
}

function isComptimeOnlyField(pool: InternPool, ty: Index, i: number): boolean {
  return fieldIsComptime(pool, ty, i) || comptimeOnly(pool, fieldType(pool, ty, i));
}

function layoutUnion(pool: InternPool, ty: Index): void {
  const table = pool.containers;
  const row = containerOf(pool, ty);
  let payloadSize = 0;
  let payloadAlign = 1;
  const len = fieldsLen(pool, ty);
  if (table.layout.data[row] === Layout.packed) {
    const bits = packedUnionBits(pool, ty);
    payloadSize = intSize(bits);
    payloadAlign = intAlign(bits);
  }
  for (let i = 0; i < len; i++) {
    const field = fieldType(pool, ty, i);
    if (isUninhabited(pool, field)) continue;
    payloadSize = Math.max(payloadSize, abiSize(pool, field));
    payloadAlign = Math.max(payloadAlign, fieldAlign(pool, ty, i));
  }
  table.payloadSize.data[row] = payloadSize;
  table.payloadAlignment.data[row] = payloadAlign;
  const tag = unionTagType(pool, ty);
  if (tag === NO_INDEX || !hasRuntimeBits(pool, tag)) {
    table.size.data[row] = alignUp(payloadSize, payloadAlign);
    table.alignment.data[row] = payloadAlign;
    return;
  }
  const tagSize = abiSize(pool, tag);
  const tagAlign = abiAlign(pool, tag);
  const alignment = Math.max(tagAlign, payloadAlign);
  const end =
    tagAlign >= payloadAlign ? alignUp(tagSize, payloadAlign) + payloadSize : alignUp(payloadSize, tagAlign) + tagSize;
  table.size.data[row] = alignUp(end, alignment);
  table.alignment.data[row] = alignment;
}

/**
 * The enum type of the tag that is in a union's memory (for safety only, perhaps); NO_INDEX if there is none, as where only one field
 * can be active.
 */
export function unionTagType(pool: InternPool, ty: Index): Index {
  const row = containerOf(pool, ty);
  return pool.containers.has(row, ContainerFlag.runtimeTag) ? (pool.containers.tagType.data[row] as Index) : NO_INDEX;
}

function tupleOffset(pool: InternPool, ty: Index, field: number): number {
  let offset = 0;
  const len = arrayLen(pool, ty);
  for (let i = 0; i < len; i++) {
    if (isComptimeOnlyField(pool, ty, i)) {
      if (i === field) return 0;
      continue;
    }
    const type = fieldType(pool, ty, i);
    offset = alignUp(offset, abiAlign(pool, type));
    if (i === field) return offset;
    offset += abiSize(pool, type);
  }
  return alignUp(offset, abiAlign(pool, ty));
}

/** Offset in bytes of field `i` of a struct, tuple, union (payload) or slice (0: ptr, 1: len). Not of a packed struct. */
export function fieldOffset(pool: InternPool, ty: Index, i: number): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_tuple:
      return tupleOffset(pool, ty, i);
    case ItemTag.type_union:
      return containerLayout(pool, ty) === Layout.packed ? 0 : unionLayout(pool, ty).payloadOffset;
    case ItemTag.type_pointer:
      return i * POINTER_SIZE;
    default:
      checkLayout(pool, ty);
      return pool.containers.fieldOffset.data[fieldRow(pool, ty, i)];
  }
}

/** Offset in bits of field `i` of a packed struct from the least significant bit of its backing integer; 0 in a packed union. */
export function packedFieldBitOffset(pool: InternPool, ty: Index, i: number): number {
  if (pool.tag(ty) === ItemTag.type_union) return 0;
  checkLayout(pool, ty);
  return pool.containers.fieldOffset.data[fieldRow(pool, ty, i)];
}

/** Alignment in bytes of field `i` of a struct, union or tuple: as written, or the natural one of its type. */
export function fieldAlign(pool: InternPool, ty: Index, i: number): number {
  const explicit = fieldExplicitAlign(pool, ty, i);
  return explicit !== 0 ? explicit : abiAlign(pool, fieldType(pool, ty, i));
}

/** Where the parts of a union are. */
export interface UnionLayout {
  readonly size: number;
  readonly alignment: number;
  readonly payloadOffset: number;
  readonly payloadSize: number;
  readonly payloadAlignment: number;
  readonly tagOffset: number;
  /** 0 for a union without a tag. */
  readonly tagSize: number;
}

/** Where the parts of a union are. */
export function unionLayout(pool: InternPool, ty: Index): UnionLayout {
  const row = checkLayout(pool, ty);
  const table = pool.containers;
  const payloadSize = table.payloadSize.data[row];
  const payloadAlignment = table.payloadAlignment.data[row];
  const tag = unionTagType(pool, ty);
  const tagSize = tag === NO_INDEX ? 0 : abiSize(pool, tag);
  let payloadOffset = 0;
  let tagOffset = 0;
  if (tagSize > 0) {
    const tagAlign = abiAlign(pool, tag);
    if (tagAlign >= payloadAlignment) payloadOffset = alignUp(tagSize, payloadAlignment);
    else tagOffset = alignUp(payloadSize, tagAlign);
  }
  return {
    size: table.size.data[row],
    alignment: table.alignment.data[row],
    payloadOffset,
    payloadSize,
    payloadAlignment,
    tagOffset,
    tagSize,
  };
}

/** Offset of the payload of an error union type: it comes first unless the error code has the larger alignment. */
export function errorUnionPayloadOffset(pool: InternPool, ty: Index): number {
  const payload = errorUnionPayload(pool, ty);
  const alignment = abiAlign(pool, payload);
  if (alignment >= ERROR_SIZE || !hasRuntimeBits(pool, payload)) return 0;
  return alignUp(ERROR_SIZE, alignment);
}

/** Offset of the error code of an error union type. */
export function errorUnionErrorOffset(pool: InternPool, ty: Index): number {
  const payload = errorUnionPayload(pool, ty);
  if (!hasRuntimeBits(pool, payload) || abiAlign(pool, payload) < ERROR_SIZE) return 0;
  return alignUp(abiSize(pool, payload), ERROR_SIZE);
}

/** Offset of the byte that says whether an optional has a payload. Not for those represented by their payload alone. */
export function optionalFlagOffset(pool: InternPool, ty: Index): number {
  if (optionalReprIsPayload(pool, ty)) throw new InternalFault('this optional has no flag');
  return abiSize(pool, childType(pool, ty));
}
