import { activeFieldsLen, classOfContainer, hasRuntimeBits, isUninhabited } from './classify.ts';
import { ContainerFlag, ContainerStatus, type ContainerTable, Layout } from './container-table.ts';
import { containerLayout, containerOf, fieldsLen, fieldType, isContainer } from './containers.ts';
import { type ContainerIndex, type Index, NO_INDEX } from './ids.ts';
import { ItemTag } from './item.ts';
import {
  abiAlign,
  abiSize,
  alignUp,
  bitSize,
  fieldAlign,
  intAlign,
  intSize,
  isComptimeOnlyField,
  packedUnionBits,
  unionTagType,
} from './layout.ts';
import type { InternPool } from './pool.ts';
import { intType } from './types.ts';

/**
 * Computes class, offsets, size and alignment of a struct, union or enum whose fields are known and whose fields' types have their
 * layouts, and writes them in `table`; it is resolved then. A packed struct that was given no backing integer gets one here. To be
 * called again whenever fields were set or the layout of a field's type changed. Returns whether anything differs from what was there.
 */
export function computeLayout(pool: InternPool, table: ContainerTable, ty: Index): boolean {
  const row = containerOf(pool, ty);
  const before = layoutWords(table, row);
  if (pool.tag(ty) === ItemTag.type_struct) {
    if (table.layout.data[row] === Layout.packed) layoutPackedStruct(pool, table, ty);
    else layoutStruct(pool, table, ty);
  } else if (pool.tag(ty) === ItemTag.type_union) {
    const isTagged = (table.flags.data[row] & (ContainerFlag.tagged | ContainerFlag.safetyTagged)) !== 0;
    table.setFlag(row, ContainerFlag.runtimeTag, isTagged && activeFieldsLen(pool, ty) > 1);
    layoutUnion(pool, table, ty);
  }
  if (pool.tag(ty) !== ItemTag.type_opaque) table.class.data[row] = classOfContainer(pool, ty);
  table.status.data[row] = ContainerStatus.resolved;
  table.wrapped.data[row] = wrappedType(pool, table, ty);
  const after = layoutWords(table, row);
  return after.length !== before.length || after.some((word, i) => word !== before[i]);
}

/** What an extern struct or union with a single field is but a wrapper of: C passes it as that. NO_INDEX where it is none. */
function wrappedType(pool: InternPool, table: ContainerTable, ty: Index): Index {
  if (table.layout.data[containerOf(pool, ty)] !== Layout.extern || fieldsLen(pool, ty) !== 1) return NO_INDEX;
  const field = fieldType(pool, ty, 0);
  // A field that is aligned more than its type makes a struct that is more than a wrapper.
  if (abiSize(pool, field) !== abiSize(pool, ty)) return NO_INDEX;
  const inner = isContainer(pool, field) ? pool.containers.wrapped(containerOf(pool, field)) : NO_INDEX;
  return inner === NO_INDEX ? field : inner;
}

/** All that the layout of a container says, to be compared. */
function layoutWords(table: ContainerTable, row: ContainerIndex): number[] {
  const start = table.fieldsStart.data[row];
  const end = start + table.fieldsLen.data[row];
  return [
    table.size.data[row],
    table.alignment.data[row],
    table.payloadSize.data[row],
    table.payloadAlignment.data[row],
    table.wrapped.data[row],
    table.tagType.data[row],
    table.flags.data[row],
    table.class.data[row],
    ...table.fieldOffset.data.subarray(start, end),
  ];
}

function layoutPackedStruct(pool: InternPool, table: ContainerTable, ty: Index): void {
  const row = containerOf(pool, ty);
  const first = table.fieldsStart.data[row];
  let bits = 0;
  const len = fieldsLen(pool, ty);
  for (let i = 0; i < len; i++) {
    table.fieldOffset.data[first + i] = bits;
    bits += bitSize(pool, fieldType(pool, ty, i));
  }
  if (table.tagType.data[row] === NO_INDEX) table.tagType.data[row] = intType(pool, false, bits);
  const backing = table.tagType.data[row] as Index;
  table.size.data[row] = abiSize(pool, backing);
  table.alignment.data[row] = abiAlign(pool, backing);
}

