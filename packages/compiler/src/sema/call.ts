import { AIR_NONE, type AirRef, AirTag, isInst } from '../air/air.ts';
import {
  CallConv,
  type FuncTypeInfo,
  funcOwnerDecl,
  funcTypeInfo,
  isFunc,
  uncoercedFunc,
} from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { isSinglePtr, ptrChild } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { childType, errorUnionType, TypeKind, typeKind } from '../intern/types.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block, ComptimeReason } from './block.ts';
import { resolveInst } from './body.ts';
import { argSrc, type CallArgs, evaluateArg, knownArgs } from './call-args.ts';
import { analyzeInlinedCall, inlinedReturnType } from './call-inline.ts';
import { onePossibleValue, typeRequiresComptime } from './classify-types.ts';
import { coerceVarArg } from './coerce-var-arg.ts';
import { explainComptimeOnly } from './comptime-only.ts';
import type { ErrorNote } from './errors.ts';
import { ensureResultUsed } from './errors-ops.ts';
import { readDeclValue, requestFunction, resolveFields, resolveLayout } from './facts.ts';
import { fieldCallBind } from './field-call.ts';
import { isComptimeParam } from './func-zir.ts';
import {
  fillInstanceParam,
  fillParam,
  instantiate,
  openSignature,
  paramType,
  returnType,
  type Signature,
} from './generic.ts';
import type { Handlers } from './handlers.ts';
import {
  failWithNeededComptime,
  requireRuntimeBlock,
  resolveBuiltinEnum,
  resolveConstDefinedValue,
  resolveDefinedValue,
  resolveValue,
} from './operands.ts';
import { PanicId } from './panic.ts';
import { tupleField } from './pointers.ts';
import { safetyPanic, wantSafety } from './safety.ts';
import { BODY_END, leaves, type Sema } from './sema.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from './src-loc.ts';
import { frameString } from './strings.ts';

/** How a call is to be made: the numbers of `std.builtin.CallModifier`. */
export enum CallModifier {
  auto,
  async_kw,
  never_tail,
  never_inline,
  no_async,
  always_tail,
  always_inline,
  compile_time,
}

const ENSURE_RESULT_USED = 8;

/** The function type behind `calleeTy`: the type itself or what it points to. Fails if it cannot be called with `count` arguments. */
function checkArgumentCount(
  sema: Sema,
  block: Block,
  callee: AirRef,
  calleeSrc: Src,
  count: number,
  isMethod: boolean,
): Index {
  const pool = sema.pool;
  const calleeTy = sema.typeOf(callee);
  let funcTy = calleeTy;
  const kind = typeKind(pool, calleeTy);
  if (kind === TypeKind.pointer && isSinglePtr(pool, calleeTy)) funcTy = ptrChild(pool, calleeTy);
  if (kind === TypeKind.optional) {
    const child = childType(pool, calleeTy);
    const isFn = typeKind(pool, child) === TypeKind.fn;
    if (isFn || (isSinglePtr(pool, child) && typeKind(pool, ptrChild(pool, child)) === TypeKind.fn)) {
      sema.fail(block, calleeSrc, `cannot call optional type '${printType(pool, calleeTy)}'`, [
        { chunk: block.frame.chunk, src: calleeSrc, message: "consider using '.?', 'orelse' or 'if'" },
      ]);
    }
  }
  if (typeKind(pool, funcTy) !== TypeKind.fn) {
    sema.fail(block, calleeSrc, `type '${printType(pool, calleeTy)}' not a function`);
  }
  const info = funcTypeInfo(pool, funcTy);
  const expected = info.params.length;
  if (info.isVarArgs ? count >= expected : count === expected) return funcTy;
  const bound = isMethod ? 1 : 0;
  const member = isMethod ? 'member function ' : '';
  const variadic = info.isVarArgs ? 'at least ' : '';
  const message = `${member}expected ${variadic}${expected - bound} argument(s), found ${count - bound}`;
  return sema.fail(block, calleeSrc, message, declaredHere(sema, callee));
}

