import { type Index, InternalFault } from './ids.ts';
import type { InternPool } from './pool.ts';

function unwritten(..._operands: unknown[]): never {
  throw new InternalFault('not supported yet: this query');
}

/** Whether size and alignment of the type can be asked for: every container in it by value has its layout. */
export function layoutIsResolved(pool: InternPool, ty: Index): boolean {
  return unwritten(pool, ty);
}

/** Size in bytes, a multiple of the alignment; 0 for comptime-only types. Throws InternalFault where a layout is not known. */
export function abiSize(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}

/** Natural alignment in bytes, at least 1. Throws InternalFault where a layout is not known. */
export function abiAlign(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}

/** `@bitSizeOf`. Throws InternalFault where a layout is not known. */
export function bitSize(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}

/**
 * Computes offsets, size and alignment of a struct or union whose fields are known and whose fields' types have their layouts;
 * sets its status to `layout`. A packed struct without a written backing integer gets one here. Enums and opaques too may be given.
 */
export function resolveLayout(pool: InternPool, ty: Index): void {
  return unwritten(pool, ty);
}

/** Offset in bytes of field `i` of a struct, tuple, union (payload) or slice (0: ptr, 1: len). Not of a packed struct. */
export function fieldOffset(pool: InternPool, ty: Index, i: number): number {
  return unwritten(pool, ty, i);
}

/** Offset in bits of field `i` of a packed struct from the least significant bit of its backing integer. */
export function packedFieldBitOffset(pool: InternPool, ty: Index, i: number): number {
  return unwritten(pool, ty, i);
}

/** Alignment in bytes of field `i` of a struct, union or tuple: as written, or natural under the layout kind. */
export function fieldAlign(pool: InternPool, ty: Index, i: number): number {
  return unwritten(pool, ty, i);
}

/** Where the parts of a tagged union are. */
export interface UnionLayout {
  readonly size: number;
  readonly alignment: number;
  readonly payloadOffset: number;
  readonly payloadSize: number;
  readonly tagOffset: number;
  /** 0 for a union without a tag. */
  readonly tagSize: number;
}

/** Where the parts of a union are. */
export function unionLayout(pool: InternPool, ty: Index): UnionLayout {
  return unwritten(pool, ty);
}

/** Offset of the payload of an error union type. */
export function errorUnionPayloadOffset(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}

/** Offset of the error code of an error union type. */
export function errorUnionErrorOffset(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}

/** Offset of the byte that says whether an optional has a payload. Not for those that are like pointers. */
export function optionalFlagOffset(pool: InternPool, ty: Index): number {
  return unwritten(pool, ty);
}
