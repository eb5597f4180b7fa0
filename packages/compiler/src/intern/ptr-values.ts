import { type DeclIndex, type Index, InternalFault, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import type { InternPool } from './pool.ts';

const TWO_32 = 0x1_0000_0000;

/** The item tags of pointer values, which say what the pointer's base is. */
export type PtrTag =
  | ItemTag.ptr_decl
  | ItemTag.ptr_uav
  | ItemTag.ptr_comptime_alloc
  | ItemTag.ptr_comptime_field
  | ItemTag.ptr_int
  | ItemTag.ptr_eu_payload
  | ItemTag.ptr_opt_payload
  | ItemTag.ptr_field
  | ItemTag.ptr_arr_elem;

function offset(pool: InternPool, bytes: number): void {
  pool.extra.push(bytes % TWO_32);
  pool.extra.push(Math.floor(bytes / TWO_32));
}

function make(pool: InternPool, tag: PtrTag, ty: Index, a: number, b: number, bytes: number): Index {
  pool.extra.push(ty);
  if (a !== NO_INDEX) pool.extra.push(a);
  if (b !== NO_INDEX) pool.extra.push(b);
  offset(pool, bytes);
  return pool.finish(tag);
}

/** Pointer of type `ty` to a declaration. `bytes` is an offset from the base, here and below: possibly negative. */
export function ptrToDecl(pool: InternPool, ty: Index, decl: DeclIndex, bytes = 0): Index {
  return make(pool, ItemTag.ptr_decl, ty, decl, NO_INDEX, bytes);
}

/** Pointer to constant `value`, which has no declaration. `originalType` is a pointer type with the alignment it must get. */
export function ptrToValue(pool: InternPool, ty: Index, value: Index, originalType: Index, bytes = 0): Index {
  return make(pool, ItemTag.ptr_uav, ty, value, originalType, bytes);
}

/** Pointer to mutable comptime memory: number `alloc` of the Sema that owns it. */
export function ptrToComptimeAlloc(pool: InternPool, ty: Index, alloc: number, bytes = 0): Index {
  return make(pool, ItemTag.ptr_comptime_alloc, ty, alloc, NO_INDEX, bytes);
}

/** Pointer to a comptime field, whose value is `value`. */
export function ptrToComptimeField(pool: InternPool, ty: Index, value: Index, bytes = 0): Index {
  return make(pool, ItemTag.ptr_comptime_field, ty, value, NO_INDEX, bytes);
}

/** Pointer to address `address`. */
export function ptrToAddress(pool: InternPool, ty: Index, address: number): Index {
  return make(pool, ItemTag.ptr_int, ty, NO_INDEX, NO_INDEX, address);
}

/** Pointer to the payload of the error union that pointer value `base` points to. */
export function ptrToErrorUnionPayload(pool: InternPool, ty: Index, base: Index, bytes = 0): Index {
  return make(pool, ItemTag.ptr_eu_payload, ty, base, NO_INDEX, bytes);
}

/** Pointer to the payload of the optional that pointer value `base` points to. */
export function ptrToOptPayload(pool: InternPool, ty: Index, base: Index, bytes = 0): Index {
  return make(pool, ItemTag.ptr_opt_payload, ty, base, NO_INDEX, bytes);
}

/**
 * Pointer to field `index` of the struct, union or tuple that pointer value `base` points to; of a slice, 0 is its pointer and 1
 * its length.
 */
export function ptrToField(pool: InternPool, ty: Index, base: Index, index: number, bytes = 0): Index {
  return make(pool, ItemTag.ptr_field, ty, base, index, bytes);
}

/** Pointer to element `index` of the array, or of the many-pointer's array, that pointer value `base` points to. */
export function ptrToElem(pool: InternPool, ty: Index, base: Index, index: number, bytes = 0): Index {
  return make(pool, ItemTag.ptr_arr_elem, ty, base, index, bytes);
}

/** Whether the value is a pointer (not a slice, not `undefined`, not `null`). */
export function isPtrValue(pool: InternPool, value: Index): boolean {
  const tag = pool.tags.data[value];
  return tag >= ItemTag.ptr_decl && tag <= ItemTag.ptr_arr_elem;
}

/** A pointer value taken apart. */
export interface PtrValueInfo {
  readonly type: Index;
  readonly tag: PtrTag;
  /** The DeclIndex, value, comptime allocation or base pointer, as `tag` says; NO_INDEX for an address. */
  readonly base: number;
  /** `ptr_field`, `ptr_arr_elem`: the number of the field or element. `ptr_uav`: the original pointer type. Else NO_INDEX. */
  readonly index: number;
  /** Bytes past the base; of an address the address. */
  readonly offset: number;
}

/** The pointer value taken apart. */
export function ptrValueInfo(pool: InternPool, value: Index): PtrValueInfo {
  if (!isPtrValue(pool, value)) throw new InternalFault(`item ${value} (${ItemTag[pool.tag(value)]}) is not a pointer`);
  const len = pool.wordsLen(value);
  return {
    type: pool.word(value, 0) as Index,
    tag: pool.tag(value) as PtrTag,
    base: len > 3 ? pool.word(value, 1) : NO_INDEX,
    index: len > 4 ? pool.word(value, 2) : NO_INDEX,
    offset: pool.word(value, len - 2) + (pool.word(value, len - 1) | 0) * TWO_32,
  };
}

/** Bytes that the pointer value points past its base; of an address the address. */
export function ptrValueOffset(pool: InternPool, value: Index): number {
  const len = pool.wordsLen(value);
  return pool.word(value, len - 2) + (pool.word(value, len - 1) | 0) * TWO_32;
}

/** The pointer value with another type, and `bytes` further on. */
export function ptrValueWith(pool: InternPool, value: Index, ty: Index, bytes = 0): Index {
  const info = ptrValueInfo(pool, value);
  return make(pool, info.tag, ty, info.base, info.index, info.offset + bytes);
}

/**
 * Whether two pointer values are based on the same: they are then equal exactly if their offsets are. Their types, and the alignment that the
 * address of a constant was taken with, do not count.
 */
export function haveSameBase(pool: InternPool, a: Index, b: Index): boolean {
  const tag = pool.tag(a);
  if (tag !== pool.tag(b)) return false;
  if (tag === ItemTag.ptr_int) return true;
  if (pool.word(a, 1) !== pool.word(b, 1)) {
    const isStep = tag >= ItemTag.ptr_eu_payload;
    if (!isStep || !isSamePtr(pool, pool.word(a, 1) as Index, pool.word(b, 1) as Index)) return false;
  }
  return (tag !== ItemTag.ptr_field && tag !== ItemTag.ptr_arr_elem) || pool.word(a, 2) === pool.word(b, 2);
}

/** Whether two pointer values point to the same place. */
export function isSamePtr(pool: InternPool, a: Index, b: Index): boolean {
  return haveSameBase(pool, a, b) && ptrValueOffset(pool, a) === ptrValueOffset(pool, b);
}
