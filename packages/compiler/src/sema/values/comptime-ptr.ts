import { type AirRef, isInst } from '../../air/air.ts';
import { type DeclIndex, type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { abiSize, bitSize } from '../../intern/layout.ts';
import { MemoryImage, readImage, writeImage } from '../../intern/memory-image.ts';
import { NO_VECTOR_INDEX, type PtrInfo, ptrInfo, ptrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { arrayBase } from '../../intern/ptr-steps.ts';
import { isPtrValue, ptrValueInfo } from '../../intern/ptr-values.ts';
import { arrayLen, arrayType, childType, sentinelOf } from '../../intern/types.ts';
import {
  aggregate,
  aggregateBytes,
  aggregateRepeated,
  bytesOfArray,
  intNumber,
  isUndef,
  typeOf,
  undefValue,
} from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import {
  type Allocation,
  type Cell,
  checkComptimeStore,
  elementOf,
  internCell,
  type Parts,
  takeApart,
} from '../core/comptime-memory.ts';
import { requireDeclValue, resolveLayout } from '../core/facts.ts';
import { checkBytes, checkElements } from '../core/limits.ts';
import type { Sema } from '../core/sema.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { type Access, cellAt, find, findBytes, locate, needLayout, type Place, type Step } from './comptime-place.ts';
import { valueWithType } from './value-cast.ts';

/**
 * The value that `ptr` points to, as of the pointer's type; NO_INDEX if it is known only at run time. Fails where it can
 * be known but not read; `failBeyond` fails where it reaches past what the pointer is based on, of which it is given the type.
 */
export function pointerDeref(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: Index,
  ptrTy: Index = typeOf(sema.pool, ptr),
  failBeyond?: (container: Index) => never,
): Index {
  const pool = sema.pool;
  if (!isPtrValue(pool, ptr)) return NO_INDEX;
  const info = ptrInfo(pool, ptrTy);
  const access: Access = { sema, block, src, ptrTy, isStore: false, ...(failBeyond && { failBeyond }) };
  const place = locate(access, ptr);
  if (place === null) return NO_INDEX;
  if (isBitPtr(info)) return readBits(access, place, info);
  const value = readPlace(access, place, info.child);
  if (value === NO_INDEX || !isUndef(pool, value)) return value;
  // What has but one value is not stored.
  const only = onePossibleValue(sema, block, src, info.child);
  return only === NO_INDEX ? value : only;
}

/**
 * Fails where the pointer `ptr` is based on a declaration whose value could not be worked out: officially the whole is loaded where a part of it is asked
 * for.
 */
export function requireBase(sema: Sema, block: Block, src: Src, ptr: AirRef): void {
  if (isInst(ptr)) return;
  const { pool } = sema;
  for (let at = ptr as number as Index; isPtrValue(pool, at); ) {
    const { tag, base } = ptrValueInfo(pool, at);
    if (tag === ItemTag.ptr_decl) requireDeclValue(sema, block, src, base as DeclIndex);
    if (!isPartPtr(tag)) return;
    at = base as Index;
  }
}

/** Whether a pointer value of the tag is to a part of what another pointer value points to. */
function isPartPtr(tag: ItemTag): boolean {
  switch (tag) {
    case ItemTag.ptr_eu_payload:
    case ItemTag.ptr_opt_payload:
    case ItemTag.ptr_field:
    case ItemTag.ptr_arr_elem:
      return true;
    default:
      return false;
  }
}

function isBitPtr(info: PtrInfo): boolean {
  return info.hostSize !== 0 && info.vectorIndex === NO_VECTOR_INDEX;
}

/** A value of type `ty` at `place`. */
function readPlace(access: Access, place: Place, ty: Index): Index {
  const { sema, block, src } = access;
  const pool = sema.pool;
  const found = find(access, place, ty);
  switch (found.kind) {
    case 'whole':
      return valueWithType(sema, internCell(pool, cellAt(sema, found.place)), ty);
    case 'run': {
      const value = internCell(pool, cellAt(sema, found.place));
      const { first, len } = found;
      if (isPartOfOneArray(pool, found.place.ty, first + len, ty)) {
        if (isUndef(pool, value)) return undefValue(pool, ty);
        if (pool.tag(value) === ItemTag.aggregate_repeated)
          return aggregateRepeated(
            pool,
            ty,
            valueWithType(sema, elementOf(pool, value, found.place.ty, 0), childType(pool, ty)),
          );
      }
      const bytes = childType(pool, ty) === Ty.u8 ? bytesOfArray(pool, value) : undefined;
      if (bytes !== undefined && sentinelOf(pool, ty) === NO_INDEX && first + len <= bytes.length)
        return aggregateBytes(pool, ty, pool.stringOfBytes(bytes.slice(first, first + len)));
      checkElements(sema, block, src, len);
      return unflatten(sema, ty, flatElements(sema, value, found.place.ty, first, len), 0);
    }
    case 'bytes':
      return readImage(pool, imageOf(access, found.place), found.place.offset * 8, ty);
  }
}

/** Whether `whole` and `part` are both arrays, not of arrays, and `end` elements are before the sentinel of `whole`. */
function isPartOfOneArray(pool: InternPool, whole: Index, end: number, part: Index): boolean {
  if (pool.tag(whole) !== ItemTag.type_array || end > arrayLen(pool, whole)) return false;
  return (
    pool.tag(childType(pool, whole)) !== ItemTag.type_array && pool.tag(childType(pool, part)) !== ItemTag.type_array
  );
}

/** What is at `place` as bytes: all of what its steps lead to. */
function imageOf(access: Access, place: Place): MemoryImage {
  const { sema, block, src } = access;
  const { pool } = sema;
  resolveLayout(sema, block, src, place.ty, 'pointer access');
  checkBytes(sema, block, src, abiSize(pool, place.ty));
  const image = new MemoryImage(abiSize(pool, place.ty), pool.target.isBigEndian);
  writeImage(pool, image, 0, internCell(pool, cellAt(sema, place)));
  return image;
}

/** A bit pointer: to bits of the integer, packed struct or packed union that is its host. */
function readBits(access: Access, place: Place, info: PtrInfo): Index {
  const { sema } = access;
  needLayout(access, info.child);
  const at = findHost(access, place, info);
  const image = imageOf(access, at);
  const { pool } = sema;
  if (!image.isBigEndian) return readImage(pool, image, at.offset * 8 + info.bitOffset, info.child);
  const host = hostNumber(image, at.offset, info.hostSize);
  return host === null ? NO_INDEX : readImage(pool, host, info.bitOffset, info.child);
}

/** The number of `size` bytes at byte `at` of a big-endian image, its lowest bit first; null if it depends on the address of something. */
function hostNumber(image: MemoryImage, at: number, size: number): MemoryImage | null {
  const bits = image.bits(at * 8, size * 8);
  if (bits === 'pointer') return null;
  const number = new MemoryImage(size);
  if (bits !== 'undef') number.putBits(0, size * 8, bits);
  return number;
}

/** The place as one of bytes of the value that has the whole host of a bit pointer there. */
function findHost(access: Access, place: Place, { child, hostSize, bitOffset }: PtrInfo): Place {
  const { sema, block, src } = access;
  resolveLayout(sema, block, src, child, 'pointer access');
  if (bitOffset + bitSize(sema.pool, child) > hostSize * 8)
    sema.fail(block, src, 'bit-pointer target exceeds host size');
  return findBytes(access, place, hostSize, NO_INDEX).place;
}

/** `len` of the elements, from number `first`, that arrays of arrays ... in `value` of type `ty` come to; sentinels count. */
function flatElements(sema: Sema, value: Index, ty: Index, first: number, len: number): Index[] {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_array) return [value];
  const elem = childType(pool, ty);
  const each = arrayBase(pool, elem).len;
  const result: Index[] = [];
  for (let i = Math.floor(first / each); i * each < first + len; i++) {
    const part = i === arrayLen(pool, ty) ? sentinelOf(pool, ty) : elementOf(pool, value, ty, i);
    const from = Math.max(first - i * each, 0);
    const to = Math.min(first + len - i * each, each);
    for (const one of flatElements(sema, part, elem, from, to - from)) result.push(one);
  }
  return result;
}

/** The value of type `ty`, an array of arrays ... or one element, with the elements of `flat` from `start`. */
function unflatten(sema: Sema, ty: Index, flat: readonly Index[], start: number): Index {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_array) return valueWithType(sema, flat[start], ty);
  const elem = childType(pool, ty);
  const { len } = arrayBase(pool, elem);
  const parts: Index[] = [];
  for (let i = 0; i < arrayLen(pool, ty); i++) parts.push(unflatten(sema, elem, flat, start + i * len));
  return aggregate(pool, ty, parts);
}

