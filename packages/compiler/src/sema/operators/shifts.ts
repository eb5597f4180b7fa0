import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitLength } from '../../intern/int-arith.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { intBits, intSigned, intType, scalarType } from '../../intern/types.ts';
import { intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { checkIntType } from '../casts/casts.ts';
import { intCast } from '../casts/int-casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { builtinOperands, type Operands, operatorOperands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkBits } from '../core/limits.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { log2IntType } from '../types/derived-types.ts';
import { checkAllDefined, exactInt, inRange, isNegative, isZero, saturated, wrapped } from '../values/number-values.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveValue, vectorElementNote } from '../values/operands.ts';
import {
  allTrue,
  checkVectorizable,
  emitCompare,
  everyElement,
  mapBinary,
  mapUnary,
  splatInt,
  typeLike,
} from '../values/vectors.ts';
import { emitChecked } from './arithmetic.ts';
import { analyzeMinMax } from './min-max.ts';

/** A number without a size is shifted by fewer bits than that. */
const AMOUNTS_END = 1n << 64n;

function zirShift(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tag: Tag = block.frame.tags[inst];
  const operands =
    tag === Tag.shl_exact || tag === Tag.shr_exact ? builtinOperands(block, inst) : operatorOperands(block, inst);
  return tag === Tag.shr || tag === Tag.shr_exact
    ? analyzeShr(sema, block, tag, operands)
    : analyzeShl(sema, block, tag, operands);
}

/**
 * Fails where `amount`, the one at `elem` of a vector if that is not -1, is undefined, negative, or not less than the bits of the integer
 * type `scalar`, which messages call `ty`. What saturates may be shifted any number of bits, or an unknown one.
 */
export function checkAmount(
  sema: Sema,
  block: Block,
  src: Src,
  amount: Index,
  elem: number,
  scalar: Index,
  ty: Index,
  saturates: boolean,
): void {
  const pool = sema.pool;
  if (isUndef(pool, amount)) {
    if (saturates) return;
    failWithUseOfUndef(sema, block, src, elem);
  }
  const fail = (text: string): never => sema.fail(block, src, text, vectorElementNote(block, src, elem));
  if (isNegative(pool, amount)) fail(`shift by negative amount '${printValue(pool, amount)}'`);
  if (scalar === Ty.comptimeInt && intBig(pool, amount) >= AMOUNTS_END)
    fail('this implementation only supports comptime shift amounts of up to 2^64 - 1 bits');
  if (saturates || scalar === Ty.comptimeInt || isZero(pool, amount)) return;
  if (intBig(pool, amount) < BigInt(intBits(pool, scalar))) return;
  fail(`shift amount '${printValue(pool, amount)}' is too large for operand type '${printType(pool, ty)}'`);
}

/** Where one operand is known: what that decides, else null. Fails where there is no result whatever the other is. */
export function decideShift(
  sema: Sema,
  block: Block,
  operands: Operands,
  lhsValue: Index,
  rhsValue: Index,
  saturates: boolean,
): AirRef | null {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const scalar = scalarType(pool, lhsTy);
  if (rhsValue !== NO_INDEX) {
    if (isUndef(pool, rhsValue)) {
      if (saturates) return interned(undefValue(pool, lhsTy));
      failWithUseOfUndef(sema, block, rhsSrc);
    }
    mapUnary(sema, rhsTy, rhsValue, (elem, i) => {
      checkAmount(sema, block, rhsSrc, elem, i, scalar, lhsTy, saturates);
      return elem;
    });
    return everyElement(sema, rhsValue, (elem) => isZero(pool, elem)) ? lhs : null;
  }
  if (scalar === Ty.comptimeInt) {
    const text = 'LHS of shift must be a fixed-width integer type, or RHS must be comptime-known';
    return sema.fail(block, src, text);
  }
  checkAmountUnsigned(sema, block, rhsSrc, rhsTy);
  if (lhsValue === NO_INDEX) return null;
  if (saturates && isUndef(pool, lhsValue)) return lhs;
  if (!saturates) checkAllDefined(sema, block, lhsSrc, lhsValue);
  return everyElement(sema, lhsValue, (elem) => isZero(pool, elem)) ? lhs : null;
}

function checkAmountUnsigned(sema: Sema, block: Block, src: Src, ty: Index): void {
  const scalar = scalarType(sema.pool, ty);
  if (scalar !== Ty.comptimeInt && intSigned(sema.pool, scalar))
    sema.fail(block, src, `shift by signed type '${printType(sema.pool, ty)}'`);
}

/** Fails where the operands are no integers, or not as many. The amount of `<<|` is looked at before what it shifts. */
function checkShiftTypes(sema: Sema, block: Block, operands: Operands, saturates = false): void {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  checkVectorizable(sema, block, src, lhsTy, rhsTy, lhsSrc, rhsSrc);
  const checkRhs = (): boolean => checkIntType(sema, block, rhsSrc, scalarType(sema.pool, rhsTy));
  if (saturates && !checkRhs() && resolveValue(sema, rhs) === NO_INDEX) checkAmountUnsigned(sema, block, rhsSrc, rhsTy);
  checkIntType(sema, block, lhsSrc, scalarType(sema.pool, lhsTy));
  if (!saturates) checkRhs();
}

/** Emits the check that the shift amount is less than the bits of the left operand, where its type does not see to that. */
function checkAmountAtRuntime(sema: Sema, block: Block, src: Src, lhsTy: Index, rhs: AirRef): void {
  const bits = intBits(sema.pool, scalarType(sema.pool, lhsTy));
  const rhsTy = sema.typeOf(rhs);
  if ((bits & (bits - 1)) === 0 || !inRange(sema.pool, bits, scalarType(sema.pool, rhsTy))) return;
  const inside = emitCompare(sema, block, AirTag.cmp_lt, rhs, splatInt(sema, rhsTy, bits));
  addSafetyCheck(sema, block, src, allTrue(sema, block, inside), PanicId.shift_rhs_too_big);
}

/** `<<`, `<<|`, `@shlExact` */
function analyzeShl(sema: Sema, block: Block, tag: Tag, operands: Operands): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  const scalar = scalarType(pool, ty);
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, rhs);
  const saturates = tag === Tag.shl_sat;
  checkShiftTypes(sema, block, operands, saturates);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b, i) => {
      if (!saturates && isUndef(pool, a)) failWithUseOfUndef(sema, block, lhsSrc, i);
      checkAmount(sema, block, rhsSrc, b, i, scalar, scalar, saturates);
      if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
      if (saturates && scalar !== Ty.comptimeInt) return saturatedShl(sema, scalar, a, b);
      if (!isZero(pool, a)) checkBits(sema, block, src, intBig(pool, b));
      const shifted = shiftLeft(intBig(pool, a), intBig(pool, b));
      return tag === Tag.shl_exact ? exactInt(sema, block, src, scalar, shifted, i) : wrapped(pool, shifted, scalar);
    });
    return interned(result);
  }
  const decided = decideShift(sema, block, operands, lhsValue, rhsValue, saturates);
  if (decided !== null) return decided;
  const amount =
    tag === Tag.shl_sat ? limitedAmount(sema, block, operands) : coerceAmount(sema, block, ty, rhs, rhsSrc);
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  const air = tag === Tag.shl ? AirTag.shl : tag === Tag.shl_sat ? AirTag.shl_sat : AirTag.shl_exact;
  if (wantSafety(sema, block) && tag !== Tag.shl_sat) {
    checkAmountAtRuntime(sema, block, src, ty, amount);
    if (tag === Tag.shl_exact) {
      return emitChecked(sema, block, src, AirTag.shl_with_overflow, lhs, amount, PanicId.shl_overflow);
    }
  }
  return sema.emit(block, air, ty, lhs, amount);
}

