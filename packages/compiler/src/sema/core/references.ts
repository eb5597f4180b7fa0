import type { Index } from '../../intern/ids.ts';
import { NO_QUOTA } from '../../query/quota.ts';
import type { Src } from '../../query/src.ts';
import type { CallSite, Reference, UnitRecord } from '../../query/unit-record.ts';
import type { Block } from './block.ts';

/** A reference from the place `src` of `block` to a unit, or to a container type. `quota`, `isAsked`: see `Reference`. */
export function referenceAt(
  block: Block,
  src: Src,
  target: UnitRecord | null,
  type: Index,
  quota = NO_QUOTA,
  isAsked = false,
): Reference {
  return {
    unit: target === null ? null : target.unit,
    target,
    type,
    isAsked,
    chunk: block.frame.chunk,
    src,
    calls: callsAround(block),
    quota,
  };
}

/** The call of `func` at `src` of `block`. */
export function callSite(block: Block, src: Src, func: Index): CallSite {
  return { func, chunk: block.frame.chunk, src, outer: callsAround(block) };
}

/** The innermost of the calls that are analysed in their callers around `block`; null for none. */
function callsAround(block: Block): CallSite | null {
  return block.inlining === null ? null : block.inlining.site;
}
