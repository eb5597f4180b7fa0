import type { CallSite, Reference } from './unit-record.ts';

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
