import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { fieldOffset, optionalFlagOffset } from '../intern/layout.ts';
import { ptrChild, ptrSize } from '../intern/pointers.ts';
import { childType, TypeKind, typeKind } from '../intern/types.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { compareOp } from './integers.ts';
import { constantIndex, emitStore, pushElementAddress, pushLoad, pushLoadInt, scaleIndex, storeInt } from './memory.ts';
import { isScalar, isWide, ReprKind } from './repr.ts';
import { isSoftFloat, pushSoftCompare } from './soft-floats.ts';
import { emitBinary, emitFusedMulAdd, emitUnary, emitWithOverflow, NOWHERE, operandValue } from './values.ts';
import { genVectorBinary, genVectorMulAdd, genVectorOverflow, genVectorUnary, isVector } from './vectors.ts';
import { Op, ValType } from './wasm.ts';
import { pushWideCompare } from './wide-integers.ts';

/** Arithmetic and bitwise operations of two operands. */
export function genBinary(f: FunctionState, inst: AirIndex): void {
  const ty = f.typeOf(f.a(inst));
  if (isVector(f.pool, ty)) {
    genVectorBinary(f, inst);
    return;
  }
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.none) return;
  const [a, b] = [operandValue(f, f.a(inst)), operandValue(f, f.b(inst))];
  if (isScalar(repr)) {
    emitBinary(f, f.tag(inst), a, b, NOWHERE);
    f.define(inst);
  } else emitBinary(f, f.tag(inst), a, b, f.defineSlot(inst));
}

/** `cmp_*` */
export function genCompare(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const [a, b] = [f.a(inst), f.b(inst)];
  const ty = f.typeOf(a);
  if (isVector(f.pool, ty)) {
    genVectorBinary(f, inst);
    return;
  }
  if (f.repr(ty).kind === ReprKind.memory && typeKind(f.pool, ty) === TypeKind.optional) {
    pushOptionalsEqual(f, ty, f.memoryOf(a), f.memoryOf(b));
    if (tag === AirTag.cmp_neq) f.op(Op.i32_eqz);
  } else emitBinary(f, tag, operandValue(f, a), operandValue(f, b), NOWHERE);
  f.define(inst);
}

/** Pushes whether both are null, or both are not and have the same payload. */
function pushOptionalsEqual(f: FunctionState, ty: Index, a: Address, b: Address): void {
  const payloadTy = childType(f.pool, ty);
  const payload = f.repr(payloadTy);
  const flag = optionalFlagOffset(f.pool, ty);
  const flagA = f.temporary(ValType.i32);
  pushLoadInt(f, past(a, flag), 1);
  f.localTee(flagA);
  pushLoadInt(f, past(b, flag), 1);
  f.op(Op.i32_eq);
  f.localGet(flagA);
  f.op(Op.i32_eqz);
  if (payload.kind === ReprKind.none) f.i32(1);
  else if (isScalar(payload)) {
    pushLoad(f, a, payload);
    pushLoad(f, b, payload);
    if (payload.kind === ReprKind.f32) f.op(Op.f32_eq);
    else if (payload.kind === ReprKind.f64) f.op(Op.f64_eq);
    else f.op(payload.kind === ReprKind.i64 ? Op.i64_eq : compareOp(AirTag.cmp_eq, false));
  } else if (isWide(payload)) pushWideCompare(f, AirTag.cmp_eq, payload, a, b);
  else if (isSoftFloat(payload)) pushSoftCompare(f, AirTag.cmp_eq, payload, a, b);
  else if (typeKind(f.pool, payloadTy) === TypeKind.optional) pushOptionalsEqual(f, payloadTy, a, b);
  else f.fail('a comparison of optionals of this type');
  f.op(Op.i32_or);
  f.op(Op.i32_and);
}