/** The array of as many elements as the slice value `slice` has, from where it points to; NO_INDEX at run time. */
export function derefSliceAsArray(sema: Sema, block: Block, src: Src, slice: Index): Index {
  const pool = sema.pool;
  const { child, sentinel, isConst } = ptrInfo(pool, typeOf(pool, slice));
  const len = intNumber(pool, pool.word(slice, 2) as Index);
  const ptr = pool.word(slice, 1) as Index;
  if (len === 0) return aggregate(pool, arrayType(pool, len, child, sentinel), []);
  return pointerDeref(sema, block, src, ptr, ptrType(pool, { child: arrayType(pool, len, child), isConst }));
}

/** Whether `ptr` points to memory that can change at compile time. */
export function isComptimeMutablePtr(sema: Sema, ptr: Index): boolean {
  const pool = sema.pool;
  let at = ptr;
  for (;;) {
    switch (pool.tag(at)) {
      case ItemTag.ptr_comptime_alloc:
      case ItemTag.ptr_comptime_field:
        return true;
      case ItemTag.ptr_eu_payload:
      case ItemTag.ptr_opt_payload:
      case ItemTag.ptr_field:
      case ItemTag.ptr_arr_elem:
        at = ptrValueInfo(pool, at).base as Index;
        break;
      case ItemTag.slice:
        at = pool.word(at, 1) as Index;
        break;
      default:
        return false;
    }
  }
}

