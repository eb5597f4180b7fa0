import { type AirRef, AirTag, interned } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { divFloor, minInt, modFloor } from '../intern/int-arith.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { intBits, intSigned, TypeKind, typeKind } from '../intern/types.ts';
import { intBig, isUndef, undefValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex } from '../zir/ref.ts';
import { type Casted, castOperands } from './arithmetic.ts';
import {
  allTrue,
  builtinOperands,
  emitCompare,
  everyElement,
  isIntKind,
  isVector,
  mapBinary,
  type Operands,
  operatorOperands,
  splatInt,
} from './binary.ts';
import type { Block } from './block.ts';
import { floatOfInt } from './coerce-float.ts';
import type { Handlers } from './handlers.ts';
import { exactInts, type FloatOp, floatArith, isNegative, isZero } from './number-values.ts';
import { failWithUseOfUndef, requireRuntimeBlock } from './operands.ts';
import { PanicId } from './panic.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

function failWithDivideByZero(sema: Sema, block: Block, src: Src): never {
  return sema.fail(block, src, 'division by zero here causes undefined behavior');
}

function isAllZero(sema: Sema, value: Index): boolean {
  return value !== NO_INDEX && everyElement(sema, value, (elem) => isZero(sema.pool, elem));
}

function anyElement(sema: Sema, value: Index, test: (elem: Index) => boolean): boolean {
  return !everyElement(sema, value, (elem) => !test(elem));
}

/** Fails where the known divisor is undefined or has a zero in it. */
function checkDivisor(sema: Sema, block: Block, casted: Casted, src: Src): void {
  const pool = sema.pool;
  const value = casted.rhsValue;
  if (value === NO_INDEX) return;
  if (isUndef(pool, value)) failWithUseOfUndef(sema, block, src);
  if (anyElement(sema, value, (elem) => isUndef(pool, elem) || isZero(pool, elem))) {
    failWithDivideByZero(sema, block, src);
  }
}

/** Emits the check that no divisor is zero. Floats may be divided by zero. */
function checkNotZero(sema: Sema, block: Block, src: Src, casted: Casted): void {
  if (casted.rhsValue !== NO_INDEX || !isIntKind(casted.kind)) return;
  const ok = emitCompare(sema, block, AirTag.cmp_neq, casted.rhs, splatInt(sema, casted.ty, 0));
  addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.divide_by_zero);
}

/** Emits the check that the smallest integer is not divided by -1, which does not fit. */
function checkNoOverflow(sema: Sema, block: Block, src: Src, casted: Casted): void {
  const pool = sema.pool;
  const { ty, scalar, lhs, rhs, lhsValue, rhsValue, kind } = casted;
  if (kind !== TypeKind.int || !intSigned(pool, scalar)) return;
  const least = minInt(true, intBits(pool, scalar));
  const mayBe = (value: Index, int: bigint): boolean =>
    value === NO_INDEX || anyElement(sema, value, (elem) => isUndef(pool, elem) || intBig(pool, elem) === int);
  if (!mayBe(lhsValue, least) || !mayBe(rhsValue, -1n)) return;
  const notLeast =
    lhsValue === NO_INDEX ? emitCompare(sema, block, AirTag.cmp_neq, lhs, splatInt(sema, ty, least)) : null;
  const notMinus = rhsValue === NO_INDEX ? emitCompare(sema, block, AirTag.cmp_neq, rhs, splatInt(sema, ty, -1)) : null;
  let ok = notLeast ?? notMinus;
  if (notLeast !== null && notMinus !== null) {
    const tag = isVector(sema, ty) ? AirTag.bit_or : AirTag.bool_or;
    ok = sema.emit(block, tag, sema.typeOf(notLeast), notLeast, notMinus);
  }
  if (ok !== null) addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.integer_overflow);
}