function declaredHere(sema: Sema, callee: AirRef): ErrorNote[] {
  if (isInst(callee)) return [];
  const decl = calleeDecl(sema, callee as number as Index);
  return decl === null
    ? []
    : [{ chunk: sema.pool.decls.trackedOf(decl), src: CHUNK_NODE, message: 'function declared here' }];
}

function calleeDecl(sema: Sema, value: Index): DeclIndex | null {
  const pool = sema.pool;
  if (isFunc(pool, value)) return funcOwnerDecl(pool, value);
  if (pool.tag(value) === ItemTag.extern || pool.tag(value) === ItemTag.ptr_decl)
    return pool.word(value, 1) as DeclIndex;
  return null;
}

/** `f(args)` */
function zirCall(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const callee = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  return writtenCall(sema, block, inst, payload + 2, callee, AIR_NONE);
}

/** `object.f(args)` */
function zirFieldCall(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst];
  const src = frame.src[inst];
  const object = resolveInst(block, frame.extra[payload + 1] as ZirRef);
  const name = frameString(sema.pool, frame, frame.extra[payload + 2]);
  const bound = fieldCallBind(sema, block, sub(src, SrcPart.call_func), object, name, sub(src, SrcPart.field_name));
  return writtenCall(sema, block, inst, payload + 3, bound.func, bound.object);
}

function writtenCall(sema: Sema, block: Block, inst: ZirIndex, table: number, callee: AirRef, bound: AirRef): AirRef {
  const frame = block.frame;
  const flags = frame.extra[frame.a[inst]];
  const callSrc = frame.src[inst];
  const calleeSrc = sub(callSrc, SrcPart.call_func);
  const written = flags >>> 5;
  const isMethod = bound !== AIR_NONE;
  const count = written + (isMethod ? 1 : 0);
  const funcTy = checkArgumentCount(sema, block, callee, calleeSrc, count, isMethod);
  const args: CallArgs = {
    count,
    values: null,
    inst,
    table,
    written,
    bound,
    boundSrc: calleeSrc,
    callSrc,
    isBuiltinCall: false,
  };
  const used = (flags & ENSURE_RESULT_USED) !== 0;
  return analyzeCall(sema, block, callee, funcTy, calleeSrc, callSrc, flags & 7, used, args, 'call');
}

/** `@call(modifier, f, args)` */
function zirBuiltinCall(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const { pool } = sema;
  const payload = frame.a[inst];
  const callSrc = frame.src[inst];
  const modifierSrc = sub(callSrc, SrcPart.builtin_call_arg, 0);
  const calleeSrc = sub(callSrc, SrcPart.builtin_call_arg, 1);
  const argsSrc = sub(callSrc, SrcPart.builtin_call_arg, 2);
  const used = (frame.extra[payload] & 2) !== 0;
  const callee = resolveInst(block, frame.extra[payload + 2] as ZirRef);
  const modifierRef = frame.extra[payload + 1] as ZirRef;
  const reason = 'call modifier must be comptime-known';
  let modifier: CallModifier = resolveBuiltinEnum(sema, block, modifierSrc, modifierRef, 'CallModifier', reason);
  switch (modifier) {
    case CallModifier.auto:
    case CallModifier.never_tail:
    case CallModifier.no_async:
      if (block.isComptime) {
        if (modifier === CallModifier.never_tail) {
          sema.fail(block, modifierSrc, "unable to perform 'never_tail' call at compile-time");
        }
        modifier = CallModifier.compile_time;
      }
      break;
    case CallModifier.always_inline:
    case CallModifier.compile_time:
      if (resolveDefinedValue(sema, block, calleeSrc, callee) === NO_INDEX) {
        sema.fail(block, calleeSrc, `modifier '${CallModifier[modifier]}' requires a comptime-known function`);
      }
      if (block.isComptime) modifier = CallModifier.compile_time;
      break;
    case CallModifier.always_tail:
      if (block.isComptime) modifier = CallModifier.compile_time;
      break;
    case CallModifier.never_inline:
      if (block.isComptime) sema.fail(block, modifierSrc, "unable to perform 'never_inline' call at compile-time");
      break;
    case CallModifier.async_kw:
      sema.unsupported(block, callSrc, 'async');
  }
  const tuple = resolveInst(block, frame.extra[payload + 3] as ZirRef);
  const tupleTy = sema.typeOf(tuple);
  const isEmpty = tupleTy === Ty.emptyTuple;
  if (!isEmpty && pool.tag(tupleTy) !== ItemTag.type_tuple) {
    sema.fail(block, argsSrc, `expected a tuple, found '${printType(pool, tupleTy)}'`);
  }
  const len = isEmpty ? 0 : pool.wordsLen(tupleTy) / 2;
  const values: AirRef[] = [];
  for (let i = 0; i < len; i++) values.push(tupleField(sema, block, argsSrc, tuple, i, argsSrc));
  const funcTy = checkArgumentCount(sema, block, callee, calleeSrc, len, false);
  const args = knownArgs(values, callSrc, true);
  return analyzeCall(sema, block, callee, funcTy, calleeSrc, callSrc, modifier, used, args, '@call');
}

