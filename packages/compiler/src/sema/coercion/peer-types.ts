import type { AirRef } from '../../air/air.ts';
import { isPtrLikeOptional } from '../../intern/classify.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isCPtr, isPtr, type PtrInfo, type PtrKey, ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  errorUnionPayload,
  errorUnionSet,
  errorUnionType,
  floatBits,
  intBits,
  intSigned,
  isTuple,
  mergeErrorSets,
  optionalType,
  sentinelOf,
  TypeKind,
  tupleFieldType,
  tupleFieldValue,
  tupleType,
  typeKind,
  vectorType,
} from '../../intern/types.ts';
import { errorUnionValuePayload, isAggregate, isUndef, optPayload } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { elementOf } from '../core/comptime-memory.ts';
import { resolveLayout } from '../core/facts.ts';
import { isInferredErrorSet, ownInferredErrors, resolveInferredErrorSet } from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import {
  coerceInMemory,
  isCompatible,
  pairInMemory,
  resolvedPtrAlign,
  sentinelKept,
} from '../values/coerce-in-memory.ts';
import { resolveValue } from '../values/operands.ts';
import { coerce } from './coerce.ts';
import { taggedUnionTag } from './coerce-aggregate.ts';
import { floatHoldsInts } from './coerce-float.ts';
import { COERCE_FAILED, QUIET } from './coercion.ts';

/*
 * The type that several operands have in common. Which rules apply is decided first, from the kinds of all operands: the order in which
 * they stand must not matter. Then the rules are applied; where they take a layer off (an optional, an error union) they start
 * again with what is inside.
 */

/** Which rules apply. In order: of two, the later one decides, except where `merge` says otherwise. */
enum Strategy {
  unknown,
  error_set,
  error_union,
  nullable,
  optional,
  array,
  vector,
  c_ptr,
  ptr,
  func,
  enum_or_union,
  comptime_int,
  comptime_float,
  fixed_int,
  fixed_float,
  tuple,
  exact,
}

function strategyOf(sema: Sema, ty: Index): Strategy {
  switch (typeKind(sema.pool, ty)) {
    case TypeKind.noreturn:
    case TypeKind.undefined:
      return Strategy.unknown;
    case TypeKind.null:
      return Strategy.nullable;
    case TypeKind.comptime_int:
      return Strategy.comptime_int;
    case TypeKind.int:
      return Strategy.fixed_int;
    case TypeKind.comptime_float:
      return Strategy.comptime_float;
    case TypeKind.float:
      return Strategy.fixed_float;
    case TypeKind.pointer:
      return isCPtr(sema.pool, ty) ? Strategy.c_ptr : Strategy.ptr;
    case TypeKind.array:
      return Strategy.array;
    case TypeKind.vector:
      return Strategy.vector;
    case TypeKind.optional:
      return Strategy.optional;
    case TypeKind.error_set:
      return Strategy.error_set;
    case TypeKind.error_union:
      return Strategy.error_union;
    case TypeKind.enum_literal:
    case TypeKind.enum:
    case TypeKind.union:
      return Strategy.enum_or_union;
    case TypeKind.struct:
      return isTuple(sema.pool, ty) ? Strategy.tuple : Strategy.exact;
    case TypeKind.fn:
      return Strategy.func;
    default:
      return Strategy.exact;
  }
}

function merge(a: Strategy, b: Strategy): Strategy {
  if (a === b) return a;
  const low = Math.min(a, b) as Strategy;
  const high = Math.max(a, b) as Strategy;
  switch (low) {
    case Strategy.error_set:
    case Strategy.error_union:
      return Strategy.error_union;
    case Strategy.nullable:
      return high === Strategy.c_ptr ? Strategy.c_ptr : Strategy.optional;
    case Strategy.optional:
      return high === Strategy.c_ptr ? Strategy.c_ptr : Strategy.optional;
    case Strategy.array:
      return high === Strategy.vector ? Strategy.vector : Strategy.array;
    case Strategy.vector:
    case Strategy.c_ptr:
    case Strategy.ptr:
    case Strategy.enum_or_union:
      return low;
    default:
      return high;
  }
}

/** The operands. What has been dealt with has NO_INDEX for its type. */
interface Peers {
  readonly sema: Sema;
  readonly block: Block;
  readonly src: Src;
  readonly types: Index[];
  /** Known values, or NO_INDEX. */
  readonly values: Index[];
}

/** Operands that have no common type: their numbers, or a field of tuples whose types conflict. */
interface Conflict {
  readonly a: number;
  readonly b: number;
  readonly field: number;
  readonly inner: Conflict | null;
}

