import { type AirIndex, type AirRef, AirTag, airInst, interned, isInst } from '../air/air.ts';
import { comptimeOnly } from '../intern/classify.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { abiAlign, abiSize, bitSize } from '../intern/layout.ts';
import { type PtrInfo, ptrChild, ptrInfo, ptrType, RUNTIME_VECTOR_INDEX } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { ptrToElem } from '../intern/ptr-values.ts';
import { arrayLen, childType, isTuple, sentinelOf, TypeKind, typeKind } from '../intern/types.ts';
import { intNumber, intValue, isUndef, undefValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import { noteWrite } from './alloc.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { onePossibleValue, typeRequiresComptime } from './classify-types.ts';
import { coerce } from './coerce.ts';
import { elementOf } from './comptime-memory.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from './comptime-ptr.ts';
import { constantPtr } from './constants.ts';
import { requireFields, resolveFields, resolveLayout } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { failWithArrayInitNotSupported } from './init-struct.ts';
import { requireRuntimeBlock, resolveConstDefinedValue, resolveDefinedValue, resolveValue } from './operands.ts';
import { addSafetyCheckIndexOob, wantSafety } from './safety.ts';
import { type Sema, VOID_VALUE } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { structFieldPtrByIndex, structFieldValByIndex } from './struct-fields.ts';

/** Loads what `ptr` points to: at compile time where that is known. */
export function analyzeLoad(sema: Sema, block: Block, src: Src, ptr: AirRef, ptrSrc: Src): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer) {
    return sema.fail(block, ptrSrc, `expected pointer, found '${printType(pool, ptrTy)}'`);
  }
  const elemTy = ptrChild(pool, ptrTy);
  if (typeKind(pool, elemTy) === TypeKind.opaque) {
    return sema.fail(block, ptrSrc, `cannot load opaque type '${printType(pool, elemTy)}'`);
  }
  resolveFields(sema, block, src, elemTy);
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  const value = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (value !== NO_INDEX) {
    const loaded = pointerDeref(sema, block, src, value, ptrTy);
    if (loaded !== NO_INDEX) return interned(loaded);
  }
  if (typeRequiresComptime(sema, block, src, elemTy)) {
    return sema.fail(block, src, `cannot load comptime-only type '${printType(pool, elemTy)}'`);
  }
  // At compile time, too: who needs the value says so, and why.
  resolveLayout(sema, block, src, elemTy);
  if (ptrInfo(pool, ptrTy).vectorIndex === RUNTIME_VECTOR_INDEX) {
    const at = vectorPlace(sema, block, src, ptr, ptrTy);
    return sema.emit(
      block,
      AirTag.ptr_elem_val,
      elemTy,
      sema.air.a.data[at]! as AirRef,
      sema.air.b.data[at]! as AirRef,
    );
  }
  return sema.emit(block, AirTag.load, elemTy, ptr);
}

/** The instruction that made a pointer to a vector element whose index is known at run time: it alone has the index. */
function vectorPlace(sema: Sema, block: Block, src: Src, ptr: AirRef, ptrTy: Index): AirIndex {
  if (isInst(ptr) && sema.air.tags.data[airInst(ptr)] === AirTag.ptr_elem_ptr) return airInst(ptr);
  return sema.fail(block, src, `unable to determine vector element index of type '${printType(sema.pool, ptrTy)}'`);
}

/** Stores `uncoerced` where `ptr` points. */
export function storePtr(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: AirRef,
  uncoerced: AirRef,
  ptrSrc: Src = src,
  operandSrc: Src = src,
  isInit = false,
): void {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  const info = ptrInfo(pool, ptrTy);
  if (info.isConst && !isInit) sema.fail(block, ptrSrc, 'cannot assign to constant');
  const elemTy = info.child;
  resolveFields(sema, block, src, elemTy);
  const operand = coerce(sema, block, elemTy, uncoerced, operandSrc);
  if (sema.typeOf(operand) === Ty.noreturn) return;
  const ptrValue = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (ptrValue !== NO_INDEX && isComptimeMutablePtr(sema, ptrValue)) {
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX) {
      storePtrValue(sema, block, src, ptrValue, value);
      return;
    }
    if (typeRequiresComptime(sema, block, src, elemTy) || block.isComptime) {
      resolveConstDefinedValue(
        sema,
        block,
        operandSrc,
        operand,
        'value being stored to comptime memory must be comptime-known',
      );
    }
    sema.fail(block, src, 'cannot store runtime value in compile time variable');
  }
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return;
  requireRuntimeBlock(sema, block, src, ptrSrc);
  resolveLayout(sema, block, src, elemTy);
  if (info.vectorIndex === RUNTIME_VECTOR_INDEX) {
    const at = vectorPlace(sema, block, src, ptr, ptrTy);
    const payload = sema.air.extra.pushAll([sema.air.b.data[at]!, operand]);
    const vector = sema.air.a.data[at]! as AirRef;
    const stored = sema.emit(block, AirTag.vector_store_elem, Ty.void, vector, payload);
    noteWrite(sema, block, airInst(stored), vector, stored);
    return;
  }
  sema.emit(block, wantSafety(sema, block) ? AirTag.store_safe : AirTag.store, Ty.void, ptr, operand);
}

function zirLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const ptr = resolveInst(block, block.frame.a[inst]! as ZirRef);
  return analyzeLoad(sema, block, src, ptr, src);
}

function zirStoreNode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const ptr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  storePtr(sema, block, src, ptr, operand, sub(src, SrcPart.store_ptr), sub(src, SrcPart.store_operand));
  return VOID_VALUE;
}

/** Takes the address of a value: a constant's, or memory that it is stored in. */
export function analyzeRef(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return interned(constantPtr(pool, value));
  // At compile time, too: of such a pointer only the type is of use then, and nothing needs to be stored.
  resolveLayout(sema, block, src, ty);
  const mutable = sema.emit(block, AirTag.alloc, ptrType(pool, { child: ty }));
  if (!block.isComptime) storePtr(sema, block, src, mutable, operand, src, src, true);
  return sema.emit(block, AirTag.bitcast, ptrType(pool, { child: ty, isConst: true }), mutable);
}

function zirRef(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeRef(sema, block, block.frame.src[inst]!, resolveInst(block, block.frame.a[inst]! as ZirRef));
}

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
  if (typeKind(pool, ptrTy) !== TypeKind.pointer)
    sema.fail(block, src, `expected pointer, found '${printType(pool, ptrTy)}'`);
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
        resolveConstDefinedValue(
          sema,
          block,
          indexSrc,
          coerce(sema, block, Ty.usize, indexRef, indexSrc),
          'tuple field access index must be comptime-known',
        ),
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
  requireFields(sema, block, src, tuple);
  const len = arrayLen(pool, tuple);
  if (len === 0) sema.fail(block, indexSrc, 'indexing into empty tuple is not allowed');
  if (index >= len) sema.fail(block, indexSrc, `index ${index} outside tuple of length ${len}`);
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
      const elemPtrTy = elemPtrType(sema, ty, resolveValue(sema, index));
      const ptrValue = resolveDefinedValue(sema, block, src, indexable);
      const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
      if (ptrValue !== NO_INDEX && indexValue !== NO_INDEX && pool.tag(ptrValue) >= ItemTag.ptr_decl) {
        return interned(ptrElem(sema, ptrValue, elemPtrTy, intNumber(pool, indexValue)));
      }
      requireRuntimeBlock(sema, block, src, ptrValue === NO_INDEX ? src : indexSrc);
      resolveLayout(sema, block, src, info.child);
      return sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, indexable, index);
    }
    case 'one':
      return elemPtr(sema, block, src, indexable, indexRef, indexSrc, isInit);
  }
}

