import type { AirRef } from '../../air/air.ts';
import { DependeeKind } from '../../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import { DependerState } from '../../incremental/schedule.ts';
import { memoizedCall } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import type { CallResult } from '../../query/call-results.ts';
import type { CallSite } from '../../query/call-sites.ts';
import { CHUNK_NODE } from '../../query/src.ts';
import type { UnitInProgress } from '../../query/unit-in-progress.ts';
import type { Declaring } from '../../query/unit-reader.ts';
import { callUnit } from '../../query/units.ts';
import { refersToComptimeVar } from './comptime-var-refs.ts';
import type { Sema } from './sema.ts';

/** The evaluation of a call under way. */
export interface CallScope extends Declaring {
  readonly key: Index;
  /** The evaluation that this one is part of. */
  readonly outer: CallScope | null;
  /** Who relies on what the evaluation relies on: the call, where it is a unit of its own, and who makes it. */
  readonly owner: Depender;
  readonly outerOwner: Depender;
  /** Errors that calls within it returned, by what `callKey` gives: each is told once. */
  readonly erroneousCalls: Map<Index, Index>;
  /** What the unit that is analysed had asked for last. */
  readonly asked: UnitInProgress;
  /** How many words of references, exports, logs, branches and places of errors there were when it began. */
  readonly references: number;
  readonly exports: number;
  readonly logs: number;
  readonly branches: number;
  readonly errorTrace: number;
  /** What it raised the quota to so far; 0 if it did not. Of one that is no unit, what the unit around it did, at least. */
  quota: number;
  /** Whether nothing that is still being worked out has been read. */
  isSettled: boolean;
}

/** The pool's item for the call of `func` with `args`, or 0 where its result must not be shared: an argument refers to memory that can change. */
export function callKey(sema: Sema, func: Index, args: readonly AirRef[]): Index {
  for (const arg of args) if (refersToComptimeVar(sema.pool, arg as number as Index)) return 0 as Index;
  return memoizedCall(sema.pool, func, args as readonly number[] as readonly Index[]);
}

/** The innermost call that is evaluated; 0 for none. */
export function currentCall({ scope, owner }: Sema): Index {
  if (scope !== null) return scope.key;
  return dependerKind(owner) === DependerKind.call ? (dependerIndex(owner) as Index) : (0 as Index);
}

/**
 * The result of the call `key` if it is known, or 0. The unit of `sema` relies on it then; and refers to, exports and logs the same as the evaluation,
 * as from this call: `site`.
 */
export function findCall(
  sema: Sema,
  key: Index,
  { returnType, wantSafety }: Pick<CallResult, 'returnType' | 'wantSafety'>,
  site: CallSite,
): Index {
  const { zcu, outcome, branches } = sema;
  const unit = callUnit(key);
  let call = zcu.callResults.get(unit);
  if (call === null || call.returnType !== returnType || call.wantSafety !== wantSafety) return 0 as Index;
  if (!zcu.schedule.isUpToDate(unit)) {
    zcu.ensureProducersUpToDate(unit);
    if (!zcu.schedule.isUpToDate(unit)) return 0 as Index;
    call = zcu.callResults.get(unit)!;
  }
  // Where the quota would be exceeded, the error belongs inside the call: evaluate it.
  if (branches.count + call.branches > Math.max(branches.limit, call.quota)) return 0 as Index;
  noteQuota(sema, call.quota);
  branches.add(call.branches);
  relyOn(sema, key, site);
  const { exports, logs } = zcu.callResults.remarks(unit);
  outcome.exports.push(...exports);
  outcome.logs.push(...logs);
  return call.result;
}

/** The quota is raised to `quota`, if that is more than it is. */
export function noteQuota(sema: Sema, quota: number): void {
  sema.branches.raise(quota);
  if (sema.scope !== null && quota > sema.scope.quota) sema.scope.quota = quota;
}

