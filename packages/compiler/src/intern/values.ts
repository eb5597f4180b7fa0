import { Ref } from '../zir/ref.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty, Val } from './known.ts';
import type { InternPool } from './pool.ts';
import { arrayLen, childType, floatBits, isType, sentinelOf } from './types.ts';

const TWO_32 = 0x1_0000_0000;

/** The type of any value; of a type it is `type`. */
export function typeOf(pool: InternPool, value: Index): Index {
  const tag = pool.tags.data[value] as ItemTag;
  if (isType(pool, value)) return Ty.type;
  switch (tag) {
    case ItemTag.simple_value:
      return simpleValueType(value);
    case ItemTag.enum_literal:
      return Ty.enumLiteral;
    case ItemTag.func_decl:
    case ItemTag.func_instance:
      return pool.word(value, 1) as Index;
    case ItemTag.reserved:
    case ItemTag.instance_key:
    case ItemTag.memoized_call:
      throw new InternalFault(`item ${value} (${ItemTag[tag]}) is not a value`);
    default:
      return pool.word(value, 0) as Index;
  }
}

function simpleValueType(value: Index): Index {
  switch (value as number as Ref) {
    case Ref.void_value:
      return Ty.void;
    case Ref.unreachable_value:
      return Ty.noreturn;
    case Ref.null_value:
      return Ty.null;
    case Ref.bool_true:
    case Ref.bool_false:
      return Ty.bool;
    default:
      return Ty.genericPoison;
  }
}

/** `undefined` of type `ty`. */
export function undefValue(pool: InternPool, ty: Index): Index {
  return pool.intern1(ItemTag.undef, ty);
}

/** Whether the value is `undefined` as a whole. */
export function isUndef(pool: InternPool, value: Index): boolean {
  return pool.tags.data[value] === ItemTag.undef;
}

/** `true` or `false`. */
export function boolValue(value: boolean): Index {
  return value ? Val.true : Val.false;
}

/** Hexadecimal digits of a word. */
const WORD_DIGITS = 8;

/** An integer of an integer type or `comptime_int`. It must be in the type's range: see `int-arith.ts`. */
export function intValue(pool: InternPool, ty: Index, value: number | bigint): Index {
  if (value > -TWO_32 && value < TWO_32) {
    const small = Number(value);
    if (small >= 0) return pool.intern2(ItemTag.int_u32, ty, small);
    return pool.intern2(ItemTag.int_negative_u32, ty, -small);
  }
  let rest = BigInt(value);
  const negative = rest < 0n;
  if (negative) rest = -rest;
  pool.extra.push(ty);
  // By its digits: to shift a long number word by word takes the square of the time.
  const digits = rest.toString(16);
  for (let end = digits.length; end > 0; end -= WORD_DIGITS)
    pool.extra.push(Number.parseInt(digits.slice(Math.max(end - WORD_DIGITS, 0), end), 16));
  return pool.finish(negative ? ItemTag.int_negative : ItemTag.int_positive);
}

/** Whether the value is an integer (not `undefined`, not an enum or a pointer). */
export function isInt(pool: InternPool, value: Index): boolean {
  const tag = pool.tags.data[value];
  return tag >= ItemTag.int_u32 && tag <= ItemTag.int_negative;
}

/** The number that an int value, or the int of an enum value, is. */
export function intBig(pool: InternPool, value: Index): bigint {
  switch (pool.tags.data[value] as ItemTag) {
    case ItemTag.int_u32:
      return BigInt(pool.word(value, 1));
    case ItemTag.int_negative_u32:
      return -BigInt(pool.word(value, 1));
    case ItemTag.int_positive:
      return magnitude(pool, value);
    case ItemTag.int_negative:
      return -magnitude(pool, value);
    case ItemTag.enum_tag:
      return intBig(pool, pool.word(value, 1) as Index);
    default:
      throw new InternalFault(`item ${value} (${ItemTag[pool.tags.data[value]]}) is not an integer`);
  }
}

