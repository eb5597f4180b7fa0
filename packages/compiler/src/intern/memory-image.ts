import { Layout } from './container-table.ts';
import { containerLayout, fieldsLen, fieldType, tagType } from './containers.ts';
import { type Index, InternalFault, NO_INDEX } from './ids.ts';
import { wrapInt } from './int-arith.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import { abiSize, bitSize, fieldOffset, packedFieldBitOffset } from './layout.ts';
import { isPtr } from './pointers.ts';
import type { InternPool } from './pool.ts';
import { isPtrValue, ptrToAddress, ptrValueOffset, ptrValueWith } from './ptr-values.ts';
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
  floatValue,
  floatValueBits,
  intBig,
  intValue,
  isUndef,
  optNull,
  optPayload,
  optSome,
  typeOf,
  undefValue,
  unionPayload,
  unionValue,
} from './values.ts';

/** What undefined bits count as where other bits of the same number are defined. */
const UNDEF_BYTE = 0xaa;

/**
 * A piece of memory at compile time as the target would have it: bytes, which of their bits are undefined, and pointers whose addresses nobody
 * knows yet. All of it is undefined at first. Places are in bits from its start.
 *
 * What is written as one type can be read as another. Only types with a defined layout have an image.
 */
export class MemoryImage {
  readonly #bytes: Uint8Array;
  /** A bit is set where that bit of `#bytes` is undefined. */
  readonly #undef: Uint8Array;
  /** By the byte where it starts: a pointer value, and how many bytes it takes. */
  readonly #pointers = new Map<number, { readonly value: Index; readonly size: number }>();

  /** Whether a number that starts at a byte has its highest byte first. */
  readonly isBigEndian: boolean;

  /** `size`: in bytes. */
  constructor(size: number, isBigEndian = false) {
    this.isBigEndian = isBigEndian;
    this.#bytes = new Uint8Array(size);
    this.#undef = new Uint8Array(size).fill(0xff);
  }

  #dropPointers(at: number, len: number): void {
    for (const [start, { size }] of this.#pointers) {
      if (start * 8 < at + len && at < (start + size) * 8) this.#pointers.delete(start);
    }
  }

  /** The byte that has bit `done`, from the lowest one, of the number of `len` bits at `at`. */
  #byteOf(at: number, len: number, done: number): number {
    const byte = Math.floor((at + done) / 8);
    return this.isBigEndian ? at / 8 + Math.ceil(len / 8) - 1 - (byte - at / 8) : byte;
  }

  #put(at: number, len: number, bits: bigint, undef: boolean): void {
    if (this.#pointers.size > 0) this.#dropPointers(at, len);
    let rest = BigInt.asUintN(len, bits);
    for (let done = 0; done < len; ) {
      const byte = this.#byteOf(at, len, done);
      const shift = (at + done) % 8;
      const count = Math.min(8 - shift, len - done);
      const mask = (((1 << count) - 1) << shift) & 0xff;
      const part = Number(rest & 0xffn & BigInt((1 << count) - 1)) << shift;
      this.#bytes[byte] = (this.#bytes[byte] & ~mask) | part;
      this.#undef[byte] = undef ? this.#undef[byte] | mask : this.#undef[byte] & ~mask;
      rest >>= BigInt(count);
      done += count;
    }
  }

  /** Sets `len` bits from `at` to `bits`. */
  putBits(at: number, len: number, bits: bigint): void {
    this.#put(at, len, bits, false);
  }

  /** Makes `len` bits from `at` undefined. */
  putUndef(at: number, len: number): void {
    this.#put(at, len, 0n, true);
  }

  /** Whole bytes. */
  putBytes(at: number, bytes: Uint8Array): void {
    if (this.#pointers.size > 0) this.#dropPointers(at, bytes.length * 8);
    this.#bytes.set(bytes, at / 8);
    this.#undef.fill(0, at / 8, at / 8 + bytes.length);
  }

  /** A pointer of `size` bytes whose address is not known. */
  putPointer(at: number, size: number, value: Index): void {
    this.putBits(at, size * 8, 0n);
    this.#pointers.set(at / 8, { value, size });
  }

  /** The pointer that stands exactly at the `size` bytes from `at`; NO_INDEX if there is none. */
  pointerAt(at: number, size: number): Index {
    const found = at % 8 === 0 ? this.#pointers.get(at / 8) : undefined;
    return found !== undefined && found.size === size ? found.value : NO_INDEX;
  }

  /** `len` bits from `at`: 'undef' if none is defined, 'pointer' if an address that is not known is among them. */
  bits(at: number, len: number): bigint | 'undef' | 'pointer' {
    if (this.#pointers.size > 0) {
      for (const [start, { size }] of this.#pointers) {
        if (start * 8 < at + len && at < (start + size) * 8) return 'pointer';
      }
    }
    let bits = 0n;
    let known = false;
    for (let done = 0; done < len; ) {
      const byte = this.#byteOf(at, len, done);
      const shift = (at + done) % 8;
      const count = Math.min(8 - shift, len - done);
      const mask = ((1 << count) - 1) << shift;
      const undef = this.#undef[byte];
      if ((undef & mask) !== mask) known = true;
      const value = (this.#bytes[byte] & ~undef) | (UNDEF_BYTE & undef);
      bits |= BigInt((value & mask) >>> shift) << BigInt(done);
      done += count;
    }
    return known || len === 0 ? bits : 'undef';
  }
}

/** How many bits a value of the type takes as an element or field of something that is not packed. */
function memoryBits(pool: InternPool, ty: Index): number {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return containerLayout(pool, ty) === Layout.packed ? bitSize(pool, ty) : abiSize(pool, ty) * 8;
    default:
      return bitSize(pool, ty);
  }
}

