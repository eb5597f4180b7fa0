import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { intBits, scalarType, TypeKind, typeKind } from '../../intern/types.ts';
import { boolValue, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { operatorOperands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import { wrapped } from '../values/number-values.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { checkVectorizable, isIntKind, mapBinary, mapUnary } from '../values/vectors.ts';

/** `&`, `|`, `^` of two bigints. */
function intOp(tag: Tag, a: bigint, b: bigint): bigint {
  return tag === Tag.bit_and ? a & b : tag === Tag.bit_or ? a | b : a ^ b;
}

function boolOp(tag: Tag, a: boolean, b: boolean): boolean {
  return tag === Tag.bit_and ? a && b : tag === Tag.bit_or ? a || b : a !== b;
}

/** What officially stands for an undefined operand of `&` and `|` where the other is known: true, or bytes of 0xaa. */
function filledValue(sema: Sema, ty: Index): Index {
  if (ty === Ty.bool || ty === Ty.comptimeInt) return ty === Ty.bool ? Val.true : undefValue(sema.pool, ty);
  const bytes = Math.ceil(intBits(sema.pool, ty) / 8);
  return wrapped(sema.pool, BigInt(`0x0${'aa'.repeat(bytes)}`), ty);
}

/** `op` by its ZIR tag on two known scalars of type `ty`. */
export function foldBitwise(sema: Sema, tag: Tag, ty: Index, givenA: Index, givenB: Index): Index {
  const pool = sema.pool;
  let [a, b] = [givenA, givenB];
  if (tag !== Tag.xor && isUndef(pool, a) !== isUndef(pool, b)) {
    if (isUndef(pool, a)) a = filledValue(sema, ty);
    else b = filledValue(sema, ty);
  }
  if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, ty);
  if (ty === Ty.bool) return boolValue(boolOp(tag, a === Val.true, b === Val.true));
  return intValue(pool, ty, intOp(tag, intBig(pool, a), intBig(pool, b)));
}

function zirBitwise(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const tag: Tag = block.frame.tags[inst];
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operatorOperands(block, inst);
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  checkVectorizable(sema, block, src, lhsTy, rhsTy, lhsSrc, rhsSrc);
  const ty = lhsTy === rhsTy ? lhsTy : resolvePeerTypes(sema, block, src, [lhs, rhs], [lhsSrc, rhsSrc]);
  const castedLhs = coerce(sema, block, ty, lhs, lhsSrc);
  const castedRhs = coerce(sema, block, ty, rhs, rhsSrc);
  const scalar = scalarType(pool, ty);
  const kind = typeKind(pool, scalar);
  if (!isIntKind(kind) && kind !== TypeKind.bool) {
    const [a, b] = [TypeKind[typeKind(pool, lhsTy)], TypeKind[typeKind(pool, rhsTy)]];
    return sema.fail(block, src, `invalid operands to binary bitwise expression: '${a}' and '${b}'`);
  }
  const lhsValue = resolveValue(sema, castedLhs);
  const rhsValue = resolveValue(sema, castedRhs);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    return interned(mapBinary(sema, ty, lhsValue, rhsValue, (a, b) => foldBitwise(sema, tag, scalar, a, b)));
  }
  requireRuntimeBlock(sema, block, src, lhsValue === NO_INDEX ? lhsSrc : rhsSrc);
  const air = tag === Tag.bit_and ? AirTag.bit_and : tag === Tag.bit_or ? AirTag.bit_or : AirTag.xor;
  return sema.emit(block, air, ty, castedLhs, castedRhs);
}

/** `~x` */
function zirBitNot(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const ty = sema.typeOf(operand);
  const scalar = scalarType(pool, ty);
  const isBools = scalar === Ty.bool;
  if (typeKind(pool, scalar) !== TypeKind.int && !isBools) {
    return failWithType(sema, block, sub(src, SrcPart.un_operand), 'bitwise not operation on type', ty);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, ty, value, (elem) => {
      if (isUndef(pool, elem)) return undefValue(pool, scalar);
      if (isBools) return boolValue(elem !== Val.true);
      return wrapped(pool, ~intBig(pool, elem), scalar);
    });
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.not, ty, operand);
}

/** `!x`, of a bool or each of a vector of them. */
function zirBoolNot(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const given = resolveInst(block, frame.a[inst] as ZirRef);
  const givenTy = sema.typeOf(given);
  const operandSrc = sub(src, SrcPart.un_operand);
  const isVector = typeKind(pool, givenTy) === TypeKind.vector;
  if (isVector && scalarType(pool, givenTy) !== Ty.bool)
    failWithType(sema, block, operandSrc, 'boolean not operation on type', givenTy);
  const ty = isVector ? givenTy : Ty.bool;
  const operand = coerce(sema, block, ty, given, operandSrc);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, ty, value, (elem) =>
      isUndef(pool, elem) ? undefValue(pool, Ty.bool) : boolValue(elem !== Val.true),
    );
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.not, ty, operand);
}

export const bitwiseHandlers: Handlers = {
  [Tag.bit_and]: zirBitwise,
  [Tag.bit_or]: zirBitwise,
  [Tag.xor]: zirBitwise,
  [Tag.bit_not]: zirBitNot,
  [Tag.bool_not]: zirBoolNot,
};
