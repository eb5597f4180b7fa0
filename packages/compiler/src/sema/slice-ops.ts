import { type AirRef, AirTag } from '../air/air.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import { type PtrInfo, ptrChild, ptrInfo, ptrType, slicePtrType } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { arrayLen, arrayType, childType, isTuple, sentinelOf, TypeKind, typeKind } from '../intern/types.ts';
import { intNumber, intValue } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { pointerDeref } from './comptime-ptr.ts';
import { resolveLayout } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { requireRuntimeBlock, resolveConstDefinedValue, resolveDefinedValue, resolveValue } from './operands.ts';
import { analyzeLoad, elemPtrType, ptrElem } from './pointers.ts';
import { addSafetyCheckCall, addSafetyCheckSentinelMismatch, wantSafety } from './safety.ts';
import type { Sema } from './sema.ts';
import { analyzeSliceLen, analyzeSlicePtr } from './slices.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { valueWithType } from './value-cast.ts';

function ref(value: Index): AirRef {
  return value as number as AirRef;
}

/** What is sliced: elements from a base pointer on, and how many there are where that is known. */
interface Sliced {
  /** Many pointer or pointer to an array. */
  readonly ptr: AirRef;
  readonly ptrTy: Index;
  readonly elemTy: Index;
  /** Sentinel of what is sliced; NO_INDEX for none. */
  readonly sentinel: Index;
  /** How many elements there are, the sentinel not counted; null for a pointer without a length. */
  readonly len: AirRef | null;
  readonly isArray: boolean;
}

function slicedOf(sema: Sema, block: Block, src: Src, ptrPtr: AirRef): Sliced {
  const pool = sema.pool;
  const ptrPtrTy = sema.typeOf(ptrPtr);
  if (typeKind(pool, ptrPtrTy) !== TypeKind.pointer) {
    return sema.fail(block, src, `expected pointer, found '${printType(pool, ptrPtrTy)}'`);
  }
  const child = ptrChild(pool, ptrPtrTy);
  if (typeKind(pool, child) === TypeKind.array) return ofArray(sema, ptrPtr, ptrPtrTy, child);
  if (typeKind(pool, child) !== TypeKind.pointer) {
    if (isTuple(pool, child)) return sema.unsupported(block, src, 'slices of tuples');
    return sema.fail(block, src, `slice of non-array type '${printType(pool, child)}'`);
  }
  const info = ptrInfo(pool, child);
  const operand = analyzeLoad(sema, block, src, ptrPtr, src);
  const { child: elemTy, sentinel } = info;
  switch (info.size) {
    case 'one':
      if (typeKind(pool, elemTy) === TypeKind.array) return ofArray(sema, operand, child, elemTy);
      return ofSingle(sema, block, src, operand, child, info);
    case 'many':
    case 'c':
      return { ptr: operand, ptrTy: child, elemTy, sentinel, len: null, isArray: false };
    case 'slice': {
      const ptrTy = slicePtrType(pool, child);
      const ptr = analyzeSlicePtr(sema, block, src, operand, child);
      return { ptr, ptrTy, elemTy, sentinel, len: analyzeSliceLen(sema, block, src, operand), isArray: false };
    }
  }
}

function ofArray(sema: Sema, ptr: AirRef, ptrTy: Index, array: Index): Sliced {
  const pool = sema.pool;
  const len = ref(intValue(pool, Ty.usize, arrayLen(pool, array)));
  return { ptr, ptrTy, elemTy: childType(pool, array), sentinel: sentinelOf(pool, array), len, isArray: true };
}

/** A pointer to one value as one to an array of one, for `p[0..1]`. */
function ofSingle(sema: Sema, block: Block, src: Src, operand: AirRef, ptrTy: Index, info: PtrInfo): Sliced {
  const pool = sema.pool;
  if (typeKind(pool, info.child) === TypeKind.opaque || isTuple(pool, info.child)) {
    return sema.fail(block, src, `slice of single-item pointer '${printType(pool, ptrTy)}'`);
  }
  const array = arrayType(pool, 1, info.child);
  const { isConst, isVolatile, alignment, addressSpace } = info;
  const arrayPtrTy = ptrType(pool, { child: array, isConst, isVolatile, alignment, addressSpace });
  const value = resolveValue(sema, operand);
  const ptr =
    value === NO_INDEX
      ? sema.emit(block, AirTag.bitcast, arrayPtrTy, operand)
      : ref(valueWithType(sema, value, arrayPtrTy));
  return ofArray(sema, ptr, arrayPtrTy, array);
}