/** Emits the call of the function `callee` of `std.builtin` that the compiler itself makes. */
export function callBuiltin(
  sema: Sema,
  block: Block,
  src: Src,
  callee: AirRef,
  values: readonly AirRef[],
  operation: string,
): AirRef {
  const funcTy = checkArgumentCount(sema, block, callee, src, values.length, false);
  const args = knownArgs(values, src, false);
  return analyzeCall(sema, block, callee, funcTy, src, src, CallModifier.auto, false, args, operation);
}

/** The function value that `callee`, a function or a pointer to one, is at compile time; NO_INDEX if it is not known. */
function knownFunction(sema: Sema, block: Block, src: Src, callee: AirRef): Index {
  const pool = sema.pool;
  const value = resolveDefinedValue(sema, block, src, callee);
  if (value === NO_INDEX) return NO_INDEX;
  switch (pool.tag(value)) {
    case ItemTag.ptr_decl: {
      const decl = pool.word(value, 1) as DeclIndex;
      const target = readDeclValue(sema, block, src, decl);
      return isFunc(pool, target) || isExternFn(sema, target) ? target : NO_INDEX;
    }
    case ItemTag.ptr_uav: {
      const target = pool.word(value, 1) as Index;
      return isFunc(pool, target) ? target : NO_INDEX;
    }
    default:
      return isFunc(pool, value) || pool.tag(value) === ItemTag.extern ? value : NO_INDEX;
  }
}

function isExternFn(sema: Sema, value: Index): boolean {
  return (
    sema.pool.tag(value) === ItemTag.extern && sema.pool.tag(sema.pool.word(value, 0) as Index) === ItemTag.type_func
  );
}

/** What is known of a call once it has been decided how to make it. */
interface Plan {
  readonly block: Block;
  readonly callSrc: Src;
  readonly calleeSrc: Src;
  readonly callee: AirRef;
  /** The function value; NO_INDEX for a call through a pointer that is not known. */
  readonly func: Index;
  readonly info: FuncTypeInfo;
  readonly modifier: CallModifier;
  readonly args: CallArgs;
  readonly operation: string;
  readonly ensureUsed: boolean;
  isComptime: boolean;
  isInline: boolean;
}

