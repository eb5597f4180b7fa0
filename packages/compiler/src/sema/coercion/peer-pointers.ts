import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isPtr, type PtrInfo, type PtrKey, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { arrayLen, arrayType, childType, intBits, sentinelOf, TypeKind, typeKind } from '../../intern/types.ts';
import { pairInMemory } from '../values/coerce-in-memory.ts';
import { ptrOrOptionalPtr, resolvedPtrAlign, sentinelKept } from '../values/pointer-mismatch.ts';
import { coerce } from './coerce.ts';
import { type ArrayLike, arrayLike, type Conflict, conflict, type Peers, type Result } from './peers.ts';

/** The lesser of two alignments of pointer types; 0 where both are the natural one of the same child. */
function commonAlign(peers: Peers, a: PtrInfo, b: PtrInfo): number {
  if (a.alignment === 0 && b.alignment === 0) return 0;
  const { sema, block, src } = peers;
  const align = (info: PtrInfo): number => resolvedPtrAlign(sema, block, src, ptrType(sema.pool, info));
  return Math.min(align(a), align(b));
}

/** The common type where one of the operands is a C pointer. */
export function resolveCPtrs(peers: Peers, reason: number): Result {
  const { sema, block, src, types, values } = peers;
  const pool = sema.pool;
  let result = null as PtrInfo | null;
  let first = -1;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    switch (typeKind(pool, ty)) {
      case TypeKind.comptime_int:
      case TypeKind.null:
        continue;
      case TypeKind.int:
        if (values[i] !== NO_INDEX || intBits(pool, ty) <= intBits(pool, Ty.usize)) continue;
        break;
      default:
        break;
    }
    const ptr = ptrOrOptionalPtr(sema, ty);
    if (ptr === NO_INDEX) return conflict(reason, i);
    const info = ptrInfo(pool, ptr);
    if (result === null) {
      result = { ...info, size: 'c', isAllowzero: true };
      first = i;
      continue;
    }
    const child = pairInMemory(sema, block, src, result.child, info.child);
    if (child === NO_INDEX) return conflict(first, i);
    if (result.addressSpace !== info.addressSpace) return conflict(first, i);
    if (result.bitOffset !== info.bitOffset || result.hostSize !== info.hostSize) return conflict(first, i);
    const sentinel: Index = result.sentinel === info.sentinel ? result.sentinel : NO_INDEX;
    result = {
      ...result,
      child,
      sentinel,
      alignment: commonAlign(peers, result, info),
      isConst: result.isConst || info.isConst,
      isVolatile: result.isVolatile || info.isVolatile,
    };
  }
  return result === null ? conflict(reason, reason) : ptrType(pool, result);
}

/** The common type of pointers, of functions too. */
export function resolvePtrs(peers: Peers, reason: number): Result {
  const { sema, types } = peers;
  const pool = sema.pool;
  let sliceAt = -1;
  let result = null as PtrInfo | null;
  let first = -1;
  let other = -1;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    let info: PtrInfo;
    if (isPtr(pool, ty)) info = ptrInfo(pool, ty);
    else if (typeKind(pool, ty) === TypeKind.fn) info = ptrInfo(pool, ptrType(pool, { child: ty, isConst: true }));
    else return conflict(reason, i);
    if (info.size === 'c') return conflict(reason, i);
    if (info.size === 'slice') sliceAt = i;
    if (result === null) {
      result = info;
      first = i;
      continue;
    }
    other = i;
    if (result.addressSpace !== info.addressSpace) return conflict(first, i);
    if (result.bitOffset !== info.bitOffset || result.hostSize !== info.hostSize) return conflict(first, i);
    const shape = commonShape(peers, result, info, sliceAt >= 0 && sliceAt !== i ? sliceAt : -1, first, i);
    if ('a' in shape) return shape;
    const sentinel = commonSentinel(peers, result, info, shape);
    const isArray = shape.size === 'one' && pool.tag(shape.child) === ItemTag.type_array;
    const child = isArray
      ? arrayType(pool, arrayLen(pool, shape.child), childType(pool, shape.child), sentinel)
      : shape.child;
    result = {
      ...result,
      child,
      size: shape.size,
      sentinel: shape.size === 'one' ? NO_INDEX : sentinel,
      alignment: commonAlign(peers, result, info),
      isConst: result.isConst || info.isConst,
      isVolatile: result.isVolatile || info.isVolatile,
      isAllowzero: result.isAllowzero || info.isAllowzero,
    };
  }
  if (result === null) return conflict(reason, reason);
  const pointee = result.child;
  const isEmpty = pool.tag(pointee) === ItemTag.type_array && childType(pool, pointee) === Ty.noreturn;
  if (pointee === Ty.noreturn || isEmpty) return conflict(first, other < 0 ? first : other);
  return ptrType(pool, result as PtrKey);
}

