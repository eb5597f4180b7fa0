import type { Index } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import type { Sema } from '../core/sema.ts';
import { resolveEnum } from './resolve-enum.ts';
import { resolveStruct } from './resolve-struct.ts';
import { resolveUnion } from './resolve-union.ts';

/**
 * Works out all that there is to know about the struct, union or enum type `ty` but the default values of its fields: names, types and tag
 * values of fields, size, alignment and offsets, after the layouts of all types in it by value. Returns whether anything is not as it was.
 */
export function resolveTypeLayout(sema: Sema, ty: Index): boolean {
  switch (sema.pool.tag(ty)) {
    case ItemTag.type_struct:
      return resolveStruct(sema, ty);
    case ItemTag.type_union:
      return resolveUnion(sema, ty);
    case ItemTag.type_enum:
      return resolveEnum(sema, ty);
    default:
      return false;
  }
}
