import { type AirIndex, type AirRef, AirTag } from '../air/air.ts';
import { optionalReprIsPayload } from '../intern/classify.ts';
import type { Index } from '../intern/ids.ts';
import { errorUnionErrorOffset, errorUnionPayloadOffset, optionalFlagOffset } from '../intern/layout.ts';
import { ptrChild } from '../intern/pointers.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../intern/types.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { defineLoaded, pushLoadInt, storeInt, storeValue } from './memory.ts';
import { ReprKind } from './repr.ts';
import { Op } from './wasm.ts';

/** Whether null is the payload's zero: optional pointers and errors, and C pointers themselves. */
function isPayloadAlone(f: FunctionState, ty: Index): boolean {
  return typeKind(f.pool, ty) !== TypeKind.optional || optionalReprIsPayload(f.pool, ty);
}

/** `is_null`, `is_non_null` */
export function genIsNull(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const ty = f.typeOf(operand);
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.memory && !isPayloadAlone(f, ty)) pushFlag(f, f.memoryOf(operand), ty);
  else if (repr.kind === ReprKind.memory) pushLoadInt(f, f.memoryOf(operand), 4);
  else if (repr.kind === ReprKind.none) f.i32(0);
  else f.push(operand);
  finishIsNull(f, inst, f.tag(inst) === AirTag.is_null);
}

/** `is_null_ptr`, `is_non_null_ptr` */
export function genIsNullPtr(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const ty = ptrChild(f.pool, f.typeOf(pointer));
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.none) f.i32(0);
  else if (isPayloadAlone(f, ty)) pushLoadInt(f, f.addressOf(pointer), Math.min(repr.size, 4));
  else pushFlag(f, f.addressOf(pointer), ty);
  finishIsNull(f, inst, f.tag(inst) === AirTag.is_null_ptr);
}

function finishIsNull(f: FunctionState, inst: AirIndex, isNull: boolean): void {
  f.op(Op.i32_eqz);
  if (!isNull) f.op(Op.i32_eqz);
  f.define(inst);
}

function pushFlag(f: FunctionState, address: Address, ty: Index): void {
  pushLoadInt(f, past(address, flagOffset(f, ty)), 1);
}

/** Where the byte is that says whether an optional has a payload: the only one where the payload has no bits. */
function flagOffset(f: FunctionState, ty: Index): number {
  return f.repr(childType(f.pool, ty)).kind === ReprKind.none ? 0 : optionalFlagOffset(f.pool, ty);
}

/** `optional_payload` */
export function genOptionalPayload(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  if (f.repr(f.ty(inst)).kind === ReprKind.none) return;
  if (isPayloadAlone(f, f.typeOf(operand))) f.defineAs(inst, operand);
  else defineLoaded(f, inst, f.memoryOf(operand), operand);
}

/** `optional_payload_ptr`, `optional_payload_ptr_set` */
export function genOptionalPayloadPtr(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const ty = ptrChild(f.pool, f.typeOf(pointer));
  if (f.tag(inst) === AirTag.optional_payload_ptr_set && !isPayloadAlone(f, ty))
    storeFlag(f, f.addressOf(pointer), ty, 1);
  f.defineAddress(inst, f.addressOf(pointer), pointer);
}

function storeFlag(f: FunctionState, address: Address, ty: Index, flag: number): void {
  const at = past(address, flagOffset(f, ty));
  f.pushBase(at);
  f.i32(flag);
  storeInt(f, 1, at.offset);
}

/** `wrap_optional` */
export function genWrapOptional(f: FunctionState, inst: AirIndex): void {
  const payload = f.a(inst);
  const ty = f.ty(inst);
  const repr = f.repr(ty);
  if (repr.kind === ReprKind.none) return;
  if (isPayloadAlone(f, ty)) {
    f.defineAs(inst, payload);
    return;
  }
  if (repr.kind !== ReprKind.memory) {
    f.i32(1);
    f.define(inst);
    return;
  }
  const to = f.defineSlot(inst);
  storeValue(f, to, payload, childType(f.pool, ty));
  storeFlag(f, to, ty, 1);
}

