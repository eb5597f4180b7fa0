import { type AirRef, AirTag, interned, isInst } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, intNumber, intValue, isInt } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { refersToComptimeVar } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { addSafetyCheckIndexOob, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import {
  arraySentinelAt,
  checkLoadable,
  elemPtrType,
  elemValArray,
  emitElemVal,
  failIndex,
  ptrElem,
  tupleField,
} from '../memory/elements.ts';
import { checkElemAccess, checkPtrOperation } from '../memory/logical-pointers.ts';
import { analyzeLoad, checkInstantiable } from '../memory/pointers.ts';
import { pointerDeref, requireBase } from '../values/comptime-ptr.ts';
import { definedLen, resolveConstDefinedValue, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { checkIndexable, elemPtr, elemPtrOneLayer, TUPLE_INDEX, tupleFieldPtr } from './elem-ptr.ts';

/** Element `indexRef` of `indexable`, by value. */
export function elemVal(
  sema: Sema,
  block: Block,
  src: Src,
  indexable: AirRef,
  indexRef: AirRef,
  indexSrc: Src,
  oobSafety = true,
): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(indexable);
  checkIndexable(sema, block, src, ty);
  if (typeKind(pool, ty) === TypeKind.pointer) resolveLayout(sema, block, src, ptrChild(pool, ty), 'pointer access');
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  switch (typeKind(pool, ty)) {
    case TypeKind.pointer: {
      const info = ptrInfo(pool, ty);
      if (info.size === 'one') {
        const array = info.child;
        if (isTuple(pool, array)) {
          const at = intNumber(pool, resolveConstDefinedValue(sema, block, indexSrc, index, TUPLE_INDEX));
          return analyzeLoad(sema, block, src, tupleFieldPtr(sema, block, src, indexable, at, indexSrc, false), src);
        }
        const sentinel = arraySentinelAt(sema, array, resolveDefinedValue(sema, block, indexSrc, index));
        if (sentinel !== NO_INDEX) return interned(sentinel);
        return analyzeLoad(sema, block, src, elemPtr(sema, block, src, indexable, index, indexSrc), indexSrc);
      }
      if (info.size === 'slice') return elemValSlice(sema, block, src, indexable, index, indexSrc, oobSafety);
      const ptrValue = resolveDefinedValue(sema, block, src, indexable);
      const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
      if (ptrValue !== NO_INDEX && indexValue !== NO_INDEX && pool.tag(ptrValue) >= ItemTag.ptr_decl) {
        const elemPtrTy = ptrType(pool, { child: info.child, isConst: true });
        const elem = pointerDeref(
          sema,
          block,
          src,
          ptrElem(sema, block, src, ptrValue, elemPtrTy, intNumber(pool, indexValue)),
        );
        if (elem !== NO_INDEX) return interned(elem);
      }
      checkLoadable(sema, block, src, indexSrc, ty, indexValue, ptrValue !== NO_INDEX, oobSafety);
      if (ptrValue === NO_INDEX) checkPtrOperation(sema, block, src, ty);
      else checkElemAccess(sema, block, indexSrc, ty);
      checkInstantiable(sema, block, src, info.child);
      return emitElemVal(sema, block, src, AirTag.ptr_elem_val, info.child, indexable, index);
    }
    case TypeKind.array:
      return elemValArray(sema, block, src, indexable, index, indexSrc, oobSafety);
    case TypeKind.vector:
      return elemValArray(sema, block, src, indexable, index, indexSrc, oobSafety);
    default: {
      const at = intNumber(pool, resolveConstDefinedValue(sema, block, indexSrc, index, TUPLE_INDEX));
      return tupleField(sema, block, src, indexable, at, indexSrc);
    }
  }
}

function elemValSlice(
  sema: Sema,
  block: Block,
  src: Src,
  slice: AirRef,
  index: AirRef,
  indexSrc: Src,
  oobSafety: boolean,
): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(slice);
  const sentinel = sentinelOf(pool, ty) !== NO_INDEX;
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  const value = resolveDefinedValue(sema, block, src, slice);
  if (value !== NO_INDEX) {
    const len = definedLen(sema, block, src, value);
    if (len + (sentinel ? 1 : 0) === 0) sema.fail(block, src, 'indexing into empty slice is not allowed');
    if (indexValue !== NO_INDEX) {
      const at = intNumber(pool, indexValue);
      if (at >= len + (sentinel ? 1 : 0)) failIndex(sema, block, indexSrc, 'slice', at, len, sentinel);
      const elem = pointerDeref(
        sema,
        block,
        src,
        ptrElem(sema, block, src, pool.word(value, 1) as Index, elemPtrType(sema, block, src, ty, indexValue), at),
      );
      if (elem !== NO_INDEX) return interned(elem);
    }
  }
  checkLoadable(sema, block, src, indexSrc, ty, indexValue, value !== NO_INDEX, oobSafety);
  checkElemAccess(sema, block, indexSrc, ty);
  if (oobSafety && wantSafety(sema, block)) {
    const len =
      value === NO_INDEX ? sema.emit(block, AirTag.slice_len, Ty.usize, slice) : interned(pool.word(value, 2) as Index);
    addSafetyCheckIndexOob(sema, block, src, index, len, sentinel ? AirTag.cmp_lte : AirTag.cmp_lt);
  }
  return emitElemVal(sema, block, src, AirTag.slice_elem_val, ptrChild(pool, ty), slice, index);
}

