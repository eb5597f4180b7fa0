import { type Depender, NO_DEPENDER } from '../incremental/depender.ts';
import type { Index } from '../intern/ids.ts';
import { UPDATE_STOPPED } from '../util/fault.ts';
import type { Outcome } from './outcome.ts';
import { NO_QUOTA } from './quota.ts';
import { firstReferences } from './references.ts';
import { unitInProgress } from './unit-in-progress.ts';
import type { UnitRecord } from './unit-record.ts';
import type { Zcu } from './zcu.ts';

/** Brings `unit` up to date. It may turn out to have failed, or to be in progress. */
export function ensureUpToDate(zcu: Zcu, unit: Depender): void {
  for (let next = zcu.schedule.demand(unit); next !== NO_DEPENDER; next = zcu.schedule.demand(unit)) analyze(zcu, next);
}

/**
 * Analyses `unit`, which is not up to date, keeps what that left, and settles what depends on it. Throws `UPDATE_STOPPED` where the update is to
 * end: the unit is to be analysed again then.
 */
function analyze(zcu: Zcu, unit: Depender): void {
  if (zcu.isStopped()) throw UPDATE_STOPPED;
  const record = zcu.recordOf(unit);
  const failedBefore = record.failed;
  zcu.schedule.begin(unit);
  zcu.stack.push(unitInProgress(unit));
  const outcome = analyzeOrAbandon(zcu, unit);
  record.failed = outcome.failed;
  record.error = outcome.error;
  record.fault = outcome.fault;
  record.branchesNeeded = outcome.branchesNeeded;
  record.references = firstReferences(outcome.references);
  record.exports = outcome.exports;
  record.logs = outcome.logs;
  summarize(record);
  if (record.failed || record.exports.length > 0 || record.logs.length > 0) zcu.outspoken.add(unit);
  else zcu.outspoken.delete(unit);
  if (record.failed && zcu.schedule.isInLoop(unit)) zcu.loopFailures.add(unit);
  else zcu.loopFailures.delete(unit);
  if (record.fault !== null) zcu.faulted.add(unit);
  else zcu.faulted.delete(unit);
  zcu.schedule.finish(unit, outcome.changed || record.failed !== failedBefore);
  zcu.stack.pop();
}

function analyzeOrAbandon(zcu: Zcu, unit: Depender): Outcome {
  try {
    return zcu.analyzeUnit(zcu, unit);
  } catch (stop) {
    zcu.schedule.abandon(unit);
    zcu.stack.pop();
    throw stop;
  }
}

/** Notes what is looked for in the references of all units. */
function summarize(record: UnitRecord): void {
  const typesMade: Index[] = [];
  record.quotaGiven = NO_QUOTA;
  for (const { unit, type, isAsked, quota } of record.references) {
    if (quota > record.quotaGiven) record.quotaGiven = quota;
    if (unit === null && isAsked) typesMade.push(type);
  }
  record.typesMade = typesMade;
}
