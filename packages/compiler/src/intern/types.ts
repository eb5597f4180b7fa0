import { Ref } from '../zir/ref.ts';
import type { FloatFormat } from './float.ts';
import { type ContainerIndex, type Index, InternalFault, NO_INDEX, type StringIndex } from './ids.ts';
import { ItemTag } from './item.ts';
import { Ty } from './known.ts';
import type { InternPool } from './pool.ts';

/** What kind of type a type is. The names and numbers are those of `std.builtin.TypeId`. */
export enum TypeKind {
  type,
  void,
  bool,
  noreturn,
  int,
  float,
  pointer,
  array,
  struct,
  comptime_float,
  comptime_int,
  undefined,
  null,
  optional,
  error_union,
  error_set,
  enum,
  union,
  fn,
  opaque,
  frame,
  anyframe,
  vector,
  enum_literal,
}

/** Whether the item is a type (a type is a value of type `type`). */
export function isType(pool: InternPool, index: Index): boolean {
  const tag = pool.tags.data[index];
  return tag >= ItemTag.type_simple && tag <= ItemTag.type_opaque;
}

/** The kind of the type `ty`. Tuples are structs; `anyopaque` is an opaque. Throws for `generic_poison`. */
export function typeKind(pool: InternPool, ty: Index): TypeKind {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_simple:
      return simpleTypeKind(ty);
    case ItemTag.type_int:
      return TypeKind.int;
    case ItemTag.type_pointer:
      return TypeKind.pointer;
    case ItemTag.type_array:
      return TypeKind.array;
    case ItemTag.type_vector:
      return TypeKind.vector;
    case ItemTag.type_optional:
      return TypeKind.optional;
    case ItemTag.type_error_union:
      return TypeKind.error_union;
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return TypeKind.error_set;
    case ItemTag.type_tuple:
    case ItemTag.type_struct:
      return TypeKind.struct;
    case ItemTag.type_func:
      return TypeKind.fn;
    case ItemTag.type_anyframe:
      return TypeKind.anyframe;
    case ItemTag.type_union:
      return TypeKind.union;
    case ItemTag.type_enum:
      return TypeKind.enum;
    case ItemTag.type_opaque:
      return TypeKind.opaque;
    default:
      throw new InternalFault(`item ${ty} (${ItemTag[pool.tags.data[ty]]}) is not a type`);
  }
}

function simpleTypeKind(ty: Index): TypeKind {
  switch (ty as number as Ref) {
    case Ref.f16_type:
    case Ref.f32_type:
    case Ref.f64_type:
    case Ref.f80_type:
    case Ref.f128_type:
    case Ref.c_longdouble_type:
      return TypeKind.float;
    case Ref.anyopaque_type:
      return TypeKind.opaque;
    case Ref.bool_type:
      return TypeKind.bool;
    case Ref.void_type:
      return TypeKind.void;
    case Ref.type_type:
      return TypeKind.type;
    case Ref.anyerror_type:
    case Ref.adhoc_inferred_error_set_type:
      return TypeKind.error_set;
    case Ref.comptime_int_type:
      return TypeKind.comptime_int;
    case Ref.comptime_float_type:
      return TypeKind.comptime_float;
    case Ref.noreturn_type:
      return TypeKind.noreturn;
    case Ref.null_type:
      return TypeKind.null;
    case Ref.undefined_type:
      return TypeKind.undefined;
    case Ref.enum_literal_type:
      return TypeKind.enum_literal;
    case Ref.generic_poison_type:
      throw new InternalFault('generic poison has no kind');
    default:
      return TypeKind.int;
  }
}

/** `u7`, `i64` ...; `bits` is 0 .. 65535. */
export function intType(pool: InternPool, signed: boolean, bits: number): Index {
  return pool.intern1(ItemTag.type_int, bits * 2 + (signed ? 1 : 0));
}

/** `[len]child`, or `[len:sentinel]child`. `len` is at most 2^53 - 1. */
export function arrayType(pool: InternPool, len: number, child: Index, sentinel: Index = NO_INDEX): Index {
  pool.extra.push(len % 0x1_0000_0000);
  pool.extra.push(Math.floor(len / 0x1_0000_0000));
  return pool.intern2(ItemTag.type_array, child, sentinel);
}

/** The length of an array, vector or tuple type, without the sentinel. */
export function arrayLen(pool: InternPool, ty: Index): number {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
      return pool.word(ty, 0) + pool.word(ty, 1) * 0x1_0000_0000;
    case ItemTag.type_vector:
      return pool.word(ty, 0);
    case ItemTag.type_tuple:
      return pool.wordsLen(ty) / 2;
    default:
      throw new InternalFault(`item ${ty} has no length`);
  }
}

