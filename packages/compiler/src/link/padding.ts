import { Op } from '../codegen/wasm.ts';

/**
 * How many bytes code of `length` bytes gets: some more, an eighth at most of what is not short. A function of the length alone, so that a build
 * from nothing gives the same.
 */
export function paddedLength(length: number): number {
  return Math.ceil(sizeClass(length) / MIN_STEP) * MIN_STEP;
}

/** `size`, or some more: an eighth at most. A function of the size alone, that is the same for most sizes that are nearly the same. */
export function sizeClass(size: number): number {
  const step = Math.max(1, 2 ** (28 - Math.clz32(size)));
  return Math.ceil(size / step) * step;
}

const MIN_STEP = 16;

/** Writes `code`, which ends with its `end`, at `offset` as `padded` bytes. */
export function writePadded(bytes: Uint8Array, offset: number, code: Uint8Array, padded: number): void {
  bytes.set(code, offset);
  if (code.length === padded) return;
  bytes.fill(Op.nop, offset + code.length - 1, offset + padded - 1);
  bytes[offset + padded - 1] = Op.end;
}
