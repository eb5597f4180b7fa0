import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { comptimeOnly, isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { abiSize } from '../../intern/layout.ts';
import { pointerRoot } from '../../intern/memory.ts';
import { AddressSpace, isPtr, type PtrInfo, ptrInfo, ptrTypeWith, slicePtrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { isPtrValue, ptrToAddress, ptrValueOffset } from '../../intern/ptr-values.ts';
import { arrayLen, arrayLenWithSentinel, childType, optionalType, scalarType } from '../../intern/types.ts';
import {
  aggregate,
  aggregateElems,
  intBig,
  intNumber,
  intValue,
  isAggregate,
  isUndef,
  optNull,
  optPayload,
  optSome,
  sliceLen,
  slicePtr,
  sliceValue,
  undefValue,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { PtrCastFlag } from '../../zir/pointer-cast.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce, wrapOptional } from '../coercion/coerce.ts';
import { isPtrAtRuntime, pointsToMemory } from '../coercion/coerce-pointer.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, addSafetyCheckCall, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeSlicePtr } from '../memory/slices.ts';
import { failWithType } from '../types/type-notes.ts';
import {
  addInMemoryNotes,
  allowsZero,
  coerceInMemory,
  resolvedPtrAlign,
  sentinelKept,
} from '../values/coerce-in-memory.ts';
import { failWithUseOfUndef, requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { isNullPtr, valueWithType } from '../values/value-cast.ts';
import { allTrue, emitCompare, mapUnary, splatInt, splatLike, typeLike } from '../values/vectors.ts';
import { checkPtrOperand, checkPtrType, resolveDestType } from './casts.ts';

/** The pointer type that `ty` is, or is an optional of. */
function ptrOf(sema: Sema, ty: Index): Index {
  return isPtr(sema.pool, ty) ? ty : childType(sema.pool, ty);
}

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

/** A pointer cast under way. */
interface Cast {
  readonly sema: Sema;
  readonly block: Block;
  readonly flags: number;
  readonly src: Src;
  readonly operand: AirRef;
  readonly operandSrc: Src;
  readonly operandTy: Index;
  readonly destTy: Index;
  readonly dest: PtrInfo;
  readonly from: PtrInfo;
  readonly builtin: string;
}

function isArrayPtr(sema: Sema, info: PtrInfo): boolean {
  return info.size === 'slice' || (info.size === 'one' && sema.pool.tag(info.child) === ItemTag.type_array);
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

  const value = resolveValue(sema, operand);
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

  if (wantSafety(sema, block) && pointsToMemory(sema, block, src, destTy)) {
    const mustBeAligned = destAlign > fromAlign;
    const mustNotBeNull = allowsZero(sema, operandTy) && !allowsNull;
    if (mustBeAligned || mustNotBeNull) checkAddress(cast, operand, mustNotBeNull, mustBeAligned ? destAlign : 1);
  }
  if (!toSlice && !fromSlice) return sema.emit(block, AirTag.bitcast, destTy, operand);
  if (fromSlice && !isPtr(pool, operandTy)) {
    return sema.unsupported(block, src, 'casts that change the length of an optional slice');
  }
  const ptr = fromSlice ? analyzeSlicePtr(sema, block, operandSrc, operand, operandTy) : operand;
  if (!toSlice) return sema.emit(block, AirTag.bitcast, destTy, ptr);
  const sliceTy = ptrOf(sema, destTy);
  const address = sema.emit(block, AirTag.bitcast, slicePtrType(pool, sliceTy), ptr);
  const len = typeof newLen === 'object' ? emitSliceLen(cast, newLen as Resized) : (newLen as AirRef);
  const slice = sema.emit(block, AirTag.slice, sliceTy, address, len);
  return isPtr(pool, destTy) ? slice : wrapOptional(sema, block, destTy, slice, src);
}

const SIZE_NAMES = { one: 'single pointer', many: 'many pointer', slice: 'slice', c: 'C pointer' } as const;

/** Sizes of elements, of which a slice has as many as its bytes are enough for. */
interface Resized {
  readonly fromSize: number;
  readonly destSize: number;
}

/**
 * The length that the slice has which a pointer is cast to: a `usize`. Of a slice that is known at run time only: `same` where it has as
 * many elements, or else their sizes. Fails where there is no such length.
 */
function sliceLenOf(cast: Cast): AirRef | 'same' | Resized {
  const { sema, block, src, operand, operandTy, dest, from } = cast;
  const pool = sema.pool;
  if (from.size === 'many' || from.size === 'c') {
    return sema.fail(block, src, `cannot infer length of slice from ${SIZE_NAMES[from.size]}`);
  }
  const isArray = from.size === 'one' && pool.tag(from.child) === ItemTag.type_array;
  const fromElem = isArray ? childType(pool, from.child) : from.child;
  let fromLen = isArray ? arrayLen(pool, from.child) : 1;
  let isKnown = true;
  if (from.size === 'slice') {
    let value = resolveValue(sema, operand);
    if (value !== NO_INDEX && pool.tag(value) === ItemTag.opt_some) value = optPayload(pool, value);
    isKnown = value !== NO_INDEX;
    if (isKnown) {
      // Of an undefined or null slice the length does not matter.
      if (pool.tag(value) !== ItemTag.slice) return interned(Val.undefUsize);
      const len = sliceLen(pool, value);
      if (isUndef(pool, len)) return interned(len);
      fromLen = intNumber(pool, len);
    }
  }
  const known = (len: number): AirRef => interned(intValue(pool, Ty.usize, len));
  if (fromElem === dest.child) return isKnown ? known(fromLen) : 'same';

  resolveLayout(sema, block, src, fromElem, 'size query');
  resolveLayout(sema, block, src, dest.child, 'size query');
  const isComptimeOnly = comptimeOnly(pool, fromElem) || comptimeOnly(pool, dest.child);
  const [fromSize, destSize] = isComptimeOnly
    ? baseElements(cast, fromElem)
    : [abiSize(pool, fromElem), abiSize(pool, dest.child)];
  if (destSize === 0) {
    const [to, given] = [printType(pool, dest.child), printType(pool, operandTy)];
    return sema.fail(block, src, `cannot infer length of slice of zero-bit '${to}' from '${given}'`);
  }
  if (isKnown) {
    if ((fromLen * fromSize) % destSize === 0) return known((fromLen * fromSize) / destSize);
    const what = from.size === 'slice' ? `slice length '${fromLen}'` : `type '${printType(pool, from.child)}'`;
    return sema.fail(block, src, `${what} does not divide exactly into destination elements`);
  }
  return fromSize === destSize ? 'same' : { fromSize, destSize };
}

/** How many elements of their common base type, in arrays, an element of each side has: types known at compile time only have no size. */
function baseElements(cast: Cast, fromElem: Index): [number, number] {
  const { sema, block, src, operandTy, destTy, dest } = cast;
  const pool = sema.pool;
  const base = (elem: Index): { ty: Index; count: number } => {
    let [ty, count] = [elem, 1];
    while (pool.tag(ty) === ItemTag.type_array) {
      count *= arrayLenWithSentinel(pool, ty);
      ty = childType(pool, ty);
    }
    return { ty, count };
  };
  const [a, b] = [base(fromElem), base(dest.child)];
  if (a.ty === b.ty) return [a.count, b.count];
  const [to, given] = [printType(pool, destTy), printType(pool, operandTy)];
  return sema.fail(block, src, `cannot infer length of comptime-only '${to}' from incompatible '${given}'`);
}

/** Emits the length of a slice whose elements become others of another size, with the check that nothing is left over. */
function emitSliceLen(cast: Cast, { fromSize, destSize }: Resized): AirRef {
  const { sema, block, src, operand } = cast;
  const len = sema.emit(block, AirTag.slice_len, Ty.usize, operand);
  const size = (bytes: number): AirRef => interned(intValue(sema.pool, Ty.usize, bytes));
  const bytes = fromSize === 1 ? len : sema.emit(block, AirTag.mul, Ty.usize, len, size(fromSize));
  if (fromSize % destSize !== 0 && wantSafety(sema, block)) {
    const rest = sema.emit(block, AirTag.rem, Ty.usize, bytes, size(destSize));
    const ok = sema.emit(block, AirTag.cmp_eq, Ty.bool, rest, Val.zeroUsize);
    addSafetyCheckCall(sema, block, src, ok, 'sliceCastLenRemainder', [len]);
  }
  return sema.emit(block, AirTag.div_trunc, Ty.usize, bytes, size(destSize));
}

/** Without `@ptrCast` size, child, sentinel and bits must be as they were, or as a coercion changes them. */
function checkUnchangedShape(cast: Cast): void {
  const { sema, block, src, dest, from, operandTy, destTy } = cast;
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  const fail = (text: string, message: string, between: readonly ErrorNote[] = []): never =>
    sema.fail(block, src, text, [...between, { chunk, src, message }]);

  const sameSize =
    from.size === dest.size ||
    (dest.size === 'slice' && isArrayPtr(sema, from)) ||
    from.size === 'c' ||
    dest.size === 'c' ||
    (from.size === 'one' && dest.size === 'many' && isArrayPtr(sema, from));
  if (!sameSize) {
    const text = `cannot implicitly convert ${SIZE_NAMES[from.size]} to ${SIZE_NAMES[dest.size]}`;
    const isPtrOfSlice = from.size === 'slice' && dest.size === 'many';
    fail(
      text,
      isPtrOfSlice ? "use 'ptr' field to convert slice to many pointer" : 'use @ptrCast to change pointer size',
    );
  }
  const arrayToElems = dest.size !== 'one' && from.size === 'one' && isArrayPtr(sema, from);
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
      fromSentinel === NO_INDEX
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

/** `@intFromPtr` */
function zirIntFromPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const operand = resolveInst(block, frame.a[inst] as ZirRef);
  const operandTy = sema.typeOf(operand);
  const ptrTy = scalarType(pool, operandTy);
  if (!isPtrAtRuntime(sema, ptrTy)) {
    return failWithType(sema, block, operandSrc, 'expected pointer, found', ptrTy);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const address = addressesOf(sema, value, typeLike(sema, operandTy, Ty.usize));
    if (address !== NO_INDEX) return interned(address);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  validateRuntimeValue(sema, block, operandSrc, operand);
  return sema.emit(block, AirTag.int_from_ptr, typeLike(sema, operandTy, Ty.usize), operand);
}

/** The addresses of known pointers as a value of type `ty`; NO_INDEX where linking decides. */
function addressesOf(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) return undefValue(pool, ty);
  if (!isAggregate(pool, value)) return addressOf(sema, value);
  const addresses = aggregateElems(pool, value).map((elem) => addressesOf(sema, elem, Ty.usize));
  return addresses.includes(NO_INDEX) ? NO_INDEX : aggregate(pool, ty, addresses);
}

/** The address of a known pointer, a `usize`; NO_INDEX where linking decides. */
function addressOf(sema: Sema, value: Index): Index {
  const pool = sema.pool;
  switch (pool.tag(value)) {
    case ItemTag.ptr_int:
      return intValue(pool, Ty.usize, ptrValueOffset(pool, value));
    case ItemTag.opt_null:
      return Val.zeroUsize;
    case ItemTag.opt_some:
      return addressOf(sema, optPayload(pool, value));
    case ItemTag.slice:
      return addressOf(sema, slicePtr(pool, value));
    default: {
      const root = isPtrValue(pool, value) ? pointerRoot(pool, value) : null;
      return root !== null && root.tag === ItemTag.ptr_int ? intValue(pool, Ty.usize, root.offset) : NO_INDEX;
    }
  }
}

/** `@ptrFromInt` */
function zirPtrFromInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const src = frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const payload = frame.a[inst];
  const destTy = resolveDestType(sema, block, src, frame.extra[payload] as ZirRef, 'remove_eu', '@ptrFromInt');
  const uncoerced = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const operand = coerce(sema, block, typeLike(sema, destTy, Ty.usize), uncoerced, operandSrc);
  const ptrTy = scalarType(pool, destTy);
  checkPtrType(sema, block, src, ptrTy, true);
  const info = ptrInfo(pool, ptrOf(sema, ptrTy));
  const alignment = resolvedPtrAlign(sema, block, src, ptrOf(sema, ptrTy));
  if (info.size === 'slice') {
    return sema.fail(block, src, `integer cannot be converted to slice type '${printType(pool, ptrTy)}'`, [
      { chunk: block.frame.chunk, src, message: 'slice length cannot be inferred from address' },
    ]);
  }
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) {
    const result = mapUnary(sema, destTy, value, (elem) =>
      ptrFromKnown(sema, block, operandSrc, elem, ptrTy, alignment),
    );
    return interned(result);
  }
  requireRuntimeBlock(sema, block, src, operandSrc);
  if (wantSafety(sema, block) && pointsToMemory(sema, block, src, ptrTy)) {
    const addressTy = sema.typeOf(operand);
    if (!allowsZero(sema, ptrTy)) {
      const ok = emitCompare(sema, block, AirTag.cmp_neq, operand, splatInt(sema, addressTy, 0));
      addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.cast_to_null);
    }
    if (alignment > 1) {
      const mask = splatLike(sema, addressTy, intValue(pool, Ty.usize, alignment - 1));
      const rest = sema.emit(block, AirTag.bit_and, addressTy, operand, mask);
      const ok = emitCompare(sema, block, AirTag.cmp_eq, rest, splatInt(sema, addressTy, 0));
      addSafetyCheck(sema, block, src, allTrue(sema, block, ok), PanicId.incorrect_alignment);
    }
  }
  return sema.emit(block, AirTag.bitcast, destTy, operand);
}

function ptrFromKnown(sema: Sema, block: Block, src: Src, value: Index, ptrTy: Index, alignment: number): Index {
  const pool = sema.pool;
  if (isUndef(pool, value)) {
    if (allowsZero(sema, ptrTy) && alignment === 1) return undefValue(pool, ptrTy);
    return failWithUseOfUndef(sema, block, src);
  }
  const address = Number(intBig(pool, value));
  const isOptional = isPtrLikeOptional(pool, ptrTy) && !isPtr(pool, ptrTy);
  if (address === 0) {
    if (!allowsZero(sema, ptrTy)) {
      return sema.fail(block, src, `pointer type '${printType(pool, ptrTy)}' does not allow address zero`);
    }
    if (isOptional) return optNull(pool, ptrTy);
  } else if (address % alignment !== 0) {
    return sema.fail(block, src, `pointer type '${printType(pool, ptrTy)}' requires aligned address`);
  }
  const ptr = ptrToAddress(pool, ptrOf(sema, ptrTy), address);
  return isOptional ? optSome(pool, ptrTy, ptr) : ptr;
}

export const ptrCastHandlers: Handlers = {
  [Tag.ptr_cast]: zirPtrCast,
  [Tag.int_from_ptr]: zirIntFromPtr,
  [Tag.ptr_from_int]: zirPtrFromInt,
  extended: {
    [Extended.ptr_cast_full]: zirPtrCastFull,
    [Extended.ptr_cast_no_dest]: zirPtrCastNoDest,
  },
};
