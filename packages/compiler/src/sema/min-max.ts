import { type AirRef, AirTag, interned } from '../air/air.ts';
import { floatMax, floatMin } from '../intern/float.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { bitsNeeded, maxInt, minInt } from '../intern/int-arith.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { arrayLen, intBits, intSigned, intType, scalarType, TypeKind, typeKind } from '../intern/types.ts';
import { floatValue, floatValueBits, intBig, isInt, isUndef, typeOf, undefValue } from '../intern/values.ts';
import { Extended, Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import { builtinOperands, checkVectorizable, isFloatKind, isIntKind, isVector, mapBinary, typeLike } from './binary.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { floatFormat } from './coerce-float.ts';
import { elementOf } from './comptime-memory.ts';
import type { ExtendedHandlers, Handlers } from './handlers.ts';
import { compareNumbers } from './number-values.ts';
import { requireRuntimeBlock, resolveValue } from './operands.ts';
import { resolvePeerTypes } from './peer-types.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { valueWithType } from './value-cast.ts';

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

function checkNumeric(sema: Sema, block: Block, src: Src, ty: Index): void {
  const kind = typeKind(sema.pool, scalarType(sema.pool, ty));
  if (!isIntKind(kind) && !isFloatKind(kind)) {
    sema.fail(block, src, `expected number, found '${printType(sema.pool, ty)}'`);
  }
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
  for (let i = 0; i < operands.length; i++) checkNumeric(sema, block, srcs[i], sema.typeOf(operands[i]));

  let known: Index = NO_INDEX;
  let knownSrc = src;
  let bounds = null as Bounds | null;
  let integral = true;
  const runtime: number[] = [];
  for (let i = 0; i < operands.length; i++) {
    const value = resolveValue(sema, operands[i]);
    if (value === NO_INDEX) {
      runtime.push(i);
      continue;
    }
    const ty = sema.typeOf(operands[i]);
    integral &&= isIntKind(typeKind(pool, scalarType(pool, ty)));
    if (integral) bounds = narrowed(bounds, boundsOfValue(sema, value) ?? boundsOfType(sema, ty), isMax);
    if (known === NO_INDEX) {
      known = value;
      knownSrc = srcs[i];
      continue;
    }
    const pair = castPair(sema, block, src, interned(known), operands[i], knownSrc, srcs[i]);
    known = foldPair(sema, pair.ty, pair.lhs as number as Index, pair.rhs as number as Index, isMax);
  }

  let result: AirRef | null = null;
  let resultSrc = knownSrc;
  if (known !== NO_INDEX) {
    const scalar = scalarType(pool, typeOf(pool, known));
    const keepsType = runtime.length === 0 && scalar === Ty.comptimeInt;
    if (!keepsType && integral && bounds !== null) {
      known = valueWithType(sema, known, typeLike(sema, typeOf(pool, known), fittingType(sema, bounds)));
    }
    result = interned(known);
  }
  if (runtime.length === 0) return result as AirRef;

  requireRuntimeBlock(sema, block, src, srcs[runtime[0]]);
  const isKnownUndef = known !== NO_INDEX && isUndef(pool, known);
  for (const i of runtime) {
    const operandTy = sema.typeOf(operands[i]);
    integral &&= isIntKind(typeKind(pool, scalarType(pool, operandTy)));
    if (integral) bounds = narrowed(bounds, boundsOfType(sema, operandTy), isMax);
    if (result === null) {
      result = operands[i];
      resultSrc = srcs[i];
      continue;
    }
    const pair = castPair(sema, block, src, result, operands[i], resultSrc, srcs[i]);
    result = isKnownUndef
      ? interned(undefValue(pool, pair.ty))
      : sema.emit(block, isMax ? AirTag.max : AirTag.min, pair.ty, pair.lhs, pair.rhs);
  }
  const wide = result as AirRef;
  if (!integral || bounds === null) return wide;
  const ty = typeLike(sema, sema.typeOf(wide), fittingType(sema, bounds));
  return ty === sema.typeOf(wide) ? wide : sema.emit(block, AirTag.intcast, ty, wide);
}

function castPair(
  sema: Sema,
  block: Block,
  src: Src,
  lhs: AirRef,
  rhs: AirRef,
  lhsSrc: Src,
  rhsSrc: Src,
): { readonly ty: Index; readonly lhs: AirRef; readonly rhs: AirRef } {
  checkVectorizable(sema, block, src, sema.typeOf(lhs), sema.typeOf(rhs), lhsSrc, rhsSrc);
  const ty = resolvePeerTypes(sema, block, src, [lhs, rhs], [lhsSrc, rhsSrc]);
  return { ty, lhs: coerce(sema, block, ty, lhs, lhsSrc), rhs: coerce(sema, block, ty, rhs, rhsSrc) };
}

function foldPair(sema: Sema, ty: Index, lhs: Index, rhs: Index, isMax: boolean): Index {
  const pool = sema.pool;
  if (isUndef(pool, lhs)) return lhs;
  if (isUndef(pool, rhs)) return rhs;
  return mapBinary(sema, ty, lhs, rhs, (a, b) => {
    if (isUndef(pool, a)) return a;
    if (isUndef(pool, b)) return b;
    return lesserOrGreater(sema, a, b, isMax);
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
  return floatValue(pool, ty, choose(floatFormat(ty), floatValueBits(pool, a), floatValueBits(pool, b)));
}

function narrowed(bounds: Bounds | null, other: Bounds, isMax: boolean): Bounds {
  if (bounds === null) return other;
  const choose = (a: bigint, b: bigint): bigint => ((isMax ? a > b : a < b) ? a : b);
  return { min: choose(bounds.min, other.min), max: choose(bounds.max, other.max) };
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
};

export const minMaxExtended: ExtendedHandlers = {
  [Extended.min_multi]: zirMinMaxMulti,
  [Extended.max_multi]: zirMinMaxMulti,
};
