import { type AirRef, AirTag, isInst } from '../air/air.ts';
import { floatToNumber } from '../intern/float.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { floatValueBits } from '../intern/values.ts';
import { emitFloatBinary, emitFloatUnary, emitMulAdd } from './floats.ts';
import { type Address, type FunctionState, localOperand, type Operand } from './function.ts';
import { emitIntBinary, emitIntUnary, emitOverflow } from './integers.ts';
import { isScalar, isWide, type Repr, ReprKind } from './repr.ts';
import { emitSoftBinary, emitSoftMulAdd, emitSoftUnary, isSoftFloat, pushSoftCompare } from './soft-floats.ts';
import { Op } from './wasm.ts';
import {
  emitWideBinary,
  emitWideOverflow,
  emitWideShift,
  emitWideShlOverflow,
  emitWideShlSat,
  emitWideUnary,
  pushWideCompare,
  pushWideCount,
} from './wide-integers.ts';

/*
 * Arithmetic on numbers of any width, whether they are in locals or in memory. Each function leaves a scalar result on the stack, and
 * writes one that is in memory to `to`, which overlaps no operand.
 */

/** A number to work on. */
export interface Value {
  readonly repr: Repr;
  /** Of a scalar. */
  readonly operand: Operand;
  /** Of what is in memory: where. */
  readonly at: Address;
}

/** The address of a scalar, which has none. */
export const NOWHERE: Address = { local: -1, offset: 0, reloc: null };

/** An operand of AIR as a value. */
export function operandValue(f: FunctionState, ref: AirRef): Value {
  const repr = f.reprOf(ref);
  return { repr, operand: ref as number, at: repr.kind === ReprKind.memory ? f.memoryOf(ref) : NOWHERE };
}

/** What a local holds as a value of `repr`: a scalar, or the address of what is in memory. */
export function localValue(repr: Repr, local: number): Value {
  return { repr, operand: localOperand(local), at: { local, offset: 0, reloc: null } };
}

function isShift(tag: AirTag): boolean {
  return tag >= AirTag.shl && tag <= AirTag.shr_exact;
}

function isComparison(tag: AirTag): boolean {
  return tag >= AirTag.cmp_lt && tag <= AirTag.cmp_neq;
}

/** Arithmetic, bitwise operations and shifts of two operands, and comparisons, which give a scalar. */
export function emitBinary(f: FunctionState, tag: AirTag, a: Value, b: Value, to: Address): void {
  const { repr } = a;
  if (repr.kind === ReprKind.none) {
    if (isComparison(tag)) f.i32(tag === AirTag.cmp_eq || tag === AirTag.cmp_lte || tag === AirTag.cmp_gte ? 1 : 0);
  } else if (isScalar(repr)) {
    if (repr.float !== 0) emitFloatBinary(f, tag, repr, a.operand, b.operand);
    else emitIntBinary(f, tag, repr, a.operand, b.operand, b.repr);
  } else if (isSoftFloat(repr)) {
    if (isComparison(tag)) pushSoftCompare(f, tag, repr, a.at, b.at);
    else emitSoftBinary(f, tag, repr, to, a.at, b.at);
  } else if (!isWide(repr)) f.fail(`${AirTag[tag]} of this type`);
  else if (isComparison(tag)) pushWideCompare(f, tag, repr, a.at, b.at);
  else if (tag === AirTag.shl_sat) emitWideShlSat(f, repr, to, a.at, b);
  else if (isShift(tag)) emitWideShift(f, tag, repr, to, a.at, b.operand, b.repr);
  else emitWideBinary(f, tag, repr, to, a.at, b.at);
}

/** Operations of one operand that keep the type, and bit counts, whose result is a scalar of `result`. */
export function emitUnary(f: FunctionState, tag: AirTag, a: Value, result: Repr, to: Address): void {
  const { repr } = a;
  if (repr.kind === ReprKind.none || result.kind === ReprKind.none) return;
  if (isScalar(repr)) {
    if (repr.float !== 0) emitFloatUnary(f, tag, repr, a.operand);
    else emitIntUnary(f, tag, repr, a.operand, result);
  } else if (isSoftFloat(repr)) emitSoftUnary(f, tag, repr, to, a.at);
  else if (!isWide(repr)) f.fail(`${AirTag[tag]} of this type`);
  else if (tag === AirTag.clz || tag === AirTag.ctz || tag === AirTag.popcount) {
    pushWideCount(f, tag, repr, a.at);
    if (result.kind === ReprKind.i64) f.op(Op.i64_extend_i32_u);
  } else emitWideUnary(f, tag, repr, to, a.at);
}

/** `add_with_overflow` and its like: returns the local of a scalar result, -1 for one in memory, and the local of the bit. */
export function emitWithOverflow(
  f: FunctionState,
  tag: AirTag,
  a: Value,
  b: Value,
  to: Address,
): { readonly value: number; readonly bit: number } {
  const { repr } = a;
  if (isScalar(repr)) return emitOverflow(f, tag, repr, a.operand, b.operand, b.repr);
  const bit =
    tag === AirTag.shl_with_overflow
      ? emitWideShlOverflow(f, repr, to, a.at, b.operand, b.repr)
      : emitWideOverflow(f, tag, repr, to, a.at, b.at);
  return { value: -1, bit };
}

/** a * b + c, rounded once. A factor that is the constant 1 leaves a sum, which needs no function of compiler_rt. */
export function emitFusedMulAdd(f: FunctionState, a: Value, b: Value, c: Value, to: Address): void {
  if (isConstantOne(f, b)) emitBinary(f, AirTag.add, a, c, to);
  else if (isConstantOne(f, a)) emitBinary(f, AirTag.add, b, c, to);
  else if (isSoftFloat(a.repr)) emitSoftMulAdd(f, a.repr, to, a.at, b.at, c.at);
  else emitMulAdd(f, a.repr, a.operand, b.operand, c.operand);
}

function isConstantOne(f: FunctionState, { operand, repr }: Value): boolean {
  if (repr.float === 0 || operand < 0 || isInst(operand as AirRef)) return false;
  const value = operand as Index;
  return f.pool.tag(value) === ItemTag.float && floatToNumber(repr.float, floatValueBits(f.pool, value)) === 1;
}
