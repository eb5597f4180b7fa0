import { inferredErrorSetFunc, isFunc, resolvedErrorSet } from '../../intern/functions.ts';
import { type FuncIndex, type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { errorSetNames, errorSetType, errorUnionPayload, errorUnionSet, errorUnionType } from '../../intern/types.ts';
import { errName, errorUnionError, errorUnionPayloadValue, errorUnionValuePayload } from '../../intern/values.ts';
import { CHUNK_NODE, type Src } from '../../query/src.ts';
import { Block } from './block.ts';
import { readInferredErrors } from './facts.ts';
import { newFrame } from './frame.ts';
import type { Sema } from './sema.ts';

/** What the body of a function with an inferred error set has been seen to return so far. */
export interface InferredErrors {
  readonly names: Set<StringIndex>;
  /** Inferred error sets of other functions, whose errors are in this set too. */
  readonly sources: Set<Index>;
  anyerror: boolean;
}

/** No errors seen yet. */
export function newInferredErrors(): InferredErrors {
  return { names: new Set(), sources: new Set(), anyerror: false };
}

/** Whether `ty` is the error set that the body of a function is to give. */
export function isInferredErrorSet(sema: Sema, ty: Index): boolean {
  return ty === Ty.adhocInferredErrorSet || sema.pool.tag(ty) === ItemTag.type_inferred_error_set;
}

/**
 * What has been seen of the error set `ty`, if that is the one of the function whose body is analysed, or of the call that is
 * inlined; null for any other error set.
 */
export function ownInferredErrors(sema: Sema, ty: Index): InferredErrors | null {
  if (ty === Ty.adhocInferredErrorSet) return sema.adhocInferred;
  if (sema.pool.tag(ty) !== ItemTag.type_inferred_error_set) return null;
  return isFunc(sema.pool, sema.func) && inferredErrorSetFunc(sema.pool, ty) === sema.func ? sema.inferred : null;
}

/** Whether a function with return type `fnRetTy` infers its error set from what it returns. */
export function isInferredErrorReturn(sema: Sema, fnRetTy: Index): boolean {
  return (
    sema.pool.tag(fnRetTy) === ItemTag.type_error_union && isInferredErrorSet(sema, errorUnionSet(sema.pool, fnRetTy))
  );
}

/** Adds all errors of the error set type `ty`; where it is itself inferred, now or once it is known. */
export function addErrorSet(sema: Sema, own: InferredErrors, ty: Index): void {
  const pool = sema.pool;
  if (ty === Ty.anyerror) {
    own.anyerror = true;
  } else if (ty === Ty.adhocInferredErrorSet) {
    const inner = sema.adhocInferred;
    if (inner !== null && inner !== own) merge(own, inner);
  } else if (pool.tag(ty) === ItemTag.type_inferred_error_set) {
    if (ownInferredErrors(sema, ty) !== own) own.sources.add(ty);
  } else {
    for (const name of errorSetNames(pool, ty)) own.names.add(name as StringIndex);
  }
}

function merge(into: InferredErrors, from: InferredErrors): void {
  for (const name of from.names) into.names.add(name);
  for (const source of from.sources) into.sources.add(source);
  into.anyerror ||= from.anyerror;
}

/** The error set that `own` comes to: `anyerror` or a set of names. The functions it takes errors from are analysed for it. */
export function finishErrorSet(sema: Sema, block: Block, src: Src, own: InferredErrors): Index {
  const pool = sema.pool;
  if (own.anyerror) return Ty.anyerror;
  const names = [...own.names];
  for (const source of own.sources) {
    const set = resolveInferredErrorSet(sema, block, src, source);
    if (set === Ty.anyerror) return Ty.anyerror;
    for (const name of errorSetNames(pool, set)) names.push(name as StringIndex);
  }
  return errorSetType(pool, names);
}

/** Settles the inferred error set of the function whose body has been analysed. Returns whether it is not what it was. */
export function finishInferredErrors(sema: Sema, block: Block, func: FuncIndex): boolean {
  const funcs = sema.pool.funcs;
  if (!isInferredErrorReturn(sema, sema.fnRetTy)) return false;
  // What it takes errors from is asked for by the function as a whole.
  const { decls } = sema.pool;
  const decl = funcs.declOf(func);
  const asksNobody = sema.inferred.sources.size === 0;
  const at = asksNobody ? block : new Block(null, newFrame(sema.zcu, decls.trackedOf(decl)), decls.namespaceOf(decl));
  const set = finishErrorSet(sema, at, CHUNK_NODE, sema.inferred);
  return sema.products.setErrorSet(func, set);
}

/** The names or `anyerror` that the error set `ty` stands for: itself, unless it is inferred. Fails while that is being worked out. */
export function resolveInferredErrorSet(sema: Sema, block: Block, src: Src, ty: Index): Index {
  const pool = sema.pool;
  if (ty === Ty.adhocInferredErrorSet) {
    const own = sema.adhocInferred;
    if (own === null) return sema.fail(block, src, 'unable to resolve inferred error set');
    return finishErrorSet(sema, block, src, own);
  }
  if (pool.tag(ty) !== ItemTag.type_inferred_error_set) return ty;
  const func = inferredErrorSetFunc(pool, ty);
  if (func === NO_INDEX) return sema.fail(block, src, 'unable to resolve inferred error set');
  const known = readInferredErrors(sema, block, src, func);
  return known === NO_INDEX ? resolvedErrorSet(pool, ty) : known;
}

/** Whether no error is in the set `ty`. The inferred set of the function that is being analysed may have some yet. */
export function errorSetIsEmpty(sema: Sema, block: Block, src: Src, ty: Index): boolean {
  if (ty === Ty.anyerror || ownInferredErrors(sema, ty) !== null) return false;
  const resolved = resolveInferredErrorSet(sema, block, src, ty);
  return resolved !== Ty.anyerror && errorSetNames(sema.pool, resolved).length === 0;
}

/** `ty` with the set of the inlined call that has come to its end in the place of `adhoc_inferred_error_set`. */
export function replaceAdhocSet(sema: Sema, ty: Index, set: Index): Index {
  const pool = sema.pool;
  if (ty === Ty.adhocInferredErrorSet) return set;
  if (pool.tag(ty) !== ItemTag.type_error_union || errorUnionSet(pool, ty) !== Ty.adhocInferredErrorSet) return ty;
  return errorUnionType(pool, set, errorUnionPayload(pool, ty));
}

/** The error union value `value` seen as having the type `ty`, which differs in its error set alone. */
export function errorUnionWithType(sema: Sema, value: Index, ty: Index): Index {
  const pool = sema.pool;
  switch (pool.tag(value)) {
    case ItemTag.error_union_error:
      return errorUnionError(pool, ty, errName(pool, value));
    case ItemTag.error_union_payload:
      return errorUnionPayloadValue(pool, ty, errorUnionValuePayload(pool, value));
    default:
      return value;
  }
}
