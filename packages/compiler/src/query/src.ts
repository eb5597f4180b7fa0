/**
 * A place in the chunk of the block it is used with: the `src` word of an instruction (see `zir/zir.ts`), or a part of the
 * node that it names. It is turned into a position in the file only when a message needs one.
 */
export type Src = number | SubSrc;

/** A part of the node at `base`. `index` counts where there are several (call argument, switch case, field ...). */
export interface SubSrc {
  readonly part: SrcPart;
  readonly base: number;
  readonly index: number;
  /** Second index: the item within a switch case, say. */
  readonly item: number;
}

/** The parts of nodes that messages point to. */
export enum SrcPart {
  /** The main token of the node (`base` is a node) instead of the whole node. */
  main_token,
  bin_lhs,
  bin_rhs,
  un_operand,
  if_cond,
  field_name,
  builtin_call_arg,
  /** What a chain of pointer casts casts. */
  ptrcast_operand,
  call_func,
  call_arg,
  array_access_index,
  slice_ptr,
  slice_start,
  slice_end,
  slice_sentinel,
  deref_ptr,
  init_ty,
  /** Of the field whose initial value is the node. */
  init_field_name,
  init_elem,
  /** Field `item` of `OPTION_FIELDS` in the struct that argument `index` of a builtin call is written as; else that argument. */
  builtin_option,
  switch_operand,
  switch_else_prong,
  /** The `_` among the items. */
  switch_under,
  switch_prong,
  switch_case_item,
  switch_range,
  switch_range_first,
  switch_range_last,
  switch_case_capture,
  tag_capture,
  for_input,
  for_capture,
  /** Of the `for` loop that the node is an input of: what captures it. */
  for_capture_from_input,
  fn_type_cc,
  fn_type_ret_ty,
  fn_type_align,
  fn_type_section,
  fn_type_addrspace,
  fn_param,
  fn_param_type,
  fn_param_comptime,
  /** The name in `extern "name"`. */
  lib_name,
  var_decl_ty,
  var_decl_init,
  var_decl_align,
  var_decl_section,
  var_decl_addrspace,
  /** The `export` of a declaration. */
  decl_export,
  container_field_name,
  container_field_type,
  container_field_value,
  container_field_align,
  container_tag_type,
  tuple_field_type,
  tuple_field_init,
  array_type_len,
  array_type_sentinel,
  array_type_elem,
  ptr_elem,
  ptr_sentinel,
  ptr_align,
  ptr_addrspace,
  ptr_bitoffset,
  ptr_hostsize,
  array_cat_lhs,
  array_cat_rhs,
  /** The type or the variable of an output. */
  asm_output,
  asm_input,
  asm_clobbers,
  return_operand,
  catch_error_switch_operand,
  destructure_target,
  /** Left side of an assignment; any other node whole. */
  store_ptr,
  /** Right side of an assignment, initializer of a variable; any other node whole. */
  store_operand,
}

/** Names of fields of the options that builtins take. */
export const OPTION_FIELDS = [
  'name',
  'linkage',
  'section',
  'visibility',
  'rw',
  'locality',
  'cache',
  'library_name',
  'is_thread_local',
  'is_dll_import',
  'relocation',
  'decoration',
] as const;

/** The part `part` of the node at `base`. A sub-source of a sub-source keeps the outer one's base. */
export function sub(base: Src, part: SrcPart, index = 0, item = 0): SubSrc {
  return { part, base: typeof base === 'number' ? base : base.base, index, item };
}

/** The node of the chunk itself: of the declaration, the container, the function whose body it is. */
export const CHUNK_NODE = 0x7fff_ffff;

/** Whether two places of one chunk are the same. */
export function sameSrc(a: Src, b: Src): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.base === b.base && a.part === b.part && a.index === b.index && a.item === b.item;
}
