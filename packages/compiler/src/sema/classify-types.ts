import { classOf, comptimeOnly, hasRuntimeBits, onlyPossibleValue } from '../intern/classify.ts';
import { TypeClass } from '../intern/container-table.ts';
import { fieldIsComptime, fieldsLen, fieldType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { childType } from '../intern/types.ts';
import type { Block } from './block.ts';
import type { LayoutReason } from './dependency-loops.ts';
import { resolveDefaults, resolveLayout } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

/** Whether values of the type can exist at compile time only. Works out its layout, for `reason`. */
export function typeRequiresComptime(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'pointer access',
): boolean {
  resolveLayout(sema, block, src, ty, reason);
  return comptimeOnly(sema.pool, ty);
}

/** The only value that `ty` has; NO_INDEX if it has several or none. Works out its layout, for `reason`. */
export function onePossibleValue(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'pointer access',
): Index {
  const pool = sema.pool;
  switch (pool.tag(ty)) {
    case ItemTag.type_pointer:
    case ItemTag.type_func:
      return NO_INDEX;
    default:
      resolveLayout(sema, block, src, ty, reason);
      if (classOf(pool, ty) === TypeClass.oneValue) resolveComptimeFields(sema, block, src, ty);
      return onlyPossibleValue(pool, ty);
  }
}

/** Works out the values of the comptime fields that are in the only value of `ty`. */
function resolveComptimeFields(sema: Sema, block: Block, src: Src, ty: Index): void {
  const pool = sema.pool;
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
    case ItemTag.type_vector:
      return resolveComptimeFields(sema, block, src, childType(pool, ty));
    case ItemTag.type_struct:
    case ItemTag.type_tuple:
    case ItemTag.type_union: {
      const len = fieldsLen(pool, ty);
      for (let i = 0; i < len; i++) {
        if (pool.tag(ty) !== ItemTag.type_union && fieldIsComptime(pool, ty, i)) resolveDefaults(sema, block, src, ty);
        else resolveComptimeFields(sema, block, src, fieldType(pool, ty, i));
      }
    }
  }
}

/** Whether values of the type take up memory at run time. Works out its layout, for `reason`. */
export function typeHasRuntimeBits(
  sema: Sema,
  block: Block,
  src: Src,
  ty: Index,
  reason: LayoutReason = 'pointer access',
): boolean {
  resolveLayout(sema, block, src, ty, reason);
  return hasRuntimeBits(sema.pool, ty);
}