function magnitude(pool: InternPool, value: Index): bigint {
  const digits: string[] = ['0x'];
  for (let i = pool.wordsLen(value) - 1; i >= 1; i--)
    digits.push(pool.word(value, i).toString(16).padStart(WORD_DIGITS, '0'));
  return BigInt(digits.join(''));
}

/** The number that an int value is, rounded to a double where it is larger than 2^53. */
export function intNumber(pool: InternPool, value: Index): number {
  switch (pool.tags.data[value] as ItemTag) {
    case ItemTag.int_u32:
      return pool.word(value, 1);
    case ItemTag.int_negative_u32:
      return -pool.word(value, 1);
    default:
      return Number(intBig(pool, value));
  }
}

/** A float with the bits of `ty`'s format; `comptime_float` and `c_longdouble` have those of an f128. */
export function floatValue(pool: InternPool, ty: Index, bits: bigint): Index {
  pool.extra.push(ty);
  for (let left = floatBits(pool, ty) as number; left > 0; left -= 32) {
    pool.extra.push(Number(bits & 0xffff_ffffn));
    bits >>= 32n;
  }
  return pool.finish(ItemTag.float);
}

/** The bits of a float value in its type's format. */
export function floatValueBits(pool: InternPool, value: Index): bigint {
  if (pool.tags.data[value] !== ItemTag.float) throw new InternalFault(`item ${value} is not a float`);
  return magnitude(pool, value);
}

/** `error.name` of error set type `ty`. */
export function errValue(pool: InternPool, ty: Index, name: StringIndex): Index {
  return pool.intern2(ItemTag.err, ty, name);
}

/** The name of an error value, or of the error in an error union. */
export function errName(pool: InternPool, value: Index): StringIndex {
  const tag = pool.tags.data[value];
  if (tag !== ItemTag.err && tag !== ItemTag.error_union_error)
    throw new InternalFault(`item ${value} is not an error`);
  return pool.word(value, 1) as StringIndex;
}

/** An error union of type `ty` that is the error `name`. */
export function errorUnionError(pool: InternPool, ty: Index, name: StringIndex): Index {
  return pool.intern2(ItemTag.error_union_error, ty, name);
}

/** An error union of type `ty` that is `payload`. */
export function errorUnionPayloadValue(pool: InternPool, ty: Index, payload: Index): Index {
  return pool.intern2(ItemTag.error_union_payload, ty, payload);
}

/** The payload of an error union value; NO_INDEX if it is an error. */
export function errorUnionValuePayload(pool: InternPool, value: Index): Index {
  return pool.tags.data[value] === ItemTag.error_union_payload ? (pool.word(value, 1) as Index) : NO_INDEX;
}

/** `.name` of type `@TypeOf(.enum_literal)`. */
export function enumLiteral(pool: InternPool, name: StringIndex): Index {
  return pool.intern1(ItemTag.enum_literal, name);
}

/** The name of an enum literal. */
export function enumLiteralName(pool: InternPool, value: Index): StringIndex {
  return pool.word(value, 0) as StringIndex;
}

/** The value of enum type `ty` whose integer is `int` (a value of the enum's integer type). */
export function enumTag(pool: InternPool, ty: Index, int: Index): Index {
  return pool.intern2(ItemTag.enum_tag, ty, int);
}

/** The integer of an enum value. */
export function enumTagInt(pool: InternPool, value: Index): Index {
  return pool.word(value, 1) as Index;
}

/** The slice of type `ty` of `len` (a `usize` value) elements from `ptr` (of the many-pointer type of `ty`). */
export function sliceValue(pool: InternPool, ty: Index, ptr: Index, len: Index): Index {
  return pool.intern3(ItemTag.slice, ty, ptr, len);
}

/** The pointer of a slice value. */
export function slicePtr(pool: InternPool, value: Index): Index {
  return pool.word(value, 1) as Index;
}

/** The length of a slice value: a `usize` value. */
export function sliceLen(pool: InternPool, value: Index): Index {
  return pool.word(value, 2) as Index;
}

/** An optional of type `ty` with a payload. */
export function optSome(pool: InternPool, ty: Index, payload: Index): Index {
  return pool.intern2(ItemTag.opt_some, ty, payload);
}