/** Computes the result element by element. */
function fold(
  sema: Sema,
  block: Block,
  operands: Operands,
  casted: Casted,
  int: (a: bigint, b: bigint) => bigint,
  float: FloatOp,
): AirRef {
  const pool = sema.pool;
  const { ty, scalar, lhsValue, rhsValue } = casted;
  if (isIntKind(casted.kind)) {
    const compute = (a: Index, b: Index): bigint => {
      if (isUndef(pool, a) || isUndef(pool, b)) failWithUseOfUndef(sema, block, operands.lhsSrc);
      return int(intBig(pool, a), intBig(pool, b));
    };
    return interned(exactInts(sema, block, operands.src, ty, lhsValue, rhsValue, compute));
  }
  const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b) =>
    isUndef(pool, a) || isUndef(pool, b) ? undefValue(pool, scalar) : floatArith(pool, float, scalar, a, b),
  );
  return interned(result);
}

/** The checks that all divisions share. Gives the result where the known dividend decides it. */
function prepare(sema: Sema, block: Block, operands: Operands, casted: Casted): AirRef | null {
  const pool = sema.pool;
  const { lhsValue, rhsValue } = casted;
  if (casted.kind === TypeKind.float) {
    const isKnownUndef = (value: Index): boolean => value !== NO_INDEX && isUndef(pool, value);
    return isKnownUndef(lhsValue) || isKnownUndef(rhsValue) ? interned(undefValue(pool, casted.ty)) : null;
  }
  if (rhsValue !== NO_INDEX) checkDivisor(sema, block, casted, operands.rhsSrc);
  if (lhsValue !== NO_INDEX && isUndef(pool, lhsValue)) {
    if (!isIntKind(casted.kind)) return interned(undefValue(pool, casted.ty));
    if (casted.kind === TypeKind.int && intSigned(pool, casted.scalar) && rhsValue !== NO_INDEX) {
      const minusOne = anyElement(sema, rhsValue, (elem) => intBig(pool, elem) === -1n);
      if (!minusOne) return interned(undefValue(pool, casted.ty));
    } else if (casted.kind !== TypeKind.int || !intSigned(pool, casted.scalar)) {
      return interned(undefValue(pool, casted.ty));
    }
    failWithUseOfUndef(sema, block, operands.rhsSrc);
  }
  if (isAllZero(sema, lhsValue)) return casted.lhs;
  return null;
}