/** Operations of one operand that keep the type, and bit counts. */
export function genUnary(f: FunctionState, inst: AirIndex): void {
  const ty = f.typeOf(f.a(inst));
  if (isVector(f.pool, ty)) {
    genVectorUnary(f, inst);
    return;
  }
  const result = f.repr(f.ty(inst));
  if (result.kind === ReprKind.none) return;
  const a = operandValue(f, f.a(inst));
  if (isScalar(result)) {
    emitUnary(f, f.tag(inst), a, result, NOWHERE);
    f.define(inst);
  } else emitUnary(f, f.tag(inst), a, result, f.defineSlot(inst));
}

/** `add_with_overflow` and its like. */
export function genOverflow(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const ty = f.typeOf(f.a(inst));
  if (isVector(f.pool, ty)) {
    genVectorOverflow(f, inst);
    return;
  }
  const repr = f.repr(ty);
  const tuple = f.ty(inst);
  const [a, b] = [operandValue(f, f.a(inst)), operandValue(f, f.b(inst))];
  if (isScalar(repr) && f.isPairable(inst)) {
    const { value, bit } = emitWithOverflow(f, tag, a, b, NOWHERE);
    f.definePair(inst, value, bit);
    return;
  }
  const to = f.defineSlot(inst);
  const bitAt = past(to, fieldOffset(f.pool, tuple, 1));
  const valueAt = past(to, fieldOffset(f.pool, tuple, 0));
  if (repr.kind === ReprKind.none) {
    f.pushBase(bitAt);
    f.i32(0);
    storeInt(f, 1, bitAt.offset);
    return;
  }
  const { value, bit } = emitWithOverflow(f, tag, a, b, valueAt);
  if (value >= 0) {
    f.pushBase(valueAt);
    f.localGet(value);
    emitStore(f, repr, valueAt.offset);
  }
  storeBit(f, bitAt, bit);
}

function storeBit(f: FunctionState, at: Address, bit: number): void {
  f.pushBase(at);
  f.localGet(bit);
  storeInt(f, 1, at.offset);
}

/** `mul_add`: `a` is the addend. */
export function genMulAdd(f: FunctionState, inst: AirIndex): void {
  if (isVector(f.pool, f.ty(inst))) {
    genVectorMulAdd(f, inst);
    return;
  }
  const at = f.b(inst) as number;
  const [x, y, addend] = [f.extra(at) as AirRef, f.extra(at + 1) as AirRef, f.a(inst)].map((ref) =>
    operandValue(f, ref),
  );
  if (isScalar(x.repr)) {
    emitFusedMulAdd(f, x, y, addend, NOWHERE);
    f.define(inst);
  } else emitFusedMulAdd(f, x, y, addend, f.defineSlot(inst));
}

/** `ptr_add`, `ptr_sub` */
export function genPtrArithmetic(f: FunctionState, inst: AirIndex): void {
  const [pointer, index] = [f.a(inst), f.b(inst)];
  const size = f.repr(elementOfPointer(f, f.typeOf(pointer))).size;
  const subtract = f.tag(inst) === AirTag.ptr_sub;
  const constant = constantIndex(f, index);
  if (f.repr(f.typeOf(pointer)).kind === ReprKind.memory) {
    f.fail('pointer arithmetic on a slice');
    return;
  }
  if (!subtract && constant >= 0) {
    f.defineAddress(inst, past(f.addressOf(pointer), constant * size), pointer);
    return;
  }
  if (!subtract) pushElementAddress(f, f.addressOf(pointer), index, size);
  else {
    f.push(pointer);
    f.push(index);
    scaleIndex(f, size);
    f.op(Op.i32_sub);
  }
  f.definePointer(inst);
}

/** Type of the elements that a pointer or slice type steps by: of `*[n]T` it is `T`. */
export function elementOfPointer(f: FunctionState, ty: Index): Index {
  const pointer = f.pool.tag(ty) === ItemTag.type_optional ? childType(f.pool, ty) : ty;
  const child = ptrChild(f.pool, pointer);
  if (ptrSize(f.pool, pointer) !== 'one') return child;
  const tag = f.pool.tag(child);
  return tag === ItemTag.type_array || tag === ItemTag.type_vector ? childType(f.pool, child) : child;
}
