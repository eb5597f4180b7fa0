import { type AirRef, AirTag } from '../../air/air.ts';
import { ReduceOp } from '../../air/builtin-enums.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, scalarType, TypeKind, typeKind, vectorType } from '../../intern/types.ts';
import { aggregate, aggregateRepeated, intValue, isUndef, typeOf } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Sema } from '../core/sema.ts';

/*
 * What operations on numbers, and on vectors of them, have in common.
 */

/** Fails where one operand is a vector and the other is not, or of another length. */
export function checkVectorizable(
  sema: Sema,
  block: Block,
  src: Src,
  lhsTy: Index,
  rhsTy: Index,
  lhsSrc: Src,
  rhsSrc: Src,
): void {
  const pool = sema.pool;
  if (typeKind(pool, lhsTy) !== TypeKind.vector && typeKind(pool, rhsTy) !== TypeKind.vector) return;
  const lhsWide = isWide(sema, lhsTy);
  const rhsWide = isWide(sema, rhsTy);
  const chunk = block.frame.chunk;
  if (lhsWide && rhsWide) {
    const lhsLen = arrayLen(pool, lhsTy);
    const rhsLen = arrayLen(pool, rhsTy);
    if (lhsLen === rhsLen) return;
    sema.fail(block, src, 'vector length mismatch', [
      { chunk, src: lhsSrc, message: `length ${lhsLen} here` },
      { chunk, src: rhsSrc, message: `length ${rhsLen} here` },
    ]);
  }
  sema.fail(
    block,
    src,
    `mixed scalar and vector operands: '${printType(pool, lhsTy)}' and '${printType(pool, rhsTy)}'`,
    [
      { chunk, src: lhsSrc, message: lhsWide ? 'vector here' : 'scalar here' },
      { chunk, src: rhsSrc, message: rhsWide ? 'vector here' : 'scalar here' },
    ],
  );
}

/** Whether the type is a vector or an array, which count as vectors where both operands must be the same. */
function isWide(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.vector || kind === TypeKind.array;
}

/** Whether the kind is that of an integer. */
export function isIntKind(kind: TypeKind): boolean {
  return kind === TypeKind.int || kind === TypeKind.comptime_int;
}

/** Whether the kind is that of a float. */
export function isFloatKind(kind: TypeKind): boolean {
  return kind === TypeKind.float || kind === TypeKind.comptime_float;
}

/** Whether the type is a vector. */
export function isVector(sema: Sema, ty: Index): boolean {
  return typeKind(sema.pool, ty) === TypeKind.vector;
}

/** `scalar`, or the vector like `shape` each element of which it is. */
export function splatLike(sema: Sema, shape: Index, scalar: Index): Index {
  if (!isVector(sema, shape)) return scalar;
  const pool = sema.pool;
  return aggregateRepeated(pool, vectorType(pool, arrayLen(pool, shape), typeOf(pool, scalar)), scalar);
}

/** An int of the scalar type of `ty`, or a vector of it. */
export function splatInt(sema: Sema, ty: Index, value: number | bigint): AirRef {
  return splatLike(sema, ty, intValue(sema.pool, scalarType(sema.pool, ty), value)) as number as AirRef;
}

/** `scalar`, or the vector type like `shape` with it as its element type. */
export function typeLike(sema: Sema, shape: Index, scalar: Index): Index {
  return isVector(sema, shape) ? vectorType(sema.pool, arrayLen(sema.pool, shape), scalar) : scalar;
}

/**
 * The value of type `resultTy` that `compute` gives for each element of the known `value`, or for `value` itself if it is no vector.
 */
export function mapUnary(sema: Sema, resultTy: Index, value: Index, compute: (elem: Index, i: number) => Index): Index {
  const pool = sema.pool;
  const ty = typeOf(pool, value);
  if (!isVector(sema, ty)) return compute(value, -1);
  const elems: Index[] = [];
  const len = arrayLen(pool, ty);
  for (let i = 0; i < len; i++) elems.push(compute(elementOf(pool, value, ty, i), i));
  return aggregate(pool, resultTy, elems);
}

/** The same for two operands of the same length. `i` is the number of the element, -1 where there are none. */
export function mapBinary(
  sema: Sema,
  resultTy: Index,
  lhs: Index,
  rhs: Index,
  compute: (a: Index, b: Index, i: number) => Index,
): Index {
  const pool = sema.pool;
  const lhsTy = typeOf(pool, lhs);
  if (!isVector(sema, lhsTy)) return compute(lhs, rhs, -1);
  const rhsTy = typeOf(pool, rhs);
  const elems: Index[] = [];
  const len = arrayLen(pool, lhsTy);
  for (let i = 0; i < len; i++) {
    elems.push(compute(elementOf(pool, lhs, lhsTy, i), elementOf(pool, rhs, rhsTy, i), i));
  }
  return aggregate(pool, resultTy, elems);
}

/** Whether `test` holds for the known `value`, or for each of its elements. Not for undefined ones. */
export function everyElement(sema: Sema, value: Index, test: (elem: Index) => boolean): boolean {
  const pool = sema.pool;
  if (isUndef(pool, value)) return false;
  const ty = typeOf(pool, value);
  if (!isVector(sema, ty)) return test(value);
  const len = arrayLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const elem = elementOf(pool, value, ty, i);
    if (isUndef(pool, elem) || !test(elem)) return false;
  }
  return true;
}

/** A bool that is true where `cond`, a bool or vector of bools, is all true. */
export function allTrue(sema: Sema, block: Block, cond: AirRef): AirRef {
  return isVector(sema, sema.typeOf(cond)) ? sema.emit(block, AirTag.reduce, Ty.bool, cond, ReduceOp.And) : cond;
}

/** The bitwise or of all elements of a vector; a scalar itself. */
export function anyBit(sema: Sema, block: Block, operand: AirRef): AirRef {
  const ty = sema.typeOf(operand);
  return isVector(sema, ty)
    ? sema.emit(block, AirTag.reduce, scalarType(sema.pool, ty), operand, ReduceOp.Or)
    : operand;
}

/** Emits a comparison of numbers, element-wise of vectors. */
export function emitCompare(sema: Sema, block: Block, tag: AirTag, lhs: AirRef, rhs: AirRef): AirRef {
  return sema.emit(block, tag, typeLike(sema, sema.typeOf(lhs), Ty.bool), lhs, rhs);
}
