import type { AirRef } from '../../air/air.ts';
import type { DependeeKind } from '../../incremental/dependee.ts';
import { memoizedCall } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import type { CallSite } from '../../query/call-sites.ts';
import { refersToComptimeVar } from './comptime-var-refs.ts';
import type { Sema } from './sema.ts';

/** The evaluation of a call under way. */
export interface MemoStart {
  readonly key: Index;
  /** The evaluation that this one is part of. */
  readonly outer: MemoStart | null;
  readonly dependencies: number;
  readonly references: number;
  readonly exports: number;
  readonly logs: number;
  readonly branches: number;
  quota: number;
}

/** The key of a call of `func` with `args`, or 0 where its result must not be shared: an argument refers to memory that can change. */
export function memoKey(sema: Sema, func: Index, args: readonly AirRef[]): Index {
  for (const arg of args) if (refersToComptimeVar(sema.pool, arg as number as Index)) return 0 as Index;
  return memoizedCall(sema.pool, func, args as readonly number[] as readonly Index[]);
}

/**
 * The result of the call `key` if it is known, or 0. What the evaluation relied on and referred to is declared for the unit of
 * `sema` too, as from this call: `site`.
 */
export function findMemoized(sema: Sema, key: Index, site: CallSite): Index {
  const call = sema.zcu.memoizedCalls.find(key);
  if (call === null) return 0 as Index;
  const quota = Math.max(sema.branches.limit, call.quota);
  // Where the quota would be exceeded, the error belongs inside the call: evaluate it.
  if (sema.branches.count + call.branches > quota) return 0 as Index;
  noteQuota(sema, call.quota);
  sema.branches.add(call.branches);
  const { dependencies } = call;
  for (let i = 0; i < dependencies.length; i += 3) {
    sema.declareDependency(dependencies[i] as DependeeKind, dependencies[i + 1], dependencies[i + 2]);
  }
  const { outcome } = sema;
  sema.zcu.references.addAll(call.references, call.site, site, sema.branches.raised);
  outcome.exports.push(...call.exports);
  outcome.logs.push(...call.logs);
  return call.result;
}

/** The quota is raised to `quota`, if that is more than it is. */
export function noteQuota(sema: Sema, quota: number): void {
  sema.branches.raise(quota);
  if (sema.memoStart !== null && quota > sema.memoStart.quota) sema.memoStart.quota = quota;
}

/** Begins the evaluation of the call `key`. */
export function beginMemoized(sema: Sema, key: Index): MemoStart {
  sema.dependencyLogDepth++;
  sema.declareAgain();
  const { exports, logs } = sema.outcome;
  const start: MemoStart = {
    key,
    outer: sema.memoStart,
    dependencies: sema.dependencyLog.length,
    references: sema.zcu.references.pendingLength,
    exports: exports.length,
    logs: logs.length,
    branches: sema.branches.count,
    quota: 0,
  };
  sema.memoStart = start;
  return start;
}

/** Ends the evaluation of the call at `site`. `result` is kept for others if it may be: `share`. */
export function endMemoized(sema: Sema, start: MemoStart, result: Index, share: boolean, site: CallSite): void {
  const { key, outer, quota } = start;
  sema.memoStart = outer;
  dropRepeated(sema, start.dependencies);
  const { exports, logs } = sema.outcome;
  const references = sema.zcu.references.pendingFrom(start.references);
  if (share) {
    sema.zcu.memoizedCalls.keep(key, {
      result,
      dependencies: sema.dependencyLog.slice(start.dependencies),
      references,
      site,
      exports: exports.slice(start.exports),
      logs: logs.slice(start.logs),
      branches: sema.branches.count - start.branches,
      quota,
    });
  }
  noteQuota(sema, quota);
  sema.dependencyLogDepth--;
  if (sema.dependencyLogDepth === 0) sema.dependencyLog.length = 0;
}

/** Drops what stands twice in the dependency log from `start` on: calls that make calls would have it grow with each of them. */
function dropRepeated(sema: Sema, start: number): void {
  const log = sema.dependencyLog;
  const { graph } = sema.zcu.schedule;
  const seen = new Set<number>();
  let end = start;
  for (let i = start; i < log.length; i += 3) {
    const row = graph.findDependee(log[i] as DependeeKind, log[i + 1], log[i + 2]);
    if (seen.has(row)) continue;
    seen.add(row);
    log[end] = log[i];
    log[end + 1] = log[i + 1];
    log[end + 2] = log[i + 2];
    end += 3;
  }
  log.length = end;
}