/** `null` of optional (or C pointer) type `ty`. */
export function optNull(pool: InternPool, ty: Index): Index {
  return pool.intern1(ItemTag.opt_null, ty);
}

/** The payload of an optional value; NO_INDEX for `null`. */
export function optPayload(pool: InternPool, value: Index): Index {
  return pool.tags.data[value] === ItemTag.opt_some ? (pool.word(value, 1) as Index) : NO_INDEX;
}

/**
 * An array, vector, struct or tuple of type `ty` with those elements: one for each field (comptime ones too) or element; that of the
 * sentinel may be left out. An aggregate all of whose elements are `undefined` is `undefined`.
 */
export function aggregate(pool: InternPool, ty: Index, elems: readonly Index[]): Index {
  const tag = pool.tags.data[ty];
  const isArray = tag === ItemTag.type_array || tag === ItemTag.type_vector;
  const len = isArray ? arrayLen(pool, ty) : elems.length;
  let allSame = true;
  let allBytes = isArray && childType(pool, ty) === Ty.u8;
  let allUndef = true;
  for (let i = 0; i < len; i++) {
    if (elems[i] !== elems[0]) allSame = false;
    if (pool.tags.data[elems[i]] === ItemTag.undef) allBytes = false;
    else allUndef = false;
  }
  if (len > 0 && allUndef) return undefValue(pool, ty);
  if (isArray && allSame && len > 1) return pool.intern2(ItemTag.aggregate_repeated, ty, elems[0]);
  if (allBytes && len > 0) {
    const bytes = new Uint8Array(len);
    for (let i = 0; i < len; i++) bytes[i] = pool.word(elems[i], 1);
    return pool.intern2(ItemTag.aggregate_bytes, ty, pool.stringOfBytes(bytes));
  }
  pool.extra.push(ty);
  for (let i = 0; i < len; i++) pool.extra.push(elems[i]);
  return pool.finish(ItemTag.aggregate_elems);
}

/** The array of type `ty` (of `u8`) with the bytes of `string`; that of the sentinel is left out. */
export function aggregateBytes(pool: InternPool, ty: Index, string: StringIndex): Index {
  const bytes = pool.stringBytes(string);
  if (bytes.length > 1 && bytes.every((byte) => byte === bytes[0]))
    return pool.intern2(ItemTag.aggregate_repeated, ty, intValue(pool, Ty.u8, bytes[0]));
  if (bytes.length === 0) return pool.intern1(ItemTag.aggregate_elems, ty);
  return pool.intern2(ItemTag.aggregate_bytes, ty, string);
}

/** The array or vector of type `ty` whose every element is `elem`. */
export function aggregateRepeated(pool: InternPool, ty: Index, elem: Index): Index {
  const len = arrayLen(pool, ty);
  if (len < 2) return aggregate(pool, ty, len === 0 ? [] : [elem]);
  if (pool.tags.data[elem] === ItemTag.undef) return undefValue(pool, ty);
  return pool.intern2(ItemTag.aggregate_repeated, ty, elem);
}

/** Whether the value is an array, vector, struct or tuple given by its elements. */
export function isAggregate(pool: InternPool, value: Index): boolean {
  const tag = pool.tags.data[value];
  return tag >= ItemTag.aggregate_bytes && tag <= ItemTag.aggregate_repeated;
}

/** Element `i` of an aggregate value; at the array's length its sentinel. Of an `undefined` one use `undefValue`. */
export function aggregateElem(pool: InternPool, value: Index, i: number): Index {
  const ty = pool.word(value, 0) as Index;
  const sentinel = sentinelOf(pool, ty);
  if (sentinel !== NO_INDEX && i === arrayLen(pool, ty)) return sentinel;
  switch (pool.tags.data[value] as ItemTag) {
    case ItemTag.aggregate_bytes:
      return intValue(pool, Ty.u8, pool.stringByte(pool.word(value, 1) as StringIndex, i));
    case ItemTag.aggregate_elems:
      return pool.word(value, 1 + i) as Index;
    case ItemTag.aggregate_repeated:
      return pool.word(value, 1) as Index;
    default:
      throw new InternalFault(`item ${value} (${ItemTag[pool.tags.data[value]]}) is not an aggregate`);
  }
}

