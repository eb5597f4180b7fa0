import { type AirRef, AirTag } from '../../air/air.ts';
import { floatIsInf, floatIsInteger, floatToInt } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitsNeeded } from '../../intern/int-arith.ts';
import { Ty, Val } from '../../intern/known.ts';
import { floatBits, intBits, intSigned, intType, isRuntimeFloat, TypeKind, typeKind } from '../../intern/types.ts';
import { boolValue, floatValueBits, intBig, isInt, isUndef, typeOf } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import {
  type CompareOp,
  isFloatValue,
  isNanValue,
  onlyPossibleComparison,
  orderAgainstZero,
  orderMatches,
  orderNumbers,
  reversed,
} from '../values/compare-values.ts';

import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { isFloatKind, isIntKind } from '../values/vectors.ts';

/** An operand of a comparison of numbers one of which is a runtime integer. */
export interface NumericSide {
  readonly ty: Index;
  /** NO_INDEX at run time. */
  readonly value: Index;
  /** Whether it may be negative. */
  readonly signed: boolean;
}

/** The places of a comparison: the whole, its left and its right operand. */
export interface Places {
  readonly src: Src;
  readonly lhs: Src;
  readonly rhs: Src;
}

/** The instruction of each comparison. */
export const AIR_TAGS: { readonly [op in CompareOp]: AirTag } = {
  lt: AirTag.cmp_lt,
  lte: AirTag.cmp_lte,
  eq: AirTag.cmp_eq,
  gte: AirTag.cmp_gte,
  gt: AirTag.cmp_gt,
  neq: AirTag.cmp_neq,
};

/**
 * Compares numbers of whatever types: the operands need not coerce to each other, and what the range of a type settles is known
 * at compile time.
 */
export function cmpNumeric(
  sema: Sema,
  block: Block,
  lhsGiven: AirRef,
  op: CompareOp,
  rhsGiven: AirRef,
  places: Places,
): AirRef {
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhsGiven);
  const rhsTy = sema.typeOf(rhsGiven);
  const lhs =
    lhsTy === Ty.comptimeFloat && isRuntimeFloat(rhsTy) ? coerce(sema, block, rhsTy, lhsGiven, places.lhs) : lhsGiven;
  const rhs =
    rhsTy === Ty.comptimeFloat && isRuntimeFloat(lhsTy) ? coerce(sema, block, lhsTy, rhsGiven, places.rhs) : rhsGiven;
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, rhs);
  const lhsKnown = lhsValue !== NO_INDEX && !isUndef(pool, lhsValue);
  const rhsKnown = rhsValue !== NO_INDEX && !isUndef(pool, rhsValue);

  if (lhsKnown && !rhsKnown && isInt(pool, lhsValue) && typeKind(pool, rhsTy) === TypeKind.int) {
    const settled = onlyPossibleComparison(sema, intBig(pool, lhsValue), op, rhsTy);
    if (settled !== null) return bool(settled);
  }
  if (rhsKnown && !lhsKnown && isInt(pool, rhsValue) && typeKind(pool, lhsTy) === TypeKind.int) {
    const settled = onlyPossibleComparison(sema, intBig(pool, rhsValue), reversed(op), lhsTy);
    if (settled !== null) return bool(settled);
  }
  for (const [value, otherTy, direction] of [
    [lhsValue, rhsTy, op],
    [rhsValue, lhsTy, reversed(op)],
  ] as const) {
    if (value === NO_INDEX || isUndef(pool, value) || !isFloatValue(sema, value)) continue;
    if (isNanValue(sema, value)) return bool(op === 'neq');
    const isInf = floatIsInf(floatBits(pool, typeOf(pool, value)), floatValueBits(pool, value));
    if (isInf && isIntKind(typeKind(pool, otherTy)))
      return bool(orderMatches(orderAgainstZero(sema, value), direction));
  }
  const isKnownUndef = (value: Index): boolean => value !== NO_INDEX && isUndef(pool, value);
  if (isKnownUndef(lhsValue) || isKnownUndef(rhsValue)) return undefBool();
  if (lhsKnown && rhsKnown) return bool(orderMatches(orderNumbers(sema, lhsValue, rhsValue), op));
  requireRuntimeBlock(sema, block, places.src, lhsValue === NO_INDEX ? places.lhs : places.rhs);

  const lhsIsFloat = isFloatKind(typeKind(pool, lhsTy));
  const rhsIsFloat = isFloatKind(typeKind(pool, rhsTy));
  if (lhsIsFloat && rhsIsFloat) {
    let destTy = rhsTy;
    if (lhsTy !== Ty.comptimeFloat && (rhsTy === Ty.comptimeFloat || floatBits(pool, lhsTy) >= floatBits(pool, rhsTy)))
      destTy = lhsTy;
    return emitCoerced(sema, block, destTy, lhs, op, rhs, places);
  }
  const left: NumericSide = { ty: lhsTy, value: lhsValue, signed: isSignedSide(sema, lhsTy, lhsValue) };
  const right: NumericSide = { ty: rhsTy, value: rhsValue, signed: isSignedSide(sema, rhsTy, rhsValue) };
  const signed = left.signed || right.signed;
  const lhsBits = sideBits(sema, left, op, right.signed, signed);
  if (typeof lhsBits === 'boolean') return bool(lhsBits);
  const rhsBits = sideBits(sema, right, reversed(op), left.signed, signed);
  if (typeof rhsBits === 'boolean') return bool(rhsBits);
  if (lhsBits === RUNTIME_FLOAT) return emitCoerced(sema, block, lhsTy, lhs, op, rhs, places);
  if (rhsBits === RUNTIME_FLOAT) return emitCoerced(sema, block, rhsTy, lhs, op, rhs, places);
  const bits = Math.max(lhsBits, rhsBits);
  if (bits > 65535) return sema.fail(block, places.src, `${bits} exceeds maximum integer bit count`);
  return emitCoerced(sema, block, intType(pool, signed, bits), lhs, op, rhs, places);
}

