import { comptimeOnly, hasRuntimeBits, isUninhabited, optionalReprIsPayload } from './classify.ts';
import { ContainerFlag, Layout } from './container-table.ts';
import {
  containerLayout,
  containerOf,
  fieldExplicitAlign,
  fieldIsComptime,
  fieldsLen,
  fieldType,
  isPackedStruct,
  tagType,
} from './containers.ts';
import { type Index, InternalFault, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import type { InternPool } from './pool.ts';
import { type CTypeLayout, isWindowsLike, type Target } from './target.ts';
import {
  arrayLen,
  arrayLenWithSentinel,
  childType,
  errorUnionPayload,
  floatBits,
  intBits,
  isIntType,
  isRuntimeFloat,
} from './types.ts';

/** Size of an error code. */
const ERROR_SIZE = 2;

/** `offset`, or the next multiple of `alignment` after it. */
export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/** Alignment in bytes of an integer of `bits` bits. */
export function intAlign({ arch, os, maxIntAlign }: Target, bits: number): number {
  if (arch === 'x86' && bits > 32) return bits > 64 ? 16 : isWindowsLike(os) ? 8 : 4;
  return Math.min(powerOfTwoFrom(Math.ceil(bits / 8)), maxIntAlign);
}

/** Size in bytes of an integer of `bits` bits. */
export function intSize(target: Target, bits: number): number {
  return alignUp(Math.ceil(bits / 8), intAlign(target, bits));
}

/** The type of C that `ty` is laid out as: that of the same name, or of the same format; null if there is none. */
function cLayout({ c }: Target, ty: Index): CTypeLayout | null {
  switch (ty) {
    case Ty.c_short:
    case Ty.c_ushort:
      return c.short;
    case Ty.c_int:
    case Ty.c_uint:
      return c.int;
    case Ty.c_long:
    case Ty.c_ulong:
      return c.long;
    case Ty.c_longlong:
    case Ty.c_ulonglong:
      return c.longlong;
    case Ty.c_longdouble:
      return c.longdouble;
    case Ty.f32:
      return c.float.bits === 32 ? c.float : null;
    case Ty.f64:
      return c.double.bits === 64 ? c.double : null;
    case Ty.f80:
      return c.longdouble.bits === 80 ? c.longdouble : null;
    case Ty.f128:
      return c.longdouble.bits === 128 ? c.longdouble : null;
    default:
      return null;
  }
}

function errorAlign(pool: InternPool): number {
  return intAlign(pool.target, ERROR_SIZE * 8);
}

/** Bytes of a pointer that is no slice. */
function pointerSize(pool: InternPool): number {
  return pool.target.pointerBits / 8;
}

/**
 * A container without layout that the size of `ty` depends on, to be resolved first; NO_INDEX if size and alignment of `ty` can
 * be asked for.
 */
function layoutBlocker(pool: InternPool, ty: Index): Index {
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
      return pool.containers.isKnown(containerOf(pool, ty)) ? NO_INDEX : ty;
    default:
      return NO_INDEX;
  }
}

/** Whether size and alignment of the type can be asked for: every container in it by value has its layout. */
export function layoutIsResolved(pool: InternPool, ty: Index): boolean {
  return layoutBlocker(pool, ty) === NO_INDEX;
}

/** Size in bytes, a multiple of the alignment; 0 for comptime-only types. Throws InternalFault where a layout is not known. */
export function abiSize(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return intSize(pool.target, pool.word(ty, 0) >>> 1);
    case ItemTag.type_pointer:
      return pointerSize(pool) * ((pool.word(ty, 1) & 3) === 2 ? 2 : 1);
    case ItemTag.type_array:
      return arrayLenWithSentinel(pool, ty) * abiSize(pool, childType(pool, ty));
    case ItemTag.type_vector: {
      const bytes = vectorBytes(pool, ty);
      return bytes === 0 ? 0 : alignUp(bytes, vectorAlign(pool, ty));
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
      return pointerSize(pool);
    case ItemTag.type_enum:
      return abiSize(pool, tagType(pool, ty));
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return pool.containers.size(containerOf(pool, ty));
    case ItemTag.type_opaque:
      return 0;
    default:
      return simpleSize(pool, ty);
  }
}