type Result = Index | Conflict;

function conflict(a: number, b: number): Conflict {
  return { a, b, field: -1, inner: null };
}

/**
 * The type that all `operands` coerce to. `srcs[i]` is where operand i stands, for the notes; null where that is not known. Fails with
 * `incompatible types` where there is none: under `context`, and with `hint` as the last note, where they are given.
 */
export function resolvePeerTypes(
  sema: Sema,
  block: Block,
  src: Src,
  operands: readonly AirRef[],
  srcs: readonly (Src | null)[],
  context = '',
  hint = '',
): Index {
  if (operands.length === 0) return Ty.noreturn;
  const first = sema.typeOf(operands[0]);
  if (operands.length === 1) return first;
  let same = true;
  for (let i = 1; i < operands.length && same; i++) same = sema.typeOf(operands[i]) === first;
  if (same) return first;
  const types: Index[] = [];
  const values: Index[] = [];
  for (const operand of operands) {
    types.push(sema.typeOf(operand));
    values.push(resolveValue(sema, operand));
  }
  const result = resolve({ sema, block, src, types: types.slice(), values });
  return typeof result === 'number' ? result : failWithConflict(sema, block, src, result, types, srcs, context, hint);
}

function failWithConflict(
  sema: Sema,
  block: Block,
  src: Src,
  found: Conflict,
  types: readonly Index[],
  srcs: readonly (Src | null)[],
  context: string,
  hint: string,
): never {
  const pool = sema.pool;
  const chunk = block.frame.chunk;
  let at = found;
  let peers = types;
  let text = context;
  const notes: ErrorNote[] = [];
  const say = (message: string): void => {
    if (text === '') text = message;
    else notes.push({ chunk, src, message });
  };
  while (at.inner !== null) {
    const field = at.field;
    say(`struct field '${field}' has conflicting types`);
    peers = peers.map((peer) => (isTuple(pool, peer) ? tupleFieldType(pool, peer, field) : peer));
    at = at.inner;
  }
  const a = Math.min(at.a, at.b);
  const b = Math.max(at.a, at.b);
  const [first, second] = [printType(pool, peers[a]), printType(pool, peers[b])];
  say(`incompatible types: '${first}' and '${second}'`);
  const firstSrc = srcs[a] ?? null;
  const secondSrc = srcs[b] ?? null;
  if (firstSrc !== null) notes.push({ chunk, src: firstSrc, message: `type '${first}' here` });
  if (secondSrc !== null) notes.push({ chunk, src: secondSrc, message: `type '${second}' here` });
  if (hint !== '') notes.push({ chunk, src, message: hint });
  return sema.fail(block, src, text, notes);
}

function resolve(peers: Peers): Result {
  const { sema, types, values } = peers;
  let strategy = Strategy.unknown;
  let reason = 0;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    const merged = merge(strategy, strategyOf(sema, types[i]));
    if (merged !== strategy) reason = i;
    strategy = merged;
  }
  if (strategy === Strategy.unknown) {
    strategy = Strategy.exact;
  } else {
    for (let i = 0; i < types.length; i++) {
      if (types[i] !== NO_INDEX && strategyOf(sema, types[i]) === Strategy.unknown) types[i] = values[i] = NO_INDEX;
    }
  }
  switch (strategy) {
    case Strategy.error_set:
      return resolveErrorSets(peers, reason);
    case Strategy.error_union:
      return resolveErrorUnions(peers);
    case Strategy.nullable:
      return Ty.null;
    case Strategy.optional:
      return resolveOptionals(peers);
    case Strategy.array:
      return resolveArrays(peers, reason);
    case Strategy.vector:
      return resolveVectors(peers, reason);
    case Strategy.c_ptr:
      return resolveCPtrs(peers, reason);
    case Strategy.ptr:
      return resolvePtrs(peers, reason);
    case Strategy.func:
      return resolveFuncs(peers, reason);
    case Strategy.enum_or_union:
      return resolveEnums(peers, reason);
    case Strategy.comptime_int:
      return resolveKinds(peers, reason, Ty.comptimeInt, TypeKind.comptime_int, TypeKind.comptime_int);
    case Strategy.comptime_float:
      return resolveKinds(peers, reason, Ty.comptimeFloat, TypeKind.comptime_float, TypeKind.comptime_int);
    case Strategy.fixed_int:
      return resolveInts(peers, reason);
    case Strategy.fixed_float:
      return resolveFloats(peers, reason);
    case Strategy.tuple:
      return resolveTuples(peers, reason);
    default:
      return resolveExact(peers);
  }
}

