import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldIndex, fieldName, fieldValue, isPackedStruct, tagType } from '../intern/containers.ts';
import { type DeclIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiSize, bitSize, fieldOffset } from '../intern/layout.ts';
import { readValue, valueFromBits, valueToBits, writeValue } from '../intern/memory.ts';
import { NO_VECTOR_INDEX, ptrChild, ptrInfo } from '../intern/pointers.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { type PtrValueInfo, ptrValueInfo } from '../intern/ptr-values.ts';
import { arrayLen, arrayType, childType, errorUnionPayload, sentinelOf, TypeKind, typeKind } from '../intern/types.ts';
import {
  aggregate,
  enumTag,
  intNumber,
  isUndef,
  typeOf,
  undefValue,
  unionPayload,
  unionTag,
} from '../intern/values.ts';
import type { Block } from './block.ts';
import { coerceInMemory, isCompatible } from './coerce-in-memory.ts';
import {
  type Allocation,
  type Cell,
  checkComptimeStore,
  elementCount,
  elementOf,
  elementType,
  internCell,
  type Parts,
  refersToComptimeVar,
  takeApart,
} from './comptime-memory.ts';
import { readDeclValue, resolveLayout } from './facts.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { unionFieldTag } from './union-fields.ts';
import { valueWithType } from './value-cast.ts';

/** One step from a value into a part of it. */
interface Step {
  readonly kind: 'element' | 'optional' | 'error_union' | 'union_field' | 'slice_part';
  readonly index: number;
  /** Type of the value that the step is taken from. */
  readonly from: Index;
  /** Type of the part. */
  readonly to: Index;
}

/** What a pointer that is known at compile time points to. */
interface Place {
  /** Memory that can change; null for a constant. */
  readonly allocation: Allocation | null;
  /** The constant value; NO_INDEX for an allocation. */
  readonly constant: Index;
  readonly rootTy: Index;
  readonly steps: readonly Step[];
  /** Bytes past what the steps lead to. */
  readonly offset: number;
}

/** The type of what the place's steps lead to. */
function placeType(place: Place): Index {
  const steps = place.steps;
  return steps.length === 0 ? place.rootTy : steps[steps.length - 1]!.to;
}

/** Finds what `ptr` points to; null if that is known only at run time. */
function locate(sema: Sema, block: Block, src: Src, ptr: Index): Place | null {
  const pool = sema.pool;
  const info = ptrValueInfo(pool, ptr);
  const place = locateBase(sema, block, src, info);
  if (place === null) return null;
  return info.offset === 0 ? place : moveBytes(sema, block, src, place, info.offset);
}

function constantPlace(sema: Sema, value: Index): Place {
  return { allocation: null, constant: value, rootTy: typeOf(sema.pool, value), steps: [], offset: 0 };
}

