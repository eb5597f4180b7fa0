import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isPtr, isSlice, type PtrInfo, ptrInfo, slicePtrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { ptrToAddress } from '../../intern/ptr-values.ts';
import { arrayLen, childType, intSigned, isTuple, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intValue, isUndef, sliceValue, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { elemPtrType, ptrElem } from '../memory/elements.ts';
import { analyzeSlicePtr } from '../memory/slices.ts';
import { typeHasRuntimeBits } from '../types/classify-types.ts';
import { coerceInMemory } from '../values/coerce-in-memory.ts';
import { isCompatible, mismatch } from '../values/mismatch.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import {
  addressSpaceMismatch,
  alignmentMismatch,
  bitsMismatch,
  ptrOf,
  ptrSentinelMismatch,
  qualifiersMismatch,
  resolvedPtrAlign,
  sentinelKept,
} from '../values/pointer-mismatch.ts';
import { isNullPtr, valueWithType } from '../values/value-cast.ts';
import { coerce } from './coerce.ts';
import { coerceTupleToSlicePtrs } from './coerce-aggregate.ts';
import { COERCE_FAILED, type Coercion, QUIET } from './coercion.ts';

/** Whether values of the type are one address at run time: a pointer that is no slice, or an optional of one that cannot be null. */
export function isPtrAtRuntime(sema: Sema, ty: Index): boolean {
  return isPtr(sema.pool, ty) ? !isSlice(sema.pool, ty) : isPtrLikeOptional(sema.pool, ty);
}

/** The type of the elements that a pointer, optional pointer, array or vector leads to: of `*[3]T` and of `?*[3]T` it is `T`. */
export function leafElemType(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  let at = ty;
  if (pool.tag(at) === ItemTag.type_optional) at = childType(pool, at);
  if (!isPtr(pool, at)) return childType(pool, at);
  const info = ptrInfo(pool, at);
  if (info.size !== 'one') return info.child;
  const kind = typeKind(pool, info.child);
  return kind === TypeKind.array || kind === TypeKind.vector ? childType(pool, info.child) : info.child;
}

/**
 * Whether qualifiers, address space, alignment and bits of a pointer of type `srcTy` are those that `destTy` asks for. If not,
 * the coercion has its reason.
 */
function keepsAttributes(coercion: Coercion): boolean {
  const { sema, block, src } = coercion;
  const pool = sema.pool;
  const destPtr = ptrOf(sema, coercion.destTy);
  const srcPtr = ptrOf(sema, coercion.srcTy);
  const dest = ptrInfo(pool, destPtr);
  const from = ptrInfo(pool, srcPtr);
  const empty = pointsToNothing(sema, dest, from);
  const qualifiers = qualifiersMismatch(
    sema,
    coercion.srcTy,
    coercion.destTy,
    from.isConst && !dest.isConst && !empty,
    from.isVolatile && !dest.isVolatile,
  );
  if (qualifiers !== null) {
    coercion.why = qualifiers;
    return false;
  }
  if (from.addressSpace !== dest.addressSpace) {
    coercion.why = addressSpaceMismatch(from.addressSpace, dest.addressSpace);
    return false;
  }
  const saysAlignment = from.alignment !== 0 || dest.alignment !== 0;
  const alignment = saysAlignment && !empty ? alignmentMismatch(sema, block, src, destPtr, srcPtr) : null;
  const other = alignment ?? bitsMismatch(from, dest);
  if (other === null) return true;
  coercion.why = other;
  return false;
}

/** Whether there is no memory that the pointer lets anyone change: an empty array or tuple. */
function pointsToNothing(sema: Sema, dest: PtrInfo, from: PtrInfo): boolean {
  const pool = sema.pool;
  if (isTuple(pool, from.child)) return arrayLen(pool, from.child) === 0;
  if (from.child === Ty.emptyTuple) return true;
  if (pool.tag(from.child) !== ItemTag.type_array || arrayLen(pool, from.child) > 0) return false;
  if (sentinelOf(pool, from.child) === NO_INDEX) return true;
  return dest.sentinel === NO_INDEX && dest.size !== 'c' && dest.size !== 'many';
}

