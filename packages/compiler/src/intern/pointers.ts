import { type Index, InternalFault, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import { abiAlign, bitSize, layoutIsResolved } from './layout.ts';
import type { InternPool } from './pool.ts';

export type PtrSize = 'one' | 'many' | 'slice' | 'c';

/** Where a pointer points to. WebAssembly has but one; the names are those of `std.builtin.AddressSpace`. */
export enum AddressSpace {
  generic,
  gs,
  fs,
  ss,
  far,
  global,
  constant,
  param,
  shared,
  local,
  input,
  output,
  uniform,
  push_constant,
  storage_buffer,
  physical_storage_buffer,
  flash,
  flash1,
  flash2,
  flash3,
  flash4,
  flash5,
  cog,
  hub,
  lut,
}

/** Where what is of type `ty` lives if nothing is said: functions of AVR are apart from data. */
export function defaultAddressSpace(pool: InternPool, ty: Index): AddressSpace {
  return pool.target.arch === 'avr' && pool.tag(ty) === ItemTag.type_func ? AddressSpace.flash : AddressSpace.generic;
}

/** `vectorIndex` of a pointer that is not into a vector. */
export const NO_VECTOR_INDEX = 0x7fff_ffff;

/** A pointer type taken apart. */
export interface PtrInfo {
  readonly child: Index;
  readonly size: PtrSize;
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  /** Always set for `[*c]`. */
  readonly isAllowzero: boolean;
  /** NO_INDEX if there is none. */
  readonly sentinel: Index;
  /** In bytes; 0 is the natural alignment of the child. */
  readonly alignment: number;
  readonly addressSpace: AddressSpace;
  /** Bytes of the integer or vector that the pointee is part of; 0 if it is not a bit pointer. */
  readonly hostSize: number;
  readonly bitOffset: number;
  readonly vectorIndex: number;
}

/** What makes a pointer type. What is left out is off, absent or natural; size is `one`. */
export type PtrKey = Partial<PtrInfo> & { readonly child: Index };

const SIZES: readonly PtrSize[] = ['one', 'many', 'slice', 'c'];
const CONST = 4;
const VOLATILE = 8;
const ALLOWZERO = 16;

/**
 * The pointer type. An alignment that is written is part of it, also where it is the child's own. Bits that are all of the host's are no
 * part of anything, where the child's layout is known.
 */
export function ptrType(pool: InternPool, key: PtrKey): Index {
  const size = key.size ?? 'one';
  const alignment = key.alignment ?? 0;
  let hostSize = key.hostSize ?? 0;
  const mayBeWhole =
    hostSize !== 0 && (key.bitOffset ?? 0) === 0 && (key.vectorIndex ?? NO_VECTOR_INDEX) === NO_VECTOR_INDEX;
  if (mayBeWhole && layoutIsResolved(pool, key.child) && bitSize(pool, key.child) === hostSize * 8) hostSize = 0;
  pool.extra.push(key.child);
  pool.extra.push(
    SIZES.indexOf(size) |
      (key.isConst ? CONST : 0) |
      (key.isVolatile ? VOLATILE : 0) |
      (key.isAllowzero || size === 'c' ? ALLOWZERO : 0) |
      ((key.addressSpace ?? AddressSpace.generic) << 8),
  );
  pool.extra.push(key.sentinel ?? NO_INDEX);
  pool.extra.push(alignment);
  return pool.intern2(
    ItemTag.type_pointer,
    ((key.bitOffset ?? 0) << 16) | hostSize,
    key.vectorIndex ?? NO_VECTOR_INDEX,
  );
}

/** `*child` */
export function singlePtr(pool: InternPool, child: Index): Index {
  return ptrType(pool, { child });
}

/** `*const child` */
export function singleConstPtr(pool: InternPool, child: Index): Index {
  return ptrType(pool, { child, isConst: true });
}

/** The pointer type taken apart. For one question, the functions below are cheaper. */
export function ptrInfo(pool: InternPool, ty: Index): PtrInfo {
  const flags = ptrFlags(pool, ty);
  const packed = pool.word(ty, 4);
  return {
    child: pool.word(ty, 0) as Index,
    size: SIZES[flags & 3],
    isConst: (flags & CONST) !== 0,
    isVolatile: (flags & VOLATILE) !== 0,
    isAllowzero: (flags & ALLOWZERO) !== 0,
    sentinel: pool.word(ty, 2) as Index,
    alignment: pool.word(ty, 3),
    addressSpace: flags >>> 8,
    hostSize: packed & 0xffff,
    bitOffset: packed >>> 16,
    vectorIndex: pool.word(ty, 5),
  };
}

function ptrFlags(pool: InternPool, ty: Index): number {
  if (pool.tags.data[ty] !== ItemTag.type_pointer) throw new InternalFault(`item ${ty} is not a pointer type`);
  return pool.word(ty, 1);
}

/** Whether the type is a pointer of any size. */
export function isPtr(pool: InternPool, ty: Index): boolean {
  return pool.tags.data[ty] === ItemTag.type_pointer;
}

/** Whether the type is a single-item pointer. */
export function isSinglePtr(pool: InternPool, ty: Index): boolean {
  return isPtr(pool, ty) && (pool.word(ty, 1) & 3) === 0;
}

/** Whether the type is `[]T`. */
export function isSlice(pool: InternPool, ty: Index): boolean {
  return isPtr(pool, ty) && (pool.word(ty, 1) & 3) === 2;
}

/** Whether the type is `[*c]T`. */
export function isCPtr(pool: InternPool, ty: Index): boolean {
  return isPtr(pool, ty) && (pool.word(ty, 1) & 3) === 3;
}

/** Size of a pointer type. */
export function ptrSize(pool: InternPool, ty: Index): PtrSize {
  return SIZES[ptrFlags(pool, ty) & 3];
}

/** Child of a pointer type: of a slice its element type. */
export function ptrChild(pool: InternPool, ty: Index): Index {
  return pool.word(ty, 0) as Index;
}

/** Whether a pointer type is const. */
export function isConstPtr(pool: InternPool, ty: Index): boolean {
  return (ptrFlags(pool, ty) & CONST) !== 0;
}

/** Whether a pointer type is volatile. */
export function isVolatilePtr(pool: InternPool, ty: Index): boolean {
  return (ptrFlags(pool, ty) & VOLATILE) !== 0;
}

/** Whether a pointer type may be zero without being optional (`allowzero`, `[*c]`). */
export function isAllowzeroPtr(pool: InternPool, ty: Index): boolean {
  return (ptrFlags(pool, ty) & ALLOWZERO) !== 0;
}

/** Alignment in bytes of what a pointer type points to. The child's layout must be known unless it was written. */
export function ptrAlign(pool: InternPool, ty: Index): number {
  const explicit = pool.word(ty, 3);
  return explicit !== 0 ? explicit : abiAlign(pool, pool.word(ty, 0) as Index);
}

/** The type of `slice.ptr` for a slice type. */
export function slicePtrType(pool: InternPool, ty: Index): Index {
  return ptrType(pool, { ...ptrInfo(pool, ty), size: 'many' });
}

/** The pointer type with other properties, the rest as it is. */
export function ptrTypeWith(pool: InternPool, ty: Index, change: Partial<PtrInfo>): Index {
  return ptrType(pool, { ...ptrInfo(pool, ty), ...change });
}