function resolveExact(peers: Peers): Result {
  let first = -1;
  for (let i = 0; i < peers.types.length; i++) {
    if (peers.types[i] === NO_INDEX) continue;
    if (first < 0) first = i;
    else if (peers.types[i] !== peers.types[first]) return conflict(first, i);
  }
  return peers.types[first];
}

/** All are of kind `kind` or `other`: the result is `ty`. */
function resolveKinds(peers: Peers, reason: number, ty: Index, kind: TypeKind, other: TypeKind): Result {
  for (let i = 0; i < peers.types.length; i++) {
    if (peers.types[i] === NO_INDEX) continue;
    const found = typeKind(peers.sema.pool, peers.types[i]);
    if (found !== kind && found !== other) return conflict(reason, i);
  }
  return ty;
}

/** The error set with the errors of both. */
export function mergeSets(sema: Sema, block: Block, src: Src, a: Index, b: Index): Index {
  if (a === b) return a;
  if (a === Ty.anyerror || b === Ty.anyerror) return Ty.anyerror;
  // The set of the function that is analysed holds what has been returned so far.
  if (isOwn(sema, a) && isCompatible(coerceInMemory(sema, block, src, a, b, false))) return a;
  if (isOwn(sema, b) && isCompatible(coerceInMemory(sema, block, src, b, a, false))) return b;
  const left = resolveInferredErrorSet(sema, block, src, a);
  const right = resolveInferredErrorSet(sema, block, src, b);
  if (left === Ty.anyerror || right === Ty.anyerror) return Ty.anyerror;
  return mergeErrorSets(sema.pool, left, right);
}

function isOwn(sema: Sema, ty: Index): boolean {
  return isInferredErrorSet(sema, ty) && ownInferredErrors(sema, ty) !== null;
}

function resolveErrorSets(peers: Peers, reason: number): Result {
  const { sema, block, src, types } = peers;
  let set = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    if (typeKind(sema.pool, types[i]) !== TypeKind.error_set) return conflict(reason, i);
    set = set === NO_INDEX ? types[i] : mergeSets(sema, block, src, set, types[i]);
  }
  return set;
}

function resolveErrorUnions(peers: Peers): Result {
  const { sema, block, src, types, values } = peers;
  const pool = sema.pool;
  let set = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    let from: Index;
    switch (typeKind(pool, types[i])) {
      case TypeKind.error_set:
        from = types[i];
        types[i] = values[i] = NO_INDEX;
        break;
      case TypeKind.error_union:
        from = errorUnionSet(pool, types[i]);
        types[i] = errorUnionPayload(pool, types[i]);
        if (values[i] !== NO_INDEX && !isUndef(pool, values[i])) values[i] = errorUnionValuePayload(pool, values[i]);
        else values[i] = NO_INDEX;
        break;
      default:
        continue;
    }
    set = set === NO_INDEX ? from : mergeSets(sema, block, src, set, from);
  }
  const payload = resolve(peers);
  return typeof payload === 'number' ? errorUnionType(pool, set, payload) : payload;
}

function resolveOptionals(peers: Peers): Result {
  const { sema, types, values } = peers;
  const pool = sema.pool;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    if (types[i] === Ty.null) {
      types[i] = values[i] = NO_INDEX;
    } else if (pool.tag(types[i]) === ItemTag.type_optional) {
      types[i] = childType(pool, types[i]);
      values[i] = values[i] === NO_INDEX || isUndef(pool, values[i]) ? NO_INDEX : optPayload(pool, values[i]);
    }
  }
  const child = resolve(peers);
  return typeof child === 'number' ? optionalType(pool, child) : child;
}

/** An array, or a tuple that can be taken for one. */
interface ArrayLike {
  readonly len: number;
  /** `noreturn` for an empty tuple. */
  readonly elem: Index;
}

function arrayLike(sema: Sema, ty: Index): ArrayLike | null {
  const pool = sema.pool;
  if (pool.tag(ty) === ItemTag.type_array) return { len: arrayLen(pool, ty), elem: childType(pool, ty) };
  if (!isTuple(pool, ty)) return null;
  const len = arrayLen(pool, ty);
  if (len === 0) return { len, elem: Ty.noreturn };
  const elem = tupleFieldType(pool, ty, 0);
  for (let i = 1; i < len; i++) if (tupleFieldType(pool, ty, i) !== elem) return null;
  return { len, elem };
}

