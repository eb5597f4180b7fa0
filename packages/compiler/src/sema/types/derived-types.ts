import type { Index } from '../../intern/ids.ts';
import { isSlice, ptrInfo } from '../../intern/pointers.ts';
import {
  arrayLen,
  childType,
  errorUnionPayload,
  intBits,
  intType,
  TypeKind,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { failWithType } from './type-notes.ts';

/** The type inside any number of optionals and error unions: `T` of `E!?T`. */
export function optEuBaseType(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  for (;;) {
    switch (typeKind(pool, ty)) {
      case TypeKind.optional:
        ty = childType(pool, ty);
        break;
      case TypeKind.error_union:
        ty = errorUnionPayload(pool, ty);
        break;
      default:
        return ty;
    }
  }
}

/** The type of the elements of anything that can be indexed: an array, vector, slice, many-pointer or pointer to such. */
export function indexableElemType(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  const child = childType(pool, ty);
  if (typeKind(pool, ty) !== TypeKind.pointer || isSlice(pool, ty)) return child;
  if (ptrInfo(pool, ty).size !== 'one') return child;
  switch (typeKind(pool, child)) {
    case TypeKind.array:
    case TypeKind.vector:
      return childType(pool, child);
    default:
      return child;
  }
}

/** The type of the amount by which a value of type `ty` can be shifted. */
export function log2IntType(sema: Sema, block: Block, src: Src, ty: Index): Index {
  const pool = sema.pool;
  switch (typeKind(pool, ty)) {
    case TypeKind.comptime_int:
      return ty;
    case TypeKind.int: {
      const bits = intBits(pool, ty);
      return intType(pool, false, bits === 0 ? 0 : 32 - Math.clz32(bits - 1));
    }
    case TypeKind.vector:
      return vectorType(pool, arrayLen(pool, ty), log2IntType(sema, block, src, childType(pool, ty)));
    default:
      return failWithType(sema, block, src, 'bit shifting operation expected integer type, found', ty);
  }
}
