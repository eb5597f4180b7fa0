import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { floatNeg } from '../../intern/float.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { bitsNeeded } from '../../intern/int-arith.ts';
import { Ty, Val } from '../../intern/known.ts';
import { floatBits, intSigned, scalarType, TypeKind, tupleType, typeKind } from '../../intern/types.ts';
import { floatValue, floatValueBits, intValue, isInt, isUndef, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { floatOfInt } from '../coercion/coerce-float.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { type Operands, operatorOperands } from '../core/binary-operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { checkBits } from '../core/limits.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from '../types/type-notes.ts';
import {
  checkAllDefined,
  exactInts,
  floatArith,
  type IntOp,
  inRange,
  intArith,
  saturated,
  wrapped,
} from '../values/number-values.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import {
  anyBit,
  checkVectorizable,
  everyElement,
  isFloatKind,
  isIntKind,
  mapBinary,
  mapUnary,
  splatInt,
  splatLike,
  typeLike,
} from '../values/vectors.ts';
import { checkArithmeticOp } from './binary.ts';
import { analyzePtrArithmetic, checkNoPtrArithmetic, isPtrOperand } from './ptr-arithmetic.ts';

/** What happens to a result that does not fit in the type. */
type Overflow = 'error' | 'wrap' | 'saturate';

/** `+`, `-` or `*`, by its ZIR tag. */
interface Operation {
  readonly op: IntOp;
  readonly overflow: Overflow;
  readonly air: AirTag;
  /** The instruction whose overflow bit the safety check asks; 0 where there is nothing to check. */
  readonly checked: AirTag;
}

const OPERATIONS: { readonly [tag: number]: Operation } = {
  [Tag.add]: { op: 'add', overflow: 'error', air: AirTag.add, checked: AirTag.add_with_overflow },
  [Tag.add_unsafe]: { op: 'add', overflow: 'error', air: AirTag.add, checked: 0 },
  [Tag.addwrap]: { op: 'add', overflow: 'wrap', air: AirTag.add_wrap, checked: 0 },
  [Tag.add_sat]: { op: 'add', overflow: 'saturate', air: AirTag.add_sat, checked: 0 },
  [Tag.sub]: { op: 'sub', overflow: 'error', air: AirTag.sub, checked: AirTag.sub_with_overflow },
  [Tag.subwrap]: { op: 'sub', overflow: 'wrap', air: AirTag.sub_wrap, checked: 0 },
  [Tag.sub_sat]: { op: 'sub', overflow: 'saturate', air: AirTag.sub_sat, checked: 0 },
  [Tag.mul]: { op: 'mul', overflow: 'error', air: AirTag.mul, checked: AirTag.mul_with_overflow },
  [Tag.mulwrap]: { op: 'mul', overflow: 'wrap', air: AirTag.mul_wrap, checked: 0 },
  [Tag.mul_sat]: { op: 'mul', overflow: 'saturate', air: AirTag.mul_sat, checked: 0 },
};

/** Operands that have been coerced to what they have in common. */
export interface Casted {
  readonly ty: Index;
  readonly scalar: Index;
  readonly kind: TypeKind;
  readonly lhs: AirRef;
  readonly rhs: AirRef;
  /** Known values, or NO_INDEX. */
  readonly lhsValue: Index;
  readonly rhsValue: Index;
}

/** The operands of an arithmetic operator, coerced to their common type, which must be one that it takes. */
export function castOperands(sema: Sema, block: Block, tag: Tag, operands: Operands): Casted {
  const { lhs, rhs, src, lhsSrc, rhsSrc } = operands;
  const pool = sema.pool;
  const lhsTy = sema.typeOf(lhs);
  const rhsTy = sema.typeOf(rhs);
  checkVectorizable(sema, block, src, lhsTy, rhsTy, lhsSrc, rhsSrc);
  if (OPERATIONS[tag] === undefined && isPtrOperand(sema, lhs)) checkNoPtrArithmetic(sema, block, src, lhsTy);
  const ty = lhsTy === rhsTy ? lhsTy : resolvePeerTypes(sema, block, src, [lhs, rhs], [lhsSrc, rhsSrc]);
  const castedLhs = coerce(sema, block, ty, lhs, lhsSrc);
  const castedRhs = coerce(sema, block, ty, rhs, rhsSrc);
  const scalar = scalarType(pool, ty);
  const kind = typeKind(pool, scalar);
  checkArithmeticOp(sema, block, src, kind, typeKind(pool, lhsTy), typeKind(pool, rhsTy), tag);
  return {
    ty,
    scalar,
    kind,
    lhs: castedLhs,
    rhs: castedRhs,
    lhsValue: resolveValue(sema, castedLhs),
    rhsValue: resolveValue(sema, castedRhs),
  };
}