function locateBase(sema: Sema, block: Block, src: Src, info: PtrValueInfo): Place | null {
  const pool = sema.pool;
  switch (info.tag) {
    case ItemTag.ptr_decl: {
      const value = readDeclValue(sema, block, src, info.base as DeclIndex);
      const tag = pool.tag(value);
      return tag === ItemTag.variable || tag === ItemTag.extern ? null : constantPlace(sema, value);
    }
    case ItemTag.ptr_uav:
    case ItemTag.ptr_comptime_field:
      return constantPlace(sema, info.base as Index);
    case ItemTag.ptr_comptime_alloc: {
      const allocation = sema.memory.allocations[info.base]!;
      return { allocation, constant: NO_INDEX, rootTy: allocation.ty, steps: [], offset: 0 };
    }
    case ItemTag.ptr_int:
      return null;
    case ItemTag.ptr_eu_payload:
    case ItemTag.ptr_opt_payload:
    case ItemTag.ptr_field:
    case ItemTag.ptr_arr_elem:
      break;
  }
  const base = locate(sema, block, src, info.base as Index);
  if (base === null) return null;
  const basePtrTy = typeOf(pool, info.base as Index);
  const baseChild = ptrChild(pool, basePtrTy);
  if (info.tag === ItemTag.ptr_arr_elem) return elementPlace(sema, block, src, base, basePtrTy, baseChild, info.index);
  const at = retypePlace(sema, block, src, base, baseChild);
  const from = placeType(at);
  switch (info.tag) {
    case ItemTag.ptr_eu_payload:
      return into(at, { kind: 'error_union', index: 0, from, to: errorUnionPayload(pool, from) });
    case ItemTag.ptr_opt_payload:
      return into(at, { kind: 'optional', index: 0, from, to: childType(pool, from) });
    default:
      switch (typeKind(pool, from)) {
        case TypeKind.union:
          resolveLayout(sema, block, src, from);
          return into(at, { kind: 'union_field', index: info.index, from, to: elementType(pool, from, info.index) });
        case TypeKind.pointer:
          return into(at, { kind: 'slice_part', index: info.index, from, to: ptrChild(pool, info.type) });
        default:
          return into(at, { kind: 'element', index: info.index, from, to: elementType(pool, from, info.index) });
      }
  }
}

function into(place: Place, step: Step): Place {
  return { ...place, steps: [...place.steps, step] };
}

/** Element `index` of the array that a pointer of type `basePtrTy` at `base` points to, or to the first element of. */
function elementPlace(
  sema: Sema,
  block: Block,
  src: Src,
  base: Place,
  basePtrTy: Index,
  baseChild: Index,
  index: number,
): Place {
  const pool = sema.pool;
  const isOne = ptrInfo(pool, basePtrTy).size === 'one';
  const elem = isOne ? childType(pool, baseChild) : baseChild;
  if (base.offset === 0) {
    const ty = placeType(base);
    const kind = typeKind(pool, ty);
    if (
      (kind === TypeKind.array || kind === TypeKind.vector) &&
      sameBytes(sema, block, src, childType(pool, ty), elem)
    ) {
      return into(base, { kind: 'element', index, from: ty, to: childType(pool, ty) });
    }
    const last = base.steps[base.steps.length - 1];
    if (
      last !== undefined &&
      last.kind === 'element' &&
      isArrayLike(sema, last.from) &&
      sameBytes(sema, block, src, last.to, elem)
    ) {
      return { ...base, steps: [...base.steps.slice(0, -1), { ...last, index: last.index + index }] };
    }
    if (index === 0) return base;
  }
  resolveLayout(sema, block, src, elem);
  return moveBytes(sema, block, src, base, index * abiSize(pool, elem));
}

function isArrayLike(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.array || kind === TypeKind.vector;
}

/** The place `bytes` further on: at an element of the same array where they are a multiple of its size. */
function moveBytes(sema: Sema, block: Block, src: Src, place: Place, bytes: number): Place {
  const pool = sema.pool;
  const total = place.offset + bytes;
  if (total === 0) return { ...place, offset: 0 };
  const last = place.steps[place.steps.length - 1];
  if (last !== undefined && last.kind === 'element' && isArrayLike(sema, last.from)) {
    resolveLayout(sema, block, src, last.to);
    const size = abiSize(pool, last.to);
    if (size > 0 && total % size === 0) {
      return {
        ...place,
        offset: 0,
        steps: [...place.steps.slice(0, -1), { ...last, index: last.index + total / size }],
      };
    }
  }
  return { ...place, offset: total };
}

/** Whether a value of type `a` can stand for one of type `b` as it is. */
function sameBytes(sema: Sema, block: Block, src: Src, a: Index, b: Index): boolean {
  if (a === b) return true;
  return (
    isCompatible(coerceInMemory(sema, block, src, b, a, false)) ||
    isCompatible(coerceInMemory(sema, block, src, a, b, false))
  );
}

