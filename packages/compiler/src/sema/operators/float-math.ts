import { type AirRef, AirTag } from '../../air/air.ts';
import { type FloatFormat, floatAbs, floatFunction, floatMulAdd, floatRound, floatSqrt } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import {
  arrayLen,
  floatBits,
  intBits,
  intSigned,
  intType,
  scalarType,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import { aggregate, floatValue, floatValueBits, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Handler, Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';

import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';

/** What a builtin gives for the bits of a float. */
type FloatOperation = (format: FloatFormat, bits: bigint) => bigint;

function isFloat(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.float || kind === TypeKind.comptime_float;
}

/** Applies `compute` to the known value `value` of type `ty`, to each element if it is a vector. What is undefined stays so. */
function mapValue(sema: Sema, value: Index, ty: Index, resultTy: Index, compute: (elem: Index) => Index): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) return undefValue(pool, resultTy);
  if (typeKind(pool, ty) !== TypeKind.vector) return compute(value);
  const scalar = scalarType(pool, resultTy);
  const elems: Index[] = [];
  for (let i = 0; i < arrayLen(pool, ty); i++) {
    const elem = elementOf(pool, value, ty, i);
    elems.push(isUndef(pool, elem) ? undefValue(pool, scalar) : compute(elem));
  }
  return aggregate(pool, resultTy, elems);
}

/** The handler of a builtin that takes and gives a float, or a vector of floats. */
function unary(tag: AirTag, operation: FloatOperation): Handler {
  return (sema: Sema, block: Block, inst: ZirIndex): AirRef => {
    const pool = sema.pool;
    const src = sub(block.frame.src[inst], SrcPart.builtin_call_arg, 0);
    const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
    const ty = sema.typeOf(operand);
    const scalar = scalarType(pool, ty);
    if (!isFloat(sema, scalar)) {
      return failWithType(sema, block, src, 'expected vector of floats or float type, found', ty);
    }
    const value = resolveValue(sema, operand);
    if (value !== NO_INDEX) {
      const format = floatBits(pool, scalar);
      const compute = (elem: Index): Index => floatValue(pool, scalar, operation(format, floatValueBits(pool, elem)));
      return mapValue(sema, value, ty, ty, compute) as number as AirRef;
    }
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, tag, ty, operand);
  };
}

/** The unsigned integer type with as many bits as the integer type `ty`. */
function unsignedOf(sema: Sema, ty: Index): Index {
  switch (ty) {
    case Ty.isize:
      return Ty.usize;
    case Ty.c_short:
      return Ty.c_ushort;
    case Ty.c_int:
      return Ty.c_uint;
    case Ty.c_long:
      return Ty.c_ulong;
    case Ty.c_longlong:
      return Ty.c_ulonglong;
    default:
      return intType(sema.pool, false, intBits(sema.pool, ty));
  }
}

/** `@abs`: of a signed integer an unsigned one, so that there is always a result. */
function zirAbs(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const src = sub(block.frame.src[inst], SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, block.frame.a[inst] as ZirRef);
  const ty = sema.typeOf(operand);
  const scalar = scalarType(pool, ty);
  const kind = typeKind(pool, scalar);
  let resultTy = ty;
  if (kind === TypeKind.int) {
    if (!intSigned(pool, scalar)) return operand;
    const unsigned = unsignedOf(sema, scalar);
    resultTy = scalar === ty ? unsigned : vectorType(pool, arrayLen(pool, ty), unsigned);
  } else if (kind !== TypeKind.comptime_int && !isFloat(sema, scalar)) {
    return failWithType(sema, block, src, 'expected integer, float, or vector of either integers or floats, found', ty);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const resultScalar = scalarType(pool, resultTy);
    return mapValue(sema, value, ty, resultTy, (elem) => absValue(sema, elem, resultScalar)) as number as AirRef;
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.abs, resultTy, operand);
}

