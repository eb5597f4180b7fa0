import { isPtrLikeOptional, optionalReprIsPayload } from './classify.ts';
import { Layout } from './container-table.ts';
import { containerLayout, fieldIsComptime, fieldsLen, fieldType } from './containers.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Val } from './known.ts';
import {
  abiSize,
  bitSize,
  errorUnionErrorOffset,
  errorUnionPayloadOffset,
  fieldOffset,
  optionalFlagOffset,
  packedFieldBitOffset,
  unionLayout,
} from './layout.ts';
import { NO_VECTOR_INDEX, ptrChild, ptrInfo } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { ptrValueInfo } from './ptr-values.ts';
import { arrayLen, arrayLenWithSentinel, childType, floatBits } from './types.ts';
import {
  aggregateElem,
  bytesOfArray,
  enumTagInt,
  errName,
  floatValueBits,
  intBig,
  optPayload,
  typeOf,
  unionPayload,
  unionTag,
} from './values.ts';

/** What writing a value cannot know: numbers that are given out at the end of a build, and where pointers go. */
export interface MemoryHost {
  /** The code of the error, 1 or more: 2 bytes at `at` are set to it. */
  errorCode(name: StringIndex, at: number): number;
  /** 4 bytes at `at`, left zero, are to hold the address of `decl` (or the function's table slot) plus `addend`. */
  pointerToDecl(at: number, decl: DeclIndex, addend: number): void;
  /** 4 bytes at `at`, left zero, are to hold the address of constant `value`, which has no declaration, plus `addend`. */
  pointerToValue(at: number, value: Index, pointerType: Index, addend: number): void;
}

/** What a pointer comes down to, its fields and elements turned into bytes. */
export interface PointerRoot {
  readonly tag:
    | ItemTag.ptr_decl
    | ItemTag.ptr_uav
    | ItemTag.ptr_int
    | ItemTag.ptr_comptime_alloc
    | ItemTag.ptr_comptime_field;
  /** DeclIndex, constant or allocation, as `tag` says; NO_INDEX for an address. */
  readonly base: number;
  /** The pointer type that a constant without a declaration was first taken the address of with; else NO_INDEX. */
  readonly baseType: Index;
  /** Bytes past the base; of an address the address. */
  readonly offset: number;
}

/** What a pointer value comes down to. Layouts on the way must be known. */
export function pointerRoot(pool: InternPool, pointer: Index): PointerRoot {
  const info = ptrValueInfo(pool, pointer);
  switch (info.tag) {
    case ItemTag.ptr_decl:
    case ItemTag.ptr_int:
    case ItemTag.ptr_comptime_alloc:
      return { tag: info.tag, base: info.base, baseType: NO_INDEX, offset: info.offset };
    case ItemTag.ptr_uav:
      return { tag: info.tag, base: info.base, baseType: info.index as Index, offset: info.offset };
    case ItemTag.ptr_comptime_field:
      return { tag: info.tag, base: info.base, baseType: info.type, offset: info.offset };
  }
  const base = info.base as Index;
  const root = pointerRoot(pool, base);
  const parent = ptrChild(pool, typeOf(pool, base));
  let step = 0;
  switch (info.tag) {
    case ItemTag.ptr_eu_payload:
      step = errorUnionPayloadOffset(pool, parent);
      break;
    case ItemTag.ptr_field:
      if (pool.tag(parent) === ItemTag.type_pointer || containerLayout(pool, parent) !== Layout.packed)
        step = fieldOffset(pool, parent, info.index);
      break;
    case ItemTag.ptr_arr_elem:
      if (ptrInfo(pool, info.type).vectorIndex !== NO_VECTOR_INDEX) break;
      step = info.index * abiSize(pool, isIndexed(pool, parent) ? childType(pool, parent) : parent);
      break;
  }
  return { ...root, offset: root.offset + step + info.offset };
}

function isIndexed(pool: InternPool, ty: Index): boolean {
  const tag = pool.tag(ty);
  return tag === ItemTag.type_array || tag === ItemTag.type_vector;
}

