/** The members of `std.builtin.panic` that take nothing: what went wrong is all that they tell. */
export enum PanicId {
  reached_unreachable = 'reachedUnreachable',
  unwrap_null = 'unwrapNull',
  cast_to_null = 'castToNull',
  incorrect_alignment = 'incorrectAlignment',
  invalid_error_code = 'invalidErrorCode',
  integer_out_of_bounds = 'integerOutOfBounds',
  integer_overflow = 'integerOverflow',
  shl_overflow = 'shlOverflow',
  shr_overflow = 'shrOverflow',
  divide_by_zero = 'divideByZero',
  exact_division_remainder = 'exactDivisionRemainder',
  integer_part_out_of_bounds = 'integerPartOutOfBounds',
  corrupt_switch = 'corruptSwitch',
  shift_rhs_too_big = 'shiftRhsTooBig',
  invalid_enum_value = 'invalidEnumValue',
  for_len_mismatch = 'forLenMismatch',
  copy_len_mismatch = 'copyLenMismatch',
  memcpy_alias = 'memcpyAlias',
  noreturn_returned = 'noreturnReturned',
}

/** The number of the group of `std.builtin` declarations that `panic` is, as a unit of analysis. */
export const PANIC_GROUP = 0;

/** The members of `std.builtin.panic`, in the order in which they are looked at. */
export const PANIC_MEMBERS = [
  'call',
  'sentinelMismatch',
  'unwrapError',
  'outOfBounds',
  'startGreaterThanEnd',
  'inactiveUnionField',
  'sliceCastLenRemainder',
  'reachedUnreachable',
  'unwrapNull',
  'castToNull',
  'incorrectAlignment',
  'invalidErrorCode',
  'integerOutOfBounds',
  'integerOverflow',
  'shlOverflow',
  'shrOverflow',
  'divideByZero',
  'exactDivisionRemainder',
  'integerPartOutOfBounds',
  'corruptSwitch',
  'shiftRhsTooBig',
  'invalidEnumValue',
  'forLenMismatch',
  'copyLenMismatch',
  'memcpyAlias',
  'noreturnReturned',
] as const;

/** A member of `std.builtin.panic`. */
export type PanicMember = (typeof PANIC_MEMBERS)[number];
