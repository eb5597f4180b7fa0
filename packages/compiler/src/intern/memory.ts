import { hasDefinedLayout, isPtrLikeOptional, optionalReprIsPayload } from './classify.ts';
import { Layout } from './container-table.ts';
import { containerLayout, fieldIsComptime, fieldsLen, fieldType, tagType } from './containers.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { wrapInt } from './int-arith.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
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
import { isSlice, NO_VECTOR_INDEX, ptrChild, ptrInfo } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { ptrToAddress, ptrValueInfo } from './ptr-values.ts';
import {
  arrayLen,
  arrayLenWithSentinel,
  arrayType,
  childType,
  floatBits,
  intBits,
  intSigned,
  intType,
  isIntType,
  isRuntimeFloat,
} from './types.ts';
import {
  aggregate,
  aggregateElem,
  boolValue,
  bytesOfArray,
  enumTag,
  enumTagInt,
  errName,
  floatValue,
  floatValueBits,
  intBig,
  intValue,
  optNull,
  optPayload,
  optSome,
  typeOf,
  unionPayload,
  unionTag,
  unionValue,
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

function readBits(bytes: Uint8Array, at: number, size: number): bigint {
  let bits = 0n;
  for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(bytes[at + i]);
  return bits;
}

/** Why a value cannot be written without a host. */
export type MemoryFault = 'layout' | 'pointer' | 'error';

class FaultFinder implements MemoryHost {
  fault: MemoryFault | undefined;
  errorCode(): number {
    this.fault = 'error';
    return 0;
  }
  pointerToDecl(): void {
    this.fault = 'pointer';
  }
  pointerToValue(): void {
    this.fault = 'pointer';
  }
}

/**
 * Writes `value` at `at` in `bytes`, which has room for its `abiSize`, as comptime code sees it through a pointer of another type.
 * Returns undefined if that could be done, else why not; `bytes` is then of no use.
 */
export function writeComptimeValue(
  pool: InternPool,
  value: Index,
  bytes: Uint8Array,
  at: number,
): MemoryFault | undefined {
  const ty = typeOf(pool, value);
  if (!hasDefinedLayout(pool, ty)) return 'layout';
  bytes.fill(0, at, at + abiSize(pool, ty));
  const finder = new FaultFinder();
  writeValue(pool, value, bytes, at, finder);
  return finder.fault;
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
      writeBits(bytes, at, abiSize(pool, ty), intBig(pool, value));
      return;
    case ItemTag.enum_tag:
      writeValue(pool, enumTagInt(pool, value), bytes, at, host, undefByte);
      return;
    case ItemTag.float:
      writeBits(bytes, at, floatBits(ty) / 8, floatValueBits(pool, value));
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

function elementType(pool: InternPool, ty: Index, i: number): Index {
  const tag = pool.tag(ty);
  return tag === ItemTag.type_array || tag === ItemTag.type_vector ? childType(pool, ty) : fieldType(pool, ty, i);
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

/**
 * The value of type `ty` whose bits are the lowest `bitSize` of `bits`, the inverse of `valueToBits`; NO_INDEX if there is none. A union comes
 * without a tag: its value is an integer (packed) or an array of bytes (extern) of its size.
 */
export function valueFromBits(pool: InternPool, ty: Index, bits: bigint): Index {
  if (isIntType(pool, ty)) return intValue(pool, ty, wrapInt(bits, intSigned(pool, ty), intBits(pool, ty)));
  if (isRuntimeFloat(ty)) return floatValue(pool, ty, BigInt.asUintN(floatBits(ty), bits));
  switch (pool.tag(ty)) {
    case ItemTag.type_simple:
      if (ty === Ty.bool) return boolValue((bits & 1n) === 1n);
      return ty === Ty.void ? Val.void : NO_INDEX;
    case ItemTag.type_enum:
      return enumTag(pool, ty, valueFromBits(pool, tagType(pool, ty), bits));
    case ItemTag.type_pointer:
      return isSlice(pool, ty) ? NO_INDEX : ptrToAddress(pool, ty, Number(BigInt.asUintN(32, bits)));
    case ItemTag.type_optional: {
      if (!isPtrLikeOptional(pool, ty)) return NO_INDEX;
      if (BigInt.asUintN(32, bits) === 0n) return optNull(pool, ty);
      return optSome(pool, ty, valueFromBits(pool, childType(pool, ty), bits));
    }
    case ItemTag.type_union: {
      const layout = containerLayout(pool, ty);
      if (layout === Layout.auto) return NO_INDEX;
      const size = bitSize(pool, ty);
      const backing = layout === Layout.packed ? intType(pool, false, size) : arrayType(pool, size / 8, Ty.u8);
      return unionValue(pool, ty, NO_INDEX, valueFromBits(pool, backing, bits));
    }
    case ItemTag.type_array:
    case ItemTag.type_vector:
    case ItemTag.type_struct:
      break;
    default:
      return NO_INDEX;
  }
  if (pool.tag(ty) === ItemTag.type_struct && containerLayout(pool, ty) === Layout.auto) return NO_INDEX;
  const len = elementsLen(pool, ty);
  const elems: Index[] = [];
  for (let i = 0; i < len; i++) {
    const type = elementType(pool, ty, i);
    const part = BigInt.asUintN(bitSize(pool, type), bits >> BigInt(bitOffsetOf(pool, ty, i)));
    const elem = valueFromBits(pool, type, part);
    if (elem === NO_INDEX) return NO_INDEX;
    elems.push(elem);
  }
  return aggregate(pool, ty, elems);
}

/**
 * The value of type `ty` at `at` in `bytes`, as it is in the target's memory. NO_INDEX if it cannot be read: slices, errors, tagged
 * unions, and structs whose layout is not defined.
 */
export function readValue(pool: InternPool, ty: Index, bytes: Uint8Array, at: number): Index {
  const isPacked = containerLayout(pool, ty) === Layout.packed;
  switch (pool.tag(ty)) {
    case ItemTag.type_array: {
      const len = arrayLen(pool, ty);
      const size = abiSize(pool, childType(pool, ty));
      return readElements(pool, ty, len, bytes, at, (i) => i * size);
    }
    case ItemTag.type_struct:
      if (isPacked) break;
      if (containerLayout(pool, ty) !== Layout.extern) return NO_INDEX;
      return readElements(pool, ty, fieldsLen(pool, ty), bytes, at, (i) => fieldOffset(pool, ty, i));
    case ItemTag.type_optional:
      if (!isPtrLikeOptional(pool, ty)) return NO_INDEX;
      break;
    case ItemTag.type_pointer:
      if (isSlice(pool, ty)) return NO_INDEX;
      break;
    case ItemTag.type_error_union:
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return NO_INDEX;
  }
  const size = bitSize(pool, ty);
  return valueFromBits(pool, ty, BigInt.asUintN(size, readBits(bytes, at, Math.ceil(size / 8))));
}

function readElements(
  pool: InternPool,
  ty: Index,
  len: number,
  bytes: Uint8Array,
  at: number,
  offsetOf: (i: number) => number,
): Index {
  const elems: Index[] = [];
  for (let i = 0; i < len; i++) {
    const elem = readValue(pool, elementType(pool, ty, i), bytes, at + offsetOf(i));
    if (elem === NO_INDEX) return NO_INDEX;
    elems.push(elem);
  }
  return aggregate(pool, ty, elems);
}