/** What a slice expression says, besides what it slices. */
interface Bounds {
  readonly start: AirRef;
  /** Null where it is left out. */
  readonly end: AirRef | null;
  /** Whether `end` counts from `start`: `p[start..][0..end]`. */
  readonly byLength: boolean;
  readonly sentinel: AirRef | null;
}

/** `ptrPtr.*[start..end :sentinel]`: a pointer to an array where the length is known, else a slice. */
export function analyzeSlice(sema: Sema, block: Block, src: number, ptrPtr: AirRef, bounds: Bounds): AirRef {
  const pool = sema.pool;
  const ptrSrc = sub(src, SrcPart.slice_ptr);
  const startSrc = sub(src, SrcPart.slice_start);
  const endSrc = sub(src, SrcPart.slice_end);
  const sentinelSrc = sub(src, SrcPart.slice_sentinel);
  const sliced = slicedOf(sema, block, ptrSrc, ptrPtr);
  const { elemTy } = sliced;
  const start = coerce(sema, block, Ty.usize, bounds.start, startSrc);
  const startValue = resolveDefinedValue(sema, block, startSrc, start);
  const ptr = movedPtr(sema, block, src, ptrSrc, sliced, start, startValue);

  let sentinel: Index = NO_INDEX;
  if (bounds.sentinel !== null) {
    const casted = coerce(sema, block, elemTy, bounds.sentinel, sentinelSrc);
    sentinel = resolveConstDefinedValue(sema, block, sentinelSrc, casted, 'slice sentinel must be comptime-known');
  }
  const lenValue = sliced.len === null ? NO_INDEX : resolveDefinedValue(sema, block, ptrSrc, sliced.len);

  let end: AirRef;
  if (bounds.end === null) {
    // Of a pointer without a length, what is left is one too.
    if (sliced.len === null) return ptr;
    end = sliced.len;
  } else {
    const given = coerce(sema, block, Ty.usize, bounds.end, endSrc);
    const givenValue = resolveDefinedValue(sema, block, endSrc, given);
    end = bounds.byLength ? addUsize(sema, block, start, startValue, given, givenValue) : given;
  }
  const endValue = resolveDefinedValue(sema, block, endSrc, end);
  const keepsSentinel =
    bounds.sentinel === null &&
    sliced.sentinel !== NO_INDEX &&
    (bounds.end === null || (endValue !== NO_INDEX && endValue === lenValue));
  if (keepsSentinel) sentinel = sliced.sentinel;

  if (startValue !== NO_INDEX && endValue !== NO_INDEX && intNumber(pool, startValue) > intNumber(pool, endValue)) {
    const [from, to] = [intNumber(pool, startValue), intNumber(pool, endValue)];
    return sema.fail(block, startSrc, `start index ${from} is larger than end index ${to}`);
  }
  if (bounds.end !== null) checkKnownEnd(sema, block, endSrc, sliced, bounds.sentinel !== null, endValue, lenValue);
  if (wantSafety(sema, block) && !block.isComptime && !block.isTypeof) {
    checkAtRuntime(sema, block, src, sliced, bounds, start, startValue, end, endValue, lenValue);
  }

  const len = subUsize(sema, block, end, endValue, start, startValue);
  const lenKnown = resolveDefinedValue(sema, block, src, len);
  const info = ptrInfo(pool, sema.typeOf(ptr));
  const { isConst, isVolatile, addressSpace, alignment } = info;
  const isAllowzero = info.isAllowzero && info.size !== 'c';
  const shape = { isConst, isVolatile, addressSpace, alignment, isAllowzero };
  if (lenKnown === NO_INDEX) {
    const resultTy = ptrType(pool, { ...shape, child: elemTy, size: 'slice', sentinel });
    requireRuntimeBlock(sema, block, src, startValue === NO_INDEX ? startSrc : endSrc);
    const slice = sema.emit(block, AirTag.slice, resultTy, ptr, len);
    if (bounds.sentinel !== null && wantSafety(sema, block)) {
      addSafetyCheckSentinelMismatch(sema, block, src, sentinel, elemTy, slice, len);
    }
    return slice;
  }
  const array = arrayType(pool, intNumber(pool, lenKnown), elemTy, sentinel);
  const resultTy = ptrType(pool, { ...shape, child: array });
  const value = resolveValue(sema, ptr);
  if (value !== NO_INDEX) {
    if (bounds.sentinel !== null) checkKnownSentinel(sema, block, src, value, elemTy, intNumber(pool, lenKnown), sentinel);
    return ref(valueWithType(sema, value, resultTy));
  }
  requireRuntimeBlock(sema, block, src, ptrSrc);
  const result = sema.emit(block, AirTag.bitcast, resultTy, ptr);
  if (bounds.sentinel !== null && wantSafety(sema, block)) {
    addSafetyCheckSentinelMismatch(sema, block, src, sentinel, elemTy, result, ref(lenKnown));
  }
  return result;
}

