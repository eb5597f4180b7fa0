import { type Item, text, type Words } from './reader.ts';

/*
 * What the payloads of both ZIRs hold, in the order of the official structures. A letter is a word: `r` reference, `s` string, `n` number,
 * `x` flags, `i` instruction, `p` a place in both; `o` a word that only the official one has. `B` is a body (its length, then its
 * instructions), `R` and `I` the same for references and instructions.
 */
const payloads: Readonly<Record<string, string>> = {
  array_mul: 'rrr',
  array_type_sentinel: 'rrr',
  block: 'B',
  block_inline: 'B',
  block_comptime: 'nB',
  suspend_block: 'B',
  loop: 'B',
  typeof_builtin: 'B',
  c_import: 'B',
  bool_br_and: 'rB',
  bool_br_or: 'rB',
  try: 'rB',
  try_ptr: 'rB',
  for_len: 'R',
  array_init_anon: 'R',
  array_init: 'R',
  array_init_ref: 'R',
  validate_ptr_struct_init: 'I',
  validate_ptr_array_init: 'I',
  field_ptr: 'rs',
  field_ptr_load: 'rs',
  decl_literal: 'rs',
  decl_literal_no_coerce: 'rs',
  struct_init_field_ptr: 'rs',
  struct_init_field_type: 'rs',
  import: 'rs',
  validate_array_init_ty: 'rn',
  validate_array_init_result_ty: 'rn',
  validate_array_init_ref_ty: 'rn',
  array_init_elem_ptr: 'rn',
  validate_destructure: 'rpn',
  builtin_call: 'xrrr',
  float128: 'xxxx',
  slice_end: 'rrr',
  slice_sentinel: 'rrrr',
  slice_length: 'rrrrp',
  union_init: 'rrr',
  shuffle: 'rrrr',
  atomic_load: 'rrr',
  atomic_rmw: 'rrrr',
  atomic_store: 'rrr',
  mul_add: 'rrr',
};

/** The payload of an instruction with one, other than those of a form of their own. */
export function plainPayload(name: string, words: Words): Item[] {
  return payload(payloads[name] ?? 'rr', words);
}

function payload(schema: string, words: Words): Item[] {
  const items: Item[] = [];
  for (const letter of schema) {
    switch (letter) {
      case 'r':
        items.push(words.ref());
        break;
      case 'i':
        items.push(words.inst());
        break;
      case 's':
        items.push(words.string());
        break;
      case 'p':
        items.push(words.place());
        break;
      case 'x':
        items.push(words.hex());
        break;
      case 'n':
        items.push(words.number());
        break;
      case 'o':
        words.skip(1);
        break;
      case 'B':
        items.push(words.body('body', words.next()));
        break;
      default: {
        const count = words.next();
        for (let i = 0; i < count; i++) items.push(letter === 'R' ? words.ref() : words.inst());
      }
    }
  }
  return items;
}

/** Extended instructions whose operand is a payload of one form: its letters, with the node first as `N`, absolute as `A`. */
const extendedPayloads: Readonly<Record<string, string>> = {
  builtin_src: 'Noo',
  builtin_extern: 'Nrr',
  add_with_overflow: 'Nrr',
  sub_with_overflow: 'Nrr',
  mul_with_overflow: 'Nrr',
  shl_with_overflow: 'Nrr',
  round_op: 'Nrr',
  round_op_ty: 'Nr',
  c_undef: 'Nr',
  c_include: 'Nr',
  c_define: 'Nrr',
  wasm_memory_size: 'Nr',
  wasm_memory_grow: 'Nrr',
  prefetch: 'Nrr',
  set_float_mode: 'Nr',
  error_cast: 'Nrr',
  select: 'Nrrrr',
  int_from_error: 'Nr',
  error_from_int: 'Nr',
  reify_slice_arg_ty: 'Nr',
  reify_enum_value_slice_ty: 'Nrr',
  reify_pointer_sentinel_ty: 'Nr',
  reify_tuple: 'Nr',
  reify_pointer: 'Nrrrr',
  reify_fn: 'Nrrrr',
  reify_struct: 'oArrrrr',
  reify_union: 'oArrrrr',
  reify_enum: 'oArrrr',
  cmpxchg: 'Nrrrrr',
  c_va_arg: 'Nrr',
  c_va_copy: 'Nr',
  c_va_end: 'Nr',
  ptr_cast_full: 'Nrr',
  ptr_cast_no_dest: 'Nr',
  work_item_id: 'Nr',
  work_group_size: 'Nr',
  work_group_id: 'Nr',
  restore_err_ret_index: 'Nrr',
  field_parent_ptr: 'Nrrr',
  branch_hint: 'Nr',
  float_op_result_ty: 'Nr',
  alloc: 'N',
  asm: 'N',
  asm_expr: 'N',
  compile_log: 'N',
  min_multi: 'N',
  max_multi: 'N',
  typeof_peer: 'N',
  tuple_decl: 'N',
};

/** Extended instructions whose `small` means something. */
const withSmall: ReadonlySet<string> = new Set([
  'alloc',
  'asm',
  'asm_expr',
  'round_op',
  'reify_slice_arg_ty',
  'reify_struct',
  'reify_union',
  'reify_enum',
  'cmpxchg',
  'ptr_cast_full',
  'ptr_cast_no_dest',
  'field_parent_ptr',
]);

/** Extended instructions whose official operand is the place. */
export const extendedNodes: ReadonlySet<string> = new Set([
  'this',
  'ret_addr',
  'error_return_trace',
  'frame',
  'frame_address',
  'breakpoint',
  'disable_instrumentation',
  'disable_intrinsics',
  'c_va_start',
  'in_comptime',
  'closure_get',
  'builtin_value',
]);

/** The letters of an extended instruction's payload; undefined if it has none. */
export function extendedSchema(name: string): string | undefined {
  return extendedPayloads[name];
}

/** An extended instruction with a payload, other than a container. The letters for the place have been read. */
export function extendedPayload(name: string, small: number, words: Words): Item[] {
  const items: Item[] = withSmall.has(name) ? [text(`0x${small.toString(16)}`)] : [];
  items.push(...payload((extendedPayloads[name] ?? '').replace(/^o?[NA]/, ''), words));
  switch (name) {
    case 'alloc':
      if ((small & 1) !== 0) items.push(words.ref());
      if ((small & 2) !== 0) items.push(words.ref());
      break;
    case 'asm':
    case 'asm_expr': {
      items.push(name === 'asm' ? words.string() : words.ref(), words.hex(), words.ref());
      const operands = ((small >>> 1) & 127) + (small >>> 8);
      for (let i = 0; i < operands; i++) items.push(words.string(), words.string(), words.ref());
      break;
    }
    case 'compile_log':
    case 'min_multi':
    case 'max_multi':
      for (let i = 0; i < small; i++) items.push(words.ref());
      break;
    case 'typeof_peer': {
      const length = words.next();
      const index = words.next();
      for (let i = 0; i < small; i++) items.push(words.ref());
      words.seek(index);
      items.unshift(words.body('body', length));
      break;
    }
    case 'tuple_decl':
      for (let i = 0; i < small; i++) items.push(words.ref(), words.ref());
      break;
  }
  return items;
}
