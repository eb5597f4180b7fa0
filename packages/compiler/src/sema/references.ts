import type { Depender } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import type { Block, Inlining } from './block.ts';
import { NO_QUOTA } from './branch-quota.ts';
import type { Src } from './src-loc.ts';
import type { CallSite, Reference } from './zcu.ts';

const NO_CALLS: readonly CallSite[] = [];

/** A reference from the place `src` of `block` to a unit, or to a container type. `quota`, `isAsked`: see `Reference`. */
export function referenceAt(
  block: Block,
  src: Src,
  unit: Depender | null,
  type: Index,
  quota = NO_QUOTA,
  isAsked = false,
): Reference {
  return { unit, type, isAsked, chunk: block.frame.chunk, src, calls: callSites(block), quota };
}

/** The calls that are analysed in their callers around `block`, innermost first. */
export function callSites(block: Block): readonly CallSite[] {
  let { inlining } = block;
  if (inlining === null) return NO_CALLS;
  const calls: CallSite[] = [];
  while (inlining !== null) {
    const { func, callBlock, callSrc }: Inlining = inlining;
    calls.push({ func, chunk: callBlock.frame.chunk, src: callSrc });
    inlining = callBlock.inlining;
  }
  return calls;
}

/** `reference`, which was made within `depth` calls in a call that is now said to stand in `outer` instead. */
export function referenceWithin(reference: Reference, depth: number, outer: readonly CallSite[]): Reference {
  if (outer.length === 0 && depth === 0) return reference;
  return { ...reference, calls: [...reference.calls.slice(0, reference.calls.length - depth), ...outer] };
}

/** Larger than any depender or type. */
const ASKED = 2 ** 32;

/**
 * Of references to the same unit or type the first alone, in their order, with the greatest quota of all: the others reach nothing more.
 * There may be thousands of them, as an evaluation refers to what it calls each time.
 */
export function firstReferences(references: readonly Reference[]): Reference[] {
  const units = new Map<number, number>();
  const types = new Set<number>();
  const firsts: Reference[] = [];
  for (const reference of references) {
    const { unit, type, quota } = reference;
    if (unit === null) {
      const key = reference.isAsked ? type + ASKED : type;
      if (types.has(key)) continue;
      types.add(key);
    } else {
      // To be asked for what a unit gives and to be needed are two things: see `analysis-order.ts`.
      const key = reference.isAsked ? unit + ASKED : unit;
      const first = units.get(key);
      if (first !== undefined) {
        if (quota > firsts[first]!.quota) firsts[first] = { ...firsts[first]!, quota };
        continue;
      }
      units.set(key, firsts.length);
    }
    firsts.push(reference);
  }
  return firsts;
}
