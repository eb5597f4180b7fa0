import { type AirRef, AirTag, interned, isInst } from '../../air/air.ts';
import { comptimeOnly } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { abiAlign, abiSize, bitSize } from '../../intern/layout.ts';
import { type PtrInfo, ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { elemPtrValue } from '../../intern/ptr-steps.ts';
import { arrayLen, childType, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, intNumber, intValue, isInt, isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import { refersToComptimeVar, validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { addSafetyCheckIndexOob, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { structFieldPtrByIndex, structFieldValByIndex } from '../types/struct-fields.ts';
import { failWithType } from '../types/type-notes.ts';
import { pointerDeref } from '../values/comptime-ptr.ts';
import { definedLen, resolveConstDefinedValue, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { failWithArrayInitNotSupported } from './init-struct.ts';
import { analyzeLoad, failLoadOfComptimeOnly } from './pointers.ts';

const TUPLE_INDEX = 'tuple field index must be comptime-known';

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

function elemPtrOneLayer(
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
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  const info = ptrInfo(pool, ty);
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
      resolveLayout(sema, block, src, info.child, 'pointer access');
      return sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, indexable, index);
    }
    case 'one':
      return elemPtr(sema, block, src, indexable, indexRef, indexSrc, isInit);
  }
}

/** Type of a pointer to element `index` (NO_INDEX: known at run time, not of a vector) of what a pointer of type `ty` points to. */
export function elemPtrType(sema: Sema, block: Block, src: Src, ty: Index, index: Index): Index {
  const pool = sema.pool;
  const info = ptrInfo(pool, ty);
  const isArray = info.size === 'one';
  const child = isArray ? childType(pool, info.child) : info.child;
  if (isArray && pool.tag(info.child) === ItemTag.type_vector && hasBitElements(pool, info.child)) {
    return vectorElemPtrType(pool, info, intNumber(pool, index));
  }
  let { alignment } = info;
  if (alignment !== 0 && index !== Val.zeroUsize) {
    resolveLayout(sema, block, src, child, 'pointer access');
    const size = comptimeOnly(pool, child) ? 0 : abiSize(pool, child);
    const bytes = index === NO_INDEX ? size : size * intNumber(pool, index);
    if (bytes !== 0) alignment = Math.min(alignment, bytes & -bytes);
  }
  return ptrType(pool, {
    child,
    isConst: info.isConst,
    isVolatile: info.isVolatile,
    isAllowzero: info.size !== 'one' && info.isAllowzero && index === Val.zeroUsize,
    alignment,
    addressSpace: info.addressSpace,
  });
}

/** Type of a pointer to an element of a vector whose elements are not each in bytes of their own. */
function vectorElemPtrType(pool: InternPool, info: PtrInfo, index: number): Index {
  return ptrType(pool, {
    child: childType(pool, info.child),
    isConst: info.isConst,
    isVolatile: info.isVolatile,
    alignment: abiAlign(pool, childType(pool, info.child)),
    addressSpace: info.addressSpace,
    hostSize: arrayLen(pool, info.child),
    vectorIndex: index,
  });
}

/** Whether the elements of a vector are bits in a row, rather than each in bytes of its own. */
function hasBitElements(pool: InternPool, vector: Index): boolean {
  const bits = bitSize(pool, childType(pool, vector));
  return bits !== 0 && (bits < 8 || (bits & (bits - 1)) !== 0);
}

/** Pointer value, of type `elemPtrTy`, to element `index` of what pointer value `ptr` points to or, of a many pointer, is the first of. */
export function ptrElem(sema: Sema, block: Block, src: Src, ptr: Index, elemPtrTy: Index, index: number): Index {
  const pool = sema.pool;
  if (isUndef(pool, ptr)) return undefValue(pool, elemPtrTy);
  if (index !== 0) resolveLayout(sema, block, src, ptrInfo(pool, elemPtrTy).child, 'pointer access');
  return elemPtrValue(pool, ptr, elemPtrTy, index);
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
  if (total === 0) sema.fail(block, src, 'cannot index into empty array');
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  if (indexValue !== NO_INDEX) {
    const at = intNumber(pool, indexValue);
    if (at >= total) failIndex(sema, block, indexSrc, array, at, len);
  } else checkVectorIndex(sema, block, indexSrc, array);
  const elemPtrTy = elemPtrType(sema, block, src, ptrTy, indexValue);
  const ptrValue = resolveValue(sema, arrayPtr);
  if (ptrValue !== NO_INDEX) {
    if (isUndef(pool, ptrValue)) return interned(undefValue(pool, elemPtrTy));
    if (indexValue !== NO_INDEX)
      return interned(ptrElem(sema, block, src, ptrValue, elemPtrTy, intNumber(pool, indexValue)));
  }
  if (!isInit && indexValue === NO_INDEX) checkKnownIndex(sema, block, src, indexSrc, childType(pool, array));
  resolveLayout(sema, block, src, array, 'pointer access');
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

/** Fails where what is indexed is a vector: an index into one is known at compile time. */
function checkVectorIndex(sema: Sema, block: Block, indexSrc: Src, indexed: Index): void {
  if (typeKind(sema.pool, indexed) === TypeKind.vector) sema.fail(block, indexSrc, 'vector index not comptime known');
}

/** Fails where the elements, of type `elemTy`, are known at compile time only: their index, at `indexSrc`, is not. */
function checkKnownIndex(sema: Sema, block: Block, src: Src, indexSrc: Src, elemTy: Index): void {
  if (!typeRequiresComptime(sema, block, src, elemTy)) return;
  const notes: ErrorNote[] = [];
  explainComptimeOnly(sema, block, src, elemTy, notes);
  const name = printType(sema.pool, elemTy);
  sema.fail(
    block,
    indexSrc,
    `values of type '${name}' must be comptime-known, but index value is runtime-known`,
    notes,
  );
}

function failIndex(sema: Sema, block: Block, indexSrc: Src, array: Index, at: number, len: number): never {
  const what = typeKind(sema.pool, array) === TypeKind.vector ? 'vector' : 'array';
  const withSentinel = sentinelOf(sema.pool, array) === NO_INDEX ? '' : ' +1 (sentinel)';
  return sema.fail(block, indexSrc, `index ${at} outside ${what} of length ${len}${withSentinel}`);
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
      if (at >= len + (sentinel ? 1 : 0)) failSliceIndex(sema, block, indexSrc, at, len, sentinel);
      return interned(ptrElem(sema, block, src, pool.word(value, 1) as Index, elemPtrTy, at));
    }
  }
  resolveLayout(sema, block, src, ptrChild(pool, ty), 'pointer access');
  if (wantSafety(sema, block)) {
    const len =
      value === NO_INDEX ? sema.emit(block, AirTag.slice_len, Ty.usize, slice) : interned(pool.word(value, 2) as Index);
    addSafetyCheckIndexOob(sema, block, src, index, len, sentinel ? AirTag.cmp_lte : AirTag.cmp_lt);
  }
  validateRuntimeValue(sema, block, src, slice);
  return sema.emit(block, AirTag.slice_elem_ptr, elemPtrTy, slice, index);
}

function failSliceIndex(sema: Sema, block: Block, indexSrc: Src, at: number, len: number, sentinel: boolean): never {
  return sema.fail(block, indexSrc, `index ${at} outside slice of length ${len}${sentinel ? ' +1 (sentinel)' : ''}`);
}

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
        return analyzeLoad(sema, block, indexSrc, elemPtr(sema, block, src, indexable, index, indexSrc), indexSrc);
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
      checkLoadable(sema, block, src, indexSrc, ty, indexValue, ptrValue !== NO_INDEX);
      return emitElemVal(
        sema,
        block,
        src,
        AirTag.ptr_elem_val,
        info.child,
        indexable,
        index,
        ptrValue === NO_INDEX ? src : indexSrc,
      );
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

/**
 * Fails where elements, which a slice or many pointer of type `ty` leads to, are known at compile time only: either the pointer is not known,
 * or the index.
 */
function checkLoadable(
  sema: Sema,
  block: Block,
  src: Src,
  indexSrc: Src,
  ty: Index,
  indexValue: Index,
  isKnownPtr: boolean,
): void {
  const pool = sema.pool;
  const elemTy = ptrChild(pool, ty);
  if (isKnownPtr && indexValue === NO_INDEX) return checkKnownIndex(sema, block, src, indexSrc, elemTy);
  if (!typeRequiresComptime(sema, block, src, elemTy)) return;
  failLoadOfComptimeOnly(sema, block, src, elemPtrType(sema, block, src, ty, indexValue), indexSrc);
}

function arraySentinelAt(sema: Sema, array: Index, indexValue: Index): Index {
  const sentinel = sentinelOf(sema.pool, array);
  if (sentinel === NO_INDEX || indexValue === NO_INDEX) return NO_INDEX;
  return intNumber(sema.pool, indexValue) === arrayLen(sema.pool, array) ? sentinel : NO_INDEX;
}

function emitElemVal(
  sema: Sema,
  block: Block,
  src: Src,
  tag: AirTag,
  elemTy: Index,
  indexable: AirRef,
  index: AirRef,
  _runtimeSrc: Src,
): AirRef {
  validateRuntimeValue(sema, block, src, indexable);
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  return sema.emit(block, tag, elemTy, indexable, index);
}

function elemValArray(
  sema: Sema,
  block: Block,
  src: Src,
  array: AirRef,
  index: AirRef,
  indexSrc: Src,
  oobSafety: boolean,
): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(array);
  const elemTy = childType(pool, ty);
  const len = arrayLen(pool, ty);
  const sentinel = sentinelOf(pool, ty);
  const total = len + (sentinel === NO_INDEX ? 0 : 1);
  if (total === 0) sema.fail(block, src, 'indexing into empty array is not allowed');
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  if (indexValue !== NO_INDEX) {
    const at = intNumber(pool, indexValue);
    if (at === len && sentinel !== NO_INDEX) return interned(sentinel);
    if (at >= total) {
      const end = sentinel === NO_INDEX ? '' : ' +1 (sentinel)';
      sema.fail(block, indexSrc, `index ${at} outside array of length ${len}${end}`);
    }
  }
  const value = resolveValue(sema, array);
  if (value === NO_INDEX && indexValue === NO_INDEX) checkVectorIndex(sema, block, indexSrc, ty);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, elemTy));
    if (indexValue !== NO_INDEX) return interned(elementOf(pool, value, ty, intNumber(pool, indexValue)));
  }
  if (indexValue === NO_INDEX) checkKnownIndex(sema, block, src, indexSrc, elemTy);
  if (oobSafety && indexValue === NO_INDEX && wantSafety(sema, block)) {
    addSafetyCheckIndexOob(
      sema,
      block,
      src,
      index,
      interned(intValue(pool, Ty.usize, len)),
      sentinel === NO_INDEX ? AirTag.cmp_lt : AirTag.cmp_lte,
    );
  }
  return emitElemVal(
    sema,
    block,
    src,
    AirTag.array_elem_val,
    elemTy,
    array,
    index,
    value === NO_INDEX ? src : indexSrc,
  );
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
      if (at >= len + (sentinel ? 1 : 0)) failSliceIndex(sema, block, indexSrc, at, len, sentinel);
      const elem = pointerDeref(
        sema,
        block,
        src,
        ptrElem(sema, block, src, pool.word(value, 1) as Index, elemPtrType(sema, block, src, ty, indexValue), at),
      );
      if (elem !== NO_INDEX) return interned(elem);
    }
  }
  checkLoadable(sema, block, src, indexSrc, ty, indexValue, value !== NO_INDEX);
  if (oobSafety && wantSafety(sema, block)) {
    const len =
      value === NO_INDEX ? sema.emit(block, AirTag.slice_len, Ty.usize, slice) : interned(pool.word(value, 2) as Index);
    addSafetyCheckIndexOob(sema, block, src, index, len, sentinel ? AirTag.cmp_lte : AirTag.cmp_lt);
  }
  return emitElemVal(
    sema,
    block,
    src,
    AirTag.slice_elem_val,
    ptrChild(pool, ty),
    slice,
    index,
    value === NO_INDEX ? src : indexSrc,
  );
}

