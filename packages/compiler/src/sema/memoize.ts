import type { AirRef } from '../air/air.ts';
import type { DependeeKind } from '../incremental/dependee.ts';
import { memoizedCall } from '../intern/functions.ts';
import type { Index } from '../intern/ids.ts';
import { canMutateComptimeVar } from './comptime-ptr.ts';
import type { Sema } from './sema.ts';
import { firstReferences } from './references.ts';
import type { Reference, Zcu } from './zcu.ts';

/** A call that was evaluated, and what whoever makes the same call needs besides its result. */
interface MemoizedCall {
  readonly result: Index;
  /** (kind, a, b) of each fact that the evaluation relied on. */
  readonly dependencies: readonly number[];
  readonly references: readonly Reference[];
  /** Backward branches and calls that it took: they count for each caller, whoever was first. */
  readonly branches: number;
  /** What the quota was raised to, at least. */
  readonly quota: number;
}

/** Where the evaluation of a call stood when it began. */
export interface MemoStart {
  readonly key: Index;
  readonly dependencies: number;
  readonly references: number;
  readonly branches: number;
}

const tables = new WeakMap<Zcu, Map<Index, MemoizedCall>>();

function tableOf(zcu: Zcu): Map<Index, MemoizedCall> {
  let table = tables.get(zcu);
  if (table === undefined) {
    table = new Map();
    tables.set(zcu, table);
  }
  return table;
}

/** Forgets all results: an update has changed what they were made from. */
export function forgetMemoizedCalls(zcu: Zcu): void {
  tables.delete(zcu);
}

/** The key of a call of `func` with `args`, or 0 where its result must not be shared: an argument refers to memory that can change. */
export function memoKey(sema: Sema, func: Index, args: readonly AirRef[]): Index {
  for (const arg of args) if (canMutateComptimeVar(sema, arg as number as Index)) return 0 as Index;
  return memoizedCall(sema.pool, func, args as readonly number[] as readonly Index[]);
}

/**
 * The result of the call `key` if it is known, or 0. What the evaluation relied on and referred to is declared for the unit of
 * `sema` too.
 */
export function findMemoized(sema: Sema, key: Index): Index {
  const call = tableOf(sema.zcu).get(key);
  if (call === undefined) return 0 as Index;
  const quota = Math.max(sema.branchQuota, call.quota);
  // Where the quota would be exceeded, the error belongs inside the call: evaluate it.
  if (sema.branchCount + call.branches > quota) return 0 as Index;
  sema.branchQuota = quota;
  sema.branchCount += call.branches;
  const { dependencies } = call;
  for (let i = 0; i < dependencies.length; i += 3) {
    sema.declareDependency(dependencies[i] as DependeeKind, dependencies[i + 1], dependencies[i + 2]);
  }
  const record = sema.zcu.recordOf(sema.owner);
  for (const reference of call.references) record.references.push(reference);
  return call.result;
}

/** Begins the evaluation of the call `key`. */
export function beginMemoized(sema: Sema, key: Index): MemoStart {
  sema.dependencyLogDepth++;
  return {
    key,
    dependencies: sema.dependencyLog.length,
    references: sema.zcu.recordOf(sema.owner).references.length,
    branches: sema.branchCount,
  };
}

/** Ends the evaluation. `result` is kept for others if it may be: `share`. */
export function endMemoized(sema: Sema, start: MemoStart, result: Index, share: boolean): void {
  if (share) {
    tableOf(sema.zcu).set(start.key, {
      result,
      dependencies: sema.dependencyLog.slice(start.dependencies),
      references: firstReferences(sema.zcu.recordOf(sema.owner).references.slice(start.references)),
      branches: sema.branchCount - start.branches,
      quota: sema.branchQuota,
    });
  }
  sema.dependencyLogDepth--;
  if (sema.dependencyLogDepth === 0) sema.dependencyLog.length = 0;
}

/** How much the unit has made visible or logged: a call that adds to it is not to be shared. */
export function outputCount(sema: Sema): number {
  const record = sema.zcu.recordOf(sema.owner);
  return record.exports.length + record.logs.length;
}
