import { type AirRef, AirTag } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import {
  bitLength,
  bitReverse,
  byteSwap,
  countLeadingZeros,
  countTrailingZeros,
  popCount,
  wrapInt,
} from '../../intern/int-arith.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  intBits,
  intSigned,
  intType,
  scalarType,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import { aggregate, intBig, intValue, isUndef, undefValue } from '../../intern/values.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { failWithExpectedIntOrVector } from '../casts/casts.ts';
import { resolveInst } from '../core/body.ts';
import { elementOf } from '../core/comptime-memory.ts';
import type { Handler, Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';

/** What one of these does to one integer of so many bits; `isCount`: the result counts bits, and has the type for that. */
interface BitOperation {
  readonly tag: AirTag;
  readonly isCount: boolean;
  compute(value: bigint, signed: boolean, bits: number): bigint;
}

const OPERATIONS: { readonly [tag: number]: BitOperation } = {
  [Tag.clz]: {
    tag: AirTag.clz,
    isCount: true,
    compute: (v, _s, bits) => BigInt(countLeadingZeros(wrapInt(v, false, bits), bits)),
  },
  [Tag.ctz]: {
    tag: AirTag.ctz,
    isCount: true,
    compute: (v, _s, bits) => BigInt(countTrailingZeros(wrapInt(v, false, bits), bits)),
  },
  [Tag.pop_count]: {
    tag: AirTag.popcount,
    isCount: true,
    compute: (v, _s, bits) => BigInt(popCount(wrapInt(v, false, bits), bits)),
  },
  [Tag.byte_swap]: { tag: AirTag.byte_swap, isCount: false, compute: byteSwap },
  [Tag.bit_reverse]: { tag: AirTag.bit_reverse, isCount: false, compute: bitReverse },
};

/** The smallest type that holds 0 .. `max`. */
function smallestUnsigned(sema: Sema, max: number): Index {
  return intType(sema.pool, false, bitLength(BigInt(max)));
}

const zirBits: Handler = (sema, block, inst: ZirIndex) => {
  const pool = sema.pool;
  const frame = block.frame;
  const tag = frame.tags[inst]! as Tag;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst]! as ZirRef);
  const ty = sema.typeOf(operand);
  const scalar = scalarType(pool, ty);
  if (typeKind(pool, scalar) !== TypeKind.int) failWithExpectedIntOrVector(sema, block, operandSrc, ty);
  const bits = intBits(pool, scalar);
  const operation = OPERATIONS[tag]!;
  if (tag === Tag.byte_swap && bits % 8 !== 0) {
    sema.fail(
      block,
      operandSrc,
      `@byteSwap requires the number of bits to be evenly divisible by 8, but ${printType(pool, scalar)} has ${bits} bits`,
    );
  }
  const resultScalar = operation.isCount ? smallestUnsigned(sema, bits) : scalar;
  const isVector = typeKind(pool, ty) === TypeKind.vector;
  const resultTy = isVector ? vectorType(pool, arrayLen(pool, ty), resultScalar) : resultScalar;
  const value = resolveValue(sema, operand);
  if (value === NO_INDEX) {
    // Officially those that keep the type do not ask for run time.
    if (operation.isCount) requireRuntimeBlock(sema, block, src, operandSrc);
    return sema.emit(block, operation.tag, resultTy, operand);
  }
  if (isUndef(pool, value)) return undefValue(pool, resultTy) as number as AirRef;
  const compute = (elem: Index): Index =>
    isUndef(pool, elem)
      ? undefValue(pool, resultScalar)
      : intValue(pool, resultScalar, operation.compute(intBig(pool, elem), intSigned(pool, scalar), bits));
  if (!isVector) return compute(value) as number as AirRef;
  const elems: Index[] = [];
  for (let i = 0; i < arrayLen(pool, ty); i++) elems.push(compute(elementOf(pool, value, ty, i)));
  return aggregate(pool, resultTy, elems) as number as AirRef;
};

export const bitHandlers: Handlers = {
  [Tag.clz]: zirBits,
  [Tag.ctz]: zirBits,
  [Tag.pop_count]: zirBits,
  [Tag.byte_swap]: zirBits,
  [Tag.bit_reverse]: zirBits,
};
