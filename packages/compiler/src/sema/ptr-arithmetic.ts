import { type AirRef, AirTag, interned } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { abiSize } from '../intern/layout.ts';
import { isPtr, ptrInfo, ptrTypeWith } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { ptrValueInfo, ptrValueWith } from '../intern/ptr-values.ts';
import { intNumber, intValue, isUndef, undefValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { Operands } from './binary.ts';
import type { Block } from './block.ts';
import { typeHasRuntimeBits } from './classify-types.ts';
import { coerce } from './coerce.ts';
import { leafElemType } from './coerce-pointer.ts';
import { ptrElem } from './elements.ts';
import { resolveLayout } from './facts.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from './operands.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

/** Whether `operand` is a pointer. */
export function isPtrOperand(sema: Sema, operand: AirRef): boolean {
  return isPtr(sema.pool, sema.typeOf(operand));
}

/**
 * `+` and `-` with a pointer on the left: moves a many pointer, or gives the distance of two pointers. Null for pointers that do not
 * take part in arithmetic.
 */
export function analyzePtrArithmetic(sema: Sema, block: Block, tag: Tag, operands: Operands): AirRef | null {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
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
  if (tag !== Tag.add && tag !== Tag.sub) {
    return sema.fail(block, src, 'invalid pointer-integer arithmetic operator', [
      { chunk: block.frame.chunk, src, message: 'pointer-integer arithmetic only supports addition and subtraction' },
    ]);
  }
  checkElemSize(sema, block, src, leafElemType(sema, lhsTy));
  const index = coerce(sema, block, Ty.usize, rhs, rhsSrc);
  return movePtr(sema, block, lhs, index, tag === Tag.sub, src, lhsSrc, rhsSrc);
}

function checkElemSize(sema: Sema, block: Block, src: Src, elem: Index): void {
  if (typeHasRuntimeBits(sema, block, src, elem)) return;
  const text = `pointer arithmetic requires element type '${printType(sema.pool, elem)}' to have runtime bits`;
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
    const a = flatPtr(sema, lhsValue, elemSize);
    const b = flatPtr(sema, rhsValue, elemSize);
    if (a.base === b.base) {
      const bytes = a.offset - b.offset;
      if (bytes < 0) return sema.fail(block, src, 'operation results in overflow');
      return interned(intValue(pool, Ty.usize, Math.floor(bytes / elemSize)));
    }
  }
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  const from = sema.emit(block, AirTag.int_from_ptr, Ty.usize, lhs);
  const to = sema.emit(block, AirTag.int_from_ptr, Ty.usize, rhs);
  const bytes = sema.emit(block, AirTag.sub_wrap, Ty.usize, from, to);
  return sema.emit(block, AirTag.div_exact, Ty.usize, bytes, intValue(pool, Ty.usize, elemSize));
}

/** A pointer value as bytes past a base that two pointers into the same array share. */
function flatPtr(sema: Sema, ptr: Index, elemSize: number): { readonly base: string; readonly offset: number } {
  const pool = sema.pool;
  const info = ptrValueInfo(pool, ptr);
  if (info.tag === ItemTag.ptr_arr_elem) {
    const inner = flatPtr(sema, info.base as Index, elemSize);
    return { base: inner.base, offset: inner.offset + info.offset + info.index * elemSize };
  }
  const key = info.tag === ItemTag.ptr_field ? `${info.tag} ${info.base} ${info.index}` : `${info.tag} ${info.base}`;
  return { base: key, offset: info.offset };
}

/** The many pointer `ptr` moved by `index` (a `usize`) elements, back if `isBack`. */
export function movePtr(
  sema: Sema,
  block: Block,
  ptr: AirRef,
  index: AirRef,
  isBack: boolean,
  src: Src,
  ptrSrc: Src,
  indexSrc: Src,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  const ptrValue = resolveValue(sema, ptr);
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  if (indexValue !== NO_INDEX && intNumber(pool, indexValue) === 0) return ptr;
  const info = ptrInfo(pool, ptrTy);
  let newTy = ptrTy;
  if (info.alignment !== 0) {
    resolveLayout(sema, block, src, info.child, 'pointer offset');
    const size = abiSize(pool, info.child) * (indexValue === NO_INDEX ? 1 : intNumber(pool, indexValue));
    const lowest = size === 0 ? info.alignment : Math.min(info.alignment, lowestBit(size));
    newTy = ptrTypeAligned(sema, ptrTy, lowest);
  }
  if (ptrValue !== NO_INDEX && indexValue !== NO_INDEX) {
    if (isUndef(pool, ptrValue)) return interned(undefValue(pool, newTy));
    const count = intNumber(pool, indexValue);
    return interned(movedPtrValue(sema, block, src, ptrValue, newTy, isBack ? -count : count));
  }
  requireRuntimeBlock(sema, block, src, ptrValue === NO_INDEX ? ptrSrc : indexSrc);
  resolveLayout(sema, block, src, info.child, 'pointer offset');
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
export function movedPtrValue(sema: Sema, block: Block, src: Src, ptr: Index, ty: Index, count: number): Index {
  const pool = sema.pool;
  const info = ptrValueInfo(pool, ptr);
  if (info.tag === ItemTag.ptr_int || info.offset !== 0) {
    const { child } = ptrInfo(pool, info.type);
    resolveLayout(sema, block, src, child, 'pointer offset');
    return ptrValueWith(pool, ptr, ty, count * abiSize(pool, child));
  }
  if (info.tag === ItemTag.ptr_arr_elem || count > 0) {
    const index = info.tag === ItemTag.ptr_arr_elem ? info.index + count : count;
    if (index >= 0) return ptrElem(sema, ptr, ty, count);
  }
  resolveLayout(sema, block, src, ptrInfo(pool, info.type).child, 'pointer offset');
  return ptrValueWith(pool, ptr, ty, count * abiSize(pool, ptrInfo(pool, info.type).child));
}
