import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, childType, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intNumber, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import { addSafetyCheckIndexOob, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { checkKnownIndex, checkVectorIndex, elemPtrType, failIndex, ptrElem } from '../memory/elements.ts';
import { checkElemAccess, checkPtrOperation } from '../memory/logical-pointers.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { structFieldPtrByIndex } from '../memory/struct-fields.ts';
import { failWithType } from '../types/type-notes.ts';
import { definedLen, resolveConstDefinedValue, resolveDefinedValue, resolveValue } from '../values/operands.ts';

/** Why the index of a tuple must be known. */
export const TUPLE_INDEX = 'tuple field index must be comptime-known';

/** Fails where a value of `ty` cannot be indexed. */
export function checkIndexable(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  if (kind === TypeKind.array || kind === TypeKind.vector || isTuple(pool, ty)) return;
  if (kind === TypeKind.pointer) {
    if (ptrInfo(pool, ty).size !== 'one') return;
    const child = ptrChild(pool, ty);
    const childKind = typeKind(pool, child);
    if (childKind === TypeKind.array || childKind === TypeKind.vector || isTuple(pool, child)) return;
  }
  sema.fail(block, src, `type '${printType(pool, ty)}' does not support indexing`, [
    { chunk: block.frame.chunk, src, message: 'operand must be an array, slice, tuple, or vector' },
  ]);
}

/** Pointer to element `indexRef` of what `indexable`, a pointer to something indexable or itself a many pointer or slice, is. */
export function elemPtr(
  sema: Sema,
  block: Block,
  src: Src,
  indexablePtr: AirRef,
  indexRef: AirRef,
  indexSrc: Src,
  isInit = false,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(indexablePtr);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer) failWithType(sema, block, src, 'expected pointer, found', ptrTy);
  const child = ptrChild(pool, ptrTy);
  if (ptrInfo(pool, ptrTy).size !== 'one')
    return elemPtrOneLayer(sema, block, src, indexablePtr, indexRef, indexSrc, isInit);
  checkIndexable(sema, block, src, child);
  switch (typeKind(pool, child)) {
    case TypeKind.array:
    case TypeKind.vector:
      return elemPtrArray(sema, block, src, indexablePtr, indexRef, indexSrc, isInit);
    case TypeKind.struct: {
      const index = intNumber(
        pool,
        resolveConstDefinedValue(sema, block, indexSrc, coerce(sema, block, Ty.usize, indexRef, indexSrc), TUPLE_INDEX),
      );
      return tupleFieldPtr(sema, block, src, indexablePtr, index, indexSrc, isInit);
    }
    default:
      return elemPtrOneLayer(
        sema,
        block,
        src,
        analyzeLoad(sema, block, src, indexablePtr, src),
        indexRef,
        indexSrc,
        isInit,
      );
  }
}

/** Pointer to field `index` of the tuple that `tuplePtr` points to. */
export function tupleFieldPtr(
  sema: Sema,
  block: Block,
  src: Src,
  tuplePtr: AirRef,
  index: number,
  indexSrc: Src,
  isInit: boolean,
): AirRef {
  const pool = sema.pool;
  const tuple = ptrChild(pool, sema.typeOf(tuplePtr));
  resolveLayout(sema, block, src, tuple, 'pointer access');
  const len = arrayLen(pool, tuple);
  if (len === 0) sema.fail(block, src, 'indexing into empty tuple is not allowed');
  if (index >= len) {
    sema.fail(block, indexSrc, `index '${index}' out of bounds of tuple '${printType(pool, tuple)}'`);
  }
  return structFieldPtrByIndex(sema, block, src, tuplePtr, index, src, isInit);
}

