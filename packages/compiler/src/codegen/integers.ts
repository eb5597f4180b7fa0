import { AirTag } from '../air/air.ts';
import { maxInt, minInt } from '../intern/int-arith.ts';
import { type FunctionState, localOperand, type Operand } from './function.ts';
import { extend } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { type Repr, ReprKind, valTypeOf } from './repr.ts';
import { RuntimeFunction } from './runtime.ts';
import { Op, ValType } from './wasm.ts';

/** The i32 opcode, or the i64 opcode for the same if `wide`. */
export function intOp(wide: boolean, op: Op): Op {
  if (!wide) return op;
  return op >= Op.i32_clz ? op + (Op.i64_clz - Op.i32_clz) : op + (Op.i64_eqz - Op.i32_eqz);
}

/** Pushes the result of a binary operation on integers of `repr` (a scalar). Comparisons give an i32. */
export function emitIntBinary(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  a: Operand,
  b: Operand,
  shiftRepr = repr,
): void {
  const wide = repr.kind === ReprKind.i64;
  switch (tag) {
    case AirTag.add:
    case AirTag.ptr_add:
      emitPlain(f, Op.i32_add, wide, a, b);
      return;
    case AirTag.sub:
    case AirTag.ptr_sub:
      emitPlain(f, Op.i32_sub, wide, a, b);
      return;
    case AirTag.mul:
      emitPlain(f, Op.i32_mul, wide, a, b);
      return;
    case AirTag.add_wrap:
      emitPlain(f, Op.i32_add, wide, a, b);
      extend(f, repr);
      return;
    case AirTag.sub_wrap:
      emitPlain(f, Op.i32_sub, wide, a, b);
      extend(f, repr);
      return;
    case AirTag.mul_wrap:
      emitPlain(f, Op.i32_mul, wide, a, b);
      extend(f, repr);
      return;
    case AirTag.bit_and:
    case AirTag.bool_and:
      emitPlain(f, Op.i32_and, wide, a, b);
      return;
    case AirTag.bit_or:
    case AirTag.bool_or:
      emitPlain(f, Op.i32_or, wide, a, b);
      return;
    case AirTag.xor:
      emitPlain(f, Op.i32_xor, wide, a, b);
      return;
    case AirTag.div_trunc:
    case AirTag.div_exact:
      emitPlain(f, repr.signed ? Op.i32_div_s : Op.i32_div_u, wide, a, b);
      return;
    case AirTag.rem:
      emitPlain(f, repr.signed ? Op.i32_rem_s : Op.i32_rem_u, wide, a, b);
      return;
    case AirTag.div_floor:
      if (repr.signed) emitDivFloor(f, repr, a, b);
      else emitPlain(f, Op.i32_div_u, wide, a, b);
      return;
    case AirTag.mod:
      if (repr.signed) emitMod(f, repr, a, b);
      else emitPlain(f, Op.i32_rem_u, wide, a, b);
      return;
    case AirTag.min:
    case AirTag.max:
      emitMinMax(f, tag === AirTag.min, repr, a, b);
      return;
    case AirTag.shl:
    case AirTag.shl_exact:
      f.pushOperand(a);
      pushShift(f, wide, b, shiftRepr);
      f.op(intOp(wide, Op.i32_shl));
      extend(f, repr);
      return;
    case AirTag.shr:
    case AirTag.shr_exact:
      f.pushOperand(a);
      pushShift(f, wide, b, shiftRepr);
      f.op(intOp(wide, repr.signed ? Op.i32_shr_s : Op.i32_shr_u));
      return;
    case AirTag.add_sat:
    case AirTag.sub_sat:
    case AirTag.mul_sat:
      emitSaturating(f, tag, repr, a, b);
      return;
    case AirTag.shl_sat:
      emitShlSat(f, repr, a, b, shiftRepr);
      return;
    default:
      emitPlain(f, compareOp(tag, repr.signed), wide, a, b);
  }
}

