import { type AirRef, AirTag, isInst } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { singlePtr } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionSet, TypeKind, typeKind } from '../../intern/types.ts';
import { errName } from '../../intern/values.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { addBreak } from '../core/breaks.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { addErrorSet, isInferredErrorReturn, ownInferredErrors } from '../core/inferred-errors.ts';
import { PanicId } from '../core/panic-members.ts';
import { safetyPanic, wantSafety } from '../core/safety.ts';
import { BODY_END, BODY_RETURN, type Sema, VOID_VALUE } from '../core/sema.ts';
import { emitTracedReturn, isErrorType, tracesErrors } from '../errors/error-trace.ts';
import { analyzeIsNonErr, analyzePtrIsNonErr } from '../errors/error-unions.ts';
import { errorValueOfReturn } from '../errors/error-values.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { failSafetyInNaked, isNakedFunction } from '../types/calling-conventions.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { optEuBaseType } from '../types/derived-types.ts';
import { fnRetTypeNote } from '../types/type-notes.ts';
import { resolveConstValue, resolveValue } from '../values/operands.ts';

/**
 * Returns `operand` from the function whose code `block` is: of the unit itself, or of a call that is evaluated or inlined here.
 */
function analyzeRet(sema: Sema, block: Block, operand: AirRef, src: Src, operandSrc: Src): AirRef {
  const inlining = block.inlining;
  const fnRetTy = inlining === null ? sema.fnRetTy : inlining.returnType;
  if (isInferredErrorReturn(sema, fnRetTy)) addToInferredErrorSet(sema, block, operand);
  const coerced = coerce(sema, block, fnRetTy, operand, operandSrc, { isRet: true });
  if (inlining !== null) {
    if (inlining.isComptime) {
      if (!isInst(coerced) && sema.pool.tag(coerced as number as Index) === ItemTag.error_union_error) {
        sema.errorTrace.push({ chunk: block.frame.chunk, src });
      }
      sema.returnValue = resolveConstValue(sema, block, operandSrc, coerced, null) as number as AirRef;
      return BODY_RETURN;
    }
    const leave = (from: Block): void => addBreak(sema, from, inlining.merges, coerced, operandSrc);
    return returnBy(sema, block, fnRetTy, coerced, operandSrc, leave);
  }
  if (block.isComptime) sema.fail(block, src, 'function called at runtime cannot return value at comptime');
  if (isNakedFunction(sema)) {
    const notes = [{ ...block.at(src), message: 'can only return using assembly' }];
    sema.fail(block, src, 'cannot return from naked function', notes);
  }
  resolveLayout(sema, block, src, fnRetTy, 'function return type declared');
  validateRuntimeValue(sema, block, operandSrc, coerced);
  const tag = wantSafety(sema, block) ? AirTag.ret_safe : AirTag.ret;
  const leave = (from: Block): void => void sema.emit(from, tag, Ty.noreturn, coerced);
  return returnBy(sema, block, fnRetTy, coerced, operandSrc, leave);
}

/** Returns `operand` from a function whose code runs, by `leave`. */
function returnBy(
  sema: Sema,
  block: Block,
  fnRetTy: Index,
  operand: AirRef,
  src: Src,
  leave: (from: Block) => void,
): AirRef {
  if (isErrorType(sema, fnRetTy) && tracesErrors(sema, block))
    return emitTracedReturn(sema, block, src, analyzeIsNonErr(sema, block, src, operand), leave);
  leave(block);
  return BODY_END;
}

function zirRetNode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const operand = resolveInst(block, block.frame.a[inst]! as ZirRef);
  return analyzeRet(sema, block, operand, src, sub(src, SrcPart.return_operand));
}

/** `ret_implicit`: the end of the body is reached. */
function zirRetImplicit(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const operand = resolveInst(block, block.frame.a[inst]! as ZirRef);
  const src = block.frame.src[inst]!;
  const fnRetTy = block.inlining === null ? sema.fnRetTy : block.inlining.returnType;
  if (block.inlining === null && isNakedFunction(sema)) {
    sema.emit(block, AirTag.unreach, Ty.noreturn);
    return BODY_END;
  }
  const base = optEuBaseType(sema, fnRetTy);
  if (base !== Ty.void) {
    const name = printType(sema.pool, fnRetTy);
    const { chunk, src: place } = fnRetTypeNote(sema, block, '');
    const message =
      base === Ty.noreturn
        ? `function declared '${name}' implicitly returns`
        : `function with non-void return type '${name}' implicitly returns`;
    const notes = [{ chunk: block.frame.chunk, src, message: 'control flow reaches end of body here' }];
    sema.failAt(chunk, place, message, notes, block);
  }
  return analyzeRet(sema, block, operand, src, src);
}

