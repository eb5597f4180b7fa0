import { type Air, type AirIndex, type AirRef, AirTag, airInst, isInst } from './air.ts';

/** Where the value operands of an instruction stand. */
enum Shape {
  none,
  /** `a` */
  a,
  /** `b` */
  b,
  /** `a`, `b` */
  ab,
  /** Payload `a` has `b` of them. */
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
setShapes(Shape.call, AirTag.call, AirTag.call_never_tail, AirTag.call_never_inline, AirTag.call_always_tail);
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

/** Sets `out` to the instructions that `inst` uses as values, once for each use. Debug information does not count as a use. */
export function collectOperands(air: Air, inst: AirIndex, out: OperandList): void {
  out.count = 0;
  eachOperand(air, inst, collect, out);
}

function collect(out: OperandList, words: Uint32Array, at: number): void {
  const word = words[at]!;
  if (isInst(word as AirRef)) out.items[out.count++] = airInst(word as AirRef);
}

/** Is given the place of an `AirRef`, and what `eachOperand` was given for it. */
export type OperandVisitor<T> = (context: T, words: Uint32Array, at: number) => void;

/** Calls `visit` with the place of each operand that `inst` uses as a value. */
export function eachOperand<T>(air: Air, inst: AirIndex, visit: OperandVisitor<T>, context: T): void {
  const a = air.a.data;
  const b = air.b.data;
  const extra = air.extra.data;
  switch (shapes[air.tags.data[inst]] as Shape) {
    case Shape.none:
      break;
    case Shape.a:
      visit(context, a, inst);
      break;
    case Shape.b:
      visit(context, b, inst);
      break;
    case Shape.ab:
      visit(context, a, inst);
      visit(context, b, inst);
      break;
    case Shape.aggregate:
      visitPayload(extra, a[inst], b[inst], visit, context);
      break;
    case Shape.call:
      visit(context, a, inst);
      visitPayload(extra, b[inst] + 1, extra[b[inst]], visit, context);
      break;
    case Shape.aPayload1:
      visit(context, a, inst);
      visitPayload(extra, b[inst], 1, visit, context);
      break;
    case Shape.aPayload2:
      visit(context, a, inst);
      visitPayload(extra, b[inst], 2, visit, context);
      break;
    case Shape.payload2:
      visitPayload(extra, a[inst], 2, visit, context);
      break;
    case Shape.payload3:
      visitPayload(extra, a[inst], 3, visit, context);
      break;
    case Shape.assembly: {
      const at = a[inst];
      const count = extra[at + 1] + extra[at + 2];
      for (let i = 0; i < count; i++) visit(context, extra, at + 3 + i * 3 + 2);
      break;
    }
  }
}

function visitPayload<T>(words: Uint32Array, at: number, count: number, visit: OperandVisitor<T>, context: T): void {
  for (let i = 0; i < count; i++) visit(context, words, at + i);
}