/** Makes a call of `callee`, of function type `funcTy` or a pointer to it. Returns the result, or why control leaves. */
export function analyzeCall(
  sema: Sema,
  block: Block,
  callee: AirRef,
  funcTy: Index,
  calleeSrc: Src,
  callSrc: Src,
  modifier: CallModifier,
  ensureUsed: boolean,
  args: CallArgs,
  operation: string,
): AirRef {
  const info = funcTypeInfo(sema.pool, funcTy);
  if (info.callConv === CallConv.naked) {
    sema.fail(block, calleeSrc, "unable to call function with calling convention 'naked'", declaredHere(sema, callee));
  }
  if (modifier === CallModifier.async_kw) sema.unsupported(block, callSrc, 'async');
  const func = knownFunction(sema, block, calleeSrc, callee);
  const isComptime = block.isComptime || modifier === CallModifier.compile_time;
  const isInline = isComptime || modifier === CallModifier.always_inline || info.callConv === CallConv.inline;
  const plan: Plan = {
    block,
    callSrc,
    calleeSrc,
    callee,
    func,
    info,
    modifier,
    args,
    operation,
    ensureUsed,
    isComptime,
    isInline,
  };
  if (isInline && modifier === CallModifier.never_inline) failNeverInline(sema, plan);
  if (func === NO_INDEX) return callUnknown(sema, plan);
  if (info.isGeneric || takesComptimeOnly(sema, plan)) return callGeneric(sema, plan);
  if (!isComptime && typeRequiresComptime(sema, block, callSrc, info.returnType)) {
    plan.isComptime = true;
    plan.isInline = true;
  }
  return callKnown(sema, plan);
}

/** Whether a parameter has a type that turns out to be comptime-only. A C function has none. */
function takesComptimeOnly(sema: Sema, plan: Plan): boolean {
  const { block, callSrc, func, info } = plan;
  if (info.callConv !== CallConv.auto || !isFunc(sema.pool, func)) return false;
  const { params } = info;
  for (let i = 0; i < params.length; i++) if (typeRequiresComptime(sema, block, callSrc, params[i])) return true;
  return false;
}

function failNeverInline(sema: Sema, plan: Plan): never {
  const message = plan.isComptime
    ? "unable to perform 'never_inline' call at compile-time"
    : "'never_inline' call of inline function";
  return sema.fail(plan.block, plan.callSrc, message);
}

/** Evaluates the arguments into `values`; those past the parameters of a C function as they are. Returns why control leaves, or null. */
function evaluateArgs(sema: Sema, plan: Plan, values: AirRef[]): AirRef | null {
  const { block, args, info, func } = plan;
  const noteFunc = func !== NO_INDEX && isFunc(sema.pool, func) ? func : (0 as Index);
  for (let i = 0; i < args.count; i++) {
    const isVariadic = i >= info.params.length;
    const value = evaluateArg(sema, block, args, i, isVariadic ? Ty.genericPoison : info.params[i], noteFunc);
    if (leaves(value)) return value;
    if (sema.typeOf(value) === Ty.noreturn) return BODY_END;
    values.push(isVariadic ? coerceVarArg(sema, block, value, argSrc(args, i)) : value);
  }
  return null;
}

/** A call through a pointer that is known at run time only. */
function callUnknown(sema: Sema, plan: Plan): AirRef {
  const { block, callee, calleeSrc, info, callSrc } = plan;
  if (plan.isInline || typeRequiresComptime(sema, block, callSrc, info.returnType)) {
    const value = resolveConstDefinedValue(
      sema,
      block,
      calleeSrc,
      callee,
      'function being called at comptime must be comptime-known',
    );
    const kind = plan.isComptime ? 'comptime' : 'inline';
    const what = sema.pool.tag(value) === ItemTag.ptr_int ? 'function pointer' : 'extern function pointer';
    sema.fail(block, callSrc, `${kind} call of ${what}`);
  }
  if (info.isGeneric) {
    failWithNeededComptime(sema, block, calleeSrc, 'generic function being called must be comptime-known');
  }
  const values: AirRef[] = [];
  const left = evaluateArgs(sema, plan, values);
  return left ?? emitCall(sema, plan, callee, values, info.returnType);
}

