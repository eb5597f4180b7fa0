import { type AirRef, AirTag, airInst, interned, isInst } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isPtr, ptrChild, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errUnionPayloadPtrValue } from '../../intern/ptr-steps.ts';
import {
  errorSetHas,
  errorSetNames,
  errorSetType,
  errorUnionPayload,
  errorUnionSet,
  mergeErrorSets,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import {
  boolValue,
  errName,
  errorUnionError,
  errorUnionPayloadValue,
  errorUnionValuePayload,
  errValue,
  intNumber,
  intValue,
  isUndef,
  undefValue,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveDestType } from '../casts/casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { analyzeAsType } from '../coercion/operands.ts';
import { addBody } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, resolveInst } from '../core/body.ts';
import { analyzeBodyRuntimeBreak } from '../core/breaks.ts';
import { readErrorNumber, readErrorOfNumber } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { errorSetIsEmpty, isInferredErrorSet, resolveInferredErrorSet } from '../core/inferred-errors.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, addSafetyCheckUnwrapError, wantSafety } from '../core/safety.ts';
import { BODY_END, leaves, type Sema, VOID_VALUE } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { addDeclaredHere } from '../types/type-notes.ts';
import { isComptimeMutablePtr, pointerDeref, storePtrValue } from '../values/comptime-ptr.ts';
import { failWithNeededComptime, requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { stringLiteral } from '../values/string-literal.ts';

/** The value `error.name` of type `error{name}`. */
export function singleError(sema: Sema, name: StringIndex): AirRef {
  return interned(errValue(sema.pool, errorSetType(sema.pool, [name]), name));
}

/** `error.Name`, as `error_value`, `ret_err_value` and `ret_err_value_code` name it. */
export function errorValueOfReturn(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return singleError(sema, frameString(sema.pool, block.frame, block.frame.a[inst]));
}

/** Fails: an error union is needed. */
export function failWithExpectedErrorUnion(sema: Sema, block: Block, src: Src, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  return sema.fail(block, src, `expected error union type, found '${printType(sema.pool, ty)}'`, notes);
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

/** The name of the error that a comptime-known error or error union is; NO_INDEX for a payload. */
export function errorNameOf(sema: Sema, value: Index): StringIndex | typeof NO_INDEX {
  switch (sema.pool.tag(value)) {
    case ItemTag.err:
    case ItemTag.error_union_error:
      return errName(sema.pool, value);
    default:
      return NO_INDEX;
  }
}

/** Fails: an error that cannot be handled was met at compile time. */
export function failWithCaughtError(sema: Sema, block: Block, src: Src, name: StringIndex): never {
  const notes = sema.errorTrace.map((place) => ({ ...place, message: 'error returned here' }));
  return sema.fail(block, src, `caught unexpected error '${sema.pool.text(name)}'`, notes);
}

/** Whether `operand` is no error, where that is known at compile time: a bool; NO_INDEX where it is not. */
export function isNonErrComptime(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const pool = sema.pool;
  const ty = sema.typeOf(operand);
  const kind = typeKind(pool, ty);
  if (kind === TypeKind.error_set) return Val.false;
  if (kind !== TypeKind.error_union) return Val.true;
  if (errorUnionPayload(pool, ty) === Ty.noreturn) return Val.false;
  if (isInst(operand)) {
    const tag = sema.air.tags.data[airInst(operand)];
    if (tag === AirTag.wrap_errunion_payload) return Val.true;
    if (tag === AirTag.wrap_errunion_err) return Val.false;
  }
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

function ptrIsNonErrComptime(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
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

function payloadPtrType(sema: Sema, ptrTy: Index, unionTy: Index): Index {
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

/** Fails: the operand of a `try` is no error union. */
function failWithNeedlessTry(sema: Sema, block: Block, src: Src, ty: Index): never {
  const notes: ErrorNote[] = [];
  addDeclaredHere(sema, ty, notes);
  notes.push({ chunk: block.frame.chunk, src, message: "consider omitting 'try'" });
  return sema.fail(block, src, `expected error union type, found '${printType(sema.pool, ty)}'`, notes);
}

/** `try`: the payload of the operand, or its body, which returns. */
function zirTry(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.un_operand);
  const payload = frame.a[inst];
  const bodyLen = frame.extra[payload + 1];
  const operand = resolveInst(parent, frame.extra[payload] as ZirRef);
  const ty = sema.typeOf(operand);
  if (typeKind(sema.pool, ty) !== TypeKind.error_union) failWithNeedlessTry(sema, parent, operandSrc, ty);
  const known = isNonErrComptime(sema, parent, operandSrc, operand);
  if (known !== NO_INDEX) {
    if (resolveDefinedValue(sema, parent, operandSrc, interned(known)) === Val.true) {
      return analyzeErrUnionPayload(sema, parent, src, operand, false);
    }
    return tryBody(analyzeBody(sema, parent, payload + 2, bodyLen));
  }
  if (parent.isComptime) {
    failWithNeededComptime(sema, parent, operandSrc, null);
  }
  const failing = parent.sub();
  analyzeBodyRuntimeBreak(sema, failing, payload + 2, bodyLen);
  const body = addBody(sema, failing.insts);
  const payloadTy = errorUnionPayload(sema.pool, ty);
  const result = sema.emit(parent, AirTag.try, payloadTy, operand, body);
  const only = onePossibleValue(sema, parent, src, payloadTy);
  return only === NO_INDEX ? result : interned(only);
}

/** The body of a `try` does not fall through. */
function tryBody(result: AirRef): AirRef {
  return leaves(result) ? result : BODY_END;
}

/** `try_ptr`: a pointer to the payload of what the operand points to. */
function zirTryPtr(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.un_operand);
  const payload = frame.a[inst];
  const bodyLen = frame.extra[payload + 1];
  const operand = resolveInst(parent, frame.extra[payload] as ZirRef);
  const ptrTy = sema.typeOf(operand);
  const ty = ptrChild(sema.pool, ptrTy);
  if (typeKind(sema.pool, ty) !== TypeKind.error_union) failWithNeedlessTry(sema, parent, operandSrc, ty);
  const known = ptrIsNonErrComptime(sema, parent, operandSrc, operand);
  if (known !== NO_INDEX) {
    if (resolveDefinedValue(sema, parent, operandSrc, interned(known)) === Val.true) {
      return analyzeErrUnionPayloadPtr(sema, parent, src, operand, false, false);
    }
    return tryBody(analyzeBody(sema, parent, payload + 2, bodyLen));
  }
  if (parent.isComptime) {
    failWithNeededComptime(sema, parent, operandSrc, null);
  }
  const failing = parent.sub();
  analyzeBodyRuntimeBreak(sema, failing, payload + 2, bodyLen);
  const body = addBody(sema, failing.insts);
  return sema.emit(parent, AirTag.try_ptr, payloadPtrType(sema, ptrTy, ty), operand, body);
}

/** Fails where a value of type `ty` is an error, or any value, that is not used. */
export function ensureResultUsed(sema: Sema, block: Block, ty: Index, src: Src): void {
  const chunk = block.frame.chunk;
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.void:
    case TypeKind.noreturn:
      return;
    case TypeKind.error_set:
      sema.fail(block, src, 'error set is ignored');
      break;
    case TypeKind.error_union:
      sema.fail(block, src, 'error union is ignored', [
        { chunk, src, message: "consider using 'try', 'catch', or 'if'" },
      ]);
    default:
      sema.fail(block, src, `value of type '${printType(sema.pool, ty)}' ignored`, [
        { chunk, src, message: 'all non-void values must be used' },
        { chunk, src, message: "to discard the value, assign it to '_'" },
      ]);
  }
}

function zirEnsureResultUsed(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  ensureResultUsed(sema, block, sema.typeOf(operand), block.frame.src[inst]);
  return VOID_VALUE;
}

function zirEnsureResultNonError(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  switch (typeKind(sema.pool, sema.typeOf(operand))) {
    case TypeKind.error_set:
      return sema.fail(block, src, 'error set is discarded');
    case TypeKind.error_union:
      return sema.fail(block, src, 'error union is discarded', [
        { chunk: block.frame.chunk, src, message: "consider using 'try', 'catch', or 'if'" },
      ]);
    default:
      return VOID_VALUE;
  }
}

function zirEnsureErrUnionPayloadVoid(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const pool = sema.pool;
  let ty = sema.typeOf(resolveInst(block, block.frame.a[inst] as ZirRef));
  if (isPtr(pool, ty)) ty = ptrChild(pool, ty);
  if (typeKind(pool, ty) !== TypeKind.error_union) return VOID_VALUE;
  const payloadTy = errorUnionPayload(pool, ty);
  if (payloadTy === Ty.void || payloadTy === Ty.noreturn) return VOID_VALUE;
  return sema.fail(block, src, 'error union payload is ignored', [
    { chunk: block.frame.chunk, src, message: "payload value can be explicitly ignored with '|_|'" },
  ]);
}

/** `a || b` */
function zirMergeErrorSets(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);
  const lhs = resolveInst(block, frame.extra[frame.a[inst]] as ZirRef);
  const rhs = resolveInst(block, frame.extra[frame.a[inst] + 1] as ZirRef);
  if (sema.typeOf(lhs) === Ty.bool && sema.typeOf(rhs) === Ty.bool) {
    sema.fail(block, lhsSrc, "expected error set type, found 'bool'", [
      { chunk: frame.chunk, src, message: "'||' merges error sets; 'or' performs boolean OR" },
    ]);
  }
  const lhsTy = analyzeAsType(sema, block, lhsSrc, lhs);
  const rhsTy = analyzeAsType(sema, block, rhsSrc, rhs);
  if (typeKind(pool, lhsTy) !== TypeKind.error_set) {
    sema.fail(block, lhsSrc, `expected error set type, found '${printType(pool, lhsTy)}'`);
  }
  if (typeKind(pool, rhsTy) !== TypeKind.error_set) {
    sema.fail(block, rhsSrc, `expected error set type, found '${printType(pool, rhsTy)}'`);
  }
  if (lhsTy === Ty.anyerror || rhsTy === Ty.anyerror) return interned(Ty.anyerror);
  const lhsSet = resolveInferredErrorSet(sema, block, lhsSrc, lhsTy);
  if (lhsSet === Ty.anyerror) return interned(Ty.anyerror);
  const rhsSet = resolveInferredErrorSet(sema, block, rhsSrc, rhsTy);
  if (rhsSet === Ty.anyerror) return interned(Ty.anyerror);
  return interned(mergeErrorSets(pool, lhsSet, rhsSet));
}

/** `@errorName` */
function zirErrorName(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = coerce(sema, block, Ty.anyerror, resolveInst(block, block.frame.a[inst] as ZirRef), operandSrc);
  const value = resolveDefinedValue(sema, block, operandSrc, operand);
  if (value !== NO_INDEX) return stringLiteral(sema, errName(sema.pool, value));
  return sema.emit(block, AirTag.error_name, Ty.sliceConstU8Sentinel0, operand);
}

/** `@intFromError`. Numbers of errors are given by the linker: one is known before only where it has to be. */
function zirIntFromError(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const uncoerced = resolveInst(block, frame.extra[frame.b[inst]!] as ZirRef);
  const operand = coerce(sema, block, Ty.anyerror, uncoerced, operandSrc);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(sema.pool, value)) return interned(undefValue(sema.pool, Ty.u16));
    if (block.isComptime)
      return interned(intValue(sema.pool, Ty.u16, readErrorNumber(sema, errName(sema.pool, value))));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.bitcast, Ty.u16, operand);
}

