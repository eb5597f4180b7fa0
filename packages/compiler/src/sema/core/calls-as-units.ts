import type { AirRef } from '../../air/air.ts';
import { DependeeKind } from '../../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../../incremental/depender.ts';
import { DependerState } from '../../incremental/schedule.ts';
import { memoizedCall } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import type { CallCost, CallResult } from '../../query/call-results.ts';
import type { CallSite } from '../../query/call-sites.ts';
import { CHUNK_NODE } from '../../query/src.ts';
import type { UnitInProgress } from '../../query/unit-in-progress.ts';
import type { Declaring } from '../../query/unit-reader.ts';
import { callUnit } from '../../query/units.ts';
import { noteRaise, raisedTo } from './branch-quota.ts';
import { refersToComptimeVar } from './comptime-var-refs.ts';
import { MAX_BYTES_MADE, MAX_CALL_DEPTH } from './limits.ts';
import type { Sema } from './sema.ts';

/** The errors that calls returned, and what each took, by what `callKey` gives: each is told once. */
export type ErroneousCalls = Map<Index, { readonly error: Index; readonly cost: CallCost }>;

/** The evaluation of a call under way. */
export interface CallScope extends Declaring {
  readonly key: Index;
  /** The evaluation that this one is part of. */
  readonly outer: CallScope | null;
  /** Who relies on what the evaluation relies on: the call, where it is a unit of its own, and who makes it. */
  readonly owner: Depender;
  readonly outerOwner: Depender;
  /** The calls within it that returned errors. */
  readonly erroneousCalls: ErroneousCalls;
  /** What the unit that is analysed had asked for last. */
  readonly asked: UnitInProgress;
  /** How many words of references, exports, logs, branches and places of errors there were when it began. */
  readonly references: number;
  readonly exports: number;
  readonly logs: number;
  readonly branches: number;
  readonly bytesMade: number;
  readonly errorTrace: number;
  /** How deep calls had been nested in the evaluation that this one is part of, or in the unit. */
  readonly deepestCall: number;
  /** What the quota had been raised to by the evaluation that this one is part of, or by the unit; 0 if it was not. */
  readonly quotaBefore: number;
  /** Where it raised the quota so far: see `CallCost`. */
  readonly raises: number[];
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
  const { zcu, outcome } = sema;
  const unit = callUnit(key);
  let call = zcu.callResults.get(unit);
  if (call === null || call.returnType !== returnType || call.wantSafety !== wantSafety) return 0 as Index;
  if (!zcu.schedule.isUpToDate(unit)) {
    zcu.ensureProducersUpToDate(unit);
    if (!zcu.schedule.isUpToDate(unit)) return 0 as Index;
    call = zcu.callResults.get(unit)!;
  }
  if (!allows(sema, call)) return 0 as Index;
  relyOn(sema, key, site, raisedQuota(sema));
  spend(sema, call);
  const { exports, logs } = zcu.callResults.remarks(unit);
  outcome.exports.push(...exports);
  outcome.logs.push(...logs);
  return call.result;
}

/** The error that the call `key` returned where it was made before, as part of the same, or 0. What it took is taken again. */
export function findErroneousCall(sema: Sema, key: Index): Index {
  const call = sema.erroneousCalls.get(key);
  if (call === undefined || !allows(sema, call.cost)) return 0 as Index;
  spend(sema, call.cost);
  return call.error;
}

/** Whether a call that takes `cost` comes to its end where it is made here. Where it does not, the error belongs inside it: it is to be evaluated. */
function allows({ branches, callDepth, bytesMade }: Sema, cost: CallCost): boolean {
  return branches.allows(cost) && callDepth + cost.depth <= MAX_CALL_DEPTH && bytesMade + cost.bytes <= MAX_BYTES_MADE;
}

/** Takes what a call takes that is not evaluated here. */
function spend(sema: Sema, { branches, raises, depth, bytes }: CallCost): void {
  let taken = 0;
  for (let i = 0; i < raises.length; i += 2) {
    sema.branches.add(raises[i + 1]! - taken);
    taken = raises[i + 1]!;
    raiseQuota(sema, raises[i]!);
  }
  sema.branches.add(branches - taken);
  sema.deepestCall = Math.max(sema.deepestCall, sema.callDepth + depth);
  sema.bytesMade += bytes;
}

/** The quota is raised to `quota`, if that is more than it is. */
export function raiseQuota({ scope: innermost, branches }: Sema, quota: number): void {
  branches.raise(quota);
  for (let scope = innermost; scope !== null; scope = scope.outer)
    noteRaise(scope.raises, quota, branches.count - scope.branches);
}

