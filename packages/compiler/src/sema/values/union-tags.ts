import { enumFieldByValue, fieldIndex, fieldName, fieldValue, tagType } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { enumTag, enumTagInt } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';

/** The enum value that says that field `index` of the union type `ty` is the active one. */
export function unionFieldTag(sema: Sema, block: Block, src: Src, ty: Index, index: number): Index {
  const pool = sema.pool;
  const tagTy = tagType(pool, ty);
  resolveLayout(sema, block, src, tagTy, 'field usage');
  const tagIndex = fieldIndex(pool, tagTy, fieldName(pool, ty, index));
  return enumTag(pool, tagTy, fieldValue(pool, tagTy, tagIndex));
}

/** The number of the field of the union type `ty` that is active where its tag is the enum value `tag`. */
export function unionFieldOfTag(sema: Sema, ty: Index, tag: Index): number {
  const pool = sema.pool;
  const tagTy = tagType(pool, ty);
  const tagIndex = enumFieldByValue(pool, tagTy, enumTagInt(pool, tag));
  return fieldIndex(pool, ty, fieldName(pool, tagTy, tagIndex));
}