/** Where the error of an error union is: it is all there is where the payload has no bits. */
function errorOffset(f: FunctionState, ty: Index): number {
  return hasPayload(f, ty) ? errorUnionErrorOffset(f.pool, ty) : 0;
}

function hasPayload(f: FunctionState, ty: Index): boolean {
  return f.repr(errorUnionPayload(f.pool, ty)).kind !== ReprKind.none;
}

function payloadOffset(f: FunctionState, ty: Index): number {
  return hasPayload(f, ty) ? errorUnionPayloadOffset(f.pool, ty) : 0;
}

/** Pushes the error number of an error union operand: 0 where it is a payload. */
export function pushErrorOf(f: FunctionState, operand: AirRef): void {
  const ty = f.typeOf(operand);
  if (f.reprOf(operand).kind !== ReprKind.memory) f.push(operand);
  else pushLoadInt(f, past(f.memoryOf(operand), errorOffset(f, ty)), 2);
}

/** Pushes the error number of the error union that a pointer operand points to. */
export function pushErrorBehind(f: FunctionState, pointer: AirRef): void {
  const ty = ptrChild(f.pool, f.typeOf(pointer));
  pushLoadInt(f, past(f.addressOf(pointer), errorOffset(f, ty)), 2);
}

/** `is_err`, `is_non_err`, and the same with `_ptr` */
export function genIsErr(f: FunctionState, inst: AirIndex): void {
  const tag = f.tag(inst);
  const operand = f.a(inst);
  if (typeKind(f.pool, f.typeOf(operand)) === TypeKind.error_set) {
    f.i32(1);
    f.op(Op.i32_eqz);
  } else {
    if (tag === AirTag.is_err_ptr || tag === AirTag.is_non_err_ptr) pushErrorBehind(f, operand);
    else pushErrorOf(f, operand);
    f.op(Op.i32_eqz);
  }
  if (tag === AirTag.is_err || tag === AirTag.is_err_ptr) f.op(Op.i32_eqz);
  f.define(inst);
}

/** `unwrap_errunion_payload` */
export function genUnwrapPayload(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  if (f.repr(f.ty(inst)).kind === ReprKind.none) return;
  definePayload(f, inst, operand);
}

/** The result of `inst` is the payload of an error union operand. */
export function definePayload(f: FunctionState, inst: AirIndex, operand: AirRef): void {
  defineLoaded(f, inst, past(f.memoryOf(operand), payloadOffset(f, f.typeOf(operand))), operand);
}

/** `unwrap_errunion_err` */
export function genUnwrapErr(f: FunctionState, inst: AirIndex): void {
  if (f.tag(inst) === AirTag.unwrap_errunion_err_ptr) pushErrorBehind(f, f.a(inst));
  else pushErrorOf(f, f.a(inst));
  f.define(inst);
}

/** `unwrap_errunion_payload_ptr`, `errunion_payload_ptr_set` */
export function genUnwrapPayloadPtr(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const ty = ptrChild(f.pool, f.typeOf(pointer));
  const address = f.addressOf(pointer);
  if (f.tag(inst) === AirTag.errunion_payload_ptr_set) {
    const at = past(address, errorOffset(f, ty));
    f.pushBase(at);
    f.i32(0);
    storeInt(f, 2, at.offset);
  }
  f.defineAddress(inst, past(address, payloadOffset(f, ty)), pointer);
}

/** `wrap_errunion_payload`, `wrap_errunion_err` */
export function genWrapErrorUnion(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const ty = f.ty(inst);
  const isError = f.tag(inst) === AirTag.wrap_errunion_err;
  if (f.repr(ty).kind !== ReprKind.memory) {
    if (isError) f.push(operand);
    else f.i32(0);
    f.define(inst);
    return;
  }
  const to = f.defineSlot(inst);
  if (!isError) storeValue(f, past(to, payloadOffset(f, ty)), operand, errorUnionPayload(f.pool, ty));
  const at = past(to, errorOffset(f, ty));
  f.pushBase(at);
  if (isError) f.push(operand);
  else f.i32(0);
  storeInt(f, 2, at.offset);
}
