import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isCPtr, ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { optPayloadPtrValue } from '../../intern/ptr-steps.ts';
import { childType, TypeKind, typeKind } from '../../intern/types.ts';
import { boolValue, isUndef, optPayload, optSome, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, safetyPanic, wantSafety } from '../core/safety.ts';
import { BODY_END, type Sema } from '../core/sema.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { analyzeErrUnionPayloadPtr } from './error-unions.ts';

function failWithExpectedOptional(sema: Sema, block: Block, src: Src, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  if (typeKind(sema.pool, ty) === TypeKind.error_union) {
    notes.unshift({ chunk: block.frame.chunk, src, message: "consider using 'try', 'catch', or 'if'" });
  }
  return sema.fail(block, src, `expected optional type, found '${printType(sema.pool, ty)}'`, notes);
}

function checkNullableType(sema: Sema, block: Block, src: Src, ty: Index): void {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.optional:
    case TypeKind.null:
    case TypeKind.undefined:
      return;
    case TypeKind.pointer:
      if (isCPtr(sema.pool, ty)) return;
      break;
    default:
      break;
  }
  failWithExpectedOptional(sema, block, src, ty);
}

/** Whether the defined value `value` of an optional, C pointer or other type is null. */
export function isNullValue(sema: Sema, value: Index): boolean {
  const pool = sema.pool;
  switch (pool.tag(value)) {
    case ItemTag.opt_null:
      return true;
    case ItemTag.ptr_int:
      return pool.word(value, 1) === 0 && pool.word(value, 2) === 0;
    default:
      return value === Val.null;
  }
}

/** Whether `operand` is null (with `invert`: is not), as a bool. */
export function analyzeIsNull(sema: Sema, block: Block, _src: Src, operand: AirRef, invert: boolean): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const kind = typeKind(pool, ty);
  // `undefined` without a type is no optional, so that its payload is the error.
  if (kind === TypeKind.undefined) return interned(boolValue(invert));
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return interned(undefValue(pool, Ty.bool));
    return interned(boolValue(isNullValue(sema, value) !== invert));
  }
  if (kind === TypeKind.optional && childType(pool, ty) === Ty.noreturn) return interned(boolValue(!invert));
  if (kind !== TypeKind.optional && !isCPtr(pool, ty)) return interned(boolValue(invert));
  return sema.emit(block, invert ? AirTag.is_non_null : AirTag.is_null, Ty.bool, operand);
}

function zirIsNonNull(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  checkNullableType(sema, block, src, sema.typeOf(operand));
  return analyzeIsNull(sema, block, src, operand, true);
}

function zirIsNonNullPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const ptr = resolveInst(block, block.frame.a[inst] as ZirRef);
  const ty = ptrChild(sema.pool, sema.typeOf(ptr));
  checkNullableType(sema, block, src, ty);
  if (resolveValue(sema, ptr) === NO_INDEX && !block.isComptime && typeKind(sema.pool, ty) === TypeKind.optional) {
    return sema.emit(block, AirTag.is_non_null_ptr, Ty.bool, ptr);
  }
  return analyzeIsNull(sema, block, src, analyzeLoad(sema, block, src, ptr, src), true);
}

/** The payload of what is known to be null: at run time code that panics, after which nothing follows. */
function unwrapNull(sema: Sema, block: Block, src: Src, safety: boolean): AirRef {
  if (block.isComptime) sema.fail(block, src, 'unable to unwrap null');
  if (safety && wantSafety(sema, block)) safetyPanic(sema, block, src, PanicId.unwrap_null);
  else sema.emit(block, AirTag.unreach, Ty.noreturn);
  return BODY_END;
}

/** The payload of an optional or C pointer; with `safety`, code that panics if it is null. */
function analyzeOptionalPayload(sema: Sema, block: Block, src: Src, operand: AirRef, safety: boolean): AirRef {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const isC = isCPtr(pool, ty);
  if (!isC && typeKind(pool, ty) !== TypeKind.optional) failWithExpectedOptional(sema, block, src, ty);
  const resultTy = isC ? ty : childType(pool, ty);
  const value = resolveDefinedValue(sema, block, src, operand);
  if (value !== NO_INDEX) {
    // A C pointer is itself what it points with, also where it is null.
    if (isC) return interned(value);
    if (isNullValue(sema, value)) return unwrapNull(sema, block, src, safety);
    return interned(optPayload(pool, value));
  }
  if (safety && wantSafety(sema, block)) {
    const isNonNull = sema.emit(block, AirTag.is_non_null, Ty.bool, operand);
    addSafetyCheck(sema, block, src, isNonNull, PanicId.unwrap_null);
  }
  const only = onePossibleValue(sema, block, src, resultTy);
  if (only !== NO_INDEX) return interned(only);
  return sema.emit(block, AirTag.optional_payload, resultTy, operand);
}

