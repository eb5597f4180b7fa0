import { AIR_NONE, type AirRef, AirTag, airRef, isInst } from '../../air/air.ts';
import { CallConv } from '../../intern/func-type.ts';
import { funcCallConv } from '../../intern/functions.ts';
import type { Index } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { singlePtr } from '../../intern/pointers.ts';
import { optionalType, TypeKind, typeKind } from '../../intern/types.ts';
import { optNull } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { REF_NONE, refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { addBody, emitCondBr } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_END, type Sema, VOID_VALUE } from '../core/sema.ts';
import { resolveDefinedValue } from '../values/operands.ts';
import { analyzeIsNonErr } from './error-unions.ts';

/*
 * An error return trace is the places that an error was returned from on its way. How many there are is cut back where an error was
 * handled: to what it was when the code around the handler began. There is one trace at a time, which the functions with Zig's calling
 * convention share with who called them. The trace of compile time, `Sema.errorTrace`, is never cut back.
 */

/** Whether code of `block` keeps error return traces when it runs. */
export function tracesErrors(sema: Sema, block: Block): boolean {
  const { zcu, pool } = sema;
  return zcu.options.tracesErrors && !zcu.files.isUnchecked(pool.namespaces.fileOf(block.namespace));
}

/** Whether `ty` is an error set or an error union. */
export function isErrorType(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.error_union || kind === TypeKind.error_set;
}

/** How long the trace is now, as an operand; AIR_NONE where none is kept. */
export function traceLength(sema: Sema, block: Block): AirRef {
  if (block.isComptime || block.isTypeof || !tracesErrors(sema, block)) return AIR_NONE;
  return sema.emit(block, AirTag.save_err_return_trace_index, Ty.usize);
}

/** Notes that the function calls one that shares its trace: one with another calling convention then has its own. */
export function needTrace(sema: Sema, block: Block, funcTy: Index): void {
  if (funcCallConv(sema.pool, funcTy) === CallConv.auto && tracesErrors(sema, block)) sema.needsErrorTrace = true;
}

/** Has the function whose body `block` is begin a trace of its own, behind its first `argsLen` instructions, if it needs one. */
export function beginOwnTrace(sema: Sema, block: Block, funcTy: Index, argsLen: number): void {
  if (!sema.needsErrorTrace || funcCallConv(sema.pool, funcTy) === CallConv.auto) return;
  block.insts.splice(argsLen, 0, sema.reserve(AirTag.begin_err_return_trace, Ty.void));
}

/** Emits by `leave` the return from a function that may return errors; what is an error is added to the trace. */
export function emitTracedReturn(
  sema: Sema,
  block: Block,
  src: Src,
  isNonErr: AirRef,
  leave: (from: Block) => void,
): AirRef {
  if (block.inlining !== null) sema.needsErrorTrace = true;
  const known = resolveDefinedValue(sema, block, src, isNonErr);
  if (known === Val.false) sema.emit(block, AirTag.return_error, Ty.void);
  if (!isInst(isNonErr)) {
    leave(block);
    return BODY_END;
  }
  const [then, otherwise] = [block.sub(), block.sub()];
  leave(then);
  sema.emit(otherwise, AirTag.return_error, Ty.void);
  leave(otherwise);
  emitCondBr(sema, block, isNonErr, then.insts, otherwise.insts);
  return BODY_END;
}

/** Cuts the trace back to `length` unless `operand` (AIR_NONE: no matter what) is an error. `undefined` without a type is none. */
function popTrace(sema: Sema, block: Block, src: Src, operand: AirRef, length: AirRef): void {
  let isNonErr: AirRef = Val.true as number as AirRef;
  if (operand !== AIR_NONE && isErrorType(sema, sema.typeOf(operand)))
    isNonErr = analyzeIsNonErr(sema, block, src, operand);
  const known = resolveDefinedValue(sema, block, src, isNonErr);
  if (known === Val.true) sema.emit(block, AirTag.restore_err_return_trace_index, Ty.void, length);
  if (!isInst(isNonErr)) return;
  const whole = sema.reserve(AirTag.block, Ty.void);
  const [inner, then, otherwise] = [block.sub(), block.sub(), block.sub()];
  sema.emit(then, AirTag.restore_err_return_trace_index, Ty.void, length);
  for (const branch of [then, otherwise]) sema.emit(branch, AirTag.br, Ty.noreturn, whole, Val.void);
  emitCondBr(sema, inner, isNonErr, then.insts, otherwise.insts);
  sema.air.a.data[whole] = addBody(sema, inner.insts);
  block.insts.push(whole);
}