/** Field `index` of a tuple, by value. */
export function tupleField(sema: Sema, block: Block, src: Src, tuple: AirRef, index: number, indexSrc: Src): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(tuple);
  const len = arrayLen(pool, ty);
  if (len === 0) sema.fail(block, src, 'indexing into empty tuple is not allowed');
  if (index >= len) sema.fail(block, indexSrc, `index ${index} outside tuple of length ${len}`);
  return structFieldValByIndex(sema, block, src, tuple, index, ty);
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

/** Element of an array that is being initialized in place. */
function zirArrayInitElemPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const arrayPtr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const index = frame.extra[payload + 1]!;
  const array = ptrChild(sema.pool, sema.typeOf(arrayPtr));
  const kind = typeKind(sema.pool, array);
  if (kind !== TypeKind.array && kind !== TypeKind.vector && !isTuple(sema.pool, array)) {
    failWithArrayInitNotSupported(sema, block, src, array);
  }
  return elemPtr(sema, block, src, arrayPtr, interned(intValue(sema.pool, Ty.usize, index)), src, true);
}

export const elementHandlers: Handlers = {
  [Tag.elem_ptr_node]: zirElemPtrNode,
  [Tag.elem_ptr]: zirElemPtr,
  [Tag.elem_ptr_load]: zirElemPtrLoad,
  [Tag.elem_val]: zirElemVal,
  [Tag.elem_val_imm]: zirElemValImm,
  [Tag.array_init_elem_ptr]: zirArrayInitElemPtr,
};
