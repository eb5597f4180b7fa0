import { type AirRef, AirTag } from '../air/air.ts';
import { maxInt, minInt } from '../intern/int-arith.ts';
import { type Address, type FunctionState, localOperand, type Operand } from './function.ts';
import { compareOp, emitBitReverse, emitByteSwap, intOp } from './integers.ts';
import {
  emitNegateIf,
  limbsOf,
  normalizeWide,
  pushExtension,
  pushIsZero,
  pushLimb,
  pushWideEqual,
  signOf,
  storeLimb,
  storeWideConstant,
} from './limbs.ts';
import { access, constantIndex, copyMemory } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { type Repr, ReprKind } from './repr.ts';
import { RuntimeFunction } from './runtime.ts';
import type { Value } from './values.ts';
import { Op, ValType } from './wasm.ts';

/*
 * Arithmetic on integers of more than 64 bits, which are in memory as `limbs.ts` says.
 */

/** Writes the result of a binary operation other than a comparison to `to`, which overlaps no operand. Shifts are `emitWideShift`. */
export function emitWideBinary(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address, b: Address): void {
  const limbs = limbsOf(repr);
  switch (tag) {
    case AirTag.add:
    case AirTag.add_wrap:
      emitAddSub(f, true, limbs, to, a, b);
      if (tag === AirTag.add_wrap) normalizeWide(f, to, repr);
      return;
    case AirTag.sub:
    case AirTag.sub_wrap:
      emitAddSub(f, false, limbs, to, a, b);
      if (tag === AirTag.sub_wrap) normalizeWide(f, to, repr);
      return;
    case AirTag.mul:
    case AirTag.mul_wrap:
      emitMul(f, limbs, to, a, b);
      if (tag === AirTag.mul_wrap) normalizeWide(f, to, repr);
      return;
    case AirTag.bit_and:
      emitBitwise(f, Op.i64_and, limbs, to, a, b);
      return;
    case AirTag.bit_or:
      emitBitwise(f, Op.i64_or, limbs, to, a, b);
      return;
    case AirTag.xor:
      emitBitwise(f, Op.i64_xor, limbs, to, a, b);
      return;
    case AirTag.div_trunc:
    case AirTag.div_exact:
    case AirTag.div_floor:
    case AirTag.rem:
    case AirTag.mod:
      emitDivision(f, tag, repr, to, a, b);
      return;
    case AirTag.min:
    case AirTag.max: {
      const from = f.temporary(ValType.i32);
      f.pushAddress(a);
      f.pushAddress(b);
      pushWideCompare(f, tag === AirTag.min ? AirTag.cmp_lt : AirTag.cmp_gt, repr, a, b);
      f.op(Op.select);
      f.localSet(from);
      copyMemory(f, to, { local: from, offset: 0, reloc: null }, repr.size);
      return;
    }
    case AirTag.add_sat:
    case AirTag.sub_sat:
    case AirTag.mul_sat: {
      const overflow =
        tag === AirTag.add_sat
          ? AirTag.add_with_overflow
          : tag === AirTag.sub_sat
            ? AirTag.sub_with_overflow
            : AirTag.mul_with_overflow;
      const bit = emitWideOverflow(f, overflow, repr, to, a, b);
      emitLimit(f, tag, repr, to, bit, a, b);
      return;
    }
    default:
      f.fail(`${AirTag[tag]} of integers wider than 64 bits`);
  }
}

