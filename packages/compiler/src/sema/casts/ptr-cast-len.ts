import { type AirRef, AirTag, interned } from '../../air/air.ts';
import { comptimeOnly } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { abiSize } from '../../intern/layout.ts';
import type { PtrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayLen, arrayLenWithSentinel, childType } from '../../intern/types.ts';
import { intNumber, intValue, isUndef, optPayload, sliceLen } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import { addSafetyCheckCall, wantSafety } from '../core/safety.ts';
import type { Sema } from '../core/sema.ts';
import { resolveValue } from '../values/operands.ts';

/** How messages call pointers of each size. */
export const SIZE_NAMES = { one: 'single pointer', many: 'many pointer', slice: 'slice', c: 'C pointer' } as const;

/** A pointer cast under way. */
export interface Cast {
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

/** Whether what `info` tells of points to one array. */
export function isArrayPtr(sema: Sema, info: PtrInfo): boolean {
  return info.size === 'slice' || (info.size === 'one' && sema.pool.tag(info.child) === ItemTag.type_array);
}

/** Sizes of elements, of which a slice has as many as its bytes are enough for. */
export interface Resized {
  readonly fromSize: number;
  readonly destSize: number;
}

/**
 * The length that the slice has which a pointer is cast to: a `usize`. Of a slice that is known at run time only: `same` where it has as
 * many elements, or else their sizes. Fails where there is no such length.
 */
export function sliceLenOf(cast: Cast): AirRef | 'same' | Resized {
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
export function emitSliceLen(cast: Cast, { fromSize, destSize }: Resized): AirRef {
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
