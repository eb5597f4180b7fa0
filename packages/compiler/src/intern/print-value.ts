import { type Index, InternalFault } from './ids.ts';
import type { InternPool } from './pool.ts';

/** The value as messages show it: `42`, `.{ 1, 2 }`, `"abc"`, `.foo`, `null`, `undefined` ... `depth` bounds the nesting shown. */
export function printValue(pool: InternPool, value: Index, depth = 3): string {
  throw new InternalFault(`unwritten ${pool.tag(value)} ${depth}`);
}