/** Adds or subtracts; returns the local that is left with the carry or borrow, an i32. */
function emitAddSub(f: FunctionState, isAdd: boolean, limbs: number, to: Address, a: Address, b: Address): number {
  const carry = f.temporary(ValType.i32);
  const x = f.temporary(ValType.i64);
  const y = f.temporary(ValType.i64);
  const op = isAdd ? Op.i64_add : Op.i64_sub;
  for (let i = 0; i < limbs; i++) {
    pushLimb(f, a, i);
    f.localTee(x);
    pushLimb(f, b, i);
    f.localTee(y);
    f.op(op);
    if (isAdd) {
      // y = x + b; carry if y < x
      f.localTee(y);
      f.localGet(x);
      f.op(Op.i64_lt_u);
    } else {
      const difference = f.temporary(ValType.i64);
      f.localSet(difference);
      f.localGet(x);
      f.localGet(y);
      f.op(Op.i64_lt_u);
      f.localGet(difference);
      f.localSet(y);
    }
    if (i > 0) {
      // x = y +- carry
      f.localGet(y);
      f.localGet(carry);
      f.op(Op.i64_extend_i32_u);
      f.op(op);
      f.localTee(x);
      f.localGet(y);
      f.op(isAdd ? Op.i64_lt_u : Op.i64_gt_u);
      f.op(Op.i32_or);
      f.localSet(carry);
      storeLimb(f, to, i, x);
    } else {
      f.localSet(carry);
      storeLimb(f, to, i, y);
    }
  }
  return carry;
}

function emitMul(f: FunctionState, limbs: number, to: Address, a: Address, b: Address): void {
  if (limbs !== 2) {
    f.pushAddress(to);
    f.pushAddress(a);
    f.pushAddress(b);
    f.i32(limbs * 2);
    f.callRuntime(RelocKind.runtime, RuntimeFunction.wideMul);
    return;
  }
  f.pushBase(to);
  pushLimb(f, a, 0);
  pushLimb(f, b, 0);
  f.op(Op.i64_mul);
  access(f, Op.i64_store, to.offset);
  f.pushBase(to);
  pushLimb(f, a, 0);
  pushLimb(f, b, 0);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.mulHigh);
  for (const [i, j] of [
    [0, 1],
    [1, 0],
  ]) {
    pushLimb(f, a, i);
    pushLimb(f, b, j);
    f.op(Op.i64_mul);
    f.op(Op.i64_add);
  }
  access(f, Op.i64_store, to.offset + 8);
}

function emitBitwise(f: FunctionState, op: Op, limbs: number, to: Address, a: Address, b: Address): void {
  for (let i = 0; i < limbs; i++) {
    f.pushBase(to);
    pushLimb(f, a, i);
    pushLimb(f, b, i);
    f.op(op);
    access(f, Op.i64_store, to.offset + i * 8);
  }
}

function emitDivision(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address, b: Address): void {
  const limbs = limbsOf(repr);
  const wantsRest = tag === AirTag.rem || tag === AirTag.mod;
  const other = f.temporarySlot(repr.size, 8);
  const quotient = wantsRest ? other : to;
  const rest = wantsRest ? to : other;
  if (!repr.signed) {
    emitDivide(f, limbs, quotient, rest, a, b);
    return;
  }
  const signA = signOf(f, repr, a);
  const signB = signOf(f, repr, b);
  const absA = f.temporarySlot(repr.size, 8);
  const absB = f.temporarySlot(repr.size, 8);
  emitNegateIf(f, limbs, absA, a, signA);
  emitNegateIf(f, limbs, absB, b, signB);
  emitDivide(f, limbs, quotient, rest, absA, absB);
  emitNegateIf(f, limbs, rest, rest, signA);
  const differ = f.temporary(ValType.i64);
  f.localGet(signA);
  f.localGet(signB);
  f.op(Op.i64_xor);
  f.localSet(differ);
  emitNegateIf(f, limbs, quotient, quotient, differ);
  if (tag !== AirTag.div_floor && tag !== AirTag.mod) return;
  // Where there is a remainder and the signs differ, the quotient is one less, the remainder one divisor more.
  pushIsZero(f, limbs, rest);
  f.op(Op.i32_eqz);
  f.localGet(differ);
  f.op(Op.i32_wrap_i64);
  f.op(Op.i32_and);
  f.open(Op.if);
  if (tag === AirTag.mod) emitAddSub(f, true, limbs, rest, rest, b);
  else {
    const one = f.temporarySlot(repr.size, 8);
    storeWideConstant(f, one, limbs, 1n);
    emitAddSub(f, false, limbs, quotient, quotient, one);
  }
  f.close();
}

