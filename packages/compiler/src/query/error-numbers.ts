import { DependeeKind, type DependeeRow, NO_DEPENDEE } from '../incremental/dependee.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { StringIndex } from '../intern/ids.ts';
import type { Zcu } from './zcu.ts';

/*
 * Errors get their numbers where a module is linked, from those that it has. An error whose number is asked for at compile time must have one
 * before: those errors come first, in the order of their names. Which they are shows only when all is analysed, so units that asked are
 * analysed anew where it turns out that they were given another number than that.
 */

/** Fact of a unit that has looked through all numbers: whatever it found can be another where any is. */
export const ALL_ERRORS = 0x7fff_ffff;

/**
 * Gives the errors that units in `reached` ask the numbers of those they are to have. Returns whether there are units that had others, and are
 * to be analysed anew.
 */
export function settleErrorNumbers(zcu: Zcu, reached: { isReliedOn(fact: DependeeRow): boolean }): boolean {
  const { graph } = zcu.schedule;
  const names: StringIndex[] = [];
  let row = graph.firstOfFamily(DependeeKind.errorNumber);
  for (; row !== NO_DEPENDEE; row = graph.nextOfFamily(row)) {
    const name = graph.dependeeFirst(row);
    if (name !== ALL_ERRORS && reached.isReliedOn(row)) names.push(name as StringIndex);
  }
  names.sort((a, b) => zcu.pool.compareStrings(a, b));
  const before = zcu.errorNumbers.view().slice();
  if (before.length === names.length && names.every((name, i) => before[i] === name)) return false;
  zcu.errorNumbers.truncate(0);
  zcu.errorNumbers.pushAll(names);
  let outdated = invalidate(zcu, ALL_ERRORS);
  for (let i = 0; i < before.length; i++) if (names[i] !== before[i]) outdated += invalidate(zcu, before[i]!);
  return outdated > 0;
}

function invalidate(zcu: Zcu, name: number): number {
  return zcu.schedule.invalidate(ChangeKind.errorNumbersChanged, DependeeKind.errorNumber, name);
}