/** Writes `value`, whose type has a defined layout that is known, at bit `at`. Padding is left as it is. */
export function writeImage(pool: InternPool, image: MemoryImage, at: number, value: Index): void {
  const ty = typeOf(pool, value);
  switch (pool.tag(value)) {
    case ItemTag.undef:
      image.putUndef(at, memoryBits(pool, ty));
      return;
    case ItemTag.simple_value:
      if (ty === Ty.bool) image.putBits(at, 1, value === Val.true ? 1n : 0n);
      return;
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      image.putBits(at, intBits(pool, ty), intBig(pool, value));
      return;
    case ItemTag.enum_tag:
      writeImage(pool, image, at, enumTagInt(pool, value));
      return;
    case ItemTag.float:
      image.putBits(at, floatBits(pool, ty), floatValueBits(pool, value));
      return;
    case ItemTag.opt_null:
      image.putBits(at, abiSize(pool, ty) * 8, 0n);
      return;
    case ItemTag.opt_some:
      writeImage(pool, image, at, optPayload(pool, value));
      return;
    case ItemTag.union_value:
      writeImage(pool, image, at, unionPayload(pool, value));
      return;
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated:
      writeParts(pool, image, at, value, ty);
      return;
    default: {
      if (!isPtrValue(pool, value)) throw new InternalFault(`a value of item ${ItemTag[pool.tag(value)]} in memory`);
      const size = abiSize(pool, ty);
      if (pool.tag(value) === ItemTag.ptr_int) image.putBits(at, size * 8, BigInt(ptrValueOffset(pool, value)));
      else image.putPointer(at, size, value);
    }
  }
}

function writeParts(pool: InternPool, image: MemoryImage, at: number, value: Index, ty: Index): void {
  if (image.isBigEndian && isOneNumber(pool, ty)) {
    const size = bitSize(pool, ty);
    const whole = new MemoryImage(Math.ceil(size / 8));
    writeParts(pool, whole, 0, value, ty);
    const bits = whole.bits(0, size);
    // Whose address nobody knows: none of its bits can be told.
    if (bits === 'pointer') image.putPointer(at, Math.ceil(size / 8), value);
    else if (bits === 'undef') image.putUndef(at, size);
    else image.putBits(at, size, bits);
    return;
  }
  const text = pool.tag(ty) === ItemTag.type_array ? bytesOfArray(pool, value) : undefined;
  if (text !== undefined && at % 8 === 0) image.putBytes(at, text);
  const len = partsLen(pool, ty);
  for (let i = text !== undefined && at % 8 === 0 ? text.length : 0; i < len; i++)
    writeImage(pool, image, at + partOffset(pool, ty, i), aggregateElem(pool, value, i));
}

/** Whether the elements or fields of the type are bits of one number: those of a vector, or of what is packed. */
function isOneNumber(pool: InternPool, ty: Index): boolean {
  const tag = pool.tag(ty);
  return tag === ItemTag.type_vector || (tag === ItemTag.type_struct && containerLayout(pool, ty) === Layout.packed);
}

/** How many elements or fields a value of the array, vector or struct type has in memory. */
function partsLen(pool: InternPool, ty: Index): number {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
      return arrayLenWithSentinel(pool, ty);
    case ItemTag.type_vector:
      return arrayLen(pool, ty);
    default:
      return fieldsLen(pool, ty);
  }
}

function partType(pool: InternPool, ty: Index, i: number): Index {
  const tag = pool.tag(ty);
  return tag === ItemTag.type_array || tag === ItemTag.type_vector ? childType(pool, ty) : fieldType(pool, ty, i);
}

/** Where element or field `i` of an array, vector or struct is, in bits from its start. */
function partOffset(pool: InternPool, ty: Index, i: number): number {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
      return i * abiSize(pool, childType(pool, ty)) * 8;
    case ItemTag.type_vector:
      return (pool.target.isBigEndian ? arrayLen(pool, ty) - 1 - i : i) * bitSize(pool, childType(pool, ty));
    default:
      if (containerLayout(pool, ty) === Layout.packed) return packedFieldBitOffset(pool, ty, i);
      return fieldOffset(pool, ty, i) * 8;
  }
}