function emitPlain(f: FunctionState, op: Op, wide: boolean, a: Operand, b: Operand): void {
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(intOp(wide, op));
}

/** The i32 opcode of a comparison. */
export function compareOp(tag: AirTag, signed: boolean): Op {
  switch (tag) {
    case AirTag.cmp_lt:
      return signed ? Op.i32_lt_s : Op.i32_lt_u;
    case AirTag.cmp_lte:
      return signed ? Op.i32_le_s : Op.i32_le_u;
    case AirTag.cmp_gte:
      return signed ? Op.i32_ge_s : Op.i32_ge_u;
    case AirTag.cmp_gt:
      return signed ? Op.i32_gt_s : Op.i32_gt_u;
    case AirTag.cmp_neq:
      return Op.i32_ne;
    default:
      return Op.i32_eq;
  }
}

/** Pushes a shift amount as an integer of the shifted operand's kind. */
function pushShift(f: FunctionState, wide: boolean, b: Operand, shiftRepr: Repr): void {
  if (shiftRepr.kind === ReprKind.none) {
    f.int(wide, 0n);
    return;
  }
  f.pushOperand(b);
  if (wide && shiftRepr.kind === ReprKind.i32) f.op(Op.i64_extend_i32_u);
  else if (!wide && shiftRepr.kind === ReprKind.i64) f.op(Op.i32_wrap_i64);
}

function emitDivFloor(f: FunctionState, repr: Repr, a: Operand, b: Operand): void {
  const wide = repr.kind === ReprKind.i64;
  a = f.repeatable(a, repr);
  b = f.repeatable(b, repr);
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(intOp(wide, Op.i32_div_s));
  pushRoundsDown(f, repr, a, b);
  if (wide) f.op(Op.i64_extend_i32_u);
  f.op(intOp(wide, Op.i32_sub));
}

/** Pushes whether the quotient has a remainder and is negative. */
function pushRoundsDown(f: FunctionState, repr: Repr, a: Operand, b: Operand): void {
  const wide = repr.kind === ReprKind.i64;
  const rest = f.temporary(valTypeOf(repr));
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(intOp(wide, Op.i32_rem_s));
  f.localTee(rest);
  f.pushOperand(b);
  f.op(intOp(wide, Op.i32_xor));
  f.int(wide, 0n);
  f.op(intOp(wide, Op.i32_lt_s));
  f.localGet(rest);
  f.int(wide, 0n);
  f.op(intOp(wide, Op.i32_ne));
  f.op(Op.i32_and);
}

function emitMod(f: FunctionState, repr: Repr, a: Operand, b: Operand): void {
  const wide = repr.kind === ReprKind.i64;
  a = f.repeatable(a, repr);
  b = f.repeatable(b, repr);
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(intOp(wide, Op.i32_rem_s));
  f.pushOperand(b);
  f.int(wide, 0n);
  pushRoundsDown(f, repr, a, b);
  f.op(Op.select);
  f.op(intOp(wide, Op.i32_add));
}

function emitMinMax(f: FunctionState, isMin: boolean, repr: Repr, a: Operand, b: Operand): void {
  const wide = repr.kind === ReprKind.i64;
  a = f.repeatable(a, repr);
  b = f.repeatable(b, repr);
  f.pushOperand(a);
  f.pushOperand(b);
  emitPlain(f, compareOp(isMin ? AirTag.cmp_lt : AirTag.cmp_gt, repr.signed), wide, a, b);
  f.op(Op.select);
}

/** The arithmetic tag under an overflowing or saturating one. */
function baseTag(tag: AirTag): AirTag {
  switch (tag) {
    case AirTag.add_sat:
    case AirTag.add_with_overflow:
      return AirTag.add;
    case AirTag.sub_sat:
    case AirTag.sub_with_overflow:
      return AirTag.sub;
    case AirTag.mul_sat:
    case AirTag.mul_with_overflow:
      return AirTag.mul;
    default:
      return AirTag.shl;
  }
}

