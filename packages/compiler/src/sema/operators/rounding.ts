import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { floatRound, type Rounding } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { floatBits, scalarType, typeKind } from '../../intern/types.ts';
import { floatValue, floatValueBits, isUndef, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended } from '../../zir/inst.ts';
import { Ref, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { resolveDestType } from '../casts/casts.ts';
import { emitIntFromFloat } from '../casts/float-casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { intFromFloatValue } from '../coercion/coerce-float.ts';
import { resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { optEuBaseType } from '../types/derived-types.ts';
import { failWithType } from '../types/type-notes.ts';

import { failWithNeededComptime, failWithUseOfUndef, requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { checkVectorizable, isFloatKind, isIntKind, mapUnary } from '../values/vectors.ts';

const POISON = Ref.generic_poison_type as number as AirRef;

/** By the number that `round_op` has in its `small`. */
const ROUNDINGS: readonly { readonly name: Rounding; readonly builtin: string; readonly tag: AirTag }[] = [
  { name: 'round', builtin: '@round', tag: AirTag.round },
  { name: 'floor', builtin: '@floor', tag: AirTag.floor },
  { name: 'ceil', builtin: '@ceil', tag: AirTag.ceil },
  { name: 'trunc', builtin: '@trunc', tag: AirTag.trunc_float },
];

/** The type that the operand of `@sqrt` and its like is to have, for a result of the type that the instruction names. */
function zirFloatOpResultTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const ty = resolveTypeOrPoison(sema, block, frame.src[inst], frame.extra[frame.b[inst]] as ZirRef);
  if (ty === NO_INDEX) return POISON;
  const base = optEuBaseType(sema, ty);
  checkFloats(sema, block, sub(frame.src[inst], SrcPart.builtin_call_arg, 0), base);
  return base as number as AirRef;
}

function checkFloats(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (isFloatKind(typeKind(sema.pool, scalarType(sema.pool, ty)))) return;
  failWithType(sema, block, src, 'expected vector of floats or float type, found', ty);
}

/** The type that the operand of `@round` and its like is to have: officially `comptime_float` where the result is no float, to which nothing is coerced. */
function zirRoundOpTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const operandSrc = sub(frame.src[inst], SrcPart.builtin_call_arg, 0);
  const wrapped = resolveTypeOrPoison(sema, block, operandSrc, frame.extra[frame.b[inst]] as ZirRef);
  if (wrapped === NO_INDEX) return POISON;
  const ty = optEuBaseType(sema, wrapped);
  return (isFloatKind(typeKind(pool, scalarType(pool, ty))) ? ty : Ty.comptimeFloat) as number as AirRef;
}

/** `@round`, `@floor`, `@ceil`, `@trunc` where the type of the result is known. */
function zirRoundOp(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const rounding = ROUNDINGS[frame.a[inst] >>> 16];
  const payload = frame.b[inst];
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operandTy = sema.typeOf(operand);
  const resultTy = resolveTypeOrPoison(sema, block, src, frame.extra[payload] as ZirRef);
  if (resultTy === NO_INDEX) {
    checkFloats(sema, block, operandSrc, operandTy);
    return roundFloats(sema, block, operandSrc, operandTy, operand, rounding.name, rounding.tag);
  }
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu_opt', rounding.builtin);
  const dest = scalarType(pool, destTy);
  const from = scalarType(pool, operandTy);
  checkVectorizable(sema, block, operandSrc, destTy, operandTy, src, operandSrc);
  if (!isFloatKind(typeKind(pool, from))) {
    return failWithType(sema, block, operandSrc, 'expected float or vector type, found', operandTy);
  }
  const kind = typeKind(pool, dest);
  if (!isFloatKind(kind) && !isIntKind(kind)) {
    const what = 'expected integer, float, or vector of either integers or floats, found';
    return failWithType(sema, block, src, what, destTy);
  }
  if (isFloatKind(kind)) {
    const coerced = coerce(sema, block, destTy, operand, operandSrc);
    return roundFloats(sema, block, operandSrc, destTy, coerced, rounding.name, rounding.tag);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem, i) => {
      if (isUndef(pool, elem)) return failWithUseOfUndef(sema, block, operandSrc, i);
      const rounded = floatRound(floatBits(pool, from), floatValueBits(pool, elem), rounding.name);
      return intFromFloatValue(sema, block, operandSrc, floatValue(pool, from, rounded), dest, elem);
    });
    return interned(result);
  }
  if (dest === Ty.comptimeInt) {
    return failWithNeededComptime(sema, block, operandSrc, "value casted to 'comptime_int' must be comptime-known");
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  const rounded = sema.emit(block, rounding.tag, operandTy, operand);
  return emitIntFromFloat(sema, block, src, destTy, rounded);
}

/** The floats `operand` of type `ty` rounded to integers that are floats. */
function roundFloats(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  operand: AirRef,
  name: Rounding,
  tag: AirTag,
): AirRef {
  const pool = sema.pool;
  const scalar = scalarType(pool, ty);
  const value = resolveValue(sema, operand);
  if (value === NO_INDEX) {
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, tag, ty, operand);
  }
  const result = mapUnary(sema, ty, value, (elem) =>
    isUndef(pool, elem)
      ? undefValue(pool, scalar)
      : floatValue(pool, scalar, floatRound(floatBits(pool, scalar), floatValueBits(pool, elem), name)),
  );
  return interned(result);
}

export const roundingHandlers: Handlers = {
  extended: {
    [Extended.float_op_result_ty]: zirFloatOpResultTy,
    [Extended.round_op_ty]: zirRoundOpTy,
    [Extended.round_op]: zirRoundOp,
  },
};
