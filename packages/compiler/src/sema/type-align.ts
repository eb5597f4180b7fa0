import { hasRuntimeBits, isUninhabited } from '../intern/classify.ts';
import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldExplicitAlign, fieldIsComptime, fieldsLen, fieldType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign, unionTagType } from '../intern/layout.ts';
import { childType, errorUnionPayload } from '../intern/types.ts';
import type { Block } from './block.ts';
import { typeRequiresComptime } from './classify-types.ts';
import { requireFields, resolveFields, resolveLayout } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { failSelfDependence } from './type-loops.ts';
import { typeSrc } from './type-notes.ts';
import type { Zcu } from './zcu.ts';

/** Of pointers, in bytes. */
const POINTER_ALIGN = 4;
/** Of error codes, in bytes. */
const ERROR_ALIGN = 2;

/** Types whose alignment was asked for while their fields were being worked out. */
const assumed = new WeakMap<Zcu, Set<Index>>();

/**
 * The natural alignment of `ty` in bytes: what `abiAlign` gives once layouts are known, for which less has to be known than for
 * them. A struct or union whose own fields ask for it, as the nodes of lists do, is taken to be aligned as pointers are;
 * `checkAssumedAlign` sees to it that it turns out to be.
 */
export function abiAlignOf(sema: Sema, block: Block, src: Src, ty: Index): number {
  return alignOf(sema, block, src, ty, []);
}

function alignOf(sema: Sema, block: Block, src: Src, ty: Index, around: Index[]): number {
  const { pool } = sema;
  switch (pool.tag(ty)) {
    case ItemTag.type_array:
    case ItemTag.type_optional:
      return alignOf(sema, block, src, childType(pool, ty), around);
    case ItemTag.type_error_union:
      return Math.max(ERROR_ALIGN, alignOf(sema, block, src, errorUnionPayload(pool, ty), around));
    case ItemTag.type_enum:
      requireFields(sema, block, src, ty);
      return abiAlign(pool, ty);
    case ItemTag.type_tuple:
    case ItemTag.type_struct:
    case ItemTag.type_union:
      return aggregateAlign(sema, block, src, ty, around);
    default:
      return abiAlign(pool, ty);
  }
}

function aggregateAlign(sema: Sema, block: Block, src: Src, ty: Index, around: Index[]): number {
  const { pool, zcu } = sema;
  const isUnion = pool.tag(ty) === ItemTag.type_union;
  if (!resolveFields(sema, block, src, ty)) {
    assumed.set(zcu, (assumed.get(zcu) ?? new Set()).add(ty));
    return POINTER_ALIGN;
  }
  if (containerLayout(pool, ty) === Layout.packed) {
    resolveLayout(sema, block, src, ty);
    return abiAlign(pool, ty);
  }
  if (around.includes(ty)) return failSelfDependence(sema, ty);
  around.push(ty);
  let alignment = 1;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const field = fieldType(pool, ty, i);
    if (isUnion ? isUninhabited(field) : fieldIsComptime(pool, ty, i)) continue;
    if (!isUnion && pool.tag(ty) === ItemTag.type_struct && typeRequiresComptime(sema, block, src, field)) continue;
    const explicit = fieldExplicitAlign(pool, ty, i);
    alignment = Math.max(alignment, explicit !== 0 ? explicit : alignOf(sema, block, src, field, around));
  }
  around.pop();
  const tag = isUnion ? unionTagType(pool, ty) : NO_INDEX;
  if (tag !== NO_INDEX) {
    requireFields(sema, block, src, tag);
    if (hasRuntimeBits(pool, tag)) alignment = Math.max(alignment, abiAlign(pool, tag));
  }
  return alignment;
}

/** Fails if the struct or union type `ty`, whose layout is known, is not aligned as its own fields took it to be. */
export function checkAssumedAlign(sema: Sema, ty: Index): void {
  if (assumed.get(sema.zcu)?.has(ty) !== true || abiAlign(sema.pool, ty) === POINTER_ALIGN) return;
  const kind = sema.pool.tag(ty) === ItemTag.type_struct ? 'struct' : 'union';
  const { chunk, src } = typeSrc(sema, ty);
  sema.failAt(chunk, src, `${kind} layout depends on it being pointer aligned`);
}

/** Forgets what was assumed of `ty`: its fields are worked out anew. */
export function forgetAssumedAlign(sema: Sema, ty: Index): void {
  assumed.get(sema.zcu)?.delete(ty);
}