/**
 * A pointer as `?*anyopaque`. Null where that is not what is asked for: the coercion of the payload decides. `child` is the payload
 * type of the destination.
 */
export function coerceToOptionalAnyopaque(coercion: Coercion, child: Index): AirRef | null {
  const { sema, destTy, srcTy } = coercion;
  const pool = sema.pool;
  if (!isPtrLikeOptional(pool, destTy) || !isPtr(pool, child)) return null;
  if (leafElemType(sema, destTy) !== Ty.anyopaque || !isPtrAtRuntime(sema, srcTy)) return null;
  if (!keepsAttributes(coercion) || !leadsToNoPointer(coercion)) return COERCE_FAILED;
  return isPtrLikeOptional(pool, srcTy) ? coerceCompatiblePtrs(coercion, coercion.operand) : null;
}

/** A pointer to a pointer does not become `*anyopaque` by itself: that is too often a mistake. */
function leadsToNoPointer(coercion: Coercion): boolean {
  const { sema, srcTy, destTy } = coercion;
  const elem = leafElemType(sema, srcTy);
  if (!isPtr(sema.pool, elem) && !isPtrLikeOptional(sema.pool, elem)) return true;
  coercion.why = mismatch(() => [
    `cannot implicitly cast double pointer '${printType(sema.pool, srcTy)}' to anyopaque pointer '${printType(sema.pool, destTy)}'`,
  ]);
  return false;
}

/** Anything but a function as a pointer. */
export function coerceToPointer(coercion: Coercion): AirRef {
  const { sema, block, destTy, srcTy, src } = coercion;
  const pool = sema.pool;
  const dest = ptrInfo(pool, destTy);
  if (isPtr(pool, srcTy)) return coercePtrToPtr(coercion, dest, ptrInfo(pool, srcTy));
  if (dest.size === 'c') return coerceToCPtr(coercion, dest);
  if (dest.size === 'slice' && typeKind(pool, srcTy) === TypeKind.array) {
    const text = `array literal requires address-of operator (&) to coerce to slice type '${printType(pool, destTy)}'`;
    return sema.fail(block, src, text);
  }
  return COERCE_FAILED;
}

