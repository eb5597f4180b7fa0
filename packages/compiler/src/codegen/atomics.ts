import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import { AtomicRmwOp, rmwOp } from '../air/builtin-enums.ts';
import { optionalReprIsPayload } from '../intern/classify.ts';
import { optionalFlagOffset } from '../intern/layout.ts';
import { ptrChild } from '../intern/pointers.ts';
import { childType } from '../intern/types.ts';
import { type FunctionState, past } from './function.ts';
import { intOp } from './integers.ts';
import { emitStore, extend, pushLoad, storeInt, storeValue } from './memory.ts';
import { isScalar, type Repr, ReprKind, valTypeOf } from './repr.ts';
import { emitBinary, localValue, NOWHERE, operandValue } from './values.ts';
import { Op, ValType } from './wasm.ts';

/*
 * There is one thread: an atomic operation is the plain one.
 */

/** `atomic_load` */
export function genAtomicLoad(f: FunctionState, inst: AirIndex): void {
  const repr = f.repr(f.ty(inst));
  if (!isScalar(repr)) {
    if (repr.kind !== ReprKind.none) f.fail('atomic access to more than 64 bits');
    return;
  }
  pushLoad(f, f.addressOf(f.a(inst)), repr);
  f.define(inst);
}

/** `atomic_store` */
export function genAtomicStore(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  storeValue(f, f.addressOf(pointer), f.b(inst), ptrChild(f.pool, f.typeOf(pointer)));
}

/** `atomic_rmw` */
export function genAtomicRmw(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const payload = f.b(inst) as number;
  const operand = f.extra(payload) as AirRef;
  const op = rmwOp(f.extra(payload + 1));
  const repr = f.repr(f.ty(inst));
  if (!isScalar(repr)) {
    if (repr.kind !== ReprKind.none) f.fail('atomic access to more than 64 bits');
    return;
  }
  const address = f.addressOf(pointer);
  const old = f.temporary(valTypeOf(repr));
  pushLoad(f, address, repr);
  f.localSet(old);
  f.pushBase(address);
  pushNew(f, op, repr, old, operand);
  emitStore(f, repr, address.offset);
  f.localGet(old);
  f.define(inst);
}

function pushNew(f: FunctionState, op: AtomicRmwOp, repr: Repr, old: number, operand: AirRef): void {
  const tag = (repr.float !== 0 ? FLOAT_TAGS[op] : undefined) ?? TAGS[op];
  if (tag !== undefined) {
    emitBinary(f, tag, localValue(repr, old), operandValue(f, operand), NOWHERE);
    return;
  }
  if (op === AtomicRmwOp.Xchg) {
    f.push(operand);
    return;
  }
  const wide = repr.kind === ReprKind.i64;
  f.localGet(old);
  f.push(operand);
  f.op(intOp(wide, Op.i32_and));
  f.int(wide, -1n);
  f.op(intOp(wide, Op.i32_xor));
  extend(f, repr);
}

const TAGS: Partial<Record<AtomicRmwOp, AirTag>> = {
  [AtomicRmwOp.Add]: AirTag.add_wrap,
  [AtomicRmwOp.Sub]: AirTag.sub_wrap,
  [AtomicRmwOp.And]: AirTag.bit_and,
  [AtomicRmwOp.Or]: AirTag.bit_or,
  [AtomicRmwOp.Xor]: AirTag.xor,
  [AtomicRmwOp.Max]: AirTag.max,
  [AtomicRmwOp.Min]: AirTag.min,
};

const FLOAT_TAGS: Partial<Record<AtomicRmwOp, AirTag>> = {
  [AtomicRmwOp.Add]: AirTag.add,
  [AtomicRmwOp.Sub]: AirTag.sub,
};

/** `cmpxchg`: null if the new value was stored, the old one if not. */
export function genCmpxchg(f: FunctionState, inst: AirIndex): void {
  const payload = f.a(inst) as number;
  const [pointer, expected, replacement] = [0, 1, 2].map((i) => f.extra(payload + i) as AirRef);
  const ty = f.ty(inst);
  const repr = f.repr(childType(f.pool, ty));
  if (!isScalar(repr)) {
    f.fail('atomic access to more than 64 bits');
    return;
  }
  const address = f.addressOf(pointer);
  const old = f.temporary(valTypeOf(repr));
  const isSame = f.temporary(ValType.i32);
  pushLoad(f, address, repr);
  f.localTee(old);
  f.push(expected);
  f.op(
    repr.kind === ReprKind.f32
      ? Op.f32_eq
      : repr.kind === ReprKind.f64
        ? Op.f64_eq
        : intOp(repr.kind === ReprKind.i64, Op.i32_eq),
  );
  f.localTee(isSame);
  f.open(Op.if);
  f.pushBase(address);
  f.push(replacement);
  emitStore(f, repr, address.offset);
  f.close();
  if (optionalReprIsPayload(f.pool, ty)) {
    f.i32(0);
    f.localGet(old);
    f.localGet(isSame);
    f.op(Op.select);
    f.define(inst);
    return;
  }
  const to = f.defineSlot(inst);
  f.pushBase(to);
  f.localGet(old);
  emitStore(f, repr, to.offset);
  const flag = past(to, optionalFlagOffset(f.pool, ty));
  f.pushBase(flag);
  f.localGet(isSame);
  f.op(Op.i32_eqz);
  storeInt(f, 1, flag.offset);
}