function simpleSize(pool: InternPool, ty: Index): number {
  const { target } = pool;
  const c = cLayout(target, ty);
  if (c !== null) return alignUp(Math.ceil(c.bits / 8), c.align);
  if (isIntType(pool, ty)) return intSize(target, intBits(pool, ty));
  if (ty === Ty.f80) return intSize(target, 80);
  if (isRuntimeFloat(ty)) return floatBits(pool, ty) / 8;
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

function simpleAlign(pool: InternPool, ty: Index): number {
  const { target } = pool;
  const c = cLayout(target, ty);
  if (c !== null) return c.align;
  if (isIntType(pool, ty)) return Math.max(1, intAlign(target, intBits(pool, ty)));
  if (ty === Ty.f80) return intAlign(target, 80);
  if (ty === Ty.anyerror || ty === Ty.adhocInferredErrorSet) return errorAlign(pool);
  return Math.max(1, simpleSize(pool, ty));
}

/** Whether vectors are those of the official backend for x86_64: registers of the usual processors, with elements that are bits only where they are `bool`. */
function hasRegisters(pool: InternPool): boolean {
  return pool.target.backend === 'stage2_x86_64';
}

function vectorAlign(pool: InternPool, ty: Index): number {
  const bytes = vectorBytes(pool, ty);
  const isWhole = hasRegisters(pool) && bytes > 0 && (childType(pool, ty) !== Ty.bool || bytes > 8);
  return isWhole ? 16 : powerOfTwoFrom(bytes);
}

function vectorBytes(pool: InternPool, ty: Index): number {
  const elem = childType(pool, ty);
  if (hasRegisters(pool) && elem !== Ty.bool) return abiSize(pool, elem) * arrayLen(pool, ty);
  return Math.ceil((bitSize(pool, childType(pool, ty)) * arrayLen(pool, ty)) / 8);
}

/** Natural alignment in bytes, at least 1. Throws InternalFault where a layout is not known. */
export function abiAlign(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return intAlign(pool.target, pool.word(ty, 0) >>> 1);
    case ItemTag.type_pointer:
    case ItemTag.type_anyframe:
      return pointerSize(pool);
    case ItemTag.type_array:
      return abiAlign(pool, childType(pool, ty));
    case ItemTag.type_vector:
      return vectorAlign(pool, ty);
    case ItemTag.type_optional:
      return abiAlign(pool, childType(pool, ty));
    case ItemTag.type_error_union:
      return Math.max(errorAlign(pool), abiAlign(pool, errorUnionPayload(pool, ty)));
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return errorAlign(pool);
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
      return pool.containers.alignment(containerOf(pool, ty));
    case ItemTag.type_opaque:
      return 1;
    case ItemTag.type_func:
      return pool.target.functionAlign;
    default:
      return simpleAlign(pool, ty);
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
      if (pool.target.backend === 'stage2_x86_64') return len * bitSize(pool, child);
      return (len - 1) * 8 * Math.max(abiSize(pool, child), abiAlign(pool, child)) + bitSize(pool, child);
    }
    case ItemTag.type_vector:
      return arrayLen(pool, ty) * bitSize(pool, childType(pool, ty));
    case ItemTag.type_enum:
      return bitSize(pool, tagType(pool, ty));
    case ItemTag.type_struct:
      if (isPackedStruct(pool, ty)) return bitSize(pool, pool.containers.tagType(containerOf(pool, ty)));
      return abiSize(pool, ty) * 8;
    case ItemTag.type_union: {
      if (containerLayout(pool, ty) !== Layout.packed) return abiSize(pool, ty) * 8;
      return packedUnionBits(pool, ty);
    }
    default:
      if (isIntType(pool, ty)) return intBits(pool, ty);
      if (isRuntimeFloat(ty)) return floatBits(pool, ty);
      if (ty === Ty.bool) return 1;
      return abiSize(pool, ty) * 8;
  }
}

/** The bits of a packed union: those of each of its fields. */
export function packedUnionBits(pool: InternPool, ty: Index): number {
  return fieldsLen(pool, ty) === 0 ? 0 : bitSize(pool, fieldType(pool, ty, 0));
}

/** Whether field `i` of a struct or tuple takes no room, since its value is known at comptime or exists only there. */
export function isComptimeOnlyField(pool: InternPool, ty: Index, i: number): boolean {
  return fieldIsComptime(pool, ty, i) || comptimeOnly(pool, fieldType(pool, ty, i));
}

/**
 * The enum type of the tag that is in a union's memory (for safety only, perhaps); NO_INDEX if there is none, as where only one field
 * can be active.
 */
export function unionTagType(pool: InternPool, ty: Index): Index {
  const row = containerOf(pool, ty);
  return pool.containers.has(row, ContainerFlag.runtimeTag) ? pool.containers.tagType(row) : NO_INDEX;
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
      return i * pointerSize(pool);
    default:
      return pool.containers.fieldOffset(containerOf(pool, ty), i);
  }
}

/** Offset in bits of field `i` of a packed struct from the least significant bit of its backing integer; 0 in a packed union. */
export function packedFieldBitOffset(pool: InternPool, ty: Index, i: number): number {
  if (pool.tag(ty) === ItemTag.type_union) return 0;
  return pool.containers.fieldOffset(containerOf(pool, ty), i);
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
  const row = containerOf(pool, ty);
  const { containers } = pool;
  const payloadSize = containers.payloadSize(row);
  const payloadAlignment = containers.payloadAlignment(row);
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
    size: containers.size(row),
    alignment: containers.alignment(row),
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
  if (alignment >= errorAlign(pool) || !hasRuntimeBits(pool, payload)) return 0;
  return alignUp(ERROR_SIZE, alignment);
}

/** Offset of the error code of an error union type. */
export function errorUnionErrorOffset(pool: InternPool, ty: Index): number {
  const payload = errorUnionPayload(pool, ty);
  if (!hasRuntimeBits(pool, payload) || abiAlign(pool, payload) < errorAlign(pool)) return 0;
  return alignUp(abiSize(pool, payload), errorAlign(pool));
}

/** Offset of the byte that says whether an optional has a payload. Not for those represented by their payload alone. */
export function optionalFlagOffset(pool: InternPool, ty: Index): number {
  if (optionalReprIsPayload(pool, ty)) throw new InternalFault('this optional has no flag');
  return abiSize(pool, childType(pool, ty));
}
