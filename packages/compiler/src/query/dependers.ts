import { DependeeKind, NO_DEPENDEE, resultKindOf } from '../incremental/dependee.ts';
import { type DependerRow, NO_ENTRY } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import type { Zcu } from './zcu.ts';

/** `rows`, and all who rely on a result of one, or on that of one who does. */
export function withDependers({ schedule: { graph } }: Zcu, rows: Iterable<DependerRow>): Set<DependerRow> {
  const found = new Set(rows);
  for (const row of found) {
    const unit = graph.dependerOf(row);
    for (const kind of [resultKindOf(unit), DependeeKind.valueFailed]) {
      if (kind === -1 || (kind === DependeeKind.valueFailed && dependerKind(unit) !== DependerKind.declValue)) continue;
      const dependee = graph.findDependee(kind, dependerIndex(unit), 0);
      if (dependee === NO_DEPENDEE) continue;
      for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry))
        found.add(graph.entryDependerRow(entry));
    }
  }
  return found;
}

/** The units that ask for any fact of `kind`, and all who rely on one who does. */
export function dependersOfKind(zcu: Zcu, kind: DependeeKind): Set<DependerRow> {
  const { graph } = zcu.schedule;
  const readers = new Set<DependerRow>();
  for (let fact = graph.firstOfFamily(kind); fact !== NO_DEPENDEE; fact = graph.nextOfFamily(fact)) {
    for (let entry = graph.firstOnDependee(fact); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry))
      readers.add(graph.entryDependerRow(entry));
  }
  return withDependers(zcu, readers);
}
