import { NodeTag } from '../syntax/node.ts';
import { Tag } from '../zir/inst.ts';

/*
 * Which instructions tell what an expression comes to. Lowering puts the place of an expression on what checks, converts or stores its
 * result too.
 */

/** Instructions whose result is not that of the expression in whose place they stand. */
const BESIDES = new Set<Tag>([
  Tag.as_node,
  Tag.as_shift_operand,
  Tag.break,
  Tag.break_inline,
  Tag.switch_continue,
  Tag.check_comptime_control_flow,
  Tag.condbr,
  Tag.condbr_inline,
  Tag.dbg_stmt,
  Tag.dbg_var_ptr,
  Tag.dbg_var_val,
  Tag.ensure_result_used,
  Tag.ensure_result_non_error,
  Tag.ensure_err_union_payload_void,
  Tag.repeat,
  Tag.repeat_inline,
  Tag.for_len,
  Tag.ref,
  Tag.ret_node,
  Tag.ret_load,
  Tag.ret_implicit,
  Tag.ret_err_value,
  Tag.ret_err_value_code,
  Tag.ret_ptr,
  Tag.ret_type,
  Tag.store_node,
  Tag.store_to_inferred_ptr,
  Tag.elem_type,
  Tag.indexable_ptr_elem_type,
  Tag.splat_op_result_ty,
  Tag.validate_deref,
  Tag.validate_destructure,
  Tag.opt_eu_base_ptr_init,
  Tag.coerce_ptr_elem_ty,
  Tag.validate_ref_ty,
  Tag.validate_const,
  Tag.validate_struct_init_ty,
  Tag.validate_struct_init_result_ty,
  Tag.validate_ptr_struct_init,
  Tag.struct_init_field_type,
  Tag.struct_init_field_ptr,
  Tag.validate_array_init_ty,
  Tag.validate_array_init_result_ty,
  Tag.validate_array_init_ref_ty,
  Tag.validate_ptr_array_init,
  Tag.array_init_elem_type,
  Tag.array_init_elem_ptr,
  Tag.alloc,
  Tag.alloc_mut,
  Tag.alloc_comptime_mut,
  Tag.alloc_inferred,
  Tag.alloc_inferred_mut,
  Tag.alloc_inferred_comptime,
  Tag.alloc_inferred_comptime_mut,
  Tag.resolve_inferred_alloc,
  Tag.make_ptr_const,
  Tag.defer,
  Tag.defer_err_code,
  Tag.save_err_ret_index,
  Tag.restore_err_ret_index_unconditional,
  Tag.restore_err_ret_index_fn_entry,
  Tag.param,
  Tag.param_comptime,
  Tag.param_anytype,
  Tag.param_anytype_comptime,
  Tag.fn_arg,
  Tag.typeof_log2_int_type,
  Tag.is_non_null,
  Tag.is_non_null_ptr,
  Tag.is_non_err,
  Tag.is_non_err_ptr,
  Tag.ret_is_non_err,
  Tag.optional_payload_unsafe,
  Tag.optional_payload_unsafe_ptr,
  Tag.err_union_payload_unsafe,
  Tag.err_union_payload_unsafe_ptr,
  Tag.err_union_code,
  Tag.err_union_code_ptr,
]);

/** Instructions that are the whole of an expression with branches, among the parts that have its place too. */
const WHOLE = new Set<Tag>([
  Tag.block,
  Tag.block_comptime,
  Tag.block_inline,
  Tag.switch_block,
  Tag.switch_block_ref,
  Tag.switch_block_err_union,
  Tag.bool_br_and,
  Tag.bool_br_or,
  Tag.loop,
]);

/** The nodes whose result is that of a whole with branches. */
const BRANCHING = new Set<NodeTag>([
  NodeTag.if,
  NodeTag.if_simple,
  NodeTag.while,
  NodeTag.while_cont,
  NodeTag.while_simple,
  NodeTag.for,
  NodeTag.for_simple,
  NodeTag.switch,
  NodeTag.switch_comma,
  NodeTag.orelse,
  NodeTag.catch,
  NodeTag.bool_and,
  NodeTag.bool_or,
  NodeTag.block,
  NodeTag.block_semicolon,
  NodeTag.block_two,
  NodeTag.block_two_semicolon,
]);

/** Whether the result of an instruction with `tag` may be that of the expression of kind `node` in whose place it stands. */
export function isResultOf(node: NodeTag, tag: Tag): boolean {
  if (BRANCHING.has(node)) return WHOLE.has(tag);
  if (tag === Tag.block_comptime || tag === Tag.block_inline) return false;
  return !BESIDES.has(tag);
}

/** Whether the instruction gives the address of what the expression is. */
export function isAddress(tag: Tag): boolean {
  switch (tag) {
    case Tag.decl_ref:
    case Tag.elem_ptr:
    case Tag.elem_ptr_node:
    case Tag.field_ptr:
    case Tag.field_ptr_named:
    case Tag.struct_init_ref:
    case Tag.array_init_ref:
    case Tag.struct_init_empty_ref_result:
    case Tag.optional_payload_safe_ptr:
    case Tag.try_ptr:
      return true;
    default:
      return false;
  }
}

/** Of an instruction whose first operand is the type that is expected where it stands: the word of its payload that has it. -1 for others. */
export function expectedOperand(tag: Tag): number {
  switch (tag) {
    case Tag.as_node:
    case Tag.decl_literal:
    case Tag.decl_literal_no_coerce:
      return 0;
    default:
      return -1;
  }
}

/** Whether the only operand of the instruction is the type that is expected. */
export function hasExpectedType(tag: Tag): boolean {
  return (
    tag === Tag.struct_init_empty_result ||
    tag === Tag.validate_struct_init_result_ty ||
    tag === Tag.struct_init_empty_ref_result
  );
}
