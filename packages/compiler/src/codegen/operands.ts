import { type Air, type AirIndex, type AirRef, AirTag, isInst } from '../air/air.ts';

/** Where the value operands of an instruction stand. */
enum Shape {
  none,
  /** `a` */
  a,
  /** `b` */
  b,
  /** `a`, `b` */
  ab,
  /** Payload `a` has as many as the type has elements. */
  aggregate,
  /** `a`, and payload `b` has a count and as many. */
  call,
  /** `a`, and payload `b` has one. */
  aPayload1,
  /** `a`, and payload `b` has two. */
  aPayload2,
  /** Payload `a` has two. */
  payload2,
  /** Payload `a` has three. */
  payload3,
  /** As `AirTag.assembly` says. */
  assembly,
}

const shapes = new Uint8Array(AirTag.dbg_arg_inline + 1);

function setShapes(shape: Shape, ...tags: AirTag[]): void {
  for (const tag of tags) shapes[tag] = shape;
}

for (let tag = AirTag.add; tag <= AirTag.shl_with_overflow; tag++) shapes[tag] = Shape.ab;
for (let tag = AirTag.not; tag <= AirTag.wrap_errunion_err; tag++) shapes[tag] = Shape.a;
setShapes(
  Shape.a,
  AirTag.load,
  AirTag.struct_field_ptr,
  AirTag.struct_field_val,
  AirTag.field_parent_ptr,
  AirTag.get_union_tag,
  AirTag.slice_len,
  AirTag.slice_ptr,
  AirTag.ptr_slice_len_ptr,
  AirTag.ptr_slice_ptr_ptr,
  AirTag.cond_br,
  AirTag.switch_br,
  AirTag.loop_switch_br,
  AirTag.try,
  AirTag.try_ptr,
  AirTag.ret,
  AirTag.ret_safe,
  AirTag.ret_load,
  AirTag.tag_name,
  AirTag.error_name,
  AirTag.is_named_enum_value,
  AirTag.cmp_lt_errors_len,
  AirTag.reduce,
  AirTag.atomic_load,
  AirTag.restore_err_return_trace_index,
  AirTag.c_va_arg,
  AirTag.c_va_copy,
  AirTag.c_va_end,
);
setShapes(
  Shape.ab,
  AirTag.store,
  AirTag.store_safe,
  AirTag.memset,
  AirTag.memset_safe,
  AirTag.memcpy,
  AirTag.set_union_tag,
  AirTag.slice,
  AirTag.array_elem_val,
  AirTag.slice_elem_val,
  AirTag.slice_elem_ptr,
  AirTag.ptr_elem_val,
  AirTag.ptr_elem_ptr,
  AirTag.atomic_store,
);
setShapes(Shape.b, AirTag.union_init, AirTag.br, AirTag.switch_dispatch, AirTag.wasm_memory_grow);
setShapes(Shape.aggregate, AirTag.aggregate_init);
setShapes(Shape.call, AirTag.call, AirTag.call_never_tail, AirTag.call_never_inline);
setShapes(Shape.aPayload1, AirTag.atomic_rmw);
setShapes(Shape.aPayload2, AirTag.select, AirTag.mul_add);
setShapes(Shape.payload2, AirTag.shuffle);
setShapes(Shape.payload3, AirTag.cmpxchg);
setShapes(Shape.assembly, AirTag.assembly);

/** Instructions, reused from one question to the next: `items` beyond `count` are left over. */
export class OperandList {
  readonly items: AirIndex[] = [];
  count = 0;
}

/**
 * Sets `out` to the instructions that `inst` uses as values, once for each use. `elements` is how many elements the type of
 * an `aggregate_init` has. Debug information does not count as a use.
 */
export function collectOperands(air: Air, inst: AirIndex, elements: number, out: OperandList): void {
  out.count = 0;
  const a = air.a.data[inst];
  const b = air.b.data[inst];
  switch (shapes[air.tags.data[inst]] as Shape) {
    case Shape.none:
      break;
    case Shape.a:
      pushInst(a, out);
      break;
    case Shape.b:
      pushInst(b, out);
      break;
    case Shape.ab:
      pushInst(a, out);
      pushInst(b, out);
      break;
    case Shape.aggregate:
      pushPayload(air, a, elements, out);
      break;
    case Shape.call:
      pushInst(a, out);
      pushPayload(air, b + 1, air.extra.data[b], out);
      break;
    case Shape.aPayload1:
      pushInst(a, out);
      pushPayload(air, b, 1, out);
      break;
    case Shape.aPayload2:
      pushInst(a, out);
      pushPayload(air, b, 2, out);
      break;
    case Shape.payload2:
      pushPayload(air, a, 2, out);
      break;
    case Shape.payload3:
      pushPayload(air, a, 3, out);
      break;
    case Shape.assembly: {
      const count = air.extra.data[a + 1] + air.extra.data[a + 2];
      for (let i = 0; i < count; i++) pushInst(air.extra.data[a + 3 + i * 3 + 2], out);
      break;
    }
  }
}

function pushPayload(air: Air, at: number, count: number, out: OperandList): void {
  for (let i = 0; i < count; i++) pushInst(air.extra.data[at + i], out);
}

function pushInst(word: number, out: OperandList): void {
  if (isInst(word as AirRef)) out.items[out.count++] = (word & 0x7fff_ffff) as AirIndex;
}
