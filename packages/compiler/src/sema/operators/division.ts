import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { divFloor, minInt, modFloor } from '../../intern/int-arith.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { intBits, intSigned, scalarType, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { floatOfInt } from '../coercion/coerce-float.ts';
import { builtinOperands, type Operands, operatorOperands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { checkAllDefined, exactInt, type FloatOp, floatArith, isNegative, isZero } from '../values/number-values.ts';
import { failWithUseOfUndef } from '../values/operands.ts';
import {
  allTrue,
  emitCompare,
  everyElement,
  isFloatKind,
  isIntKind,
  isVector,
  mapBinary,
  splatInt,
} from '../values/vectors.ts';
import { type Casted, castOperands } from './arithmetic.ts';

function failWithDivideByZero(sema: Sema, block: Block, src: Src): never {
  return sema.fail(block, src, 'division by zero here causes illegal behavior');
}

function isAllZero(sema: Sema, value: Index): boolean {
  return everyElement(sema, value, (elem) => isZero(sema.pool, elem));
}

function anyElement(sema: Sema, value: Index, test: (elem: Index) => boolean): boolean {
  return !everyElement(sema, value, (elem) => !test(elem));
}

/**
 * Whether an operand for which there is no result is an error: not where the quotient of floats of a fixed width is asked for, which
 * is then infinite or no number.
 */
function isStrict(casted: Casted, tag: Tag): boolean {
  return casted.kind !== TypeKind.float || tag === Tag.div_exact;
}

/** Where one operand of a strict operation is known: fails where an element of it is undefined, or a zero to divide by. */
function checkKnownOperand(sema: Sema, block: Block, casted: Casted, operands: Operands): void {
  const { lhsValue, rhsValue } = casted;
  if (lhsValue !== NO_INDEX) checkAllDefined(sema, block, operands.lhsSrc, lhsValue);
  if (rhsValue === NO_INDEX) return;
  checkAllDefined(sema, block, operands.rhsSrc, rhsValue);
  if (isRefusedDivisor(sema, casted, rhsValue)) failWithDivideByZero(sema, block, operands.rhsSrc);
}

/**
 * Whether to divide by `value` is an error before anything runs. Of vectors the official compiler looks at bytes alone, and not where all are the
 * same: other zeros are found where the code runs.
 */
function isRefusedDivisor(sema: Sema, { ty, scalar }: Casted, value: Index): boolean {
  const { pool } = sema;
  if (ty === scalar) return isZero(pool, value);
  return pool.tag(value) === ItemTag.aggregate_bytes && anyElement(sema, value, (elem) => isZero(pool, elem));
}

/** Emits the check that no divisor is zero. Floats may be divided by zero. */
function checkNotZero(sema: Sema, block: Block, src: Src, casted: Casted): void {
  const { rhsValue } = casted;
  const mayBeZero = rhsValue === NO_INDEX || anyElement(sema, rhsValue, (elem) => isZero(sema.pool, elem));
  if (!mayBeZero || !isIntKind(casted.kind)) return;
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
  // Of vectors, an element of one is compared with that of the other, so what is known of one counts too.
  const isVectors = isVector(sema, ty);
  const notLeast =
    isVectors || lhsValue === NO_INDEX
      ? emitCompare(sema, block, AirTag.cmp_neq, lhs, splatInt(sema, ty, least))
      : null;
  const notMinus =
    isVectors || rhsValue === NO_INDEX ? emitCompare(sema, block, AirTag.cmp_neq, rhs, splatInt(sema, ty, -1)) : null;
  let ok = notLeast ?? notMinus;
  if (notLeast !== null && notMinus !== null) {
    const tag = isVectors ? AirTag.bit_or : AirTag.bool_or;
    ok = sema.emit(block, tag, sema.typeOf(notLeast), notLeast, notMinus);
  }
  if (ok !== null) addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.integer_overflow);
}