/** The place as one of type `ty`, stepping to the first part where that is what has the type. */
function retypePlace(sema: Sema, block: Block, src: Src, place: Place, ty: Index): Place {
  let at = place;
  while (at.offset === 0) {
    const here = placeType(at);
    if (here === ty || sameBytes(sema, block, src, here, ty)) return at;
    const kind = typeKind(sema.pool, here);
    if (
      (kind === TypeKind.array || kind === TypeKind.struct) &&
      elementCount(sema.pool, here) > 0 &&
      !startsElsewhere(sema, block, src, here)
    ) {
      at = into(at, { kind: 'element', index: 0, from: here, to: elementType(sema.pool, here, 0) });
      continue;
    }
    break;
  }
  return place;
}

/** Whether `ty` is a struct whose first field is not what stands first in memory. */
function startsElsewhere(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  if (typeKind(sema.pool, ty) !== TypeKind.struct) return false;
  resolveLayout(sema, block, src, ty);
  return isPackedStruct(sema.pool, ty) || fieldOffset(sema.pool, ty, 0) !== 0;
}

/** The cell at the end of `steps`, or the interned value there. */
function readCell(sema: Sema, root: Cell, steps: readonly Step[]): Cell | null {
  const pool = sema.pool;
  let cell = root;
  for (const step of steps) {
    if (step.kind === 'union_field') {
      const payload: Cell | null = payloadCell(sema, cell, step);
      if (payload === null) return null;
      cell = payload;
      continue;
    }
    if (typeof cell !== 'number') {
      if (step.kind === 'element' && step.index >= cell.cells.length) return sentinelCell(sema, step);
      const index = step.kind === 'element' || step.kind === 'slice_part' ? step.index : 0;
      cell = cell.cells[index]!;
      continue;
    }
    const value: Index = cell;
    if (isUndef(pool, value)) {
      cell = undefValue(pool, step.to);
      continue;
    }
    switch (step.kind) {
      case 'element':
        if (isArrayLike(sema, step.from) && step.index >= arrayLen(pool, step.from)) {
          const sentinel = sentinelCell(sema, step);
          if (sentinel === null) return null;
          cell = sentinel;
          break;
        }
        cell = elementOf(pool, value, step.from, step.index);
        break;
      case 'optional':
        if (pool.tag(value) === ItemTag.opt_null) return null;
        cell = pool.word(value, 1) as Index;
        break;
      case 'error_union':
        if (pool.tag(value) !== ItemTag.error_union_payload) return null;
        cell = pool.word(value, 1) as Index;
        break;
      case 'slice_part':
        cell = pool.word(value, 1 + step.index) as Index;
        break;
    }
  }
  return cell;
}

/** The enum value that says that field `index` of the union type `ty`, whose fields are known, is the active one. */
function tagOfField(pool: InternPool, ty: Index, index: number): Index {
  const tagTy = tagType(pool, ty);
  return enumTag(pool, tagTy, fieldValue(pool, tagTy, fieldIndex(pool, tagTy, fieldName(pool, ty, index))));
}

/** The field that `step` leads to of the union in `cell`: of another active one the bits; null where those are not known. */
function payloadCell(sema: Sema, cell: Cell, step: Step): Cell | null {
  const pool = sema.pool;
  if (typeof cell === 'number' && isUndef(pool, cell)) return undefValue(pool, step.to);
  const isValue = typeof cell === 'number';
  const tag = isValue ? unionTag(pool, cell) : cell.tag;
  const payload = isValue ? unionPayload(pool, cell) : cell.cells[0];
  if (containerLayout(pool, step.from) === Layout.auto || tag === tagOfField(pool, step.from, step.index))
    return payload;
  const value = internCell(pool, payload);
  if (isUndef(pool, value)) return undefValue(pool, step.to);
  const bits = valueToBits(pool, value);
  if (bits === undefined) return null;
  const seen = valueFromBits(pool, step.to, BigInt.asUintN(bitSize(pool, step.to), bits));
  return seen === NO_INDEX ? null : seen;
}

