import {
  floatAdd,
  floatCompare,
  floatDiv,
  floatDivRounded,
  floatIsZero,
  floatMod,
  floatMul,
  floatRem,
  floatSub,
} from '../../intern/float.ts';
import type { Index } from '../../intern/ids.ts';
import { fitsInt, saturateInt, wrapInt } from '../../intern/int-arith.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import { printInt } from '../../intern/print-value.ts';
import { floatBits, intBits, intSigned, scalarType } from '../../intern/types.ts';
import {
  floatValue,
  floatValueBits,
  intBig,
  intNumber,
  intValue,
  isInt,
  isUndef,
  typeOf,
} from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Operands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { failWithUseOfUndef, vectorElementNote } from './operands.ts';
import { mapBinary, mapUnary } from './vectors.ts';

/*
 * Arithmetic on single numbers known at compile time. Integers below 2^53 are computed as doubles, which is exact for them.
 */

export type IntOp = 'add' | 'sub' | 'mul';
export type FloatOp = IntOp | 'div' | 'divFloor' | 'divTrunc' | 'rem' | 'mod';

function isSmall(pool: InternPool, value: Index): boolean {
  const tag = pool.tags.data[value];
  return tag === ItemTag.int_u32 || tag === ItemTag.int_negative_u32;
}

/** `a op b`, exact. */
export function intArith(pool: InternPool, op: IntOp, a: Index, b: Index): number | bigint {
  if (isSmall(pool, a) && isSmall(pool, b)) {
    const x = intNumber(pool, a);
    const y = intNumber(pool, b);
    const result = op === 'add' ? x + y : op === 'sub' ? x - y : x * y;
    if (Number.isSafeInteger(result)) return result;
  }
  const x = intBig(pool, a);
  const y = intBig(pool, b);
  return op === 'add' ? x + y : op === 'sub' ? x - y : x * y;
}

/** Whether `value` is in the range of the integer type `ty`; any is in that of `comptime_int`. */
export function inRange(pool: InternPool, value: number | bigint, ty: Index): boolean {
  if (ty === Ty.comptimeInt) return true;
  const bits = intBits(pool, ty);
  const signed = intSigned(pool, ty);
  if (typeof value === 'bigint') return fitsInt(value, signed, bits);
  if (bits > 53) return signed || value >= 0;
  const magnitudes = 2 ** (signed ? bits - 1 : bits);
  return bits === 0 ? value === 0 : value < magnitudes && value >= (signed ? -magnitudes : 0);
}

/** `value` modulo 2^bits, as an int of the type `ty`. */
export function wrapped(pool: InternPool, value: number | bigint, ty: Index): Index {
  if (inRange(pool, value, ty)) return intValue(pool, ty, value);
  return intValue(pool, ty, wrapInt(BigInt(value), intSigned(pool, ty), intBits(pool, ty)));
}

/** The int of the type `ty` that is nearest to `value`. */
export function saturated(pool: InternPool, value: number | bigint, ty: Index): Index {
  if (inRange(pool, value, ty)) return intValue(pool, ty, value);
  return intValue(pool, ty, saturateInt(BigInt(value), intSigned(pool, ty), intBits(pool, ty)));
}

/** `value` as an int of the type `ty`. Fails where it does not fit: in the element `elem` of a vector if that is not -1. */
export function exactInt(sema: Sema, block: Block, src: Src, ty: Index, value: number | bigint, elem: number): Index {
  const pool = sema.pool;
  if (inRange(pool, value, ty)) return intValue(pool, ty, value);
  const text = `overflow of integer type '${printType(pool, ty)}' with value '${printInt(BigInt(value))}'`;
  return sema.fail(block, src, text, vectorElementNote(block, src, elem));
}

/**
 * The integers that `compute` gives for two known operands of type `ty`, or for each of their elements. Fails where an operand is
 * undefined, or a result does not fit.
 */
export function exactInts(
  sema: Sema,
  block: Block,
  operands: Operands,
  ty: Index,
  lhs: Index,
  rhs: Index,
  compute: (a: Index, b: Index) => number | bigint,
): Index {
  const pool = sema.pool;
  const scalar = scalarType(pool, ty);
  return mapBinary(sema, ty, lhs, rhs, (a, b, i) => {
    if (isUndef(pool, a)) failWithUseOfUndef(sema, block, operands.lhsSrc, i);
    if (isUndef(pool, b)) failWithUseOfUndef(sema, block, operands.rhsSrc, i);
    return exactInt(sema, block, operands.src, scalar, compute(a, b), i);
  });
}

/** Fails where the known `value`, or one of its elements, is undefined. */
export function checkAllDefined(sema: Sema, block: Block, src: Src, value: Index): void {
  if (isUndef(sema.pool, value)) failWithUseOfUndef(sema, block, src);
  mapUnary(sema, typeOf(sema.pool, value), value, (elem, i) =>
    isUndef(sema.pool, elem) ? failWithUseOfUndef(sema, block, src, i) : elem,
  );
}

/** `a op b` of floats of type `ty`. */
export function floatArith(pool: InternPool, op: FloatOp, ty: Index, a: Index, b: Index): Index {
  const format = floatBits(pool, ty);
  const x = floatValueBits(pool, a);
  const y = floatValueBits(pool, b);
  switch (op) {
    case 'add':
      return floatValue(pool, ty, floatAdd(format, x, y));
    case 'sub':
      return floatValue(pool, ty, floatSub(format, x, y));
    case 'mul':
      return floatValue(pool, ty, floatMul(format, x, y));
    case 'div':
      return floatValue(pool, ty, floatDiv(format, x, y));
    case 'divFloor':
      return floatValue(pool, ty, floatDivRounded(format, x, y, 'floor'));
    case 'divTrunc':
      return floatValue(pool, ty, floatDivRounded(format, x, y, 'trunc'));
    case 'rem':
      return floatValue(pool, ty, floatRem(format, x, y));
    case 'mod':
      return floatValue(pool, ty, floatMod(format, x, y));
  }
}

/** Whether a defined number is 0 or -0. */
export function isZero(pool: InternPool, value: Index): boolean {
  if (isInt(pool, value)) return isSmall(pool, value) && intNumber(pool, value) === 0;
  const ty = pool.word(value, 0) as Index;
  return floatIsZero(floatBits(pool, ty), floatValueBits(pool, value));
}

/** Whether a defined number is less than 0. */
export function isNegative(pool: InternPool, value: Index): boolean {
  const tag = pool.tags.data[value];
  if (isInt(pool, value)) return tag === ItemTag.int_negative || tag === ItemTag.int_negative_u32;
  const format = floatBits(pool, pool.word(value, 0) as Index);
  return floatCompare(format, floatValueBits(pool, value), 0n) < 0;
}

/** Negative, zero, positive as a is less than, equal to, greater than b; NaN where a NaN is compared. Both are of one type. */
export function compareNumbers(pool: InternPool, a: Index, b: Index): number {
  if (a === b && isInt(pool, a)) return 0;
  if (isInt(pool, a)) {
    if (isSmall(pool, a) && isSmall(pool, b)) return intNumber(pool, a) - intNumber(pool, b);
    const x = intBig(pool, a);
    const y = intBig(pool, b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const format = floatBits(pool, pool.word(a, 0) as Index);
  return floatCompare(format, floatValueBits(pool, a), floatValueBits(pool, b));
}

/** Whether `value` is a value of the integer type `ty`. */
export function intFitsType(sema: Sema, value: bigint, ty: Index): boolean {
  return fitsInt(value, intSigned(sema.pool, ty), intBits(sema.pool, ty));
}