function writeBits(bytes: Uint8Array, at: number, size: number, bits: bigint): void {
  let rest = BigInt.asUintN(size * 8, bits);
  for (let i = 0; i < size && rest !== 0n; i++) {
    bytes[at + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** Bits above the width of an integer are zero, but copies of the sign in one of more than 64 bits, as code keeps them. */
function writeInt(pool: InternPool, bytes: Uint8Array, at: number, ty: Index, value: bigint): void {
  const bits = bitSize(pool, ty);
  writeBits(bytes, at, abiSize(pool, ty), bits > 64 ? value : BigInt.asUintN(bits, value));
}

function readBits(bytes: Uint8Array, at: number, size: number): bigint {
  let bits = 0n;
  for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(bytes[at + i]);
  return bits;
}

/**
 * Writes `value` at `at` in `bytes`, which has room for its `abiSize` and is zero there, as it is in the target's memory;
 * undefined parts become `undefByte`, padding stays zero. Integers are extended to their size by their sign.
 */
export function writeValue(
  pool: InternPool,
  value: Index,
  bytes: Uint8Array,
  at: number,
  host: MemoryHost,
  undefByte = 0xaa,
): void {
  const ty = typeOf(pool, value);
  switch (pool.tag(value)) {
    case ItemTag.undef:
      bytes.fill(undefByte, at, at + abiSize(pool, ty));
      return;
    case ItemTag.simple_value:
      bytes[at] = value === Val.true ? 1 : bytes[at];
      return;
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      writeInt(pool, bytes, at, ty, intBig(pool, value));
      return;
    case ItemTag.enum_tag:
      writeValue(pool, enumTagInt(pool, value), bytes, at, host, undefByte);
      return;
    case ItemTag.float:
      writeBits(bytes, at, floatBits(pool, ty) / 8, floatValueBits(pool, value));
      return;
    case ItemTag.err:
      writeBits(bytes, at, 2, BigInt(host.errorCode(errName(pool, value), at)));
      return;
    case ItemTag.error_union_error: {
      const errorAt = at + errorUnionErrorOffset(pool, ty);
      writeBits(bytes, errorAt, 2, BigInt(host.errorCode(errName(pool, value), errorAt)));
      return;
    }
    case ItemTag.error_union_payload:
      writeValue(pool, pool.word(value, 1) as Index, bytes, at + errorUnionPayloadOffset(pool, ty), host, undefByte);
      return;
    case ItemTag.opt_null:
      return;
    case ItemTag.opt_some:
      writeValue(pool, optPayload(pool, value), bytes, at, host, undefByte);
      if (!optionalReprIsPayload(pool, ty)) bytes[at + optionalFlagOffset(pool, ty)] = 1;
      return;
    case ItemTag.slice:
      writeValue(pool, pool.word(value, 1) as Index, bytes, at, host, undefByte);
      writeValue(pool, pool.word(value, 2) as Index, bytes, at + 4, host, undefByte);
      return;
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated:
      writeAggregate(pool, value, ty, bytes, at, host, undefByte);
      return;
    case ItemTag.union_value:
      writeUnion(pool, value, ty, bytes, at, host, undefByte);
      return;
    default:
      writePointer(pool, value, bytes, at, host);
  }
}

function writePointer(pool: InternPool, value: Index, bytes: Uint8Array, at: number, host: MemoryHost): void {
  const root = pointerRoot(pool, value);
  switch (root.tag) {
    case ItemTag.ptr_decl:
      host.pointerToDecl(at, root.base as DeclIndex, root.offset);
      return;
    case ItemTag.ptr_uav:
    case ItemTag.ptr_comptime_field:
      host.pointerToValue(at, root.base as Index, root.baseType, root.offset);
      return;
    case ItemTag.ptr_int:
      writeBits(bytes, at, 4, BigInt(root.offset));
      return;
    case ItemTag.ptr_comptime_alloc:
      throw new InternalFault('a pointer to comptime memory got to run time');
  }
}

function writeAggregate(
  pool: InternPool,
  value: Index,
  ty: Index,
  bytes: Uint8Array,
  at: number,
  host: MemoryHost,
  undefByte: number,
): void {
  switch (pool.tag(ty)) {
    case ItemTag.type_array: {
      const text = bytesOfArray(pool, value);
      if (text !== undefined) {
        bytes.set(text, at);
        if (text.length < arrayLenWithSentinel(pool, ty))
          writeValue(pool, aggregateElem(pool, value, text.length), bytes, at + text.length, host, undefByte);
        return;
      }
      const len = arrayLenWithSentinel(pool, ty);
      const size = abiSize(pool, childType(pool, ty));
      if (size === 0) return;
      for (let i = 0; i < len; i++)
        writeValue(pool, aggregateElem(pool, value, i), bytes, at + i * size, host, undefByte);
      return;
    }
    case ItemTag.type_vector:
    case ItemTag.type_struct:
    case ItemTag.type_tuple:
      break;
    default:
      throw new InternalFault('an aggregate of no aggregate type');
  }
  if (pool.tag(ty) === ItemTag.type_vector || containerLayout(pool, ty) === Layout.packed) {
    writeBits(bytes, at, abiSize(pool, ty), packedBits(pool, value, ty, at, host, undefByte));
    return;
  }
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const type = fieldType(pool, ty, i);
    if (fieldIsComptime(pool, ty, i) || abiSize(pool, type) === 0) continue;
    writeValue(pool, aggregateElem(pool, value, i), bytes, at + fieldOffset(pool, ty, i), host, undefByte);
  }
}

/** The bits of a vector or packed struct. Pointers in it must stand at whole bytes: they are given to the host. */
function packedBits(
  pool: InternPool,
  value: Index,
  ty: Index,
  at: number,
  host: MemoryHost,
  undefByte: number,
): bigint {
  const isVector = pool.tag(ty) === ItemTag.type_vector;
  const len = isVector ? arrayLen(pool, ty) : fieldsLen(pool, ty);
  let bits = 0n;
  for (let i = 0; i < len; i++) {
    const type = isVector ? childType(pool, ty) : fieldType(pool, ty, i);
    const size = bitSize(pool, type);
    const offset = isVector ? i * size : packedFieldBitOffset(pool, ty, i);
    const elem = aggregateElem(pool, value, i);
    let elemBits = valueToBits(pool, elem);
    if (elemBits === undefined) {
      if (offset % 8 !== 0) throw new InternalFault('a pointer in packed memory that is not at a whole byte');
      const own = new Uint8Array(Math.max(abiSize(pool, type), 1));
      writeValue(pool, elem, own, 0, shiftedHost(host, at + offset / 8), undefByte);
      elemBits = readBits(own, 0, own.length);
    }
    bits |= BigInt.asUintN(size, elemBits) << BigInt(offset);
  }
  return bits;
}

function shiftedHost(host: MemoryHost, by: number): MemoryHost {
  return {
    errorCode: (name, at) => host.errorCode(name, at + by),
    pointerToDecl: (at, decl, addend) => host.pointerToDecl(at + by, decl, addend),
    pointerToValue: (at, value, type, addend) => host.pointerToValue(at + by, value, type, addend),
  };
}

function writeUnion(
  pool: InternPool,
  value: Index,
  ty: Index,
  bytes: Uint8Array,
  at: number,
  host: MemoryHost,
  undefByte: number,
): void {
  const payload = unionPayload(pool, value);
  const tag = unionTag(pool, value);
  if (containerLayout(pool, ty) === Layout.packed) {
    writeValue(pool, payload, bytes, at, host, undefByte);
    return;
  }
  const layout = unionLayout(pool, ty);
  writeValue(pool, payload, bytes, at + layout.payloadOffset, host, undefByte);
  if (layout.tagSize > 0) writeValue(pool, tag, bytes, at + layout.tagOffset, host, undefByte);
}

/**
 * The value as an integer of its `bitSize` bits, as `@bitCast` sees it, or undefined where it has undefined parts, errors, or
 * pointers without a known address. For types that `@bitCast` takes: integers, floats, bools, enums, packed containers,
 * vectors, arrays, extern structs and unions.
 */
export function valueToBits(pool: InternPool, value: Index): bigint | undefined {
  const ty = typeOf(pool, value);
  switch (pool.tag(value)) {
    case ItemTag.simple_value:
      return value === Val.true ? 1n : 0n;
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      return BigInt.asUintN(bitSize(pool, ty), intBig(pool, value));
    case ItemTag.enum_tag:
      return valueToBits(pool, enumTagInt(pool, value));
    case ItemTag.float:
      return floatValueBits(pool, value);
    case ItemTag.ptr_int:
      return BigInt(ptrValueInfo(pool, value).offset);
    case ItemTag.opt_null:
      return isPtrLikeOptional(pool, ty) ? 0n : undefined;
    case ItemTag.opt_some:
      return isPtrLikeOptional(pool, ty) ? valueToBits(pool, optPayload(pool, value)) : undefined;
    case ItemTag.union_value:
      return valueToBits(pool, unionPayload(pool, value));
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated:
      return aggregateToBits(pool, value, ty);
    default:
      return undefined;
  }
}

/** Where element or field `i` of an array, vector or struct is, in bits from its start. */
function bitOffsetOf(pool: InternPool, ty: Index, i: number): number {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
      return i * abiSize(pool, childType(pool, ty)) * 8;
    case ItemTag.type_vector:
      return i * bitSize(pool, childType(pool, ty));
    default:
      if (containerLayout(pool, ty) === Layout.packed) return packedFieldBitOffset(pool, ty, i);
      return fieldOffset(pool, ty, i) * 8;
  }
}

function elementsLen(pool: InternPool, ty: Index): number {
  return pool.tag(ty) === ItemTag.type_struct ? fieldsLen(pool, ty) : arrayLenWithSentinel(pool, ty);
}

function aggregateToBits(pool: InternPool, value: Index, ty: Index): bigint | undefined {
  let bits = 0n;
  const len = elementsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    if (pool.tag(ty) === ItemTag.type_tuple && fieldIsComptime(pool, ty, i)) continue;
    const elem = valueToBits(pool, aggregateElem(pool, value, i));
    if (elem === undefined) return undefined;
    bits |= elem << BigInt(bitOffsetOf(pool, ty, i));
  }
  return bits;
}