/** The quotients of two known operands. */
function foldDivision(
  sema: Sema,
  block: Block,
  operands: Operands,
  casted: Casted,
  tag: Tag,
  int: (a: bigint, b: bigint) => bigint,
  float: FloatOp,
): AirRef {
  const pool = sema.pool;
  const { ty, scalar, lhsValue, rhsValue } = casted;
  const strict = isStrict(casted, tag);
  const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b, i) => {
    if (strict) {
      if (!isUndef(pool, b) && isZero(pool, b)) failWithDivideByZero(sema, block, operands.rhsSrc);
      if (isUndef(pool, a)) failWithUseOfUndef(sema, block, operands.lhsSrc, i);
      if (isUndef(pool, b)) failWithUseOfUndef(sema, block, operands.rhsSrc, i);
    } else if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
    if (tag === Tag.div_exact && hasRemainder(sema, casted, a, b)) {
      sema.fail(block, operands.src, 'exact division produced remainder');
    }
    if (!isIntKind(casted.kind)) return floatArith(pool, float, scalar, a, b);
    return exactInt(sema, block, operands.src, scalar, int(intBig(pool, a), intBig(pool, b)), i);
  });
  return interned(result);
}

function hasRemainder(sema: Sema, casted: Casted, a: Index, b: Index): boolean {
  const pool = sema.pool;
  if (isIntKind(casted.kind)) return intBig(pool, a) % intBig(pool, b) !== 0n;
  return !isZero(pool, floatArith(pool, 'mod', casted.scalar, a, b));
}

/** The remainders of two known operands. */
function foldRemainder(
  sema: Sema,
  block: Block,
  operands: Operands,
  casted: Casted,
  int: (a: bigint, b: bigint) => bigint,
  float: FloatOp,
): AirRef {
  const pool = sema.pool;
  const { ty, scalar, lhsValue, rhsValue } = casted;
  const isInts = isIntKind(casted.kind);
  const result = mapBinary(sema, ty, lhsValue, rhsValue, (a, b, i) => {
    if (isInts) {
      if (isUndef(pool, a)) failWithUseOfUndef(sema, block, operands.lhsSrc, i);
      if (isUndef(pool, b)) failWithUseOfUndef(sema, block, operands.rhsSrc, i);
      if (isZero(pool, b)) failWithDivideByZero(sema, block, operands.rhsSrc);
      return intValue(pool, scalar, int(intBig(pool, a), intBig(pool, b)));
    }
    return isUndef(pool, a) || isUndef(pool, b) ? undefValue(pool, scalar) : floatArith(pool, float, scalar, a, b);
  });
  return interned(result);
}

/**
 * What all divisions share before they emit code: the result where the operands decide it, else null after the known one has been
 * looked at.
 */
function divideKnown(
  sema: Sema,
  block: Block,
  operands: Operands,
  casted: Casted,
  tag: Tag,
  int: (a: bigint, b: bigint) => bigint,
  float: FloatOp,
): AirRef | null {
  const { ty, lhsValue, rhsValue } = casted;
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    return foldDivision(sema, block, operands, casted, tag, int, float);
  }
  if (isStrict(casted, tag)) {
    checkKnownOperand(sema, block, casted, operands);
    return null;
  }
  const isKnownUndef = (value: Index): boolean => value !== NO_INDEX && isUndef(sema.pool, value);
  return isKnownUndef(lhsValue) || isKnownUndef(rhsValue) ? interned(undefValue(sema.pool, ty)) : null;
}

const truncated = (a: bigint, b: bigint): bigint => a / b;

