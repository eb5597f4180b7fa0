import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { AddressSpace, isPtr, type PtrInfo, ptrInfo, ptrTypeWith, slicePtrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { ptrValueOffset } from '../../intern/ptr-values.ts';
import { isGpu, type Target } from '../../intern/target.ts';
import { childType, optionalType } from '../../intern/types.ts';
import { intValue, isUndef, optPayload, optSome, slicePtr, sliceValue, undefValue } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { PtrCastFlag } from '../../zir/pointer-cast.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { wrapOptional } from '../coercion/coerce.ts';
import { pointsToMemory } from '../coercion/coerce-pointer.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeSlicePtr } from '../memory/slices.ts';
import { coerceInMemory } from '../values/coerce-in-memory.ts';
import { addInMemoryNotes } from '../values/mismatch.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { allowsZero, ptrOf, resolvedPtrAlign, sentinelKept } from '../values/pointer-mismatch.ts';
import { isNullPtr, valueWithType } from '../values/value-cast.ts';
import { checkPtrOperand, checkPtrType, resolveDestType } from './casts.ts';
import { type Cast, emitSliceLen, isArrayPtr, type Resized, SIZE_NAMES, sliceLenOf } from './ptr-cast-len.ts';

/** `@ptrCast` alone. */
function zirPtrCast(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu', '@ptrCast');
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  return ptrCastFull(sema, block, PtrCastFlag.ptr_cast, src, operand, operandSrc, destTy, '@ptrCast');
}

/** Several pointer casts at once. */
function zirPtrCastFull(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst];
  const flags = frame.a[inst] >>> 16;
  const payload = frame.b[inst];
  const builtin =
    (flags & PtrCastFlag.ptr_cast) !== 0
      ? '@ptrCast'
      : (flags & PtrCastFlag.align_cast) !== 0
        ? '@alignCast'
        : '@addrSpaceCast';
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu', builtin);
  const operand = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  return ptrCastFull(sema, block, flags, src, operand, sub(src, SrcPart.ptrcast_operand), destTy, builtin);
}