/** A many pointer to element `start`. */
function movedPtr(
  sema: Sema,
  block: Block,
  src: Src,
  ptrSrc: Src,
  sliced: Sliced,
  start: AirRef,
  startValue: Index,
): AirRef {
  const pool = sema.pool;
  const { ptr, ptrTy, elemTy } = sliced;
  resolveLayout(sema, block, src, elemTy);
  const elemPtrTy = elemPtrType(sema, ptrTy, startValue);
  const from = ptrInfo(pool, ptrTy);
  const sentinel = sliced.isArray || from.size === 'c' ? NO_INDEX : sliced.sentinel;
  const size = from.size === 'c' ? 'c' : 'many';
  const manyTy = ptrType(pool, { ...ptrInfo(pool, elemPtrTy), size, sentinel, isAllowzero: from.isAllowzero });
  const value = resolveDefinedValue(sema, block, ptrSrc, ptr);
  if (value !== NO_INDEX && startValue === Val.zeroUsize) return ref(valueWithType(sema, value, manyTy));
  if (value !== NO_INDEX && startValue !== NO_INDEX && pool.tag(value) >= ItemTag.ptr_decl) {
    return ref(valueWithType(sema, ptrElem(sema, value, elemPtrTy, intNumber(pool, startValue)), manyTy));
  }
  requireRuntimeBlock(sema, block, src, value === NO_INDEX ? ptrSrc : src);
  if (startValue === Val.zeroUsize) return sema.emit(block, AirTag.bitcast, manyTy, ptr);
  if (sliced.isArray) {
    const first = sema.emit(block, AirTag.ptr_elem_ptr, elemPtrTy, ptr, start);
    return sema.emit(block, AirTag.bitcast, manyTy, first);
  }
  return sema.emit(block, AirTag.ptr_add, manyTy, ptr, start);
}

function addUsize(sema: Sema, block: Block, a: AirRef, aValue: Index, b: AirRef, bValue: Index): AirRef {
  const pool = sema.pool;
  if (aValue !== NO_INDEX && bValue !== NO_INDEX) {
    return ref(intValue(pool, Ty.usize, intNumber(pool, aValue) + intNumber(pool, bValue)));
  }
  return aValue === Val.zeroUsize ? b : sema.emit(block, AirTag.add, Ty.usize, a, b);
}

function subUsize(sema: Sema, block: Block, a: AirRef, aValue: Index, b: AirRef, bValue: Index): AirRef {
  const pool = sema.pool;
  if (aValue !== NO_INDEX && bValue !== NO_INDEX) {
    return ref(intValue(pool, Ty.usize, intNumber(pool, aValue) - intNumber(pool, bValue)));
  }
  return bValue === Val.zeroUsize ? a : sema.emit(block, AirTag.sub, Ty.usize, a, b);
}

/** Fails where the end is out of bounds whatever happens at run time. */
function checkKnownEnd(
  sema: Sema,
  block: Block,
  endSrc: Src,
  sliced: Sliced,
  hasSentinel: boolean,
  endValue: Index,
  lenValue: Index,
): void {
  if (lenValue === NO_INDEX || endValue === NO_INDEX) return;
  const pool = sema.pool;
  const len = intNumber(pool, lenValue);
  const end = intNumber(pool, endValue);
  const more = sliced.sentinel !== NO_INDEX && !hasSentinel ? 1 : 0;
  if (end <= len + more) return;
  const suffix = more === 1 ? ' +1 (sentinel)' : '';
  const what = sliced.isArray ? 'array' : 'slice';
  sema.fail(block, endSrc, `end index ${end} out of bounds for ${what} of length ${len}${suffix}`);
}

