import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { errUnionPayloadPtrValue } from '../../intern/ptr-steps.ts';
import { errorUnionPayload, errorUnionSet, TypeKind, typeKind } from '../../intern/types.ts';
import {
  boolValue,
  errName,
  errorUnionPayloadValue,
  errorUnionValuePayload,
  errValue,
  isUndef,
  undefValue,
} from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { errorSetIsEmpty } from '../core/inferred-errors.ts';
import { addSafetyCheckUnwrapError, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { errorNameOf, failWithCaughtError } from './error-names.ts';

/** Fails: an error union is needed. */
export function failWithExpectedErrorUnion(sema: Sema, block: Block, src: Src, ty: Index): never {
  return failWithType(sema, block, src, 'expected error union type, found', ty);
}

/** Whether `operand` is no error, where that is known at compile time: a bool; NO_INDEX where it is not. */
export function isNonErrComptime(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const kind = typeKind(pool, ty);
  if (kind === TypeKind.error_set) return Val.false;
  if (kind === TypeKind.undefined) return undefValue(pool, Ty.bool);
  if (kind !== TypeKind.error_union) return Val.true;
  if (errorUnionPayload(pool, ty) === Ty.noreturn) return Val.false;
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return undefValue(pool, Ty.bool);
    return boolValue(errorNameOf(sema, value) === NO_INDEX);
  }
  return errorSetIsEmpty(sema, block, src, errorUnionSet(pool, ty)) ? Val.true : NO_INDEX;
}

/** Whether `operand` (of any type) is no error, as a bool. */
export function analyzeIsNonErr(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const known = isNonErrComptime(sema, block, src, operand);
  if (known !== NO_INDEX) return interned(known);
  return sema.emit(block, AirTag.is_non_err, Ty.bool, operand);
}

/** As `isNonErrComptime`, where `operand` points to the error union. */
export function ptrIsNonErrComptime(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const pool = sema.pool;
  const child = ptrChild(pool, sema.typeOf(operand));
  const kind = typeKind(pool, child);
  if (kind === TypeKind.error_set) return Val.false;
  if (kind !== TypeKind.error_union) return Val.true;
  if (errorUnionPayload(pool, child) === Ty.noreturn) return Val.false;
  const ptr = resolveDefinedValue(sema, block, src, operand);
  if (ptr !== NO_INDEX) {
    const value = pointerDeref(sema, block, src, ptr);
    if (value !== NO_INDEX) return isNonErrComptime(sema, block, src, interned(value));
  }
  return errorSetIsEmpty(sema, block, src, errorUnionSet(pool, child)) ? Val.true : NO_INDEX;
}

function zirIsNonErr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  checkErrorType(sema, block, src, sema.typeOf(operand));
  return analyzeIsNonErr(sema, block, src, operand);
}

function zirIsNonErrPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  checkErrorType(sema, block, src, ptrChild(sema.pool, sema.typeOf(operand)));
  return analyzePtrIsNonErr(sema, block, src, operand);
}

/** Whether what `operand` points to (of any type) is no error, as a bool. */
export function analyzePtrIsNonErr(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const known = ptrIsNonErrComptime(sema, block, src, operand);
  if (known !== NO_INDEX) return interned(known);
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.is_non_err_ptr, Ty.bool, operand);
}

/** `ret_is_non_err`: of any type, what is no error union is no error. */
function zirRetIsNonErr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeIsNonErr(sema, block, block.frame.src[inst], resolveInst(block, block.frame.a[inst] as ZirRef));
}

/** The error of the error union `operand`. */
export function analyzeErrUnionCode(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  if (typeKind(pool, ty) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, src, ty);
  const setTy = errorUnionSet(pool, ty);
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value !== NO_INDEX) return interned(errValue(pool, setTy, errName(pool, value)));
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.unwrap_errunion_err, setTy, operand);
}

/** The error of the error union that `operand` points to. */
export function analyzeErrUnionCodePtr(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  const pool = sema.pool;
  const ty = ptrChild(pool, sema.typeOf(operand));
  if (typeKind(pool, ty) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, src, ty);
  const setTy = errorUnionSet(pool, ty);
  const ptr = resolveDefinedValue(sema, block, src, operand);
  if (ptr !== NO_INDEX) {
    const value = pointerDeref(sema, block, src, ptr);
    if (value !== NO_INDEX) return interned(errValue(pool, setTy, errName(pool, value)));
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.unwrap_errunion_err_ptr, setTy, operand);
}

function zirErrUnionCode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeErrUnionCode(sema, block, block.frame.src[inst], resolveInst(block, block.frame.a[inst] as ZirRef));
}

function zirErrUnionCodePtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeErrUnionCodePtr(sema, block, block.frame.src[inst], resolveInst(block, block.frame.a[inst] as ZirRef));
}