/** `/` */
function zirDiv(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = operatorOperands(block, inst);
  const pool = sema.pool;
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const casted = castOperands(sema, block, Tag.div, operands);
  checkAmbiguousDivision(sema, block, operands, lhsTy, rhsTy);
  const decided = prepare(sema, block, operands, casted);
  if (decided !== null) return decided;
  if (casted.lhsValue !== NO_INDEX && casted.rhsValue !== NO_INDEX) {
    return fold(sema, block, operands, casted, (a, b) => a / b, 'div');
  }
  requireRuntimeBlock(sema, block, src, casted.lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  if (casted.kind === TypeKind.int && intSigned(pool, casted.scalar)) {
    const [a, b] = [printType(pool, lhsTy), printType(pool, rhsTy)];
    const text = `division with '${a}' and '${b}': signed integers must use @divTrunc, @divFloor, or @divExact`;
    return sema.fail(block, src, text);
  }
  if (wantSafety(sema, block)) checkNotZero(sema, block, src, casted);
  const tag = isIntKind(casted.kind) ? AirTag.div_trunc : AirTag.div_float;
  return sema.emit(block, tag, casted.ty, casted.lhs, casted.rhs);
}

/** A `comptime_float` divided by a `comptime_int`, or the reverse, must leave no doubt which division is meant. */
function checkAmbiguousDivision(sema: Sema, block: Block, operands: Operands, lhsTy: Index, rhsTy: Index): void {
  const mixed =
    (lhsTy === Ty.comptimeFloat && rhsTy === Ty.comptimeInt) ||
    (lhsTy === Ty.comptimeInt && rhsTy === Ty.comptimeFloat);
  if (!mixed) return;
  const pool = sema.pool;
  const asFloat = (operand: AirRef): Index => {
    const value = operand as number as Index;
    return sema.typeOf(operand) === Ty.comptimeInt ? floatOfInt(sema, intBig(pool, value), Ty.comptimeFloat) : value;
  };
  if (isUndef(pool, operands.lhs as number as Index) || isUndef(pool, operands.rhs as number as Index)) return;
  const divisor = asFloat(operands.rhs);
  if (isZero(pool, divisor)) return;
  const rest = floatArith(pool, 'rem', Ty.comptimeFloat, asFloat(operands.lhs), divisor);
  if (isZero(pool, rest)) return;
  const [a, b] = [printType(pool, lhsTy), printType(pool, rhsTy)];
  const text = `ambiguous coercion of division operands '${a}' and '${b}'; non-zero remainder '${printValue(pool, rest)}'`;
  sema.fail(block, operands.src, text);
}

/** `@divFloor`, `@divTrunc` */
function zirDivRounded(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = builtinOperands(block, inst);
  const tag: Tag = block.frame.tags[inst];
  const isFloor = tag === Tag.div_floor;
  const { src, lhsSrc, rhsSrc } = operands;
  const casted = castOperands(sema, block, tag, operands);
  const decided = prepare(sema, block, operands, casted);
  if (decided !== null) return decided;
  if (casted.lhsValue !== NO_INDEX && casted.rhsValue !== NO_INDEX) {
    const int = isFloor ? divFloor : (a: bigint, b: bigint): bigint => a / b;
    return fold(sema, block, operands, casted, int, isFloor ? 'divFloor' : 'divTrunc');
  }
  requireRuntimeBlock(sema, block, src, casted.lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  if (wantSafety(sema, block)) {
    checkNoOverflow(sema, block, src, casted);
    checkNotZero(sema, block, src, casted);
  }
  return sema.emit(block, isFloor ? AirTag.div_floor : AirTag.div_trunc, casted.ty, casted.lhs, casted.rhs);
}

/** `@divExact` */
function zirDivExact(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = builtinOperands(block, inst);
  const { src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const casted = castOperands(sema, block, Tag.div_exact, operands);
  const decided = prepare(sema, block, operands, casted);
  if (decided !== null) return decided;
  if (casted.lhsValue !== NO_INDEX && casted.rhsValue !== NO_INDEX) {
    mapBinary(sema, casted.ty, casted.lhsValue, casted.rhsValue, (a, b) => {
      const hasRest = isIntKind(casted.kind)
        ? intBig(pool, a) % intBig(pool, b) !== 0n
        : !isZero(pool, floatArith(pool, 'mod', casted.scalar, a, b));
      if (hasRest) sema.fail(block, src, 'exact division produced remainder');
      return a;
    });
    return fold(sema, block, operands, casted, (a, b) => a / b, 'div');
  }
  requireRuntimeBlock(sema, block, src, casted.lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  if (!wantSafety(sema, block)) return sema.emit(block, AirTag.div_exact, casted.ty, casted.lhs, casted.rhs);
  checkNoOverflow(sema, block, src, casted);
  checkNotZero(sema, block, src, casted);
  const result = sema.emit(block, AirTag.div_exact, casted.ty, casted.lhs, casted.rhs);
  let ok: AirRef;
  if (isIntKind(casted.kind)) {
    const rest = sema.emit(block, AirTag.rem, casted.ty, casted.lhs, casted.rhs);
    ok = emitCompare(sema, block, AirTag.cmp_eq, rest, splatInt(sema, casted.ty, 0));
  } else {
    const floored = sema.emit(block, AirTag.floor, casted.ty, result);
    ok = emitCompare(sema, block, AirTag.cmp_eq, result, floored);
  }
  addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.exact_division_remainder);
  return result;
}

function failWithModRemNegative(sema: Sema, block: Block, src: Src, lhsTy: Index, rhsTy: Index): never {
  const [a, b] = [printType(sema.pool, lhsTy), printType(sema.pool, rhsTy)];
  const text = `remainder division with '${a}' and '${b}': signed integers and floats must use @rem or @mod`;
  return sema.fail(block, src, text);
}

/** `%`: only where `@rem` and `@mod` give the same. */
function zirModRem(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = operatorOperands(block, inst);
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const casted = castOperands(sema, block, Tag.mod_rem, operands);
  const { lhsValue, rhsValue, kind, scalar } = casted;
  const fail = (at: Src): never => failWithModRemNegative(sema, block, at, lhsTy, rhsTy);
  const isSigned = (ty: Index): boolean => {
    const scalarTy = isVector(sema, ty) ? scalar : ty;
    return typeKind(pool, scalarTy) === TypeKind.int && intSigned(pool, scalarTy);
  };
  if (isIntKind(kind)) {
    if (lhsValue !== NO_INDEX) {
      if (isUndef(pool, lhsValue)) failWithUseOfUndef(sema, block, lhsSrc);
      if (isAllZero(sema, lhsValue)) {
        if (rhsValue !== NO_INDEX) checkDivisor(sema, block, casted, rhsSrc);
        return casted.lhs;
      }
    } else if (isSigned(lhsTy)) fail(lhsSrc);
    if (rhsValue !== NO_INDEX) {
      checkDivisor(sema, block, casted, rhsSrc);
      if (anyElement(sema, rhsValue, (elem) => isNegative(pool, elem))) fail(rhsSrc);
      if (lhsValue !== NO_INDEX) {
        const result = fold(sema, block, operands, casted, (a, b) => a % b, 'rem');
        const isAllPositive = !anyElement(sema, lhsValue, (elem) => isNegative(pool, elem));
        if (!isAllPositive && !isAllZero(sema, result as number as Index)) fail(lhsSrc);
        return result;
      }
    } else if (isSigned(rhsTy)) fail(rhsSrc);
  } else {
    if (rhsValue === NO_INDEX) fail(rhsSrc);
    checkDivisor(sema, block, casted, rhsSrc);
    if (anyElement(sema, rhsValue, (elem) => isNegative(pool, elem))) fail(rhsSrc);
    if (lhsValue === NO_INDEX) fail(lhsSrc);
    if (
      isUndef(pool, lhsValue) ||
      anyElement(sema, lhsValue, (elem) => isUndef(pool, elem) || isNegative(pool, elem))
    ) {
      fail(lhsSrc);
    }
    return fold(sema, block, operands, casted, (a, b) => a % b, 'rem');
  }
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  if (wantSafety(sema, block)) checkNotZero(sema, block, src, casted);
  return sema.emit(block, AirTag.rem, casted.ty, casted.lhs, casted.rhs);
}

/** `@mod`, `@rem` */
function zirRemainder(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = builtinOperands(block, inst);
  const tag: Tag = block.frame.tags[inst];
  const { src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const casted = castOperands(sema, block, tag, operands);
  if (casted.rhsValue !== NO_INDEX) checkDivisor(sema, block, casted, rhsSrc);
  if (casted.lhsValue !== NO_INDEX && isUndef(pool, casted.lhsValue)) {
    if (isIntKind(casted.kind)) failWithUseOfUndef(sema, block, lhsSrc);
    return interned(undefValue(pool, casted.ty));
  }
  if (casted.lhsValue !== NO_INDEX && casted.rhsValue !== NO_INDEX) {
    const int = tag === Tag.mod ? modFloor : (a: bigint, b: bigint): bigint => a % b;
    return fold(sema, block, operands, casted, int, tag === Tag.mod ? 'mod' : 'rem');
  }
  requireRuntimeBlock(sema, block, src, casted.lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  if (wantSafety(sema, block)) checkNotZero(sema, block, src, casted);
  return sema.emit(block, tag === Tag.mod ? AirTag.mod : AirTag.rem, casted.ty, casted.lhs, casted.rhs);
}

export const divisionHandlers: Handlers = {
  [Tag.div]: zirDiv,
  [Tag.div_exact]: zirDivExact,
  [Tag.div_floor]: zirDivRounded,
  [Tag.div_trunc]: zirDivRounded,
  [Tag.mod]: zirRemainder,
  [Tag.rem]: zirRemainder,
  [Tag.mod_rem]: zirModRem,
};
