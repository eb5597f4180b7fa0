import { classOf, onlyPossibleValue } from '../../intern/classify.ts';
import { TypeClass } from '../../intern/container-table.ts';
import { funcTypeInfo } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import type { Src } from '../../query/src.ts';
import type { LayoutReason } from '../../query/unit-in-progress.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';

/** How many values `ty` has and when they can exist. Its layout is made known, for `reason`. */
export function typeClass(sema: Sema, block: Block, src: Src, ty: Index, reason: LayoutReason): TypeClass {
  resolveLayout(sema, block, src, ty, reason);
  return classOf(sema.pool, ty);
}

/** Whether values of the type can exist at compile time only. */
export function typeRequiresComptime(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'field usage',
): boolean {
  return typeClass(sema, block, src, ty, reason) === TypeClass.comptime;
}

/** Whether functions of type `ty` are generic: something that they take or give is not known yet, or exists at compile time only. */
export function isGenericFunction(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  const { isGeneric, params, returnType } = funcTypeInfo(sema.pool, ty);
  return isGeneric || [returnType, ...params].some((part) => typeRequiresComptime(sema, block, src, part));
}

/** The only value that `ty` has; NO_INDEX if it has several or none. */
export function onePossibleValue(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'field usage',
): Index {
  resolveLayout(sema, block, src, ty, reason);
  return onlyPossibleValue(sema.pool, ty);
}

/** Whether values of the type take up memory at run time. */
export function typeHasRuntimeBits(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'field usage',
): boolean {
  return typeClass(sema, block, src, ty, reason) === TypeClass.runtime;
}
