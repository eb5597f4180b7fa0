import { AIR_NONE, type AirRef } from '../../air/air.ts';
import { funcTypeInfo } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { isSinglePtr, ptrChild } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { childType, TypeKind, typeKind } from '../../intern/types.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { CallFlag } from '../../zir/call.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { resolveBuiltinEnum } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import type { Handlers } from '../core/handlers.ts';
import { leaves, type Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { isErrorType, popTraceOfCall } from '../errors/error-trace.ts';
import { tupleField } from '../memory/elements.ts';
import { failWithType } from '../types/type-notes.ts';
import { resolveDefinedValue } from '../values/operands.ts';
import { analyzeCall, CallModifier, declaredHere } from './call-analysis.ts';
import { type CallArgs, knownArgs } from './call-args.ts';
import { fieldCallBind } from './field-call.ts';

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
    failWithType(sema, block, calleeSrc, 'type', calleeTy, 'not a function');
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
  const isDropped = (flags & CallFlag.pop_error_return_trace) !== 0;
  const start = block.insts.length;
  const outer = sema.hasErrorArg;
  sema.hasErrorArg = bound !== AIR_NONE && isErrorType(sema, sema.typeOf(bound));
  const result = analyzeCall(sema, block, {
    callSrc,
    calleeSrc,
    callee,
    funcTy,
    modifier: flags & 7,
    args,
    operation: 'call',
    ensureUsed: used,
  });
  if (!leaves(result)) popTraceOfCall(sema, block, callSrc, result, start, sema.hasErrorArg, isDropped);
  sema.hasErrorArg = outer;
  return result;
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
  const reason = comptimeReasonMessage(ComptimeReason.call_modifier);
  let modifier: CallModifier = resolveBuiltinEnum(sema, block, modifierSrc, modifierRef, 'CallModifier', reason);
  switch (modifier) {
    case CallModifier.never_tail:
    case CallModifier.never_inline:
      if (block.isComptime) {
        const name = CallModifier[modifier];
        sema.fail(block, modifierSrc, `unable to perform '${name}' call at compile-time`);
      }
      break;
    case CallModifier.always_inline:
    case CallModifier.compile_time:
      if (resolveDefinedValue(sema, block, calleeSrc, callee) === NO_INDEX) {
        sema.fail(block, calleeSrc, `modifier '${CallModifier[modifier]}' requires a comptime-known function`);
      }
      break;
    default:
      break;
  }
  if (block.isComptime) modifier = CallModifier.compile_time;
  const tuple = resolveInst(block, frame.extra[payload + 3] as ZirRef);
  const tupleTy = sema.typeOf(tuple);
  const isEmpty = tupleTy === Ty.emptyTuple;
  if (!isEmpty && pool.tag(tupleTy) !== ItemTag.type_tuple) {
    failWithType(sema, block, argsSrc, 'expected a tuple, found', tupleTy);
  }
  const len = isEmpty ? 0 : pool.wordsLen(tupleTy) / 2;
  const values: AirRef[] = [];
  for (let i = 0; i < len; i++) values.push(tupleField(sema, block, argsSrc, tuple, i, argsSrc));
  const funcTy = checkArgumentCount(sema, block, callee, calleeSrc, len, false);
  const args = knownArgs(values, callSrc, true);
  return analyzeCall(sema, block, {
    callSrc,
    calleeSrc,
    callee,
    funcTy,
    modifier,
    args,
    operation: '@call',
    ensureUsed: used,
  });
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
  return analyzeCall(sema, block, {
    callSrc: src,
    calleeSrc: src,
    callee,
    funcTy,
    modifier: CallModifier.auto,
    args,
    operation,
    ensureUsed: false,
  });
}

export const callHandlers: Handlers = {
  [Tag.call]: zirCall,
  [Tag.field_call]: zirFieldCall,
  [Tag.builtin_call]: zirBuiltinCall,
};
