import type { AirIndex } from '../air/air.ts';
import { AirTag } from '../air/air.ts';
import type { FunctionState, Operand } from './function.ts';
import { emitFloatCast, emitRoundTo, pushComputable } from './floats.ts';
import { copyMemory, extend, fillMemory, fromBits, emitLoad, emitStore, toBits } from './memory.ts';
import { genIntFromSoftFloat, genSoftFloatCast, genSoftFloatFromInt, isSoftFloat } from './soft-floats.ts';
import { isScalar, isWide, type Repr, ReprKind } from './repr.ts';
import { genArrayVectorCast } from './vectors.ts';
import { MiscOp, Op, ValType } from './wasm.ts';
import { emitWiden, emitWideCast, emitWideFromFloat, pushFloatFromWide, pushLimb } from './wide-integers.ts';

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

/** Pushes scalar integer operand `a` of `from` as one of `to`, cut to its width if `cut`. */
export function emitIntCast(f: FunctionState, to: Repr, a: Operand, from: Repr, cut: boolean): void {
  f.pushOperand(a);
  if (from.kind === ReprKind.i32 && to.kind === ReprKind.i64)
    f.op(from.signed ? Op.i64_extend_i32_s : Op.i64_extend_i32_u);
  else if (from.kind === ReprKind.i64 && to.kind === ReprKind.i32) f.op(Op.i32_wrap_i64);
  if (cut) extend(f, to);
}

/** `intcast`, `trunc` of what is no vector */
export function genIntCast(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const to = f.repr(f.ty(inst));
  const from = f.reprOf(operand);
  const cut = f.tag(inst) === AirTag.trunc;
  if (to.kind === ReprKind.none) return;
  if (from.kind === ReprKind.none) {
    if (to.kind === ReprKind.memory) fillMemory(f, f.defineSlot(inst), 0, to.size);
    else {
      f.int(to.kind === ReprKind.i64, 0n);
      f.define(inst);
    }
    return;
  }
  if (isScalar(to) && isScalar(from)) {
    emitIntCast(f, to, operand, from, cut);
    f.define(inst);
  } else if (isScalar(from)) emitWiden(f, f.defineSlot(inst), to, operand, from);
  else if (isScalar(to)) {
    pushLimb(f, f.memoryOf(operand), 0);
    if (to.kind === ReprKind.i32) f.op(Op.i32_wrap_i64);
    if (cut) extend(f, to);
    f.define(inst);
  } else emitWideCast(f, f.defineSlot(inst), to, f.memoryOf(operand), from);
}

/** Pushes float operand `a` of `from` as a scalar integer of `to`, which it fits in. */
export function emitIntFromFloat(f: FunctionState, to: Repr, a: Operand, from: Repr): void {
  const double = pushComputable(f, from, a);
  const first = to.kind === ReprKind.i64 ? MiscOp.i64_trunc_sat_f32_s : MiscOp.i32_trunc_sat_f32_s;
  f.misc(first + (double ? 2 : 0) + (to.signed ? 0 : 1));
}

/** `int_from_float` of what is no vector */
export function genIntFromFloat(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const to = f.repr(f.ty(inst));
  const from = f.reprOf(operand);
  if (to.kind === ReprKind.none) return;
  if (isSoftFloat(from)) {
    genIntFromSoftFloat(f, inst, to, from);
    return;
  }
  if (isScalar(to)) {
    emitIntFromFloat(f, to, operand, from);
    f.define(inst);
    return;
  }
  const value = f.temporary(ValType.f64);
  if (!pushComputable(f, from, operand)) f.op(Op.f64_promote_f32);
  f.localSet(value);
  emitWideFromFloat(f, f.defineSlot(inst), to, value);
}

/** Pushes scalar integer operand `a` of `from` as the nearest float of `to`. */
export function emitFloatFromInt(f: FunctionState, to: Repr, a: Operand, from: Repr): void {
  f.pushOperand(a);
  // An f16 is rounded from an f64 that is exact as far as an f16 reaches.
  const double = to.float !== 32;
  const wide = from.kind === ReprKind.i64;
  const first = double ? Op.f64_convert_i32_s : Op.f32_convert_i32_s;
  f.op(first + (wide ? 2 : 0) + (from.signed ? 0 : 1));
  emitRoundTo(f, to, double);
}

/** `float_from_int` of what is no vector */
export function genFloatFromInt(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const to = f.repr(f.ty(inst));
  const from = f.reprOf(operand);
  if (isSoftFloat(to)) {
    genSoftFloatFromInt(f, inst, to, from);
    return;
  }
  if (from.kind === ReprKind.none) {
    f.i32(0);
    f.op(Op.f64_convert_i32_s);
    emitRoundTo(f, to, true);
  } else if (isScalar(from)) emitFloatFromInt(f, to, operand, from);
  else {
    const double = to.float !== 32;
    pushFloatFromWide(f, double, from, f.memoryOf(operand));
    emitRoundTo(f, to, double);
  }
  f.define(inst);
}

/** `fptrunc`, `fpext` of what is no vector */
export function genFloatCast(f: FunctionState, inst: AirIndex): void {
  const to = f.repr(f.ty(inst));
  const from = f.reprOf(f.a(inst));
  if (isSoftFloat(to) || isSoftFloat(from)) {
    genSoftFloatCast(f, inst, to, from);
    return;
  }
  emitFloatCast(f, to, f.a(inst), from);
  f.define(inst);
}
