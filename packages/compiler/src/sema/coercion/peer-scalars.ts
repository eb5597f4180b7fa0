import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { commonFloat, intBits, intSigned, mergeErrorSets, TypeKind, typeKind } from '../../intern/types.ts';
import { isUndef } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import { isInferredErrorSet, ownInferredErrors, resolveInferredErrorSet } from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import { coerceInMemory, pairInMemory } from '../values/coerce-in-memory.ts';
import { isCompatible } from '../values/mismatch.ts';
import { taggedUnionTag } from './coerce-aggregate.ts';
import { floatHoldsInts } from './coerce-float.ts';
import { conflict, type Peers, type Result } from './peers.ts';

/** The common type of error sets: the set of all their errors. */
export function resolveErrorSets(peers: Peers, reason: number): Result {
  const { sema, block, src, types } = peers;
  let set = NO_INDEX;
  for (let i = 0; i < types.length; i++) {
    if (types[i] === NO_INDEX) continue;
    if (typeKind(sema.pool, types[i]) !== TypeKind.error_set) return conflict(reason, i);
    set = set === NO_INDEX ? types[i] : mergeSets(sema, block, src, set, types[i]);
  }
  return set;
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

/** The common type of functions. */
export function resolveFuncs(peers: Peers, reason: number): Result {
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

/** The common type of enums, tagged unions and enum literals. */
export function resolveEnums(peers: Peers, reason: number): Result {
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

/** The common type of integers, those that are known included. */
export function resolveInts(peers: Peers, reason: number): Result {
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
      if (values[i] === NO_INDEX || isUndef(pool, values[i])) return conflict(reason, i);
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

/** The common type of floats, with integers that are known. */
export function resolveFloats(peers: Peers, reason: number): Result {
  const { sema, types, values } = peers;
  let result = NO_INDEX;
  const runtimeInts: number[] = [];
  for (let i = 0; i < types.length; i++) {
    const ty = types[i];
    if (ty === NO_INDEX) continue;
    switch (typeKind(sema.pool, ty)) {
      case TypeKind.comptime_float:
      case TypeKind.comptime_int:
        if (values[i] === NO_INDEX) return conflict(reason, i);
        break;
      case TypeKind.int:
        if (values[i] === NO_INDEX) runtimeInts.push(i);
        break;
      case TypeKind.float:
        result = result === NO_INDEX ? ty : commonFloat(sema.pool, result, ty);
        break;
      default:
        return conflict(reason, i);
    }
  }
  const lossy = runtimeInts.find((i) => !floatHoldsInts(sema, result, types[i]));
  return lossy === undefined ? result : conflict(reason, lossy);
}
