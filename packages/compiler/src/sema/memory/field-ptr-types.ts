import { Layout } from '../../intern/container-table.ts';
import { containerLayout, fieldExplicitAlign, fieldsLen, fieldType } from '../../intern/containers.ts';
import type { Index } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { abiAlign, bitSize, fieldAlign, fieldOffset } from '../../intern/layout.ts';
import { type PtrInfo, ptrInfo, ptrType, slicePtrType } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { fieldPtrValue } from '../../intern/ptr-steps.ts';
import { isUndef, typeOf, undefValue } from '../../intern/values.ts';
import type { Sema } from '../core/sema.ts';

/** Numbers of the parts of a slice, as fields of what a pointer to a slice points to. */
export const SLICE_PTR_INDEX = 0;
export const SLICE_LEN_INDEX = 1;

/** The power of two that divides `n`; `limit` if that is smaller. */
function alignOfOffset(n: number, limit: number): number {
  return n === 0 ? limit : Math.min(limit, n & -n);
}

/**
 * The type of a pointer to field `index` of the struct, tuple or union that a pointer of type `ptrTy` points to. The layout of the
 * aggregate must be known.
 */
export function fieldPtrType(pool: InternPool, ptrTy: Index, index: number): Index {
  const info = ptrInfo(pool, ptrTy);
  const aggregate = info.child;
  const child = fieldType(pool, aggregate, index);
  const parentAlign = info.alignment !== 0 ? info.alignment : abiAlign(pool, aggregate);
  const isUnion = pool.tag(aggregate) === ItemTag.type_union;
  switch (containerLayout(pool, aggregate)) {
    case Layout.extern: {
      // The field may be better aligned than its type: what matters is where it stands.
      const alignment = isUnion ? parentAlign : alignOfOffset(fieldOffset(pool, aggregate, index), parentAlign);
      const isWritten = info.alignment !== 0 || fieldExplicitAlign(pool, aggregate, index) !== 0;
      return fieldPtr(pool, info, child, !isWritten && alignment === abiAlign(pool, child) ? 0 : alignment, 0, 0);
    }
    case Layout.packed:
      // All fields of a union have all its bits.
      return isUnion
        ? fieldPtr(pool, info, child, info.alignment, info.hostSize, info.bitOffset)
        : packedFieldPtr(pool, info, index, parentAlign);
    default: {
      const written = fieldExplicitAlign(pool, aggregate, index);
      if (info.alignment === 0) return fieldPtr(pool, info, child, written, 0, 0);
      const own = fieldAlign(pool, aggregate, index);
      const alignment = info.alignment >= own ? written : info.alignment;
      return fieldPtr(pool, info, child, alignment, 0, 0);
    }
  }
}

function fieldPtr(
  pool: InternPool,
  info: PtrInfo,
  child: Index,
  alignment: number,
  hostSize: number,
  bitOffset: number,
): Index {
  const { isConst, isVolatile, addressSpace } = info;
  return ptrType(pool, { child, isConst, isVolatile, addressSpace, alignment, hostSize, bitOffset });
}

/** A pointer that says which bits of the struct's integer are meant. */
function packedFieldPtr(pool: InternPool, info: PtrInfo, index: number, parentAlign: number): Index {
  const aggregate = info.child;
  let offset = 0;
  let bits = 0;
  const len = fieldsLen(pool, aggregate);
  for (let i = 0; i < len; i++) {
    if (i === index) offset = bits;
    bits += bitSize(pool, fieldType(pool, aggregate, i));
  }
  const child = fieldType(pool, aggregate, index);
  const hostSize = info.hostSize !== 0 ? info.hostSize : Math.ceil(bits / 8);
  const bitOffset = info.hostSize !== 0 ? info.bitOffset + offset : offset;
  return fieldPtr(pool, info, child, parentAlign, hostSize, bitOffset);
}

/** The type of a pointer to the pointer (`SLICE_PTR_INDEX`) or length of the slice that a pointer of type `ptrTy` points to. */
export function sliceFieldPtrType(pool: InternPool, ptrTy: Index, index: number): Index {
  const info = ptrInfo(pool, ptrTy);
  const child = index === SLICE_PTR_INDEX ? slicePtrType(pool, info.child) : Ty.usize;
  return fieldPtr(pool, info, child, 0, 0, 0);
}

/** The pointer value to field `index` of what the pointer value `ptr` points to: a struct, tuple, union or slice. */
export function ptrField(sema: Sema, ptr: Index, index: number): Index {
  const pool = sema.pool;
  const ptrTy = typeOf(pool, ptr);
  const isSlice = pool.tag(ptrInfo(pool, ptrTy).child) === ItemTag.type_pointer;
  const ty = isSlice ? sliceFieldPtrType(pool, ptrTy, index) : fieldPtrType(pool, ptrTy, index);
  return isUndef(pool, ptr) ? undefValue(pool, ty) : fieldPtrValue(pool, ptr, ty, index);
}
