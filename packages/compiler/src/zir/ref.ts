/** A reference to a value in ZIR: a well-known constant (a member of `Ref`), or an instruction of the same chunk. */
export type ZirRef = number & { readonly __brand: 'ZirRef' };

/** Index of an instruction in its chunk, from zero. */
export type ZirIndex = number & { readonly __brand: 'ZirIndex' };

/**
 * Constants that ZIR names without an instruction. The intern pool holds each at the index of the same number, so a
 * well-known ref needs no translation.
 */
export enum Ref {
  u0_type,
  i0_type,
  u1_type,
  u8_type,
  i8_type,
  u16_type,
  i16_type,
  u29_type,
  u32_type,
  i32_type,
  u64_type,
  i64_type,
  u80_type,
  u128_type,
  i128_type,
  usize_type,
  isize_type,
  c_char_type,
  c_short_type,
  c_ushort_type,
  c_int_type,
  c_uint_type,
  c_long_type,
  c_ulong_type,
  c_longlong_type,
  c_ulonglong_type,
  c_longdouble_type,
  f16_type,
  f32_type,
  f64_type,
  f80_type,
  f128_type,
  anyopaque_type,
  bool_type,
  void_type,
  type_type,
  anyerror_type,
  comptime_int_type,
  comptime_float_type,
  noreturn_type,
  anyframe_type,
  null_type,
  undefined_type,
  enum_literal_type,
  manyptr_u8_type,
  manyptr_const_u8_type,
  manyptr_const_u8_sentinel_0_type,
  single_const_pointer_to_comptime_int_type,
  slice_const_u8_type,
  slice_const_u8_sentinel_0_type,
  optional_noreturn_type,
  anyerror_void_error_union_type,
  adhoc_inferred_error_set_type,
  generic_poison_type,
  empty_tuple_type,
  undef,
  zero,
  zero_usize,
  zero_u8,
  one,
  one_usize,
  one_u8,
  four_u8,
  negative_one,
  void_value,
  unreachable_value,
  null_value,
  bool_true,
  bool_false,
  empty_tuple,
  generic_poison,
}

/** References below this number are members of `Ref`. */
export const REF_START = 128;

/** No reference: an absent operand. */
export const REF_NONE = 0xffff_ffff as ZirRef;

/** The reference to an instruction of the same chunk. */
export function instRef(inst: ZirIndex): ZirRef {
  return (inst + REF_START) as ZirRef;
}

/** The instruction that `ref` names, or -1 where it names a well-known constant or nothing. */
export function refInst(ref: ZirRef): ZirIndex | -1 {
  return ref >= REF_START && ref !== REF_NONE ? ((ref - REF_START) as ZirIndex) : -1;
}
