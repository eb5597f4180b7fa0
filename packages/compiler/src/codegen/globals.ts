import type { FunctionState } from './function.ts';
import { type Relocations, RelocKind } from './relocation.ts';
import type { ByteWriter, Op } from './wasm.ts';

/** Number of the global that holds the stack pointer. */
export const STACK_POINTER = 0;

/** Number of the global that holds the address of the error return trace. */
export const ERROR_TRACE = 1;

/** The local after the frame's keeps what the stack pointer was, where that is not known from the frame. */
export function savedPointer(f: FunctionState): number {
  return f.frameLocal + 1;
}

/** Writes an access to a global to `out`, which is code that has `relocs`. */
export function accessGlobal(
  f: FunctionState,
  op: Op.global_get | Op.global_set,
  global: number,
  out: ByteWriter = f.out,
  relocs: Relocations = f.relocs,
): void {
  out.op(op);
  if (f.reprs.options.isRelocatable) relocs.add(RelocKind.global, out.paddedLeb(global), global);
  else out.uleb(global);
}