/**
 * A pointer to the payload of the optional that `operand` points to. With `initializing` the optional is made non-null first; otherwise
 * it is known not to be null, or with `safety` code is emitted that panics if it is.
 */
function analyzeOptionalPayloadPtr(
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
  if (typeKind(pool, ty) !== TypeKind.optional) failWithExpectedOptional(sema, block, src, ty);
  const childTy = childType(pool, ty);
  const info = ptrInfo(pool, ptrTy);
  const payloadPtrTy = ptrType(pool, {
    child: childTy,
    isConst: info.isConst,
    isVolatile: info.isVolatile,
    isAllowzero: info.isAllowzero,
    addressSpace: info.addressSpace,
  });
  const ptr = resolveDefinedValue(sema, block, src, operand);
  if (ptr !== NO_INDEX) {
    const payloadPtr = interned(optPayloadPtrValue(pool, ptr, payloadPtrTy));
    if (initializing) {
      if (isComptimeMutablePtr(sema, ptr)) {
        storePtrValue(sema, block, src, ptr, optSome(pool, ty, undefValue(pool, childTy)));
      } else {
        requireRuntimeBlock(sema, block, src, null);
        sema.emit(block, AirTag.optional_payload_ptr_set, payloadPtrTy, operand);
      }
      return payloadPtr;
    }
    const value = pointerDeref(sema, block, src, ptr);
    if (value !== NO_INDEX) {
      if (!isUndef(pool, value) && isNullValue(sema, value)) sema.fail(block, src, 'unable to unwrap null');
      return payloadPtr;
    }
  }
  requireRuntimeBlock(sema, block, src, null);
  if (safety && wantSafety(sema, block)) {
    const isNonNull = sema.emit(block, AirTag.is_non_null_ptr, Ty.bool, operand);
    addSafetyCheck(sema, block, src, isNonNull, PanicId.unwrap_null);
  }
  const tag = initializing ? AirTag.optional_payload_ptr_set : AirTag.optional_payload_ptr;
  return sema.emit(block, tag, payloadPtrTy, operand);
}

function zirOptionalPayloadSafe(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  return analyzeOptionalPayload(sema, block, block.frame.src[inst], operand, true);
}

function zirOptionalPayloadUnsafe(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  return analyzeOptionalPayload(sema, block, block.frame.src[inst], operand, false);
}

function zirOptionalPayloadSafePtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  return analyzeOptionalPayloadPtr(sema, block, block.frame.src[inst], operand, true, false);
}

function zirOptionalPayloadUnsafePtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  return analyzeOptionalPayloadPtr(sema, block, block.frame.src[inst], operand, false, false);
}

/** A pointer to what an initializer is stored to: through the optionals and error unions that `base` points to, which are set. */
export function optEuBasePtrInit(sema: Sema, block: Block, base: AirRef, src: Src): AirRef {
  let ptr = base;
  for (;;) {
    switch (typeKind(sema.pool, ptrChild(sema.pool, sema.typeOf(ptr)))) {
      case TypeKind.error_union:
        ptr = analyzeErrUnionPayloadPtr(sema, block, src, ptr, false, true);
        continue;
      case TypeKind.optional:
        ptr = analyzeOptionalPayloadPtr(sema, block, src, ptr, false, true);
        continue;
      default:
        return ptr;
    }
  }
}

function zirOptEuBasePtrInit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const base = resolveInst(block, block.frame.a[inst] as ZirRef);
  return optEuBasePtrInit(sema, block, base, block.frame.src[inst]);
}

export const optionalHandlers: Handlers = {
  [Tag.is_non_null]: zirIsNonNull,
  [Tag.is_non_null_ptr]: zirIsNonNullPtr,
  [Tag.optional_payload_safe]: zirOptionalPayloadSafe,
  [Tag.optional_payload_unsafe]: zirOptionalPayloadUnsafe,
  [Tag.optional_payload_safe_ptr]: zirOptionalPayloadSafePtr,
  [Tag.optional_payload_unsafe_ptr]: zirOptionalPayloadUnsafePtr,
  [Tag.opt_eu_base_ptr_init]: zirOptEuBasePtrInit,
};
