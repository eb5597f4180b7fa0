import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import { type ContainerIndex, type DeclIndex, type FuncIndex, type Index, InternalFault } from '../../intern/ids.ts';
import { NO_QUOTA } from '../core/branch-quota.ts';
import { createMemory } from '../core/comptime-memory.ts';
import { unitInProgress } from '../core/dependency-loops.ts';
import { COMPILE_ERROR, DEPENDENCY_FAILED } from '../core/errors.ts';
import { firstReferences } from '../core/references.ts';
import { Sema } from '../core/sema.ts';
import { clearRecord, type UnitRecord, type Zcu } from '../core/zcu.ts';
import { analyzeComptimeBlock, analyzeDeclType, analyzeDeclValue } from './decl-unit.ts';
import { analyzeFuncBody } from './func-unit.ts';
import { analyzePanicInterface } from './panic-interface.ts';
import { resolveTypeDefaults } from './resolve-defaults.ts';
import { resolveTypeLayout } from './resolve-layout.ts';

/**
 * Analyses `unit`, which is not up to date, and settles what depends on it. All errors end here: a compile error becomes the
 * unit's error; a fault of this compiler becomes one that says so.
 */
export function analyzeUnit(zcu: Zcu, unit: Depender): void {
  const record = zcu.recordOf(unit);
  const failedBefore = record.failed;
  zcu.schedule.begin(unit);
  clearRecord(record);
  zcu.stack.push(unitInProgress(unit));
  const sema = new Sema(zcu, unit, createMemory());
  let changed = false;
  try {
    changed = runUnit(sema, unit);
  } catch (thrown) {
    record.failed = true;
    if (thrown === COMPILE_ERROR) record.error = sema.error.value;
    else if (thrown !== DEPENDENCY_FAILED)
      record.fault = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  zcu.stack.pop();
  record.branchesNeeded = sema.branches.needed;
  record.references = firstReferences(record.references);
  summarize(record);
  if (record.failed || record.exports.length > 0 || record.logs.length > 0) zcu.outspoken.add(unit);
  else zcu.outspoken.delete(unit);
  if (record.failed && zcu.schedule.isInLoop(unit)) zcu.loopFailures.add(unit);
  else zcu.loopFailures.delete(unit);
  zcu.schedule.finish(unit, changed || record.failed !== failedBefore);
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

/** Returns whether the result is not what it was. */
function runUnit(sema: Sema, unit: Depender): boolean {
  const index = dependerIndex(unit);
  switch (dependerKind(unit)) {
    case DependerKind.declType:
      return analyzeDeclType(sema, index as DeclIndex);
    case DependerKind.declValue:
      return analyzeDeclValue(sema, index as DeclIndex);
    case DependerKind.typeLayout:
      return resolveTypeLayout(sema, sema.pool.containers.type.data[index as ContainerIndex] as Index);
    case DependerKind.typeDefaults:
      return resolveTypeDefaults(sema, sema.pool.containers.type.data[index as ContainerIndex] as Index);
    case DependerKind.funcBody:
      return analyzeFuncBody(sema, index as FuncIndex);
    case DependerKind.comptimeBlock:
      analyzeComptimeBlock(sema, index as DeclIndex);
      return false;
    case DependerKind.builtins:
      return analyzePanicInterface(sema);
    case DependerKind.call:
      throw new InternalFault(`units of kind ${DependerKind[dependerKind(unit)]} are not analysed by themselves`);
  }
}