/** A call of a function that is known and has no comptime parameters. */
function callKnown(sema: Sema, plan: Plan): AirRef {
  const { func, info } = plan;
  const values: AirRef[] = [];
  const left = evaluateArgs(sema, plan, values);
  if (left !== null) return left;
  if (!plan.isInline) return emitCall(sema, plan, func as number as AirRef, values, info.returnType);
  return inlineKnown(sema, plan, values, info.returnType, null);
}

function inlineKnown(
  sema: Sema,
  plan: Plan,
  values: readonly AirRef[],
  returnTy: Index,
  signature: Signature | null,
): AirRef {
  const { block, func, callSrc, info, args } = plan;
  const kind = plan.isComptime ? 'comptime' : 'inline';
  if (!isFunc(sema.pool, func)) sema.fail(block, callSrc, `${kind} call of extern function`);
  if (info.isVarArgs) sema.fail(block, callSrc, `${kind} call of variadic function`);
  resolveFields(sema, block, callSrc, returnTy);
  const result = analyzeInlinedCall(sema, {
    block,
    callSrc,
    func,
    args: values,
    argSrcs: (i) => argSrc(args, i),
    returnTy: inlinedReturnType(sema, func, returnTy),
    isComptime: plan.isComptime,
    reason: plan.isComptime && !block.isComptime ? comptimeReason(sema, plan, returnTy, signature) : null,
  });
  if (leaves(result)) return result;
  if (plan.ensureUsed) ensureResultUsed(sema, block, sema.typeOf(result), callSrc);
  return sema.typeOf(result) === Ty.noreturn ? BODY_END : result;
}

/** Why a call is made at compile time though its surroundings are not. */
function comptimeReason(sema: Sema, plan: Plan, returnTy: Index, signature: Signature | null): ComptimeReason | null {
  if (plan.modifier === CallModifier.compile_time) return null;
  const opened = signature ?? openSignature(sema, plan.func, plan.block, plan.callSrc);
  const text =
    signature !== null
      ? 'expression is evaluated at comptime because the generic function was instantiated with a comptime-only return type'
      : `expression is evaluated at comptime because the function returns a comptime-only type '${printType(sema.pool, returnTy)}'`;
  const src = sub(CHUNK_NODE, SrcPart.fn_type_ret_ty);
  const more: ErrorNote[] = [];
  explainComptimeOnly(sema, opened.block, src, returnTy, more);
  return { block: opened.block, src, text, more };
}

/** A call of a generic function: evaluated, inlined, or of the instance for its arguments. */
function callGeneric(sema: Sema, plan: Plan): AirRef {
  const { block, args, info, callSrc } = plan;
  const func = uncoercedFunc(sema.pool, plan.func);
  if (!isFunc(sema.pool, func)) sema.unsupported(block, callSrc, 'calls of generic extern functions');
  const signature = openSignature(sema, func, block, callSrc);
  const values: AirRef[] = [];
  const comptimeArgs: Index[] = [];
  const types: Index[] = [];
  for (let i = 0; i < args.count; i++) {
    const raw = info.params[i];
    const paramTy = raw === Ty.genericPoison ? paramType(sema, signature, i) : raw;
    const value = evaluateArg(sema, block, args, i, paramTy, func);
    if (leaves(value)) return value;
    const ty = sema.typeOf(value);
    if (ty === Ty.noreturn) return BODY_END;
    values.push(value);
    types.push(ty);
    const src = argSrc(args, i);
    if (plan.isInline) {
      fillParam(signature, i, value);
      if (!plan.isComptime) checkComptimeArg(sema, plan, signature, i, value, src);
      comptimeArgs.push(NO_INDEX);
    } else {
      comptimeArgs.push(fillInstanceParam(sema, signature, block, src, i, value));
    }
  }
  const bare = returnType(sema, signature);
  if (!plan.isComptime && typeRequiresComptime(sema, block, callSrc, bare)) {
    plan.isComptime = true;
    plan.isInline = true;
    if (plan.modifier === CallModifier.never_inline) failNeverInline(sema, plan);
  }
  if (plan.isInline) {
    const returnTy = signature.zir.isInferred ? adhocUnion(sema, bare) : bare;
    return inlineKnown(sema, plan, values, returnTy, signature);
  }
  const instance = instantiate(sema, signature, info, comptimeArgs, types, bare);
  const runtimeArgs = values.filter((_, i) => comptimeArgs[i] === NO_INDEX);
  const returnTy = funcTypeInfo(sema.pool, sema.typeOf(instance as number as AirRef)).returnType;
  return emitCall(sema, plan, instance as number as AirRef, runtimeArgs, returnTy);
}