function sentinelCell(sema: Sema, step: Step): Cell | null {
  const sentinel = sentinelOf(sema.pool, step.from);
  return sentinel !== NO_INDEX && step.index === arrayLen(sema.pool, step.from) ? sentinel : null;
}

function rootOf(place: Place): Cell {
  return place.allocation === null ? place.constant : place.allocation.value;
}

/** Reads a value of type `ty` at `place`. Fails where that cannot be done at compile time. */
function readPlace(sema: Sema, block: Block, src: Src, place: Place, ty: Index): Index {
  const pool = sema.pool;
  const at = retypePlace(sema, block, src, place, ty);
  const here = placeType(at);
  if (at.offset === 0 && (here === ty || sameBytes(sema, block, src, here, ty))) {
    const cell = readCell(sema, rootOf(at), at.steps);
    if (cell === null) return sema.fail(block, src, 'comptime load of part of a value that is not there');
    return valueWithType(sema, internCell(pool, cell), ty);
  }
  // Several elements of one array, as an array.
  if (typeKind(pool, ty) === TypeKind.array && place.offset === 0) {
    const run = elementRun(sema, block, src, place, ty);
    if (run !== null) {
      const elems: Index[] = [];
      for (let i = 0; i < arrayLen(pool, ty); i++) {
        const cell = readCell(sema, rootOf(run), [
          ...run.steps.slice(0, -1),
          { ...run.steps[run.steps.length - 1]!, index: run.steps[run.steps.length - 1]!.index + i },
        ]);
        if (cell === null) return sema.fail(block, src, 'comptime load of index out of bounds');
        elems.push(valueWithType(sema, internCell(pool, cell), childType(pool, ty)));
      }
      return aggregate(pool, ty, elems);
    }
  }
  const bytes = bytesOf(sema, block, src, place, ty);
  const value = readValue(pool, ty, bytes.bytes, bytes.at);
  if (value === NO_INDEX)
    return sema.fail(
      block,
      src,
      `comptime dereference requires '${printType(pool, ty)}' to have a well-defined layout`,
    );
  return value;
}

/** The place as an element of an array whose elements are those of the array type `ty`; null if it is none. */
function elementRun(sema: Sema, block: Block, src: Src, place: Place, ty: Index): Place | null {
  const pool = sema.pool;
  const elem = childType(pool, ty);
  const here = placeType(place);
  if (isArrayLike(sema, here) && sameBytes(sema, block, src, childType(pool, here), elem)) {
    return into(place, { kind: 'element', index: 0, from: here, to: childType(pool, here) });
  }
  const last = place.steps[place.steps.length - 1];
  if (
    last !== undefined &&
    last.kind === 'element' &&
    isArrayLike(sema, last.from) &&
    sameBytes(sema, block, src, last.to, elem)
  )
    return place;
  return null;
}

/** The bytes of the innermost value around `place` that holds a whole `ty`, and where in them the place is. */
function bytesOf(
  sema: Sema,
  block: Block,
  src: Src,
  place: Place,
  ty: Index,
): { bytes: Uint8Array; at: number; outer: Place } {
  const pool = sema.pool;
  resolveLayout(sema, block, src, ty);
  const needed = abiSize(pool, ty);
  let at = place.offset;
  let steps = place.steps;
  for (;;) {
    const outer: Place = { ...place, steps, offset: 0 };
    const outerTy = placeType(outer);
    resolveLayout(sema, block, src, outerTy);
    const size = abiSize(pool, outerTy);
    if (at >= 0 && at + needed <= size) {
      const cell = readCell(sema, rootOf(outer), steps);
      const bytes = new Uint8Array(size);
      if (cell === null || !writeKnown(sema, internCell(pool, cell), bytes, 0)) {
        return sema.fail(
          block,
          src,
          `comptime dereference requires '${printType(pool, outerTy)}' to have a well-defined layout`,
        );
      }
      return { bytes, at, outer };
    }
    if (steps.length === 0) {
      return sema.fail(
        block,
        src,
        `dereference of '${printType(pool, ty)}' exceeds bounds of containing decl of type '${printType(pool, outerTy)}'`,
      );
    }
    const last = steps[steps.length - 1]!;
    at += stepOffset(sema, last);
    steps = steps.slice(0, -1);
  }
}

