import type { Index, StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { errorSetHas, errorSetNames } from '../../intern/types.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import {
  addErrorSet,
  isInferredErrorSet,
  ownInferredErrors,
  resolveInferredErrorSet,
} from '../core/inferred-errors.ts';
import type { Sema } from '../core/sema.ts';
import { type InMemoryResult, type Mismatch, mismatch, noMatch, OK } from './mismatch.ts';

/** As `coerceInMemory`, of error sets: all errors of `src` are to be in `dest`, and where that is written to (`destIsMut`) both are to be the same set. */
export function coerceErrorSetsInMemory(
  sema: Sema,
  block: Block,
  at: Src,
  dest: Index,
  src: Index,
  destIsMut: boolean,
): InMemoryResult {
  const pool = sema.pool;
  if (dest === Ty.anyerror) return destIsMut && src !== dest ? globalMismatch() : OK;
  if (isInferredErrorSet(sema, dest)) {
    // The set of the function that is being analysed takes in whatever is coerced to it.
    const own = ownInferredErrors(sema, dest);
    if (own !== null) {
      addErrorSet(sema, own, src);
      return OK;
    }
  }
  const destSet = resolveInferredErrorSet(sema, block, at, dest);
  if (destSet === Ty.anyerror) return destIsMut && src !== destSet ? globalMismatch() : OK;
  if (isInferredErrorSet(sema, src) && ownInferredErrors(sema, src) !== null) return noMatch(dest, src);
  const srcSet = resolveInferredErrorSet(sema, block, at, src);
  if (destSet === srcSet) return OK;
  if (srcSet === Ty.anyerror) return globalMismatch();
  const missing = missingErrors(sema, srcSet, (name) => errorSetHas(pool, destSet, name));
  if (missing !== null || !destIsMut) return missing;
  return missingErrors(sema, destSet, (name) => errorSetHas(pool, srcSet, name));
}

function globalMismatch(): Mismatch {
  return mismatch(() => ['global error set cannot cast into a smaller set']);
}

function missingErrors(sema: Sema, srcSet: Index, has: (name: StringIndex) => boolean): InMemoryResult {
  const pool = sema.pool;
  const missing: StringIndex[] = [];
  for (const name of errorSetNames(pool, srcSet) as Iterable<number> as Iterable<StringIndex>) {
    if (!has(name)) missing.push(name);
  }
  if (missing.length === 0) return OK;
  return mismatch(() =>
    missing.map((name) => ({
      message: `'error.${pool.text(name)}' not a member of destination error set`,
      errorName: name,
    })),
  );
}
