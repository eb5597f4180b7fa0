import type { Index } from '../intern/ids.ts';
import type { U8Column, U32Column } from '../util/column.ts';

/** Index of an instruction in its function's AIR. */
export type AirIndex = number & { readonly __brand: 'AirIndex' };

/**
 * An operand of AIR: an interned value or type of the pool (`INST_BIT` clear), or an instruction of the same function (`INST_BIT`
 * set). `AIR_NONE` is no operand. All are below 2^31, as numbers that analysis hands around are: V8 puts larger ones on the heap.
 */
export type AirRef = number & { readonly __brand: 'AirRef' };

export const AIR_NONE = 0x7fff_ffff as AirRef;

const INST_BIT = 0x4000_0000;

/** The operand that names instruction `inst`. */
export function airRef(inst: AirIndex): AirRef {
  return (inst | INST_BIT) as AirRef;
}

/** The operand that is the interned type or value `value`. */
export function interned(value: Index): AirRef {
  return value as number as AirRef;
}

/** Whether `ref` names an instruction rather than an interned value. */
export function isInst(ref: AirRef): boolean {
  return ref >= INST_BIT && ref !== AIR_NONE;
}

/** The instruction that `ref` names; `isInst(ref)` must hold. */
export function airInst(ref: AirRef): AirIndex {
  return (ref & ~INST_BIT) as AirIndex;
}

/**
 * AIR: the typed IR of one function body, under the official names. An instruction is a row of `tag`, `ty` (pool index of the
 * result's type; `void_type` or `noreturn_type` where there is no result), `a`, `b`. Bodies are lists of instruction indices
 * in `extra`; an instruction is executed where its body lists it.
 */
export interface Air {
  readonly tags: U8Column;
  readonly ty: U32Column;
  readonly a: U32Column;
  readonly b: U32Column;
  readonly extra: U32Column;
  /** Where in `extra` the function's main body starts: its length, then its instructions. */
  mainBody: number;
}

/** Layouts are given as (a; b) in the comments. "ref" is an AirRef, "payload" an index into `extra`. */
export enum AirTag {
  /** (parameter's index in the function type; name's StringIndex) Runtime parameters only, in order, first in the main body. */
  arg,

  // Arithmetic: (lhs ref; rhs ref). Vectors element-wise. Plain forms: overflow is undefined behaviour that Sema has excluded.
  add,
  add_wrap,
  add_sat,
  sub,
  sub_wrap,
  sub_sat,
  mul,
  mul_wrap,
  mul_sat,
  div_float,
  div_trunc,
  div_floor,
  div_exact,
  rem,
  mod,
  min,
  max,
  shl,
  shl_exact,
  shl_sat,
  shr,
  shr_exact,
  bit_and,
  bit_or,
  xor,
  bool_and,
  bool_or,
  /** (pointer ref; index ref) Pointer moved by whole elements. */
  ptr_add,
  ptr_sub,
  cmp_lt,
  cmp_lte,
  cmp_eq,
  cmp_gte,
  cmp_gt,
  cmp_neq,

  /** (lhs ref; rhs ref) Result: tuple { value, overflow bit u1 (vector of u1) }. */
  add_with_overflow,
  sub_with_overflow,
  mul_with_overflow,
  shl_with_overflow,

  // Unary: (operand ref; 0)
  not,
  neg,
  abs,
  sqrt,
  sin,
  cos,
  tan,
  exp,
  exp2,
  log,
  log2,
  log10,
  floor,
  ceil,
  round,
  trunc_float,
  clz,
  ctz,
  popcount,
  byte_swap,
  bit_reverse,

  // Conversions: (operand ref; 0), to `ty`.
  bitcast,
  /** Between integers of any width and sign; the value fits. */
  intcast,
  trunc,
  fptrunc,
  fpext,
  int_from_float,
  float_from_int,
  int_from_ptr,
  int_from_bool,
  /** Array pointer to slice. */
  array_to_slice,
  /** Whether the error is one of the error set `ty`. The result is a bool, though `ty` is the set. */
  error_set_has_value,
  addrspace_cast,
  splat,

  // Optionals and error unions: (operand ref; 0)
  is_null,
  is_non_null,
  is_null_ptr,
  is_non_null_ptr,
  is_err,
  is_non_err,
  is_err_ptr,
  is_non_err_ptr,
  optional_payload,
  optional_payload_ptr,
  /** Sets the optional to non-null and gives a pointer to its payload. */
  optional_payload_ptr_set,
  wrap_optional,
  unwrap_errunion_payload,
  unwrap_errunion_err,
  unwrap_errunion_payload_ptr,
  unwrap_errunion_err_ptr,
  /** Sets the error union to "no error" and gives a pointer to its payload. */
  errunion_payload_ptr_set,
  wrap_errunion_payload,
  wrap_errunion_err,

