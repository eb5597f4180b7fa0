import type { GenZir } from './block.ts';
import { Extended } from './inst.ts';
import type { ZirRef } from './ref.ts';

/** Declarations of `std.builtin` that the language refers to: `small` of `Extended.builtin_value`. */
export enum BuiltinValue {
  atomic_order,
  atomic_rmw_op,
  calling_convention,
  address_space,
  float_mode,
  signedness,
  reduce_op,
  call_modifier,
  prefetch_options,
  export_options,
  extern_options,
  branch_hint,
  clobbers,
  pointer_size,
  pointer_attributes,
  fn_attributes,
  container_layout,
  enum_mode,
  calling_convention_c,
  calling_convention_inline,
}

/** A type or value of `std.builtin`, asked for on behalf of `node`. */
export function addBuiltinValue(gz: GenZir, value: BuiltinValue, node: number): ZirRef {
  return gz.addExtended(Extended.builtin_value, value, 0, node);
}
