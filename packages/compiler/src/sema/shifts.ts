import { type AirRef, AirTag, interned } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { bitLength } from '../intern/int-arith.ts';
import { Ty, Val } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { intBits, intSigned, intType, scalarType } from '../intern/types.ts';
import { intBig, intValue, isUndef, undefValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex } from '../zir/ref.ts';
import { checkOverflowType, emitChecked, overflowTuple, overflowTupleType } from './arithmetic.ts';
import {
  allTrue,
  builtinOperands,
  checkVectorizable,
  emitCompare,
  everyElement,
  mapBinary,
  mapUnary,
  type Operands,
  operatorOperands,
  splatInt,
  typeLike,
} from './binary.ts';
import type { Block } from './block.ts';
import { checkIntType } from './casts.ts';
import { coerce } from './coerce.ts';
import type { Handlers } from './handlers.ts';
import { intCast } from './int-casts.ts';
import { analyzeMinMax } from './min-max.ts';
import { inRange, isNegative, isZero, saturated, wrapped } from './number-values.ts';
import { requireRuntimeBlock, resolveValue } from './operands.ts';
import { PanicId } from './panic.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { log2IntType } from './type-expr.ts';

function zirShift(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const tag: Tag = block.frame.tags[inst];
  const operands =
    tag === Tag.shl_exact || tag === Tag.shr_exact ? builtinOperands(block, inst) : operatorOperands(block, inst);
  return tag === Tag.shr || tag === Tag.shr_exact
    ? analyzeShr(sema, block, tag, operands)
    : analyzeShl(sema, block, tag, operands);
}

/** Fails where the known shift amount `rhs` is negative, or not less than the bits of `lhsTy` (unless `mayExceed`). */
function checkShiftAmount(
  sema: Sema,
  block: Block,
  operands: Operands,
  rhs: Index,
  lhsTy: Index,
  mayExceed: boolean,
): void {
  const pool = sema.pool;
  const scalar = scalarType(pool, lhsTy);
  const limit = scalar === Ty.comptimeInt || mayExceed ? -1n : BigInt(intBits(pool, scalar));
  mapUnary(sema, sema.typeOf(interned(rhs)), rhs, (elem, i) => {
    if (isUndef(pool, elem)) return elem;
    const at = i < 0 ? '' : ` at index '${i}'`;
    const text = printValue(pool, elem);
    if (isNegative(pool, elem)) sema.fail(block, operands.rhsSrc, `shift by negative amount '${text}'${at}`);
    if (limit >= 0n && intBig(pool, elem) >= limit) {
      const name = printType(pool, scalar);
      sema.fail(block, operands.rhsSrc, `shift amount '${text}' is too large for operand type '${name}'${at}`);
    }
    return elem;
  });
}