/** What the quota has been raised to by the innermost call that is evaluated, or by the unit itself where there is none; 0 if it was not. */
export function raisedQuota({ scope, branches }: Sema): number {
  return scope === null ? branches.raised : scope.quota;
}

/** Begins the evaluation of the call `key`. It is a unit of its own, unless it is part of itself or is known and may not be used here. */
export function beginCall(sema: Sema, key: Index): CallScope {
  const { zcu, outcome, unit: outerOwner } = sema;
  const unit = callUnit(key);
  const state = zcu.schedule.state(unit);
  const isKept = sema.recorder === null && state !== DependerState.inProgress;
  const isUnit = isKept && state !== DependerState.upToDate;
  const asker = zcu.stack[zcu.stack.length - 1]!;
  const scope: CallScope = {
    key,
    outer: sema.scope,
    owner: isUnit ? unit : outerOwner,
    outerOwner,
    erroneousCalls: isUnit ? new Map() : sema.erroneousCalls,
    asked: { ...asker },
    references: zcu.references.pendingLength,
    exports: outcome.exports.length,
    logs: outcome.logs.length,
    branches: sema.branches.count,
    errorTrace: sema.errorTrace.length,
    quota: isUnit ? 0 : raisedQuota(sema),
    isSettled: true,
    isOwn: (producer) => sema.isOwn(producer),
    declareDependency: (kind, a, b) => sema.declareDependency(kind, a, b),
  };
  sema.scope = scope;
  if (!isUnit) return scope;
  asker.chunk = zcu.chunkOf(unit);
  asker.src = CHUNK_NODE;
  zcu.rowOf(unit);
  zcu.schedule.begin(unit);
  zcu.reader.begin(scope);
  sema.relyAs(unit);
  return scope;
}

/**
 * Ends the evaluation of the call at `site`. `result` is kept for others if it may be; null for none.
 */
export function endCall(
  sema: Sema,
  scope: CallScope,
  result: Pick<CallResult, 'result' | 'returnType' | 'wantSafety'> | null,
  site: CallSite,
): void {
  const { zcu, outcome } = sema;
  const { key, outer, owner, outerOwner, quota } = scope;
  sema.scope = outer;
  if (owner !== outerOwner) {
    zcu.reader.end();
    sema.relyAs(outerOwner);
    Object.assign(zcu.stack[zcu.stack.length - 1]!, scope.asked);
    if (result === null || !scope.isSettled) {
      zcu.callResults.dissolve(owner, outerOwner);
      for (const [call, error] of scope.erroneousCalls) sema.erroneousCalls.set(call, error);
      zcu.references.raiseQuotas(scope.references, raisedQuota(sema));
    } else {
      const branches = sema.branches.count - scope.branches;
      const remarks = { exports: outcome.exports.slice(scope.exports), logs: outcome.logs.slice(scope.logs) };
      zcu.callResults.keep(owner, { ...result, branches, quota }, remarks, scope.references, site);
      relyOn(sema, key, site);
      sema.errorTrace.length = scope.errorTrace;
    }
  }
  noteQuota(sema, quota);
}

/** Ends the evaluations under way, the innermost first: the unit fails, or its analysis is to end. */
export function abandonCalls(sema: Sema): void {
  for (let { scope } = sema; scope !== null; scope = scope.outer) {
    if (scope.owner === scope.outerOwner) continue;
    sema.zcu.reader.end();
    sema.zcu.callResults.dissolve(scope.owner, scope.outerOwner);
  }
  sema.scope = null;
  sema.relyAs(sema.owner);
}

/** The unit relies on the result of the call `key`, made at `site`, and refers to what that refers to. */
function relyOn(sema: Sema, key: Index, site: CallSite): void {
  sema.declareDependency(DependeeKind.callResult, key, 0);
  sema.zcu.references.addCall(sema.zcu.rowOf(callUnit(key)), site, raisedQuota(sema));
}
