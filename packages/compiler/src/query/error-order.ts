import { DependeeKind, type DependeeRow, NO_DEPENDEE } from '../incremental/dependee.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { Index, StringIndex } from '../intern/ids.ts';
import { errorSetNames } from '../intern/types.ts';
import { inOrderMet } from './first-met.ts';
import type { Zcu } from './zcu.ts';

/*
 * An error set has its errors in the order in which a build from nothing meets their names, as anything. Which that is shows only when all is analysed, so
 * units that ask for the order of a set are analysed anew where it turns out that they were given another. That has one end, wherever one begins: all errors
 * of a set count as met when its order is asked for (`first-met.ts`), so what a unit comes to refer to by that order moves none of them.
 */

/** What is reached, as far as it matters here. */
interface ReachedUnits {
  readonly roots: Iterable<Index>;
  readonly order: Uint32Array;
  isReliedOn(fact: DependeeRow): boolean;
}

/** The errors of the set `set` in the order that is known: those of which none is known are behind the others, by their bytes. */
export function errorsInOrder({ errorOrder, reader }: Pick<Zcu, 'errorOrder' | 'reader'>, set: Index): StringIndex[] {
  return sorted(errorSetNames(reader.pool, set), placesOf(errorOrder.view()));
}

/** Finds the order of all errors of the sets that units in `reached` ask the order of. Returns whether there are units that had another, and are to be analysed anew. */
export function settleErrorOrder(zcu: Zcu, reached: ReachedUnits): boolean {
  const { pool, errorOrder, schedule } = zcu;
  const sets: Index[] = [];
  const asked = new Set<StringIndex>();
  const { graph } = schedule;
  let fact = graph.firstOfFamily(DependeeKind.errorOrder);
  for (; fact !== NO_DEPENDEE; fact = graph.nextOfFamily(fact)) {
    const set = graph.dependeeFirst(fact) as Index;
    sets.push(set);
    if (reached.isReliedOn(fact)) for (const name of errorSetNames(pool, set)) asked.add(name as StringIndex);
  }
  if (sets.length === 0) return false;
  const before = placesOf(errorOrder.view());
  const names = [...asked].sort((a, b) => pool.compareStrings(a, b));
  const met = inOrderMet(zcu, reached.roots, reached.order, names);
  errorOrder.truncate(0);
  errorOrder.pushAll(met);
  const now = placesOf(met);
  let outdated = 0;
  for (const set of sets) {
    const errors = errorSetNames(pool, set);
    const was = sorted(errors, before);
    if (sorted(errors, now).some((name, i) => name !== was[i]))
      outdated += schedule.invalidate(ChangeKind.errorOrderChanged, DependeeKind.errorOrder, set);
  }
  return outdated > 0;
}

function placesOf(names: Iterable<number>): Map<number, number> {
  return new Map(Array.from(names, (name, i) => [name, i]));
}

/** `names`, which are in the order of their bytes, in that of `places`. */
function sorted(names: Uint32Array, places: ReadonlyMap<number, number>): StringIndex[] {
  const place = (name: number): number => places.get(name) ?? Number.MAX_SAFE_INTEGER;
  return (Array.from(names) as StringIndex[]).sort((a, b) => place(a) - place(b));
}