function emitDivide(f: FunctionState, limbs: number, quotient: Address, rest: Address, a: Address, b: Address): void {
  for (const address of [quotient, rest, a, b]) f.pushAddress(address);
  f.i32(limbs * 2);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.wideDiv);
}

/** Pushes the result of a comparison: 0 or 1. */
export function pushWideCompare(f: FunctionState, tag: AirTag, repr: Repr, a: Address, b: Address): void {
  const limbs = limbsOf(repr);
  if (tag === AirTag.cmp_eq || tag === AirTag.cmp_neq) {
    pushWideEqual(f, limbs, a, b);
    if (tag === AirTag.cmp_neq) f.op(Op.i32_eqz);
    return;
  }
  // From the lowest limb up: the highest one that differs decides.
  for (let i = 0; i < limbs; i++) {
    const top = i === limbs - 1;
    const last = i > 0;
    pushLimb(f, a, i);
    pushLimb(f, b, i);
    f.op(intOp(true, last ? strictOp(tag, top && repr.signed) : compareOp(tag, top && repr.signed)));
    if (!last) continue;
    pushLimb(f, a, i);
    pushLimb(f, b, i);
    f.op(Op.i64_eq);
    f.op(Op.select);
  }
}

/** The comparison of limbs above the lowest, where equal ones are left to those below. */
function strictOp(tag: AirTag, signed: boolean): Op {
  return compareOp(tag === AirTag.cmp_lt || tag === AirTag.cmp_lte ? AirTag.cmp_lt : AirTag.cmp_gt, signed);
}

/** Writes `a` shifted by what `shift` says to `to`. A plain `shl` loses the bits beyond the width. */
export function emitWideShift(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  to: Address,
  a: Address,
  shift: Operand,
  shiftRepr: Repr,
): void {
  const limbs = limbsOf(repr);
  const right = tag === AirTag.shr || tag === AirTag.shr_exact;
  const constant = f.frame === null || shift < 0 ? -1 : constantIndex(f, shift as number as AirRef);
  if (constant >= 0 && constant < limbs * 64 && limbs <= MAX_INLINE_LIMBS) {
    emitConstantShift(f, right, repr, to, a, constant);
    if (!right) normalizeWide(f, to, repr);
    return;
  }
  f.pushAddress(to);
  f.pushAddress(a);
  pushShiftAmount(f, shift, shiftRepr);
  f.i32(limbs);
  if (right) {
    pushExtension(f, repr.signed, () => pushLimb(f, a, limbs - 1));
    f.callRuntime(RelocKind.runtime, RuntimeFunction.wideShr);
    return;
  }
  f.callRuntime(RelocKind.runtime, RuntimeFunction.wideShl);
  normalizeWide(f, to, repr);
}

const MAX_INLINE_LIMBS = 4;

/** Limb by limb, beginning with the one that no other limb of the result is made of: `to` may be `a`. */
function emitConstantShift(f: FunctionState, right: boolean, repr: Repr, to: Address, a: Address, shift: number): void {
  const limbs = limbsOf(repr);
  const skipped = shift >> 6;
  const bits = BigInt(shift & 63);
  for (let k = 0; k < limbs; k++) {
    const i = right ? k : limbs - 1 - k;
    const from = right ? i + skipped : i - skipped;
    const next = right ? from + 1 : from - 1;
    f.pushBase(to);
    pushShiftedLimb(f, repr, a, from, bits, right ? Op.i64_shr_u : Op.i64_shl);
    if (bits > 0n && next >= 0 && (next < limbs || repr.signed)) {
      pushShiftedLimb(f, repr, a, next, 64n - bits, right ? Op.i64_shl : Op.i64_shr_u);
      f.op(Op.i64_or);
    }
    access(f, Op.i64_store, to.offset + i * 8);
  }
}