/** Type of a pointer to element `index` (NO_INDEX: known at run time) of what a pointer of type `ty` points to. */
export function elemPtrType(sema: Sema, ty: Index, index: Index): Index {
  const pool = sema.pool;
  const info = ptrInfo(pool, ty);
  const isArray = info.size === 'one';
  const child = isArray ? childType(pool, info.child) : info.child;
  if (isArray && pool.tag(info.child) === ItemTag.type_vector && hasBitElements(pool, info.child)) {
    return vectorElemPtrType(pool, info, index);
  }
  let alignment = 0;
  if (info.alignment !== 0) {
    const size = comptimeOnly(pool, child) ? 0 : abiSize(pool, child);
    const bytes = index === NO_INDEX ? size : size * intNumber(pool, index);
    const lowest = bytes === 0 ? info.alignment : Math.min(info.alignment, bytes & -bytes);
    alignment = lowest;
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
function vectorElemPtrType(pool: InternPool, info: PtrInfo, index: Index): Index {
  return ptrType(pool, {
    child: childType(pool, info.child),
    isConst: info.isConst,
    isVolatile: info.isVolatile,
    alignment: info.alignment || abiAlign(pool, info.child),
    addressSpace: info.addressSpace,
    hostSize: arrayLen(pool, info.child),
    vectorIndex: index === NO_INDEX ? RUNTIME_VECTOR_INDEX : intNumber(pool, index),
  });
}

/** Whether the elements of a vector are bits in a row, rather than each in bytes of its own. */
function hasBitElements(pool: InternPool, vector: Index): boolean {
  const bits = bitSize(pool, childType(pool, vector));
  return bits !== 0 && (bits < 8 || (bits & (bits - 1)) !== 0);
}

/** Pointer value to element `index` of what pointer value `ptr` points to; an element of an element of the same array is one of it. */
export function ptrElem(sema: Sema, ptr: Index, elemPtrTy: Index, index: number): Index {
  const pool = sema.pool;
  if (isUndef(pool, ptr)) return undefValue(pool, elemPtrTy);
  if (pool.tag(ptr) === ItemTag.ptr_arr_elem && ptrInfo(pool, pool.word(ptr, 0) as Index).size !== 'one') {
    const base = pool.word(ptr, 1) as Index;
    return ptrToElem(pool, elemPtrTy, base, pool.word(ptr, 2) + index);
  }
  return ptrToElem(pool, elemPtrTy, ptr, index);
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
  if (total === 0) sema.fail(block, src, 'indexing into empty array is not allowed');
  const index = coerce(sema, block, Ty.usize, indexRef, indexSrc);
  const indexValue = resolveDefinedValue(sema, block, indexSrc, index);
  if (indexValue !== NO_INDEX) {
    const at = intNumber(pool, indexValue);
    if (at >= total) failIndex(sema, block, indexSrc, array, at, len);
  }
  const elemPtrTy = elemPtrType(sema, ptrTy, indexValue);
  const ptrValue = resolveValue(sema, arrayPtr);
  if (ptrValue !== NO_INDEX) {
    if (isUndef(pool, ptrValue)) return interned(undefValue(pool, elemPtrTy));
    if (indexValue !== NO_INDEX) return interned(ptrElem(sema, ptrValue, elemPtrTy, intNumber(pool, indexValue)));
  }
  if (!isInit && typeRequiresComptime(sema, block, src, childType(pool, array))) {
    resolveConstDefinedValue(
      sema,
      block,
      indexSrc,
      index,
      `values of type '${printType(pool, array)}' must be comptime-known, but index value is runtime-known`,
    );
  }
  requireRuntimeBlock(sema, block, src, ptrValue === NO_INDEX ? src : indexSrc);
  resolveLayout(sema, block, src, array);
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
  return sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, arrayPtr, index);
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
  const elemPtrTy = elemPtrType(sema, ty, indexValue);
  const value = resolveDefinedValue(sema, block, src, slice);
  if (value !== NO_INDEX) {
    const len = intNumber(pool, pool.word(value, 2) as Index);
    if (len + (sentinel ? 1 : 0) === 0) sema.fail(block, src, 'indexing into empty slice is not allowed');
    if (indexValue !== NO_INDEX) {
      const at = intNumber(pool, indexValue);
      if (at >= len + (sentinel ? 1 : 0)) failSliceIndex(sema, block, indexSrc, at, len, sentinel);
      return interned(ptrElem(sema, pool.word(value, 1) as Index, elemPtrTy, at));
    }
  }
  requireRuntimeBlock(sema, block, src, value === NO_INDEX ? src : indexSrc);
  resolveLayout(sema, block, src, ptrChild(pool, ty));
  if (wantSafety(sema, block)) {
    const len =
      value === NO_INDEX ? sema.emit(block, AirTag.slice_len, Ty.usize, slice) : interned(pool.word(value, 2) as Index);
    addSafetyCheckIndexOob(sema, block, src, index, len, sentinel ? AirTag.cmp_lte : AirTag.cmp_lt);
  }
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
          const at = intNumber(
            pool,
            resolveConstDefinedValue(sema, block, indexSrc, index, 'tuple field access index must be comptime-known'),
          );
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
        const elem = pointerDeref(
          sema,
          block,
          src,
          ptrElem(sema, ptrValue, elemPtrType(sema, ty, indexValue), intNumber(pool, indexValue)),
        );
        if (elem !== NO_INDEX) return interned(elem);
      }
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
      const at = intNumber(
        pool,
        resolveConstDefinedValue(sema, block, indexSrc, index, 'tuple field access index must be comptime-known'),
      );
      return tupleField(sema, block, src, indexable, at, indexSrc);
    }
  }
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
  runtimeSrc: Src,
): AirRef {
  resolveFields(sema, block, src, elemTy);
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  requireRuntimeBlock(sema, block, src, runtimeSrc);
  resolveLayout(sema, block, src, elemTy);
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
    if (at >= total) failIndex(sema, block, indexSrc, ty, at, len);
  }
  const value = resolveValue(sema, array);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, elemTy));
    if (indexValue !== NO_INDEX) return interned(elementOf(pool, value, ty, intNumber(pool, indexValue)));
  }
  if (typeRequiresComptime(sema, block, src, elemTy)) {
    resolveConstDefinedValue(
      sema,
      block,
      indexSrc,
      index,
      `values of type '${printType(pool, ty)}' must be comptime-known, but index value is runtime-known`,
    );
  }
  if (oobSafety && indexValue === NO_INDEX && wantSafety(sema, block) && !block.isComptime) {
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
    const len = intNumber(pool, pool.word(value, 2) as Index);
    if (len + (sentinel ? 1 : 0) === 0) sema.fail(block, src, 'indexing into empty slice is not allowed');
    if (indexValue !== NO_INDEX) {
      const at = intNumber(pool, indexValue);
      if (at >= len + (sentinel ? 1 : 0)) failSliceIndex(sema, block, indexSrc, at, len, sentinel);
      const elem = pointerDeref(
        sema,
        block,
        src,
        ptrElem(sema, pool.word(value, 1) as Index, elemPtrType(sema, ty, indexValue), at),
      );
      if (elem !== NO_INDEX) return interned(elem);
    }
  }
  if (oobSafety && wantSafety(sema, block) && !block.isComptime) {
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
  if (len === 0) sema.fail(block, indexSrc, 'indexing into empty tuple is not allowed');
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
      src,
      isRange
        ? "pointer capture of non pointer type '" + printType(pool, ty) + "'"
        : `type '${printType(pool, ty)}' does not support indexing`,
      [{ chunk: block.frame.chunk, src, message: "consider using '&' here" }],
    );
  }
  return elemPtrOneLayer(sema, block, src, lhs, rhs, src, false);
}