/** In an inline call at run time, comptime parameters and those of comptime-only type still take values that are known. */
function checkComptimeArg(sema: Sema, plan: Plan, signature: Signature, i: number, value: AirRef, src: Src): void {
  const { block } = plan;
  if (resolveValue(sema, value) !== NO_INDEX) return;
  if (isComptimeParam(signature.frame, signature.params[i])) {
    failWithNeededComptime(sema, block, src, 'parameter is comptime');
  }
  if (typeRequiresComptime(sema, block, src, sema.typeOf(value))) {
    const reason = 'argument to parameter with comptime-only type must be comptime-known';
    failWithNeededComptime(sema, block, src, reason);
  }
}

function adhocUnion(sema: Sema, payload: Index): Index {
  return errorUnionType(sema.pool, Ty.adhocInferredErrorSet, payload);
}

/** Emits a call that runs. `callee` is the function value, or a pointer to a function that is not known. */
function emitCall(sema: Sema, plan: Plan, callee: AirRef, values: readonly AirRef[], returnTy: Index): AirRef {
  const { block, callSrc, modifier, func } = plan;
  requireRuntimeBlock(sema, block, callSrc, null);
  resolveLayout(sema, block, callSrc, returnTy);
  const target = func === NO_INDEX ? callee : requestTarget(sema, plan, callee as number as Index);
  const extra = sema.air.extra;
  const payload = extra.push(values.length);
  for (const value of values) extra.push(value);
  const result = sema.emit(block, callTag(sema, plan, modifier), returnTy, target, payload);
  if (plan.ensureUsed) ensureResultUsed(sema, block, returnTy, callSrc);
  if (returnTy === Ty.noreturn) {
    if (func === NO_INDEX && wantSafety(sema, block)) safetyPanic(sema, block, callSrc, PanicId.noreturn_returned);
    else sema.emit(block, AirTag.unreach, Ty.noreturn);
    return BODY_END;
  }
  const only = onePossibleValue(sema, block, callSrc, returnTy);
  return only === NO_INDEX ? result : (only as number as AirRef);
}

function callTag(sema: Sema, plan: Plan, modifier: CallModifier): AirTag {
  switch (modifier) {
    case CallModifier.never_tail:
      return AirTag.call_never_tail;
    case CallModifier.never_inline:
      return AirTag.call_never_inline;
    case CallModifier.always_tail:
      return sema.unsupported(plan.block, plan.callSrc, 'tail calls');
    default:
      return AirTag.call;
  }
}

/** Asks for the body of the function that is called, and gives the operand that names it. */
function requestTarget(sema: Sema, plan: Plan, func: Index): AirRef {
  if (!isFunc(sema.pool, func)) return func as number as AirRef;
  const target = uncoercedFunc(sema.pool, func);
  // What is only asked for its type is never called.
  if (!plan.block.isTypeof) requestFunction(sema, plan.block, plan.callSrc, target);
  return target as number as AirRef;
}

export const callHandlers: Handlers = {
  [Tag.call]: zirCall,
  [Tag.field_call]: zirFieldCall,
  [Tag.builtin_call]: zirBuiltinCall,
};
