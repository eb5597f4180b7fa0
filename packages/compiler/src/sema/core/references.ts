import type { Index } from '../../intern/ids.ts';
import { type CallSite, NO_CALL } from '../../query/call-sites.ts';
import { NO_QUOTA } from '../../query/quota.ts';
import type { Target } from '../../query/reference-words.ts';
import type { Src } from '../../query/src.ts';
import { type Making, makingWord } from '../../query/type-names.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/**
 * The unit that is analysed refers to `target` in the place `src` of `block`. `quota`: see `References.add`. `making`: what is said of a type that it
 * makes.
 */
export function refer(
  sema: Sema,
  block: Block,
  src: Src,
  target: Target,
  quota = NO_QUOTA,
  making: Making | null = null,
): void {
  const word = making === null ? 0 : makingWord(making);
  sema.zcu.references.add(target, block.frame.chunk, src, callsAround(block), quota, word);
}

/** The call of `func` at `src` of `block`. */
export function callSite(block: Block, src: Src, func: Index): CallSite {
  return { func, chunk: block.frame.chunk, src, outer: callsAround(block), number: NO_CALL };
}

/** The innermost of the calls that are analysed in their callers around `block`; null for none. */
function callsAround(block: Block): CallSite | null {
  return block.inlining === null ? null : block.inlining.site;
}