/** Stores `value`, which has the type that `ptr` points to, in the comptime memory there. */
export function storePtrValue(sema: Sema, block: Block, src: Src, ptr: Index, value: Index): void {
  const pool = sema.pool;
  const ptrTy = typeOf(pool, ptr);
  const ty = typeOf(pool, value);
  const access: Access = { sema, block, src, ptrTy, isStore: true };
  const info = ptrInfo(pool, ptrTy);
  const place = locate(access, ptr);
  if (place === null || place.allocation === null) {
    const current = place === null ? NO_INDEX : readPlace(access, place, ty);
    if (current === value) return;
    const isField = pool.tag(ptr) === ItemTag.ptr_comptime_field;
    const mismatch = 'value stored in comptime field does not match the default value of the field';
    return sema.fail(block, src, isField ? mismatch : 'cannot assign to constant');
  }
  checkComptimeStore(sema, block, src, place.allocation);
  if (isBitPtr(info)) {
    needLayout(access, ty);
    const at = findHost(access, place, info);
    splice(access, at, at.offset * 8 + info.bitOffset, value, pool.target.isBigEndian ? info.hostSize : 0);
  } else writePlace(access, place, place.allocation, value, ty);
}

function writePlace(access: Access, place: Place, allocation: Allocation, value: Index, ty: Index): void {
  const { sema, block, src } = access;
  const pool = sema.pool;
  if (onePossibleValue(sema, block, src, ty) !== NO_INDEX) return;
  const found = find(access, place, ty);
  switch (found.kind) {
    case 'whole':
      writeCell(access, allocation, found.place.steps, valueWithType(sema, value, found.place.ty));
      return;
    case 'run': {
      const { place: at, first } = found;
      for (const [i, elem] of flatElements(sema, value, ty, 0, found.len).entries()) {
        const steps = stepsToElement(pool, at, first + i);
        writeCell(access, allocation, steps, valueWithType(sema, elem, arrayBase(pool, at.ty).elem));
      }
      return;
    }
    case 'bytes':
      splice(access, found.place, found.place.offset * 8, value);
  }
}

/** The steps to element `index` of those that the array at `place` is made of. */
function stepsToElement(pool: InternPool, place: Place, index: number): Step[] {
  const steps = [...place.steps];
  let rest = index;
  for (let ty = place.ty; pool.tag(ty) === ItemTag.type_array; ty = childType(pool, ty)) {
    const to = childType(pool, ty);
    const { len } = arrayBase(pool, to);
    const slot = Math.floor(rest / len);
    rest -= slot * len;
    steps.push({ kind: 'element', slot, from: ty, to });
  }
  return steps;
}

/**
 * Puts `value` into the bits of what is at `place`, from bit `at` of it. `hostSize`: bytes of the number that the bits are of, where their order is not that of
 * memory; else 0.
 */
function splice(access: Access, place: Place, at: number, value: Index, hostSize = 0): void {
  const { sema, block, src } = access;
  const { pool } = sema;
  const image = imageOf(access, place);
  if (hostSize === 0) writeImage(pool, image, at, value);
  else {
    const host = hostNumber(image, place.offset, hostSize);
    if (host === null) return sema.unsupported(block, src, 'a part of a pointer in comptime memory');
    writeImage(pool, host, at - place.offset * 8, value);
    const bits = host.bits(0, hostSize * 8);
    if (typeof bits === 'bigint') image.putBits(place.offset * 8, hostSize * 8, bits);
  }
  const result = readImage(pool, image, 0, place.ty);
  if (result === NO_INDEX) return sema.unsupported(block, src, 'a part of a pointer in comptime memory');
  writeCell(access, place.allocation!, place.steps, result);
}

/** `cell` taken apart as a value of type `ty`. */
function open({ sema, block, src }: Access, cell: Cell, ty: Index): Parts {
  const { pool } = sema;
  if (typeof cell === 'number' && isList(pool, ty)) checkElements(sema, block, src, arrayLen(pool, ty));
  return takeApart(pool, cell, ty);
}

function isList(pool: InternPool, ty: Index): boolean {
  const tag = pool.tag(ty);
  return tag === ItemTag.type_array || tag === ItemTag.type_vector;
}

function writeCell(access: Access, allocation: Allocation, steps: readonly Step[], value: Index): void {
  if (steps.length === 0) {
    allocation.value = value;
    return;
  }
  let parts = open(access, allocation.value, steps[0].from);
  allocation.value = parts;
  for (let i = 0; i < steps.length - 1; i++) {
    const inner = open(access, parts.cells[steps[i].slot], steps[i + 1].from);
    parts.cells[steps[i].slot] = inner;
    parts = inner;
  }
  const last = steps[steps.length - 1].slot;
  // What is stored behind the last element is its sentinel, which does not change.
  if (last < parts.cells.length) parts.cells[last] = value;
}