/** Pushes limb `i` of `a`, shifted. Below the limbs there are zeros, above them what extends the integer. */
function pushShiftedLimb(f: FunctionState, repr: Repr, a: Address, i: number, bits: bigint, op: Op): void {
  const limbs = limbsOf(repr);
  if (i < 0 || (i >= limbs && !repr.signed)) {
    f.i64(0n);
    return;
  }
  pushLimb(f, a, Math.min(i, limbs - 1));
  if (i >= limbs) {
    f.i64(63n);
    f.op(Op.i64_shr_s);
  }
  if (bits === 0n) return;
  f.i64(bits);
  f.op(op);
}

function pushShiftAmount(f: FunctionState, shift: Operand, shiftRepr: Repr): void {
  if (shiftRepr.kind === ReprKind.memory) f.fail('a shift by an integer wider than 64 bits');
  else if (shiftRepr.kind === ReprKind.none) f.i32(0);
  else {
    f.pushOperand(shift);
    if (shiftRepr.kind === ReprKind.i64) f.op(Op.i32_wrap_i64);
  }
}

/** Writes the wrapped result to `to`, and returns a local that is 1 if it overflowed. */
export function emitWideOverflow(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  to: Address,
  a: Address,
  b: Address,
): number {
  const limbs = limbsOf(repr);
  const bit = f.temporary(ValType.i32);
  if (tag === AirTag.mul_with_overflow) {
    emitMulOverflow(f, repr, to, a, b);
    f.localSet(bit);
    return bit;
  }
  const isAdd = tag === AirTag.add_with_overflow;
  if (repr.bits < limbs * 64) {
    const exact = f.temporarySlot(repr.size, 8);
    emitAddSub(f, isAdd, limbs, exact, a, b);
    copyMemory(f, to, exact, repr.size);
    normalizeWide(f, to, repr);
    pushWideEqual(f, limbs, to, exact);
    f.op(Op.i32_eqz);
    f.localSet(bit);
    return bit;
  }
  const carry = emitAddSub(f, isAdd, limbs, to, a, b);
  if (!repr.signed) return carry;
  const top = limbs - 1;
  pushLimb(f, a, top);
  pushLimb(f, isAdd ? to : b, top);
  f.op(Op.i64_xor);
  pushLimb(f, isAdd ? b : a, top);
  pushLimb(f, to, top);
  f.op(Op.i64_xor);
  f.op(Op.i64_and);
  f.i64(0n);
  f.op(Op.i64_lt_s);
  f.localSet(bit);
  return bit;
}

/** Multiplies exactly in twice the size; pushes whether the result is not that of `to`, extended. */
function emitMulOverflow(f: FunctionState, repr: Repr, to: Address, a: Address, b: Address): void {
  const limbs = limbsOf(repr);
  const [longA, longB, product] = [0, 0, 0].map(() => f.temporarySlot(repr.size * 2, 8));
  const x = f.temporary(ValType.i64);
  for (const [from, long] of [
    [a, longA],
    [b, longB],
  ]) {
    copyMemory(f, long, from, repr.size);
    pushExtension(f, repr.signed, () => pushLimb(f, from, limbs - 1));
    f.localSet(x);
    for (let i = limbs; i < limbs * 2; i++) storeLimb(f, long, i, x);
  }
  emitMul(f, limbs * 2, product, longA, longB);
  copyMemory(f, to, product, repr.size);
  normalizeWide(f, to, repr);
  pushWideEqual(f, limbs, to, product);
  pushExtension(f, repr.signed, () => pushLimb(f, to, limbs - 1));
  f.localSet(x);
  for (let i = limbs; i < limbs * 2; i++) {
    pushLimb(f, product, i);
    f.localGet(x);
    f.op(Op.i64_xor);
    if (i > limbs) f.op(Op.i64_or);
  }
  f.op(Op.i64_eqz);
  f.op(Op.i32_and);
  f.op(Op.i32_eqz);
}