/** Writes `value` to `bytes`; false where what it would be in memory is not known: it has a pointer or an error in it. */
function writeKnown(sema: Sema, value: Index, bytes: Uint8Array, at: number): boolean {
  let known = true;
  const unknown = (): number => {
    known = false;
    return 0;
  };
  bytes.fill(0, at, at + abiSize(sema.pool, typeOf(sema.pool, value)));
  writeValue(sema.pool, value, bytes, at, { errorCode: unknown, pointerToDecl: unknown, pointerToValue: unknown });
  return known;
}

function stepOffset(sema: Sema, step: Step): number {
  const pool = sema.pool;
  if (step.kind !== 'element') return 0;
  return isArrayLike(sema, step.from) ? step.index * abiSize(pool, step.to) : fieldOffset(pool, step.from, step.index);
}

/**
 * The value that `ptr` points to, as of the pointer's type; NO_INDEX if it is known only at run time. Fails where it can
 * be known but not read.
 */
export function pointerDeref(
  sema: Sema,
  block: Block,
  src: Src,
  ptr: Index,
  ptrTy: Index = typeOf(sema.pool, ptr),
): Index {
  const pool = sema.pool;
  if (isUndef(pool, ptr) || pool.tag(ptr) < ItemTag.ptr_decl || pool.tag(ptr) > ItemTag.ptr_arr_elem) return NO_INDEX;
  const place = locate(sema, block, src, ptr);
  if (place === null) return NO_INDEX;
  const info = ptrInfo(pool, ptrTy);
  if (info.hostSize !== 0 && info.vectorIndex === NO_VECTOR_INDEX) return readBits(sema, block, src, place, ptr, ptrTy);
  return readPlace(sema, block, src, place, info.child);
}

/** A bit pointer: to a field of a packed struct, through the integer or struct that it is part of. */
function readBits(sema: Sema, block: Block, src: Src, place: Place, ptr: Index, ptrTy: Index): Index {
  const pool = sema.pool;
  const info = ptrInfo(pool, ptrTy);
  const direct = ptrValueInfo(pool, ptr);
  if (direct.tag === ItemTag.ptr_field && placeType(place) === info.child)
    return readPlace(sema, block, src, place, info.child);
  return sema.unsupported(block, src, 'a comptime load through a bit pointer that was cast');
}