/** All elements of an aggregate value, without the sentinel. */
export function aggregateElems(pool: InternPool, value: Index): Index[] {
  const ty = pool.word(value, 0) as Index;
  const tag = pool.tags.data[value];
  const len = tag === ItemTag.aggregate_elems ? pool.wordsLen(value) - 1 : arrayLen(pool, ty);
  const elems: Index[] = [];
  for (let i = 0; i < len; i++) elems.push(aggregateElem(pool, value, i));
  return elems;
}

/**
 * The bytes of an array of `u8` all of whose elements are known, without the sentinel; undefined for any other value. Not to
 * be written to.
 */
export function bytesOfArray(pool: InternPool, value: Index): Uint8Array | undefined {
  const ty = pool.word(value, 0) as Index;
  switch (pool.tags.data[value] as ItemTag) {
    case ItemTag.aggregate_bytes:
      return pool.stringBytes(pool.word(value, 1) as StringIndex);
    case ItemTag.aggregate_repeated: {
      const elem = pool.word(value, 1) as Index;
      if (typeOf(pool, elem) !== Ty.u8 || !isInt(pool, elem)) return undefined;
      return new Uint8Array(arrayLen(pool, ty)).fill(intNumber(pool, elem));
    }
    case ItemTag.aggregate_elems:
      return pool.wordsLen(value) === 1 && pool.tags.data[ty] === ItemTag.type_array ? new Uint8Array(0) : undefined;
    default:
      return undefined;
  }
}

/** A union of type `ty`; `tag` is an enum value, or NO_INDEX for an untagged union whose active field is not known. */
export function unionValue(pool: InternPool, ty: Index, tag: Index, value: Index): Index {
  return pool.intern3(ItemTag.union_value, ty, tag, value);
}

/** The tag of a union value: an enum value or NO_INDEX. */
export function unionTag(pool: InternPool, value: Index): Index {
  return pool.word(value, 1) as Index;
}

/** The payload of a union value. */
export function unionPayload(pool: InternPool, value: Index): Index {
  return pool.word(value, 2) as Index;
}

/** Bits of the flags of `variableValue` and `externValue`. */
export enum VariableFlag {
  threadlocal = 1,
  weak = 2,
  const = 4,
}

/** What a `var` declaration has as its value: its initial value (NO_INDEX for none) and where it lives. */
export function variableValue(pool: InternPool, ty: Index, decl: DeclIndex, init: Index, flags: number): Index {
  pool.extra.push(ty);
  pool.extra.push(decl);
  return pool.intern2(ItemTag.variable, init, flags);
}

/** The initial value of a `variable`. */
export function variableInit(pool: InternPool, value: Index): Index {
  return pool.word(value, 2) as Index;
}

/** `extern` variable or function: symbol `name` of library `libName` (the empty string if none was written). */
export function externValue(
  pool: InternPool,
  ty: Index,
  decl: DeclIndex,
  name: StringIndex,
  libName: StringIndex,
  flags: number,
): Index {
  pool.extra.push(ty);
  pool.extra.push(decl);
  return pool.intern3(ItemTag.extern, name, libName, flags);
}

/** The symbol name of an `extern`. */
export function externName(pool: InternPool, value: Index): StringIndex {
  return pool.word(value, 2) as StringIndex;
}

/** The library name of an `extern`: the empty string if none was written. */
export function externLibName(pool: InternPool, value: Index): StringIndex {
  return pool.word(value, 3) as StringIndex;
}

/** The flags (`VariableFlag`) of a `variable` or `extern`. */
export function variableFlags(pool: InternPool, value: Index): number {
  return pool.word(value, pool.tag(value) === ItemTag.variable ? 3 : 4);
}

/** The declaration of a `variable` or `extern`. */
export function variableDecl(pool: InternPool, value: Index): DeclIndex {
  return pool.word(value, 1) as DeclIndex;
}