/** As `elemPtr`, where `indexable` itself is what is indexed. */
export function elemPtrOneLayer(
  sema: Sema,
  block: Block,
  src: Src,
  indexable: AirRef,
  indexRef: AirRef,
  indexSrc: Src,
  isInit: boolean,
): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(indexable);
  checkIndexable(sema, block, src, ty);
  const info = ptrInfo(pool, ty);
  resolveLayout(sema, block, src, info.child, 'pointer access');
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  switch (info.size) {
    case 'slice':
      return elemPtrSlice(sema, block, src, indexable, index, indexSrc);
    case 'many':
    case 'c': {
      const elemPtrTy = elemPtrType(sema, block, src, ty, resolveValue(sema, index));
      const ptrValue = resolveDefinedValue(sema, block, src, indexable);
      const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
      if (ptrValue !== NO_INDEX && indexValue !== NO_INDEX && pool.tag(ptrValue) >= ItemTag.ptr_decl) {
        return interned(ptrElem(sema, block, src, ptrValue, elemPtrTy, intNumber(pool, indexValue)));
      }
      checkPtrOperation(sema, block, src, ty);
      return sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, indexable, index);
    }
    case 'one':
      return elemPtr(sema, block, src, indexable, indexRef, indexSrc, isInit);
  }
}

function elemPtrArray(
  sema: Sema,
  block: Block,
  src: Src,
  arrayPtr: AirRef,
  indexRef: AirRef,
  indexSrc: Src,
  isInit: boolean,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(arrayPtr);
  const array = ptrChild(pool, ptrTy);
  const len = arrayLen(pool, array);
  const total = len + (sentinelOf(pool, array) === NO_INDEX ? 0 : 1);
  const what = typeKind(pool, array) === TypeKind.vector ? 'vector' : 'array';
  if (total === 0 && what === 'vector') sema.fail(block, src, 'cannot index into empty vector');
  if (total === 0) sema.fail(block, src, 'cannot index into empty array');
  resolveLayout(sema, block, src, array, 'pointer access');
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  if (indexValue !== NO_INDEX) {
    const at = intNumber(pool, indexValue);
    if (at >= total) failIndex(sema, block, indexSrc, what, at, len, total !== len);
  } else checkVectorIndex(sema, block, indexSrc, array);
  const elemPtrTy = elemPtrType(sema, block, src, ptrTy, indexValue);
  const ptrValue = resolveValue(sema, arrayPtr);
  if (ptrValue !== NO_INDEX) {
    if (isUndef(pool, ptrValue)) return interned(undefValue(pool, elemPtrTy));
    if (indexValue !== NO_INDEX)
      return interned(ptrElem(sema, block, src, ptrValue, elemPtrTy, intNumber(pool, indexValue)));
  }
  if (!isInit) checkKnownIndex(sema, block, src, indexSrc, childType(pool, array));
  if (indexValue === NO_INDEX && wantSafety(sema, block)) {
    addSafetyCheckIndexOob(
      sema,
      block,
      src,
      index,
      interned(intValue(pool, Ty.usize, len)),
      total === len ? AirTag.cmp_lt : AirTag.cmp_lte,
    );
  }
  validateRuntimeValue(sema, block, src, arrayPtr);
  return sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, arrayPtr, index);
}

function elemPtrSlice(sema: Sema, block: Block, src: Src, slice: AirRef, index: AirRef, indexSrc: Src): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(slice);
  const sentinel = sentinelOf(pool, ty) !== NO_INDEX;
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  const elemPtrTy = elemPtrType(sema, block, src, ty, indexValue);
  const value = resolveValue(sema, slice);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, elemPtrTy));
    const len = definedLen(sema, block, src, value);
    if (len + (sentinel ? 1 : 0) === 0) sema.fail(block, src, 'cannot index into empty slice');
    if (indexValue !== NO_INDEX) {
      const at = intNumber(pool, indexValue);
      if (at >= len + (sentinel ? 1 : 0)) failIndex(sema, block, indexSrc, 'slice', at, len, sentinel);
      return interned(ptrElem(sema, block, src, pool.word(value, 1) as Index, elemPtrTy, at));
    }
  }
  checkElemAccess(sema, block, indexSrc, ty);
  if (wantSafety(sema, block)) {
    const len =
      value === NO_INDEX ? sema.emit(block, AirTag.slice_len, Ty.usize, slice) : interned(pool.word(value, 2) as Index);
    addSafetyCheckIndexOob(sema, block, src, index, len, sentinel ? AirTag.cmp_lte : AirTag.cmp_lt);
  }
  validateRuntimeValue(sema, block, src, slice);
  return sema.emit(block, AirTag.slice_elem_ptr, elemPtrTy, slice, index);
}