/** Operands of a `pl_node` instruction with payload Bin. */
function bin(block: Block, inst: ZirIndex): { lhs: AirRef; rhs: AirRef; src: number } {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  return {
    lhs: resolveInst(block, frame.extra[payload]! as ZirRef),
    rhs: resolveInst(block, frame.extra[payload + 1]! as ZirRef),
    src: frame.src[inst]!,
  };
}

/** `a[b]` as a pointer. */
function zirElemPtrNode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src } = bin(block, inst);
  const indexSrc = sub(src, SrcPart.array_access_index);
  return elemPtr(sema, block, src, lhs, coerce(sema, block, Ty.usize, rhs, indexSrc), indexSrc);
}

/** The element a `for` loop is at, as a pointer. */
function zirElemPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src } = bin(block, inst);
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  if (typeKind(pool, ty) !== TypeKind.pointer) {
    const isRange = typeKind(pool, ty) === TypeKind.array || isTuple(pool, ty);
    sema.fail(
      block,
      sub(src, SrcPart.for_capture_from_input),
      isRange
        ? "pointer capture of non pointer type '" + printType(pool, ty) + "'"
        : `type '${printType(pool, ty)}' does not support indexing`,
      [{ chunk: block.frame.chunk, src, message: "consider using '&' here" }],
    );
  }
  return elemPtrOneLayer(sema, block, src, lhs, rhs, src, false);
}

/** `a[b]` as a value, where the operand points to `a`. */
function zirElemPtrLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src } = bin(block, inst);
  return elemPtrLoad(sema, block, src, lhs, rhs, sub(src, SrcPart.array_access_index));
}

/** The element `index` of what `indexablePtr` points to. Of an array no more is loaded. */
function elemPtrLoad(sema: Sema, block: Block, src: Src, indexablePtr: AirRef, index: AirRef, indexSrc: Src): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(indexablePtr);
  const indexed = ptrChild(pool, ptrTy);
  const kind = typeKind(pool, indexed);
  const isComptimeVar = !isInst(indexablePtr) && refersToComptimeVar(pool, indexablePtr as number as Index);
  if (kind === TypeKind.array && isInst(index)) requireBase(sema, block, src, indexablePtr);
  const isLoadedWhole =
    kind === TypeKind.pointer ||
    isComptimeVar ||
    (kind === TypeKind.array ? !isElement(sema, indexed, index) : !isInst(indexablePtr));
  if (isLoadedWhole && ptrInfo(pool, ptrTy).size === 'one') {
    const ptrValue = resolveDefinedValue(sema, block, src, indexablePtr);
    if (kind === TypeKind.pointer) {
      return elemVal(sema, block, src, analyzeLoad(sema, block, src, indexablePtr, src), index, indexSrc);
    }
    const value = ptrValue === NO_INDEX ? NO_INDEX : pointerDeref(sema, block, src, ptrValue, ptrTy);
    if (value !== NO_INDEX) return elemVal(sema, block, src, interned(value), index, indexSrc);
  }
  return analyzeLoad(sema, block, src, elemPtr(sema, block, src, indexablePtr, index, indexSrc), indexSrc);
}

/** Whether `index` is known, and that of an element of the array type `array`. */
function isElement(sema: Sema, array: Index, index: AirRef): boolean {
  const value = resolveValue(sema, index);
  if (value === NO_INDEX) return arrayLen(sema.pool, array) > 0;
  return isInt(sema.pool, value) && intBig(sema.pool, value) < BigInt(arrayLen(sema.pool, array));
}

function zirElemVal(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src } = bin(block, inst);
  return elemVal(sema, block, src, lhs, rhs, src, false);
}

function zirElemValImm(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const array = resolveInst(block, frame.a[inst]! as ZirRef);
  const src = frame.src[inst]!;
  return elemVal(sema, block, src, array, interned(intValue(sema.pool, Ty.usize, frame.b[inst]!)), src, false);
}

export const elementHandlers: Handlers = {
  [Tag.elem_ptr_node]: zirElemPtrNode,
  [Tag.elem_ptr]: zirElemPtr,
  [Tag.elem_ptr_load]: zirElemPtrLoad,
  [Tag.elem_val]: zirElemVal,
  [Tag.elem_val_imm]: zirElemValImm,
};