/** `@constCast`, `@volatileCast`: the result type follows from the operand's. */
function zirPtrCastNoDest(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const flags = frame.a[inst] >>> 16;
  const operandSrc = sub(src, SrcPart.ptrcast_operand);
  const operand = resolveInst(block, frame.extra[frame.b[inst]] as ZirRef);
  const operandTy = sema.typeOf(operand);
  checkPtrOperand(sema, block, operandSrc, operandTy);
  const info = ptrInfo(pool, ptrOf(sema, operandTy));
  const changed = ptrTypeWith(pool, ptrOf(sema, operandTy), {
    isConst: info.isConst && (flags & PtrCastFlag.const_cast) === 0,
    isVolatile: info.isVolatile && (flags & PtrCastFlag.volatile_cast) === 0,
  });
  const destTy = isPtr(pool, operandTy) ? changed : optionalType(pool, changed);
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return interned(valueWithType(sema, value, destTy));
  requireRuntimeBlock(sema, block, src, null);
  if (destTy === operandTy) return operand;
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

/**
 * `operand` as a pointer of type `destTy`. `flags` (`PtrCastFlag`) say what may be changed; `builtin` names the cast in messages.
 */
export function ptrCastFull(
  sema: Sema,
  block: Block,
  flags: number,
  src: Src,
  operand: AirRef,
  operandSrc: Src,
  destTy: Index,
  builtin: string,
): AirRef {
  const pool = sema.pool;
  const operandTy = sema.typeOf(operand);
  checkPtrType(sema, block, src, destTy, true);
  checkPtrOperand(sema, block, operandSrc, operandTy);
  const dest = ptrInfo(pool, ptrOf(sema, destTy));
  const from = ptrInfo(pool, ptrOf(sema, operandTy));
  const cast: Cast = { sema, block, flags, src, operand, operandSrc, operandTy, destTy, dest, from, builtin };
  const newLen = dest.size === 'slice' ? sliceLenOf(cast) : null;
  if ((flags & PtrCastFlag.ptr_cast) === 0) checkUnchangedShape(cast);
  const destAlign = resolvedPtrAlign(sema, block, src, ptrOf(sema, destTy));
  const fromAlign = resolvedPtrAlign(sema, block, operandSrc, ptrOf(sema, operandTy));
  checkAttributes(cast, destAlign, fromAlign);

  const toSlice = dest.size === 'slice' && (from.size !== 'slice' || (newLen !== null && newLen !== 'same'));
  const fromSlice = from.size === 'slice' && (dest.size !== 'slice' || toSlice);
  const allowsNull = allowsZero(sema, destTy);

  // What an address is in another address space only the machine knows.
  const value = (flags & PtrCastFlag.addrspace_cast) === 0 ? resolveValue(sema, operand) : NO_INDEX;
  if (value !== NO_INDEX) {
    if (isUndef(pool, value)) {
      if (!allowsNull) failWithUseOfUndef(sema, block, operandSrc);
      return interned(undefValue(pool, destTy));
    }
    if (isNullPtr(sema, value)) {
      if (!allowsNull) {
        return sema.fail(block, operandSrc, `null pointer casted to type '${printType(pool, destTy)}'`);
      }
      if (pool.tag(value) === ItemTag.opt_null) return interned(valueWithType(sema, value, destTy));
    }
    if (destAlign > fromAlign) checkKnownAlignment(cast, value, destAlign);
    const some = pool.tag(value) === ItemTag.opt_some ? optPayload(pool, value) : value;
    const address = pool.tag(some) === ItemTag.slice && fromSlice ? slicePtr(pool, some) : some;
    if (!toSlice) return interned(valueWithType(sema, fromSlice ? address : value, destTy));
    const sliceTy = ptrOf(sema, destTy);
    const ptr = valueWithType(sema, address, slicePtrType(pool, sliceTy));
    const slice = sliceValue(pool, sliceTy, ptr, newLen as number as Index);
    return interned(isPtr(pool, destTy) ? slice : optSome(pool, destTy, slice));
  }

  validateRuntimeValue(sema, block, operandSrc, operand);
  if (wantSafety(sema, block) && pointsToMemory(sema, block, src, destTy)) {
    const mustBeAligned = destAlign > fromAlign;
    const mustNotBeNull = allowsZero(sema, operandTy) && !allowsNull;
    if (mustBeAligned || mustNotBeNull) checkAddress(cast, operand, mustNotBeNull, mustBeAligned ? destAlign : 1);
  }
  if (!toSlice && !fromSlice) return sema.emit(block, AirTag.bitcast, destTy, operand);
  const isOptionalSlice = fromSlice && !isPtr(pool, operandTy);
  // In memory no slice is one at address 0, which it stays.
  const some = isOptionalSlice ? sema.emit(block, AirTag.bitcast, ptrOf(sema, operandTy), operand) : operand;
  const ptr = fromSlice ? analyzeSlicePtr(sema, block, operandSrc, some) : some;
  if (!toSlice) return sema.emit(block, AirTag.bitcast, destTy, ptr);
  const sliceTy = ptrOf(sema, destTy);
  const address = sema.emit(block, AirTag.bitcast, slicePtrType(pool, sliceTy), ptr);
  const len =
    typeof newLen === 'object' ? emitSliceLen({ ...cast, operand: some }, newLen as Resized) : (newLen as AirRef);
  const slice = sema.emit(block, AirTag.slice, sliceTy, address, len);
  if (isPtr(pool, destTy)) return slice;
  return isOptionalSlice
    ? sema.emit(block, AirTag.bitcast, destTy, slice)
    : wrapOptional(sema, block, destTy, slice, src);
}

/** Without `@ptrCast` size, child, sentinel and bits must be as they were, or as a coercion changes them. */
function checkUnchangedShape(cast: Cast): void {
  const { sema, block, src, dest, from, operandTy, destTy } = cast;
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  const fail = (text: string, message: string, between: readonly ErrorNote[] = []): never =>
    sema.fail(block, src, text, [...between, { chunk, src, message }]);

  /** A pointer to an array becomes a slice of the same elements: not of others that could be theirs in memory. */
  const arrayToElems =
    dest.size === 'slice' &&
    from.size === 'one' &&
    isArrayPtr(sema, from) &&
    childType(pool, from.child) === dest.child;
  const sameSize = from.size === dest.size || arrayToElems || from.size === 'c' || dest.size === 'c';
  if (!sameSize) {
    const text = `cannot implicitly convert ${SIZE_NAMES[from.size]} to ${SIZE_NAMES[dest.size]}`;
    const isPtrOfSlice = (from.size === 'slice' || isArrayPtr(sema, from)) && dest.size === 'many';
    fail(
      text,
      isPtrOfSlice ? "use 'ptr' field to convert slice to many pointer" : 'use @ptrCast to change pointer size',
    );
  }
  const fromChild = arrayToElems ? childType(pool, from.child) : from.child;
  const destChild = dest.size === 'one' && from.size === 'slice' ? childType(pool, dest.child) : dest.child;
  const reasons = coerceInMemory(sema, block, src, destChild, fromChild, !dest.isConst);
  if (reasons !== null) {
    const notes: ErrorNote[] = [];
    addInMemoryNotes(sema, block, src, reasons, notes);
    const [a, b] = [printType(pool, fromChild), printType(pool, destChild)];
    fail(
      `pointer element type '${a}' cannot coerce into element type '${b}'`,
      'use @ptrCast to cast pointer element type',
      notes,
    );
  }
  const fromSentinel = arrayToElems ? (pool.word(from.child, 3) as Index) : from.sentinel;
  if (from.size !== 'c' && !sentinelKept(sema, dest.sentinel, fromSentinel, destChild)) {
    const wanted = printValue(pool, dest.sentinel);
    const text =
      arrayToElems || fromSentinel === NO_INDEX
        ? `destination pointer requires '${wanted}' sentinel`
        : `pointer sentinel '${printValue(pool, fromSentinel)}' cannot coerce into pointer sentinel '${wanted}'`;
    fail(text, 'use @ptrCast to cast pointer sentinel');
  }
  if (from.hostSize !== dest.hostSize) {
    const text = `pointer host size '${from.hostSize}' cannot coerce into pointer host size '${dest.hostSize}'`;
    fail(text, 'use @ptrCast to cast pointer host size');
  }
  if (from.bitOffset !== dest.bitOffset) {
    const text = `pointer bit offset '${from.bitOffset}' cannot coerce into pointer bit offset '${dest.bitOffset}'`;
    fail(text, 'use @ptrCast to cast pointer bit offset');
  }
  if (allowsZero(sema, operandTy) && !allowsZero(sema, destTy)) {
    const [a, b] = [printType(pool, operandTy), printType(pool, destTy)];
    const text = `'${a}' could have null values which are illegal in type '${b}'`;
    fail(text, 'use @ptrCast to assert the pointer is not null');
  }
}

/** Whether the machine can tell what an address is in another space. */
function addressSpaceCastIsValid({ arch, backend }: Target, from: PtrInfo, dest: PtrInfo): boolean {
  if (arch === 'x86_64' || arch === 'x86') return true;
  const [fromGeneric, destGeneric] = [from, dest].map((info) => info.addressSpace === AddressSpace.generic);
  const isEither = isGpu(arch) && backend !== 'stage2_spirv';
  return isEither ? fromGeneric || destGeneric : fromGeneric && destGeneric;
}

function checkAttributes(cast: Cast, destAlign: number, fromAlign: number): void {
  const { sema, block, flags, src, operandSrc, dest, from, operandTy, destTy, builtin } = cast;
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  if ((flags & PtrCastFlag.align_cast) === 0 && destAlign > fromAlign) {
    sema.fail(block, src, `${builtin} increases pointer alignment`, [
      { chunk, src: operandSrc, message: `'${printType(pool, operandTy)}' has alignment '${fromAlign}'` },
      { chunk, src, message: `'${printType(pool, destTy)}' has alignment '${destAlign}'` },
      { chunk, src, message: 'use @alignCast to assert pointer alignment' },
    ]);
  }
  if ((flags & PtrCastFlag.addrspace_cast) === 0 && from.addressSpace !== dest.addressSpace) {
    sema.fail(block, src, `${builtin} changes pointer address space`, [
      {
        chunk,
        src: operandSrc,
        message: `'${printType(pool, operandTy)}' has address space '${AddressSpace[from.addressSpace]}'`,
      },
      { chunk, src, message: `'${printType(pool, destTy)}' has address space '${AddressSpace[dest.addressSpace]}'` },
      { chunk, src, message: 'use @addrSpaceCast to cast pointer address space' },
    ]);
  }
  if ((flags & PtrCastFlag.addrspace_cast) !== 0 && !addressSpaceCastIsValid(pool.target, from, dest)) {
    const [a, b] = [AddressSpace[from.addressSpace], AddressSpace[dest.addressSpace]];
    sema.fail(block, src, 'invalid address space cast', [
      { chunk, src: operandSrc, message: `address space '${a}' is not compatible with address space '${b}'` },
    ]);
  }
  if ((flags & PtrCastFlag.const_cast) === 0 && from.isConst && !dest.isConst) {
    sema.fail(block, src, `${builtin} discards const qualifier`, [
      { chunk, src, message: 'use @constCast to discard const qualifier' },
    ]);
  }
  if ((flags & PtrCastFlag.volatile_cast) === 0 && from.isVolatile && !dest.isVolatile) {
    sema.fail(block, src, `${builtin} discards volatile qualifier`, [
      { chunk, src, message: 'use @volatileCast to discard volatile qualifier' },
    ]);
  }
}

/** Fails where the address of the known pointer is known, and not so aligned. */
function checkKnownAlignment(cast: Cast, value: Index, alignment: number): void {
  const pool = cast.sema.pool;
  let ptr = value;
  if (isUndef(pool, ptr)) return;
  if (pool.tag(ptr) === ItemTag.opt_some) ptr = optPayload(pool, ptr);
  if (pool.tag(ptr) === ItemTag.slice) ptr = slicePtr(pool, ptr);
  if (pool.tag(ptr) !== ItemTag.ptr_int) return;
  const address = ptrValueOffset(pool, ptr);
  if (address % alignment === 0) return;
  const text = `pointer address 0x${address.toString(16).toUpperCase()} is not aligned to ${alignment} bytes`;
  cast.sema.fail(cast.block, cast.operandSrc, text);
}

/** Emits the checks of an address. Those of an empty slice may be anything. */
function checkAddress(cast: Cast, ptr: AirRef, mustNotBeNull: boolean, alignment: number): void {
  const { sema, block, src } = cast;
  const isSlice = isPtr(sema.pool, sema.typeOf(ptr)) && ptrInfo(sema.pool, sema.typeOf(ptr)).size === 'slice';
  const many = isSlice ? analyzeSlicePtr(sema, block, src, ptr) : ptr;
  const address = sema.emit(block, AirTag.int_from_ptr, Ty.usize, many);
  let isEmpty: AirRef | null = null;
  if (isSlice) {
    const len = sema.emit(block, AirTag.slice_len, Ty.usize, ptr);
    isEmpty = sema.emit(block, AirTag.cmp_eq, Ty.bool, len, Val.zeroUsize);
  }
  const check = (ok: AirRef, panic: PanicId): void => {
    const passes = isEmpty === null ? ok : sema.emit(block, AirTag.bool_or, Ty.bool, isEmpty, ok);
    addSafetyCheck(sema, block, src, passes, panic);
  };
  if (mustNotBeNull) check(sema.emit(block, AirTag.cmp_neq, Ty.bool, address, Val.zeroUsize), PanicId.cast_to_null);
  if (alignment > 1) {
    const mask = intValue(sema.pool, Ty.usize, alignment - 1);
    const rest = sema.emit(block, AirTag.bit_and, Ty.usize, address, mask);
    check(sema.emit(block, AirTag.cmp_eq, Ty.bool, rest, Val.zeroUsize), PanicId.incorrect_alignment);
  }
}

export const ptrCastHandlers: Handlers = {
  [Tag.ptr_cast]: zirPtrCast,
  extended: {
    [Extended.ptr_cast_full]: zirPtrCastFull,
    [Extended.ptr_cast_no_dest]: zirPtrCastNoDest,
  },
};
