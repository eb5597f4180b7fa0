import type { Index } from '../../intern/ids.ts';
import { ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { ptrToValue } from '../../intern/ptr-values.ts';
import { typeOf } from '../../intern/values.ts';

/** A constant pointer to `value`, which has no declaration. `alignment` in bytes; 0 is the natural one. */
export function constantPtr(pool: InternPool, value: Index, alignment = 0): Index {
  const ty = ptrType(pool, { child: typeOf(pool, value), isConst: true, alignment });
  return ptrToValue(pool, ty, value, ty);
}