function zirArithmetic(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return analyzeArithmetic(sema, block, block.frame.tags[inst], operatorOperands(block, inst));
}

/** `+`, `-`, `*` and their wrapping and saturating forms. */
export function analyzeArithmetic(sema: Sema, block: Block, tag: Tag, operands: Operands): AirRef {
  const { lhs, src, lhsSrc, rhsSrc } = operands;
  if (isPtrOperand(sema, lhs)) {
    checkVectorizable(sema, block, src, sema.typeOf(lhs), sema.typeOf(operands.rhs), lhsSrc, rhsSrc);
    const moved = analyzePtrArithmetic(sema, block, tag, operands);
    if (moved !== null) return moved;
  }
  const operation = OPERATIONS[tag];
  const casted = castOperands(sema, block, tag, operands);
  const known = foldArithmetic(sema, block, operation, casted, operands);
  if (known !== null) return known;
  if (operation.checked === 0 || casted.kind !== TypeKind.int || !wantSafety(sema, block)) {
    return sema.emit(block, operation.air, casted.ty, casted.lhs, casted.rhs);
  }
  return emitChecked(sema, block, src, operation.checked, casted.lhs, casted.rhs, PanicId.integer_overflow);
}

/** Emits the `_with_overflow` instruction `tag`, a check of its overflow bit, and gives the result without it. */
export function emitChecked(
  sema: Sema,
  block: Block,
  src: Src,
  tag: AirTag,
  lhs: AirRef,
  rhs: AirRef,
  panic: PanicId,
): AirRef {
  const ty = sema.typeOf(lhs);
  const both = sema.emit(block, tag, overflowTupleType(sema, ty), lhs, rhs);
  const bit = sema.emit(block, AirTag.struct_field_val, typeLike(sema, ty, Ty.u1), both, 1);
  const ok = sema.emit(block, AirTag.cmp_eq, Ty.bool, anyBit(sema, block, bit), Val.zeroU1);
  addSafetyCheck(sema, block, src, ok, panic);
  return sema.emit(block, AirTag.struct_field_val, ty, both, 0);
}

/** The result where it is known at compile time, be it because of one operand alone; null where it is not. */
function foldArithmetic(
  sema: Sema,
  block: Block,
  operation: Operation,
  casted: Casted,
  operands: Operands,
): AirRef | null {
  const pool = sema.pool;
  const { ty, scalar, lhs, rhs, lhsValue, rhsValue } = casted;
  const { op, overflow } = operation;
  const isInts = isIntKind(casted.kind);
  if (lhsValue !== NO_INDEX && rhsValue !== NO_INDEX) {
    const compute = (a: Index, b: Index): number | bigint => {
      const result = intArith(pool, op, a, b);
      if (typeof result === 'bigint' && scalar === Ty.comptimeInt)
        checkBits(sema, block, operands.src, bitsNeeded(result));
      return result;
    };
    if (isInt(pool, lhsValue) && isInt(pool, rhsValue)) {
      const result = compute(lhsValue, rhsValue);
      if (inRange(pool, result, ty)) return interned(intValue(pool, ty, result));
    }
    if (isInts && overflow === 'error') {
      return interned(exactInts(sema, block, operands, ty, lhsValue, rhsValue, compute));
    }
    return interned(
      mapBinary(sema, ty, lhsValue, rhsValue, (a, b) => {
        if (isUndef(pool, a) || isUndef(pool, b)) return undefValue(pool, scalar);
        if (!isInts) return floatArith(pool, op, scalar, a, b);
        const result = compute(a, b);
        return overflow === 'wrap' ? wrapped(pool, result, scalar) : saturated(pool, result, scalar);
      }),
    );
  }
  const [value, valueSrc] = lhsValue === NO_INDEX ? [rhsValue, operands.rhsSrc] : [lhsValue, operands.lhsSrc];
  if (value === NO_INDEX) return null;
  if (isInts && overflow === 'error') checkAllDefined(sema, block, valueSrc, value);
  else if (isUndef(pool, value)) return interned(undefValue(pool, ty));
  // What changes nothing needs no code. Floats have two zeros.
  if (!isInts) return null;
  const neutral = op === 'mul' ? 1 : 0;
  if (!everyElement(sema, value, (elem) => elem === intValue(pool, scalar, neutral))) return null;
  if (op === 'mul') return value === lhsValue ? rhs : lhs;
  if (value === rhsValue) return lhs;
  return op === 'add' ? rhs : null;
}

