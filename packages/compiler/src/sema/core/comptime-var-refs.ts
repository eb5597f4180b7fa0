import { type AirRef, isInst } from '../../air/air.ts';
import { enumFieldByValue, fieldName, fieldsLen } from '../../intern/containers.ts';
import { type Index, NO_INDEX, NO_STRING } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printPlaceFrom } from '../../intern/print-pointer.ts';
import { isPtrValue, ptrValueInfo } from '../../intern/ptr-values.ts';
import { arrayLen } from '../../intern/types.ts';
import {
  aggregateElem,
  enumTagInt,
  optPayload,
  slicePtr,
  typeOf,
  unionPayload,
  unionTag,
} from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/*
 * Pointers to memory that can change at compile time, and to comptime fields, must not leave it: what keeps one, or takes it to run time, is refused.
 */

/** Whether `value` is, or has in it, a pointer to memory that can change at compile time, or to a comptime field. */
export function refersToComptimeVar(pool: InternPool, value: Index): boolean {
  switch (pool.tag(value)) {
    case ItemTag.ptr_comptime_alloc:
    case ItemTag.ptr_comptime_field:
      return true;
    case ItemTag.ptr_uav:
    case ItemTag.ptr_eu_payload:
    case ItemTag.ptr_opt_payload:
    case ItemTag.ptr_field:
    case ItemTag.ptr_arr_elem:
      return refersToComptimeVar(pool, ptrValueInfo(pool, value).base as Index);
    case ItemTag.slice:
    case ItemTag.opt_some:
    case ItemTag.error_union_payload:
      return refersToComptimeVar(pool, pool.word(value, 1) as Index);
    case ItemTag.union_value:
      return refersToComptimeVar(pool, unionPayload(pool, value));
    case ItemTag.aggregate_repeated:
      return refersToComptimeVar(pool, pool.word(value, 1) as Index);
    case ItemTag.aggregate_elems: {
      const len = pool.wordsLen(value);
      for (let i = 1; i < len; i++) if (refersToComptimeVar(pool, pool.word(value, i) as Index)) return true;
      return false;
    }
    default:
      return false;
  }
}

/** Fails where `value`, which is called `name` in messages and is to become part of `what`, refers to a comptime variable. */
export function checkComptimeVarReference(
  sema: Sema,
  block: Block,
  src: Src,
  value: Index,
  what: string,
  name: string,
): void {
  if (refersToComptimeVar(sema.pool, value))
    sema.fail(block, src, `${what} contains reference to comptime var`, pathNotes(sema, block, src, value, name));
}

/** Fails where a known value that is to become part of a runtime one refers to comptime memory that can still change. */
export function validateRuntimeValue(sema: Sema, block: Block, src: Src, ref: AirRef): void {
  if (isInst(ref)) return;
  const value = ref as number as Index;
  if (!refersToComptimeVar(sema.pool, value)) return;
  sema.fail(block, src, 'runtime value contains reference to comptime var', [
    { ...block.at(src), message: 'comptime var pointers are not available at runtime' },
    ...pathNotes(sema, block, src, value, 'runtime_value'),
  ]);
}

/** A pointer in a value that leads to a comptime variable, and where in the value it is, as an expression. */
interface Found {
  readonly pointer: Index;
  readonly path: string;
}

/** The first pointer in `value`, which `path` is the expression for, that leads to a comptime variable; null if there is none. */
function findPointer(sema: Sema, value: Index, path: string): Found | null {
  const { pool } = sema;
  switch (pool.tag(value)) {
    case ItemTag.opt_some:
      return findPointer(sema, optPayload(pool, value), `${path}.?`);
    case ItemTag.error_union_payload:
      return findPointer(sema, pool.word(value, 1) as Index, `(${path} catch unreachable)`);
    case ItemTag.slice:
      return findPointer(sema, slicePtr(pool, value), `${path}.ptr`);
    case ItemTag.union_value: {
      const tag = unionTag(pool, value);
      if (tag === NO_INDEX) return null;
      const tagTy = typeOf(pool, tag);
      const field = fieldName(pool, tagTy, enumFieldByValue(pool, tagTy, enumTagInt(pool, tag)));
      return findPointer(sema, unionPayload(pool, value), `${path}.${pool.text(field)}`);
    }
    case ItemTag.aggregate_repeated:
      return findPointer(sema, aggregateElem(pool, value, 0), `${path}[0]`);
    case ItemTag.aggregate_elems:
      return findInParts(sema, value, path);
    default:
      if (!isPtrValue(pool, value)) return null;
      return refersToComptimeVar(pool, value) ? { pointer: value, path } : null;
  }
}

function findInParts(sema: Sema, value: Index, path: string): Found | null {
  const { pool } = sema;
  const ty = typeOf(pool, value);
  const isFields = pool.tag(ty) === ItemTag.type_struct || pool.tag(ty) === ItemTag.type_tuple;
  const len = isFields ? fieldsLen(pool, ty) : arrayLen(pool, ty);
  for (let i = 0; i < len; i++) {
    const name = isFields ? fieldName(pool, ty, i) : NO_STRING;
    const part = name === NO_STRING ? `[${i}]` : `.${pool.text(name)}`;
    const found = findPointer(sema, aggregateElem(pool, value, i), path + part);
    if (found !== null) return found;
  }
  return null;
}

/** What a pointer value is based on, whatever part of it it points to. */
function rootOf(sema: Sema, pointer: Index): ReturnType<typeof ptrValueInfo> {
  let info = ptrValueInfo(sema.pool, pointer);
  while (info.tag >= ItemTag.ptr_eu_payload) info = ptrValueInfo(sema.pool, info.base as Index);
  return info;
}

/** How one gets from `value`, which is called `name`, to a comptime variable. Constants on the way are called `v0`, `v1` ... */
function pathNotes(sema: Sema, block: Block, src: Src, value: Index, name: string): ErrorNote[] {
  const { pool } = sema;
  const notes: ErrorNote[] = [];
  let at = value;
  let called = name;
  for (let count = 0; ; count++) {
    const found = findPointer(sema, at, called);
    if (found === null) return notes;
    const { pointer, path } = found;
    const root = rootOf(sema, pointer);
    const isWhole = ptrValueInfo(pool, pointer).tag === root.tag;
    const allocation = root.tag === ItemTag.ptr_comptime_alloc ? sema.memory.allocations[root.base]! : null;
    if (isWhole && allocation !== null) {
      notes.push({ ...allocation.declared, message: `'${path}' points to comptime var declared here` });
      return notes;
    }
    if (isWhole && root.tag === ItemTag.ptr_comptime_field) {
      notes.push({ ...block.at(src), message: `'${path}' points to comptime field` });
      return notes;
    }
    called = `v${count}`;
    const place = printPlaceFrom(pool, pointer, called, allocation === null ? NO_INDEX : allocation.ty);
    notes.push({ ...block.at(src), message: `'${path}' points to '${place}', where` });
    if (allocation !== null) {
      notes.push({ ...allocation.declared, message: `'${called}' is a comptime var declared here` });
      return notes;
    }
    if (root.tag === ItemTag.ptr_comptime_field) {
      notes.push({ ...block.at(src), message: `'${called}' is a comptime field` });
      return notes;
    }
    at = root.base as Index;
  }
}
