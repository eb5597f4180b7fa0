import { type AirRef, interned } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { errorSetType } from '../../intern/types.ts';
import { errName, errValue } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** The name of the error that a comptime-known error or error union is; NO_INDEX for a payload. */
export function errorNameOf(sema: Sema, value: Index): StringIndex | typeof NO_INDEX {
  switch (sema.pool.tag(value)) {
    case ItemTag.err:
    case ItemTag.error_union_error:
      return errName(sema.pool, value);
    default:
      return NO_INDEX;
  }
}

/** Fails: an error that cannot be handled was met at compile time. */
export function failWithCaughtError(sema: Sema, block: Block, src: Src, name: StringIndex): never {
  const notes = sema.errorTrace.map((place) => ({ ...place, message: 'error returned here' }));
  return sema.fail(block, src, `caught unexpected error '${sema.pool.text(name)}'`, notes);
}

/** The value `error.name` of type `error{name}`. */
export function singleError(sema: Sema, name: StringIndex): AirRef {
  return interned(errValue(sema.pool, errorSetType(sema.pool, [name]), name));
}