function emitCoerced(
  sema: Sema,
  block: Block,
  ty: Index,
  lhs: AirRef,
  op: CompareOp,
  rhs: AirRef,
  places: Places,
): AirRef {
  const left = coerce(sema, block, ty, lhs, places.lhs);
  const right = coerce(sema, block, ty, rhs, places.rhs);
  return sema.emit(block, AIR_TAGS[op], Ty.bool, left, right);
}

function isSignedSide(sema: Sema, ty: Index, value: Index): boolean {
  if (value !== NO_INDEX) return !(orderAgainstZero(sema, value) >= 0);
  return isRuntimeFloat(ty) || intSigned(sema.pool, ty);
}

/** What `sideBits` gives for a float that is known at run time only: it decides the type of the comparison. */
const RUNTIME_FLOAT = -1;

/**
 * How many bits an integer must have that `side` is to be compared as; or the result of `side op other`, where the value of
 * this side settles it. `otherSigned`: the other may be negative. `signed`: the integer will be signed.
 */
function sideBits(
  sema: Sema,
  side: NumericSide,
  op: CompareOp,
  otherSigned: boolean,
  signed: boolean,
): number | boolean {
  const pool = sema.pool;
  const { ty, value } = side;
  if (value === NO_INDEX) {
    if (isRuntimeFloat(ty)) return RUNTIME_FLOAT;
    return intBits(pool, ty) + (!intSigned(pool, ty) && signed ? 1 : 0);
  }
  const order = orderAgainstZero(sema, value);
  const isFloat = isFloatValue(sema, value);
  if (!otherSigned) {
    if (order < 0) return orderMatches(order, op);
    if (order === 0 && op === 'lte') return true;
    if (order === 0 && op === 'gt') return false;
  }
  let number: bigint;
  if (isFloat) {
    const bits = floatValueBits(pool, value);
    number = floatToInt(floatBits(pool, ty), bits)!;
    if (!floatIsInteger(floatBits(pool, ty), bits)) {
      if (op === 'eq') return false;
      if (op === 'neq') return true;
      number += order < 0 ? -1n : 1n;
    }
  } else number = intBig(pool, value);
  return bitsNeeded(number) + (!side.signed && signed ? 1 : 0);
}

/** `value` as an operand. */
export function bool(value: boolean): AirRef {
  return boolValue(value) as number as AirRef;
}

/** The result of a comparison with what is undefined. */
export function undefBool(): AirRef {
  return Val.undefBool as number as AirRef;
}
