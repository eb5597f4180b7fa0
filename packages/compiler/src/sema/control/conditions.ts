import { type AirRef, AirTag, airRef } from '../../air/air.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { errorUnionSet } from '../../intern/types.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import { Ref, refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { addBody, emitCondBr, newMerges } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { analyzeBody, breaksTo, resolveInlineBody, resolveInst } from '../core/body.ts';
import { addRuntimeBreak, analyzeBodyRuntimeBreak, breakOperandSrc } from '../core/breaks.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema } from '../core/sema.ts';
import { maybeErrorUnwrap, maybeErrorUnwrapCondbr } from '../errors/error-panics.ts';
import { failWithNeededComptime, resolveConstDefinedValue, resolveDefinedValue } from '../values/operands.ts';

/** `condbr` */
function zirCondbr(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const payload = frame.a[inst]!;
  const extra = frame.extra;
  const src = frame.src[inst]!;
  const condSrc = sub(src, SrcPart.if_cond);
  const uncasted = resolveInst(parent, extra[payload]! as ZirRef);
  const thenLen = extra[payload + 1]!;
  const elseLen = extra[payload + 2]!;
  const thenStart = payload + 3;
  const cond = coerce(sema, parent, Ty.bool, uncasted, condSrc);
  const known = resolveDefinedValue(sema, parent, condSrc, cond);
  if (known !== NO_INDEX) {
    if (known === (Ref.bool_true as number)) return analyzeBody(sema, parent, thenStart, thenLen);
    maybeErrorUnwrapCondbr(sema, parent, thenStart + thenLen, elseLen, extra[payload]! as ZirRef, condSrc);
    return analyzeBody(sema, parent, thenStart + thenLen, elseLen);
  }
  if (parent.isComptime) failWithNeededComptime(sema, parent, condSrc, null);
  const branch = parent.sub();
  branch.runtimeLoop = null;
  branch.runtimeCond = branch.at(condSrc);
  branch.runtimeIndex = sema.nextRuntimeIndex();
  const thenBlock = branch.sub();
  passOn(analyzeBodyRuntimeBreak(sema, thenBlock, thenStart, thenLen));
  const elseBlock = branch.sub();
  elseBlock.runtimeIndex = sema.nextRuntimeIndex();
  if (!unwrapsError(sema, elseBlock, extra[payload]! as ZirRef, thenStart + thenLen, elseLen, condSrc)) {
    passOn(analyzeBodyRuntimeBreak(sema, elseBlock, thenStart + thenLen, elseLen));
  }
  emitCondBr(sema, parent, cond, thenBlock.insts, elseBlock.insts);
  return BODY_END;
}

/** Whether the branch for an error does nothing but panic: then the panic, which tells the error, is emitted to `block`. */
function unwrapsError(sema: Sema, block: Block, cond: ZirRef, start: number, len: number, src: Src): boolean {
  const frame = block.frame;
  const inst = refInst(cond);
  if (inst === -1 || frame.tags[inst] !== Tag.is_non_err) return false;
  const operand = resolveInst(block, frame.a[inst]! as ZirRef);
  const before = block.insts.length;
  const err = sema.emit(block, AirTag.unwrap_errunion_err, errorUnionSet(sema.pool, sema.typeOf(operand)), operand);
  if (maybeErrorUnwrap(sema, block, start, len, err, src, false)) return true;
  block.insts.length = before;
  return false;
}

/** A body under a runtime condition can only have ended: a comptime return from one is impossible. */
function passOn(result: AirRef): void {
  if (result !== BODY_END) throw new Error(`a runtime branch ended with ${result}`);
}

/** `condbr_inline` */
function zirCondbrInline(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const extra = frame.extra;
  const condSrc = sub(frame.src[inst]!, SrcPart.if_cond);
  const cond = coerce(sema, block, Ty.bool, resolveInst(block, extra[payload]! as ZirRef), condSrc);
  const value = resolveConstDefinedValue(
    sema,
    block,
    condSrc,
    cond,
    block.isComptime ? null : comptimeReasonMessage(ComptimeReason.inline_loop_operand),
  );
  const thenLen = extra[payload + 1]!;
  return value === (Ref.bool_true as number)
    ? analyzeBody(sema, block, payload + 3, thenLen)
    : analyzeBody(sema, block, payload + 3 + thenLen, extra[payload + 2]!);
}

/** `bool_br_and`, `bool_br_or`: the right side is analysed only if it is needed. */
function zirBoolBr(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const isOr = frame.tags[inst] === Tag.bool_br_or;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const lhsSrc = sub(src, SrcPart.bin_lhs);
  const rhsSrc = sub(src, SrcPart.bin_rhs);
  const start = payload + 2;
  const len = frame.extra[payload + 1]!;
  const lhs = coerce(sema, parent, Ty.bool, resolveInst(parent, frame.extra[payload]! as ZirRef), lhsSrc);
  const known = resolveDefinedValue(sema, parent, lhsSrc, lhs);
  if (known !== NO_INDEX) {
    if (isOr === (known === (Ref.bool_true as number))) return lhs;
    const rhs = resolveInlineBody(sema, parent, start, len, inst);
    return leaves(rhs) ? rhs : coerce(sema, parent, Ty.bool, rhs, rhsSrc);
  }
  const merges = newMerges(sema.reserve(AirTag.block, Ty.bool));
  const child = parent.sub();
  child.runtimeLoop = null;
  child.runtimeCond = child.at(lhsSrc);
  child.runtimeIndex = sema.nextRuntimeIndex();
  const shortBlock = child.sub();
  const shortValue = (isOr ? Ref.bool_true : Ref.bool_false) as number as AirRef;
  sema.emit(shortBlock, AirTag.br, Ty.noreturn, merges.airBlock, shortValue);
  const rhsBlock = child.sub();
  let isKnown = false;
  rhsBlock.label = { frame, zirBlock: inst, merges };
  const rhs = analyzeBody(sema, rhsBlock, start, len);
  if (rhs === BODY_BREAK) {
    if (breaksTo(sema, frame, inst)) {
      const value = coerce(sema, rhsBlock, Ty.bool, sema.breakOperand, rhsSrc);
      resolveDefinedValue(sema, rhsBlock, rhsSrc, value);
      sema.emit(rhsBlock, AirTag.br, Ty.noreturn, merges.airBlock, value);
      // Both ways give the same; the sides are evaluated all the same.
      isKnown = value === shortValue;
    } else addRuntimeBreak(sema, rhsBlock, breakOperandSrc(sema));
  }
  if (isOr) emitCondBr(sema, child, lhs, shortBlock.insts, rhsBlock.insts);
  else emitCondBr(sema, child, lhs, rhsBlock.insts, shortBlock.insts);
  sema.air.a.data[merges.airBlock] = addBody(sema, child.insts);
  parent.insts.push(merges.airBlock);
  return isKnown ? shortValue : airRef(merges.airBlock);
}

export const conditionHandlers: Handlers = {
  [Tag.condbr]: zirCondbr,
  [Tag.condbr_inline]: zirCondbrInline,
  [Tag.bool_br_and]: zirBoolBr,
  [Tag.bool_br_or]: zirBoolBr,
};
