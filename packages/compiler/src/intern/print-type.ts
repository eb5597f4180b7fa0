import { type Index, InternalFault } from './ids.ts';
import type { InternPool } from './pool.ts';

/** The type as messages and `@typeName` show it: `[]const u8`, `fn (u32) error{A}!void`, `main.List(u32)` ... */
export function printType(pool: InternPool, ty: Index): string {
  throw new InternalFault(`unwritten ${pool.tag(ty)}`);
}