/** What both directions have in common: the result where one operand decides it, else null. */
function checkOperands(
  sema: Sema,
  block: Block,
  operands: Operands,
  lhsValue: Index,
  rhsValue: Index,
  mayExceed: boolean,
): AirRef | null {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  checkVectorizable(sema, block, src, lhsTy, rhsTy, lhsSrc, rhsSrc);
  checkIntType(sema, block, lhsSrc, scalarType(pool, lhsTy));
  checkIntType(sema, block, rhsSrc, scalarType(pool, rhsTy));
  if (rhsValue !== NO_INDEX) {
    if (isUndef(pool, rhsValue)) return interned(undefValue(pool, lhsTy));
    if (everyElement(sema, rhsValue, (elem) => isZero(pool, elem))) return lhs;
    checkShiftAmount(sema, block, operands, rhsValue, lhsTy, mayExceed);
  } else {
    if (intSigned(pool, scalarType(pool, rhsTy))) {
      return sema.fail(block, rhsSrc, `shift by signed type '${printType(pool, rhsTy)}'`);
    }
    if (scalarType(pool, lhsTy) === Ty.comptimeInt) {
      const text = 'LHS of shift must be a fixed-width integer type, or RHS must be comptime-known';
      return sema.fail(block, src, text);
    }
  }
  if (lhsValue !== NO_INDEX && isUndef(pool, lhsValue)) return lhs;
  return null;
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
  const decided = checkOperands(sema, block, operands, lhsValue, rhsValue, tag === Tag.shl_sat);
  if (decided !== null) return decided;
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b) => {
      if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
      if (tag === Tag.shl_sat && scalar !== Ty.comptimeInt) return saturatedShl(sema, scalar, a, b);
      const shifted = intBig(pool, a) << intBig(pool, b);
      if (tag === Tag.shl_exact && !inRange(pool, shifted, scalar)) {
        sema.fail(block, src, 'operation caused overflow');
      }
      return wrapped(pool, shifted, scalar);
    });
    return interned(result);
  }
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
  return intCast(sema, block, rhsSrc, typeLike(sema, lhsTy, unsigned), rhsSrc, limited, rhsSrc, false);
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
  const decided = checkOperands(sema, block, operands, lhsValue, rhsValue, false);
  if (decided !== null) return decided;
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b) => {
      if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
      const value = intBig(pool, a);
      const shifted = shiftRight(value, intBig(pool, b));
      if (tag === Tag.shr_exact && shifted << intBig(pool, b) !== value) {
        sema.fail(block, src, 'exact shift shifted out 1 bits');
      }
      return intValue(pool, scalar, shifted);
    });
    return interned(result);
  }
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

/** `value >> amount`; an amount past all bits leaves the sign. */
function shiftRight(value: bigint, amount: bigint): bigint {
  const length = BigInt(bitLength(value < 0n ? -value : value));
  if (amount > length) return value < 0n ? -1n : 0n;
  return value >> amount;
}

/** `@shlWithOverflow` */
export function shlWithOverflow(sema: Sema, block: Block, operands: Operands): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  checkOverflowType(sema, block, src, ty);
  const amount = coerce(sema, block, log2IntType(sema, block, src, ty), rhs, rhsSrc);
  const scalar = scalarType(pool, ty);
  const bitTy = typeLike(sema, ty, Ty.u1);
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, amount);
  const lhsZero = lhsValue !== NO_INDEX && everyElement(sema, lhsValue, (elem) => isZero(pool, elem));
  const rhsZero = rhsValue !== NO_INDEX && everyElement(sema, rhsValue, (elem) => isZero(pool, elem));
  if (lhsZero || rhsZero) return overflowTuple(sema, block, ty, lhs, splatInt(sema, bitTy, 0));
  const anyUndef =
    (lhsValue !== NO_INDEX && isUndef(pool, lhsValue)) || (rhsValue !== NO_INDEX && isUndef(pool, rhsValue));
  if (anyUndef)
    return overflowTuple(sema, block, ty, interned(undefValue(pool, ty)), interned(undefValue(pool, bitTy)));
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const shifted = (a: Index, b: Index): bigint => intBig(pool, a) << intBig(pool, b);
    const value = mapBinary(sema, ty, lhsValue, rhsValue, (a, b) => wrapped(pool, shifted(a, b), scalar));
    const bit = mapBinary(sema, bitTy, lhsValue, rhsValue, (a, b) =>
      inRange(pool, shifted(a, b), scalar) ? Val.zeroU1 : Val.oneU1,
    );
    return overflowTuple(sema, block, ty, interned(value), interned(bit));
  }
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  return sema.emit(block, AirTag.shl_with_overflow, overflowTupleType(sema, ty), lhs, amount);
}

export const shiftHandlers: Handlers = {
  [Tag.shl]: zirShift,
  [Tag.shl_exact]: zirShift,
  [Tag.shl_sat]: zirShift,
  [Tag.shr]: zirShift,
  [Tag.shr_exact]: zirShift,
};
