import { funcCoerced, isFunc } from '../intern/functions.ts';
import { type Index, InternalFault } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { ptrInfo, slicePtrType } from '../intern/pointers.ts';
import { ptrToAddress, ptrValueWith } from '../intern/ptr-values.ts';
import { childType, errorUnionPayload, TypeKind, typeKind } from '../intern/types.ts';
import {
  aggregate,
  aggregateElem,
  enumTag,
  errName,
  errorUnionError,
  errorUnionPayloadValue,
  errValue,
  intBig,
  intValue,
  isUndef,
  optNull,
  optPayload,
  optSome,
  sliceValue,
  typeOf,
  undefValue,
} from '../intern/values.ts';
import { elementCount, elementType } from './comptime-memory.ts';
import type { Sema } from './sema.ts';

/**
 * The interned `value` as one of type `ty`, for which it has the right bytes: what an in-memory coercion, a pointer cast or a
 * load through a cast pointer give.
 */
export function valueWithType(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  const from = typeOf(pool, value);
  if (from === ty) return value;
  if (isUndef(pool, value)) return undefValue(pool, ty);
  if (isFunc(pool, value) && typeKind(pool, ty) === TypeKind.fn) return funcCoerced(pool, ty, value);
  const tag = pool.tag(value);
  switch (tag) {
    case ItemTag.int_u32:
    case ItemTag.int_negative_u32:
    case ItemTag.int_positive:
    case ItemTag.int_negative:
      if (typeKind(pool, ty) === TypeKind.enum) return enumTag(pool, ty, intValue(pool, pool.containers.tagType.data[pool.word(ty, 0)] as Index, intBig(pool, value)));
      return intValue(pool, ty, intBig(pool, value));
    case ItemTag.err:
      if (typeKind(pool, ty) === TypeKind.error_union) return errorUnionError(pool, ty, errName(pool, value));
      return errValue(pool, ty, errName(pool, value));
    case ItemTag.error_union_error:
      if (typeKind(pool, ty) === TypeKind.error_set) return errValue(pool, ty, errName(pool, value));
      return errorUnionError(pool, ty, errName(pool, value));
    case ItemTag.error_union_payload:
      return errorUnionPayloadValue(pool, ty, valueWithType(sema, pool.word(value, 1) as Index, errorUnionPayload(pool, ty)));
    case ItemTag.slice:
      if (typeKind(pool, ty) === TypeKind.optional) return optSome(pool, ty, valueWithType(sema, value, childType(pool, ty)));
      return sliceValue(pool, ty, valueWithType(sema, pool.word(value, 1) as Index, slicePtrType(pool, ty)), pool.word(value, 2) as Index);
    case ItemTag.opt_null:
      if (typeKind(pool, ty) === TypeKind.pointer) return ptrToAddress(pool, ty, 0);
      return optNull(pool, ty);
    case ItemTag.opt_some:
      if (typeKind(pool, ty) !== TypeKind.optional) return valueWithType(sema, optPayload(pool, value), ty);
      return optSome(pool, ty, valueWithType(sema, optPayload(pool, value), childType(pool, ty)));
    case ItemTag.aggregate_bytes:
    case ItemTag.aggregate_elems:
    case ItemTag.aggregate_repeated: {
      const elems: Index[] = [];
      const len = elementCount(pool, ty);
      for (let i = 0; i < len; i++) elems.push(valueWithType(sema, aggregateElem(pool, value, i), elementType(pool, ty, i)));
      return aggregate(pool, ty, elems);
    }
    case ItemTag.enum_tag:
      return valueWithType(sema, pool.word(value, 1) as Index, ty);
    default:
      break;
  }
  if (tag >= ItemTag.ptr_decl && tag <= ItemTag.ptr_arr_elem) {
    if (typeKind(pool, ty) === TypeKind.optional) {
      const child = childType(pool, ty);
      if (tag === ItemTag.ptr_int && pool.word(value, 1) === 0 && !ptrInfo(pool, child).isAllowzero) return optNull(pool, ty);
      return optSome(pool, ty, valueWithType(sema, value, child));
    }
    return ptrValueWith(pool, value, ty);
  }
  if (typeKind(pool, from) === typeKind(pool, ty)) return value;
  throw new InternalFault(`a value of item ${ItemTag[tag]} cannot be given another type`);
}
