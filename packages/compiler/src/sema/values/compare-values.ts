import { convertFloat, floatCompare, floatFromInt, floatIsNan } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { maxInt, minInt } from '../../intern/int-arith.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { valueToBits } from '../../intern/memory.ts';
import { isPtrValue, isSamePtr, ptrValueOffset } from '../../intern/ptr-values.ts';
import {
  arrayLen,
  childType,
  floatBits,
  intBits,
  intSigned,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import {
  aggregate,
  boolValue,
  floatValueBits,
  intBig,
  isInt,
  isUndef,
  optPayload,
  undefValue,
} from '../../intern/values.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Sema } from '../core/sema.ts';

import { valueWithType } from './value-cast.ts';

/** A comparison operator. */
export type CompareOp = 'lt' | 'lte' | 'eq' | 'gte' | 'gt' | 'neq';

/** The operator that says the same of the operands exchanged. */
export function reversed(op: CompareOp): CompareOp {
  switch (op) {
    case 'lt':
      return 'gt';
    case 'lte':
      return 'gte';
    case 'gt':
      return 'lt';
    case 'gte':
      return 'lte';
    default:
      return op;
  }
}

/** Whether `op` holds of operands the first of which is less (negative `order`), equal (0) or greater; NaN: they have no order. */
export function orderMatches(order: number, op: CompareOp): boolean {
  switch (op) {
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'eq':
      return order === 0;
    case 'gte':
      return order >= 0;
    case 'gt':
      return order > 0;
    case 'neq':
      return order !== 0;
  }
}

/** Whether the defined value is a float. */
export function isFloatValue(sema: Sema, value: Index): boolean {
  return sema.pool.tag(value) === ItemTag.float;
}

/** Whether the defined value is a NaN. */
export function isNanValue(sema: Sema, value: Index): boolean {
  if (!isFloatValue(sema, value)) return false;
  return floatIsNan(floatBits(sema.pool, sema.pool.word(value, 0) as Index), floatValueBits(sema.pool, value));
}

function asF128(sema: Sema, value: Index): bigint {
  const pool = sema.pool;
  if (!isFloatValue(sema, value)) return floatFromInt(128, intBig(pool, value));
  return convertFloat(floatBits(pool, pool.word(value, 0) as Index), 128, floatValueBits(pool, value));
}

/** Order of two defined numbers of whatever types: see `orderMatches`. */
export function orderNumbers(sema: Sema, lhs: Index, rhs: Index): number {
  if (isFloatValue(sema, lhs) || isFloatValue(sema, rhs))
    return floatCompare(128, asF128(sema, lhs), asF128(sema, rhs));
  const [left, right] = [intBig(sema.pool, lhs), intBig(sema.pool, rhs)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Order of a defined number and zero. */
export function orderAgainstZero(sema: Sema, value: Index): number {
  if (isFloatValue(sema, value)) return floatCompare(128, asF128(sema, value), 0n);
  const int = intBig(sema.pool, value);
  return int < 0n ? -1 : int > 0n ? 1 : 0;
}

/** Whether two values of one type are equal. Equal ones are one item, but pointers may get to the same place by different ways. */
function isSame(sema: Sema, lhs: Index, rhs: Index): boolean {
  if (lhs === rhs) return true;
  const pool = sema.pool;
  const left = optPayload(pool, lhs);
  const right = optPayload(pool, rhs);
  if (left !== NO_INDEX && right !== NO_INDEX) return isSame(sema, left, right);
  return isPtrValue(pool, lhs) && isPtrValue(pool, rhs) && isSamePtr(pool, lhs, rhs);
}

/** Whether `lhs op rhs` holds of defined values of the same type `ty`, which is no vector. */
function compareScalar(sema: Sema, lhs: Index, op: CompareOp, rhs: Index, ty: Index): boolean {
  const pool = sema.pool;
  if (isFloatValue(sema, lhs) || isInt(pool, lhs)) return orderMatches(orderNumbers(sema, lhs, rhs), op);
  if (ty === Ty.bool) return orderMatches(Number(lhs === Val.true) - Number(rhs === Val.true), op);
  if (typeKind(pool, ty) === TypeKind.union) {
    // Packed: whichever field it was made by, the bits count.
    return (valueToBits(pool, lhs) === valueToBits(pool, rhs)) === (op === 'eq');
  }
  const equal = isSame(sema, valueWithType(sema, lhs, ty), valueWithType(sema, rhs, ty));
  if (op === 'eq') return equal;
  if (op === 'neq') return !equal;
  return orderMatches(knownAddress(sema, lhs) - knownAddress(sema, rhs), op);
}

/** The address of a pointer. Whatever is linked counts as being at one place behind all addresses, as the official compiler has it. */
function knownAddress(sema: Sema, ptr: Index): number {
  const pool = sema.pool;
  return pool.tag(ptr) === ItemTag.ptr_int ? ptrValueOffset(pool, ptr) : Number.MAX_SAFE_INTEGER;
}

/**
 * What `lhs op rhs` is for defined values of the same type: a bool, or for vectors a vector of bools.
 */
export function compareValues(sema: Sema, lhs: Index, op: CompareOp, rhs: Index, ty: Index): Index {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_vector) return boolValue(compareScalar(sema, lhs, op, rhs, ty));
  const len = arrayLen(pool, ty);
  const elemTy = childType(pool, ty);
  const elems: Index[] = [];
  for (let i = 0; i < len; i++) {
    const left = elementOf(pool, lhs, ty, i);
    const right = elementOf(pool, rhs, ty, i);
    const known = !isUndef(pool, left) && !isUndef(pool, right);
    elems.push(known ? boolValue(compareScalar(sema, left, op, right, elemTy)) : undefValue(pool, Ty.bool));
  }
  return aggregate(pool, vectorType(pool, len, Ty.bool), elems);
}

/**
 * What `value op x` is for every `x` of the integer type `ty`, where the range of that settles it; null where it depends on `x`.
 */
export function onlyPossibleComparison(sema: Sema, value: bigint, op: CompareOp, ty: Index): boolean | null {
  const bits = intBits(sema.pool, ty);
  const signed = intSigned(sema.pool, ty);
  const min = minInt(signed, bits);
  const max = maxInt(signed, bits);
  switch (op) {
    case 'eq':
      return value < min || value > max ? false : null;
    case 'neq':
      return value < min || value > max ? true : null;
    case 'lt':
      return value < min ? true : value >= max ? false : null;
    case 'lte':
      return value <= min ? true : value > max ? false : null;
    case 'gt':
      return value > max ? true : value <= min ? false : null;
    case 'gte':
      return value >= max ? true : value < min ? false : null;
  }
}
