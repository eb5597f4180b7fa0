import { type ByteWriter, Op } from '../codegen/wasm.ts';

/** Code that pushes a constant of 32 bits. */
export function pushConstant(out: ByteWriter, value: number): void {
  out.op(Op.i32_const);
  out.sleb(value);
}

/** An instruction that gets or sets a local. */
export function pushLocal(out: ByteWriter, op: Op.local_get | Op.local_set | Op.local_tee, index: number): void {
  out.op(op);
  out.uleb(index);
}
