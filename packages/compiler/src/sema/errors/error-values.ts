import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import {
  errorSetHas,
  errorSetNames,
  errorUnionPayload,
  errorUnionSet,
  mergeErrorSets,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import {
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
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveDestType } from '../casts/casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { analyzeAsType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { readErrorNumber, readErrorOfNumber } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { failWithType } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from '../values/operands.ts';
import { stringLiteral } from '../values/string-literal.ts';
import { errorNameOf, singleError } from './error-names.ts';
import { analyzeErrUnionCode } from './error-unions.ts';

/** `error.Name`, as `error_value`, `ret_err_value` and `ret_err_value_code` name it. */
export function errorValueOfReturn(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return singleError(sema, frameString(sema.pool, block.frame, block.frame.a[inst]));
}

/** Fails if the type `ty` is no error set. */
export function checkErrorSet(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (typeKind(sema.pool, ty) !== TypeKind.error_set)
    failWithType(sema, block, src, 'expected error set type, found', ty);
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
  checkErrorSet(sema, block, lhsSrc, lhsTy);
  checkErrorSet(sema, block, rhsSrc, rhsTy);
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
    if (name === NO_INDEX) sema.fail(block, operandSrc, `integer value '${number}' represents no error`);
    return interned(errValue(sema.pool, Ty.anyerror, name as StringIndex));
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
  const destSet = resolveInferredErrorSet(sema, block, src, destTy);
  const operandSet = resolveInferredErrorSet(sema, block, operandSrc, operandTy);
  if (!(destIsUnion && operandIsUnion) && areDisjoint(sema, destSet, operandSet)) {
    const operandName = printType(pool, operandTy);
    sema.fail(block, src, `error sets '${operandName}' and '${printType(pool, destTy)}' have no common errors`);
  }
  const value = resolveDefinedValue(sema, block, operandSrc, operand);
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

export const errorValueHandlers: Handlers = {
  [Tag.error_value]: errorValueOfReturn,
  [Tag.merge_error_sets]: zirMergeErrorSets,
  [Tag.error_name]: zirErrorName,
  extended: {
    [Extended.int_from_error]: zirIntFromError,
    [Extended.error_from_int]: zirErrorFromInt,
    [Extended.error_cast]: zirErrorCast,
  },
};
