import { type AirRef, AirTag } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { abiSize } from '../intern/layout.ts';
import { isConstPtr, isPtr, isVolatilePtr, type PtrInfo, ptrAlign, ptrChild, ptrInfo, ptrTypeWith, slicePtrType } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { ptrToAddress, ptrValueInfo } from '../intern/ptr-values.ts';
import { arrayLen, childType, optionalType, TypeKind, typeKind } from '../intern/types.ts';
import { intNumber, intValue, isUndef, optNull, sliceValue, undefValue } from '../intern/values.ts';
import { Extended, Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { resolveDestType } from './casts.ts';
import { coerce } from './coerce.ts';
import { allowsZero } from './coerce-in-memory.ts';
import type { ErrorNote } from './errors.ts';
import { resolveLayout } from './facts.ts';
import type { ExtendedHandlers, Handlers } from './handlers.ts';
import { requireRuntimeBlock, resolveDefinedValue, resolveValue } from './operands.ts';
import { PanicId } from './panic.ts';
import { addSafetyCheck, wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { valueWithType } from './value-cast.ts';

/** What a cast may change: bits of `small`. */
enum Flag {
  ptr_cast = 1,
  align_cast = 2,
  addrspace_cast = 4,
  const_cast = 8,
  volatile_cast = 16,
}

function ref(value: Index): AirRef {
  return value as number as AirRef;
}

/** The pointer type that `ty` is, or is an optional of; NO_INDEX for all others. */
function pointerOf(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  if (isPtr(pool, ty)) return ty;
  if (pool.tag(ty) !== ItemTag.type_optional) return NO_INDEX;
  const child = childType(pool, ty);
  return isPtr(pool, child) ? child : NO_INDEX;
}

/** Fails if `ty` is neither a pointer nor an optional pointer. */
export function checkPtrOperand(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  if (pointerOf(sema, ty) !== NO_INDEX) return;
  if (typeKind(pool, ty) === TypeKind.fn) {
    sema.fail(block, src, `expected pointer, found '${printType(pool, ty)}'`, [
      { chunk: block.frame.chunk, src, message: "use '&' to obtain a function pointer" },
    ]);
  }
  sema.fail(block, src, `expected pointer type, found '${printType(pool, ty)}'`);
}

function checkPtrType(sema: Sema, block: Block, src: Src, ty: Index, allowSlice: boolean): void {
  const pool = sema.pool;
  const pointer = pointerOf(sema, ty);
  if (pointer !== NO_INDEX && (allowSlice || ptrInfo(pool, pointer).size !== 'slice')) return;
  if (typeKind(pool, ty) === TypeKind.fn) {
    sema.fail(block, src, `expected pointer type, found '${printType(pool, ty)}'`, [
      { chunk: block.frame.chunk, src, message: `use '*const ' to make a function pointer type` },
    ]);
  }
  sema.fail(block, src, `expected pointer type, found '${printType(pool, ty)}'`);
}

/** `operand` as a pointer of type `destTy`; `flags` say what the cast may change. */
export function ptrCastFull(
  sema: Sema,
  block: Block,
  flags: number,
  src: Src,
  operand: AirRef,
  operandSrc: Src,
  destTy: Index,
  operation: string,
): AirRef {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  checkPtrType(sema, block, src, destTy, true);
  checkPtrOperand(sema, block, operandSrc, operandTy);
  const destPtr = pointerOf(sema, destTy);
  const srcPtr = pointerOf(sema, operandTy);
  const dest = ptrInfo(pool, destPtr);
  const from = ptrInfo(pool, srcPtr);
  const fail = (message: string, notes: readonly string[]): never =>
    sema.fail(block, src, message, notes.map((text): ErrorNote => ({ chunk: block.frame.chunk, src, message: text })));

  if (from.size === 'slice' && dest.size !== 'slice' && dest.size !== 'many' && dest.size !== 'c' && dest.size !== 'one') {
    fail('illegal pointer cast from slice', []);
  }
  if ((dest.size === 'slice') !== (from.size === 'slice')) {
    const array = from.size === 'one' && typeKind(pool, from.child) === TypeKind.array;
    if (dest.size === 'slice' && !array) fail('illegal pointer cast to slice', []);
  }
  if (!(flags & Flag.const_cast) && from.isConst && !dest.isConst) {
    fail(`${operation} discards const qualifier`, ['use @constCast to discard const qualifier']);
  }
  if (!(flags & Flag.volatile_cast) && from.isVolatile && !dest.isVolatile) {
    fail(`${operation} discards volatile qualifier`, ['use @volatileCast to discard volatile qualifier']);
  }
  resolveLayout(sema, block, src, dest.child);
  resolveLayout(sema, block, operandSrc, from.child);
  const destAlign = alignOf(sema, destPtr);
  const fromAlign = alignOf(sema, srcPtr);
  if (!(flags & Flag.align_cast) && destAlign > fromAlign) {
    sema.fail(block, src, `${operation} increases pointer alignment`, [
      { chunk: block.frame.chunk, src: operandSrc, message: `'${printType(pool, operandTy)}' has alignment '${fromAlign}'` },
      { chunk: block.frame.chunk, src, message: `'${printType(pool, destTy)}' has alignment '${destAlign}'` },
      { chunk: block.frame.chunk, src, message: 'use @alignCast to assert pointer alignment' },
    ]);
  }
  if (dest.size === 'slice' && from.size === 'slice') return castSlice(sema, block, src, operand, operandSrc, destTy, dest, from);
  if (dest.size === 'slice') {
    const len = arrayLen(pool, from.child);
    const total = len * abiSize(pool, childType(pool, from.child));
    const size = abiSize(pool, dest.child);
    if (size === 0 || total % size !== 0) sema.unsupported(block, src, 'a pointer cast that changes a slice\'s length unevenly');
    const many = ptrCastFull(sema, block, flags | Flag.ptr_cast, src, operand, operandSrc, slicePtrType(pool, destPtr), operation);
    const lenRef = ref(intValue(pool, Ty.usize, total / size));
    const known = resolveValue(sema, many);
    if (known !== NO_INDEX) return ref(sliceValue(pool, destPtr, known, lenRef as number as Index));
    return sema.emit(block, AirTag.slice, destPtr, many, lenRef);
  }
  let ptr = operand;
  if (from.size === 'slice') {
    const ptrTy = slicePtrType(pool, srcPtr);
    const known = resolveValue(sema, operand);
    ptr = known !== NO_INDEX && pool.tag(known) === ItemTag.slice ? ref(pool.word(known, 1) as Index) : sema.emit(block, AirTag.slice_ptr, ptrTy, operand);
  }
  const value = resolveValue(sema, ptr);
  if (value !== NO_INDEX) return castKnown(sema, block, operandSrc, value, destTy, destAlign);
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block)) checkAtRuntime(sema, block, src, ptr, operandTy, destTy, destAlign, fromAlign, flags);
  return sema.emit(block, AirTag.bitcast, destTy, ptr);
}

