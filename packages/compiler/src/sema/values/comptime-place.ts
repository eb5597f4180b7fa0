import { comptimeOnly, hasDefinedLayout } from '../../intern/classify.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldsLen, fieldType } from '../../intern/containers.ts';
import { type DeclIndex, type Index, InternalFault, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { abiSize, fieldOffset } from '../../intern/layout.ts';
import { ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { arrayBase } from '../../intern/ptr-steps.ts';
import { type PtrValueInfo, ptrValueInfo } from '../../intern/ptr-values.ts';
import {
  arrayLenWithSentinel,
  childType,
  errorUnionPayload,
  sentinelOf,
  TypeKind,
  typeKind,
} from '../../intern/types.ts';
import { errName, isUndef, typeOf, undefValue, unionPayload, unionTag } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { type Allocation, type Cell, elementOf, elementType } from '../core/comptime-memory.ts';
import { readDeclValue, resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { coerceInMemory } from './coerce-in-memory.ts';
import { isCompatible } from './mismatch.ts';
import { failWithUseOfUndef } from './operands.ts';
import { unionFieldTag } from './union-tags.ts';

/** What asks for a place: for messages. */
export interface Access {
  readonly sema: Sema;
  readonly block: Block;
  readonly src: Src;
  /** Type of the pointer that is read or written through. */
  readonly ptrTy: Index;
  readonly isStore: boolean;
  /** Fails where the access reaches past the value of the given type; without it, in the words for a dereference. */
  readonly failBeyond?: (container: Index) => never;
}

/** One step from a value into a part of it. */
export interface Step {
  readonly kind: 'element' | 'optional' | 'error_union' | 'union' | 'slice';
  /** The element or field; 0 for a payload; of a slice its pointer (0) or length (1). */
  readonly slot: number;
  /** Type of the value that the step is taken from. */
  readonly from: Index;
  /** Type of the part. */
  readonly to: Index;
}

/** What a pointer that is known at compile time points to: a value in memory, and where in it. */
export interface Place {
  /** Memory that can change; null for a constant. */
  readonly allocation: Allocation | null;
  /** The constant value; NO_INDEX for an allocation. */
  readonly constant: Index;
  readonly steps: readonly Step[];
  /** Type of what the steps lead to. */
  readonly ty: Index;
  /** Bytes from its start. */
  readonly offset: number;
  /** Elements from its start, for ones that have no size; else 0. */
  readonly elems: number;
}

/** How a value of a type can be had at a place. */
export type Found =
  /** All of what the steps lead to. */
  | { readonly kind: 'whole'; readonly place: Place }
  /** `len` of the elements that the array there is made of, from number `first`. */
  | { readonly kind: 'run'; readonly place: Place; readonly first: number; readonly len: number }
  /** Bytes of what the steps lead to, from the offset of the place. */
  | { readonly kind: 'bytes'; readonly place: Place };

/** Fails: 'dereference of ... exceeds bounds'. */
function failBeyond(access: Access, ty: Index): never {
  const { sema, block, src, ptrTy } = access;
  const { pool } = sema;
  if (access.failBeyond !== undefined) return access.failBeyond(ty);
  const text = `dereference of '${printType(pool, ptrTy)}' exceeds bounds of containing decl of type`;
  return failWithType(sema, block, src, text, ty);
}

/** Fails unless the language says how the type is in memory. */
export function needLayout(access: Access, ty: Index): void {
  const { sema, block, src } = access;
  if (hasDefinedLayout(sema.pool, ty)) return;
  failWithType(sema, block, src, 'comptime dereference requires', ty, 'to have a well-defined layout');
}

/** Finds what `ptr` points to; null if that is known only at run time. */
export function locate(access: Access, ptr: Index): Place | null {
  const info = ptrValueInfo(access.sema.pool, ptr);
  const place = locateBase(access, info);
  return place === null || info.offset === 0 ? place : { ...place, offset: place.offset + info.offset };
}

function rootPlace(allocation: Allocation | null, constant: Index, ty: Index): Place {
  return { allocation, constant, steps: [], ty, offset: 0, elems: 0 };
}

function locateBase(access: Access, info: PtrValueInfo): Place | null {
  const { sema, block, src } = access;
  const pool = sema.pool;
  switch (info.tag) {
    case ItemTag.ptr_decl: {
      const value = readDeclValue(sema, block, src, info.base as DeclIndex);
      const tag = pool.tag(value);
      if (tag === ItemTag.variable || tag === ItemTag.extern) return null;
      return rootPlace(null, value, typeOf(pool, value));
    }
    case ItemTag.ptr_uav:
      if (pool.tag(info.base as Index) === ItemTag.extern) return null;
      return rootPlace(null, info.base as Index, typeOf(pool, info.base as Index));
    case ItemTag.ptr_comptime_field:
      return rootPlace(null, info.base as Index, typeOf(pool, info.base as Index));
    case ItemTag.ptr_comptime_alloc: {
      const allocation = sema.memory.allocations[info.base];
      return rootPlace(allocation, NO_INDEX, allocation.ty);
    }
    case ItemTag.ptr_int:
      return null;
  }
  const base = locate(access, info.base as Index);
  if (base === null) return null;
  const parent = ptrChild(pool, typeOf(pool, info.base as Index));
  if (info.tag === ItemTag.ptr_arr_elem && pool.tag(parent) !== ItemTag.type_vector)
    return { ...base, elems: base.elems + info.index };
  const found = find(access, base, parent);
  if (found.kind !== 'whole') {
    needLayout(access, parent);
    throw new InternalFault('a named part of a type with a defined layout');
  }
  return intoPart(access, found.place, info);
}

/** The part of the value at `at` that a pointer whose base points there names. */
function intoPart(access: Access, at: Place, info: PtrValueInfo): Place {
  const { sema } = access;
  const pool = sema.pool;
  const from = at.ty;
  switch (info.tag) {
    case ItemTag.ptr_eu_payload: {
      const step: Step = { kind: 'error_union', slot: 0, from, to: errorUnionPayload(pool, from) };
      checkPayload(access, at, ItemTag.error_union_payload);
      return into(at, step);
    }
    case ItemTag.ptr_opt_payload:
      checkPayload(access, at, ItemTag.opt_some);
      return into(at, { kind: 'optional', slot: 0, from, to: childType(pool, from) });
  }
  switch (typeKind(pool, from)) {
    case TypeKind.union:
      checkActive(access, at, info.index);
      return into(at, { kind: 'union', slot: 0, from, to: fieldType(pool, from, info.index) });
    case TypeKind.pointer:
      return into(at, { kind: 'slice', slot: info.index, from, to: ptrChild(pool, info.type) });
    default:
      return into(at, { kind: 'element', slot: info.index, from, to: elementType(pool, from, info.index) });
  }
}

function into(place: Place, step: Step): Place {
  return { ...place, steps: [...place.steps, step], ty: step.to, offset: 0, elems: 0 };
}

/** Fails unless what is at `at` is an optional or error union that has a payload. */
function checkPayload(access: Access, at: Place, wanted: ItemTag): void {
  const { sema, block, src } = access;
  const pool = sema.pool;
  const cell = cellAt(sema, at);
  if (typeof cell !== 'number' || pool.tag(cell) === wanted) return;
  if (isUndef(pool, cell)) failWithUseOfUndef(sema, block, src);
  if (wanted === ItemTag.opt_some) return sema.fail(block, src, 'attempt to use null value');
  sema.fail(block, src, `attempt to unwrap error: ${pool.text(errName(pool, cell))}`);
}

/** Fails unless field `index` of the union at `at` is the active one. Where the union has but one value, nothing is stored in any. */
function checkActive(access: Access, at: Place, index: number): void {
  const { sema, block, src } = access;
  const pool = sema.pool;
  if (onePossibleValue(sema, block, src, at.ty) !== NO_INDEX) return;
  const cell = cellAt(sema, at);
  if (typeof cell === 'number' && isUndef(pool, cell)) {
    if (access.isStore) failWithUseOfUndef(sema, block, src);
    return;
  }
  const tag = typeof cell === 'number' ? unionTag(pool, cell) : cell.tag;
  if (tag !== unionFieldTag(sema, block, src, at.ty, index)) sema.fail(block, src, 'access of inactive union field');
}

/** What is in memory where the steps of `place` lead. */
export function cellAt(sema: Sema, place: Place): Cell {
  let cell = place.allocation === null ? place.constant : place.allocation.value;
  for (const step of place.steps) cell = partOf(sema, cell, step);
  return cell;
}

function partOf(sema: Sema, cell: Cell, step: Step): Cell {
  const pool = sema.pool;
  if (typeof cell !== 'number') {
    if (step.slot < cell.cells.length) return cell.cells[step.slot];
    return sentinelOfArray(sema, step.from);
  }
  if (isUndef(pool, cell)) {
    const isSentinel =
      pool.tag(step.from) === ItemTag.type_array && step.slot === arrayLenWithSentinel(pool, step.from) - 1;
    const sentinel = isSentinel ? sentinelOfArray(sema, step.from) : NO_INDEX;
    return sentinel === NO_INDEX ? elementOrUndef(sema, cell, step) : sentinel;
  }
  switch (step.kind) {
    case 'element':
      return elementOf(pool, cell, step.from, step.slot);
    case 'union':
      return unionPayload(pool, cell);
    case 'slice':
      return pool.word(cell, 1 + step.slot) as Index;
    default:
      return pool.word(cell, 1) as Index;
  }
}

function elementOrUndef(sema: Sema, cell: Index, step: Step): Index {
  return step.kind === 'element' ? elementOf(sema.pool, cell, step.from, step.slot) : undefValue(sema.pool, step.to);
}

/** The sentinel of an array type; NO_INDEX if it has none. */
function sentinelOfArray(sema: Sema, array: Index): Index {
  return sema.pool.tag(array) === ItemTag.type_array ? sentinelOf(sema.pool, array) : NO_INDEX;
}

/** Whether a value of type `actual` is one of type `wanted` as it is. */
function sameInMemory(access: Access, wanted: Index, actual: Index): boolean {
  if (wanted === actual) return true;
  const { sema, block, src } = access;
  return isCompatible(coerceInMemory(sema, block, src, wanted, actual, false));
}

/** How a value of type `want` can be had at `place`. Fails where it reaches past the value there, or a layout is not defined. */
export function find(access: Access, place: Place, want: Index): Found {
  const { sema, block, src } = access;
  const pool = sema.pool;
  if (place.offset === 0 && place.elems === 0 && sameInMemory(access, want, place.ty)) return { kind: 'whole', place };
  const run = findRun(access, place, want);
  if (run !== null) return run;
  resolveLayout(sema, block, src, want, 'pointer access');
  needLayout(access, want);
  return findBytes(access, place, abiSize(pool, want), want);
}

/**
 * The innermost part of what is at `place` that has the `size` bytes there. Where that is a value of type `want` (NO_INDEX: whatever it is), it is had
 * as a whole. Fails as `find` does.
 */
export function findBytes(access: Access, place: Place, size: number, want: Index): Found {
  const { sema, block, src } = access;
  resolveLayout(sema, block, src, place.ty, 'pointer access');
  needLayout(access, place.ty);
  if (place.elems !== 0 || place.offset + size > abiSize(sema.pool, place.ty)) failBeyond(access, place.ty);
  let at = place;
  for (;;) {
    if (want !== NO_INDEX && at.offset === 0 && sameInMemory(access, want, at.ty)) return { kind: 'whole', place: at };
    const inner = innerPart(access, at, size, want);
    if (inner === null) return { kind: 'bytes', place: at };
    at = inner;
  }
}

/** As elements of the array there, which may be divided into arrays in another way; null where they are others. */
function findRun(access: Access, place: Place, want: Index): Found | null {
  const { sema, block, src } = access;
  const pool = sema.pool;
  const actual = arrayBase(pool, place.ty);
  const wanted = arrayBase(pool, want);
  if (!sameInMemory(access, wanted.elem, actual.elem)) return null;
  let first = place.elems;
  if (place.offset !== 0) {
    if (comptimeOnly(pool, wanted.elem)) return null;
    resolveLayout(sema, block, src, wanted.elem, 'pointer access');
    const size = abiSize(pool, wanted.elem);
    if (size === 0 || place.offset % size !== 0) return null;
    first += place.offset / size;
  }
  if (first + wanted.len > actual.len) failBeyond(access, place.ty);
  // Into the array that has all of them.
  let at: Place = { ...place, offset: 0, elems: 0 };
  while (pool.tag(at.ty) === ItemTag.type_array) {
    if (first === 0 && sameInMemory(access, want, at.ty)) break;
    const elem = childType(pool, at.ty);
    const { len } = arrayBase(pool, elem);
    const slot = Math.floor(first / len);
    if (len === 0 || first - slot * len + wanted.len > len) return { kind: 'run', place: at, first, len: wanted.len };
    first -= slot * len;
    at = into(at, { kind: 'element', slot, from: at.ty, to: elem });
  }
  // One element may be wanted as an array of it.
  return sameInMemory(access, want, at.ty)
    ? { kind: 'whole', place: at }
    : { kind: 'run', place: at, first: 0, len: 1 };
}

/** The element, field or active field of what is there that has the `size` bytes at the offset; null if none has all of them. */
function innerPart(access: Access, place: Place, size: number, want: Index): Place | null {
  const { sema } = access;
  const pool = sema.pool;
  const { ty, offset } = place;
  switch (pool.tag(ty)) {
    case ItemTag.type_array: {
      const elem = childType(pool, ty);
      const stride = abiSize(pool, elem);
      const slot = stride === 0 ? 0 : Math.floor(offset / stride);
      if (stride === 0 || offset - slot * stride + size > stride) return null;
      return { ...into(place, { kind: 'element', slot, from: ty, to: elem }), offset: offset - slot * stride };
    }
    case ItemTag.type_struct: {
      if (containerLayout(pool, ty) !== Layout.extern) return null;
      const len = fieldsLen(pool, ty);
      for (let slot = 0; slot < len; slot++) {
        const to = fieldType(pool, ty, slot);
        const start = fieldOffset(pool, ty, slot);
        if (offset >= start && offset + size <= start + abiSize(pool, to) && abiSize(pool, to) > 0)
          return { ...into(place, { kind: 'element', slot, from: ty, to }), offset: offset - start };
      }
      return null;
    }
    case ItemTag.type_union: {
      if (containerLayout(pool, ty) !== Layout.extern) return null;
      const cell = cellAt(sema, place);
      if (typeof cell !== 'number' || isUndef(pool, cell)) return null;
      const to = typeOf(pool, unionPayload(pool, cell));
      if (offset + size > abiSize(pool, to)) return null;
      // What is stored as another type makes bytes of the union: no field of it is the active one.
      if (access.isStore && (offset !== 0 || want === NO_INDEX || !sameInMemory(access, want, to))) return null;
      return { ...into(place, { kind: 'union', slot: 0, from: ty, to }), offset };
    }
    default:
      return null;
  }
}