/** What the quota has been raised to by the innermost call that is a unit, or by the unit itself where there is none; 0 if it was not. */
export function raisedQuota({ scope, branches }: Sema): number {
  if (scope === null) return branches.raised;
  const raised = raisedTo(scope.raises);
  return isUnit(scope) ? raised : Math.max(raised, scope.quotaBefore);
}

/** Whether a unit of its own relies on what the evaluation relies on. */
function isUnit({ owner, outerOwner }: CallScope): boolean {
  return owner !== outerOwner;
}

/** Begins the evaluation of the call `key`. It is a unit of its own, unless it is part of itself or is known and may not be used here. */
export function beginCall(sema: Sema, key: Index): CallScope {
  const { zcu, outcome, unit: outerOwner } = sema;
  const unit = callUnit(key);
  const state = zcu.schedule.state(unit);
  const isKept = sema.recorder === null && state !== DependerState.inProgress;
  const asker = zcu.stack[zcu.stack.length - 1]!;
  const scope: CallScope = {
    key,
    outer: sema.scope,
    owner: isKept && state !== DependerState.upToDate ? unit : outerOwner,
    outerOwner,
    erroneousCalls: new Map(),
    asked: { ...asker },
    references: zcu.references.pendingLength,
    exports: outcome.exports.length,
    logs: outcome.logs.length,
    branches: sema.branches.count,
    bytesMade: sema.bytesMade,
    errorTrace: sema.errorTrace.length,
    deepestCall: sema.deepestCall,
    quotaBefore: raisedQuota(sema),
    raises: [],
    isSettled: true,
    isOwn: (producer) => sema.isOwn(producer),
    declareDependency: (kind, a, b) => sema.declareDependency(kind, a, b),
  };
  sema.scope = scope;
  sema.deepestCall = sema.callDepth;
  if (!isUnit(scope)) return scope;
  asker.chunk = zcu.chunkOf(unit);
  asker.src = CHUNK_NODE;
  zcu.rowOf(unit);
  zcu.schedule.begin(unit);
  zcu.reader.begin(scope);
  sema.relyAs(unit);
  return scope;
}

/**
 * Ends the evaluation of the call at `site`. `result` is kept for others if it may be; null for none. Returns what it took.
 */
export function endCall(
  sema: Sema,
  scope: CallScope,
  result: Pick<CallResult, 'result' | 'returnType' | 'wantSafety'> | null,
  site: CallSite,
): CallCost {
  const { zcu, outcome } = sema;
  const { key, outer, owner, outerOwner, raises } = scope;
  const cost: CallCost = {
    branches: sema.branches.count - scope.branches,
    raises,
    depth: sema.deepestCall - sema.callDepth,
    bytes: sema.bytesMade - scope.bytesMade,
  };
  sema.scope = outer;
  sema.deepestCall = Math.max(scope.deepestCall, sema.deepestCall);
  const kept = scope.isSettled ? result : null;
  // Who makes a call must come to the same whether its result is known, or may be used here, or not.
  if (kept !== null) sema.errorTrace.length = scope.errorTrace;
  else for (const [call, error] of scope.erroneousCalls) sema.erroneousCalls.set(call, error);
  if (!isUnit(scope)) return cost;
  zcu.reader.end();
  sema.relyAs(outerOwner);
  Object.assign(zcu.stack[zcu.stack.length - 1]!, scope.asked);
  if (kept === null) {
    zcu.callResults.dissolve(owner, outerOwner);
    zcu.references.raiseQuotas(scope.references, scope.quotaBefore);
  } else {
    const remarks = { exports: outcome.exports.slice(scope.exports), logs: outcome.logs.slice(scope.logs) };
    zcu.callResults.keep(owner, { ...kept, ...cost }, remarks, scope.references, site);
    relyOn(sema, key, site, scope.quotaBefore);
  }
  return cost;
}

/** Ends the evaluations under way, the innermost first: the unit fails, or its analysis is to end. */
export function abandonCalls(sema: Sema): void {
  for (let { scope } = sema; scope !== null; scope = scope.outer) {
    if (!isUnit(scope)) continue;
    sema.zcu.reader.end();
    sema.zcu.callResults.dissolve(scope.owner, scope.outerOwner);
    sema.zcu.references.raiseQuotas(scope.references, scope.quotaBefore);
  }
  sema.scope = null;
  sema.relyAs(sema.owner);
}

/** The unit, which had raised its quota to `quota`, relies on the result of the call `key`, made at `site`, and refers to what that refers to. */
function relyOn(sema: Sema, key: Index, site: CallSite, quota: number): void {
  sema.declareDependency(DependeeKind.callResult, key, 0);
  sema.zcu.references.addCall(sema.zcu.rowOf(callUnit(key)), site, quota);
}