/** The array of as many elements as the slice value `slice` has, from where it points to; NO_INDEX at run time. */
export function derefSliceAsArray(sema: Sema, block: Block, src: Src, slice: Index): Index {
  const pool = sema.pool;
  const sliceTy = typeOf(pool, slice);
  const info = ptrInfo(pool, sliceTy);
  const len = intNumber(pool, pool.word(slice, 2) as Index);
  const ptr = pool.word(slice, 1) as Index;
  const array = arrayType(pool, len, info.child, info.sentinel);
  if (len === 0) return aggregate(pool, array, []);
  if (isUndef(pool, ptr) || pool.tag(ptr) < ItemTag.ptr_decl || pool.tag(ptr) > ItemTag.ptr_arr_elem) return NO_INDEX;
  const place = locate(sema, block, src, ptr);
  return place === null ? NO_INDEX : readPlace(sema, block, src, place, arrayType(pool, len, info.child));
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

/** Whether `value` gives a way to change comptime memory. */
export function canMutateComptimeVar(sema: Sema, value: Index): boolean {
  return refersToComptimeVar(sema.pool, value);
}

/** Fails where `value`, which is to become part of `what`, refers to a comptime variable. */
export function checkComptimeVarReference(sema: Sema, block: Block, src: Src, value: Index, what: string): void {
  if (refersToComptimeVar(sema.pool, value)) sema.fail(block, src, `${what} contains reference to comptime var`);
}

/** Stores `value`, which has the type that `ptr` points to, in the comptime memory there. */
export function storePtrValue(sema: Sema, block: Block, src: Src, ptr: Index, value: Index): void {
  const pool = sema.pool;
  const place = locate(sema, block, src, ptr);
  if (place === null || place.allocation === null) {
    const current = place === null ? NO_INDEX : readPlace(sema, block, src, place, typeOf(pool, value));
    if (current === value) return;
    sema.fail(
      block,
      src,
      ptrIsComptimeField(sema, ptr)
        ? 'value stored in comptime field does not match the default value of the field'
        : 'cannot assign to constant',
    );
  }
  checkComptimeStore(sema, block, src, place.allocation);
  const ty = typeOf(pool, value);
  const at = retypePlace(sema, block, src, place, ty);
  const here = placeType(at);
  if (at.offset === 0 && (here === ty || sameBytes(sema, block, src, here, ty))) {
    writeCell(sema, block, src, place.allocation, at.steps, valueWithType(sema, value, here));
    return;
  }
  if (typeKind(pool, ty) === TypeKind.array && place.offset === 0) {
    const run = elementRun(sema, block, src, place, ty);
    if (run !== null) {
      const last = run.steps[run.steps.length - 1]!;
      for (let i = 0; i < arrayLen(pool, ty); i++) {
        const elem = elementOf(pool, value, ty, i);
        writeCell(
          sema,
          block,
          src,
          place.allocation,
          [...run.steps.slice(0, -1), { ...last, index: last.index + i }],
          valueWithType(sema, elem, last.to),
        );
      }
      return;
    }
  }
  const { bytes, at: offset, outer } = bytesOf(sema, block, src, place, ty);
  if (!writeKnown(sema, value, bytes, offset)) {
    sema.fail(block, src, `comptime mutation of '${printType(pool, ty)}' through a pointer that was cast`);
  }
  writeCell(sema, block, src, place.allocation, outer.steps, readValue(pool, placeType(outer), bytes, 0));
}

function ptrIsComptimeField(sema: Sema, ptr: Index): boolean {
  return sema.pool.tag(ptr) === ItemTag.ptr_comptime_field;
}

function writeCell(
  sema: Sema,
  block: Block,
  src: Src,
  allocation: Allocation,
  steps: readonly Step[],
  value: Index,
): void {
  const pool = sema.pool;
  if (steps.length === 0) {
    allocation.value = value;
    return;
  }
  const open = (cell: Cell, step: Step): Parts => {
    if (step.kind !== 'union_field') return takeApart(pool, cell, step.from);
    resolveLayout(sema, block, src, step.from);
    const tag = unionFieldTag(sema, block, src, step.from, step.index);
    const payload = payloadCell(sema, cell, step) ?? undefValue(pool, step.to);
    return { ty: step.from, kind: 'union', tag, cells: [payload] };
  };
  const slotOf = (step: Step): number => (step.kind === 'element' || step.kind === 'slice_part' ? step.index : 0);
  let parts = open(allocation.value, steps[0]!);
  allocation.value = parts;
  for (let i = 0; i < steps.length - 1; i++) {
    const slot = slotOf(steps[i]!);
    const inner = open(parts.cells[slot]!, steps[i + 1]!);
    parts.cells[slot] = inner;
    parts = inner;
  }
  const last = steps[steps.length - 1]!;
  if (last.kind === 'union_field') parts.tag = unionFieldTag(sema, block, src, last.from, last.index);
  parts.cells[slotOf(last)] = value;
}
