import type { Index } from '../../intern/ids.ts';
import type { Block } from './block.ts';
import { NO_QUOTA } from './branch-quota.ts';
import type { Src } from './src-loc.ts';
import type { CallSite, Reference, UnitRecord } from './zcu.ts';

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

/** `reference`, which was made within the call `from`, as if it had been made within `to`. */
export function referenceWithin(reference: Reference, from: CallSite, to: CallSite): Reference {
  if (from === to) return reference;
  const inner: CallSite[] = [];
  for (let call = reference.calls; call !== from && call !== null; call = call.outer) inner.push(call);
  let calls = to;
  for (let i = inner.length - 1; i >= 0; i--) calls = { ...inner[i]!, outer: calls };
  return { ...reference, calls };
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
