import type { Depender } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import type { Reference } from './zcu.ts';

/**
 * Of references to the same unit or type the first alone, in their order: the others reach nothing more. There may be thousands of
 * them, as an evaluation refers to what it calls each time.
 */
export function firstReferences(references: readonly Reference[]): Reference[] {
  const units = new Set<Depender>();
  const types = new Set<Index>();
  const firsts: Reference[] = [];
  for (const reference of references) {
    const { unit, type } = reference;
    if (unit === null ? types.has(type) : units.has(unit)) continue;
    if (unit === null) types.add(type);
    else units.add(unit);
    firsts.push(reference);
  }
  return firsts;
}
