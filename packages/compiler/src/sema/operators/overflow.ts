import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { scalarType, TypeKind, typeKind } from '../../intern/types.ts';
import { aggregate, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import type { Operands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { emitAggregate } from '../memory/aggregates.ts';
import { log2IntType } from '../types/derived-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { type IntOp, inRange, intArith, wrapped } from '../values/number-values.ts';
import { failWithUseOfUndef, resolveValue } from '../values/operands.ts';
import { checkVectorizable, everyElement, mapBinary, splatInt, typeLike } from '../values/vectors.ts';
import { overflowTupleType } from './arithmetic.ts';
import { checkAmount, decideShift, shiftLeft } from './shifts.ts';

/** `@addWithOverflow`, `@subWithOverflow`, `@mulWithOverflow`, `@shlWithOverflow`. */
function zirOverflowArithmetic(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const src = frame.src[inst];
  const payload = frame.b[inst];
  const lhsSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const rhsSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const lhs = resolveInst(block, frame.extra[payload] as ZirRef);
  const rhs = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operands: Operands = { lhs, rhs, src, lhsSrc, rhsSrc };
  const opcode = (frame.a[inst] & 0xffff) as Extended;
  checkVectorizable(sema, block, src, sema.typeOf(lhs), sema.typeOf(rhs), lhsSrc, rhsSrc);
  if (opcode === Extended.shl_with_overflow) return shlWithOverflow(sema, block, operands);
  const ty = resolvePeerTypes(sema, block, src, [lhs, rhs], [lhsSrc, rhsSrc]);
  const castedLhs = coerce(sema, block, ty, lhs, lhsSrc);
  const castedRhs = coerce(sema, block, ty, rhs, rhsSrc);
  checkOverflowType(sema, block, src, ty);
  const scalar = scalarType(pool, ty);
  const lhsValue = resolveValue(sema, castedLhs);
  const rhsValue = resolveValue(sema, castedRhs);
  const op: IntOp =
    opcode === Extended.add_with_overflow ? 'add' : opcode === Extended.sub_with_overflow ? 'sub' : 'mul';
  const zero = splatInt(sema, typeLike(sema, ty, Ty.u1), 0);
  const tuple = (value: AirRef, bit: AirRef): AirRef => overflowTuple(sema, block, ty, value, bit);

  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const value = mapBinary(sema, ty, lhsValue, rhsValue, (a, b) =>
      isUndef(pool, a) || isUndef(pool, b) ? undefValue(pool, scalar) : wrapped(pool, intArith(pool, op, a, b), scalar),
    );
    const bit = mapBinary(sema, typeLike(sema, ty, Ty.u1), lhsValue, rhsValue, (a, b) => {
      if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, Ty.u1);
      return inRange(pool, intArith(pool, op, a, b), scalar) ? Val.zeroU1 : Val.oneU1;
    });
    return tuple(interned(value), interned(bit));
  }
  const isAll = (value: Index, int: number): boolean =>
    value !== NO_INDEX && everyElement(sema, value, (elem) => elem === intValue(pool, scalar, int));
  if (op === 'mul') {
    if (isAll(rhsValue, 0)) return tuple(castedRhs, zero);
    if (isAll(rhsValue, 1)) return tuple(castedLhs, zero);
    if (isAll(lhsValue, 0)) return tuple(castedLhs, zero);
    if (isAll(lhsValue, 1)) return tuple(castedRhs, zero);
  } else {
    if (op === 'add' && isAll(lhsValue, 0)) return tuple(castedRhs, zero);
    if (isAll(rhsValue, 0)) return tuple(castedLhs, zero);
  }
  const tag =
    op === 'add' ? AirTag.add_with_overflow : op === 'sub' ? AirTag.sub_with_overflow : AirTag.mul_with_overflow;
  return sema.emit(block, tag, overflowTupleType(sema, ty), castedLhs, castedRhs);
}

/** Fails where `ty` is not an integer type or a vector of integers. */
function checkOverflowType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (typeKind(sema.pool, scalarType(sema.pool, ty)) === TypeKind.int) return;
  failWithType(sema, block, src, 'expected vector of integers or integer tag type, found', ty);
}

/** `.{ value, bit }` as the result of an operation on `ty`. */
function overflowTuple(sema: Sema, block: Block, ty: Index, value: AirRef, bit: AirRef): AirRef {
  const pool = sema.pool;
  const tupleTy = overflowTupleType(sema, ty);
  const known = resolveValue(sema, value);
  const knownBit = resolveValue(sema, bit);
  if (known !== NO_INDEX && knownBit !== NO_INDEX) return interned(aggregate(pool, tupleTy, [known, knownBit]));
  return emitAggregate(sema, block, tupleTy, [value, bit]);
}

/** `@shlWithOverflow` */
function shlWithOverflow(sema: Sema, block: Block, operands: Operands): AirRef {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const ty = sema.typeOf(lhs);
  const amountTy = log2IntType(sema, block, src, ty);
  const amount = coerce(sema, block, amountTy, rhs, rhsSrc);
  checkOverflowType(sema, block, src, ty);
  const scalar = scalarType(pool, ty);
  const bitTy = typeLike(sema, ty, Ty.u1);
  const lhsValue = resolveValue(sema, lhs);
  const rhsValue = resolveValue(sema, amount);
  const noOverflow = splatInt(sema, bitTy, 0);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const shifted = (a: Index, b: Index): bigint => shiftLeft(intBig(pool, a), intBig(pool, b));
    const value = mapBinary(sema, ty, lhsValue, rhsValue, (a, b, i) => {
      if (isUndef(pool, a)) failWithUseOfUndef(sema, block, lhsSrc, i);
      checkAmount(sema, block, rhsSrc, b, i, scalar, scalar, false);
      return wrapped(pool, shifted(a, b), scalar);
    });
    const bit = mapBinary(sema, bitTy, lhsValue, rhsValue, (a, b) =>
      inRange(pool, shifted(a, b), scalar) ? Val.zeroU1 : Val.oneU1,
    );
    return overflowTuple(sema, block, ty, interned(value), interned(bit));
  }
  const decided = decideShift(sema, block, { ...operands, rhs: amount }, lhsValue, rhsValue, false);
  if (decided !== null) return overflowTuple(sema, block, ty, decided, noOverflow);
  return sema.emit(block, AirTag.shl_with_overflow, overflowTupleType(sema, ty), lhs, amount);
}

export const overflowHandlers: Handlers = {
  extended: {
    [Extended.add_with_overflow]: zirOverflowArithmetic,
    [Extended.sub_with_overflow]: zirOverflowArithmetic,
    [Extended.mul_with_overflow]: zirOverflowArithmetic,
    [Extended.shl_with_overflow]: zirOverflowArithmetic,
  },
};