/** Emits the checks that `start <= end` and `end <= len`, where they are not known to hold. */
function checkAtRuntime(
  sema: Sema,
  block: Block,
  src: Src,
  sliced: Sliced,
  bounds: Bounds,
  start: AirRef,
  startValue: Index,
  end: AirRef,
  endValue: Index,
  lenValue: Index,
): void {
  const areKnown = startValue !== NO_INDEX && endValue !== NO_INDEX;
  if (!areKnown && startValue !== Val.zeroUsize && !bounds.byLength) {
    const ok = sema.emit(block, AirTag.cmp_lte, Ty.bool, start, end);
    addSafetyCheckCall(sema, block, src, ok, 'startGreaterThanEnd', [start, end]);
  }
  if (bounds.end === null || sliced.len === null || (lenValue !== NO_INDEX && endValue !== NO_INDEX)) return;
  const one = ref(Val.oneUsize);
  let limit = sliced.len;
  if (sliced.sentinel !== NO_INDEX) limit = addUsize(sema, block, limit, lenValue, one, Val.oneUsize);
  const actual = bounds.sentinel === null ? end : addUsize(sema, block, end, endValue, one, Val.oneUsize);
  const ok = sema.emit(block, AirTag.cmp_lte, Ty.bool, actual, limit);
  addSafetyCheckCall(sema, block, src, ok, 'outOfBounds', [actual, limit]);
}

/** Fails where the element behind a slice that is known is not the sentinel. */
function checkKnownSentinel(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: Index,
  elemTy: Index,
  len: number,
  sentinel: Index,
): void {
  const pool = sema.pool;
  if (pool.tag(ptr) < ItemTag.ptr_decl) return;
  const elemPtrTy = ptrType(pool, { child: elemTy, isConst: true });
  const actual = pointerDeref(sema, block, src, ptrElem(sema, ptr, elemPtrTy, len));
  if (actual === NO_INDEX || actual === sentinel) return;
  const message = `expected '${printValue(pool, sentinel)}', found '${printValue(pool, actual)}'`;
  sema.fail(block, src, 'value in memory does not match slice sentinel', [{ chunk: block.frame.chunk, src, message }]);
}

function operand(block: Block, at: number): AirRef {
  return resolveInst(block, block.frame.extra[at] as ZirRef);
}

function optionalOperand(block: Block, at: number): AirRef | null {
  return block.frame.extra[at] === REF_NONE ? null : operand(block, at);
}

function zirSliceStart(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const at = block.frame.a[inst];
  const bounds = { start: operand(block, at + 1), end: null, byLength: false, sentinel: null };
  return analyzeSlice(sema, block, block.frame.src[inst], operand(block, at), bounds);
}

function zirSliceEnd(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const at = block.frame.a[inst];
  const bounds = { start: operand(block, at + 1), end: operand(block, at + 2), byLength: false, sentinel: null };
  return analyzeSlice(sema, block, block.frame.src[inst], operand(block, at), bounds);
}

function zirSliceSentinel(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const at = block.frame.a[inst];
  const end = optionalOperand(block, at + 2);
  const bounds = { start: operand(block, at + 1), end, byLength: false, sentinel: operand(block, at + 3) };
  return analyzeSlice(sema, block, block.frame.src[inst], operand(block, at), bounds);
}

/** `p[start..][0..len :sentinel]` as one. */
function zirSliceLength(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const at = block.frame.a[inst];
  const sentinel = optionalOperand(block, at + 3);
  const bounds = { start: operand(block, at + 1), end: operand(block, at + 2), byLength: true, sentinel };
  return analyzeSlice(sema, block, block.frame.src[inst], operand(block, at), bounds);
}

export const sliceHandlers: Handlers = {
  [Tag.slice_start]: zirSliceStart,
  [Tag.slice_end]: zirSliceEnd,
  [Tag.slice_sentinel]: zirSliceSentinel,
  [Tag.slice_length]: zirSliceLength,
};
