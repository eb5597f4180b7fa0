import { type AirRef, AirTag, airInst, isInst } from '../../air/air.ts';
import {
  callArgs,
  calledFunc,
  funcOwnerDecl,
  funcRow,
  inferredErrorSetFunc,
  uncoercedFunc,
} from '../../intern/functions.ts';
import { type Index, InternalFault, NO_INDEX, NO_TRACKED, type TrackedIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { errorUnionPayload, errorUnionSet, errorUnionType } from '../../intern/types.ts';
import type { CallSite } from '../../query/call-sites.ts';
import { CHUNK_NODE, type Src } from '../../query/src.ts';
import { DEPENDENCY_FAILED } from '../../query/throws.ts';
import { placeBlock } from '../control/blocks.ts';
import { newMerges } from '../core/air-bodies.ts';
import { Block, type Inlining, type Merges } from '../core/block.ts';
import { analyzeBody } from '../core/body.ts';
import { emitBackwardBranch } from '../core/branch-quota.ts';
import { beginCall, callKey, endCall, findCall, findErroneousCall } from '../core/calls-as-units.ts';
import { refersToComptimeVar } from '../core/comptime-var-refs.ts';
import { readSource } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import {
  errorUnionWithType,
  finishErrorSet,
  type InferredErrors,
  newInferredErrors,
  replaceAdhocSet,
} from '../core/inferred-errors.ts';
import { checkCallDepth, countCallDepth } from '../core/limits.ts';
import { callSite } from '../core/references.ts';
import { BODY_END, BODY_RETURN, leaves, type Sema } from '../core/sema.ts';
import { traceLength } from '../errors/error-trace.ts';
import { failWithNeededComptime, resolveValue } from '../values/operands.ts';

/** A call that is evaluated, or inlined, in its caller. */
export interface InlinedCall {
  readonly block: Block;
  readonly callSrc: Src;
  /** The function value, with a body. */
  readonly func: Index;
  readonly args: readonly AirRef[];
  readonly argSrcs: (i: number) => Src;
  /** The return type with `adhoc_inferred_error_set` in the place of the function's own inferred set. */
  readonly returnTy: Index;
}

/** A call, and where it stands, for references from within it. */
type SitedCall = InlinedCall & { readonly site: CallSite };

/** The return type `ty` of `func` as its inlined body sees it. */
export function inlinedReturnType(sema: Sema, func: Index, ty: Index): Index {
  const pool = sema.pool;
  if (pool.tag(ty) !== ItemTag.type_error_union) return ty;
  const set = errorUnionSet(pool, ty);
  if (pool.tag(set) !== ItemTag.type_inferred_error_set) return ty;
  if (inferredErrorSetFunc(pool, set) !== uncoercedFunc(pool, func)) return ty;
  return errorUnionType(pool, Ty.adhocInferredErrorSet, errorUnionPayload(pool, ty));
}

/** Analyses the body of the function in the place of the call. Returns its result, or BODY_END if it does not return. */
export function analyzeInlinedCall(sema: Sema, call: InlinedCall): AirRef {
  const { block, callSrc, func } = call;
  const inner = uncoercedFunc(sema.pool, func);
  const body = sema.pool.funcs.bodyOf(funcRow(sema.pool, inner));
  if (body === NO_TRACKED) throw new InternalFault('an inlined call of a function without body');
  emitBackwardBranch(sema, block, callSrc);
  checkCallDepth(sema, block, callSrc);
  const sited = { ...call, site: callSite(block, callSrc, inner) };
  return block.isComptime ? evaluateCallHere(sema, sited, inner, body) : inlineBody(sema, sited, inner, body);
}

function evaluateCallHere(sema: Sema, call: SitedCall, func: Index, body: TrackedIndex): AirRef {
  const values: AirRef[] = [];
  for (let i = 0; i < call.args.length; i++) {
    const value = resolveValue(sema, call.args[i]);
    if (value === NO_INDEX) failWithNeededComptime(sema, call.block, call.argSrcs(i), null);
    values.push(value as number as AirRef);
  }
  const key = callKey(sema, func, values);
  if (key === 0) return evaluateBody(sema, { ...call, args: values }, func, body);
  const { site } = call;
  const as = { returnType: call.returnTy, wantSafety: call.block.wantSafety };
  const error = findErroneousCall(sema, key);
  const known = error !== 0 ? error : findCall(sema, key, as, site);
  if (known !== 0) return known as number as AirRef;
  const scope = beginCall(sema, key);
  const result = evaluateBody(sema, { ...call, args: values }, func, body);
  const value = leaves(result) ? NO_INDEX : (result as number as Index);
  const cost = endCall(sema, scope, isShared(sema, value) ? { ...as, result: value } : null, site);
  if (value !== NO_INDEX && isError(sema, value)) sema.erroneousCalls.set(key, { error: value, cost });
  return result;
}

/** Whether all who make a call may have its result. What returned an error is told where the error is not handled. */
function isShared(sema: Sema, result: Index): boolean {
  return result !== NO_INDEX && !isError(sema, result) && !refersToComptimeVar(sema.pool, result);
}

function isError(sema: Sema, value: Index): boolean {
  return sema.pool.tag(value) === ItemTag.error_union_error;
}

/**
 * Evaluates the call `key`, whose result is kept and may be another now, by itself. Where it comes to nothing that can be kept, it fails without an error:
 * who makes it is to find out why.
 */
export function evaluateCall(sema: Sema, key: Index): void {
  const { pool, zcu } = sema;
  const { references, callResults } = zcu;
  const { returnType, wantSafety, branches } = callResults.get(sema.owner)!;
  const func = calledFunc(pool, key);
  const body = pool.funcs.bodyOf(funcRow(pool, func));
  if (zcu.tracked.isLost(body)) throw DEPENDENCY_FAILED;
  const start = references.pendingLength;
  // Once it takes more branches it is another in any case.
  sema.branches.limit = branches;
  const block = new Block(null, newFrame(zcu, body), pool.decls.namespaceOf(funcOwnerDecl(pool, func)));
  block.isComptime = true;
  block.wantSafety = wantSafety;
  const args = callArgs(pool, key) as readonly number[] as readonly AirRef[];
  const site = callSite(block, CHUNK_NODE, func);
  const call = { block, callSrc: CHUNK_NODE, func, args, argSrcs: () => CHUNK_NODE, returnTy: returnType, site };
  const ended = evaluateBody(sema, call, func, body);
  const result = leaves(ended) ? NO_INDEX : (ended as number as Index);
  if (!isShared(sema, result)) throw DEPENDENCY_FAILED;
  const { count, raises } = sema.branches;
  const cost = { branches: count, raises, depth: sema.deepestCall, bytes: sema.bytesMade };
  callResults.keep(sema.owner, { result, returnType, wantSafety, ...cost }, sema.outcome, start, site);
}

/** Analyses the body chunk of `child`, whose parameters are the first instructions. */
function analyzeFrame(sema: Sema, child: Block): AirRef {
  const { frame } = child;
  frame.instMap.set(frame.args);
  const outer = sema.errorTraceLengthAtEntry;
  sema.errorTraceLengthAtEntry = child.errorTraceLength;
  countCallDepth(sema);
  const ended = analyzeBody(sema, child, frame.header + 2, frame.extra[frame.header + 1]);
  sema.callDepth--;
  sema.errorTraceLengthAtEntry = outer;
  return ended;
}

/** The block in which the body of the function is analysed. */
function calleeBlock(sema: Sema, call: InlinedCall, func: Index, body: TrackedIndex): Block {
  const { block } = call;
  const { decls } = sema.pool;
  const decl = funcOwnerDecl(sema.pool, func);
  readSource(sema, body);
  const child = new Block(null, newFrame(sema.zcu, body, call.args), decls.namespaceOf(decl));
  child.isComptime = block.isComptime;
  child.isTypeof = block.isTypeof;
  child.wantSafety = block.wantSafety;
  child.runtimeCond = block.runtimeCond;
  child.runtimeLoop = block.runtimeLoop;
  child.runtimeIndex = block.runtimeIndex;
  child.nameContext = { decl };
  child.errorTraceLength = traceLength(sema, block);
  return child;
}

/** The call as its body sees it. Fails where it is one of those around it again, and nothing known tells them apart. */
function inliningOf(sema: Sema, call: SitedCall, func: Index, merges: Merges): Inlining {
  const { block, callSrc, args, returnTy } = call;
  const hasComptimeArgs = args.some((arg) => resolveValue(sema, arg) !== NO_INDEX);
  for (let outer = block.inlining; outer !== null && !hasComptimeArgs; outer = outer.callBlock.inlining) {
    if (outer.isGenericInstantiation || outer.hasComptimeArgs || outer.func !== func) continue;
    sema.fail(block, callSrc, 'inline call is recursive');
  }
  return {
    callBlock: block,
    site: call.site,
    callSrc,
    func,
    merges,
    isComptime: block.isComptime,
    isGenericInstantiation: false,
    hasComptimeArgs,
    returnType: returnTy,
  };
}

/** Errors of the inlined call, if it infers its error set. */
function beginInferring(sema: Sema, returnTy: Index): InferredErrors | null {
  const outer = sema.adhocInferred;
  const infers =
    sema.pool.tag(returnTy) === ItemTag.type_error_union &&
    errorUnionSet(sema.pool, returnTy) === Ty.adhocInferredErrorSet;
  sema.adhocInferred = infers ? newInferredErrors() : null;
  return outer;
}

function evaluateBody(sema: Sema, call: SitedCall, func: Index, body: TrackedIndex): AirRef {
  const { block, callSrc, returnTy } = call;
  const child = calleeBlock(sema, call, func, body);
  child.inlining = inliningOf(sema, call, func, newMerges(0 as Merges['airBlock']));
  const outer = beginInferring(sema, returnTy);
  const ended = analyzeFrame(sema, child);
  for (const inst of child.insts) block.insts.push(inst);
  if (ended !== BODY_RETURN) {
    sema.adhocInferred = outer;
    return leaves(ended) ? ended : BODY_END;
  }
  let result = sema.returnValue;
  if (sema.adhocInferred !== null) {
    const set = finishErrorSet(sema, block, callSrc, sema.adhocInferred);
    result = errorUnionWithType(
      sema,
      result as number as Index,
      replaceAdhocSet(sema, returnTy, set),
    ) as number as AirRef;
  }
  sema.adhocInferred = outer;
  return result;
}

/** Inlines a call that runs: its `return`s leave an AIR block in the caller. */
function inlineBody(sema: Sema, call: SitedCall, func: Index, body: TrackedIndex): AirRef {
  const { block, callSrc, returnTy } = call;
  const child = calleeBlock(sema, call, func, body);
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  child.inlining = inliningOf(sema, call, func, merges);
  const outer = beginInferring(sema, returnTy);
  const ended = analyzeFrame(sema, child);
  if (leaves(ended) && ended !== BODY_END) {
    sema.adhocInferred = outer;
    return ended;
  }
  let result = placeBlock(sema, block, callSrc, child, merges);
  if (sema.adhocInferred !== null && !leaves(result)) {
    const set = finishErrorSet(sema, block, callSrc, sema.adhocInferred);
    result = withErrorSet(sema, result, replaceAdhocSet(sema, returnTy, set));
  }
  sema.adhocInferred = outer;
  return result;
}

/** The result of an inlined call with its inferred error set known. */
function withErrorSet(sema: Sema, result: AirRef, ty: Index): AirRef {
  if (!isInst(result)) return errorUnionWithType(sema, result as number as Index, ty) as number as AirRef;
  sema.air.ty.data[airInst(result)] = ty;
  return result;
}