/** The length of an array with its sentinel, or of a vector or tuple. */
export function arrayLenWithSentinel(pool: InternPool, ty: Index): number {
  return arrayLen(pool, ty) + (pool.tag(ty) === ItemTag.type_array && pool.word(ty, 3) !== NO_INDEX ? 1 : 0);
}

/** The sentinel of an array or pointer type; NO_INDEX if it has none. */
export function sentinelOf(pool: InternPool, ty: Index): Index {
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
      return pool.word(ty, 3) as Index;
    case ItemTag.type_pointer:
      return pool.word(ty, 2) as Index;
    default:
      return NO_INDEX;
  }
}

/** `@Vector(len, child)` */
export function vectorType(pool: InternPool, len: number, child: Index): Index {
  return pool.intern2(ItemTag.type_vector, len, child);
}

/** `?child` */
export function optionalType(pool: InternPool, child: Index): Index {
  return pool.intern1(ItemTag.type_optional, child);
}

/** `anyframe->child`, or `anyframe` with NO_INDEX. */
export function anyframeType(pool: InternPool, child: Index): Index {
  return pool.intern1(ItemTag.type_anyframe, child);
}

/** `set!payload` */
export function errorUnionType(pool: InternPool, set: Index, payload: Index): Index {
  return pool.intern2(ItemTag.type_error_union, set, payload);
}

/** The error set of an error union type. */
export function errorUnionSet(pool: InternPool, ty: Index): Index {
  return pool.word(ty, 0) as Index;
}

/** The payload type of an error union type. */
export function errorUnionPayload(pool: InternPool, ty: Index): Index {
  return pool.word(ty, 1) as Index;
}

/** `error{ ... }`. Order and repetition of `names` do not matter. */
export function errorSetType(pool: InternPool, names: readonly StringIndex[]): Index {
  const sorted = names.slice().sort((a, b) => pool.compareStrings(a, b));
  let last = -1;
  for (const name of sorted) {
    if (name !== last) pool.extra.push(name);
    last = name;
  }
  return pool.finish(ItemTag.type_error_set);
}

/** The names of an error set type (`type_error_set`), sorted by their bytes. A view, valid until the pool grows. */
export function errorSetNames(pool: InternPool, ty: Index): Uint32Array {
  if (pool.tag(ty) !== ItemTag.type_error_set) throw new InternalFault(`item ${ty} has no known error names`);
  const starts = pool.starts.data;
  return pool.extra.data.subarray(starts[ty], starts[ty + 1]);
}

/** Whether an error set type (`type_error_set`) has the error `name`. */
export function errorSetHas(pool: InternPool, ty: Index, name: StringIndex): boolean {
  return errorSetNames(pool, ty).includes(name);
}

/** The error set with the errors of both; both are `type_error_set`. */
export function mergeErrorSets(pool: InternPool, a: Index, b: Index): Index {
  if (a === b) return a;
  return errorSetType(pool, [...errorSetNames(pool, a), ...errorSetNames(pool, b)] as StringIndex[]);
}

/** `@TypeOf(.{ ... })`; `values[i]` is the comptime value of field i, or NO_INDEX. */
export function tupleType(pool: InternPool, types: readonly Index[], values: readonly Index[]): Index {
  pool.extra.pushAll(types);
  pool.extra.pushAll(values);
  return pool.finish(ItemTag.type_tuple);
}

/** The type of field `i` of a tuple type. */
export function tupleFieldType(pool: InternPool, ty: Index, i: number): Index {
  return pool.word(ty, i) as Index;
}

/** The comptime value of field `i` of a tuple type, or NO_INDEX. */
export function tupleFieldValue(pool: InternPool, ty: Index, i: number): Index {
  return pool.word(ty, pool.wordsLen(ty) / 2 + i) as Index;
}

/** Whether the type is a tuple. */
export function isTuple(pool: InternPool, ty: Index): boolean {
  return pool.tags.data[ty] === ItemTag.type_tuple;
}

/**
 * The child of an optional, array, vector, pointer or `anyframe->T` type: of a slice its element, of `*[3]u8` the array.
 * (Payload of an error union: `errorUnionPayload`.)
 */