/** The wrapped result, in a local, and a local that is 1 if it overflowed. */
interface Overflow {
  readonly value: number;
  readonly bit: number;
}

/** `add_with_overflow` and its like on scalars of `repr`. */
export function emitOverflow(
  f: FunctionState,
  tag: AirTag,
  repr: Repr,
  a: Operand,
  b: Operand,
  shiftRepr = repr,
): Overflow {
  const wide = repr.kind === ReprKind.i64;
  const value = f.temporary(valTypeOf(repr));
  const bit = f.temporary(ValType.i32);
  a = f.repeatable(a, repr);
  b = f.repeatable(b, shiftRepr);
  const base = baseTag(tag);
  switch (base) {
    case AirTag.mul:
      if (wide) emitMulOverflow64(f, repr, a, b, value, bit);
      else emitMulOverflow32(f, repr, a, b, value, bit);
      break;
    case AirTag.shl:
      f.pushOperand(a);
      pushShift(f, wide, b, shiftRepr);
      f.op(intOp(wide, Op.i32_shl));
      extend(f, repr);
      f.localTee(value);
      pushShift(f, wide, b, shiftRepr);
      f.op(intOp(wide, repr.signed ? Op.i32_shr_s : Op.i32_shr_u));
      f.pushOperand(a);
      f.op(intOp(wide, Op.i32_ne));
      f.localSet(bit);
      break;
    default:
      emitAddSubOverflow(f, base === AirTag.add, repr, a, b, value, bit);
  }
  return { value, bit };
}

function emitAddSubOverflow(
  f: FunctionState,
  isAdd: boolean,
  repr: Repr,
  a: Operand,
  b: Operand,
  value: number,
  bit: number,
): void {
  const wide = repr.kind === ReprKind.i64;
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(intOp(wide, isAdd ? Op.i32_add : Op.i32_sub));
  if (repr.bits < (wide ? 64 : 32)) {
    const raw = f.temporary(valTypeOf(repr));
    f.localTee(raw);
    extend(f, repr);
    f.localTee(value);
    f.localGet(raw);
    f.op(intOp(wide, Op.i32_ne));
    f.localSet(bit);
    return;
  }
  if (!repr.signed) {
    f.localSet(value);
    if (isAdd) emitPlain(f, Op.i32_lt_u, wide, localOperand(value), a);
    else emitPlain(f, Op.i32_lt_u, wide, a, b);
    f.localSet(bit);
    return;
  }
  f.localSet(value);
  emitPlain(f, Op.i32_xor, wide, a, isAdd ? localOperand(value) : b);
  emitPlain(f, Op.i32_xor, wide, isAdd ? b : a, localOperand(value));
  f.op(intOp(wide, Op.i32_and));
  f.int(wide, 0n);
  f.op(intOp(wide, Op.i32_lt_s));
  f.localSet(bit);
}

function emitMulOverflow32(f: FunctionState, repr: Repr, a: Operand, b: Operand, value: number, bit: number): void {
  const extension = repr.signed ? Op.i64_extend_i32_s : Op.i64_extend_i32_u;
  const product = f.temporary(ValType.i64);
  f.pushOperand(a);
  f.op(extension);
  f.pushOperand(b);
  f.op(extension);
  f.op(Op.i64_mul);
  f.localTee(product);
  f.op(Op.i32_wrap_i64);
  extend(f, repr);
  f.localTee(value);
  f.op(extension);
  f.localGet(product);
  f.op(Op.i64_ne);
  f.localSet(bit);
}

