import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isCPtr } from '../../intern/pointers.ts';
import type { InternPool } from '../../intern/pool.ts';
import { printType } from '../../intern/print-type.ts';
import {
  arrayLen,
  arrayType,
  childType,
  errorUnionPayload,
  errorUnionSet,
  errorUnionType,
  isTuple,
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
import type { Sema } from '../core/sema.ts';
import { pairInMemory } from '../values/coerce-in-memory.ts';
import { resolveValue } from '../values/operands.ts';
import { coerce } from './coerce.ts';
import { COERCE_FAILED, QUIET } from './coercion.ts';
import { resolveCPtrs, resolvePtrs } from './peer-pointers.ts';
import { mergeSets, resolveEnums, resolveErrorSets, resolveFloats, resolveFuncs, resolveInts } from './peer-scalars.ts';
import { arrayLike, type Conflict, conflict, type Peers, type Result, resolveExact, resolveKinds } from './peers.ts';

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
    peers = peers.map((peer) => fieldOfPeer(pool, peer, field));
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
  const hints = hint === '' ? [] : [{ chunk, src, message: hint }];
  return sema.failAt(chunk, src, text, notes, block, hints);
}

/** The type of field `field` of a tuple, of an optional one, or of the payload of an error union; `peer` itself where it is none. */
function fieldOfPeer(pool: InternPool, peer: Index, field: number): Index {
  if (isTuple(pool, peer)) return tupleFieldType(pool, peer, field);
  switch (typeKind(pool, peer)) {
    case TypeKind.optional:
      return fieldOfPeer(pool, childType(pool, peer), field);
    case TypeKind.error_union:
      return fieldOfPeer(pool, errorUnionPayload(pool, peer), field);
    default:
      return peer;
  }
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
    // What only the type says of a field does not count: officially a part of a tuple is known if the tuple is.
    const known = types.map((ty, i) =>
      ty !== NO_INDEX && values[i] !== NO_INDEX && isAggregate(pool, values[i])
        ? elementOf(pool, values[i], ty, field)
        : NO_INDEX,
    );
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
