import { comptimeOnly, isPtrLikeOptional } from './classify.ts';
import { Layout } from './container-table.ts';
import { containerLayout } from './containers.ts';
import type { Index } from './ids.ts';
import { ItemTag } from './item.ts';
import { abiSize, bitSize, fieldOffset, packedFieldBitOffset } from './layout.ts';
import { NO_VECTOR_INDEX, type PtrSize, ptrChild, ptrInfo, ptrType } from './pointers.ts';
import type { InternPool } from './pool.ts';
import {
  ptrToElem,
  ptrToErrorUnionPayload,
  ptrToField,
  ptrToOptPayload,
  ptrValueInfo,
  ptrValueWith,
} from './ptr-values.ts';
import { arrayLenWithSentinel, childType, TypeKind, typeKind } from './types.ts';
import { typeOf } from './values.ts';

/*
 * Pointers to parts. Where the language says how a type is in memory, a pointer to a part of it is one to the whole, some bytes further on; where it
 * does not, the part is named. So two pointers to one place are equal but for their types, by whatever way they got there.
 */

/** `ptr` as one of the plainest type to `child`: what pointers to parts of that are based on. */
function base(pool: InternPool, ptr: Index, child: Index, size: PtrSize = 'one'): Index {
  return ptrValueWith(pool, ptr, ptrType(pool, { child, size }));
}

/** What arrays of arrays of ... are made of, and how many of it (sentinels too) the type has. For other types: itself, and 1. */
export function arrayBase(pool: InternPool, ty: Index): { readonly elem: Index; readonly len: number } {
  let elem = ty;
  let len = 1;
  while (pool.tag(elem) === ItemTag.type_array) {
    len *= arrayLenWithSentinel(pool, elem);
    elem = childType(pool, elem);
  }
  return { elem, len };
}

/**
 * Pointer of type `ty` to element `index` of what the defined pointer value `ptr` points to: an array, a vector, or (of a many pointer) the first
 * of some elements. Unless `index` is 0, the layout of the elements must be known.
 */
export function elemPtrValue(pool: InternPool, ptr: Index, ty: Index, index: number): Index {
  const { child, size } = ptrInfo(pool, typeOf(pool, ptr));
  const isVector = size === 'one' && pool.tag(child) === ItemTag.type_vector;
  if (isVector && ptrInfo(pool, ty).vectorIndex !== NO_VECTOR_INDEX)
    return ptrToElem(pool, ty, base(pool, ptr, child), index);
  if (index === 0) return ptrValueWith(pool, ptr, ty);
  const elem = size === 'one' ? childType(pool, child) : child;
  if (!comptimeOnly(pool, elem)) {
    const stride = isVector ? bitSize(pool, elem) / 8 : abiSize(pool, elem);
    return ptrValueWith(pool, ptr, ty, index * stride);
  }
  // Elements that exist at compile time only have no bytes: they are counted.
  const { elem: counted, len } = arrayBase(pool, elem);
  const info = ptrValueInfo(pool, ptr);
  if (info.tag === ItemTag.ptr_arr_elem && ptrChild(pool, typeOf(pool, info.base as Index)) === counted)
    return ptrToElem(pool, ty, info.base as Index, info.index + index * len);
  return ptrToElem(pool, ty, base(pool, ptr, counted, 'many'), index * len);
}

/**
 * Pointer of type `ty` to field `index` of the struct, union or tuple, or to part `index` of the slice, that the defined pointer value `ptr`
 * points to. The layout must be known.
 */
export function fieldPtrValue(pool: InternPool, ptr: Index, ty: Index, index: number): Index {
  const { child, bitOffset } = ptrInfo(pool, typeOf(pool, ptr));
  const layout = pool.tag(child) === ItemTag.type_pointer ? Layout.auto : containerLayout(pool, child);
  const isUnion = typeKind(pool, child) === TypeKind.union;
  switch (layout) {
    case Layout.extern:
      return ptrValueWith(pool, ptr, ty, isUnion ? 0 : fieldOffset(pool, child, index));
    case Layout.packed: {
      // A pointer to bits points to their host, and says in its type which they are.
      if (isUnion || ptrInfo(pool, ty).hostSize !== 0) return ptrValueWith(pool, ptr, ty);
      return ptrValueWith(pool, ptr, ty, (bitOffset + packedFieldBitOffset(pool, child, index)) / 8);
    }
    case Layout.auto:
      return ptrToField(pool, ty, base(pool, ptr, child), index);
  }
}

/** Pointer of type `ty` to the payload of the optional that the defined pointer value `ptr` points to. */
export function optPayloadPtrValue(pool: InternPool, ptr: Index, ty: Index): Index {
  const child = ptrChild(pool, typeOf(pool, ptr));
  if (isPtrLikeOptional(pool, child)) return ptrValueWith(pool, ptr, ty);
  return ptrToOptPayload(pool, ty, base(pool, ptr, child));
}

/** Pointer of type `ty` to the payload of the error union that the defined pointer value `ptr` points to. */
export function errUnionPayloadPtrValue(pool: InternPool, ptr: Index, ty: Index): Index {
  return ptrToErrorUnionPayload(pool, ty, base(pool, ptr, ptrChild(pool, typeOf(pool, ptr))));
}