interface Shape {
  readonly size: 'one' | 'many' | 'slice';
  readonly child: Index;
}

/** Size and child, less sentinels, of the pointer type that `cur` and `peer` have in common. */
function commonShape(
  peers: Peers,
  cur: PtrInfo,
  peer: PtrInfo,
  sliceAt: number,
  first: number,
  i: number,
): Shape | Conflict {
  const { sema, block, src } = peers;
  const pair = (a: Index, b: Index): Index => pairInMemory(sema, block, src, a, b);
  const none = conflict(first, i);
  const curArray = arrayLike(sema, cur.child);
  const peerArray = arrayLike(sema, peer.child);
  /** A pointer to an array, by its elements, with a many pointer or slice. */
  const withArray = (
    array: ArrayLike | null,
    elem: Index,
    size: 'many' | 'slice',
    arrayFirst: boolean,
  ): Shape | Conflict => {
    if (array === null) return none;
    const child = arrayFirst ? pair(array.elem, elem) : pair(elem, array.elem);
    if (child !== NO_INDEX) return { size, child };
    return array.elem === Ty.noreturn ? { size, child: elem } : none;
  };
  const direct = (size: 'many' | 'slice'): Shape | Conflict => {
    const child = pair(cur.child, peer.child);
    return child === NO_INDEX ? none : { size, child };
  };
  switch (peer.size) {
    case 'one':
      if (cur.size === 'many') return withArray(peerArray, cur.child, 'many', false);
      if (cur.size === 'slice') return withArray(peerArray, cur.child, 'slice', false);
      return commonOne(peers, cur, peer, curArray, peerArray, none);
    case 'many':
      if (cur.size === 'one') return withArray(curArray, peer.child, 'many', true);
      if (cur.size === 'many') return direct('many');
      return sliceAt >= 0 ? conflict(sliceAt, i) : direct('many');
    default:
      if (cur.size === 'one') return withArray(curArray, peer.child, 'slice', true);
      return cur.size === 'many' ? none : direct('slice');
  }
}

function commonOne(
  peers: Peers,
  cur: PtrInfo,
  peer: PtrInfo,
  curArray: ArrayLike | null,
  peerArray: ArrayLike | null,
  none: Conflict,
): Shape | Conflict {
  const { sema, block, src } = peers;
  const same = pairInMemory(sema, block, src, cur.child, peer.child);
  if (same !== NO_INDEX) return { size: 'one', child: same };
  if (curArray === null || peerArray === null) return none;
  const elem = pairInMemory(sema, block, src, curArray.elem, peerArray.elem);
  if (elem !== NO_INDEX) {
    if (curArray.len === peerArray.len) return { size: 'one', child: arrayType(sema.pool, curArray.len, elem) };
    return { size: 'slice', child: elem };
  }
  if (peerArray.elem === Ty.noreturn) return { size: 'slice', child: curArray.elem };
  if (curArray.elem === Ty.noreturn) return { size: 'slice', child: peerArray.elem };
  return none;
}

function sentinelOfPointee(peers: Peers, info: PtrInfo): Index {
  const pool = peers.sema.pool;
  if (info.size !== 'one') return info.sentinel;
  return pool.tag(info.child) === ItemTag.type_array ? sentinelOf(pool, info.child) : NO_INDEX;
}

function commonSentinel(peers: Peers, cur: PtrInfo, peer: PtrInfo, shape: Shape): Index {
  const { sema } = peers;
  const pool = sema.pool;
  const a = sentinelOfPointee(peers, cur);
  const b = sentinelOfPointee(peers, peer);
  if (a === NO_INDEX || b === NO_INDEX) return NO_INDEX;
  if (shape.size === 'one' && pool.tag(shape.child) !== ItemTag.type_array) return NO_INDEX;
  const elem = shape.size === 'one' ? childType(pool, shape.child) : shape.child;
  if (!sentinelKept(sema, b, a, elem) && !sentinelKept(sema, a, b, elem)) return NO_INDEX;
  return coerce(sema, peers.block, elem, a as number as AirRef, peers.src) as number as Index;
}