function absValue(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  if (isFloat(sema, ty)) return floatValue(pool, ty, floatAbs(floatBits(pool, ty), floatValueBits(pool, value)));
  const int = intBig(pool, value);
  return intValue(pool, ty, int < 0n ? -int : int);
}

/** `@mulAdd(T, a, b, c)` */
function zirMulAdd(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const arg = (index: number): Src => sub(src, SrcPart.builtin_call_arg, index);
  const addend = resolveInst(block, frame.extra[payload + 2] as ZirRef);
  const ty = sema.typeOf(addend);
  const a = coerce(sema, block, ty, resolveInst(block, frame.extra[payload] as ZirRef), arg(1));
  const b = coerce(sema, block, ty, resolveInst(block, frame.extra[payload + 1] as ZirRef), arg(2));
  const scalar = scalarType(pool, ty);
  if (!isFloat(sema, scalar)) {
    return failWithType(sema, block, src, 'expected vector of floats or float type, found', ty);
  }
  const operands = [a, b, addend];
  const values = operands.map((operand) => resolveValue(sema, operand));
  if (values.some((value) => value !== NO_INDEX && isUndef(pool, value))) {
    return undefValue(pool, ty) as number as AirRef;
  }
  const runtime = values.indexOf(NO_INDEX);
  if (runtime < 0) return mulAddValue(sema, ty, values) as number as AirRef;
  requireRuntimeBlock(sema, block, src, arg(runtime + 1));
  const at = sema.air.extra.push(a);
  sema.air.extra.push(b);
  return sema.emit(block, AirTag.mul_add, ty, addend, at);
}

function mulAddValue(sema: Sema, ty: Index, values: readonly Index[]): Index {
  const pool = sema.pool;
  const scalar = scalarType(pool, ty);
  const compute = (elems: readonly Index[]): Index => {
    if (elems.some((elem) => isUndef(pool, elem))) return undefValue(pool, scalar);
    const [x, y, z] = elems.map((elem) => floatValueBits(pool, elem));
    return floatValue(pool, scalar, floatMulAdd(floatBits(pool, scalar), x, y, z));
  };
  if (scalar === ty) return compute(values);
  const elems: Index[] = [];
  for (let i = 0; i < arrayLen(pool, ty); i++) elems.push(compute(values.map((v) => elementOf(pool, v, ty, i))));
  return aggregate(pool, ty, elems);
}

type FunctionName = Parameters<typeof floatFunction>[1];

function transcendental(name: FunctionName): FloatOperation {
  return (format, bits) => floatFunction(format, name, bits);
}

export const floatMathHandlers: Handlers = {
  [Tag.sqrt]: unary(AirTag.sqrt, floatSqrt),
  [Tag.sin]: unary(AirTag.sin, transcendental('sin')),
  [Tag.cos]: unary(AirTag.cos, transcendental('cos')),
  [Tag.tan]: unary(AirTag.tan, transcendental('tan')),
  [Tag.exp]: unary(AirTag.exp, transcendental('exp')),
  [Tag.exp2]: unary(AirTag.exp2, transcendental('exp2')),
  [Tag.log]: unary(AirTag.log, transcendental('log')),
  [Tag.log2]: unary(AirTag.log2, transcendental('log2')),
  [Tag.log10]: unary(AirTag.log10, transcendental('log10')),
  [Tag.floor]: unary(AirTag.floor, (format, bits) => floatRound(format, bits, 'floor')),
  [Tag.ceil]: unary(AirTag.ceil, (format, bits) => floatRound(format, bits, 'ceil')),
  [Tag.trunc]: unary(AirTag.trunc_float, (format, bits) => floatRound(format, bits, 'trunc')),
  [Tag.round]: unary(AirTag.round, (format, bits) => floatRound(format, bits, 'round')),
  [Tag.abs]: zirAbs,
  [Tag.mul_add]: zirMulAdd,
};
