import type { DeclIndex, Index, StringIndex } from './ids.ts';
import { InternalFault } from './ids.ts';
import type { InternPool } from './pool.ts';

function unwritten(..._operands: unknown[]): never {
  throw new InternalFault('not supported yet: this query');
}

/** What writing a value cannot know: numbers that are given out at the end of a build, and where pointers go. */
export interface MemoryHost {
  /** The code of the error, 1 or more. */
  errorCode(name: StringIndex): number;
  /**
   * Called for a pointer in the value: 4 bytes at `at` are to hold the address of `base` (see `PtrValueInfo`: a declaration, or
   * a constant without one) plus `addend`. The bytes are left zero.
   */
  pointerToDecl(at: number, decl: DeclIndex, addend: number): void;
  pointerToValue(at: number, value: Index, pointerType: Index, addend: number): void;
}

/** What a value cannot be written or read for. */
export type MemoryResult = 'ok' | 'has pointer' | 'no layout' | 'undefined';

/**
 * Writes `value` at `at` in `bytes`, which must have room for its `abiSize`, as it is in the target's memory; undefined parts
 * and padding become `undefByte`.
 */
export function writeValue(
  pool: InternPool,
  value: Index,
  bytes: Uint8Array,
  at: number,
  host: MemoryHost,
  undefByte = 0xaa,
): void {
  return unwritten(pool, value, bytes, at, host, undefByte);
}

/**
 * The value as an integer of its `bitSize` bits, as `@bitCast` sees it, or undefined where it has undefined parts or pointers
 * without a known address. For types that `@bitCast` takes: integers, floats, bools, packed containers, vectors, arrays,
 * extern structs.
 */
export function valueToBits(pool: InternPool, value: Index): bigint | undefined {
  return unwritten(pool, value);
}

/** The value of type `ty` whose `bitSize` bits are `bits`, the inverse of `valueToBits`; NO_INDEX if there is none. */
export function valueFromBits(pool: InternPool, ty: Index, bits: bigint): Index {
  return unwritten(pool, ty, bits);
}

/** The value of type `ty` at `at` in `bytes`, as it is in the target's memory; NO_INDEX if it cannot be read (pointers, errors). */
export function readValue(pool: InternPool, ty: Index, bytes: Uint8Array, at: number): Index {
  return unwritten(pool, ty, bytes, at);
}
