import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { arrayLen, childType, isTuple, type TypeKind, tupleFieldType, typeKind } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** An array, or a tuple that can be taken for one. */
export interface ArrayLike {
  readonly len: number;
  /** `noreturn` for an empty tuple. */
  readonly elem: Index;
}

/** The operands. What has been dealt with has NO_INDEX for its type. */
export interface Peers {
  readonly sema: Sema;
  readonly block: Block;
  readonly src: Src;
  readonly types: Index[];
  /** Known values, or NO_INDEX. */
  readonly values: Index[];
}

/** Operands that have no common type: their numbers, or a field of tuples whose types conflict. */
export interface Conflict {
  readonly a: number;
  readonly b: number;
  readonly field: number;
  readonly inner: Conflict | null;
}

/** The common type, or the operands that stand against it. */
export type Result = Index | Conflict;

/** Operands `a` and `b` have no common type. */
export function conflict(a: number, b: number): Conflict {
  return { a, b, field: -1, inner: null };
}

/** The type that all operands have. */
export function resolveExact(peers: Peers): Result {
  let first = -1;
  for (let i = 0; i < peers.types.length; i++) {
    if (peers.types[i] === NO_INDEX) continue;
    if (first < 0) first = i;
    else if (peers.types[i] !== peers.types[first]) return conflict(first, i);
  }
  return peers.types[first];
}

/** All are of kind `kind` or `other`: the result is `ty`. */
export function resolveKinds(peers: Peers, reason: number, ty: Index, kind: TypeKind, other: TypeKind): Result {
  for (let i = 0; i < peers.types.length; i++) {
    if (peers.types[i] === NO_INDEX) continue;
    const found = typeKind(peers.sema.pool, peers.types[i]);
    if (found !== kind && found !== other) return conflict(reason, i);
  }
  return ty;
}

/** What the array or tuple type `ty` is as an array; null where it is neither, or the fields of the tuple differ. */
export function arrayLike(sema: Sema, ty: Index): ArrayLike | null {
  const pool = sema.pool;
  if (pool.tag(ty) === ItemTag.type_array) return { len: arrayLen(pool, ty), elem: childType(pool, ty) };
  if (!isTuple(pool, ty)) return null;
  const len = arrayLen(pool, ty);
  if (len === 0) return { len, elem: Ty.noreturn };
  const elem = tupleFieldType(pool, ty, 0);
  for (let i = 1; i < len; i++) if (tupleFieldType(pool, ty, i) !== elem) return null;
  return { len, elem };
}
