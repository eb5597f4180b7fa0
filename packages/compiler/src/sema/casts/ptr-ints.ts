import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { pointerRoot } from '../../intern/memory.ts';
import { isPtr, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { isPtrValue, ptrToAddress, ptrValueOffset } from '../../intern/ptr-values.ts';
import { scalarType } from '../../intern/types.ts';
import {
  aggregate,
  aggregateElems,
  intBig,
  intValue,
  isAggregate,
  isUndef,
  optNull,
  optPayload,
  optSome,
  slicePtr,
  undefValue,
} from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { isPtrAtRuntime, pointsToMemory } from '../coercion/coerce-pointer.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { checkPtrOperation } from '../memory/logical-pointers.ts';
import { failWithType } from '../types/type-notes.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { allowsZero, ptrOf, resolvedPtrAlign } from '../values/pointer-mismatch.ts';
import { allTrue, checkVectorizable, emitCompare, mapUnary, splatInt, splatLike, typeLike } from '../values/vectors.ts';
import { checkPtrType, resolveDestType } from './casts.ts';

/** `@intFromPtr` */
function zirIntFromPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const operandTy = sema.typeOf(operand);
  const ptrTy = scalarType(pool, operandTy);
  if (!isPtrAtRuntime(sema, ptrTy)) {
    return failWithType(sema, block, operandSrc, 'expected pointer, found', ptrTy);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const address = addressesOf(sema, value, typeLike(sema, operandTy, Ty.usize));
    if (address !== NO_INDEX) return interned(address);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  validateRuntimeValue(sema, block, operandSrc, operand);
  checkPtrOperation(sema, block, operandSrc, ptrTy);
  return sema.emit(block, AirTag.int_from_ptr, typeLike(sema, operandTy, Ty.usize), operand);
}

/** The addresses of known pointers as a value of type `ty`; NO_INDEX where linking decides. */
function addressesOf(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) return undefValue(pool, ty);
  if (!isAggregate(pool, value)) return addressOf(sema, value);
  const addresses = aggregateElems(pool, value).map((elem) => addressesOf(sema, elem, Ty.usize));
  return addresses.includes(NO_INDEX) ? NO_INDEX : aggregate(pool, ty, addresses);
}

/** The address of a known pointer, a `usize`; NO_INDEX where linking decides. */
function addressOf(sema: Sema, value: Index): Index {
  const pool = sema.pool;
  switch (pool.tag(value)) {
    case ItemTag.ptr_int:
      return intValue(pool, Ty.usize, ptrValueOffset(pool, value));
    case ItemTag.opt_null:
      return Val.zeroUsize;
    case ItemTag.opt_some:
      return addressOf(sema, optPayload(pool, value));
    case ItemTag.slice:
      return addressOf(sema, slicePtr(pool, value));
    default: {
      const root = isPtrValue(pool, value) ? pointerRoot(pool, value) : null;
      return root !== null && root.tag === ItemTag.ptr_int ? intValue(pool, Ty.usize, root.offset) : NO_INDEX;
    }
  }
}

/** `@ptrFromInt` */
function zirPtrFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu', '@ptrFromInt');
  const uncoerced = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  checkVectorizable(sema, block, operandSrc, destTy, sema.typeOf(uncoerced), src, operandSrc);
  const operand = coerce(sema, block, typeLike(sema, destTy, Ty.usize), uncoerced, operandSrc);
  const ptrTy = scalarType(pool, destTy);
  checkPtrType(sema, block, src, ptrTy, true);
  const info = ptrInfo(pool, ptrOf(sema, ptrTy));
  const alignment = resolvedPtrAlign(sema, block, src, ptrOf(sema, ptrTy));
  if (info.size === 'slice') {
    return sema.fail(block, src, `integer cannot be converted to slice type '${printType(pool, ptrTy)}'`, [
      { chunk: block.frame.chunk, src, message: 'slice length cannot be inferred from address' },
    ]);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) failWithUseOfUndef(sema, block, operandSrc);
    const result = mapUnary(sema, destTy, value, (elem, i) =>
      ptrFromKnown(sema, block, operandSrc, elem, i, ptrTy, alignment),
    );
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  checkPtrOperation(sema, block, src, ptrTy);
  if (wantSafety(sema, block) && pointsToMemory(sema, block, src, ptrTy)) {
    const addressTy = sema.typeOf(operand);
    if (!allowsZero(sema, ptrTy)) {
      const ok = emitCompare(sema, block, AirTag.cmp_neq, operand, splatInt(sema, addressTy, 0));
      addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.cast_to_null);
    }
    if (alignment > 1) {
      const mask = splatLike(sema, addressTy, intValue(pool, Ty.usize, alignment - 1));
      const rest = sema.emit(block, AirTag.bit_and, addressTy, operand, mask);
      const ok = emitCompare(sema, block, AirTag.cmp_eq, rest, splatInt(sema, addressTy, 0));
      addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.incorrect_alignment);
    }
  }
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

/** The pointer of type `ptrTy` to the address `value`, the element `elem` of a vector where that is not -1. */
function ptrFromKnown(
  sema: Sema,
  block: Block,
  src: Src,
  value: Index,
  elem: number,
  ptrTy: Index,
  alignment: number,
): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) {
    if (allowsZero(sema, ptrTy) && alignment === 1) return undefValue(pool, ptrTy);
    return failWithUseOfUndef(sema, block, src, elem);
  }
  const address = Number(intBig(pool, value));
  const isOptional = isPtrLikeOptional(pool, ptrTy) && !isPtr(pool, ptrTy);
  if (address === 0) {
    if (!allowsZero(sema, ptrTy)) {
      return sema.fail(block, src, `pointer type '${printType(pool, ptrTy)}' does not allow address zero`);
    }
    if (isOptional) return optNull(pool, ptrTy);
  } else if (address % alignment !== 0) {
    return sema.fail(block, src, `pointer type '${printType(pool, ptrTy)}' requires aligned address`);
  }
  const ptr = ptrToAddress(pool, ptrOf(sema, ptrTy), address);
  return isOptional ? optSome(pool, ptrTy, ptr) : ptr;
}

export const ptrIntHandlers: Handlers = {
  [Tag.int_from_ptr]: zirIntFromPtr,
  [Tag.ptr_from_int]: zirPtrFromInt,
};