/** Alignment of what a pointer type points to; 1 where that has none. */
function alignOf(sema: Sema, ptrTy: Index): number {
  const pool = sema.pool;
  const info = ptrInfo(pool, ptrTy);
  if (info.alignment !== 0) return info.alignment;
  const kind = typeKind(pool, info.child);
  return kind === TypeKind.opaque || kind === TypeKind.fn ? 1 : ptrAlign(pool, ptrTy);
}

function castSlice(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  operandSrc: Src,
  destTy: Index,
  dest: PtrInfo,
  from: PtrInfo,
): AirRef {
  const pool = sema.pool;
  if (abiSize(pool, dest.child) !== abiSize(pool, from.child)) {
    sema.unsupported(block, src, 'a pointer cast between slices whose elements differ in size');
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(valueWithType(sema, value, destTy));
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

function castKnown(sema: Sema, block: Block, operandSrc: Src, value: Index, destTy: Index, destAlign: number): AirRef {
  const pool = sema.pool;
  if (isUndef(pool, value)) return ref(undefValue(pool, destTy));
  const isNull = pool.tag(value) === ItemTag.opt_null;
  if (isNull && !allowsZero(sema, destTy)) {
    sema.fail(block, operandSrc, `null pointer casted to type '${printType(pool, destTy)}'`);
  }
  if (isNull && pool.tag(destTy) === ItemTag.type_optional) return ref(optNull(pool, destTy));
  if (pool.tag(value) === ItemTag.ptr_int) {
    const address = ptrValueInfo(pool, value).offset;
    if (address % destAlign !== 0) sema.fail(block, operandSrc, `pointer address 0x${address.toString(16).toUpperCase()} is not aligned to ${destAlign} bytes`);
  }
  return ref(valueWithType(sema, value, destTy));
}

function checkAtRuntime(sema: Sema, block: Block, src: Src, ptr: AirRef, operandTy: Index, destTy: Index, destAlign: number, fromAlign: number, flags: number): void {
  const pool = sema.pool;
  const mayBeNull = allowsZero(sema, operandTy) && !allowsZero(sema, destTy);
  const alignTo = (flags & Flag.align_cast) !== 0 && destAlign > fromAlign ? destAlign : 1;
  if (!mayBeNull && alignTo === 1) return;
  const address = sema.emit(block, AirTag.int_from_ptr, Ty.usize, ptr);
  if (mayBeNull) addSafetyCheck(sema, block, src, sema.emit(block, AirTag.cmp_neq, Ty.bool, address, Val.zeroUsize), PanicId.cast_to_null);
  if (alignTo === 1) return;
  const rest = sema.emit(block, AirTag.bit_and, Ty.usize, address, intValue(pool, Ty.usize, alignTo - 1));
  addSafetyCheck(sema, block, src, sema.emit(block, AirTag.cmp_eq, Ty.bool, rest, Val.zeroUsize), PanicId.incorrect_alignment);
}

/** `@ptrCast` alone. */
function zirPtrCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const destTy = resolveDestType(sema, block, src, frame.extra[payload]! as ZirRef, 'remove_eu', '@ptrCast');
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  return ptrCastFull(sema, block, Flag.ptr_cast, src, operand, sub(src, SrcPart.builtin_call_arg, 0), destTy, '@ptrCast');
}

/** A chain of pointer casts with a destination type. */
function zirPtrCastFull(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const flags = frame.a[inst]! >>> 16;
  const payload = frame.b[inst]!;
  const src = frame.src[inst]!;
  const name = flags & Flag.ptr_cast ? '@ptrCast' : flags & Flag.align_cast ? '@alignCast' : '@addrSpaceCast';
  const destTy = resolveDestType(sema, block, src, frame.extra[payload]! as ZirRef, 'remove_eu', name);
  const operand = resolveInst(block, frame.extra[payload + 1]! as ZirRef);
  return ptrCastFull(sema, block, flags, src, operand, sub(src, SrcPart.builtin_call_arg, 0), destTy, name);
}

/** `@constCast`, `@volatileCast`: the type follows from the operand's. */
function zirPtrCastNoDest(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const flags = frame.a[inst]! >>> 16;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.extra[frame.b[inst]!]! as ZirRef);
  const operandTy = sema.typeOf(operand);
  checkPtrOperand(sema, block, operandSrc, operandTy);
  const pointer = pointerOf(sema, operandTy);
  const change = {
    isConst: (flags & Flag.const_cast) === 0 && isConstPtr(pool, pointer),
    isVolatile: (flags & Flag.volatile_cast) === 0 && isVolatilePtr(pool, pointer),
  };
  const ptrTy = ptrTypeWith(pool, pointer, change);
  const destTy = pointer === operandTy ? ptrTy : optionalType(pool, ptrTy);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return ref(valueWithType(sema, value, destTy));
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

function zirIntFromPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst]! as ZirRef);
  const ty = sema.typeOf(operand);
  checkPtrType(sema, block, operandSrc, ty, false);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) return ref(undefValue(pool, Ty.usize));
    if (pool.tag(value) === ItemTag.opt_null) return ref(Val.zeroUsize);
    if (pool.tag(value) === ItemTag.ptr_int) return ref(intValue(pool, Ty.usize, ptrValueInfo(pool, value).offset));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  return sema.emit(block, AirTag.int_from_ptr, Ty.usize, operand);
}

function zirPtrFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const destTy = resolveDestType(sema, block, src, frame.extra[payload]! as ZirRef, 'remove_eu', '@ptrFromInt');
  checkPtrType(sema, block, src, destTy, false);
  const operand = coerce(sema, block, Ty.usize, resolveInst(block, frame.extra[payload + 1]! as ZirRef), operandSrc);
  const pointer = pointerOf(sema, destTy);
  resolveLayout(sema, block, src, ptrChild(pool, pointer));
  const align = alignOf(sema, pointer);
  const value = resolveDefinedValue(sema, block, operandSrc, operand);
  if (value !== NO_INDEX) {
    const address = intNumber(pool, value);
    if (address === 0 && !allowsZero(sema, destTy)) sema.fail(block, operandSrc, `pointer type '${printType(pool, destTy)}' does not allow address zero`);
    if (address !== 0 && address % align !== 0) sema.fail(block, operandSrc, `pointer type '${printType(pool, destTy)}' requires aligned address`);
    if (address === 0 && pool.tag(destTy) === ItemTag.type_optional) return ref(optNull(pool, destTy));
    const ptr = ptrToAddress(pool, pointer, address);
    return ref(pointer === destTy ? ptr : valueWithType(sema, ptr, destTy));
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block)) {
    if (!allowsZero(sema, destTy)) addSafetyCheck(sema, block, src, sema.emit(block, AirTag.cmp_neq, Ty.bool, operand, Val.zeroUsize), PanicId.cast_to_null);
    if (align > 1) {
      const rest = sema.emit(block, AirTag.bit_and, Ty.usize, operand, intValue(pool, Ty.usize, align - 1));
      addSafetyCheck(sema, block, src, sema.emit(block, AirTag.cmp_eq, Ty.bool, rest, Val.zeroUsize), PanicId.incorrect_alignment);
    }
  }
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

export const ptrCastHandlers: Handlers = {
  [Tag.ptr_cast]: zirPtrCast,
  [Tag.int_from_ptr]: zirIntFromPtr,
  [Tag.ptr_from_int]: zirPtrFromInt,
};

export const ptrCastExtended: ExtendedHandlers = {
  [Extended.ptr_cast_full]: zirPtrCastFull,
  [Extended.ptr_cast_no_dest]: zirPtrCastNoDest,
};