function zirElemValNode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src } = bin(block, inst);
  const indexSrc = sub(src, SrcPart.array_access_index);
  return elemVal(sema, block, src, lhs, coerce(sema, block, Ty.usize, rhs, indexSrc), indexSrc);
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

/** Fails where what `validate_deref` names cannot be dereferenced. */
function zirValidateDeref(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const src = block.frame.src[inst]!;
  const operand = resolveInst(block, block.frame.a[inst]! as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(pool, ty) !== TypeKind.pointer)
    sema.fail(block, src, `cannot dereference non-pointer type '${printType(pool, ty)}'`);
  switch (ptrInfo(pool, ty).size) {
    case 'one':
    case 'c':
      break;
    case 'many':
      sema.fail(block, src, 'index syntax required for unknown-length pointer');
      break;
    case 'slice':
      sema.fail(block, src, "index syntax required for slice type '" + printType(pool, ty) + "'");
  }
  const child = ptrChild(pool, ty);
  resolveFields(sema, block, src, child);
  if (onePossibleValue(sema, block, src, child) !== NO_INDEX) return VOID_VALUE;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) sema.fail(block, src, 'cannot dereference undefined value');
  } else if (typeRequiresComptime(sema, block, src, child)) {
    sema.fail(
      block,
      src,
      `values of type '${printType(pool, child)}' must be comptime-known, but operand value is runtime-known`,
    );
  }
  return VOID_VALUE;
}

export const pointerHandlers: Handlers = {
  [Tag.load]: zirLoad,
  [Tag.store_node]: zirStoreNode,
  [Tag.ref]: zirRef,
  [Tag.elem_ptr_node]: zirElemPtrNode,
  [Tag.elem_ptr]: zirElemPtr,
  [Tag.elem_val_node]: zirElemValNode,
  [Tag.elem_val]: zirElemVal,
  [Tag.elem_val_imm]: zirElemValImm,
  [Tag.array_init_elem_ptr]: zirArrayInitElemPtr,
  [Tag.validate_deref]: zirValidateDeref,
};