  // Memory
  /** (0; 0) `ty` is a pointer type: stack memory for its child. */
  alloc,
  /** (0; 0) `ty` is a pointer type: where the function's result is to be stored. */
  ret_ptr,
  /** (pointer ref; 0) */
  load,
  /** (pointer ref; value ref) `store_safe` may fill memory with 0xaa where the value is undefined. */
  store,
  store_safe,
  memset,
  memset_safe,
  memcpy,
  /** (struct pointer ref; field index) */
  struct_field_ptr,
  /** (aggregate ref; field index) Struct, union payload or tuple. */
  struct_field_val,
  /** (field pointer ref; field index) */
  field_parent_ptr,
  /** (union pointer ref; tag ref) */
  set_union_tag,
  /** (union ref; 0) */
  get_union_tag,
  /** (pointer ref; length ref) */
  slice,
  slice_len,
  slice_ptr,
  ptr_slice_len_ptr,
  ptr_slice_ptr_ptr,
  /** (array, vector ref; index ref) */
  array_elem_val,
  /** (slice ref; index ref) */
  slice_elem_val,
  slice_elem_ptr,
  /** (many or array pointer ref; index ref) */
  ptr_elem_val,
  ptr_elem_ptr,
  /** (payload { element refs }; how many: as `ty` has) */
  aggregate_init,
  /** (field index; init ref) */
  union_init,

  // Control flow
  /** (payload { bodyLen, body... }; 0) Value given by `br`. */
  block,
  /** (payload { func pool index, bodyLen, body... }; 0) An inlined call. */
  dbg_inline_block,
  /** (block instruction; operand ref) */
  br,
  /** (payload { bodyLen, body... }; 0) Ends only by leaving; `repeat` goes back to its start. */
  loop,
  /** (loop instruction; 0) */
  repeat,
  /** (condition ref; payload { thenLen, elseLen, then..., else... }) */
  cond_br,
  /** (operand ref; payload { casesLen, elseLen, per case { itemsLen, rangesLen, bodyLen, items refs..., ranges (first, last) refs..., body... }, else... }) */
  switch_br,
  /** As `switch_br`; `switch_dispatch` goes back to it with a new operand. */
  loop_switch_br,
  /** (loop_switch_br instruction; operand ref) */
  switch_dispatch,
  /** (error union ref; payload { bodyLen, body... }) Payload, or runs the body, which does not return here. */
  try,
  /** (pointer to error union ref; payload { bodyLen, body... }) Pointer to the payload. */
  try_ptr,
  /** (value ref; 0) */
  ret,
  /** As `ret`; memory is filled with 0xaa where the value is undefined. */
  ret_safe,
  /** (pointer from ret_ptr ref; 0) */
  ret_load,
  /** (callee ref; payload { argsLen, argument refs... }) Comptime parameters have no argument. */
  call,
  call_never_tail,
  call_never_inline,
  /** The function returns what the call gives, without coming back. `unreach` follows. */
  call_always_tail,
  unreach,
  trap,
  breakpoint,

  // Names and tags
  tag_name,
  error_name,
  is_named_enum_value,
  cmp_lt_errors_len,

  // Wide operations
  /** (predicate ref; payload { a ref, b ref }) */
  select,
  /** (payload { a ref, b ref, mask pool index, mask length }; 0) */
  shuffle,
  /** (operand ref; std.builtin.ReduceOp number) */
  reduce,
  /** (addend ref; payload { lhs ref, rhs ref }) */
  mul_add,

  // Atomics. Orders are std.builtin.AtomicOrder numbers.
  /** (pointer ref; order) */
  atomic_load,
  /** (pointer ref; value ref) */
  atomic_store,
  /** (pointer ref; payload { operand ref, order and operation, as `packRmw` puts them }) */
  atomic_rmw,
  /** (payload { pointer ref, expected ref, new ref }; 0) Result: optional. */
  cmpxchg,

  // Machine
  /** (memory index; 0) */
  wasm_memory_size,
  /** (memory index; delta ref) */
  wasm_memory_grow,
  ret_addr,
  frame_addr,
  /** Where a GPU is in its work. There is no code for targets that have it. */
  work_item,
  /**
   * (payload { source StringIndex, outputsLen, inputsLen, per output { name StringIndex, constraint StringIndex, pointer ref, AIR_NONE for
   * the one that is the result }, per input { name, constraint, value ref } }; 0)
   */
  assembly,
  /** (0; 0) Pointer, or optional one, to the error return trace that the function shares. */
  err_return_trace,
  /** (0; 0) Begins a trace of the function's own; who called gets the former one back. */
  begin_err_return_trace,
  /** (0; 0) How many places the trace has. */
  save_err_return_trace_index,
  /** (index ref; 0) Cuts the trace back to as many places. */
  restore_err_return_trace_index,
  /** (0; 0) Adds a place to the trace. */
  return_error,
  /** (0; 0) Value of the `std.builtin.VaList` of the function's variable arguments. */
  c_va_start,
  /** (pointer to the VaList ref; 0) The next argument, of type `ty`. */
  c_va_arg,
  /** (pointer to the VaList ref; 0) Its value. */
  c_va_copy,
  /** (pointer to the VaList ref; 0) */
  c_va_end,

  // Debug information
  /** (own-token offset in the chunk; tracked chunk) */
  dbg_stmt,
  /** (pointer ref; name's StringIndex) */
  dbg_var_ptr,
  dbg_var_val,
  dbg_arg_inline,
}
