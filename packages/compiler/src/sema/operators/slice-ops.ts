import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isCPtr, isSlice, type PtrInfo, ptrChild, ptrInfo, ptrType, ptrTypeWith } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { arrayLen, arrayLenWithSentinel, arrayType, childType, TypeKind, typeKind } from '../../intern/types.ts';
import { intNumber, intValue, isUndef, typeOf, undefValue } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { PanicId } from '../core/panic-members.ts';
import { addSafetyCheck, addSafetyCheckCall, addSafetyCheckIndexOob, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { analyzeIsNull } from '../errors/optionals.ts';
import { ptrElem } from '../memory/elements.ts';
import { analyzeSliceLen } from '../memory/slices.ts';
import { failWithType } from '../types/type-notes.ts';
import { pointerDeref } from '../values/comptime-ptr.ts';
import {
  definedLen,
  requireRuntimeBlock,
  resolveConstDefinedValue,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';
import { allTrue, emitCompare } from '../values/vectors.ts';
import { analyzeArithmetic } from './arithmetic.ts';
import { checkSentinelType } from './compare.ts';
import { movePtr } from './ptr-arithmetic.ts';
import { type Bounds, elementsPtr, type Sliced, slicedOf } from './sliced.ts';

/** `a + b` or `a - b` of `usize` values, of which is known that they do not overflow. */
function plain(sema: Sema, block: Block, src: Src, tag: AirTag.add | AirTag.sub, a: AirRef, b: AirRef): AirRef {
  const pool = sema.pool;
  const x = resolveDefinedValue(sema, block, src, a);
  const y = resolveDefinedValue(sema, block, src, b);
  if (y !== NO_INDEX && intNumber(pool, y) === 0) return a;
  if (x !== NO_INDEX && y !== NO_INDEX) {
    const result =
      tag === AirTag.add ? intNumber(pool, x) + intNumber(pool, y) : intNumber(pool, x) - intNumber(pool, y);
    if (result > 0xffff_ffff) {
      return sema.fail(block, src, `overflow of integer type 'usize' with value '${result}'`);
    }
    return interned(intValue(pool, Ty.usize, result));
  }
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, tag, Ty.usize, a, b);
}

/** `operand + 1`, with a safety check. */
function plusOne(sema: Sema, block: Block, operand: AirRef, bounds: Bounds): AirRef {
  const { src, endSrc } = bounds;
  const one = interned(Val.oneUsize);
  return analyzeArithmetic(sema, block, Tag.add, { lhs: operand, rhs: one, src, lhsSrc: endSrc, rhsSrc: endSrc });
}

/** Where a slice ends. */
interface End {
  /** A `usize`. */
  readonly index: AirRef;
  /** Whether that is where the operand itself ends, before its sentinel. */
  readonly isLen: boolean;
}

/** The end of the slice; null for that of an unknown number of elements. Fails where it is known to be too far. */
function endOf(sema: Sema, block: Block, sliced: Sliced, start: AirRef, bounds: Bounds): End | null {
  const pool = sema.pool;
  const { endSrc } = bounds;
  const isArray = sliced.array !== NO_INDEX;
  const isOfSlice = isSlice(pool, sliced.ty);
  if (bounds.end === null) {
    if (isArray) return { index: interned(intValue(pool, Ty.usize, arrayLen(pool, sliced.array))), isLen: true };
    if (isOfSlice) return { index: analyzeSliceLen(sema, block, bounds.src, sliced.operand), isLen: true };
    return null;
  }
  const given = coerce(sema, block, Ty.usize, bounds.end, endSrc);
  const index = bounds.byLength ? plain(sema, block, bounds.src, AirTag.add, start, given) : given;
  if (!isArray && !isOfSlice) return { index, isLen: false };
  const value = resolveDefinedValue(sema, block, endSrc, index);
  if (value === NO_INDEX) return { index, isLen: false };
  let len: number;
  if (isArray) len = arrayLen(pool, sliced.array);
  else {
    const slice = resolveValue(sema, sliced.operand);
    if (slice === NO_INDEX) return { index, isLen: false };
    if (isUndef(pool, slice)) return sema.fail(block, bounds.src, 'slice of undefined');
    len = definedLen(sema, block, bounds.src, slice);
  }
  const at = intNumber(pool, value);
  if (at > len + (sliced.sentinel === NO_INDEX ? 0 : 1)) {
    const suffix = sliced.sentinel === NO_INDEX ? '' : ' +1 (sentinel)';
    const what = isArray ? 'array' : 'slice';
    sema.fail(block, endSrc, `end index ${at} out of bounds for ${what} of length ${len}${suffix}`);
  }
  return { index, isLen: at === len };
}

/** The sentinel that is written in the slice expression. */
function writtenSentinel(sema: Sema, block: Block, elemTy: Index, bounds: Bounds): Index {
  if (bounds.sentinel === null) return NO_INDEX;
  const coerced = coerce(sema, block, elemTy, bounds.sentinel, bounds.sentinelSrc);
  checkSentinelType(sema, block, bounds.sentinelSrc, elemTy);
  const reason = 'slice sentinel value must be comptime-known';
  return resolveConstDefinedValue(sema, block, bounds.sentinelSrc, coerced, reason);
}

/** Fails where the sentinel that is written behind a many pointer's open end is not the pointer's own. */
function checkOpenSentinel(sema: Sema, block: Block, sliced: Sliced, bounds: Bounds): void {
  const pool = sema.pool;
  const { chunk } = block.frame;
  const written = writtenSentinel(sema, block, sliced.elemTy, bounds);
  if (written === NO_INDEX || written === sliced.sentinel) return;
  const found =
    sliced.sentinel === NO_INDEX
      ? { chunk, src: bounds.ptrSrc, message: `type '${printType(pool, sliced.ty)}' does not have a sentinel` }
      : {
          chunk,
          src: bounds.sentinelSrc,
          message: `expected sentinel '${printValue(pool, sliced.sentinel)}', found '${printValue(pool, written)}'`,
        };
  const text = 'sentinel-terminated slicing of many-item pointer must match existing sentinel';
  sema.fail(block, bounds.sentinelSrc, text, [
    found,
    { chunk, src: bounds.src, message: 'use @ptrCast to cast pointer sentinel' },
  ]);
}

/** Fails where the element behind the known bounds is known not to be the sentinel. */
function checkSentinelValue(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: Index,
  len: number,
  sentinel: Index,
  elemTy: Index,
  failBeyond: (container: Index) => never,
): void {
  const pool = sema.pool;
  if (isUndef(pool, ptr)) return;
  const many = valueWithType(sema, ptr, ptrType(pool, { child: elemTy, size: 'many', isConst: true }));
  const elemPtr = ptrElem(sema, block, src, many, ptrType(pool, { child: elemTy, isConst: true }), len);
  const actual = pointerDeref(sema, block, src, elemPtr, typeOf(pool, elemPtr), failBeyond);
  if (actual === NO_INDEX || actual === sentinel) return;
  const message = `expected '${printValue(pool, sentinel)}', found '${printValue(pool, actual)}'`;
  sema.fail(block, src, 'value in memory does not match slice sentinel', [{ chunk: block.frame.chunk, src, message }]);
}

/** Slices what `ptrPtr` points to: a pointer to an array where the length is known, else a slice. */
function analyzeSlice(sema: Sema, block: Block, ptrPtr: AirRef, bounds: Bounds): AirRef {
  const pool = sema.pool;
  const { src, ptrSrc, startSrc, endSrc, byLength } = bounds;
  const sliced = slicedOf(sema, block, ptrPtr, bounds);
  const ptr = elementsPtr(sema, block, sliced, ptrSrc);
  const start = coerce(sema, block, Ty.usize, bounds.start, startSrc);
  const newPtr = movePtr(sema, block, ptr, start, false, src, startSrc);
  const end = endOf(sema, block, sliced, start, bounds);
  if (end === null) {
    checkOpenSentinel(sema, block, sliced, bounds);
    return newPtr;
  }
  const written = writtenSentinel(sema, block, sliced.elemTy, bounds);
  const sentinel = written === NO_INDEX && end.isLen ? sliced.sentinel : written;

  const startValue = resolveDefinedValue(sema, block, startSrc, start);
  const endValue = resolveDefinedValue(sema, block, endSrc, end.index);
  const ptrValue = resolveValue(sema, newPtr);
  const boundsKnown = startValue !== NO_INDEX && endValue !== NO_INDEX;
  if (boundsKnown) {
    const [from, to] = [intNumber(pool, startValue), intNumber(pool, endValue)];
    if (!byLength && from > to) {
      sema.fail(block, startSrc, `start index ${from} is larger than end index ${to}`);
    }
    if (ptrValue !== NO_INDEX && sentinel !== NO_INDEX) {
      const failBeyond = (container: Index): never => {
        const name = printType(pool, container);
        return sema.fail(block, endSrc, `slice end index ${to} exceeds bounds of containing decl of type '${name}'`);
      };
      checkSentinelValue(sema, block, src, ptrValue, to - from, sentinel, sliced.elemTy, failBeyond);
    }
  }
  const runtimeSrc = endValue === NO_INDEX ? endSrc : startValue === NO_INDEX ? startSrc : ptrSrc;
  const ordered = byLength || boundsKnown || startValue === Val.zeroUsize;
  if (!ordered && wantSafety(sema, block))
    addSafetyCheckCall(sema, block, src, emitLte(sema, block, start, end.index), 'startGreaterThanEnd', [
      start,
      end.index,
    ]);

  const newLen = byLength
    ? coerce(sema, block, Ty.usize, bounds.end!, endSrc)
    : plain(sema, block, src, AirTag.sub, end.index, start);
  const info = ptrInfo(pool, sema.typeOf(newPtr));
  const isAllowzero = info.isAllowzero && info.size !== 'c';
  const lenValue = resolveDefinedValue(sema, block, src, newLen);
  const isLenKnown = lenValue !== NO_INDEX;
  const slicing: Slicing = { block, bounds, sliced, ptr, end: end.index, written, isLenKnown };
  if (isLenKnown) {
    const array = arrayType(pool, intNumber(pool, lenValue), sliced.elemTy, sentinel);
    const resultTy = resultType(sema, info, { child: array, size: 'one', sentinel: NO_INDEX, isAllowzero });
    if (ptrValue !== NO_INDEX) return knownPtr(sema, block, src, ptrValue, resultTy, intNumber(pool, lenValue));
    const result = sema.emit(block, AirTag.bitcast, resultTy, newPtr);
    checkRuntime(sema, slicing);
    checkWritten(sema, slicing, result, newLen);
    return result;
  }
  const resultTy = resultType(sema, info, { child: sliced.elemTy, size: 'slice', sentinel, isAllowzero });
  requireRuntimeBlock(sema, block, src, runtimeSrc);
  checkRuntime(sema, slicing);
  const result = sema.emit(block, AirTag.slice, resultTy, newPtr, newLen);
  checkWritten(sema, slicing, result, newLen);
  return result;
}

function resultType(
  sema: Sema,
  info: PtrInfo,
  shape: Pick<PtrInfo, 'child' | 'size' | 'sentinel' | 'isAllowzero'>,
): Index {
  const { alignment, isConst, isVolatile, addressSpace } = info;
  return ptrType(sema.pool, { ...shape, alignment, isConst, isVolatile, addressSpace });
}

/** The known pointer `ptr` as a pointer to an array of `len` elements. */
function knownPtr(sema: Sema, block: Block, src: Src, ptr: Index, ty: Index, len: number): AirRef {
  const { pool } = sema;
  if (!isUndef(pool, ptr)) return interned(valueWithType(sema, ptr, ty));
  if (len !== 0) return sema.fail(block, src, 'non-zero length slice of undefined pointer');
  return interned(undefValue(pool, ty));
}

/** `a[start..]`, `a[start..end]`, `a[start..end :sentinel]`, `a[start..][0..len]` */
function zirSlice(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const { extra } = frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const tag = frame.tags[inst];
  const byLength = tag === Tag.slice_length;
  const operand = (at: number): AirRef | null =>
    (extra[at] as ZirRef) === REF_NONE ? null : resolveInst(block, extra[at] as ZirRef);
  return analyzeSlice(sema, block, resolveInst(block, extra[payload] as ZirRef), {
    src,
    ptrSrc: sub(src, SrcPart.slice_ptr),
    startSrc: sub(byLength ? extra[payload + 4] : src, SrcPart.slice_start),
    endSrc: sub(src, SrcPart.slice_end),
    sentinelSrc: sub(src, SrcPart.slice_sentinel),
    start: resolveInst(block, extra[payload + 1] as ZirRef),
    end: tag === Tag.slice_start ? null : operand(payload + 2),
    sentinel: tag === Tag.slice_sentinel || byLength ? operand(payload + 3) : null,
    byLength,
  });
}

/** The type that the sentinel of a slice expression is to have, for a pointer to what is sliced. */
function zirSliceSentinelTy(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const src = block.frame.src[inst];
  const ptrTy = sema.typeOf(resolveInst(block, block.frame.a[inst] as ZirRef));
  const sliced = ptrChild(pool, ptrTy);
  const elemTy = (ty: Index): Index => (typeKind(pool, ty) === TypeKind.array ? childType(pool, ty) : ty);
  switch (typeKind(pool, sliced)) {
    case TypeKind.array:
      return interned(childType(pool, sliced));
    case TypeKind.pointer: {
      const child = ptrChild(pool, sliced);
      return interned(ptrInfo(pool, sliced).size === 'one' ? elemTy(child) : child);
    }
    default: {
      return failWithType(sema, block, src, 'slice of non-array type', sliced);
    }
  }
}

/** Emits the checks that the operand is not null, and that it reaches as far as the slice. */
function checkRuntime(sema: Sema, slicing: Slicing): void {
  const pool = sema.pool;
  const { block, bounds, sliced, ptr, end, written } = slicing;
  const { src } = bounds;
  if (!wantSafety(sema, block)) return;
  if (isCPtr(pool, sliced.ty)) {
    const isNonNull = analyzeIsNull(sema, block, bounds.ptrSrc, ptr, true);
    addSafetyCheck(sema, block, src, isNonNull, PanicId.unwrap_null);
  }
  let len: AirRef;
  if (sliced.array !== NO_INDEX) len = interned(intValue(pool, Ty.usize, arrayLenWithSentinel(pool, sliced.array)));
  else if (isSlice(pool, sliced.ty)) {
    len = analyzeSliceLen(sema, block, src, sliced.operand);
    // The sentinel of a slice that is known does not count where the length of its part is not known, as officially.
    const counts = slicing.isLenKnown || resolveValue(sema, sliced.operand) === NO_INDEX;
    if (sliced.sentinel !== NO_INDEX && counts) len = plusOne(sema, block, len, bounds);
  } else return;
  const last = written === NO_INDEX ? end : plusOne(sema, block, end, bounds);
  // To the end of the operand: there is nothing to ask.
  if (last === len) return;
  const lastValue = resolveValue(sema, last);
  const lenValue = resolveValue(sema, len);
  const known = lastValue !== NO_INDEX && lenValue !== NO_INDEX;
  if (known && intNumber(pool, lastValue) <= intNumber(pool, lenValue)) return;
  addSafetyCheckIndexOob(sema, block, src, last, len, AirTag.cmp_lte);
}

/** Emits the check that the sentinel that is written stands behind the `len` elements of `result`. */
function checkWritten(sema: Sema, slicing: Slicing, result: AirRef, len: AirRef): void {
  const { block, bounds, sliced, written } = slicing;
  if (written === NO_INDEX || !wantSafety(sema, block)) return;
  addSafetyCheckSentinelMismatch(sema, block, bounds.src, written, sliced.elemTy, result, len);
}

/** A slice that is made at run time. */
interface Slicing {
  readonly block: Block;
  readonly bounds: Bounds;
  readonly sliced: Sliced;
  /** The pointer to the first element of the operand. */
  readonly ptr: AirRef;
  readonly end: AirRef;
  /** The sentinel that is written; NO_INDEX for none. */
  readonly written: Index;
  /** Whether the length of the result is. */
  readonly isLenKnown: boolean;
}

function emitLte(sema: Sema, block: Block, a: AirRef, b: AirRef): AirRef {
  return sema.emit(block, AirTag.cmp_lte, Ty.bool, a, b);
}

/** Emits the check that the element `index` behind `ptr` (a slice, many pointer or array pointer) is `sentinel`. */
function addSafetyCheckSentinelMismatch(
  sema: Sema,
  parent: Block,
  src: Src,
  sentinel: Index,
  sentinelTy: Index,
  ptr: AirRef,
  index: AirRef,
): void {
  const pool = sema.pool;
  const ptrTy = sema.typeOf(ptr);
  let actual: AirRef;
  if (isSlice(pool, ptrTy)) {
    actual = sema.emit(parent, AirTag.slice_elem_val, sentinelTy, ptr, index);
  } else {
    const elemPtrTy = ptrTypeWith(pool, ptrTy, { child: sentinelTy, size: 'one', alignment: 0 });
    const elemPtr = sema.emit(parent, AirTag.ptr_elem_ptr, elemPtrTy, ptr, index);
    actual = sema.emit(parent, AirTag.load, sentinelTy, elemPtr);
  }
  const expected = sentinel as number as AirRef;
  const ok = allTrue(sema, parent, emitCompare(sema, parent, AirTag.cmp_eq, expected, actual));
  addSafetyCheckCall(sema, parent, src, ok, 'sentinelMismatch', [expected, actual]);
}

export const sliceHandlers: Handlers = {
  [Tag.slice_sentinel_ty]: zirSliceSentinelTy,
  [Tag.slice_start]: zirSlice,
  [Tag.slice_end]: zirSlice,
  [Tag.slice_sentinel]: zirSlice,
  [Tag.slice_length]: zirSlice,
};
