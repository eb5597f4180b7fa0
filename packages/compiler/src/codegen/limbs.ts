import type { Address, FunctionState } from './function.ts';
import { access, extend } from './memory.ts';
import { type Repr, ReprKind } from './repr.ts';
import { Op, ValType } from './wasm.ts';

/*
 * Integers of more than 64 bits: `size / 8` limbs in memory, least significant first, extended from their width to their size.
 */

export function limbsOf(repr: Repr): number {
  return repr.size / 8;
}

/** Pushes limb `i` of the integer at `address`. */
export function pushLimb(f: FunctionState, address: Address, i: number): void {
  f.pushBase(address);
  access(f, Op.i64_load, address.offset + i * 8);
}

/** Pushes whether the integer at `address` is `value`: 0 or 1. */
export function pushWideIs(f: FunctionState, repr: Repr, address: Address, value: bigint): void {
  for (let i = 0; i < limbsOf(repr); i++) {
    pushLimb(f, address, i);
    f.i64(BigInt.asIntN(64, value >> BigInt(64 * i)));
    f.op(Op.i64_eq);
    if (i > 0) f.op(Op.i32_and);
  }
}

/** Stores what `local` holds as limb `i` of the integer at `address`. */
export function storeLimb(f: FunctionState, address: Address, i: number, local: number): void {
  f.pushBase(address);
  f.localGet(local);
  access(f, Op.i64_store, address.offset + i * 8);
}

/** Stores constant `value` as `limbs` limbs. */
export function storeWideConstant(f: FunctionState, to: Address, limbs: number, value: bigint): void {
  for (let i = 0; i < limbs; i++) {
    f.pushBase(to);
    f.i64(BigInt.asIntN(64, value >> BigInt(64 * i)));
    access(f, Op.i64_store, to.offset + i * 8);
  }
}

/** Extends the integer at `at` from its width to its size. */
export function normalizeWide(f: FunctionState, at: Address, repr: Repr): void {
  const limbs = limbsOf(repr);
  if (repr.bits === limbs * 64) return;
  const top = Math.floor((repr.bits - 1) / 64);
  const bits = repr.bits - top * 64;
  const x = f.temporary(ValType.i64);
  pushLimb(f, at, top);
  extend(f, { kind: ReprKind.i64, size: 8, align: 8, bits, signed: repr.signed, float: 0 });
  f.localSet(x);
  storeLimb(f, at, top, x);
  if (top + 1 === limbs) return;
  pushExtension(f, repr.signed, () => f.localGet(x));
  f.localSet(x);
  for (let i = top + 1; i < limbs; i++) storeLimb(f, at, i, x);
}

/** Pushes the limb beyond the highest one, which `pushTop` pushes. */
export function pushExtension(f: FunctionState, signed: boolean, pushTop: () => void): void {
  if (!signed) {
    f.i64(0n);
    return;
  }
  pushTop();
  f.i64(63n);
  f.op(Op.i64_shr_s);
}

/** Pushes whether all limbs are zero. */
export function pushIsZero(f: FunctionState, limbs: number, address: Address): void {
  for (let i = 0; i < limbs; i++) {
    pushLimb(f, address, i);
    if (i > 0) f.op(Op.i64_or);
  }
  f.op(Op.i64_eqz);
}

/** Pushes whether all limbs are the same. */
export function pushWideEqual(f: FunctionState, limbs: number, a: Address, b: Address): void {
  for (let i = 0; i < limbs; i++) {
    pushLimb(f, a, i);
    pushLimb(f, b, i);
    f.op(Op.i64_xor);
    if (i > 0) f.op(Op.i64_or);
  }
  f.op(Op.i64_eqz);
}

/** to = mask is 0 ? from : -from, for an i64 local `mask` that is 0 or -1. `to` may be `from`. */
export function emitNegateIf(f: FunctionState, limbs: number, to: Address, from: Address, mask: number): void {
  const carry = f.temporary(ValType.i64);
  const x = f.temporary(ValType.i64);
  const y = f.temporary(ValType.i64);
  f.localGet(mask);
  f.i64(1n);
  f.op(Op.i64_and);
  f.localSet(carry);
  for (let i = 0; i < limbs; i++) {
    pushLimb(f, from, i);
    f.localGet(mask);
    f.op(Op.i64_xor);
    f.localTee(x);
    f.localGet(carry);
    f.op(Op.i64_add);
    f.localSet(y);
    storeLimb(f, to, i, y);
    f.localGet(y);
    f.localGet(x);
    f.op(Op.i64_lt_u);
    f.op(Op.i64_extend_i32_u);
    f.localSet(carry);
  }
}

/** A local that is -1 if the integer is negative, 0 if not. */
export function signOf(f: FunctionState, repr: Repr, address: Address): number {
  const sign = f.temporary(ValType.i64);
  pushLimb(f, address, limbsOf(repr) - 1);
  f.i64(63n);
  f.op(Op.i64_shr_s);
  f.localSet(sign);
  return sign;
}