/** Room in memory, in bytes; more than a machine has, perhaps. */
interface Extent {
  readonly size: number;
  readonly alignment: number;
}

/** The size in bytes that a struct or union takes that is not packed, whose layout was computed: columns hold no more than 32 bits of it. */
export function requiredSize(pool: InternPool, ty: Index): number {
  if (pool.tag(ty) === ItemTag.type_struct) return structExtent(pool, ty, () => {}).size;
  return unionExtent(pool, ty, payloadExtent(pool, ty)).size;
}

function layoutStruct(pool: InternPool, table: ContainerTable, ty: Index): void {
  const row = containerOf(pool, ty);
  const first = table.fieldsStart.data[row];
  const { size, alignment } = structExtent(pool, ty, (i, offset) => {
    table.fieldOffset.data[first + i] = offset;
  });
  table.size.data[row] = size;
  table.alignment.data[row] = alignment;
}

/**
 * In an `auto` struct, fields of larger alignment come first; among those of one alignment the order is that of the source. (The
 * official compiler does this where it uses LLVM, which is the default; with `-fno-llvm` it keeps the order of the source.)
 * A field without bits has an offset and an alignment like any other, unless its type is comptime-only.
 */
function structExtent(pool: InternPool, ty: Index, place: (i: number, offset: number) => void): Extent {
  const len = fieldsLen(pool, ty);
  const order: number[] = [];
  const aligns: number[] = [];
  for (let i = 0; i < len; i++) {
    const omitted = isComptimeOnlyField(pool, ty, i);
    aligns.push(omitted ? 0 : fieldAlign(pool, ty, i));
    if (omitted) place(i, 0);
    else order.push(i);
  }
  if (containerLayout(pool, ty) === Layout.auto) order.sort((a, b) => aligns[b] - aligns[a] || a - b);
  let alignment = 1;
  let offset = 0;
  for (const i of order) {
    alignment = Math.max(alignment, aligns[i]);
    offset = alignUp(offset, aligns[i]);
    place(i, offset);
    offset += abiSize(pool, fieldType(pool, ty, i));
  }
  return { size: alignUp(offset, alignment), alignment };
}

function layoutUnion(pool: InternPool, table: ContainerTable, ty: Index): void {
  const row = containerOf(pool, ty);
  const payload = payloadExtent(pool, ty);
  table.payloadSize.data[row] = payload.size;
  table.payloadAlignment.data[row] = payload.alignment;
  const { size, alignment } = unionExtent(pool, ty, payload);
  table.size.data[row] = size;
  table.alignment.data[row] = alignment;
}

/** Of the fields of a union, one over the other. */
function payloadExtent(pool: InternPool, ty: Index): Extent {
  let size = 0;
  let alignment = 1;
  const len = fieldsLen(pool, ty);
  if (containerLayout(pool, ty) === Layout.packed) {
    const bits = packedUnionBits(pool, ty);
    size = intSize(pool.target, bits);
    alignment = intAlign(pool.target, bits);
  }
  for (let i = 0; i < len; i++) {
    const field = fieldType(pool, ty, i);
    if (isUninhabited(pool, field)) continue;
    size = Math.max(size, abiSize(pool, field));
    alignment = Math.max(alignment, fieldAlign(pool, ty, i));
  }
  return { size, alignment };
}

/** Of a union: its payload and the tag that is in memory. */
function unionExtent(pool: InternPool, ty: Index, payload: Extent): Extent {
  const tag = unionTagType(pool, ty);
  if (tag === NO_INDEX || !hasRuntimeBits(pool, tag)) {
    return { size: alignUp(payload.size, payload.alignment), alignment: payload.alignment };
  }
  const tagSize = abiSize(pool, tag);
  const tagAlign = abiAlign(pool, tag);
  const alignment = Math.max(tagAlign, payload.alignment);
  const end =
    tagAlign >= payload.alignment
      ? alignUp(tagSize, payload.alignment) + payload.size
      : alignUp(payload.size, tagAlign) + tagSize;
  return { size: alignUp(end, alignment), alignment };
}
