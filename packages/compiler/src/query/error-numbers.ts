import { DependeeKind, type DependeeRow, NO_DEPENDEE } from '../incremental/dependee.ts';
import type { DependerRow } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { StringIndex } from '../intern/ids.ts';
import type { U32Column } from '../util/column.ts';
import { hashBytes } from '../util/hash.ts';
import { dependersOfKind } from './dependers.ts';
import type { Zcu } from './zcu.ts';

/*
 * Errors get their numbers where a module is linked, from those that it has. An error whose number is asked for at compile time must have one
 * before: those errors come first, in the order of their names. Which they are shows only when all is analysed, so units that asked are
 * analysed anew where it turns out that they were given another number than that.
 *
 * What is asked for may depend on numbers. So an error that was asked for once is counted from then on, though nothing may ask for it when others have
 * their numbers: else there might be no end. What comes of it then depends on where one begins, which is where all have only the number that is made of
 * their name, as in a build from nothing.
 */

/** Fact of a unit that has looked through all numbers: whatever it found can be another where any is. */
export const ALL_ERRORS = 0x7fff_ffff;

/** The numbers of errors that are not counted yet: the least, and how many. */
const LEAST_UNCOUNTED = 0x8000;
const UNCOUNTED = 0x7fff;

/** What is reached, as far as it matters here. */
interface ReachedUnits {
  hasRow(row: DependerRow): boolean;
  isReliedOn(fact: DependeeRow): boolean;
}

/**
 * Gives the errors that units in `reached` ask the numbers of, or have asked since `forgetErrorNumbers`, those they are to have. Returns whether there are
 * units that had others, and are to be analysed anew.
 */
export function settleErrorNumbers(zcu: Zcu, reached: ReachedUnits): boolean {
  const { errorNumbers } = zcu;
  const before = new Map([...errorNumbers.view()].map((name, i) => [name, i]));
  const names = [...new Set([...before.keys(), ...askedErrors(zcu, reached)])] as StringIndex[];
  if (names.length === before.size) return false;
  names.sort((a, b) => zcu.pool.compareStrings(a, b));
  errorNumbers.truncate(0);
  errorNumbers.pushAll(names);
  let outdated = invalidate(zcu, ALL_ERRORS);
  for (const [i, name] of names.entries()) if (before.get(name) !== i) outdated += invalidate(zcu, name);
  return outdated > 0;
}

/** The number at compile time of the error `name`: until it is counted, one that is made of its name. */
export function numberOfError(
  { errorNumbers, reader }: Pick<Zcu, 'errorNumbers' | 'reader'>,
  name: StringIndex,
): number {
  const known = errorNumbers.view().indexOf(name);
  if (known >= 0) return known + 1;
  const bytes = reader.pool.stringBytes(name);
  return LEAST_UNCOUNTED + (hashBytes(bytes, 0, bytes.length) % UNCOUNTED);
}

/** No error has a number any more: all units that asked for one are to be analysed again. */
export function forgetErrorNumbers(zcu: Zcu): void {
  zcu.errorNumbers.truncate(0);
  const { graph } = zcu.schedule;
  let fact = graph.firstOfFamily(DependeeKind.errorNumber);
  for (; fact !== NO_DEPENDEE; fact = graph.nextOfFamily(fact)) invalidate(zcu, graph.dependeeFirst(fact));
}

/** Whether as many errors have numbers as units in `reached` ask for: so none was asked for only while others had other numbers. */
export function areAllAskedFor(zcu: Zcu, reached: ReachedUnits): boolean {
  return askedErrors(zcu, reached).length === zcu.errorNumbers.length;
}

/** Rows of the units in `reached`, and of calls that they make, that have asked for numbers or rely on one who has, in order. */
export function numberDependers(zcu: Zcu, reached: ReachedUnits): DependerRow[] {
  const readers = dependersOfKind(zcu, DependeeKind.errorNumber);
  return [...readers].filter((row) => isInUse(zcu, reached, row)).sort((a, b) => a - b);
}

/** Whether the unit of `row` is in `reached`, or a call that one of these makes. */
function isInUse({ schedule: { graph } }: Zcu, reached: ReachedUnits, row: DependerRow): boolean {
  if (reached.hasRow(row)) return true;
  const unit = graph.dependerOf(row);
  if (dependerKind(unit) !== DependerKind.call) return false;
  const result = graph.findDependee(DependeeKind.callResult, dependerIndex(unit), 0);
  return result !== NO_DEPENDEE && reached.isReliedOn(result);
}

/**
 * Whether numbers may be others than in a build from nothing: `before` are the `numberDependers` that there were when they were settled from the
 * beginning.
 */
export function mayNumbersDiffer(zcu: Zcu, reached: ReachedUnits, before: U32Column): boolean {
  const now = numberDependers(zcu, reached);
  if (now.length !== before.length || now.some((row, i) => before.data[i] !== row)) return true;
  if (now.length === 0) return false;
  const dependers = new Set<number>(now);
  return zcu.schedule.analysed.some((unit) => dependers.has(zcu.rowOf(unit)));
}

function askedErrors(zcu: Zcu, reached: ReachedUnits): StringIndex[] {
  const { graph } = zcu.schedule;
  const names: StringIndex[] = [];
  let fact = graph.firstOfFamily(DependeeKind.errorNumber);
  for (; fact !== NO_DEPENDEE; fact = graph.nextOfFamily(fact)) {
    const name = graph.dependeeFirst(fact);
    if (name !== ALL_ERRORS && reached.isReliedOn(fact)) names.push(name as StringIndex);
  }
  return names;
}

function invalidate(zcu: Zcu, name: number): number {
  return zcu.schedule.invalidate(ChangeKind.errorNumbersChanged, DependeeKind.errorNumber, name);
}
