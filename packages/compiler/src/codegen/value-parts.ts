import { optionalReprIsPayload } from '../intern/classify.ts';
import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldIsComptime, fieldsLen, fieldType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import {
  errorUnionErrorOffset,
  errorUnionPayloadOffset,
  fieldOffset,
  optionalFlagOffset,
  unionLayout,
  unionTagType,
} from '../intern/layout.ts';
import { isSlice } from '../intern/pointers.ts';
import { arrayLen, arrayLenWithSentinel, childType, errorUnionPayload, TypeKind, typeKind } from '../intern/types.ts';
import { isScalar, type Repr, ReprKind, type ReprTable } from './repr.ts';

/** A scalar that is part of a value in memory. */
export interface ValuePart {
  /** In bytes. */
  readonly offset: number;
  readonly repr: Repr;
}

/** The scalars that a value in memory of type `ty` consists of, in order; null if there are more than `limit`, or it is of no such type. */
export function valueParts(reprs: ReprTable, ty: Index, limit: number): readonly ValuePart[] | null {
  const parts: ValuePart[] = [];
  return collect(reprs, ty, 0, parts, limit) && parts.length > 0 ? parts : null;
}

/** The halves, of 8 bytes each, of `count` values of 16 bytes that stand one after the other. */
export function halvesOf(count: number): readonly ValuePart[] {
  return Array.from({ length: 2 * count }, (_, i) => ({ offset: 8 * i, repr: integer(8) }));
}

const WORD: Repr = integer(4);
const FLAG: Repr = integer(1);
const ERROR: Repr = integer(2);

function integer(size: number): Repr {
  const kind = size === 8 ? ReprKind.i64 : ReprKind.i32;
  return { kind, size, align: size, bits: size * 8, signed: false, float: 0 };
}

function collect(reprs: ReprTable, ty: Index, offset: number, parts: ValuePart[], limit: number): boolean {
  const { pool } = reprs;
  const repr = reprs.of(ty);
  if (repr.kind === ReprKind.none) return true;
  if (isScalar(repr)) return add(parts, offset, repr, limit);
  switch (typeKind(pool, ty)) {
    case TypeKind.pointer:
      return isSlice(pool, ty) && add(parts, offset, WORD, limit) && add(parts, offset + 4, WORD, limit);
    case TypeKind.int:
    case TypeKind.float:
      return repr.size === 16 && (repr.bits === 128 || repr.float === 128) && chunks(parts, offset, 16, limit);
    case TypeKind.optional: {
      const child = childType(pool, ty);
      if (optionalReprIsPayload(pool, ty)) return collect(reprs, child, offset, parts, limit);
      if (reprs.of(child).kind === ReprKind.none) return false;
      return (
        collect(reprs, child, offset, parts, limit) && add(parts, offset + optionalFlagOffset(pool, ty), FLAG, limit)
      );
    }
    case TypeKind.error_union: {
      const payload = errorUnionPayload(pool, ty);
      if (reprs.of(payload).kind === ReprKind.none) return false;
      return (
        collect(reprs, payload, offset + errorUnionPayloadOffset(pool, ty), parts, limit) &&
        add(parts, offset + errorUnionErrorOffset(pool, ty), ERROR, limit)
      );
    }
    case TypeKind.struct:
      return collectStruct(reprs, ty, offset, parts, limit);
    case TypeKind.union:
      return collectUnion(reprs, ty, offset, parts, limit);
    case TypeKind.array:
      return collectElements(reprs, ty, offset, arrayLenWithSentinel(pool, ty), parts, limit);
    case TypeKind.vector: {
      const child = reprs.of(childType(pool, ty));
      // Elements of other widths are bits in a row.
      if (!isScalar(child) || (child.bits || child.float) !== child.size * 8) return false;
      return collectElements(reprs, ty, offset, arrayLen(pool, ty), parts, limit);
    }
    default:
      return false;
  }
}

/** The fields; of an extern struct what is between them and behind them too: whoever fills it with bytes finds them again. */
function collectStruct(reprs: ReprTable, ty: Index, offset: number, parts: ValuePart[], limit: number): boolean {
  const { pool } = reprs;
  const layout = containerLayout(pool, ty);
  if (layout === Layout.packed) return false;
  const hasPadding = layout === Layout.extern;
  let end = offset;
  for (let i = 0; i < fieldsLen(pool, ty); i++) {
    const field = fieldType(pool, ty, i);
    const repr = reprs.of(field);
    if (fieldIsComptime(pool, ty, i) || repr.kind === ReprKind.none) continue;
    const start = offset + fieldOffset(pool, ty, i);
    if (hasPadding && !chunks(parts, end, start - end, limit)) return false;
    if (!collect(reprs, field, start, parts, limit)) return false;
    end = start + repr.size;
  }
  return !hasPadding || chunks(parts, end, offset + reprs.of(ty).size - end, limit);
}

function collectElements(
  reprs: ReprTable,
  ty: Index,
  offset: number,
  len: number,
  parts: ValuePart[],
  limit: number,
): boolean {
  const child = childType(reprs.pool, ty);
  if (len > limit) return false;
  for (let i = 0; i < len; i++)
    if (!collect(reprs, child, offset + i * reprs.of(child).size, parts, limit)) return false;
  return true;
}

/** The tag, and the bytes that the fields share. */
function collectUnion(reprs: ReprTable, ty: Index, offset: number, parts: ValuePart[], limit: number): boolean {
  const { pool } = reprs;
  const { size } = reprs.of(ty);
  if (containerLayout(pool, ty) === Layout.packed) return false;
  const tag = unionTagType(pool, ty);
  const { tagSize, tagOffset, payloadOffset } = unionLayout(pool, ty);
  if (tagSize === 0 || tag === NO_INDEX) return chunks(parts, offset, size, limit);
  if (!isScalar(reprs.of(tag))) return false;
  const payloadSize = (tagOffset > payloadOffset ? tagOffset : size) - payloadOffset;
  return (
    chunks(parts, offset + payloadOffset, payloadSize, limit) && add(parts, offset + tagOffset, reprs.of(tag), limit)
  );
}

/** `size` bytes as aligned integers. */
function chunks(parts: ValuePart[], offset: number, size: number, limit: number): boolean {
  const end = offset + size;
  for (let at = offset; at < end; ) {
    let piece = 8;
    while (at % piece !== 0 || at + piece > end) piece /= 2;
    if (!add(parts, at, integer(piece), limit)) return false;
    at += piece;
  }
  return true;
}

function add(parts: ValuePart[], offset: number, repr: Repr, limit: number): boolean {
  if (parts.length === limit) return false;
  parts.push({ offset, repr });
  return true;
}
