import { DependeeKind } from '../incremental/dependee.ts';
import { type DependerRow, NO_ROW } from '../incremental/dependency-graph.ts';
import { DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { USUAL_QUOTA } from '../intern/func-table.ts';
import type { Index } from '../intern/ids.ts';
import { withDependers } from './dependers.ts';
import { isAskedTarget, isTypeTarget, quotaWord, targetType, targetUnit } from './reference-words.ts';
import type { Zcu } from './zcu.ts';

/*
 * An instance of a generic function may take as many branches at compile time as any of those who call it might when they did. What that is shows only
 * when all is analysed: so units are analysed with what is known, and again where it turns out to be something else that matters.
 *
 * A build from nothing comes to the least quotas with which all fits together. Others may fit too: an instance that comes to raise its quota
 * after it took more branches than it was given may call who gives that to it. So what came of larger quotas is not to hold itself up.
 */

/** What is reached, as far as it matters here. */
interface ReachedUnits {
  hasRow(row: DependerRow): boolean;
  /** The containers from which everything is reached. */
  readonly roots: Iterable<Index>;
  /** Rows of the units that are reached with a container type itself. */
  unitsOf(ty: Index): Iterable<number>;
}

/**
 * Gives the instances of generic functions that units call their branch quotas, and those that they call; and has those analysed anew for
 * which it matters that they were analysed with another. Returns whether there are any.
 */
export function settleQuotas(zcu: Zcu, reached: ReachedUnits): boolean {
  const { tables, schedule, units } = zcu;
  const given = quotasGiven(zcu, (row) => (reached.hasRow(row) ? zcu.references.count(row) : 0));
  const quotas = tables.funcs.branchQuota.data;
  let matters = false;
  const rows = new Set(given.keys());
  for (let func = 0; func < tables.funcs.length; func++) {
    if (quotas[func] === USUAL_QUOTA) continue;
    const row = schedule.graph.findDepender(makeDepender(DependerKind.funcBody, func));
    if (row !== NO_ROW) rows.add(row);
  }
  for (const row of rows) {
    const unit = schedule.graph.dependerOf(row);
    if (!reached.hasRow(row) || dependerKind(unit) !== DependerKind.funcBody) continue;
    const func = dependerIndex(unit);
    const quota = given.get(row) ?? USUAL_QUOTA;
    const was = quotas[func]!;
    if (was === quota) continue;
    quotas[func] = quota;
    if (units.branchesNeeded.data[row]! <= Math.min(was, quota)) continue;
    schedule.invalidate(ChangeKind.quotaChanged, DependeeKind.branchQuota, func);
    matters = true;
  }
  return matters;
}

/**
 * To be called where all is settled: the instances that took more branches than usual, and of which it is not sure that they would if none of them
 * had, get the quotas that are sure, and are to be analysed again. Returns whether there are any.
 */
export function lowerQuotas(zcu: Zcu, reached: ReachedUnits): boolean {
  const { tables, schedule } = zcu;
  const quotas = tables.funcs.branchQuota.data;
  const doubted = instancesWithMore(zcu, reached);
  let sure = new Map<DependerRow, number>();
  for (let isMore = doubted.size > 0; isMore && doubted.size > 0; ) {
    const sound = soundReferences(zcu, reached, doubted);
    sure = quotasGiven(zcu, (row) => sound.get(row) ?? 0);
    isMore = false;
    for (const [row, needed] of doubted) if ((sure.get(row) ?? USUAL_QUOTA) >= needed) isMore = doubted.delete(row);
  }
  for (const row of doubted.keys()) {
    const func = dependerIndex(schedule.graph.dependerOf(row));
    quotas[func] = sure.get(row) ?? USUAL_QUOTA;
    schedule.invalidate(ChangeKind.quotaChanged, DependeeKind.branchQuota, func);
  }
  return doubted.size > 0;
}

/** The instances that took more branches than usual, and with which quota they would be analysed as they were. */
function instancesWithMore({ tables, schedule, units }: Zcu, reached: ReachedUnits): Map<DependerRow, number> {
  const found = new Map<DependerRow, number>();
  for (let row = 0 as DependerRow; row < units.length; row++) {
    const needed = units.branchesNeeded.data[row]!;
    if (needed <= USUAL_QUOTA || !reached.hasRow(row)) continue;
    const unit = schedule.graph.dependerOf(row);
    if (dependerKind(unit) !== DependerKind.funcBody) continue;
    // One that failed for want of branches needs more than it has.
    const quota = Math.min(needed, tables.funcs.branchQuota.data[dependerIndex(unit)]!);
    if (quota > USUAL_QUOTA) found.set(row, quota);
  }
  return found;
}

/**
 * By row of what is reached: how many of its references, in the order in which they were made, are sure to be there whatever comes of the instances
 * `doubted`. Only through these it is reached.
 */
function soundReferences(
  zcu: Zcu,
  reached: ReachedUnits,
  doubted: ReadonlyMap<DependerRow, number>,
): Map<DependerRow, number> {
  const { references } = zcu;
  const unsure = withDependers(zcu, doubted.keys());
  const types = new Set<Index>();
  const counts = new Map<DependerRow, number>();
  const come = (row: DependerRow): void => {
    if (!counts.has(row)) counts.set(row, 0);
  };
  const reachType = (ty: Index): void => {
    if (types.has(ty)) return;
    types.add(ty);
    for (const row of reached.unitsOf(ty)) come(row as DependerRow);
  };
  for (const ty of reached.roots) reachType(ty);
  for (const row of counts.keys()) {
    if (doubted.has(row)) continue;
    const count = references.count(row);
    let i = 0;
    for (; i < count; i++) {
      const target = references.target(row, i);
      if (isTypeTarget(target)) reachType(targetType(target));
      else {
        come(targetUnit(target));
        // What comes then may come of what that gave.
        if (isAskedTarget(target) && unsure.has(targetUnit(target))) break;
      }
    }
    counts.set(row, i);
  }
  return counts;
}

/**
 * By row: the branch quotas that callers give to instances of generic functions, where they are not the usual one. Of the references of each unit the
 * first `countOf` count.
 */
function quotasGiven({ references, units }: Zcu, countOf: (row: DependerRow) => number): Map<DependerRow, number> {
  const usual = quotaWord(USUAL_QUOTA);
  const quotas = new Map<DependerRow, number>();
  const pending: DependerRow[] = [];
  for (let row = 0 as DependerRow; row < units.length; row++)
    if (units.quotaGiven.data[row]! > usual && countOf(row) > 0) pending.push(row);
  for (let row = pending.pop(); row !== undefined; row = pending.pop()) {
    const own = quotas.get(row) ?? USUAL_QUOTA;
    const count = countOf(row);
    for (let i = 0; i < count; i++) {
      const word = references.quota(row, i);
      const target = references.target(row, i);
      if (word === 0 || isTypeTarget(target)) continue;
      const quota = Math.max(own, word - 1);
      const callee = targetUnit(target);
      if (quota <= (quotas.get(callee) ?? USUAL_QUOTA)) continue;
      quotas.set(callee, quota);
      pending.push(callee);
    }
  }
  return quotas;
}
