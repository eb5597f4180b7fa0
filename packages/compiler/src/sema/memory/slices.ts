import { type AirRef, AirTag } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { slicePtrType } from '../../intern/pointers.ts';
import { isUndef, sliceLen, slicePtr, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';

/** The pointer of a slice of type `sliceTy`, as a many pointer. */
export function analyzeSlicePtr(
  sema: Sema,
  block: Block,
  src: Src,
  slice: AirRef,
  sliceTy: Index = sema.typeOf(slice),
): AirRef {
  const pool = sema.pool;
  const ptrTy = slicePtrType(pool, sliceTy);
  const value = resolveValue(sema, slice);
  if (value !== NO_INDEX) {
    return (isUndef(pool, value) ? undefValue(pool, ptrTy) : slicePtr(pool, value)) as number as AirRef;
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.slice_ptr, ptrTy, slice);
}

/** The length of a slice, a `usize`. */
export function analyzeSliceLen(sema: Sema, block: Block, src: Src, slice: AirRef): AirRef {
  const pool = sema.pool;
  const value = resolveValue(sema, slice);
  if (value !== NO_INDEX) return (isUndef(pool, value) ? Val.undefUsize : sliceLen(pool, value)) as number as AirRef;
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.slice_len, Ty.usize, slice);
}
