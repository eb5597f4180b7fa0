import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { AddressSpace, isPtr, type PtrInfo, ptrAlign, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { arrayLen, arrayType, childType, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { type InMemoryResult, type Mismatch, mismatch, OK } from './mismatch.ts';
import { valueWithType } from './value-cast.ts';

/** The pointer type that `ty` is, or is an optional of and looks like in memory; NO_INDEX for slices and all others. */
export function ptrOrOptionalPtr(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  if (pool.tag(ty) === ItemTag.type_pointer) return ptrInfo(pool, ty).size === 'slice' ? NO_INDEX : ty;
  if (pool.tag(ty) !== ItemTag.type_optional) return NO_INDEX;
  const child = childType(pool, ty);
  if (pool.tag(child) !== ItemTag.type_pointer) return NO_INDEX;
  const info = ptrInfo(pool, child);
  return info.size === 'slice' || info.isAllowzero ? NO_INDEX : child;
}

/** The mismatch of pointers to bits at other places, if they are. */
export function bitsMismatch(actual: PtrInfo, wanted: PtrInfo): InMemoryResult {
  const lines: string[] = [];
  if (actual.hostSize !== wanted.hostSize)
    lines.push(`pointer host size '${actual.hostSize}' cannot cast into pointer host size '${wanted.hostSize}'`);
  if (actual.bitOffset !== wanted.bitOffset)
    lines.push(`pointer bit offset '${actual.bitOffset}' cannot cast into pointer bit offset '${wanted.bitOffset}'`);
  return lines.length === 0 ? OK : mismatch(() => lines);
}

/** The type `actual` of what a pointer points to; without its sentinel, if it is an array, where `wanted` is one that has none. */
export function pointeeAs(sema: Sema, actual: Index, wanted: Index): Index {
  const pool = sema.pool;
  if (pool.tag(actual) !== ItemTag.type_array || pool.tag(wanted) !== ItemTag.type_array) return actual;
  if (sentinelOf(pool, wanted) !== NO_INDEX || sentinelOf(pool, actual) === NO_INDEX) return actual;
  return arrayType(pool, arrayLen(pool, actual), childType(pool, actual));
}

/** The mismatch of pointer types of which one is `const` or `volatile` where the other may not be, if one is. */
export function qualifiersMismatch(
  sema: Sema,
  actual: Index,
  wanted: Index,
  isConst: boolean,
  isVolatile: boolean,
): InMemoryResult {
  if (!isConst && !isVolatile) return OK;
  const pool = sema.pool;
  const name = isConst ? 'const' : 'volatile';
  const has = pool.tag(actual) === ItemTag.type_pointer && ptrInfo(pool, actual)[isConst ? 'isConst' : 'isVolatile'];
  return mismatch(() => [
    has
      ? `cast discards ${name} qualifier`
      : `mutable '${printType(pool, wanted)}' would allow illegal ${name} pointers stored to type '${printType(pool, actual)}'`,
  ]);
}

/** The mismatch of two address spaces. */
export function addressSpaceMismatch(actual: AddressSpace, wanted: AddressSpace): Mismatch {
  return mismatch(() => [
    `address space '${AddressSpace[actual]}' cannot cast into address space '${AddressSpace[wanted]}'`,
  ]);
}

/** The mismatch of the sentinels of two pointer types; NO_INDEX: the source has none. */
export function ptrSentinelMismatch(sema: Sema, actual: Index, wanted: Index): Mismatch {
  const pool = sema.pool;
  return mismatch(() => [
    actual === NO_INDEX
      ? `destination pointer requires '${printValue(pool, wanted)}' sentinel`
      : `pointer sentinel '${printValue(pool, actual)}' cannot cast into pointer sentinel '${wanted === NO_INDEX ? 'unreachable' : printValue(pool, wanted)}'`,
  ]);
}

/** Whether a source with sentinel `actual` can be taken as a destination with sentinel `wanted` (NO_INDEX: none). */
export function sentinelKept(sema: Sema, wanted: Index, actual: Index, elemTy: Index): boolean {
  if (wanted === NO_INDEX || wanted === actual) return true;
  return actual !== NO_INDEX && valueWithType(sema, actual, elemTy) === wanted;
}

/** The mismatch of alignments where a pointer of type `srcPtr` is aligned less than `destPtr` says. */
export function alignmentMismatch(sema: Sema, block: Block, at: Src, destPtr: Index, srcPtr: Index): InMemoryResult {
  const wanted = resolvedPtrAlign(sema, block, at, destPtr);
  const actual = resolvedPtrAlign(sema, block, at, srcPtr);
  if (wanted <= actual) return OK;
  return mismatch(() => [`pointer alignment '${actual}' cannot cast into pointer alignment '${wanted}'`]);
}

/** The alignment in bytes of what the pointer type `ptrTy` points to. Works out the layout of the child if it must. */
export function resolvedPtrAlign(sema: Sema, block: Block, at: Src, ptrTy: Index): number {
  const info = ptrInfo(sema.pool, ptrTy);
  if (info.alignment !== 0) return info.alignment;
  switch (typeKind(sema.pool, info.child)) {
    case TypeKind.opaque:
    case TypeKind.noreturn:
      return 1;
    default:
      resolveLayout(sema, block, at, info.child, 'alignment check');
      return ptrAlign(sema.pool, ptrTy);
  }
}

/** Whether address 0 is a value of the pointer or optional pointer type `ty`. */
export function allowsZero(sema: Sema, ty: Index): boolean {
  return sema.pool.tag(ty) === ItemTag.type_optional || ptrInfo(sema.pool, ty).isAllowzero;
}

/** The pointer type that `ty` is, or is an optional of. */
export function ptrOf(sema: Sema, ty: Index): Index {
  return isPtr(sema.pool, ty) ? ty : childType(sema.pool, ty);
}