/** `-x` */
function zirNegate(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.un_operand);
  const rhs = resolveInst(block, frame.a[inst] as ZirRef);
  const ty = sema.typeOf(rhs);
  const scalar = scalarType(pool, ty);
  const kind = typeKind(pool, scalar);
  const isUnsigned = kind === TypeKind.int && !intSigned(pool, scalar);
  if ((!isIntKind(kind) && !isFloatKind(kind)) || isUnsigned) {
    return failWithType(sema, block, src, 'negation of type', ty);
  }
  if (isFloatKind(kind)) {
    const value = resolveValue(sema, rhs);
    if (value !== NO_INDEX) {
      const negated = mapUnary(sema, ty, value, (elem) => {
        if (isUndef(pool, elem)) return undefValue(pool, scalar);
        return floatValue(pool, scalar, floatNeg(floatBits(pool, scalar), floatValueBits(pool, elem)));
      });
      return interned(negated);
    }
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, AirTag.neg, ty, rhs);
  }
  return subtractFromZero(sema, block, Tag.sub, rhs, src, operandSrc);
}

/** `-%x` */
function zirNegateWrap(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const rhs = resolveInst(block, frame.a[inst] as ZirRef);
  const ty = sema.typeOf(rhs);
  const kind = typeKind(pool, scalarType(pool, ty));
  if (!isIntKind(kind) && !isFloatKind(kind)) {
    return failWithType(sema, block, src, 'negation of type', ty);
  }
  return subtractFromZero(sema, block, Tag.subwrap, rhs, src, sub(src, SrcPart.un_operand));
}

function subtractFromZero(sema: Sema, block: Block, tag: Tag, rhs: AirRef, src: number, operandSrc: Src): AirRef {
  const ty = sema.typeOf(rhs);
  const scalar = scalarType(sema.pool, ty);
  const isFloat = isFloatKind(typeKind(sema.pool, scalar));
  const zero = isFloat ? interned(splatLike(sema, ty, floatOfInt(sema, 0n, scalar))) : splatInt(sema, ty, 0);
  return analyzeArithmetic(sema, block, tag, { lhs: zero, rhs, src, lhsSrc: operandSrc, rhsSrc: operandSrc });
}

/** Type of the result of `@addWithOverflow` and its like: `struct { T, u1 }`, vectors of those for vectors. */
export function overflowTupleType(sema: Sema, ty: Index): Index {
  return tupleType(sema.pool, [ty, typeLike(sema, ty, Ty.u1)], [NO_INDEX, NO_INDEX]);
}

export const arithmeticHandlers: Handlers = {
  [Tag.add]: zirArithmetic,
  [Tag.add_unsafe]: zirArithmetic,
  [Tag.addwrap]: zirArithmetic,
  [Tag.add_sat]: zirArithmetic,
  [Tag.sub]: zirArithmetic,
  [Tag.subwrap]: zirArithmetic,
  [Tag.sub_sat]: zirArithmetic,
  [Tag.mul]: zirArithmetic,
  [Tag.mulwrap]: zirArithmetic,
  [Tag.mul_sat]: zirArithmetic,
  [Tag.negate]: zirNegate,
  [Tag.negate_wrap]: zirNegateWrap,
};
