import type { AirIndex } from '../air/air.ts';
import { AirTag } from '../air/air.ts';
import { emitFloatCast, emitRoundTo, emitSaturating, pushComputable } from './floats.ts';
import type { Address, FunctionState } from './function.ts';
import { pushLimb } from './limbs.ts';
import { copyMemory, emitLoad, emitStore, extend, fillMemory, fromBits, toBits } from './memory.ts';
import { isScalar, isWide, type Repr, ReprKind } from './repr.ts';
import { emitIntFromSoftFloat, emitSoftFloatCast, emitSoftFloatFromInt, isSoftFloat } from './soft-floats.ts';
import { NOWHERE, operandValue, type Value } from './values.ts';
import { genArrayVectorCast } from './vectors.ts';
import { MiscOp, Op, ValType } from './wasm.ts';
import { emitWideCast, emitWideFromFloat, emitWiden, pushFloatFromWide } from './wide-casts.ts';

/** `bitcast` */
export function genBitcast(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const to = f.repr(f.ty(inst));
  const from = f.reprOf(operand);
  if (to.kind === ReprKind.none) return;
  if (from.kind === ReprKind.none) {
    f.fail('a bit cast from a type without bits');
    return;
  }
  if (to.kind === ReprKind.memory && from.kind === ReprKind.memory && genArrayVectorCast(f, inst)) return;
  if (to.kind === from.kind && to.bits === from.bits && (to.signed === from.signed || to.kind === ReprKind.memory)) {
    if (isWide(to) && to.signed !== from.signed) emitWideCast(f, f.defineSlot(inst), to, f.memoryOf(operand), from);
    else f.defineAs(inst, operand);
    return;
  }
  if (isScalar(to) && isScalar(from)) {
    const wide = from.kind === ReprKind.i64 || from.kind === ReprKind.f64;
    f.push(operand);
    toBits(f, wide, from);
    fromBits(f, wide, to);
    f.define(inst);
    return;
  }
  genBitcastThroughMemory(f, inst, to, from);
}

/** The least significant bits come first in memory: the bytes of one are those of the other, as far as both reach. */
function genBitcastThroughMemory(f: FunctionState, inst: AirIndex, to: Repr, from: Repr): void {
  const operand = f.a(inst);
  if (to.kind === ReprKind.memory && from.kind === ReprKind.memory && to.size <= from.size && !isWide(to)) {
    f.defineAs(inst, operand);
    return;
  }
  const slot = f.newSlot(Math.max(to.size, from.size, 8), Math.max(to.align, from.align, 8));
  const address = f.slotAddress(slot);
  if (to.size > from.size) fillMemory(f, address, 0, to.size);
  if (from.kind === ReprKind.memory) copyMemory(f, address, f.memoryOf(operand), from.size);
  else {
    f.pushBase(address);
    f.push(operand);
    emitStore(f, from, address.offset);
  }
  if (to.kind === ReprKind.memory) {
    if (isWide(to)) emitWideCast(f, address, to, address, { ...to, bits: to.size * 8 });
    f.defineInSlot(inst, slot);
    return;
  }
  f.pushBase(address);
  emitLoad(f, to, address.offset);
  f.define(inst);
  f.releaseSlot(slot);
}

/** `intcast`, `trunc`, `fptrunc` and the other conversions of numbers, of what is no vector. */
export function genConversion(f: FunctionState, inst: AirIndex): void {
  const to = f.repr(f.ty(inst));
  if (to.kind === ReprKind.none) return;
  const tag = f.tag(inst);
  const from = f.reprOf(f.a(inst));
  if (from.float !== 0 && from.float === to.float) {
    f.defineAs(inst, f.a(inst));
    return;
  }
  const a = operandValue(f, f.a(inst));
  if (isScalar(to)) {
    emitConversion(f, tag, to, a, NOWHERE);
    f.define(inst);
  } else emitConversion(f, tag, to, a, f.defineSlot(inst));
}

/** Converts a number, as `values.ts` says. */
export function emitConversion(f: FunctionState, tag: AirTag, to: Repr, a: Value, at: Address): void {
  switch (tag) {
    case AirTag.intcast:
    case AirTag.trunc:
      emitIntCast(f, to, a, at, tag === AirTag.trunc);
      break;
    case AirTag.int_from_float:
      emitIntFromFloat(f, to, a, at);
      break;
    case AirTag.float_from_int:
      emitFloatFromInt(f, to, a, at);
      break;
    case AirTag.fptrunc:
    case AirTag.fpext:
      if (isSoftFloat(to) || isSoftFloat(a.repr)) emitSoftFloatCast(f, to, a, at);
      else emitFloatCast(f, to, a.operand, a.repr);
      break;
    default:
      // `int_from_ptr`, `int_from_bool`: the same bits.
      f.pushOperand(a.operand);
  }
}

/** An integer as one of `to`, cut to its width if `cut`. */
function emitIntCast(f: FunctionState, to: Repr, a: Value, at: Address, cut: boolean): void {
  const from = a.repr;
  if (from.kind === ReprKind.none) {
    if (isScalar(to)) f.int(to.kind === ReprKind.i64, 0n);
    else fillMemory(f, at, 0, to.size);
  } else if (isScalar(to)) {
    if (isScalar(from)) f.pushOperand(a.operand);
    else pushLimb(f, a.at, 0);
    if (from.kind === ReprKind.i32 && to.kind === ReprKind.i64)
      f.op(from.signed ? Op.i64_extend_i32_s : Op.i64_extend_i32_u);
    else if (from.kind !== ReprKind.i32 && to.kind === ReprKind.i32) f.op(Op.i32_wrap_i64);
    if (cut) extend(f, to);
  } else if (isScalar(from)) emitWiden(f, at, to, a.operand, from);
  else emitWideCast(f, at, to, a.at, from);
}

/** A float as an integer of `to`, which it fits in. */
function emitIntFromFloat(f: FunctionState, to: Repr, a: Value, at: Address): void {
  if (isSoftFloat(a.repr)) {
    emitIntFromSoftFloat(f, to, a, at);
    if (isScalar(to)) extend(f, to);
    return;
  }
  const double = pushComputable(f, a.repr, a.operand);
  if (isScalar(to)) {
    const first = to.kind === ReprKind.i64 ? MiscOp.i64_trunc_sat_f32_s : MiscOp.i32_trunc_sat_f32_s;
    emitSaturating(f, first + (double ? 2 : 0) + (to.signed ? 0 : 1));
    return;
  }
  const value = f.temporary(ValType.f64);
  if (!double) f.op(Op.f64_promote_f32);
  f.localSet(value);
  emitWideFromFloat(f, at, to, value);
}

/** An integer as the nearest float of `to`. */
function emitFloatFromInt(f: FunctionState, to: Repr, a: Value, at: Address): void {
  const from = a.repr;
  if (isSoftFloat(to)) {
    emitSoftFloatFromInt(f, to, a, at);
    return;
  }
  // An f16 is rounded from an f64 that is exact as far as an f16 reaches.
  const double = to.float !== 32;
  if (isWide(from)) pushFloatFromWide(f, double, from, a.at);
  else {
    if (from.kind === ReprKind.none) f.i32(0);
    else f.pushOperand(a.operand);
    const first = double ? Op.f64_convert_i32_s : Op.f32_convert_i32_s;
    f.op(first + (from.kind === ReprKind.i64 ? 2 : 0) + (from.signed ? 0 : 1));
  }
  emitRoundTo(f, to, double);
}