/**
 * The value of type `ty`, which has a defined layout that is known, at bit `at`. NO_INDEX if it depends on the address of something. A union
 * comes without a tag: its value is an integer (packed) or an array of bytes (extern) of its size.
 */
export function readImage(pool: InternPool, image: MemoryImage, at: number, ty: Index): Index {
  switch (pool.tag(ty)) {
    case ItemTag.type_vector:
      if (image.isBigEndian) return readPacked(pool, image, at, ty);
      return readParts(pool, image, at, ty, partsLen(pool, ty));
    case ItemTag.type_array:
      return readParts(pool, image, at, ty, arrayLen(pool, ty));
    case ItemTag.type_struct:
      if (containerLayout(pool, ty) === Layout.packed) return readPacked(pool, image, at, ty);
      return readParts(pool, image, at, ty, fieldsLen(pool, ty));
    case ItemTag.type_union:
      return readUnion(pool, image, at, ty);
    case ItemTag.type_enum: {
      const int = readImage(pool, image, at, tagType(pool, ty));
      if (int === NO_INDEX) return NO_INDEX;
      return isUndef(pool, int) ? undefValue(pool, ty) : enumTag(pool, ty, int);
    }
    case ItemTag.type_optional: {
      const pointer = readImage(pool, image, at, childType(pool, ty));
      if (pointer === NO_INDEX) return NO_INDEX;
      if (isUndef(pool, pointer)) return undefValue(pool, ty);
      const isNull = pool.tag(pointer) === ItemTag.ptr_int && ptrValueOffset(pool, pointer) === 0;
      return isNull ? optNull(pool, ty) : optSome(pool, ty, pointer);
    }
  }
  return readScalar(pool, image, at, ty);
}

function readScalar(pool: InternPool, image: MemoryImage, at: number, ty: Index): Index {
  if (ty === Ty.void) return Val.void;
  const isPointer = isPtr(pool, ty);
  if (isPointer) {
    const pointer = image.pointerAt(at, abiSize(pool, ty));
    if (pointer !== NO_INDEX) return ptrValueWith(pool, pointer, ty);
  }
  const bits = image.bits(at, bitSize(pool, ty));
  if (bits === 'pointer') return NO_INDEX;
  if (bits === 'undef') return undefValue(pool, ty);
  if (isPointer) return ptrToAddress(pool, ty, Number(bits));
  if (ty === Ty.bool) return boolValue(bits === 1n);
  if (isRuntimeFloat(ty)) return floatValue(pool, ty, bits);
  if (!isIntType(pool, ty)) throw new InternalFault(`a value of item ${ItemTag[pool.tag(ty)]} in memory`);
  return intValue(pool, ty, wrapInt(bits, intSigned(pool, ty), intBits(pool, ty)));
}

/** What is one number: undefined bits count as the others do. */
function readPacked(pool: InternPool, image: MemoryImage, at: number, ty: Index): Index {
  const size = bitSize(pool, ty);
  const bits = image.bits(at, size);
  if (bits === 'undef') return undefValue(pool, ty);
  if (bits === 'pointer' && image.isBigEndian) return NO_INDEX;
  if (bits === 'pointer') return readParts(pool, image, at, ty, fieldsLen(pool, ty));
  const whole = new MemoryImage(Math.ceil(size / 8));
  whole.putBits(0, size, bits);
  return readParts(pool, whole, 0, ty, partsLen(pool, ty));
}

function readUnion(pool: InternPool, image: MemoryImage, at: number, ty: Index): Index {
  const isPacked = containerLayout(pool, ty) === Layout.packed;
  const backing = isPacked ? intType(pool, false, bitSize(pool, ty)) : arrayType(pool, abiSize(pool, ty), Ty.u8);
  const bits = readImage(pool, image, at, backing);
  if (bits === NO_INDEX) return NO_INDEX;
  return isUndef(pool, bits) ? undefValue(pool, ty) : unionValue(pool, ty, NO_INDEX, bits);
}

function readParts(pool: InternPool, image: MemoryImage, at: number, ty: Index, len: number): Index {
  const parts: Index[] = [];
  for (let i = 0; i < len; i++) {
    const part = readImage(pool, image, at + partOffset(pool, ty, i), partType(pool, ty, i));
    if (part === NO_INDEX) return NO_INDEX;
    parts.push(part);
  }
  return aggregate(pool, ty, parts);
}

/** The memory of `value` as one of type `ty`, as `readImage` gives it. Both types must have a defined layout that is known. */
export function imageAs(pool: InternPool, value: Index, ty: Index): Index {
  const size = Math.max(abiSize(pool, typeOf(pool, value)), abiSize(pool, ty));
  const image = new MemoryImage(size, pool.target.isBigEndian);
  writeImage(pool, image, 0, value);
  return readImage(pool, image, 0, ty);
}