/** `shl_with_overflow`: as `emitWideOverflow`. */
export function emitWideShlOverflow(
  f: FunctionState,
  repr: Repr,
  to: Address,
  a: Address,
  shift: Operand,
  shiftRepr: Repr,
): number {
  const bit = f.temporary(ValType.i32);
  const amount = f.repeatable(shift, shiftRepr);
  const back = f.temporarySlot(repr.size, 8);
  emitWideShift(f, AirTag.shl, repr, to, a, amount, shiftRepr);
  emitWideShift(f, AirTag.shr, repr, back, to, amount, shiftRepr);
  pushWideEqual(f, limbsOf(repr), back, a);
  f.op(Op.i32_eqz);
  f.localSet(bit);
  return bit;
}

/** `shl_sat`: the amount may be any unsigned integer. */
export function emitWideShlSat(f: FunctionState, repr: Repr, to: Address, a: Address, shift: Value): void {
  const amount = f.temporary(ValType.i32);
  const isTooFar = f.temporary(ValType.i32);
  pushClampedAmount(f, repr, shift, isTooFar);
  f.localSet(amount);
  const bit = emitWideShlOverflow(f, repr, to, a, localOperand(amount), AMOUNT);
  f.localGet(bit);
  pushIsZero(f, limbsOf(repr), a);
  f.op(Op.i32_eqz);
  f.localGet(isTooFar);
  f.op(Op.i32_and);
  f.op(Op.i32_or);
  f.localSet(bit);
  emitLimit(f, AirTag.shl_sat, repr, to, bit, a, a);
}

const AMOUNT: Repr = { kind: ReprKind.i32, size: 4, align: 4, bits: 32, signed: false, float: 0 };

/** Pushes a shift amount, or 0 where it is not below the width of `repr`; `isTooFar` is set to whether it is not. */
function pushClampedAmount(f: FunctionState, repr: Repr, shift: Value, isTooFar: number): void {
  if (shift.repr.kind === ReprKind.none) {
    f.i32(0);
    f.localSet(isTooFar);
    f.i32(0);
    return;
  }
  const low = f.temporary(ValType.i64);
  if (shift.repr.kind === ReprKind.memory) pushLimb(f, shift.at, 0);
  else {
    f.pushOperand(shift.operand);
    if (shift.repr.kind === ReprKind.i32) f.op(Op.i64_extend_i32_u);
  }
  f.localTee(low);
  f.i64(BigInt(repr.bits));
  f.op(Op.i64_ge_u);
  if (shift.repr.kind === ReprKind.memory) {
    for (let i = 1; i < limbsOf(shift.repr); i++) {
      pushLimb(f, shift.at, i);
      f.op(Op.i64_eqz);
      f.op(Op.i32_eqz);
      f.op(Op.i32_or);
    }
  }
  f.localSet(isTooFar);
  f.i32(0);
  f.localGet(low);
  f.op(Op.i32_wrap_i64);
  f.localGet(isTooFar);
  f.op(Op.select);
}

/** If `bit` is set, writes what the operation saturates to. */
function emitLimit(f: FunctionState, tag: AirTag, repr: Repr, to: Address, bit: number, a: Address, b: Address): void {
  const limbs = limbsOf(repr);
  f.localGet(bit);
  f.open(Op.if);
  if (!repr.signed) storeWideConstant(f, to, limbs, tag === AirTag.sub_sat ? 0n : maxInt(false, repr.bits));
  else {
    pushLimb(f, a, limbs - 1);
    if (tag === AirTag.mul_sat) {
      pushLimb(f, b, limbs - 1);
      f.op(Op.i64_xor);
    }
    f.i64(0n);
    f.op(Op.i64_lt_s);
    f.open(Op.if);
    storeWideConstant(f, to, limbs, minInt(true, repr.bits));
    f.op(Op.else);
    storeWideConstant(f, to, limbs, maxInt(true, repr.bits));
    f.close();
  }
  f.close();
}

