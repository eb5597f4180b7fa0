import { type AirRef, AirTag, interned } from '../../air/air.ts';
import {
  convertFloat,
  floatFromInt,
  floatIsInteger,
  floatIsNan,
  floatPrecision,
  floatToInt,
} from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { fitsInt } from '../../intern/int-arith.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { floatBits, intBits, intSigned, isRuntimeFloat, TypeKind, typeKind } from '../../intern/types.ts';
import { floatValue, floatValueBits, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

import {
  failWithNeededComptime,
  failWithUseOfUndef,
  requireRuntimeBlock,
  resolveConstValue,
  resolveValue,
} from '../values/operands.ts';
import { COERCE_FAILED, type CoerceOptions } from './coercion.ts';

/** The float value `value` rounded to the float type `ty`. */
export function castFloat(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  const from = pool.word(value, 0) as Index;
  if (from === ty) return value;
  return floatValue(pool, ty, convertFloat(floatBits(pool, from), floatBits(pool, ty), floatValueBits(pool, value)));
}

/** The integer `value` rounded to the float type `ty`. */
export function floatOfInt(sema: Sema, value: bigint, ty: Index): Index {
  return floatValue(sema.pool, ty, floatFromInt(floatBits(sema.pool, ty), value));
}

/** A number as a float of type `destTy`, where that is implied. */
export function coerceToFloat(
  sema: Sema,
  block: Block,
  destTy: Index,
  operand: AirRef,
  srcTy: Index,
  src: Src,
  options: CoerceOptions,
): AirRef {
  const pool = sema.pool;
  const srcKind = typeKind(pool, srcTy);
  switch (srcKind) {
    case TypeKind.comptime_float: {
      const value = resolveConstValue(sema, block, src, operand, 'float value must be comptime-known');
      return interned(isUndef(pool, value) ? undefValue(pool, destTy) : castFloat(sema, value, destTy));
    }
    case TypeKind.float: {
      const value = resolveValue(sema, operand);
      if (value !== NO_INDEX) {
        if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
        const result = castFloat(sema, value, destTy);
        if (castFloat(sema, result, srcTy) === value) return interned(result);
        if (options.quiet) return COERCE_FAILED;
        const text = `type '${printType(pool, destTy)}' cannot represent float value '${printValue(pool, value)}'`;
        return sema.fail(block, src, text);
      }
      if (destTy === Ty.comptimeFloat) return needComptime(sema, block, src, options);
      if (!isRuntimeFloat(srcTy) || floatBits(pool, destTy) < floatBits(pool, srcTy)) return COERCE_FAILED;
      requireRuntimeBlock(sema, block, src, null);
      return sema.emit(block, AirTag.fpext, destTy, operand);
    }
    case TypeKind.int:
    case TypeKind.comptime_int: {
      const value = resolveValue(sema, operand);
      if (value === NO_INDEX) {
        if (destTy === Ty.comptimeFloat) return needComptime(sema, block, src, options);
        if (!floatHoldsInts(sema, destTy, srcTy)) return COERCE_FAILED;
        requireRuntimeBlock(sema, block, src, null);
        return sema.emit(block, AirTag.float_from_int, destTy, operand);
      }
      if (isUndef(pool, value)) return interned(undefValue(pool, destTy));
      const int = intBig(pool, value);
      const result = floatOfInt(sema, int, destTy);
      const format = floatBits(pool, destTy);
      if (floatToInt(format, floatValueBits(pool, result)) === int) return interned(result);
      const text = `type '${printType(pool, destTy)}' cannot represent integer value '${int}'`;
      return sema.fail(block, src, text);
    }
    default:
      return COERCE_FAILED;
  }
}

/** Whether the float type `floatTy` represents each integer of the type `intTy`, which is of a fixed width. */
export function floatHoldsInts(sema: Sema, floatTy: Index, intTy: Index): boolean {
  const magnitudeBits = intBits(sema.pool, intTy) - (intSigned(sema.pool, intTy) ? 1 : 0);
  return magnitudeBits <= floatPrecision(floatBits(sema.pool, floatTy));
}

function needComptime(sema: Sema, block: Block, src: Src, options: CoerceOptions): AirRef {
  if (options.quiet) return COERCE_FAILED;
  return failWithNeededComptime(sema, block, src, "value casted to 'comptime_float' must be comptime-known");
}

/** A float known at compile time as an integer, where it is one. */
export function coerceFloatToInt(
  sema: Sema,
  block: Block,
  destTy: Index,
  operand: AirRef,
  srcTy: Index,
  src: Src,
  options: CoerceOptions,
): AirRef {
  const pool = sema.pool;
  const value = resolveValue(sema, operand);
  if (value === NO_INDEX) {
    if (destTy !== Ty.comptimeInt || options.quiet) return COERCE_FAILED;
    return failWithNeededComptime(sema, block, src, "value casted to 'comptime_int' must be comptime-known");
  }
  if (isUndef(pool, value)) return failWithUseOfUndef(sema, block, src);
  if (!floatIsInteger(floatBits(pool, srcTy), floatValueBits(pool, value))) {
    const whole = floatToInt(floatBits(pool, srcTy), floatValueBits(pool, value));
    if (whole !== undefined) {
      const [number, type] = [printValue(pool, value), printType(pool, destTy)];
      return sema.fail(
        block,
        src,
        `fractional component prevents float value '${number}' from coercion to type '${type}'`,
      );
    }
  }
  return interned(intFromFloatValue(sema, block, src, value, destTy));
}

/** The whole part of the float `value` as an integer of type `destTy`. Fails where that has no room for it: messages call it `given`. */
export function intFromFloatValue(
  sema: Sema,
  block: Block,
  src: Src,
  value: Index,
  destTy: Index,
  given = value,
): Index {
  const pool = sema.pool;
  const format = floatBits(pool, pool.word(value, 0) as Index);
  const whole = floatToInt(format, floatValueBits(pool, value));
  if (whole === undefined) {
    const name = floatIsNan(format, floatValueBits(pool, value)) ? 'NaN' : 'Inf';
    return sema.fail(block, src, `float value ${name} cannot be stored in integer type '${printType(pool, destTy)}'`);
  }
  if (destTy !== Ty.comptimeInt && !fitsInt(whole, intSigned(pool, destTy), intBits(pool, destTy))) {
    const text = `float value '${printValue(pool, given)}' cannot be stored in integer type '${printType(pool, destTy)}'`;
    return sema.fail(block, src, text);
  }
  return intValue(pool, destTy, whole);
}
