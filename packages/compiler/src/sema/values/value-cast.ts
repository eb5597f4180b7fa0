import { tagType } from '../../intern/containers.ts';
import { funcCoerced, isFunc } from '../../intern/functions.ts';
import { type Index, InternalFault } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { isPtr, isSlice, ptrInfo, slicePtrType } from '../../intern/pointers.ts';
import { ptrToAddress, ptrValueOffset, ptrValueWith } from '../../intern/ptr-values.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../../intern/types.ts';
import {
  aggregate,
  aggregateElem,
  enumTag,
  errName,
  errorUnionError,
  errorUnionPayloadValue,
  errorUnionValuePayload,
  errValue,
  floatValue,
  floatValueBits,
  intBig,
  intValue,
  isInt,
  isUndef,
  optNull,
  optPayload,
  optSome,
  sliceLen,
  slicePtr,
  sliceValue,
  typeOf,
  undefValue,
} from '../../intern/values.ts';
import { elementCount, elementType } from '../core/comptime-memory.ts';
import type { Sema } from '../core/sema.ts';

/**
 * The interned `value` as one of type `ty`, for which it has the right bytes: what an in-memory coercion, a pointer cast or a
 * load through a cast pointer give.
 */
export function valueWithType(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  const from = typeOf(pool, value);
  if (from === ty) return value;
  if (isUndef(pool, value)) return undefValue(pool, ty);
  const kind = typeKind(pool, ty);
  if (isFunc(pool, value) && kind === TypeKind.fn) return funcCoerced(pool, ty, value);
  const tag = pool.tag(value);
  switch (tag) {
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      if (kind === TypeKind.enum) return enumTag(pool, ty, valueWithType(sema, value, tagType(pool, ty)));
      if (kind === TypeKind.pointer) return ptrToAddress(pool, ty, Number(intBig(pool, value)));
      return intValue(pool, ty, intBig(pool, value));
    case ItemTag.float:
      return floatValue(pool, ty, floatValueBits(pool, value));
    case ItemTag.err:
      if (kind === TypeKind.error_union) return errorUnionError(pool, ty, errName(pool, value));
      return errValue(pool, ty, errName(pool, value));
    case ItemTag.error_union_error:
      if (kind === TypeKind.error_set) return errValue(pool, ty, errName(pool, value));
      return errorUnionError(pool, ty, errName(pool, value));
    case ItemTag.error_union_payload:
      return errorUnionPayloadValue(
        pool,
        ty,
        valueWithType(sema, errorUnionValuePayload(pool, value), errorUnionPayload(pool, ty)),
      );
    case ItemTag.slice:
      if (kind === TypeKind.optional) return optSome(pool, ty, valueWithType(sema, value, childType(pool, ty)));
      if (kind === TypeKind.pointer && !isSlice(pool, ty)) return valueWithType(sema, slicePtr(pool, value), ty);
      return sliceValue(
        pool,
        ty,
        valueWithType(sema, slicePtr(pool, value), slicePtrType(pool, ty)),
        sliceLen(pool, value),
      );
    case ItemTag.opt_null:
      return kind === TypeKind.pointer ? ptrToAddress(pool, ty, 0) : optNull(pool, ty);
    case ItemTag.opt_some:
      if (kind !== TypeKind.optional) return valueWithType(sema, optPayload(pool, value), ty);
      return optSome(pool, ty, valueWithType(sema, optPayload(pool, value), childType(pool, ty)));
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated: {
      const elems: Index[] = [];
      const len = elementCount(pool, ty);
      for (let i = 0; i < len; i++) {
        elems.push(valueWithType(sema, aggregateElem(pool, value, i), elementType(pool, ty, i)));
      }
      return aggregate(pool, ty, elems);
    }
    case ItemTag.enum_tag:
      return valueWithType(sema, pool.word(value, 1) as Index, ty);
    default:
      break;
  }
  if (tag >= ItemTag.ptr_decl && tag <= ItemTag.ptr_arr_elem) {
    if (kind === TypeKind.optional) {
      const child = childType(pool, ty);
      const isNull = tag === ItemTag.ptr_int && ptrValueOffset(pool, value) === 0;
      if (isNull && isPtr(pool, child) && !ptrInfo(pool, child).isAllowzero) return optNull(pool, ty);
      return optSome(pool, ty, valueWithType(sema, value, child));
    }
    return ptrValueWith(pool, value, ty);
  }
  if (typeKind(pool, from) === kind) return value;
  throw new InternalFault(`a value of item ${ItemTag[tag]} cannot be given another type`);
}

/** Whether the pointer or optional `value` is null: of an optional `null`, of a pointer the address 0. */
export function isNullPtr(sema: Sema, value: Index): boolean {
  const pool = sema.pool;
  const tag = pool.tag(value);
  if (tag === ItemTag.slice) return isNullPtr(sema, slicePtr(pool, value));
  if (tag === ItemTag.opt_some) return isNullPtr(sema, optPayload(pool, value));
  if (isInt(pool, value)) return intBig(pool, value) === 0n;
  return tag === ItemTag.opt_null || (tag === ItemTag.ptr_int && ptrValueOffset(pool, value) === 0);
}
