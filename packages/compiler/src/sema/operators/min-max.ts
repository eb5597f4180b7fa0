import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { floatMax, floatMin } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitsNeeded, maxInt, minInt } from '../../intern/int-arith.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  commonFloat,
  floatBits,
  intBits,
  intSigned,
  intType,
  isRuntimeFloat,
  scalarType,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import { floatValue, floatValueBits, intBig, isInt, isUndef, typeOf, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { builtinOperands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { compareNumbers } from '../values/number-values.ts';
import { resolveValue } from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';
import { isFloatKind, isIntKind, isVector, mapBinary, typeLike } from '../values/vectors.ts';

/** What integers the result can be, and so the type that it gets. */
interface Bounds {
  min: bigint;
  max: bigint;
}

function zirMinMax(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = builtinOperands(block, inst);
  return analyzeMinMax(sema, block, src, block.frame.tags[inst] === Tag.max, [lhs, rhs], [lhsSrc, rhsSrc]);
}

/** `@min`, `@max` of three operands or more. */
function zirMinMaxMulti(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const count = frame.a[inst] >>> 16;
  const isMax = ((frame.a[inst] & 0xffff) as Extended) === Extended.max_multi;
  const operands: AirRef[] = [];
  const srcs: Src[] = [];
  for (let i = 0; i < count; i++) {
    operands.push(resolveInst(block, frame.extra[frame.b[inst] + i] as ZirRef));
    srcs.push(sub(src, SrcPart.builtin_call_arg, i));
  }
  return analyzeMinMax(sema, block, src, isMax, operands, srcs);
}

/** Fails unless all operands are numbers, or all vectors of numbers, of one length. Returns a type of their shape. */
function checkOperands(sema: Sema, block: Block, types: readonly Index[], srcs: readonly Src[]): Index {
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  types.forEach((ty, i) => {
    const scalar = scalarType(pool, ty);
    const kind = typeKind(pool, scalar);
    if (isIntKind(kind) || isFloatKind(kind)) return;
    if (ty !== scalar) sema.fail(block, srcs[i], `expected number, found '${TypeKind[kind]}'`);
    failWithType(sema, block, srcs[i], 'expected number, found', scalar);
  });
  const first = types.findIndex((ty) => isVector(sema, ty));
  if (first < 0) return types[0];
  const len = arrayLen(pool, types[first]);
  types.forEach((ty, i) => {
    const found = printType(pool, ty);
    if (!isVector(sema, ty)) {
      sema.fail(block, srcs[i], `expected vector, found '${found}'`, [
        { chunk, src: srcs[first], message: 'vector operand here' },
      ]);
    }
    if (arrayLen(pool, ty) !== len) {
      sema.fail(block, srcs[i], `expected vector of length '${len}', found '${found}'`, [
        { chunk, src: srcs[first], message: `vector of length '${len}' here` },
      ]);
    }
  });
  return types[first];
}

/**
 * The least or greatest of the operands. The type of an integer result is the smallest that holds all values it can have, as far as
 * types and known operands tell.
 */
export function analyzeMinMax(
  sema: Sema,
  block: Block,
  src: Src,
  isMax: boolean,
  operands: readonly AirRef[],
  srcs: readonly Src[],
): AirRef {
  const pool = sema.pool;
  const types = operands.map((operand) => sema.typeOf(operand));
  const values = operands.map((operand) => resolveValue(sema, operand));
  const shape = checkOperands(sema, block, types, srcs);
  const isInts = types.every((ty) => isIntKind(typeKind(pool, scalarType(pool, ty))));

  // All integers are compared in a type that holds each of them.
  let resultTy: Index;
  let commonTy: Index;
  if (isInts) {
    const ranges = operands.map((_, i) => boundsOf(sema, types[i], values[i]));
    const choose = isMax ? greatest : least;
    const isAllLiteral = types.every((ty) => scalarType(pool, ty) === Ty.comptimeInt);
    const bounds = { min: choose(ranges.map((range) => range.min)), max: choose(ranges.map((range) => range.max)) };
    resultTy = typeLike(sema, shape, isAllLiteral ? Ty.comptimeInt : fittingType(sema, bounds));
    const all = { min: least(ranges.map((range) => range.min)), max: greatest(ranges.map((range) => range.max)) };
    commonTy = typeLike(sema, shape, isAllLiteral ? Ty.comptimeInt : fittingType(sema, all));
  } else {
    resultTy = commonTy = typeLike(sema, shape, widestFloat(sema, types));
  }

  let known: Index = NO_INDEX;
  let isUndefined = false;
  const runtime: number[] = [];
  for (let i = 0; i < operands.length; i++) {
    if (values[i] === NO_INDEX) {
      runtime.push(i);
      continue;
    }
    isUndefined ||= isUndef(pool, values[i]);
    const value = isInts ? values[i] : resolveValue(sema, coerce(sema, block, commonTy, operands[i], srcs[i]));
    known = known === NO_INDEX ? value : foldPair(sema, commonTy, known, value, isMax);
  }
  if (isUndefined) return interned(undefValue(pool, resultTy));
  if (runtime.length === 0) return interned(valueWithType(sema, known, resultTy));
  const only = onePossibleValue(sema, block, src, resultTy);
  if (only !== NO_INDEX) return interned(only);

  let result: AirRef | null = known === NO_INDEX ? null : interned(valueWithType(sema, known, commonTy));
  for (const i of runtime) {
    const operand = coerce(sema, block, commonTy, operands[i], srcs[i]);
    result = result === null ? operand : sema.emit(block, isMax ? AirTag.max : AirTag.min, commonTy, result, operand);
  }
  if (resultTy === commonTy) return result as AirRef;
  return sema.emit(block, AirTag.intcast, resultTy, result as AirRef);
}

/** The type of the result where one operand is a float: the widest of them, of several the one that is common to them. */
function widestFloat(sema: Sema, types: readonly Index[]): Index {
  let widest: Index = Ty.comptimeFloat;
  for (const ty of types) {
    const scalar = scalarType(sema.pool, ty);
    if (!isRuntimeFloat(scalar)) continue;
    const more = widest === Ty.comptimeFloat ? 1 : floatBits(sema.pool, scalar) - floatBits(sema.pool, widest);
    if (more > 0) widest = scalar;
    else if (more === 0) widest = commonFloat(sema.pool, widest, scalar);
  }
  return widest;
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a < b ? a : b));
}

