import { Extended, Tag } from './inst.ts';

/**
 * What the payloads of the plain instructions hold, a letter a word: `r` reference, `s` string, `n` number, `p` place, `x` flags,
 * `i` instruction, `c` reason of a compile-time block, `B` a body (its length, then its instructions), `G` the body of a type, which may be
 * generic, `R` and `I` as `B` for references and instructions.
 */
export const payloads: { readonly [tag in Tag]?: string } = {
  [Tag.array_mul]: 'rrr',
  [Tag.array_type_sentinel]: 'rrr',
  [Tag.block]: 'B',
  [Tag.block_comptime]: 'cB',
  [Tag.block_inline]: 'B',
  [Tag.suspend_block]: 'B',
  [Tag.loop]: 'B',
  [Tag.typeof_builtin]: 'B',
  [Tag.c_import]: 'B',
  [Tag.bool_br_and]: 'rB',
  [Tag.bool_br_or]: 'rB',
  [Tag.try]: 'rB',
  [Tag.try_ptr]: 'rB',
  [Tag.for_len]: 'R',
  [Tag.array_init_anon]: 'R',
  [Tag.array_init]: 'R',
  [Tag.array_init_ref]: 'R',
  [Tag.validate_ptr_struct_init]: 'I',
  [Tag.validate_ptr_array_init]: 'I',
  [Tag.field_ptr]: 'rs',
  [Tag.field_ptr_load]: 'rs',
  [Tag.decl_literal]: 'rs',
  [Tag.decl_literal_no_coerce]: 'rs',
  [Tag.struct_init_field_ptr]: 'rs',
  [Tag.struct_init_field_type]: 'rs',
  [Tag.validate_array_init_ty]: 'rn',
  [Tag.validate_array_init_result_ty]: 'rn',
  [Tag.validate_array_init_ref_ty]: 'rn',
  [Tag.array_init_elem_ptr]: 'rn',
  [Tag.validate_destructure]: 'rpn',
  [Tag.builtin_call]: 'xrrr',
  [Tag.float128]: 'xxxx',
  [Tag.slice_end]: 'rrr',
  [Tag.slice_sentinel]: 'rrrr',
  [Tag.slice_length]: 'rrrrp',
  [Tag.union_init]: 'rrr',
  [Tag.shuffle]: 'rrrr',
  [Tag.atomic_load]: 'rrr',
  [Tag.atomic_rmw]: 'rrrr',
  [Tag.atomic_store]: 'rrr',
  [Tag.mul_add]: 'rrr',
  [Tag.param]: 'sG',
  [Tag.param_comptime]: 'sG',
  [Tag.import]: 'rs',
};

/** The same for the extended instructions. */
export const extendedPayloads: { readonly [opcode in Extended]?: string } = {
  [Extended.builtin_extern]: 'rr',
  [Extended.add_with_overflow]: 'rr',
  [Extended.sub_with_overflow]: 'rr',
  [Extended.mul_with_overflow]: 'rr',
  [Extended.shl_with_overflow]: 'rr',
  [Extended.c_undef]: 'r',
  [Extended.c_include]: 'r',
  [Extended.c_define]: 'rr',
  [Extended.wasm_memory_size]: 'r',
  [Extended.wasm_memory_grow]: 'rr',
  [Extended.prefetch]: 'rr',
  [Extended.set_float_mode]: 'r',
  [Extended.error_cast]: 'rr',
  [Extended.select]: 'rrrr',
  [Extended.int_from_error]: 'r',
  [Extended.error_from_int]: 'r',
  [Extended.cmpxchg]: 'rrrrr',
  [Extended.c_va_arg]: 'rr',
  [Extended.c_va_copy]: 'r',
  [Extended.c_va_end]: 'r',
  [Extended.ptr_cast_full]: 'rr',
  [Extended.ptr_cast_no_dest]: 'r',
  [Extended.work_item_id]: 'r',
  [Extended.work_group_size]: 'r',
  [Extended.work_group_id]: 'r',
  [Extended.restore_err_ret_index]: 'rr',
  [Extended.field_parent_ptr]: 'rrr',
  [Extended.branch_hint]: 'r',
  [Extended.round_op]: 'rr',
  [Extended.round_op_ty]: 'r',
  [Extended.float_op_result_ty]: 'r',
  [Extended.reify_slice_arg_ty]: 'r',
  [Extended.reify_enum_value_slice_ty]: 'rr',
  [Extended.reify_pointer_sentinel_ty]: 'r',
  [Extended.reify_tuple]: 'r',
  [Extended.reify_pointer]: 'rrrr',
  [Extended.reify_fn]: 'rrrr',
  [Extended.reify_struct]: 'rrrrr',
  [Extended.reify_union]: 'rrrrr',
  [Extended.reify_enum]: 'rrrr',
};

/** Whether the payload of a `pl_node` instruction without an entry in `payloads` is a pair of references. */
export function isBinary(tag: Tag): boolean {
  switch (tag) {
    case Tag.array_cat:
    case Tag.array_type:
    case Tag.vector_type:
    case Tag.as_node:
    case Tag.as_shift_operand:
    case Tag.bit_and:
    case Tag.bitcast:
    case Tag.bit_or:
    case Tag.cmp_lt:
    case Tag.cmp_lte:
    case Tag.cmp_eq:
    case Tag.cmp_gte:
    case Tag.cmp_gt:
    case Tag.cmp_neq:
    case Tag.div:
    case Tag.elem_ptr_node:
    case Tag.elem_ptr:
    case Tag.elem_ptr_load:
    case Tag.elem_val:
    case Tag.error_union_type:
    case Tag.export:
    case Tag.field_ptr_named:
    case Tag.field_ptr_named_load:
    case Tag.field_type_ref:
    case Tag.merge_error_sets:
    case Tag.slice_start:
    case Tag.store_node:
    case Tag.store_to_inferred_ptr:
    case Tag.xor:
    case Tag.coerce_ptr_elem_ty:
    case Tag.int_from_float:
    case Tag.float_from_int:
    case Tag.ptr_from_int:
    case Tag.enum_from_int:
    case Tag.float_cast:
    case Tag.int_cast:
    case Tag.ptr_cast:
    case Tag.truncate:
    case Tag.has_decl:
    case Tag.has_field:
    case Tag.bit_offset_of:
    case Tag.offset_of:
    case Tag.splat:
    case Tag.reduce:
    case Tag.memcpy:
    case Tag.memmove:
    case Tag.reify_int:
    case Tag.memset:
    case Tag.min:
    case Tag.max:
      return true;
    default:
      return tag >= Tag.add && tag <= Tag.shr_exact;
  }
}