/**
 * Cuts the trace back after a call that was written where `block` had `start` instructions: an argument may have been an error that went
 * no further, and so may the result where it does not go to an error handler (`isDropped`).
 */
export function popTraceOfCall(
  sema: Sema,
  block: Block,
  src: Src,
  result: AirRef,
  start: number,
  hasErrorArg: boolean,
  isDropped: boolean,
): void {
  if (block.isComptime || block.isTypeof || !sema.needsErrorTrace || sema.func === 0) return;
  if (!hasErrorArg && !(isDropped && isErrorType(sema, sema.typeOf(result)))) return;
  const length = sema.reserve(AirTag.save_err_return_trace_index, Ty.usize);
  block.insts.splice(start, 0, length);
  popTrace(sema, block, src, isDropped ? AIR_NONE : result, airRef(length));
}

/** `save_err_ret_index` */
function zirSave(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = block.frame.a[inst]! as ZirRef;
  if (operand === REF_NONE || isErrorType(sema, sema.typeOf(resolveInst(block, operand))))
    block.errorTraceLength = traceLength(sema, block);
  return VOID_VALUE;
}

/** `restore_err_ret_index_unconditional`: where control leaves the block it names. */
function zirRestoreAlways(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return restore(sema, block, block.frame.src[inst]!, block.frame.a[inst]! as ZirRef, REF_NONE);
}

/** `restore_err_ret_index_fn_entry`: where the function returns. */
function zirRestoreEntry(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return restore(sema, block, block.frame.src[inst]!, REF_NONE, block.frame.a[inst]! as ZirRef);
}

/** `restore_err_ret_index` */
function zirRestore(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.b[inst]!;
  const [target, operand] = [frame.extra[payload]! as ZirRef, frame.extra[payload + 1]! as ZirRef];
  return restore(sema, block, frame.src[inst]!, target, operand);
}

function restore(sema: Sema, block: Block, src: Src, target: ZirRef, operandRef: ZirRef): AirRef {
  const length = target === REF_NONE ? sema.errorTraceLengthAtEntry : lengthAround(block, refInst(target));
  if (block.isComptime || block.isTypeof || block.errorTraceLength === length || length === AIR_NONE) return VOID_VALUE;
  const operand = operandRef === REF_NONE ? AIR_NONE : resolveInst(block, operandRef);
  if (sema.needsErrorTrace) popTrace(sema, block, src, operand, length);
  return VOID_VALUE;
}

/** How long the trace was around the block that stands for instruction `zirBlock` of the code of `block`. */
function lengthAround(block: Block, zirBlock: ZirIndex | -1): AirRef {
  for (let at: Block | null = block; at !== null; at = at.parent) {
    if (at.label !== null && at.label.zirBlock === zirBlock && at.label.frame === block.frame)
      return at.parent === null ? AIR_NONE : at.parent.errorTraceLength;
  }
  return block.errorTraceLength;
}

/** `@errorReturnTrace()` */
function zirErrorReturnTrace(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const { pool } = sema;
  const ty = optionalType(pool, singlePtr(pool, builtinDecl(sema, block, src, 'StackTrace')));
  const isShared = sema.func !== 0 && funcCallConv(pool, sema.typeOf(sema.func as number as AirRef)) === CallConv.auto;
  if (sema.func === 0 || !tracesErrors(sema, block) || (!isShared && !sema.needsErrorTrace))
    return optNull(pool, ty) as number as AirRef;
  return sema.emit(block, AirTag.err_return_trace, ty);
}

export const errorTraceHandlers: Handlers = {
  [Tag.save_err_ret_index]: zirSave,
  [Tag.restore_err_ret_index_unconditional]: zirRestoreAlways,
  [Tag.restore_err_ret_index_fn_entry]: zirRestoreEntry,
  extended: {
    [Extended.restore_err_ret_index]: zirRestore,
    [Extended.error_return_trace]: zirErrorReturnTrace,
  },
};
