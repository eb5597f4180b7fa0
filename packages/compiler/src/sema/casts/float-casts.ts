import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { floatFromInt, floatToInt } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { maxInt, minInt } from '../../intern/int-arith.ts';
import { Ty } from '../../intern/known.ts';
import { floatBits, intBits, intSigned, scalarType, typeKind } from '../../intern/types.ts';
import { intBig, isUndef, typeOf, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { castFloat, floatOfInt, intFromFloatValue } from '../coercion/coerce-float.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';

import { failWithNeededComptime, failWithUseOfUndef, requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import {
  allTrue,
  checkVectorizable,
  emitCompare,
  isFloatKind,
  isVector,
  mapUnary,
  splatLike,
} from '../values/vectors.ts';
import { checkFloatType, checkIntType, type DestStrategy, resolveDestType } from './casts.ts';

/** The operand of a cast, and the type that it is cast to. */
interface Cast {
  readonly src: number;
  readonly operandSrc: Src;
  readonly destTy: Index;
  readonly dest: Index;
  readonly operand: AirRef;
  readonly operandTy: Index;
  readonly from: Index;
}

function readCast(sema: Sema, block: Block, inst: ZirIndex, builtin: string, strategy: DestStrategy): Cast {
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, strategy, builtin);
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operandTy = sema.typeOf(operand);
  checkVectorizable(sema, block, operandSrc, destTy, operandTy, src, operandSrc);
  const pool = sema.pool;
  return {
    src,
    operandSrc,
    destTy,
    dest: scalarType(pool, destTy),
    operand,
    operandTy,
    from: scalarType(pool, operandTy),
  };
}

/** The number `value` as a float of type `ty`, or of `comptime_float` where that is `comptime_int`. */
function numberAsFloat(sema: Sema, value: Index, ty: Index): Index {
  const float = ty === Ty.comptimeInt ? Ty.comptimeFloat : ty;
  const isInt = typeOf(sema.pool, value) === Ty.comptimeInt;
  return isInt ? floatOfInt(sema, intBig(sema.pool, value), float) : castFloat(sema, value, float);
}

/** `@floatCast` */
function zirFloatCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const { src, operandSrc, destTy, dest, operand, operandTy, from } = readCast(
    sema,
    block,
    inst,
    '@floatCast',
    'remove_eu_opt',
  );
  if (!isFloatKind(typeKind(pool, dest))) {
    return failWithType(sema, block, src, 'expected float or vector type, found', destTy);
  }
  if (!isFloatKind(typeKind(pool, from)) && from !== Ty.comptimeInt) {
    return failWithType(sema, block, operandSrc, 'expected float or vector type, found', operandTy);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem) =>
      isUndef(pool, elem) ? undefValue(pool, dest) : numberAsFloat(sema, elem, dest),
    );
    return interned(result);
  }
  if (dest === Ty.comptimeFloat)
    return sema.fail(block, operandSrc, "unable to cast runtime value to 'comptime_float'");
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (floatBits(pool, dest) < floatBits(pool, from)) return sema.emit(block, AirTag.fptrunc, destTy, operand);
  return coerce(sema, block, destTy, operand, operandSrc);
}

/** `@intFromFloat` */
function zirIntFromFloat(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const cast = readCast(sema, block, inst, '@intFromFloat', 'remove_eu_opt');
  const { src, operandSrc, destTy, dest, operand, from } = cast;
  checkIntType(sema, block, src, dest);
  if (from !== Ty.comptimeInt) checkFloatType(sema, block, operandSrc, from);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem, i) =>
      isUndef(pool, elem)
        ? failWithUseOfUndef(sema, block, operandSrc, i)
        : intFromFloatValue(sema, block, operandSrc, numberAsFloat(sema, elem, from), dest),
    );
    return interned(result);
  }
  if (dest === Ty.comptimeInt) {
    return failWithNeededComptime(sema, block, operandSrc, "value casted to 'comptime_int' must be comptime-known");
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return emitIntFromFloat(sema, block, src, destTy, operand);
}

/** Emits the conversion of the runtime floats `operand` to integers of type `destTy`, with the check that these have room for them. */
export function emitIntFromFloat(sema: Sema, block: Block, src: Src, destTy: Index, operand: AirRef): AirRef {
  if (wantSafety(sema, block)) checkInRange(sema, block, src, destTy, operand);
  const only = onePossibleValue(sema, block, src, destTy);
  if (only !== NO_INDEX) return interned(only);
  return sema.emit(block, AirTag.int_from_float, destTy, operand);
}

/**
 * Emits the check that the integer part of a float is in the range of the destination: that the float is not beyond the least
 * integer less one, nor the greatest plus one. The latter is a power of two, which a float represents. What is no number passes.
 */
function checkInRange(sema: Sema, block: Block, src: Src, destTy: Index, operand: AirRef): void {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  const dest = scalarType(pool, destTy);
  const from = scalarType(pool, operandTy);
  const bits = intBits(pool, dest);
  const signed = intSigned(pool, dest) && bits > 0;
  const float = (value: bigint): AirRef => interned(splatLike(sema, operandTy, floatOfInt(sema, value, from)));
  const least = minInt(signed, bits);
  const format = floatBits(pool, from);
  const integerPart = (value: bigint): bigint | undefined => floatToInt(format, floatFromInt(format, value));
  // Below the least integer the next float may be an infinity.
  const excludesNext = integerPart(least - 1n) === least - 1n || integerPart(least) === undefined;
  const tooLow = excludesNext
    ? emitCompare(sema, block, AirTag.cmp_lte, operand, float(least - 1n))
    : emitCompare(sema, block, AirTag.cmp_lt, operand, float(least));
  const tooHigh = emitCompare(sema, block, AirTag.cmp_gte, operand, float(maxInt(signed, bits) + 1n));
  const either = isVector(sema, operandTy) ? AirTag.bit_or : AirTag.bool_or;
  const outside = sema.emit(block, either, sema.typeOf(tooLow), tooLow, tooHigh);
  const ok = sema.emit(block, AirTag.not, sema.typeOf(outside), outside);
  addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.integer_part_out_of_bounds);
}

/** `@floatFromInt` */
function zirFloatFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const cast = readCast(sema, block, inst, '@floatFromInt', 'remove_eu_opt');
  const { src, operandSrc, destTy, dest, operand, from } = cast;
  checkFloatType(sema, block, src, dest);
  checkIntType(sema, block, operandSrc, from);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem) =>
      isUndef(pool, elem) ? undefValue(pool, dest) : floatOfInt(sema, intBig(pool, elem), dest),
    );
    return interned(result);
  }
  if (dest === Ty.comptimeFloat) {
    return failWithNeededComptime(sema, block, operandSrc, "value casted to 'comptime_float' must be comptime-known");
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.float_from_int, destTy, operand);
}

export const floatCastHandlers: Handlers = {
  [Tag.float_cast]: zirFloatCast,
  [Tag.int_from_float]: zirIntFromFloat,
  [Tag.float_from_int]: zirFloatFromInt,
};
