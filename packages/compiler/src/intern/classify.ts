import { type Index, InternalFault } from './ids.ts';
import type { InternPool } from './pool.ts';

function unwritten(..._operands: unknown[]): never {
  throw new InternalFault('not supported yet: this query');
}

/** Whether values of the type have bits at run time: size is not zero and it is not comptime-only. Fields must be known. */
export function hasRuntimeBits(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}

/** Whether the type can exist at comptime only: `type`, `comptime_int`, a function body, a struct with such a field. Fields must be known. */
export function comptimeOnly(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}

/** The only value that the type has (`void`, `u0`, `struct {}` ...); NO_INDEX if it has more, or none. Fields must be known. */
export function onlyPossibleValue(pool: InternPool, ty: Index): Index {
  return unwritten(pool, ty);
}

/** Whether the type is an optional pointer whose null is address 0, or a C pointer. */
export function isPtrLikeOptional(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}

/** Whether an optional type is represented by its payload alone: pointers, and optional error sets (`null` is code 0). */
export function optionalReprIsPayload(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}

/** Whether the type has no values: `noreturn`, an empty enum or error set, a struct with such a field. Fields must be known. */
export function isUninhabited(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}