function resolveArrays(peers: Peers, reason: number): Result {
  const { sema, block, src, types } = peers;
  const pool = sema.pool;
  let first = -1;
  let firstArray = -1;
  let len = 0;
  let sentinel = NO_INDEX;
  let elem = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    if (pool.tag(ty) !== ItemTag.type_array) {
      const like = arrayLike(sema, ty);
      if (like === null) return conflict(reason, i);
      if (first < 0) {
        first = i;
        len = like.len;
      } else if (like.len !== len) return conflict(first, i);
      sentinel = NO_INDEX;
      continue;
    }
    if (firstArray < 0) {
      if (first < 0) {
        first = i;
        len = arrayLen(pool, ty);
        sentinel = sentinelOf(pool, ty);
      }
      firstArray = i;
      elem = childType(pool, ty);
      if (arrayLen(pool, ty) !== len) return conflict(first, i);
      continue;
    }
    if (arrayLen(pool, ty) !== len) return conflict(firstArray, i);
    const common = pairInMemory(sema, block, src, elem, childType(pool, ty));
    if (common === NO_INDEX) return conflict(firstArray, i);
    elem = common;
    if (sentinelOf(pool, ty) !== sentinel) sentinel = NO_INDEX;
  }
  return arrayType(pool, len, elem, sentinel);
}

function resolveVectors(peers: Peers, reason: number): Result {
  const { sema, types, values } = peers;
  const pool = sema.pool;
  let first = -1;
  let len = 0;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    const isVector = pool.tag(ty) === ItemTag.type_vector;
    const like = isVector ? { len: arrayLen(pool, ty), elem: childType(pool, ty) } : arrayLike(sema, ty);
    if (like === null) return conflict(reason, i);
    if (first < 0) {
      first = i;
      len = like.len;
    } else if (like.len !== len) return conflict(first, i);
    const isLoose = !isVector && isTuple(pool, ty);
    types[i] = isLoose ? NO_INDEX : like.elem;
    values[i] = NO_INDEX;
  }
  const child = resolve(peers);
  return typeof child === 'number' ? vectorType(pool, len, child) : child;
}

/** The pointer type that `ty` is, or is an optional of. */
function runtimePtr(sema: Sema, ty: Index): Index {
  const pool = sema.pool;
  if (isPtr(pool, ty)) return ptrInfo(pool, ty).size === 'slice' ? NO_INDEX : ty;
  return isPtrLikeOptional(pool, ty) ? childType(pool, ty) : NO_INDEX;
}

/** The lesser of two alignments of pointer types; 0 where both are the natural one of the same child. */
function commonAlign(peers: Peers, a: PtrInfo, b: PtrInfo): number {
  if (a.alignment === 0 && b.alignment === 0) return 0;
  const { sema, block, src } = peers;
  const align = (info: PtrInfo): number => resolvedPtrAlign(sema, block, src, ptrType(sema.pool, info));
  return Math.min(align(a), align(b));
}

function resolveCPtrs(peers: Peers, reason: number): Result {
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
    const ptr = runtimePtr(sema, ty);
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

function resolvePtrs(peers: Peers, reason: number): Result {
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

function resolveFuncs(peers: Peers, reason: number): Result {
  const { sema, block, src, types } = peers;
  let first = -1;
  let result = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    if (first < 0) {
      first = i;
      result = types[i];
      if (typeKind(sema.pool, result) !== TypeKind.fn) return conflict(reason, i);
      continue;
    }
    if (typeKind(sema.pool, types[i]) !== TypeKind.fn) return conflict(reason, i);
    const common = pairInMemory(sema, block, src, result, types[i]);
    if (common === NO_INDEX) return conflict(first, i);
    result = common;
  }
  return result;
}

function resolveEnums(peers: Peers, reason: number): Result {
  const { sema, block, src, types } = peers;
  const pool = sema.pool;
  let at = -1;
  let cur = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    const kind = typeKind(pool, ty);
    if (kind !== TypeKind.enum_literal && kind !== TypeKind.enum && kind !== TypeKind.union) return conflict(reason, i);
    if (at < 0 || typeKind(pool, cur) === TypeKind.enum_literal) {
      if (at < 0 || kind !== TypeKind.enum_literal) {
        at = i;
        cur = ty;
      }
      continue;
    }
    if (kind === TypeKind.enum_literal || ty === cur) continue;
    const curIsUnion = typeKind(pool, cur) === TypeKind.union;
    if (curIsUnion === (kind === TypeKind.union)) return conflict(at, i);
    const union = curIsUnion ? cur : ty;
    resolveLayout(sema, block, src, union, 'coercion performed');
    if (taggedUnionTag(sema, union) !== (curIsUnion ? ty : cur)) return conflict(at, i);
    cur = union;
    at = i;
  }
  return cur;
}