/** `@errorFromInt` */
function zirErrorFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = coerce(sema, block, Ty.u16, resolveInst(block, frame.extra[frame.b[inst]] as ZirRef), operandSrc);
  const value = resolveDefinedValue(sema, block, operandSrc, operand);
  if (value !== NO_INDEX) {
    const number = intNumber(sema.pool, value);
    const name = readErrorOfNumber(sema, number);
    if (name === NO_INDEX && (block.isComptime || number === 0))
      sema.fail(block, operandSrc, `integer value '${number}' represents no error`);
    if (block.isComptime) return interned(errValue(sema.pool, Ty.anyerror, name as StringIndex));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block)) {
    const isLtLen = sema.emit(block, AirTag.cmp_lt_errors_len, Ty.bool, operand);
    const zero = coerce(sema, block, Ty.u16, interned(Val.zero), operandSrc);
    const isNonZero = sema.emit(block, AirTag.cmp_neq, Ty.bool, operand, zero);
    const ok = sema.emit(block, AirTag.bool_and, Ty.bool, isLtLen, isNonZero);
    addSafetyCheck(sema, block, src, ok, PanicId.invalid_error_code);
  }
  return sema.emit(block, AirTag.bitcast, Ty.anyerror, operand);
}

/** `@errorCast` */
function zirErrorCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.b[inst];
  const baseDestTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_opt', '@errorCast');
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const baseOperandTy = sema.typeOf(operand);
  const destIsUnion = errorCastKind(sema, block, src, baseDestTy);
  const operandIsUnion = errorCastKind(sema, block, src, baseOperandTy);
  if (!destIsUnion && operandIsUnion) sema.fail(block, src, 'cannot cast an error union type to error set');
  if (destIsUnion && operandIsUnion) {
    const destPayload = errorUnionPayload(pool, baseDestTy);
    const operandPayload = errorUnionPayload(pool, baseOperandTy);
    if (destPayload !== operandPayload) {
      sema.fail(block, src, 'payload types of error unions must match', [
        { chunk: frame.chunk, src, message: `destination payload is '${printType(pool, destPayload)}'` },
        { chunk: frame.chunk, src, message: `operand payload is '${printType(pool, operandPayload)}'` },
      ]);
    }
  }
  const destTy = destIsUnion ? errorUnionSet(pool, baseDestTy) : baseDestTy;
  const operandTy = operandIsUnion ? errorUnionSet(pool, baseOperandTy) : baseOperandTy;
  const value = resolveDefinedValue(sema, block, operandSrc, operand);
  const destSet = isInferredErrorSet(sema, destTy) ? resolveInferredErrorSet(sema, block, src, destTy) : destTy;
  const operandSet = isInferredErrorSet(sema, operandTy)
    ? resolveInferredErrorSet(sema, block, operandSrc, operandTy)
    : operandTy;
  if (!(destIsUnion && operandIsUnion) && areDisjoint(sema, destSet, operandSet)) {
    const operandName = printType(pool, operandTy);
    sema.fail(block, src, `error sets '${operandName}' and '${printType(pool, destTy)}' have no common errors`);
  }
  if (value !== NO_INDEX) {
    const name = errorNameOf(sema, value);
    if (name !== NO_INDEX && destSet !== Ty.anyerror && !errorSetHas(pool, destSet, name as StringIndex)) {
      const text = pool.text(name as StringIndex);
      sema.fail(block, src, `'error.${text}' not a member of error set '${printType(pool, destTy)}'`);
    }
    if (name === NO_INDEX)
      return interned(errorUnionPayloadValue(pool, baseDestTy, errorUnionValuePayload(pool, value)));
    if (destIsUnion) return interned(errorUnionError(pool, baseDestTy, name as StringIndex));
    return interned(errValue(pool, baseDestTy, name as StringIndex));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block) && destSet !== Ty.anyerror) {
    const code = operandIsUnion ? analyzeErrUnionCode(sema, block, operandSrc, operand) : operand;
    let ok = sema.emit(block, AirTag.error_set_has_value, destSet, code);
    if (operandIsUnion) {
      const isNonErr = sema.emit(block, AirTag.is_non_err, Ty.bool, operand);
      ok = sema.emit(block, AirTag.bool_or, Ty.bool, ok, isNonErr);
    }
    addSafetyCheck(sema, block, src, ok, PanicId.invalid_error_code);
  }
  if (destIsUnion && !operandIsUnion) {
    const code = sema.emit(block, AirTag.bitcast, destTy, operand);
    return sema.emit(block, AirTag.wrap_errunion_err, baseDestTy, code);
  }
  return sema.emit(block, AirTag.bitcast, baseDestTy, operand);
}

