import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { printType } from '../intern/print-type.ts';
import type { Sema } from './sema.ts';
import { typeSrc } from './type-notes.ts';

/** Fails: fields or layout of the container type `ty` are asked for while they are being worked out. */
export function failSelfDependence(sema: Sema, ty: Index): never {
  const kind =
    sema.pool.tag(ty) === ItemTag.type_union ? 'union' : sema.pool.tag(ty) === ItemTag.type_enum ? 'enum' : 'struct';
  const { chunk, src } = typeSrc(sema, ty);
  return sema.failAt(chunk, src, `${kind} '${printType(sema.pool, ty)}' depends on itself`);
}
