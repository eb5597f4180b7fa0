/**
 * What an item of the pool is. The words of each, in `extra`, are given in brackets; `|` separates words that are not part
 * of the identity (before it) from those that are.
 */
export enum ItemTag {
  /** A number below `REF_START` that means nothing yet. */
  reserved,

  // Types: keep together, see `isType`.
  /** [Ref] */
  type_simple,
  /** [bits * 2 + signed] */
  type_int,
  /** [child, flags, sentinel, alignment, bitOffset << 16 | hostSize, vectorIndex] */
  type_pointer,
  /** [lenLow, lenHigh, child, sentinel] */
  type_array,
  /** [len, child] */
  type_vector,
  /** [child] */
  type_optional,
  /** [set, payload] */
  type_error_union,
  /** [names, sorted by their bytes ...] */
  type_error_set,
  /** [func | 0, decl] or [func | 1, instance key] */
  type_inferred_error_set,
  /** [types ..., values ...] */
  type_tuple,
  /** [returnType, callingConvention, ccValue, flags, comptimeBits, noaliasBits, params ...] */
  type_func,
  /** [child] */
  type_anyframe,
  /** [container | identity ...] */
  type_struct,
  /** [container | identity ...] */
  type_union,
  /** [container | identity ...] */
  type_enum,
  /** [container | identity ...] */
  type_opaque,

  // Values.
  /** [type] */
  undef,
  /** [Ref] */
  simple_value,
  /** [type, value]: 0 .. 2^32-1 */
  int_u32,
  /** [type, magnitude]: -1 .. -(2^32-1) */
  int_negative_u32,
  /** [type, limbs, least significant first ...] */
  int_positive,
  /** [type, limbs of the magnitude ...] */
  int_negative,
  /** [type, words of the bits, least significant first ...] */
  float,
  /** [type, name] */
  err,
  /** [type, name] */
  error_union_error,
  /** [type, payload] */
  error_union_payload,
  /** [string] */
  enum_literal,
  /** [type, int] */
  enum_tag,
  /** [type, decl, offsetLow, offsetHigh] */
  ptr_decl,
  /** [type, value, original pointer type, offsetLow, offsetHigh] */
  ptr_uav,
  /** [type, alloc, offsetLow, offsetHigh] */
  ptr_comptime_alloc,
  /** [type, value, offsetLow, offsetHigh] */
  ptr_comptime_field,
  /** [type, offsetLow, offsetHigh] */
  ptr_int,
  /** [type, base, offsetLow, offsetHigh] */
  ptr_eu_payload,
  /** [type, base, offsetLow, offsetHigh] */
  ptr_opt_payload,
  /** [type, base, index, offsetLow, offsetHigh] */
  ptr_field,
  /** [type, base, index, offsetLow, offsetHigh] */
  ptr_arr_elem,
  /** [type, ptr, len] */
  slice,
  /** [type, payload] */
  opt_some,
  /** [type] */
  opt_null,
  /** [type, string] */
  aggregate_bytes,
  /** [type, elems ...] */
  aggregate_elems,
  /** [type, elem] */
  aggregate_repeated,
  /** [type, tag, value] */
  union_value,
  /** [type, decl, init, flags] */
  variable,
  /** [type, decl, name, libName, flags] */
  extern,
  /** [func | type, decl] */
  func_decl,
  /** [func | type, instance key] */
  func_instance,
  /** [type, func] */
  func_coerced,

  // Neither types nor values.
  /** [generic owner, comptime args ..., parameter types ...] */
  instance_key,
  /** [func, args ...] */
  memoized_call,
}

/** How many words at the start of an item do not belong to its identity. */
export function mutableWords(tag: ItemTag): 0 | 1 {
  switch (tag) {
    case ItemTag.type_inferred_error_set:
    case ItemTag.type_struct:
    case ItemTag.type_union:
    case ItemTag.type_enum:
    case ItemTag.type_opaque:
    case ItemTag.func_decl:
    case ItemTag.func_instance:
      return 1;
    default:
      return 0;
  }
}
