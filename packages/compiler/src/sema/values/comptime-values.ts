import { fieldIndex, fieldsLen } from '../../intern/containers.ts';
import { type Index, InternalFault, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty, Val } from '../../intern/known.ts';
import { ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { ptrToValue } from '../../intern/ptr-values.ts';
import { arrayType, optionalType } from '../../intern/types.ts';
import {
  aggregate,
  aggregateBytes,
  aggregateElem,
  aggregateElems,
  intValue,
  optNull,
  optPayload,
  optSome,
  sliceLen,
  slicePtr,
  sliceValue,
  typeOf,
  unionPayload,
} from '../../intern/values.ts';
import type { Sema } from '../core/sema.ts';

/*
 * Values that the compiler itself makes of library types: for `@typeInfo`, and what `@Type` takes apart again.
 */

/** `[]const elem` with the elements `values`. */
export function constSlice(sema: Pick<Sema, 'pool'>, elem: Index, values: readonly Index[]): Index {
  const pool = sema.pool;
  return sliceOfArray(
    sema,
    aggregate(pool, arrayType(pool, values.length, elem), values),
    elem,
    values.length,
    NO_INDEX,
  );
}

/** `[:0]const u8` with the bytes of `text`. */
export function constString(sema: Pick<Sema, 'pool'>, text: StringIndex): Index {
  const pool = sema.pool;
  const len = pool.stringLen(text);
  const array = aggregateBytes(pool, arrayType(pool, len, Ty.u8, Val.zeroU8), text);
  return sliceOfArray(sema, array, Ty.u8, len, Val.zeroU8);
}

function sliceOfArray(sema: Pick<Sema, 'pool'>, array: Index, child: Index, len: number, sentinel: Index): Index {
  const pool = sema.pool;
  const many = ptrType(pool, { child, size: 'many', isConst: true, sentinel });
  const slice = ptrType(pool, { child, size: 'slice', isConst: true, sentinel });
  const original = ptrType(pool, { child: typeOf(pool, array), isConst: true });
  return sliceValue(pool, slice, ptrToValue(pool, many, array, original), intValue(pool, Ty.usize, len));
}

/** `?*const anyopaque`: a pointer to `value`, or null for NO_INDEX. */
export function optionalRef(sema: Sema, value: Index): Index {
  const pool = sema.pool;
  const ty = optionalType(pool, Ty.constPtrAnyopaque);
  if (value === NO_INDEX) return optNull(pool, ty);
  const original = ptrType(pool, { child: typeOf(pool, value), isConst: true });
  return optSome(pool, ty, ptrToValue(pool, Ty.constPtrAnyopaque, value, original));
}

/** `?type`: `value`, or null for NO_INDEX. */
export function optionalTypeValue(sema: Sema, value: Index): Index {
  const ty = optionalType(sema.pool, Ty.type);
  return value === NO_INDEX ? optNull(sema.pool, ty) : optSome(sema.pool, ty, value);
}

/** Value of the field called `name` of the struct value `value` of a type of the library. */
export function structField(sema: Sema, value: Index, name: string): Index {
  const pool = sema.pool;
  const ty = typeOf(pool, value);
  const index = fieldIndex(pool, ty, pool.string(name));
  if (index < 0 || index >= fieldsLen(pool, ty)) throw new InternalFault(`a library type has no field '${name}'`);
  return aggregateElem(pool, value, index);
}

/** Whether `value` or a part of it, not counting what it points to, is `undefined`. */
export function containsUndef(pool: InternPool, value: Index): boolean {
  switch (pool.tag(value)) {
    case ItemTag.undef:
      return true;
    case ItemTag.aggregate_elems:
      return aggregateElems(pool, value).some((elem) => containsUndef(pool, elem));
    case ItemTag.slice:
      return containsUndef(pool, slicePtr(pool, value)) || containsUndef(pool, sliceLen(pool, value));
    case ItemTag.opt_some:
      return containsUndef(pool, optPayload(pool, value));
    case ItemTag.union_value:
      return containsUndef(pool, unionPayload(pool, value));
    default:
      return false;
  }
}
