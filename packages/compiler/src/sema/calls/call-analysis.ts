import { type AirRef, AirTag, isInst } from '../../air/air.ts';
import { isUninhabited } from '../../intern/classify.ts';
import { CallConv, type FuncTypeInfo } from '../../intern/func-type.ts';
import {
  funcGenericOwner,
  funcOwnerDecl,
  funcReturnIsGeneric,
  funcTypeInfo,
  isFunc,
  uncoercedFunc,
} from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isPtrValue, ptrValueInfo } from '../../intern/ptr-values.ts';
import { childType, errorUnionType } from '../../intern/types.ts';
import { isUndef, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import { coerceVarArg } from '../coercion/coerce-var-arg.ts';
import { Block, type ComptimeCause } from '../core/block.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { readDeclValue, requestFunction, requestInstance, resolveLayout } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import { checkCallDepth, countCallDepth } from '../core/limits.ts';
import { PanicId } from '../core/panic-members.ts';
import { safetyPanic, wantSafety } from '../core/safety.ts';
import { BODY_END, leaves, type Sema } from '../core/sema.ts';
import { allowsZigTypes, checkExternParam, checkExternReturn, conventionName } from '../declarations/func-decl.ts';
import { needTrace } from '../errors/error-trace.ts';
import { ensureResultUsed } from '../errors/results-used.ts';
import { failSafetyInNaked, isCallable, isNakedFunction } from '../types/calling-conventions.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { coerceInMemory } from '../values/coerce-in-memory.ts';
import { pointerDeref } from '../values/comptime-ptr.ts';
import { isCompatible } from '../values/mismatch.ts';
import {
  explainComptime,
  failWithComptimeCause,
  failWithNeededComptime,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';
import { argSrc, type CallArgs, evaluateArg } from './call-args.ts';
import { analyzeInlinedCall, inlinedReturnType } from './call-inline.ts';
import {
  fillParam,
  fillRuntimeParam,
  instantiate,
  openSignature,
  paramType,
  returnType,
  type Signature,
} from './generic.ts';
import { returnTailCall } from './tail-call.ts';

/** How a call is to be made: the numbers of `std.builtin.CallModifier`. */
export enum CallModifier {
  auto,
  never_tail,
  never_inline,
  no_suspend,
  always_tail,
  always_inline,
  compile_time,
}

/** A call to be made. */
export interface Call {
  readonly callSrc: Src;
  readonly calleeSrc: Src;
  /** The function, or a pointer to one. */
  readonly callee: AirRef;
  readonly funcTy: Index;
  readonly modifier: CallModifier;
  readonly args: CallArgs;
  /** What needs the call, as messages say it: `call`, `@call`, `@panic`, `safety check`. */
  readonly operation: string;
  /** The result must not be dropped. */
  readonly ensureUsed: boolean;
}

/** What is known of the function that is called. */
interface Callee {
  /** The function value, one with a body; NO_INDEX if it is not known, or has none. */
  readonly func: Index;
  readonly isExtern: boolean;
  /** The declaration, where it is known; null where it is not. */
  readonly decl: DeclIndex | null;
  readonly info: FuncTypeInfo;
  /** Whether it must be instantiated. */
  readonly isGeneric: boolean;
}

/** Makes the call in `block`. Returns the result, or why control leaves. */
export function analyzeCall(sema: Sema, block: Block, call: Call): AirRef {
  const { isComptime, comptimeCause } = block;
  const { callDepth } = sema;
  const result = callInBlock(sema, block, call);
  sema.callDepth = callDepth;
  block.isComptime = isComptime;
  block.comptimeCause = comptimeCause;
  return result;
}

/** The same; has the code of `block` evaluated at compile time where the call turns out to be. */
function callInBlock(sema: Sema, block: Block, call: Call): AirRef {
  const { callSrc, modifier, args } = call;
  const callee = findCallee(sema, block, call);
  const { info, func } = callee;
  const isInlineRequested = info.callConv === CallConv.inline || modifier === CallModifier.always_inline;
  if (!block.isComptime) {
    if (modifier === CallModifier.compile_time) block.beginComptime(callSrc, ComptimeReason.comptime_call_modifier);
    else if (!isInlineRequested) comptimeForResult(sema, block, call, callee, info.returnType, false);
  }
  const signature = callee.isGeneric ? openSignature(sema, func, block, callSrc) : null;
  if (signature !== null) {
    // A type in it may call the function again.
    checkCallDepth(sema, block, callSrc);
    countCallDepth(sema);
  }
  const values: AirRef[] = [];
  for (let i = 0; i < args.count; i++) {
    const value = analyzeArg(sema, block, call, callee, signature, i, isInlineRequested || block.isComptime);
    if (leaves(value)) return value;
    if (sema.typeOf(value) === Ty.noreturn) return BODY_END;
    values.push(value);
  }
  let returnTy = info.returnType;
  let bareReturnTy = returnTy;
  if (signature !== null) {
    bareReturnTy = returnType(sema, block, signature);
    returnTy = signature.zir.isInferred
      ? errorUnionType(sema.pool, Ty.adhocInferredErrorSet, bareReturnTy)
      : bareReturnTy;
    if (!isInlineRequested && !block.isComptime) comptimeForResult(sema, block, call, callee, bareReturnTy, true);
    sema.callDepth--;
  }
  if (block.isComptime || isInlineRequested) return inlineCall(sema, block, call, callee, values, returnTy);
  for (let i = 0; i < values.length; i++) validateRuntimeValue(sema, block, argSrc(args, i), values[i]!);
  if (signature === null) return emitCall(sema, block, call, callee, call.callee, values, returnTy);
  return callInstance(sema, block, call, callee, signature, values, bareReturnTy);
}

function findCallee(sema: Sema, block: Block, call: Call): Callee {
  const { pool } = sema;
  const { calleeSrc, callSrc } = call;
  const info = funcTypeInfo(pool, call.funcTy);
  const convention = conventionName(sema, info);
  if (!isCallable(convention)) {
    const text = `unable to call function with calling convention '${convention}'`;
    sema.fail(block, calleeSrc, text, declaredHere(sema, call.callee));
  }
  const value = knownFunction(sema, block, callSrc, call.callee);
  if (value === NO_INDEX) resolveSignature(sema, block, call, info);
  const isKnown = value !== NO_INDEX && isFunc(pool, value);
  const isExtern = value !== NO_INDEX && pool.tag(value) === ItemTag.extern;
  const func = isKnown ? value : NO_INDEX;
  const decl = isKnown || isExtern ? calleeDecl(sema, value) : null;
  const callee: Callee = { func, isExtern, decl, info, isGeneric: false };
  if (!isKnown && !allowsZigTypes(info.callConv)) checkExternSignature(sema, block, call, callee);
  if (!isKnown) resolveDefinedValue(sema, block, callSrc, call.callee);
  if (info.isGeneric && !isKnown) {
    const reason = comptimeReasonMessage(ComptimeReason.generic_call_target);
    failWithNeededComptime(sema, block, calleeSrc, reason);
  }
  const takesTypes =
    isKnown &&
    allowsZigTypes(info.callConv) &&
    info.params.some((param) => param !== Ty.genericPoison && typeRequiresComptime(sema, block, callSrc, param));
  return { ...callee, isGeneric: info.isGeneric || takesTypes };
}

/** Who declares a function knows the layouts of what it takes and returns; who calls through a pointer asks for them. */
function resolveSignature(sema: Sema, block: Block, { args, calleeSrc }: Call, info: FuncTypeInfo): void {
  for (let i = 0; i < info.params.length; i++)
    resolveLayout(sema, block, argSrc(args, i), info.params[i], 'function parameter declared');
  resolveLayout(sema, block, calleeSrc, info.returnType, 'function return type declared');
}

/** The function value that `callee`, a function or a pointer to one, is at compile time; NO_INDEX if it is not known. */
function knownFunction(sema: Sema, block: Block, src: Src, callee: AirRef): Index {
  const { pool } = sema;
  const value = resolveValue(sema, callee);
  if (value === NO_INDEX || isUndef(pool, value)) return NO_INDEX;
  const target = isPtrValue(pool, value) ? functionAt(sema, block, src, value) : value;
  return target !== NO_INDEX && (isFunc(pool, target) || isExternFn(sema, target)) ? target : NO_INDEX;
}

/** What the known pointer `ptr` points to, where it is what its type says: a pointer may have been cast from one to a function of another type. */
function functionAt(sema: Sema, block: Block, src: Src, ptr: Index): Index {
  const { pool } = sema;
  const { tag, base, type } = ptrValueInfo(pool, ptr);
  if (tag === ItemTag.ptr_field || tag === ItemTag.ptr_arr_elem) return pointerDeref(sema, block, src, ptr);
  if (tag !== ItemTag.ptr_decl && tag !== ItemTag.ptr_uav) return NO_INDEX;
  const target = tag === ItemTag.ptr_decl ? readDeclValue(sema, block, src, base as DeclIndex) : (base as Index);
  const result = coerceInMemory(sema, block, src, childType(pool, type), typeOf(pool, target), false);
  return isCompatible(result) ? target : NO_INDEX;
}

function isExternFn(sema: Sema, value: Index): boolean {
  const { pool } = sema;
  return pool.tag(value) === ItemTag.extern && pool.tag(pool.word(value, 0) as Index) === ItemTag.type_func;
}

/** The declaration of the function that the known value `value` is, or points to. */
function calleeDecl(sema: Sema, value: Index): DeclIndex | null {
  const { pool } = sema;
  if (isFunc(pool, value)) return funcOwnerDecl(pool, value);
  const tag = pool.tag(value);
  if (tag !== ItemTag.extern && tag !== ItemTag.ptr_decl) return null;
  const decl = pool.word(value, 1) as DeclIndex;
  return decl === NO_DECL ? null : decl;
}

/** The note `function declared here`, where it is known which function is called. */
export function declaredHere(sema: Sema, callee: AirRef): ErrorNote[] {
  const decl = isInst(callee) ? null : calleeDecl(sema, callee as number as Index);
  if (decl === null) return [];
  return [{ chunk: sema.pool.decls.trackedOf(decl), src: CHUNK_NODE, message: 'function declared here' }];
}

/** Where the return type is declared, or the callee where that is not known. */
function returnTypeNote(sema: Sema, block: Block, call: Call, callee: Callee): ErrorNote {
  const message = 'return type declared here';
  if (callee.decl === null) return { chunk: block.frame.chunk, src: call.calleeSrc, message };
  return { chunk: sema.pool.decls.trackedOf(callee.decl), src: sub(CHUNK_NODE, SrcPart.fn_type_ret_ty), message };
}

/** Has the call evaluated at compile time if values of type `ty`, its result, exist there only. */
function comptimeForResult(
  sema: Sema,
  block: Block,
  call: Call,
  callee: Callee,
  ty: Index,
  isInstantiated: boolean,
): void {
  const { callSrc } = call;
  if (!isInstantiated && funcReturnIsGeneric(sema.pool, call.funcTy)) return;
  if (!typeRequiresComptime(sema, block, callSrc, ty)) return;
  const kind = isInstantiated ? 'generic function instantiated' : 'function';
  block.isComptime = true;
  block.comptimeCause = {
    chunk: block.frame.chunk,
    src: callSrc,
    text: `call to ${kind} with comptime-only return type '{}' is evaluated at comptime`,
    type: ty,
    declared: returnTypeNote(sema, block, call, callee),
  };
}

/** What is asked of the types of a function with a foreign calling convention that has no body: those of bodies have been checked. */
function checkExternSignature(sema: Sema, block: Block, call: Call, callee: Callee): void {
  const { info, decl } = callee;
  const name = conventionName(sema, info);
  let at = block;
  if (decl !== null) {
    const { decls } = sema.pool;
    at = new Block(null, newFrame(sema.zcu, decls.trackedOf(decl)), decls.namespaceOf(decl));
    at.inlining = block.inlining;
  }
  for (let i = 0; i < info.params.length; i++) {
    if (info.params[i] === Ty.genericPoison) continue;
    const src = decl === null ? call.calleeSrc : sub(CHUNK_NODE, SrcPart.fn_param, i);
    checkExternParam(sema, at, src, info.params[i]!, name);
  }
  const src = decl === null ? call.calleeSrc : sub(CHUNK_NODE, SrcPart.fn_type_ret_ty);
  checkExternReturn(sema, at, src, info.returnType, name);
}

/** Evaluates argument `i`, and lets the rest of a generic signature see it. `isInline`: as it is, known or not. */
function analyzeArg(
  sema: Sema,
  block: Block,
  call: Call,
  callee: Callee,
  signature: Signature | null,
  i: number,
  isInline: boolean,
): AirRef {
  const { args } = call;
  const { info, func } = callee;
  const src = argSrc(args, i);
  if (i >= info.params.length) {
    const value = evaluateArg(sema, block, args, i, Ty.genericPoison, callee.decl, false);
    if (leaves(value) || sema.typeOf(value) === Ty.noreturn) return value;
    return coerceVarArg(sema, block, value, src);
  }
  let paramTy = info.params[i]!;
  if (signature === null) return evaluateArg(sema, block, args, i, paramTy, callee.decl, false);
  if (paramTy === Ty.genericPoison) paramTy = paramType(sema, block, signature, i);
  const isComptime = isComptimeParam(info, i);
  const value = evaluateArg(sema, block, args, i, paramTy, callee.decl, isComptime);
  const ty = sema.typeOf(value);
  if (leaves(value) || ty === Ty.noreturn) return value;
  const needsValue = isComptime || typeRequiresComptime(sema, block, src, ty);
  if (needsValue && resolveValue(sema, value) === NO_INDEX) {
    failWithComptimeCause(sema, block, src, comptimeOnlyParam(sema, block, src, func, i, ty));
  }
  if (needsValue || isInline) fillParam(signature, i, value);
  else fillRuntimeParam(sema, signature, i, ty);
  return value;
}

function isComptimeParam(info: FuncTypeInfo, i: number): boolean {
  return i < 32 && ((info.comptimeBits >>> i) & 1) !== 0;
}

function comptimeOnlyParam(sema: Sema, block: Block, src: Src, func: Index, i: number, type: Index): ComptimeCause {
  const chunk = sema.pool.decls.trackedOf(funcOwnerDecl(sema.pool, func));
  return {
    chunk: block.frame.chunk,
    src,
    text: "argument to parameter with comptime-only type '{}' must be comptime-known",
    type,
    declared: { chunk, src: sub(CHUNK_NODE, SrcPart.fn_param_type, i), message: 'parameter type declared here' },
  };
}

/** A call that is analysed here, in its caller: at compile time, or `inline`. */
function inlineCall(
  sema: Sema,
  block: Block,
  call: Call,
  callee: Callee,
  values: readonly AirRef[],
  returnTy: Index,
): AirRef {
  const { callSrc, calleeSrc, args } = call;
  const { info, func } = callee;
  const kind = block.isComptime ? 'comptime' : 'inline';
  if (info.isNoinline && !block.isComptime) sema.fail(block, callSrc, 'inline call of noinline function');
  if (call.modifier === CallModifier.never_inline) {
    failInline(sema, block, callSrc, `cannot perform ${kind} call with 'never_inline' modifier`);
  }
  if (info.isVarArgs) failInline(sema, block, callSrc, `${kind} call of variadic function`);
  if (func === NO_INDEX) {
    if (callee.isExtern) failInline(sema, block, callSrc, `${kind} call of extern function`);
    const reason = block.isComptime ? null : comptimeReasonMessage(ComptimeReason.inline_call_target);
    failWithNeededComptime(sema, block, calleeSrc, reason);
  }
  const result = analyzeInlinedCall(sema, {
    block,
    callSrc,
    func,
    args: values,
    argSrcs: (i) => argSrc(args, i),
    returnTy: inlinedReturnType(sema, func, returnTy),
  });
  if (leaves(result)) return result;
  if (call.ensureUsed) ensureResultUsed(sema, block, sema.typeOf(result), callSrc);
  return sema.typeOf(result) === Ty.noreturn ? BODY_END : result;
}

/** Fails: the call cannot be analysed in its caller. */
function failInline(sema: Sema, block: Block, src: Src, message: string): never {
  const notes: ErrorNote[] = [];
  const failing = block.isComptime ? explainComptime(sema, block, notes) : block;
  return sema.failAt(block.frame.chunk, src, message, notes, failing);
}

/** A call of the instance of a generic function for its arguments. */
function callInstance(
  sema: Sema,
  block: Block,
  call: Call,
  callee: Callee,
  signature: Signature,
  values: readonly AirRef[],
  bareReturnTy: Index,
): AirRef {
  const types = values.map((value) => sema.typeOf(value));
  const comptimeArgs = values.map((value, i) =>
    isComptimeParam(callee.info, i) || typeRequiresComptime(sema, block, argSrc(call.args, i), types[i]!)
      ? resolveValue(sema, value)
      : NO_INDEX,
  );
  const instance = instantiate(sema, block, call.callSrc, signature, callee.info, comptimeArgs, types, bareReturnTy);
  const runtimeArgs = values.filter((_, i) => comptimeArgs[i] === NO_INDEX);
  const { returnType: returnTy } = funcTypeInfo(sema.pool, sema.typeOf(instance as number as AirRef));
  return emitCall(sema, block, call, callee, instance as number as AirRef, runtimeArgs, returnTy);
}

/** Emits a call that runs. `target` is the function value, or a pointer to a function. */
function emitCall(
  sema: Sema,
  block: Block,
  call: Call,
  callee: Callee,
  target: AirRef,
  values: readonly AirRef[],
  returnTy: Index,
): AirRef {
  const { callSrc } = call;
  if (isNakedFunction(sema)) {
    if (call.operation === 'safety check') failSafetyInNaked(sema, block, callSrc);
    sema.fail(block, callSrc, `runtime ${call.operation} not allowed in naked function`);
  }
  resolveLayout(sema, block, callSrc, returnTy, 'function return type declared');
  needTrace(sema, block, call.funcTy);
  placeCall(sema, block, call.args);
  const extra = sema.air.extra;
  const payload = extra.push(values.length);
  for (const value of values) extra.push(value);
  const result = sema.emit(
    block,
    callTag(call.modifier),
    returnTy,
    requestTarget(sema, block, callSrc, target),
    payload,
  );
  if (call.ensureUsed) ensureResultUsed(sema, block, returnTy, callSrc);
  if (call.modifier === CallModifier.always_tail) return returnTailCall(sema, block, callSrc, target, result);
  if (isUninhabited(sema.pool, returnTy)) {
    if (callee.func === NO_INDEX && wantSafety(sema, block))
      safetyPanic(sema, block, callSrc, PanicId.noreturn_returned);
    else sema.emit(block, AirTag.unreach, Ty.noreturn);
    return BODY_END;
  }
  const only = onePossibleValue(sema, block, callSrc, returnTy);
  return only === NO_INDEX ? result : (only as number as AirRef);
}

/** Says once more where a written call is, as its arguments have places of their own. The instruction before it says so. */
function placeCall(sema: Sema, block: Block, { values, inst, written }: CallArgs): void {
  const { frame } = block;
  if (values !== null || written === 0 || frame.tags[inst - 1] !== Tag.dbg_stmt) return;
  sema.emit(block, AirTag.dbg_stmt, Ty.void, frame.a[inst - 1]!, frame.chunk);
}

function callTag(modifier: CallModifier): AirTag {
  switch (modifier) {
    case CallModifier.never_tail:
      return AirTag.call_never_tail;
    case CallModifier.never_inline:
      return AirTag.call_never_inline;
    case CallModifier.always_tail:
      return AirTag.call_always_tail;
    default:
      return AirTag.call;
  }
}

/** Asks for the body of the function that is called, if it is known, and gives the operand that names it. */
function requestTarget(sema: Sema, block: Block, src: Src, target: AirRef): AirRef {
  const { pool } = sema;
  if (isInst(target)) return target;
  const func = knownFunction(sema, block, src, target);
  if (func === NO_INDEX || !isFunc(pool, func)) return func === NO_INDEX ? target : (func as number as AirRef);
  const own = uncoercedFunc(pool, func);
  if (funcGenericOwner(pool, own) === NO_INDEX) requestFunction(sema, block, src, own);
  else requestInstance(sema, block, src, own);
  return own as number as AirRef;
}