function coercePtrToPtr(coercion: Coercion, dest: PtrInfo, from: PtrInfo): AirRef {
  const { sema, block, operand, src, destTy, srcTy } = coercion;
  const pool = sema.pool;
  const fits = (elem: Index): boolean =>
    isCompatible(coerceInMemory(sema, block, src, dest.child, elem, !dest.isConst));

  if (dest.size === 'one' && from.size === 'one') {
    if (!keepsAttributes(coercion)) return COERCE_FAILED;
    // `*T` as `*[1]T`
    if (pool.tag(dest.child) === ItemTag.type_array && arrayLen(pool, dest.child) === 1) {
      const elem = childType(pool, dest.child);
      if (isCompatible(coerceInMemory(sema, block, src, elem, from.child, !dest.isConst))) {
        return coerceCompatiblePtrs(coercion, operand);
      }
    }
  }

  if (from.size === 'one' && dest.size !== 'one' && !keepsAttributes(coercion)) return COERCE_FAILED;
  if (from.size === 'one' && dest.size !== 'one' && pool.tag(from.child) === ItemTag.type_array) {
    const elem = childType(pool, from.child);
    const reasons = coerceInMemory(sema, block, src, dest.child, elem, !dest.isConst);
    if (reasons !== null) {
      coercion.why = mismatch(
        () => [
          `pointer type child '${printType(pool, elem)}' cannot cast into pointer type child '${printType(pool, dest.child)}'`,
        ],
        reasons,
      );
    } else if (!sentinelKept(sema, dest.sentinel, sentinelOf(pool, from.child), dest.child)) {
      coercion.why = ptrSentinelMismatch(sema, sentinelOf(pool, from.child), dest.sentinel);
    } else if (dest.size === 'slice') {
      return arrayPtrToSlice(coercion, from.child);
    } else {
      return coerceCompatiblePtrs(coercion, operand);
    }
  }

  if (from.size === 'c' && dest.size !== 'slice') {
    if (!keepsAttributes(coercion)) return COERCE_FAILED;
    if (fits(from.child)) return coerceCompatiblePtrs(coercion, operand);
  }

  if (dest.child === Ty.anyopaque) {
    if (!keepsAttributes(coercion) || !leadsToNoPointer(coercion)) return COERCE_FAILED;
    if (dest.size !== 'slice') {
      if (from.size !== 'slice') return coerceCompatiblePtrs(coercion, operand);
      coercion.why = mismatch(() => [
        `cannot implicitly cast slice '${printType(pool, srcTy)}' to anyopaque pointer '${printType(pool, destTy)}'`,
        "consider using '.ptr'",
      ]);
      return COERCE_FAILED;
    }
  }

  switch (dest.size) {
    case 'c':
      if (!keepsAttributes(coercion) || !fits(from.child)) return COERCE_FAILED;
      if (from.size !== 'slice') return coerceCompatiblePtrs(coercion, operand);
      // What a C pointer leads to may be as long as a zero says.
      if (from.sentinel === NO_INDEX || from.sentinel !== zeroOf(sema, from.child)) return COERCE_FAILED;
      return coerceCompatiblePtrs(coercion, analyzeSlicePtr(sema, block, src, operand));
    case 'many':
      if (from.size !== 'slice' || !keepsAttributes(coercion) || !fits(from.child)) return COERCE_FAILED;
      if (dest.sentinel === NO_INDEX || from.sentinel === NO_INDEX) return COERCE_FAILED;
      if (!sentinelKept(sema, dest.sentinel, from.sentinel, dest.child)) return COERCE_FAILED;
      return coerceCompatiblePtrs(coercion, analyzeSlicePtr(sema, block, src, operand));
    case 'slice':
      if (from.size !== 'one' || !isTuple(pool, from.child)) return COERCE_FAILED;
      return coerceTuplePtrToSlice(coercion, dest, from);
    case 'one':
      return COERCE_FAILED;
  }
}

/** The zero of an integer type; NO_INDEX for other types. */
function zeroOf(sema: Sema, ty: Index): Index {
  return typeKind(sema.pool, ty) === TypeKind.int ? intValue(sema.pool, ty, 0) : NO_INDEX;
}

function coerceTuplePtrToSlice(coercion: Coercion, dest: PtrInfo, from: PtrInfo): AirRef {
  const { sema, block, destTy, operand, src } = coercion;
  const pool = sema.pool;
  if (arrayLen(pool, from.child) === 0) {
    // Such a slice may be mutable: there is nothing in it.
    const address = resolvedPtrAlign(sema, block, src, destTy);
    const ptr = ptrToAddress(pool, slicePtrType(pool, destTy), address);
    return interned(sliceValue(pool, destTy, ptr, Val.zeroUsize));
  }
  if (!dest.isConst) {
    return sema.fail(block, src, `cannot cast pointer to tuple to '${printType(pool, destTy)}'`, [
      { chunk: block.frame.chunk, src, message: 'pointers to tuples can only coerce to constant pointers' },
    ]);
  }
  return coerceTupleToSlicePtrs(sema, block, destTy, operand, src);
}