function emitMulOverflow64(f: FunctionState, repr: Repr, a: Operand, b: Operand, value: number, bit: number): void {
  const low = f.temporary(ValType.i64);
  f.pushOperand(a);
  f.pushOperand(b);
  f.op(Op.i64_mul);
  f.localTee(low);
  extend(f, repr);
  f.localSet(value);
  f.pushOperand(a);
  f.pushOperand(b);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.mulHigh);
  if (repr.signed) {
    pushIfNegative(f, a, b);
    f.op(Op.i64_sub);
    pushIfNegative(f, b, a);
    f.op(Op.i64_sub);
    f.localGet(low);
    f.i64(63n);
    f.op(Op.i64_shr_s);
  } else f.i64(0n);
  f.op(Op.i64_ne);
  f.localGet(low);
  f.localGet(value);
  f.op(Op.i64_ne);
  f.op(Op.i32_or);
  f.localSet(bit);
}

/** Pushes `value` if `of` is negative, 0 otherwise. */
function pushIfNegative(f: FunctionState, of: Operand, value: Operand): void {
  f.pushOperand(of);
  f.i64(63n);
  f.op(Op.i64_shr_s);
  f.pushOperand(value);
  f.op(Op.i64_and);
}

function emitSaturating(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, b: Operand): void {
  a = f.repeatable(a, repr);
  b = f.repeatable(b, repr);
  const { value, bit } = emitOverflow(f, tag, repr, a, b);
  pushLimit(f, tag, repr, a, b);
  f.localGet(value);
  f.localGet(bit);
  f.op(Op.select);
}

/** Pushes what the operation saturates to if it overflows. */
function pushLimit(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, b: Operand): void {
  const wide = repr.kind === ReprKind.i64;
  if (!repr.signed) {
    f.int(wide, tag === AirTag.sub_sat ? 0n : maxInt(false, repr.bits));
    return;
  }
  f.int(wide, minInt(true, repr.bits));
  f.int(wide, maxInt(true, repr.bits));
  f.pushOperand(a);
  if (tag === AirTag.mul_sat) {
    f.pushOperand(b);
    f.op(intOp(wide, Op.i32_xor));
  }
  f.int(wide, 0n);
  f.op(intOp(wide, Op.i32_lt_s));
  f.op(Op.select);
}

/** The shift amount may be any number: beyond the width everything but zero saturates. */
function emitShlSat(f: FunctionState, repr: Repr, a: Operand, b: Operand, shiftRepr: Repr): void {
  a = f.repeatable(a, repr);
  b = f.repeatable(b, shiftRepr);
  const wide = repr.kind === ReprKind.i64;
  const { value, bit } = emitOverflow(f, AirTag.shl_with_overflow, repr, a, b, shiftRepr);
  if (shiftRepr.kind !== ReprKind.none && 2 ** shiftRepr.bits > repr.bits) {
    const shiftWide = shiftRepr.kind === ReprKind.i64;
    f.localGet(bit);
    f.pushOperand(b);
    f.int(shiftWide, BigInt(repr.bits));
    f.op(intOp(shiftWide, Op.i32_ge_u));
    f.op(Op.i32_or);
    f.pushOperand(a);
    f.int(wide, 0n);
    f.op(intOp(wide, Op.i32_ne));
    f.op(Op.i32_and);
    f.localSet(bit);
  }
  pushLimit(f, AirTag.shl_sat, repr, a, b);
  f.localGet(value);
  f.localGet(bit);
  f.op(Op.select);
}