function resolveInts(peers: Peers, reason: number): Result {
  const { types, values } = peers;
  const pool = peers.sema.pool;
  let unsigned = -1;
  let signed = -1;
  let anyKnown = false;
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    const kind = typeKind(pool, ty);
    if (kind === TypeKind.comptime_int) {
      if (values[i] !== NO_INDEX && isUndef(pool, values[i])) return conflict(reason, i);
      anyKnown = true;
      continue;
    }
    if (kind !== TypeKind.int) return conflict(reason, i);
    if (values[i] !== NO_INDEX) anyKnown = true;
    if (intSigned(pool, ty)) {
      if (signed < 0 || intBits(pool, ty) > intBits(pool, types[signed])) signed = i;
    } else if (unsigned < 0 || intBits(pool, ty) > intBits(pool, types[unsigned])) unsigned = i;
  }
  if (signed < 0) return types[unsigned];
  if (unsigned < 0) return types[signed];
  const unsignedBits = intBits(pool, types[unsigned]);
  const signedBits = intBits(pool, types[signed]);
  if (signedBits > unsignedBits) return types[signed];
  if (anyKnown) return types[unsignedBits > signedBits ? unsigned : Math.min(unsigned, signed)];
  return conflict(unsigned, signed);
}

function resolveFloats(peers: Peers, reason: number): Result {
  const { sema, types, values } = peers;
  let result = NO_INDEX;
  const runtimeInts: number[] = [];
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    switch (typeKind(sema.pool, ty)) {
      case TypeKind.comptime_float:
      case TypeKind.comptime_int:
        break;
      case TypeKind.int:
        if (values[i] === NO_INDEX) runtimeInts.push(i);
        break;
      case TypeKind.float:
        if (result === NO_INDEX || floatBits(ty) > floatBits(result) || ty === Ty.c_longdouble) result = ty;
        break;
      default:
        return conflict(reason, i);
    }
  }
  const lossy = runtimeInts.find((i) => !floatHoldsInts(sema, result, types[i]));
  return lossy === undefined ? result : conflict(reason, lossy);
}

function resolveTuples(peers: Peers, reason: number): Result {
  const { sema, block, src, types, values } = peers;
  const pool = sema.pool;
  let first = -1;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    if (!isTuple(pool, types[i])) return conflict(reason, i);
    if (first < 0) first = i;
    else if (arrayLen(pool, types[i]) !== arrayLen(pool, types[first])) return conflict(first, i);
  }
  const len = arrayLen(pool, types[first]);
  const fieldTypes: Index[] = [];
  const fieldValues: Index[] = [];
  for (let field = 0; field < len; field++) {
    const known = types.map((ty, i) => {
      if (ty === NO_INDEX) return NO_INDEX;
      const fixed = tupleFieldValue(pool, ty, field);
      if (fixed !== NO_INDEX) return fixed;
      return values[i] !== NO_INDEX && isAggregate(pool, values[i]) ? elementOf(pool, values[i], ty, field) : NO_INDEX;
    });
    const inner = types.map((ty) => (ty === NO_INDEX ? NO_INDEX : tupleFieldType(pool, ty, field)));
    const result = resolve({ sema, block, src, types: inner, values: known.slice() });
    if (typeof result !== 'number') return { a: 0, b: 0, field, inner: result };
    fieldTypes.push(result);
    fieldValues.push(commonFieldValue(peers, field, result));
  }
  return tupleType(pool, fieldTypes, fieldValues);
}

/** The comptime value of field `field` that all tuples have, as of type `ty`; NO_INDEX where they do not. */
function commonFieldValue(peers: Peers, field: number, ty: Index): Index {
  const { sema, block, src, types } = peers;
  let common = NO_INDEX;
  for (const tuple of types) {
    if (tuple === NO_INDEX) continue;
    const value = tupleFieldValue(sema.pool, tuple, field);
    if (value === NO_INDEX) return NO_INDEX;
    const coerced = coerce(sema, block, ty, value as number as AirRef, src, QUIET);
    if (coerced === COERCE_FAILED) return NO_INDEX;
    const known = resolveValue(sema, coerced);
    if (known === NO_INDEX || (common !== NO_INDEX && known !== common)) return NO_INDEX;
    common = known;
  }
  return common;
}
