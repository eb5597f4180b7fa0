import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { isSlice, ptrChild, ptrInfo, ptrType, ptrTypeWith } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayType, childType, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { intNumber } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { coerce } from '../coercion/coerce.ts';
import { castCompatiblePtr } from '../coercion/coerce-pointer.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { isNullValue } from '../errors/optionals.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { analyzeSlicePtr } from '../memory/slices.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveConstDefinedValue, resolveDefinedValue } from '../values/operands.ts';

/** The operands of a slice expression, and where they stand. */
export interface Bounds {
  readonly src: number;
  readonly ptrSrc: Src;
  readonly startSrc: Src;
  readonly endSrc: Src;
  readonly sentinelSrc: Src;
  readonly start: AirRef;
  /** The end, or with `byLength` the length; null for a slice to the end. */
  readonly end: AirRef | null;
  readonly sentinel: AirRef | null;
  /** Whether it is `a[start..][0..len]`. */
  readonly byLength: boolean;
}

/** What a slice expression takes a part of. */
export interface Sliced {
  /** The pointer to an array, many pointer, C pointer or slice. */
  readonly operand: AirRef;
  /** Its type. For a single item a pointer to an array of it. */
  readonly ty: Index;
  /** The array; NO_INDEX where the operand does not point to one. */
  readonly array: Index;
  readonly elemTy: Index;
  /** The sentinel that it ends with; NO_INDEX for none. */
  readonly sentinel: Index;
}

const SINGLE_ITEM_BOUNDS = 'slice of single-item pointer must have bounds [0..0], [0..1], or [1..1]';

/** Looks through `ptrPtr`, a pointer to what is sliced. */
export function slicedOf(sema: Sema, block: Block, ptrPtr: AirRef, bounds: Bounds): Sliced {
  const pool = sema.pool;
  const { src, ptrSrc } = bounds;
  const ptrPtrTy = sema.typeOf(ptrPtr);
  if (typeKind(pool, ptrPtrTy) !== TypeKind.pointer) {
    return sema.fail(block, ptrSrc, `expected pointer, found '${printType(pool, ptrPtrTy)}'`);
  }
  const child = ptrChild(pool, ptrPtrTy);
  const kind = typeKind(pool, child);
  if (kind === TypeKind.array) return arrayBehind(sema, ptrPtr, ptrPtrTy, child);
  if (kind !== TypeKind.pointer) {
    return failWithType(sema, block, src, 'slice of non-array type', child);
  }
  const info = ptrInfo(pool, child);
  const isOfArray = typeKind(pool, info.child) === TypeKind.array;
  if (info.size === 'one' && !isOfArray && bounds.sentinel !== null)
    sema.fail(block, bounds.sentinelSrc, 'slice of single-item pointer cannot have sentinel');
  const operand = analyzeLoad(sema, block, src, ptrPtr, ptrSrc);
  if (info.size !== 'one') {
    if (info.size === 'c') {
      const value = resolveDefinedValue(sema, block, ptrSrc, operand);
      if (value !== NO_INDEX && isNullValue(sema, value)) sema.fail(block, src, 'slice of null pointer');
    }
    return { operand, ty: child, array: NO_INDEX, elemTy: info.child, sentinel: info.sentinel };
  }
  if (isOfArray) return arrayBehind(sema, operand, child, info.child);
  checkSingleItem(sema, block, bounds);
  const array = arrayType(pool, 1, info.child);
  const alignment = info.alignment;
  const { isConst, isAllowzero, isVolatile, addressSpace } = info;
  const ty = ptrType(pool, { child: array, alignment, isConst, isAllowzero, isVolatile, addressSpace });
  return { operand, ty, array, elemTy: info.child, sentinel: NO_INDEX };
}

function arrayBehind(sema: Sema, operand: AirRef, ty: Index, array: Index): Sliced {
  const { pool } = sema;
  return { operand, ty, array, elemTy: childType(pool, array), sentinel: sentinelOf(pool, array) };
}

/** Fails unless the bounds are such that a single item can have them. */
function checkSingleItem(sema: Sema, block: Block, bounds: Bounds): void {
  const pool = sema.pool;
  if (bounds.end === null) return sema.fail(block, bounds.src, 'slice of single-item pointer must be bounded');
  const number = (bound: AirRef, src: Src): number => {
    const coerced = coerce(sema, block, Ty.usize, bound, src);
    const reason = 'slice of single-item pointer must have comptime-known bounds';
    return intNumber(pool, resolveConstDefinedValue(sema, block, src, coerced, reason));
  };
  const start = number(bounds.start, bounds.startSrc);
  const end = number(bounds.end, bounds.endSrc);
  const failBound = (src: Src, wanted: number, found: number): never =>
    sema.fail(block, src, SINGLE_ITEM_BOUNDS, [
      { chunk: block.frame.chunk, src, message: `expected '${wanted}', found '${found}'` },
    ]);
  if (start !== end) {
    if (start !== 0) failBound(bounds.startSrc, 0, start);
    if (end !== 1) failBound(bounds.endSrc, 1, end);
  } else if (end > 1) {
    sema.fail(block, bounds.endSrc, `end index ${end} out of bounds for slice of single-item pointer`);
  }
}

/** A many pointer (or C pointer) to the first of the elements. */
export function elementsPtr(sema: Sema, block: Block, sliced: Sliced, ptrSrc: Src): AirRef {
  const pool = sema.pool;
  if (isSlice(pool, sliced.ty)) return analyzeSlicePtr(sema, block, ptrSrc, sliced.operand, sliced.ty);
  if (sliced.array === NO_INDEX) return sliced.operand;
  const many = ptrTypeWith(pool, sliced.ty, { child: sliced.elemTy, size: 'many', sentinel: NO_INDEX });
  return castCompatiblePtr(sema, block, many, sliced.operand, ptrSrc);
}
