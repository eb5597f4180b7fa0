import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { comptimeOnly } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { abiAlign, abiSize, bitSize } from '../../intern/layout.ts';
import { type PtrInfo, ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { elemPtrValue } from '../../intern/ptr-steps.ts';
import { arrayLen, childType, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intNumber, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { elementOf } from '../core/comptime-memory.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import { addSafetyCheckIndexOob, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { failLoadOfComptimeOnly } from './pointers.ts';
import { structFieldValByIndex } from './struct-fields.ts';

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

export function elemValArray(
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
    if (at >= total) failIndex(sema, block, indexSrc, 'array', at, len, sentinel !== NO_INDEX);
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
  return emitElemVal(sema, block, src, AirTag.array_elem_val, elemTy, array, index);
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

/** Fails where what is indexed is a vector: an index into one is known at compile time. */
export function checkVectorIndex(sema: Sema, block: Block, indexSrc: Src, indexed: Index): void {
  if (typeKind(sema.pool, indexed) === TypeKind.vector) sema.fail(block, indexSrc, 'vector index not comptime known');
}

/** Fails where the elements, of type `elemTy`, are known at compile time only: their index, at `indexSrc`, is not. */
export function checkKnownIndex(sema: Sema, block: Block, src: Src, indexSrc: Src, elemTy: Index): void {
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

/** Fails: element `at` of a `what` of `len` elements, its sentinel not counted, is asked for. */
export function failIndex(
  sema: Sema,
  block: Block,
  indexSrc: Src,
  what: 'array' | 'vector' | 'slice',
  at: number,
  len: number,
  hasSentinel: boolean,
): never {
  const end = hasSentinel ? ' +1 (sentinel)' : '';
  return sema.fail(block, indexSrc, `index ${at} outside ${what} of length ${len}${end}`);
}

/**
 * Fails where elements, which a slice or many pointer of type `ty` leads to, are known at compile time only: either the pointer is not known,
 * or the index. A loop, which asks for no check of its index, has it that the index is not known.
 */
export function checkLoadable(
  sema: Sema,
  block: Block,
  src: Src,
  indexSrc: Src,
  ty: Index,
  indexValue: Index,
  isKnownPtr: boolean,
  oobSafety: boolean,
): void {
  const pool = sema.pool;
  const elemTy = ptrChild(pool, ty);
  if (!oobSafety || (isKnownPtr && indexValue === NO_INDEX)) return checkKnownIndex(sema, block, src, indexSrc, elemTy);
  if (!typeRequiresComptime(sema, block, src, elemTy)) return;
  failLoadOfComptimeOnly(sema, block, src, elemPtrType(sema, block, src, ty, indexValue), indexSrc);
}

/** Emits the load of an element by `tag`: its value where no other is possible. */
export function emitElemVal(
  sema: Sema,
  block: Block,
  src: Src,
  tag: AirTag,
  elemTy: Index,
  indexable: AirRef,
  index: AirRef,
): AirRef {
  validateRuntimeValue(sema, block, src, indexable);
  resolveLayout(sema, block, src, elemTy, 'pointer access');
  const only = onePossibleValue(sema, block, src, elemTy);
  if (only !== NO_INDEX) return interned(only);
  return sema.emit(block, tag, elemTy, indexable, index);
}

export function arraySentinelAt(sema: Sema, array: Index, indexValue: Index): Index {
  const sentinel = sentinelOf(sema.pool, array);
  if (sentinel === NO_INDEX || indexValue === NO_INDEX) return NO_INDEX;
  return intNumber(sema.pool, indexValue) === arrayLen(sema.pool, array) ? sentinel : NO_INDEX;
}
