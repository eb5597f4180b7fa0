import { AirTag } from '../air/air.ts';
import { emitSaturating } from './floats.ts';
import type { Address, FunctionState, Operand } from './function.ts';
import {
  emitNegateIf,
  limbsOf,
  normalizeWide,
  pushExtension,
  pushIsZero,
  pushLimb,
  signOf,
  storeLimb,
} from './limbs.ts';
import { copyMemory } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { type Repr, ReprKind } from './repr.ts';
import { RuntimeFunction } from './runtime.ts';
import { MiscOp, Op, ValType } from './wasm.ts';
import { pushWideCount } from './wide-integers.ts';

/*
 * Integers of more than 64 bits from others and from floats, and back.
 */

/** Writes the scalar operand `a` of `from`, extended, as the wide integer of `repr` to `to`. */
export function emitWiden(f: FunctionState, to: Address, repr: Repr, a: Operand, from: Repr): void {
  const x = f.temporary(ValType.i64);
  f.pushOperand(a);
  if (from.kind === ReprKind.i32) f.op(from.signed ? Op.i64_extend_i32_s : Op.i64_extend_i32_u);
  f.localSet(x);
  storeLimb(f, to, 0, x);
  pushExtension(f, from.signed, () => f.localGet(x));
  f.localSet(x);
  for (let i = 1; i < limbsOf(repr); i++) storeLimb(f, to, i, x);
}

/** Writes the wide integer `a` of `from` as one of `repr`, which it is cut or extended to, to `to`. */
export function emitWideCast(f: FunctionState, to: Address, repr: Repr, a: Address, from: Repr): void {
  const size = Math.min(repr.size, from.size);
  copyMemory(f, to, a, size);
  if (repr.size > from.size) {
    const x = f.temporary(ValType.i64);
    pushExtension(f, from.signed, () => pushLimb(f, a, limbsOf(from) - 1));
    f.localSet(x);
    for (let i = limbsOf(from); i < limbsOf(repr); i++) storeLimb(f, to, i, x);
  }
  if (repr.bits < from.bits || repr.signed !== from.signed) normalizeWide(f, to, repr);
}

/** Pushes a wide integer as the nearest f64, or f32. */
export function pushFloatFromWide(f: FunctionState, isDouble: boolean, repr: Repr, a: Address): void {
  const limbs = limbsOf(repr);
  if (limbs > 16) f.fail('integers of this width to floats');
  const magnitude = f.temporarySlot(repr.size, 8);
  const shifted = f.temporarySlot(repr.size, 8);
  const zeros = f.temporary(ValType.i32);
  let sign = -1;
  if (repr.signed) {
    sign = signOf(f, repr, a);
    emitNegateIf(f, limbs, magnitude, a, sign);
  } else copyMemory(f, magnitude, a, repr.size);
  const unsigned: Repr = { ...repr, signed: false, bits: limbs * 64 };
  pushWideCount(f, AirTag.clz, unsigned, magnitude);
  f.localTee(zeros);
  f.i32(limbs * 64 - 1);
  f.localGet(zeros);
  f.i32(limbs * 64);
  f.op(Op.i32_lt_u);
  f.op(Op.select);
  f.localSet(zeros);
  f.pushAddress(shifted);
  f.pushAddress(magnitude);
  f.localGet(zeros);
  f.i32(limbs);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.wideShl);
  // The top limb, with its last bit standing for all that is lost, rounds as the whole does.
  pushLimb(f, shifted, limbs - 1);
  pushIsZero(f, limbs - 1, shifted);
  f.op(Op.i32_eqz);
  f.op(Op.i64_extend_i32_u);
  f.op(Op.i64_or);
  f.op(isDouble ? Op.f64_convert_i64_u : Op.f32_convert_i64_u);
  if (!isDouble) f.op(Op.f64_promote_f32);
  f.i64(BigInt(1023 + (limbs - 1) * 64));
  f.localGet(zeros);
  f.op(Op.i64_extend_i32_u);
  f.op(Op.i64_sub);
  f.i64(52n);
  f.op(Op.i64_shl);
  f.op(Op.f64_reinterpret_i64);
  f.op(Op.f64_mul);
  if (sign >= 0) {
    f.localGet(sign);
    f.op(Op.f64_convert_i64_s);
    f.op(Op.f64_const);
    f.out.f64(0.5);
    f.op(Op.f64_add);
    f.op(Op.f64_copysign);
  }
  if (!isDouble) f.op(Op.f32_demote_f64);
}

/** Writes the f64 in local `value`, which is in the range of `repr`, cut to an integer, to `to`. */
export function emitWideFromFloat(f: FunctionState, to: Address, repr: Repr, value: number): void {
  const limbs = limbsOf(repr);
  if (limbs > 16) f.fail('floats to integers of this width');
  const rest = f.temporary(ValType.f64);
  const x = f.temporary(ValType.i64);
  f.localGet(value);
  f.op(Op.f64_abs);
  f.op(Op.f64_trunc);
  f.localSet(rest);
  // From the highest limb down: what is above it is gone by then, and each difference is exact.
  for (let i = limbs - 1; i >= 0; i--) {
    f.localGet(rest);
    f.op(Op.f64_const);
    f.out.f64(2 ** (-64 * i));
    f.op(Op.f64_mul);
    emitSaturating(f, MiscOp.i64_trunc_sat_f64_u);
    f.localSet(x);
    storeLimb(f, to, i, x);
    if (i === 0) break;
    f.localGet(rest);
    f.localGet(x);
    f.op(Op.f64_convert_i64_u);
    f.op(Op.f64_const);
    f.out.f64(2 ** (64 * i));
    f.op(Op.f64_mul);
    f.op(Op.f64_sub);
    f.localSet(rest);
  }
  if (!repr.signed) return;
  const sign = f.temporary(ValType.i64);
  f.localGet(value);
  f.op(Op.i64_reinterpret_f64);
  f.i64(63n);
  f.op(Op.i64_shr_s);
  f.localSet(sign);
  emitNegateIf(f, limbs, to, to, sign);
}
