import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { abiSize } from '../../intern/layout.ts';
import { isPtr, ptrInfo, ptrTypeWith } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { haveSameBase, ptrValueOffset, ptrValueWith } from '../../intern/ptr-values.ts';
import { intNumber, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { coerce } from '../coercion/coerce.ts';
import { leafElemType } from '../coercion/coerce-pointer.ts';
import type { Operands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { ptrElem } from '../memory/elements.ts';
import { checkPtrOperation } from '../memory/logical-pointers.ts';
import { onePossibleValue, typeHasRuntimeBits } from '../types/classify-types.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';

/** Whether `operand` is a pointer. */
export function isPtrOperand(sema: Sema, operand: AirRef): boolean {
  return isPtr(sema.pool, sema.typeOf(operand));
}

/**
 * `+` and `-` with a pointer on the left: moves a many pointer, or gives the distance of two pointers. Null for pointers that do not
 * take part in arithmetic.
 */
export function analyzePtrArithmetic(sema: Sema, block: Block, tag: Tag, operands: Operands): AirRef | null {
  const { lhs, rhs, src, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const size = ptrInfo(pool, lhsTy).size;
  if (isPtr(pool, rhsTy)) {
    if (size === 'slice' || ptrInfo(pool, rhsTy).size === 'slice') return null;
    if (tag !== Tag.sub) {
      return sema.fail(block, src, 'invalid pointer-pointer arithmetic operator', [
        { chunk: block.frame.chunk, src, message: 'pointer-pointer arithmetic only supports subtraction' },
      ]);
    }
    return ptrDistance(sema, block, operands);
  }
  if (size === 'one' || size === 'slice') return null;
  if (tag !== Tag.add && tag !== Tag.sub) checkNoPtrArithmetic(sema, block, src, lhsTy);
  const index = coerce(sema, block, Ty.usize, rhs, rhsSrc);
  return movePtr(sema, block, lhs, index, tag === Tag.sub, src, rhsSrc);
}

/** Fails where `ty`, the type of a pointer, is one that can be moved: the operator at `src` is another than those for that. */
export function checkNoPtrArithmetic(sema: Sema, block: Block, src: Src, ty: Index): void {
  const { size } = ptrInfo(sema.pool, ty);
  if (size === 'one' || size === 'slice') return;
  sema.fail(block, src, 'invalid pointer-integer arithmetic operator', [
    { chunk: block.frame.chunk, src, message: 'pointer-integer arithmetic only supports addition and subtraction' },
  ]);
}

function checkElemSize(sema: Sema, block: Block, src: Src, elem: Index): void {
  if (typeHasRuntimeBits(sema, block, src, elem, 'pointer offset')) return;
  const text = `pointer subtraction requires element type '${printType(sema.pool, elem)}' to have runtime bits`;
  sema.fail(block, src, text);
}

function ptrDistance(sema: Sema, block: Block, operands: Operands): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const elem = leafElemType(sema, lhsTy);
  if (elem !== leafElemType(sema, rhsTy)) {
    const [a, b] = [printType(pool, lhsTy), printType(pool, rhsTy)];
    return sema.fail(block, src, `incompatible pointer arithmetic operands '${a}' and '${b}'`);
  }
  checkElemSize(sema, block, src, elem);
  resolveLayout(sema, block, src, elem, 'pointer offset');
  const elemSize = abiSize(pool, elem);
  const lhsValue = resolveDefinedValue(sema, block, lhsSrc, lhs);
  const rhsValue = resolveDefinedValue(sema, block, rhsSrc, rhs);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    if (!haveSameBase(pool, lhsValue, rhsValue)) requireRuntimeBlock(sema, block, src, src);
    else {
      const bytes = ptrValueOffset(pool, lhsValue) - ptrValueOffset(pool, rhsValue);
      if (bytes < 0) return sema.fail(block, src, 'operation results in overflow');
      return interned(intValue(pool, Ty.usize, Math.floor(bytes / elemSize)));
    }
  }
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? rhsSrc : lhsSrc);
  checkPtrOperation(sema, block, src, lhsTy);
  checkPtrOperation(sema, block, src, rhsTy);
  const from = sema.emit(block, AirTag.int_from_ptr, Ty.usize, lhs);
  const to = sema.emit(block, AirTag.int_from_ptr, Ty.usize, rhs);
  const bytes = sema.emit(block, AirTag.sub_wrap, Ty.usize, from, to);
  return sema.emit(block, AirTag.div_exact, Ty.usize, bytes, intValue(pool, Ty.usize, elemSize));
}

/** The many pointer `ptr` moved by `index` (a `usize`) elements, back if `isBack`. */
export function movePtr(
  sema: Sema,
  block: Block,
  ptr: AirRef,
  index: AirRef,
  isBack: boolean,
  src: Src,
  indexSrc: Src,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  const info = ptrInfo(pool, ptrTy);
  resolveLayout(sema, block, src, info.child, 'pointer offset');
  const ptrValue = resolveValue(sema, ptr);
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  const isKnown = ptrValue !== NO_INDEX && indexValue !== NO_INDEX;
  if (!isKnown && onePossibleValue(sema, block, src, info.child) === NO_INDEX)
    checkPtrOperation(sema, block, src, ptrTy);
  if (indexValue !== NO_INDEX && intNumber(pool, indexValue) === 0) return ptr;
  let newTy = ptrTy;
  if (info.alignment !== 0) {
    const size = abiSize(pool, info.child) * (indexValue === NO_INDEX ? 1 : intNumber(pool, indexValue));
    const lowest = size === 0 ? info.alignment : Math.min(info.alignment, lowestBit(size));
    newTy = ptrTypeAligned(sema, ptrTy, lowest);
  }
  if (ptrValue !== NO_INDEX && indexValue !== NO_INDEX) {
    if (isUndef(pool, ptrValue)) return interned(undefValue(pool, newTy));
    const count = intNumber(pool, indexValue);
    return interned(movedPtrValue(sema, block, src, ptrValue, newTy, isBack ? -count : count));
  }
  return sema.emit(block, isBack ? AirTag.ptr_sub : AirTag.ptr_add, newTy, ptr, index);
}

function lowestBit(size: number): number {
  let bit = 1;
  while (size % (bit * 2) === 0) bit *= 2;
  return bit;
}

function ptrTypeAligned(sema: Sema, ptrTy: Index, alignment: number): Index {
  const { pool } = sema;
  const info = ptrInfo(pool, ptrTy);
  return alignment === info.alignment ? ptrTy : ptrTypeWith(pool, ptrTy, { alignment });
}

/** The pointer value `ptr` moved by `count` elements of its child type, as of type `ty`. */
function movedPtrValue(sema: Sema, block: Block, src: Src, ptr: Index, ty: Index, count: number): Index {
  const pool = sema.pool;
  if (count >= 0) return ptrElem(sema, block, src, ptr, ty, count);
  const { child } = ptrInfo(pool, ty);
  resolveLayout(sema, block, src, child, 'pointer offset');
  const bytes = count * abiSize(pool, child);
  if (ptrValueOffset(pool, ptr) + bytes < 0) failWithIllegalPointer(sema, block, src);
  return ptrValueWith(pool, ptr, ty, bytes);
}

/** Fails: a pointer that is known would point to before what it is based on. */
export function failWithIllegalPointer(sema: Sema, block: Block, src: Src): never {
  const message = 'resulting pointer exceeds bounds of containing value which may trigger overflow';
  return sema.fail(block, src, 'pointer computation here causes illegal behavior', [
    { chunk: block.frame.chunk, src, message },
  ]);
}
