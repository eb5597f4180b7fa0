import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { TypeClass } from '../../intern/container-table.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { checkStoredOperand } from '../core/locals.ts';
import { wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue, typeClass, typeRequiresComptime } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';

export const STORE_OF_RUNTIME_VALUE = 'cannot store runtime value in compile time variable';

/** Loads what `ptr` points to: at compile time where that is known. */
export function analyzeLoad(sema: Sema, block: Block, src: Src, ptr: AirRef, ptrSrc: Src): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer) {
    return failWithType(sema, block, ptrSrc, 'expected pointer, found', ptrTy);
  }
  const elemTy = ptrChild(pool, ptrTy);
  if (typeKind(pool, elemTy) === TypeKind.opaque) {
    return failWithType(sema, block, ptrSrc, 'cannot load opaque type', elemTy);
  }
  checkInstantiable(sema, block, src, elemTy);
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  const value = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (value !== NO_INDEX) {
    const loaded = pointerDeref(sema, block, src, value, ptrTy);
    if (loaded !== NO_INDEX) return interned(loaded);
  }
  if (typeRequiresComptime(sema, block, src, elemTy)) return failLoadOfComptimeOnly(sema, block, src, ptrTy, ptrSrc);
  // At compile time, too: who needs the value says so, and why.
  return sema.emit(block, AirTag.load, elemTy, ptr);
}

/** Fails where a `ty` is to be loaded and there are no values of that type. Its layout is made known. */
export function checkInstantiable(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (typeClass(sema, block, src, ty, 'pointer access') === TypeClass.noValue)
    failWithType(sema, block, src, 'cannot load uninstantiable type', ty);
}

/** Fails: what a pointer of type `ptrTy` points to is known at compile time only, and the pointer at `ptrSrc` is not. */
export function failLoadOfComptimeOnly(sema: Sema, block: Block, src: Src, ptrTy: Index, ptrSrc: Src): never {
  const pool = sema.pool;
  const message = `pointer of type '${printType(pool, ptrTy)}' is runtime-known`;
  return sema.fail(block, src, `cannot load comptime-only type '${printType(pool, ptrChild(pool, ptrTy))}'`, [
    { chunk: block.frame.chunk, src: ptrSrc, message },
  ]);
}

/** Stores `operand` where `ptr` points, to memory that is laid out and of the type that the operand has. */
export function storeValue(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  operand: AirRef,
  ptrSrc: Src,
  operandSrc: Src,
): void {
  const elemTy = sema.typeOf(operand);
  const ptrValue = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (ptrValue !== NO_INDEX && isComptimeMutablePtr(sema, ptrValue)) {
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX) {
      storePtrValue(sema, block, src, ptrValue, value);
      return;
    }
    sema.fail(block, ptrSrc, STORE_OF_RUNTIME_VALUE);
  }
  if (typeRequiresComptime(sema, block, src, elemTy)) {
    const notes = [{ ...block.at(ptrSrc), message: 'operation is runtime due to this pointer' }];
    sema.fail(block, src, `cannot store comptime-only type '${printType(sema.pool, elemTy)}' at runtime`, notes);
  }
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return;
  requireRuntimeBlock(sema, block, src, ptrSrc);
  emitStore(sema, block, ptr, operand, operandSrc);
}

/**
 * Stores `operand` as a part of a new value, where `ptr` points. In a block at compile time this is no error: whoever needs the value
 * there says that it is not known.
 */
export function storePart(sema: Sema, block: Block, src: Src, ptr: AirRef, operand: AirRef): void {
  if (onePossibleValue(sema, block, src, sema.typeOf(operand)) === NO_INDEX) emitStore(sema, block, ptr, operand, src);
}

function emitStore(sema: Sema, block: Block, ptr: AirRef, operand: AirRef, operandSrc: Src): void {
  checkStoredOperand(sema, block, operandSrc, ptr, operand);
  sema.emit(block, wantSafety(sema, block) ? AirTag.store_safe : AirTag.store, Ty.void, ptr, operand);
}
