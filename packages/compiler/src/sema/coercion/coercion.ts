import { AIR_NONE, type AirRef, AirTag, interned } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { printType, TypeAbbreviations } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import type { InMemoryResult } from '../values/mismatch.ts';
import { requireRuntimeBlock, resolveValue } from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';

/** How a coercion is meant, beyond the types. */
export interface CoerceOptions {
  /** The operand of a `return`: a failure has a note at the function's return type. */
  readonly isRet?: boolean;
  /** Where it fails, give `COERCE_FAILED` instead of a compile error. */
  readonly quiet?: boolean;
  /** The note that tells which parameter it was for. */
  readonly paramNote?: ErrorNote | null;
}

/**
 * A coercion under way: what its parts share. `why` is the reason that is given should it fail; the parts replace it where they know
 * better.
 */
export interface Coercion {
  readonly sema: Sema;
  readonly block: Block;
  readonly destTy: Index;
  readonly srcTy: Index;
  readonly operand: AirRef;
  readonly src: Src;
  readonly options: CoerceOptions;
  why: InMemoryResult;
}

/** What a quiet coercion gives where types do not match. */
export const COERCE_FAILED = AIR_NONE;

/** Options of a coercion that may fail without an error. */
export const QUIET: CoerceOptions = { quiet: true };

/** Fails: a value of type `srcTy` is not one of `destTy`. */
export function failWithTypes(
  sema: Sema,
  block: Block,
  src: Src,
  destTy: Index,
  srcTy: Index,
  notes: readonly ErrorNote[],
): never {
  const short = new TypeAbbreviations(sema.pool, [destTy, srcTy]);
  const [wanted, found] = [printType(sema.pool, destTy, short), printType(sema.pool, srcTy, short)];
  const legend = short.legend.map((message) => ({ chunk: block.frame.chunk, src, message }));
  return sema.fail(block, src, `expected type '${wanted}', found '${found}'`, [...legend, ...notes]);
}

/** `operand`, whose bytes are those of a value of `ty`, as such. */
export function retype(sema: Sema, block: Block, ty: Index, operand: AirRef, src: Src): AirRef {
  const value = resolveValue(sema, operand);
  if (value !== NO_INDEX) return interned(valueWithType(sema, value, ty));
  requireRuntimeBlock(sema, block, src, null);
  return sema.emit(block, AirTag.bitcast, ty, operand);
}