/** Pushes the result of a unary operation on a scalar of `repr`; the result is of `result`. */
export function emitIntUnary(f: FunctionState, tag: AirTag, repr: Repr, a: Operand, result: Repr): void {
  const wide = repr.kind === ReprKind.i64;
  const width = wide ? 64 : 32;
  switch (tag) {
    case AirTag.not:
      f.pushOperand(a);
      f.int(wide, repr.signed ? -1n : maxInt(false, repr.bits));
      f.op(intOp(wide, Op.i32_xor));
      return;
    case AirTag.neg:
      f.int(wide, 0n);
      f.pushOperand(a);
      f.op(intOp(wide, Op.i32_sub));
      extend(f, repr);
      return;
    case AirTag.abs: {
      if (!repr.signed) {
        f.pushOperand(a);
        return;
      }
      a = f.repeatable(a, repr);
      f.int(wide, 0n);
      f.pushOperand(a);
      f.op(intOp(wide, Op.i32_sub));
      f.pushOperand(a);
      f.pushOperand(a);
      f.int(wide, 0n);
      f.op(intOp(wide, Op.i32_lt_s));
      f.op(Op.select);
      return;
    }
    case AirTag.clz:
      pushUnsigned(f, repr, a);
      f.op(intOp(wide, Op.i32_clz));
      if (repr.bits < width) {
        f.int(wide, BigInt(width - repr.bits));
        f.op(intOp(wide, Op.i32_sub));
      }
      narrowCount(f, wide, result);
      return;
    case AirTag.ctz:
      f.pushOperand(a);
      if (repr.bits < width) {
        f.int(wide, 1n << BigInt(repr.bits));
        f.op(intOp(wide, Op.i32_or));
      }
      f.op(intOp(wide, Op.i32_ctz));
      narrowCount(f, wide, result);
      return;
    case AirTag.popcount:
      pushUnsigned(f, repr, a);
      f.op(intOp(wide, Op.i32_popcnt));
      narrowCount(f, wide, result);
      return;
    case AirTag.byte_swap:
      f.pushOperand(a);
      emitByteSwap(f, wide);
      emitShiftDown(f, repr);
      return;
    case AirTag.bit_reverse:
      f.pushOperand(a);
      emitBitReverse(f, wide);
      emitShiftDown(f, repr);
      return;
    default:
      f.fail(`${AirTag[tag]} of integers`);
  }
}

function pushUnsigned(f: FunctionState, repr: Repr, a: Operand): void {
  f.pushOperand(a);
  if (repr.signed) extend(f, { ...repr, signed: false });
}

function narrowCount(f: FunctionState, wide: boolean, result: Repr): void {
  if (wide && result.kind !== ReprKind.i64) f.op(Op.i32_wrap_i64);
}

/** Moves what was turned around in the whole local to its low bits. */
function emitShiftDown(f: FunctionState, repr: Repr): void {
  const wide = repr.kind === ReprKind.i64;
  const unused = (wide ? 64 : 32) - repr.bits;
  if (unused === 0) return;
  f.int(wide, BigInt(unused));
  f.op(intOp(wide, repr.signed ? Op.i32_shr_s : Op.i32_shr_u));
}

/** Swaps neighbouring groups of `bits` bits of the integer on the stack; `mask` has the lower group of each pair. */
function emitSwap(f: FunctionState, wide: boolean, bits: number, mask: bigint): void {
  const x = f.temporary(wide ? ValType.i64 : ValType.i32);
  f.localTee(x);
  f.int(wide, BigInt(bits));
  f.op(intOp(wide, Op.i32_shr_u));
  f.int(wide, mask);
  f.op(intOp(wide, Op.i32_and));
  f.localGet(x);
  f.int(wide, mask);
  f.op(intOp(wide, Op.i32_and));
  f.int(wide, BigInt(bits));
  f.op(intOp(wide, Op.i32_shl));
  f.op(intOp(wide, Op.i32_or));
}

/** Reverses the bytes of the integer on the stack. */
export function emitByteSwap(f: FunctionState, wide: boolean): void {
  emitSwap(f, wide, 8, 0x00ff_00ff_00ff_00ffn);
  if (wide) emitSwap(f, wide, 16, 0x0000_ffff_0000_ffffn);
  f.int(wide, wide ? 32n : 16n);
  f.op(intOp(wide, Op.i32_rotl));
}

/** Reverses the bits of the integer on the stack. */
export function emitBitReverse(f: FunctionState, wide: boolean): void {
  emitSwap(f, wide, 1, 0x5555_5555_5555_5555n);
  emitSwap(f, wide, 2, 0x3333_3333_3333_3333n);
  emitSwap(f, wide, 4, 0x0f0f_0f0f_0f0f_0f0fn);
  emitByteSwap(f, wide);
}
