import type { AirRef } from '../../air/air.ts';
import type { Index, StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { arrayType } from '../../intern/types.ts';
import { aggregateBytes } from '../../intern/values.ts';
import { constantPtr } from '../core/constants.ts';
import type { Sema } from '../core/sema.ts';

/** The array `[len:0]u8` with the bytes of `text`. */
export function stringArray(sema: Sema, text: StringIndex): Index {
  const { pool } = sema;
  return aggregateBytes(pool, arrayType(pool, pool.stringLen(text), Ty.u8, Val.zeroU8), text);
}

/** What a string literal with these bytes is: a `*const [len:0]u8`. */
export function stringLiteral(sema: Sema, text: StringIndex | Uint8Array): AirRef {
  const string = typeof text === 'number' ? text : sema.pool.stringOfBytes(text);
  return constantPtr(sema.pool, stringArray(sema, string)) as number as AirRef;
}