function greatest(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a > b ? a : b));
}

/** The lesser or greater elements of two known operands; of integers, which keep their types, or of floats of type `ty`. */
function foldPair(sema: Sema, ty: Index, lhs: Index, rhs: Index, isMax: boolean): Index {
  const pool = sema.pool;
  const scalar = scalarType(pool, ty);
  return mapBinary(sema, ty, lhs, rhs, (a, b) => {
    if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
    return valueWithType(sema, lesserOrGreater(sema, a, b, isMax), scalar);
  });
}

/** The lesser, or with `isMax` the greater, of two numbers of one type; of a NaN and a number the number. */
export function lesserOrGreater(sema: Sema, a: Index, b: Index, isMax: boolean): Index {
  const pool = sema.pool;
  if (isInt(pool, a)) {
    const order = compareNumbers(pool, a, b);
    return (isMax ? order >= 0 : order <= 0) ? a : b;
  }
  const ty = typeOf(pool, a);
  const choose = isMax ? floatMax : floatMin;
  return floatValue(pool, ty, choose(floatBits(pool, ty), floatValueBits(pool, a), floatValueBits(pool, b)));
}

/** What an integer operand, or an element of it, can be. */
function boundsOf(sema: Sema, ty: Index, value: Index): Bounds {
  return (value === NO_INDEX ? null : boundsOfValue(sema, value)) ?? boundsOfType(sema, ty);
}

function boundsOfValue(sema: Sema, value: Index): Bounds | null {
  const pool = sema.pool;
  if (isUndef(pool, value)) return null;
  const ty = typeOf(pool, value);
  if (!isVector(sema, ty)) {
    const int = intBig(pool, value);
    return { min: int, max: int };
  }
  let bounds: Bounds | null = null;
  const len = arrayLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const elem = elementOf(pool, value, ty, i);
    if (isUndef(pool, elem)) return null;
    const int = intBig(pool, elem);
    if (bounds === null) bounds = { min: int, max: int };
    else {
      if (int < bounds.min) bounds.min = int;
      if (int > bounds.max) bounds.max = int;
    }
  }
  return bounds;
}

function boundsOfType(sema: Sema, ty: Index): Bounds {
  const scalar = scalarType(sema.pool, ty);
  if (typeKind(sema.pool, scalar) !== TypeKind.int) return { min: 0n, max: 0n };
  const signed = intSigned(sema.pool, scalar);
  const bits = intBits(sema.pool, scalar);
  return { min: minInt(signed, bits), max: maxInt(signed, bits) };
}

/** The smallest integer type that holds all integers within the bounds. */
function fittingType(sema: Sema, bounds: Bounds): Index {
  const signed = bounds.min < 0n;
  const withSign = (value: bigint): number => bitsNeeded(value) + (signed && value >= 0n ? 1 : 0);
  return intType(sema.pool, signed, Math.max(withSign(bounds.min), withSign(bounds.max)));
}

export const minMaxHandlers: Handlers = {
  [Tag.min]: zirMinMax,
  [Tag.max]: zirMinMax,
  extended: {
    [Extended.min_multi]: zirMinMaxMulti,
    [Extended.max_multi]: zirMinMaxMulti,
  },
};