function saturatedShl(sema: Sema, scalar: Index, a: Index, b: Index): Index {
  const pool = sema.pool;
  const value = intBig(pool, a);
  const amount = intBig(pool, b);
  if (value === 0n) return a;
  const limit = BigInt(intBits(pool, scalar)) + 1n;
  return saturated(pool, value << (amount > limit ? limit : amount), scalar);
}

/** The amount of a `<<|`, cut down to what an integer as small as the left operand's type holds. */
function limitedAmount(sema: Sema, block: Block, operands: Operands): AirRef {
  const { lhs, rhs, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const scalar = scalarType(pool, lhsTy);
  const rhsScalar = scalarType(pool, rhsTy);
  if (rhsScalar !== Ty.comptimeInt && intBits(pool, rhsScalar) <= intBits(pool, scalar)) return rhs;
  const unsigned = intType(pool, false, intBits(pool, scalar));
  const max = splatInt(sema, typeLike(sema, lhsTy, Ty.comptimeInt), (1n << BigInt(intBits(pool, scalar))) - 1n);
  const limited = analyzeMinMax(sema, block, rhsSrc, false, [rhs, max], [rhsSrc, rhsSrc]);
  return intCast(sema, block, rhsSrc, typeLike(sema, lhsTy, unsigned), rhsSrc, limited, rhsSrc, null);
}

/** A shift amount as of the type that shifts of `lhsTy` take, where it is a literal. */
function coerceAmount(sema: Sema, block: Block, lhsTy: Index, rhs: AirRef, rhsSrc: Src): AirRef {
  const pool = sema.pool;
  const rhsTy = sema.typeOf(rhs);
  if (scalarType(pool, rhsTy) !== Ty.comptimeInt) return rhs;
  return coerce(sema, block, log2IntType(sema, block, rhsSrc, lhsTy), rhs, rhsSrc);
}

/** `>>`, `@shrExact` */
function analyzeShr(sema: Sema, block: Block, tag: Tag, operands: Operands): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  const scalar = scalarType(pool, ty);
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, rhs);
  checkShiftTypes(sema, block, operands);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b, i) => {
      if (isUndef(pool, a)) failWithUseOfUndef(sema, block, lhsSrc, i);
      checkAmount(sema, block, rhsSrc, b, i, scalar, scalar, false);
      const value = intBig(pool, a);
      const shifted = shiftRight(value, intBig(pool, b));
      if (tag === Tag.shr_exact && shiftLeft(shifted, intBig(pool, b)) !== value) {
        sema.fail(block, src, 'exact shift shifted out 1 bits', vectorElementNote(block, rhsSrc, i));
      }
      return intValue(pool, scalar, shifted);
    });
    return interned(result);
  }
  const decided = decideShift(sema, block, operands, lhsValue, rhsValue, false);
  if (decided !== null) return decided;
  const amount = coerceAmount(sema, block, ty, rhs, rhsSrc);
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  const result = sema.emit(block, tag === Tag.shr ? AirTag.shr : AirTag.shr_exact, ty, lhs, amount);
  if (wantSafety(sema, block)) {
    checkAmountAtRuntime(sema, block, src, ty, amount);
    if (tag === Tag.shr_exact) {
      const back = sema.emit(block, AirTag.shl, ty, result, amount);
      const same = allTrue(sema, block, emitCompare(sema, block, AirTag.cmp_eq, lhs, back));
      addSafetyCheck(sema, block, src, same, PanicId.shr_overflow);
    }
  }
  return result;
}

/** `value << amount`; no number of bits is too many for 0. */
export function shiftLeft(value: bigint, amount: bigint): bigint {
  return value === 0n ? 0n : value << amount;
}

/** `value >> amount`; an amount past all bits leaves the sign. */
function shiftRight(value: bigint, amount: bigint): bigint {
  const length = BigInt(bitLength(value < 0n ? -value : value));
  if (amount > length) return value < 0n ? -1n : 0n;
  return value >> amount;
}

export const shiftHandlers: Handlers = {
  [Tag.shl]: zirShift,
  [Tag.shl_exact]: zirShift,
  [Tag.shl_sat]: zirShift,
  [Tag.shr]: zirShift,
  [Tag.shr_exact]: zirShift,
};