export function childType(pool: InternPool, ty: Index): Index {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_pointer:
    case ItemTag.type_optional:
    case ItemTag.type_anyframe:
      return pool.word(ty, 0) as Index;
    case ItemTag.type_array:
      return pool.word(ty, 2) as Index;
    case ItemTag.type_vector:
      return pool.word(ty, 1) as Index;
    default:
      throw new InternalFault(`item ${ty} (${ItemTag[pool.tags.data[ty]]}) has no child type`);
  }
}

/** The element type of a vector, any other type itself. */
export function scalarType(pool: InternPool, ty: Index): Index {
  return pool.tags.data[ty] === ItemTag.type_vector ? (pool.word(ty, 1) as Index) : ty;
}

/** Signedness of an integer type, of the integer under an enum or packed struct, or of an error set's codes. */
export function intSigned(pool: InternPool, ty: Index): boolean {
  return (intBitsAndSign(pool, ty) & 1) === 1;
}

/** Bits of an integer type, of the integer under an enum or packed struct, or of an error set's codes. */
export function intBits(pool: InternPool, ty: Index): number {
  return intBitsAndSign(pool, ty) >>> 1;
}

function intBitsAndSign(pool: InternPool, ty: Index): number {
  switch (pool.tags.data[ty] as ItemTag) {
    case ItemTag.type_int:
      return pool.word(ty, 0);
    case ItemTag.type_vector:
      return intBitsAndSign(pool, pool.word(ty, 1) as Index);
    case ItemTag.type_enum:
    case ItemTag.type_struct: {
      const tagType = pool.containers.tagType(pool.word(ty, 0) as ContainerIndex);
      if (tagType === NO_INDEX) throw new InternalFault(`container ${ty} has no integer type`);
      return intBitsAndSign(pool, tagType);
    }
    case ItemTag.type_error_set:
    case ItemTag.type_inferred_error_set:
      return 16 * 2;
  }
  switch (ty) {
    case Ty.usize:
      return pool.target.pointerBits * 2;
    case Ty.isize:
      return pool.target.pointerBits * 2 + 1;
    case Ty.c_uint:
      return pool.target.c.int.bits * 2;
    case Ty.c_int:
      return pool.target.c.int.bits * 2 + 1;
    case Ty.c_ulong:
      return pool.target.c.long.bits * 2;
    case Ty.c_long:
      return pool.target.c.long.bits * 2 + 1;
    case Ty.c_char:
      return 8 * 2 + (pool.target.charIsSigned ? 1 : 0);
    case Ty.c_short:
      return 16 * 2 + 1;
    case Ty.c_ushort:
      return 16 * 2;
    case Ty.c_longlong:
      return pool.target.c.longlong.bits * 2 + 1;
    case Ty.c_ulonglong:
      return pool.target.c.longlong.bits * 2;
    case Ty.anyerror:
    case Ty.adhocInferredErrorSet:
      return 16 * 2;
    default:
      throw new InternalFault(`item ${ty} (${ItemTag[pool.tags.data[ty]]}) has no integer bits`);
  }
}

/** Whether the type is an integer of fixed width (`usize` and C integers too), not `comptime_int`. */
export function isIntType(pool: InternPool, ty: Index): boolean {
  return pool.tags.data[ty] === ItemTag.type_int || (ty >= Ty.usize && ty <= Ty.c_ulonglong);
}

/** Whether the type is a float type of the machine, not `comptime_float`. */
export function isRuntimeFloat(ty: Index): boolean {
  return ty >= Ty.c_longdouble && ty <= Ty.f128;
}

/** The common type of two types of floats that are known at run time: itself, or else that of the wider one which is no `c_longdouble`. */
export function commonFloat(pool: InternPool, a: Index, b: Index): Index {
  if (a === b) return a;
  return plainFloat(Math.max(floatBits(pool, a), floatBits(pool, b)) as FloatFormat);
}

function plainFloat(bits: FloatFormat): Index {
  switch (bits) {
    case 16:
      return Ty.f16;
    case 32:
      return Ty.f32;
    case 64:
      return Ty.f64;
    case 80:
      return Ty.f80;
    case 128:
      return Ty.f128;
  }
}

/** Bits of a float type; `comptime_float` counts as an f128. */
export function floatBits(pool: InternPool, ty: Index): FloatFormat {
  switch (ty) {
    case Ty.f16:
      return 16;
    case Ty.f32:
      return 32;
    case Ty.f64:
      return 64;
    case Ty.f80:
      return 80;
    case Ty.c_longdouble:
      return pool.target.c.longdouble.bits as FloatFormat;
    case Ty.f128:
    case Ty.comptimeFloat:
      return 128;
    default:
      throw new InternalFault(`item ${ty} is not a float type`);
  }
}