/** `/` */
function zirDiv(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = operatorOperands(block, inst);
  const pool = sema.pool;
  const { lhs, rhs, src } = operands;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const casted = castOperands(sema, block, Tag.div, operands);
  checkAmbiguousDivision(sema, block, operands, lhsTy, rhsTy);
  const known = divideKnown(sema, block, operands, casted, Tag.div, truncated, 'div');
  if (known !== null) return known;
  if (casted.ty === casted.scalar && casted.kind === TypeKind.int && intSigned(pool, casted.scalar)) {
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
  const casted = castOperands(sema, block, tag, operands);
  const [int, float] = isFloor ? ([divFloor, 'divFloor'] as const) : ([truncated, 'divTrunc'] as const);
  const known = divideKnown(sema, block, operands, casted, tag, int, float);
  if (known !== null) return known;
  if (wantSafety(sema, block)) {
    checkNoOverflow(sema, block, operands.src, casted);
    checkNotZero(sema, block, operands.src, casted);
  }
  return sema.emit(block, isFloor ? AirTag.div_floor : AirTag.div_trunc, casted.ty, casted.lhs, casted.rhs);
}

/** `@divExact` */
function zirDivExact(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = builtinOperands(block, inst);
  const { src } = operands;
  const casted = castOperands(sema, block, Tag.div_exact, operands);
  const known = divideKnown(sema, block, operands, casted, Tag.div_exact, truncated, 'div');
  if (known !== null) return known;
  if (!wantSafety(sema, block)) return sema.emit(block, AirTag.div_exact, casted.ty, casted.lhs, casted.rhs);
  if (!isIntKind(casted.kind)) {
    // What floats leave over is dropped: only what is no number fails.
    const quotient = sema.emit(block, AirTag.div_trunc, casted.ty, casted.lhs, casted.rhs);
    const isWhole = emitCompare(
      sema,
      block,
      AirTag.cmp_eq,
      quotient,
      sema.emit(block, AirTag.floor, casted.ty, quotient),
    );
    addSafetyCheck(sema, block, src, allTrue(sema, block, isWhole), PanicId.exact_division_remainder);
    return quotient;
  }
  checkNoOverflow(sema, block, src, casted);
  checkNotZero(sema, block, src, casted);
  const result = sema.emit(block, AirTag.div_exact, casted.ty, casted.lhs, casted.rhs);
  const rest = sema.emit(block, AirTag.rem, casted.ty, casted.lhs, casted.rhs);
  const ok = emitCompare(sema, block, AirTag.cmp_eq, rest, splatInt(sema, casted.ty, 0));
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
  const casted = castOperands(sema, block, Tag.mod_rem, operands);
  const { lhsValue, rhsValue, kind } = casted;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  const fail = (at: Src): never => failWithModRemNegative(sema, block, at, lhsTy, rhsTy);
  const anyUndef = (value: Index): boolean => anyElement(sema, value, (elem) => isUndef(pool, elem));
  const anyNegative = (value: Index): boolean => anyElement(sema, value, (elem) => isNegative(pool, elem));
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    if (isFloatKind(kind)) {
      if (anyUndef(lhsValue)) fail(lhsSrc);
      if (anyUndef(rhsValue)) fail(rhsSrc);
    }
    const result = foldRemainder(sema, block, operands, casted, (a, b) => a % b, 'rem');
    if (!isAllZero(sema, result as number as Index)) {
      if (anyNegative(lhsValue)) fail(lhsSrc);
      if (anyNegative(rhsValue)) fail(rhsSrc);
    }
    return result;
  }
  const isUnsigned = (ty: Index): boolean => typeKind(pool, ty) === TypeKind.int && !intSigned(pool, ty);
  const maybeNegative = (ty: Index, value: Index): boolean =>
    !isUnsigned(scalarType(pool, ty)) && (value === NO_INDEX || anyUndef(value) || anyNegative(value));
  if (maybeNegative(lhsTy, lhsValue)) fail(lhsSrc);
  if (maybeNegative(rhsTy, rhsValue)) fail(rhsSrc);
  checkKnownOperand(sema, block, casted, operands);
  if (wantSafety(sema, block)) checkNotZero(sema, block, src, casted);
  return sema.emit(block, AirTag.rem, casted.ty, casted.lhs, casted.rhs);
}

/** `@mod`, `@rem` */
function zirRemainder(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operands = builtinOperands(block, inst);
  const tag: Tag = block.frame.tags[inst];
  const casted = castOperands(sema, block, tag, operands);
  const { ty, lhsValue, rhsValue } = casted;
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const [int, float] =
      tag === Tag.mod ? ([modFloor, 'mod'] as const) : ([(a: bigint, b: bigint) => a % b, 'rem'] as const);
    return foldRemainder(sema, block, operands, casted, int, float);
  }
  const value = lhsValue === NO_INDEX ? rhsValue : lhsValue;
  if (isIntKind(casted.kind)) checkKnownOperand(sema, block, casted, operands);
  else if (value !== NO_INDEX && isUndef(sema.pool, value)) return interned(undefValue(sema.pool, ty));
  if (wantSafety(sema, block)) checkNotZero(sema, block, operands.src, casted);
  return sema.emit(block, tag === Tag.mod ? AirTag.mod : AirTag.rem, ty, casted.lhs, casted.rhs);
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