/** Writes the result of `not`, `neg`, `abs`, `byte_swap`, `bit_reverse` to `to`, which does not overlap `a`. */
export function emitWideUnary(f: FunctionState, tag: AirTag, repr: Repr, to: Address, a: Address): void {
  const limbs = limbsOf(repr);
  switch (tag) {
    case AirTag.not:
      for (let i = 0; i < limbs; i++) {
        f.pushBase(to);
        pushLimb(f, a, i);
        f.i64(-1n);
        f.op(Op.i64_xor);
        access(f, Op.i64_store, to.offset + i * 8);
      }
      normalizeWide(f, to, repr);
      return;
    case AirTag.neg: {
      const mask = f.temporary(ValType.i64);
      f.i64(-1n);
      f.localSet(mask);
      emitNegateIf(f, limbs, to, a, mask);
      normalizeWide(f, to, repr);
      return;
    }
    case AirTag.abs:
      if (repr.signed) emitNegateIf(f, limbs, to, a, signOf(f, repr, a));
      else copyMemory(f, to, a, repr.size);
      return;
    case AirTag.byte_swap:
    case AirTag.bit_reverse: {
      const whole = f.temporarySlot(repr.size, 8);
      for (let i = 0; i < limbs; i++) {
        f.pushBase(whole);
        pushLimb(f, a, limbs - 1 - i);
        if (tag === AirTag.byte_swap) emitByteSwap(f, true);
        else emitBitReverse(f, true);
        access(f, Op.i64_store, whole.offset + i * 8);
      }
      f.pushAddress(to);
      f.pushAddress(whole);
      f.i32(limbs * 64 - repr.bits);
      f.i32(limbs);
      pushExtension(f, repr.signed, () => pushLimb(f, whole, limbs - 1));
      f.callRuntime(RelocKind.runtime, RuntimeFunction.wideShr);
      return;
    }
    default:
      f.fail(`${AirTag[tag]} of integers wider than 64 bits`);
  }
}

/** Pushes the result of `clz`, `ctz`, `popcount` as an i32. */
export function pushWideCount(f: FunctionState, tag: AirTag, repr: Repr, a: Address): void {
  const limbs = limbsOf(repr);
  const unused = limbs * 64 - repr.bits;
  if (repr.signed && unused > 0 && tag !== AirTag.ctz) {
    const unsigned = f.temporarySlot(repr.size, 8);
    copyMemory(f, unsigned, a, repr.size);
    normalizeWide(f, unsigned, { ...repr, signed: false });
    a = unsigned;
  }
  const count = f.temporary(ValType.i64);
  const op = tag === AirTag.clz ? Op.i64_clz : tag === AirTag.ctz ? Op.i64_ctz : Op.i64_popcnt;
  for (let step = 0; step < limbs; step++) {
    const i = tag === AirTag.ctz ? limbs - 1 - step : step;
    if (step > 0) {
      f.localGet(count);
      if (tag !== AirTag.popcount) {
        f.i64(64n);
        f.op(Op.i64_add);
      }
    }
    pushLimb(f, a, i);
    f.op(op);
    if (step > 0) {
      if (tag === AirTag.popcount) f.op(Op.i64_add);
      else {
        pushLimb(f, a, i);
        f.op(Op.i64_eqz);
        f.op(Op.select);
      }
    }
    f.localSet(count);
  }
  f.localGet(count);
  f.op(Op.i32_wrap_i64);
  if (unused === 0) return;
  const result = f.temporary(ValType.i32);
  if (tag === AirTag.clz) {
    f.i32(unused);
    f.op(Op.i32_sub);
  } else if (tag === AirTag.ctz) {
    f.localTee(result);
    f.i32(repr.bits);
    f.localGet(result);
    f.i32(repr.bits);
    f.op(Op.i32_lt_u);
    f.op(Op.select);
  }
}
