import { DependeeKind } from '../incremental/dependee.ts';
import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, NO_DEPENDER } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import { containerOf } from '../intern/containers.ts';
import { USUAL_QUOTA } from '../intern/func-table.ts';
import type { DeclIndex } from '../intern/ids.ts';
import { UPDATE_STOPPED } from '../util/fault.ts';
import { chunkHeader } from '../zir/zir.ts';
import { isLoopError } from './errors.ts';
import type { Outcome } from './outcome.ts';
import { isAskedTarget, isTypeTarget, targetType } from './reference-words.ts';
import { ReferenceChange } from './references.ts';
import { makingOf } from './type-names.ts';
import { unitInProgress } from './unit-in-progress.ts';
import { UnitFlag } from './unit-table.ts';
import type { Zcu } from './zcu.ts';

/** Brings `unit` up to date. It may turn out to have failed, or to be in progress. */
export function ensureUpToDate(zcu: Zcu, unit: Depender): void {
  for (let next = zcu.schedule.demand(unit); next !== NO_DEPENDER; next = zcu.schedule.demand(unit)) analyze(zcu, next);
}

/** Brings up to date what `unit` relies on: then it is up to date, in progress, or to be analysed. */
export function ensureProducersUpToDate(zcu: Zcu, unit: Depender): void {
  let next = zcu.schedule.demand(unit);
  for (; next !== NO_DEPENDER && next !== unit; next = zcu.schedule.demand(unit)) analyze(zcu, next);
}

/**
 * Analyses `unit`, which is not up to date, keeps what that left, and settles what depends on it. Throws `UPDATE_STOPPED` where the update is to
 * end: the unit is to be analysed again then.
 */
function analyze(zcu: Zcu, unit: Depender): void {
  if (zcu.isStopped()) throw UPDATE_STOPPED;
  const { schedule, units, references, outspoken, loopFailures, faulted } = zcu;
  const row = zcu.rowOf(unit);
  schedule.begin(unit);
  const start = references.pendingLength;
  const outcome = analyzeOrAbandon(zcu, unit);
  if (dependerKind(unit) === DependerKind.call) {
    if (outcome.failed) {
      references.drop(start);
      zcu.callResults.discard(unit);
    }
    zcu.stack.pop();
    return;
  }
  noteChange(zcu, row, references.keep(row, start));
  const { failed, exports, logs } = outcome;
  const failedBefore = units.has(row, UnitFlag.failed);
  units.setFlag(row, UnitFlag.failed, failed);
  if (dependerKind(unit) === DependerKind.declValue)
    units.setFlag(row, UnitFlag.saysType, saysType(zcu, dependerIndex(unit) as DeclIndex));
  if (outcome.branchesNeeded > USUAL_QUOTA && outcome.branchesNeeded !== units.branchesNeeded.data[row])
    zcu.quotasMoved = true;
  units.branchesNeeded.data[row] = outcome.branchesNeeded;
  zcu.remarks.set(row, outcome);
  if (failed || exports.length > 0 || logs.length > 0) outspoken.add(row);
  else outspoken.delete(row);
  if (outcome.error !== null && isLoopError(outcome.error)) loopFailures.add(row);
  else loopFailures.delete(row);
  if (outcome.fault !== null) faulted.add(row);
  else faulted.delete(row);
  if (failed !== failedBefore) noteFailure(zcu, unit);
  schedule.finish(unit, outcome.changed || failed !== failedBefore);
  zcu.stack.pop();
}

function analyzeOrAbandon(zcu: Zcu, unit: Depender): Outcome {
  const { stack, references, schedule } = zcu;
  const start = references.pendingLength;
  stack.push(unitInProgress(unit));
  try {
    return zcu.analyzeUnit(zcu, unit);
  } catch (stop) {
    references.drop(start);
    schedule.abandon(unit);
    stack.pop();
    throw stop;
  }
}

/** Whether the declaration `decl`, whose value the unit of `row` gives, says its type: then that does not depend on its value. */
export function hasSaidType(zcu: Zcu, row: DependerRow, decl: DeclIndex): boolean {
  return zcu.schedule.isRowUpToDate(row) ? zcu.units.has(row, UnitFlag.saysType) : saysType(zcu, decl);
}

/** Whether the declaration says its type, by its source. */
function saysType({ pool, tracked, files }: Zcu, decl: DeclIndex): boolean {
  const at = pool.decls.trackedOf(decl);
  if (tracked.isLost(at)) return false;
  const zir = files.zir(tracked.fileOf(at));
  // The length of the body that its type is: see `zir/zir.ts`.
  return zir.extra.data[chunkHeader(zir, tracked.chunkOf(at)) + 1]! > 0;
}

/** What `unit` gave is no more: its declaration was lost. */
export function retire(zcu: Zcu, unit: Depender): void {
  zcu.schedule.retire(unit);
  const row = zcu.findRow(unit);
  if (row === null) return;
  noteChange(zcu, row, zcu.references.forget(row));
  zcu.units.setFlag(row, UnitFlag.failed, false);
  zcu.remarks.forget(row);
  zcu.outspoken.delete(row);
  zcu.loopFailures.delete(row);
  zcu.faulted.delete(row);
}

/** Who relies on whether the value of a declaration failed is to be analysed again. */
function noteFailure(zcu: Zcu, unit: Depender): void {
  if (dependerKind(unit) !== DependerKind.declValue) return;
  const outdated = zcu.schedule.invalidate(ChangeKind.failureChanged, DependeeKind.valueFailed, dependerIndex(unit));
  if (outdated > 0) zcu.failuresMoved = true;
}

/** Notes what is looked for in the references of all units, and whether they are others. */
function noteChange(zcu: Zcu, row: DependerRow, change: ReferenceChange): void {
  if (change === ReferenceChange.none) return;
  zcu.referencesMoved = true;
  zcu.makers.note(row);
  sayMakings(zcu, row);
  if (change === ReferenceChange.places) return;
  zcu.rerouted.push(row);
  zcu.quotasMoved = true;
  const { references, units } = zcu;
  let quotaGiven = 0;
  let makesTypes = false;
  for (let i = references.count(row) - 1; i >= 0; i--) {
    quotaGiven = Math.max(quotaGiven, references.quota(row, i));
    const target = references.target(row, i);
    makesTypes ||= isTypeTarget(target) && isAskedTarget(target);
  }
  units.quotaGiven.data[row] = quotaGiven;
  units.setFlag(row, UnitFlag.makesTypes, makesTypes);
}

/** Says what the types are called that a unit makes: those of a call whose result was known were not made now. */
function sayMakings({ references, typeNames, pool }: Zcu, row: DependerRow): void {
  for (let i = references.count(row) - 1; i >= 0; i--) {
    const making = references.making(row, i);
    if (making !== 0) typeNames.made(makingOf(containerOf(pool, targetType(references.target(row, i))), making));
  }
}