/** `ret_load`: the result was built in place, through `ret_ptr`. */
function zirRetLoad(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const ptr = resolveInst(block, block.frame.a[inst]! as ZirRef);
  if (block.inlining !== null || block.isComptime || !isInst(ptr)) {
    return analyzeRet(sema, block, analyzeLoad(sema, block, src, ptr, src), src, src);
  }
  if (isInferredErrorReturn(sema, sema.fnRetTy)) {
    addToInferredErrorSet(sema, block, analyzeLoad(sema, block, src, ptr, src));
  }
  const leave = (from: Block): void => void sema.emit(from, AirTag.ret_load, Ty.noreturn, ptr);
  if (isErrorType(sema, sema.fnRetTy) && tracesErrors(sema, block))
    return emitTracedReturn(sema, block, src, analyzePtrIsNonErr(sema, block, src, ptr), leave);
  leave(block);
  return BODY_END;
}

function zirRetErrValue(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  return analyzeRet(sema, block, errorValueOfReturn(sema, block, inst), src, src);
}

function zirRetErrValueCode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return errorValueOfReturn(sema, block, inst);
}

/** `ret_ptr`: memory for the result. */
function zirRetPtr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  const inlining = block.inlining;
  const fnRetTy: Index = inlining === null ? sema.fnRetTy : inlining.returnType;
  resolveLayout(sema, block, src, fnRetTy, 'function return type declared');
  if (block.isComptime || typeRequiresComptime(sema, block, src, fnRetTy))
    return sema.memory.allocate(sema, block, src, fnRetTy, 0);
  const ptrTy = singlePtr(sema.pool, fnRetTy);
  if (inlining !== null) return sema.emit(block, AirTag.alloc, ptrTy);
  return sema.emit(block, AirTag.ret_ptr, ptrTy);
}

function zirRetType(sema: Sema, block: Block): AirRef {
  return (block.inlining === null ? sema.fnRetTy : block.inlining.returnType) as number as AirRef;
}

function zirUnreachable(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst]!;
  if (block.isComptime) return sema.fail(block, src, 'reached unreachable code');
  if (wantSafety(sema, block)) {
    if (isNakedFunction(sema))
      failSafetyInNaked(sema, block, src, 'the end of a naked function is implicitly unreachable');
    safetyPanic(sema, block, src, PanicId.reached_unreachable);
  } else sema.emit(block, AirTag.unreach, Ty.noreturn);
  return BODY_END;
}

function zirTrap(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  if (block.isComptime) return sema.fail(block, block.frame.src[inst]!, 'encountered @trap at comptime');
  sema.emit(block, AirTag.trap, Ty.noreturn);
  return BODY_END;
}

/** `fn_arg`: a parameter of the function whose body this is. */
function zirFnArg(_sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return block.frame.args[block.frame.a[inst]!]!;
}

function zirDbgStmt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  if (!block.isComptime) sema.emit(block, AirTag.dbg_stmt, Ty.void, block.frame.a[inst]!, block.frame.chunk);
  return VOID_VALUE;
}

/** Names of locals are not emitted: WebAssembly has no place for them that a debugger of ours reads. */
function zirDbgVar(): AirRef {
  return VOID_VALUE;
}

/** Adds the errors that `operand`, an error or error union that is returned, can be to the inferred error set in charge. */
function addToInferredErrorSet(sema: Sema, block: Block, operand: AirRef): void {
  const pool = sema.pool;
  const fnRetTy = block.inlining === null ? sema.fnRetTy : block.inlining.returnType;
  const own = ownInferredErrors(sema, errorUnionSet(pool, fnRetTy));
  if (own === null) return;
  const ty = sema.typeOf(operand);
  switch (typeKind(pool, ty)) {
    case TypeKind.error_set: {
      const value = resolveValue(sema, operand);
      if (value !== NO_INDEX && pool.tag(value) === ItemTag.err) own.names.add(errName(pool, value));
      else addErrorSet(sema, own, ty);
      break;
    }
    case TypeKind.error_union:
      addErrorSet(sema, own, errorUnionSet(pool, ty));
      break;
    default:
      break;
  }
}

export const returnHandlers: Handlers = {
  [Tag.ret_node]: zirRetNode,
  [Tag.ret_implicit]: zirRetImplicit,
  [Tag.ret_load]: zirRetLoad,
  [Tag.ret_err_value]: zirRetErrValue,
  [Tag.ret_err_value_code]: zirRetErrValueCode,
  [Tag.ret_ptr]: zirRetPtr,
  [Tag.ret_type]: zirRetType,
  [Tag.unreachable]: zirUnreachable,
  [Tag.trap]: zirTrap,
  [Tag.fn_arg]: zirFnArg,
  [Tag.dbg_stmt]: zirDbgStmt,
  [Tag.dbg_var_ptr]: zirDbgVar,
  [Tag.dbg_var_val]: zirDbgVar,
};