/** The payload of the error union `operand`; with `safety`, code that panics if it is an error. */
export function analyzeErrUnionPayload(sema: Sema, block: Block, src: Src, operand: AirRef, safety: boolean): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const payloadTy = errorUnionPayload(pool, ty);
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value !== NO_INDEX) {
    const name = errorNameOf(sema, value);
    if (name !== NO_INDEX) failWithCaughtError(sema, block, src, name as StringIndex);
    return interned(errorUnionValuePayload(pool, value));
  }
  requireRuntimeBlock(sema, block, src, null);
  if (safety && wantSafety(sema, block) && !errorSetIsEmpty(sema, block, src, errorUnionSet(pool, ty))) {
    addSafetyCheckUnwrapError(sema, block, src, operand, AirTag.unwrap_errunion_err, AirTag.is_non_err);
  }
  const only = onePossibleValue(sema, block, src, payloadTy);
  if (only !== NO_INDEX) return interned(only);
  return sema.emit(block, AirTag.unwrap_errunion_payload, payloadTy, operand);
}

/**
 * A pointer to the payload of the error union that `operand` points to. With `initializing` the error union is made one without
 * error first; otherwise it is known to have none, or with `safety` code is emitted that panics if it has one.
 */
export function analyzeErrUnionPayloadPtr(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  safety: boolean,
  initializing: boolean,
): AirRef {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(operand);
  const ty = ptrChild(pool, ptrTy);
  if (typeKind(pool, ty) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, src, ty);
  const payloadPtrTy = payloadPtrType(sema, ptrTy, ty);
  const ptr = resolveDefinedValue(sema, block, src, operand);
  if (ptr !== NO_INDEX) {
    const payloadPtr = interned(errUnionPayloadPtrValue(pool, ptr, payloadPtrTy));
    if (initializing) {
      if (isComptimeMutablePtr(sema, ptr)) {
        const payload = undefValue(pool, errorUnionPayload(pool, ty));
        storePtrValue(sema, block, src, ptr, errorUnionPayloadValue(pool, ty, payload));
      } else {
        requireRuntimeBlock(sema, block, src, null);
        sema.emit(block, AirTag.errunion_payload_ptr_set, payloadPtrTy, operand);
      }
      return payloadPtr;
    }
    const value = pointerDeref(sema, block, src, ptr);
    if (value !== NO_INDEX) {
      const name = errorNameOf(sema, value);
      if (name !== NO_INDEX) failWithCaughtError(sema, block, src, name as StringIndex);
      return payloadPtr;
    }
  }
  requireRuntimeBlock(sema, block, src, null);
  if (safety && wantSafety(sema, block) && !errorSetIsEmpty(sema, block, src, errorUnionSet(pool, ty))) {
    addSafetyCheckUnwrapError(sema, block, src, operand, AirTag.unwrap_errunion_err_ptr, AirTag.is_non_err_ptr);
  }
  const tag = initializing ? AirTag.errunion_payload_ptr_set : AirTag.unwrap_errunion_payload_ptr;
  return sema.emit(block, tag, payloadPtrTy, operand);
}

/** Type of a pointer to the payload of the error union of type `unionTy` that a pointer of type `ptrTy` points to. */
export function payloadPtrType(sema: Sema, ptrTy: Index, unionTy: Index): Index {
  const pool = sema.pool;
  const info = ptrInfo(pool, ptrTy);
  return ptrType(pool, {
    child: errorUnionPayload(pool, unionTy),
    isConst: info.isConst,
    isVolatile: info.isVolatile,
    isAllowzero: info.isAllowzero,
    addressSpace: info.addressSpace,
  });
}

function zirErrUnionPayload(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(sema.pool, ty) !== TypeKind.error_union) failWithExpectedErrorUnion(sema, block, src, ty);
  return analyzeErrUnionPayload(sema, block, src, operand, false);
}

function zirErrUnionPayloadPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  return analyzeErrUnionPayloadPtr(sema, block, block.frame.src[inst], operand, false, false);
}

function checkErrorType(sema: Sema, block: Block, src: Src, ty: Index): void {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.error_set:
    case TypeKind.error_union:
    case TypeKind.undefined:
      return;
    default:
      failWithExpectedErrorUnion(sema, block, src, ty);
  }
}

export const errorHandlers: Handlers = {
  [Tag.is_non_err]: zirIsNonErr,
  [Tag.is_non_err_ptr]: zirIsNonErrPtr,
  [Tag.ret_is_non_err]: zirRetIsNonErr,
  [Tag.err_union_code]: zirErrUnionCode,
  [Tag.err_union_code_ptr]: zirErrUnionCodePtr,
  [Tag.err_union_payload_unsafe]: zirErrUnionPayload,
  [Tag.err_union_payload_unsafe_ptr]: zirErrUnionPayloadPtr,
};
