import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign } from '../intern/layout.ts';
import { childType } from '../intern/types.ts';
import type { Block } from './block.ts';
import { resolveFields, resolveLayout } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { typeSrc } from './type-notes.ts';
import type { Zcu } from './zcu.ts';

/** Of pointers, in bytes. */
const POINTER_ALIGN = 4;

/** Types whose alignment was asked for while their fields were being worked out. */
const assumed = new WeakMap<Zcu, Set<Index>>();

/**
 * The natural alignment of `ty` in bytes. A struct or union whose own fields ask for it, as the nodes of lists do, is taken to be
 * aligned as pointers are; `checkAssumedAlign` sees to it that it turns out to be.
 */
export function abiAlignOf(sema: Sema, block: Block, src: Src, ty: Index): number {
  const { pool, zcu } = sema;
  let base = ty;
  while (pool.tag(base) === ItemTag.type_array) base = childType(pool, base);
  const isAggregate = pool.tag(base) === ItemTag.type_struct || pool.tag(base) === ItemTag.type_union;
  if (isAggregate && !resolveFields(sema, block, src, base)) {
    const types = assumed.get(zcu) ?? new Set();
    assumed.set(zcu, types.add(base));
    return POINTER_ALIGN;
  }
  resolveLayout(sema, block, src, ty);
  return abiAlign(pool, ty);
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