/** Null, an address or an optional pointer as a C pointer. */
function coerceToCPtr(coercion: Coercion, dest: PtrInfo): AirRef {
  const { sema, block, destTy, srcTy, operand, src } = coercion;
  const pool = sema.pool;
  switch (typeKind(pool, srcTy)) {
    case TypeKind.null:
      return interned(ptrToAddress(pool, destTy, 0));
    case TypeKind.int:
    case TypeKind.comptime_int: {
      const isSigned = typeKind(pool, srcTy) === TypeKind.int && intSigned(pool, srcTy);
      const addressTy = isSigned ? Ty.isize : Ty.usize;
      const address = coerce(sema, block, addressTy, operand, src, QUIET);
      if (address !== COERCE_FAILED) return coerceCompatiblePtrs(coercion, address);
      if (srcTy !== Ty.comptimeInt) coercion.why = coerceInMemory(sema, block, src, addressTy, srcTy, false);
      return COERCE_FAILED;
    }
    case TypeKind.optional: {
      const child = childType(pool, srcTy);
      if (!isPtrAtRuntime(sema, srcTy) || !keepsAttributes(coercion)) return COERCE_FAILED;
      const from = ptrInfo(pool, child);
      if (!isCompatible(coerceInMemory(sema, block, src, dest.child, from.child, !dest.isConst))) return COERCE_FAILED;
      return coerceCompatiblePtrs(coercion, operand);
    }
    default:
      return COERCE_FAILED;
  }
}

/** `operand`, an address in any form, as a pointer of the destination type: checked where that cannot be null. */
function coerceCompatiblePtrs(coercion: Coercion, operand: AirRef): AirRef {
  return castCompatiblePtr(coercion.sema, coercion.block, coercion.destTy, operand, coercion.src);
}

/** `operand`, an address in any form, as a pointer of type `destTy`: checked where that cannot be null. */
export function castCompatiblePtr(sema: Sema, block: Block, destTy: Index, operand: AirRef, src: Src): AirRef {
  const pool = sema.pool;
  const srcTy = sema.typeOf(operand);
  const destAllowsZero = !isPtr(pool, destTy) || ptrInfo(pool, destTy).isAllowzero;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (!isUndef(pool, value) && !destAllowsZero && isNullPtr(sema, value)) {
      return sema.fail(block, src, `null pointer casted to type '${printType(pool, destTy)}'`);
    }
    return interned(valueWithType(sema, value, destTy));
  }
  requireRuntimeBlock(sema, block, src, null);
  const srcAllowsZero = !isPtr(pool, srcTy) || ptrInfo(pool, srcTy).isAllowzero;
  if (srcAllowsZero && !destAllowsZero && wantSafety(sema, block) && pointsToMemory(sema, block, src, destTy)) {
    const address = sema.emit(block, AirTag.int_from_ptr, Ty.usize, operand);
    const ok = sema.emit(block, AirTag.cmp_neq, Ty.bool, address, Val.zeroUsize);
    addSafetyCheck(sema, block, src, ok, PanicId.cast_to_null);
  }
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

/** Whether there is something behind the pointer at run time. */
export function pointsToMemory(sema: Sema, block: Block, src: Src, ptrTy: Index): boolean {
  const elem = leafElemType(sema, ptrTy);
  const kind = typeKind(sema.pool, elem);
  return kind === TypeKind.fn || kind === TypeKind.opaque || typeHasRuntimeBits(sema, block, src, elem);
}

function arrayPtrToSlice(coercion: Coercion, array: Index): AirRef {
  return arrayPtrAsSlice(coercion.sema, coercion.block, coercion.destTy, coercion.operand, array, coercion.src);
}

/** The pointer `operand` to the array type `array` as a slice of type `destTy`. */
export function arrayPtrAsSlice(
  sema: Sema,
  block: Block,
  destTy: Index,
  operand: AirRef,
  array: Index,
  src: Src,
): AirRef {
  const pool = sema.pool;
  const value = resolveValue(sema, operand);
  if (value === NO_INDEX) {
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, AirTag.array_to_slice, destTy, operand);
  }
  if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
  const elemTy = elemPtrType(sema, block, src, sema.typeOf(operand), Val.zeroUsize);
  const first = ptrElem(sema, block, src, value, elemTy, 0);
  const len = intValue(pool, Ty.usize, arrayLen(pool, array));
  return interned(sliceValue(pool, destTy, valueWithType(sema, first, slicePtrType(pool, destTy)), len));
}