/** Whether a type of `@errorCast` is an error union; fails if it is no error set either. */
function errorCastKind(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  if (kind !== TypeKind.error_set && kind !== TypeKind.error_union) {
    sema.fail(block, src, `expected error set or error union type, found '${TypeKind[kind]}'`);
  }
  return kind === TypeKind.error_union;
}

function areDisjoint(sema: Sema, a: Index, b: Index): boolean {
  if (a !== Ty.anyerror && errorSetNames(sema.pool, a).length === 0) return true;
  if (b !== Ty.anyerror && errorSetNames(sema.pool, b).length === 0) return true;
  if (a === Ty.anyerror || b === Ty.anyerror) return false;
  for (const name of errorSetNames(sema.pool, a)) {
    if (errorSetHas(sema.pool, b, name as StringIndex)) return false;
  }
  return true;
}

export const errorHandlers: Handlers = {
  [Tag.error_value]: errorValueOfReturn,
  [Tag.is_non_err]: zirIsNonErr,
  [Tag.is_non_err_ptr]: zirIsNonErrPtr,
  [Tag.ret_is_non_err]: zirRetIsNonErr,
  [Tag.err_union_code]: zirErrUnionCode,
  [Tag.err_union_code_ptr]: zirErrUnionCodePtr,
  [Tag.err_union_payload_unsafe]: zirErrUnionPayload,
  [Tag.err_union_payload_unsafe_ptr]: zirErrUnionPayloadPtr,
  [Tag.try]: zirTry,
  [Tag.try_ptr]: zirTryPtr,
  [Tag.ensure_result_used]: zirEnsureResultUsed,
  [Tag.ensure_result_non_error]: zirEnsureResultNonError,
  [Tag.ensure_err_union_payload_void]: zirEnsureErrUnionPayloadVoid,
  [Tag.merge_error_sets]: zirMergeErrorSets,
  [Tag.error_name]: zirErrorName,
  extended: {
    [Extended.int_from_error]: zirIntFromError,
    [Extended.error_from_int]: zirErrorFromInt,
    [Extended.error_cast]: zirErrorCast,
  },
};
