import { type AirIndex, type AirRef, AirTag, airRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import { errorUnionSet } from '../../intern/types.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import { Ref, refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { addBody, emitCondBr, newMerges } from '../core/air-bodies.ts';
import type { Block, Merges } from '../core/block.ts';
import { analyzeBody, breaksTo, resolveInlineBody, resolveInst, setBreak } from '../core/body.ts';
import { addBreak, addRuntimeBreak, analyzeBodyRuntimeBreak, breakOperandSrc, lateBlocks } from '../core/breaks.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema, VOID_VALUE } from '../core/sema.ts';
import { maybeErrorUnwrap, maybeErrorUnwrapCondbr } from '../errors/error-panics.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import {
  failWithNeededComptime,
  resolveConstDefinedValue,
  resolveDefinedValue,
  resolveValue,
} from '../values/operands.ts';

/** `block`: left by `break`s, with a value. */
function zirBlock(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const len = frame.extra[payload]!;
  return analyzeBlock(sema, block, inst, payload + 1, len, block.isComptime);
}

function analyzeBlock(
  sema: Sema,
  parent: Block,
  inst: ZirIndex,
  start: number,
  len: number,
  isComptime: boolean,
): AirRef {
  const frame = parent.frame;
  const child = parent.sub();
  child.isComptime = isComptime;
  if (isComptime) {
    const result = resolveInlineBody(sema, child, start, len, inst);
    for (const emitted of child.insts) parent.insts.push(emitted);
    return result;
  }
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  child.label = { frame, zirBlock: inst, merges };
  const src = frame.src[inst]!;
  const result = analyzeBody(sema, child, start, len);
  if (result === BODY_BREAK) {
    if (!breaksTo(sema, frame, inst)) {
      // What was emitted before runs on the way out to the enclosing block.
      for (const emitted of child.insts) parent.insts.push(emitted);
      return BODY_BREAK;
    }
    addBreak(sema, child, merges, sema.breakOperand, breakOperandSrc(sema));
  } else if (leaves(result) && result !== BODY_END) {
    for (const emitted of child.insts) parent.insts.push(emitted);
    return result;
  }
  return placeBlock(sema, parent, src, child, merges);
}

/** `block_comptime`: its payload says why, and what it gives must be known. */
function zirBlockComptime(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const { frame } = parent;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const child = parent.sub();
  child.beginComptime(src, frame.extra[payload]! as ComptimeReason);
  const result = resolveInlineBody(sema, child, payload + 2, frame.extra[payload + 1]!, inst);
  for (const emitted of child.insts) parent.insts.push(emitted);
  if (!leaves(result) && resolveValue(sema, result) === NO_INDEX) failWithNeededComptime(sema, child, src, null);
  return result;
}

/**
 * `block_inline`: analysed straight into `block`. If a `break_inline` to it comes from under a runtime condition, what it emitted
 * so far is moved into an AIR block that the break can leave.
 */
function zirBlockInline(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const firstEmitted = block.insts.length;
  // Until it has a value, what says how deep in runtime branches it began: see `check_comptime_control_flow`.
  frame.instMap[inst] = block.runtimeIndex;
  const outer = lateBlocks.get(frame)?.get(inst);
  lateBlocks.get(frame)?.delete(inst);
  const result = analyzeBody(sema, block, payload + 1, frame.extra[payload]!);
  const late = lateBlocks.get(frame)?.get(inst);
  if (late === undefined) {
    if (outer !== undefined) lateBlocks.get(frame)!.set(inst, outer);
    return result === BODY_BREAK && breaksTo(sema, frame, inst) ? sema.breakOperand : result;
  }
  lateBlocks.get(frame)!.delete(inst);
  if (outer !== undefined) lateBlocks.get(frame)!.set(inst, outer);
  for (const emitted of block.insts.splice(firstEmitted)) late.block.insts.push(emitted);
  if (result === BODY_BREAK && breaksTo(sema, frame, inst)) {
    addBreak(sema, late.block, late.merges, sema.breakOperand, breakOperandSrc(sema));
    return placeBlock(sema, block, frame.src[inst]!, late.block, late.merges);
  }
  if (result === BODY_BREAK || (leaves(result) && result !== BODY_END)) {
    // The straight path leaves for an enclosing block at compile time: it does so at runtime, from inside the late block.
    const operandSrc = breakOperandSrc(sema);
    if (result === BODY_BREAK) addRuntimeBreak(sema, late.block, operandSrc);
  }
  return placeBlock(sema, block, frame.src[inst]!, late.block, late.merges);
}

/**
 * Puts the finished `child` into `parent`: as it is where nothing breaks to it or only its last instruction does, else as an
 * AIR block whose type is the peer type of what the breaks give.
 */
export function placeBlock(sema: Sema, parent: Block, src: Src, child: Block, merges: Merges): AirRef {
  const { results, brs, airBlock } = merges;
  const insts = child.insts;
  const last = insts.length === 0 ? -1 : insts[insts.length - 1]!;
  if (results.length === 0) {
    for (const inst of insts) parent.insts.push(inst);
    return BODY_END;
  }
  if (results.length === 1 && last === brs[0]) {
    for (let i = 0; i < insts.length - 1; i++) parent.insts.push(insts[i]!);
    return results[0]!;
  }
  if (results.length === 1) {
    const value = resolveValue(sema, results[0]!);
    if (value !== NO_INDEX) {
      // The only way out with a value has a known one: the block runs for its effects.
      sema.air.b.data[brs[0]!] = VOID_VALUE;
      fillBlock(sema, airBlock, Ty.void, insts);
      parent.insts.push(airBlock);
      return value as number as AirRef;
    }
  }
  const ty = resolvePeerTypes(sema, parent, src, results, merges.srcs);
  if (typeRequiresComptime(sema, parent, src, ty)) {
    const cause = child.runtimeCond ?? child.runtimeLoop ?? parent.at(src);
    const notes: ErrorNote[] = [{ ...cause, message: 'runtime control flow here' }];
    explainComptimeOnly(sema, parent, src, ty, notes);
    const text = `value with comptime-only type '${printType(sema.pool, ty)}' depends on runtime control flow`;
    sema.fail(parent, src, text, notes);
  }
  resolveLayout(sema, parent, src, ty, 'coercion performed');
  for (let i = 0; i < brs.length; i++) {
    const br = brs[i]!;
    const operand = results[i]!;
    validateRuntimeValue(sema, child, merges.srcs[i] ?? src, operand);
    if (sema.typeOf(operand) === ty) continue;
    const coercing = child.sub();
    coercing.runtimeCond = coercing.at(src);
    const coerced = coerce(sema, coercing, ty, operand, src);
    if (coercing.insts.length === 0) {
      sema.air.b.data[br] = coerced;
      continue;
    }
    coercing.insts.push(sema.reserve(AirTag.br, Ty.noreturn, airBlock, coerced));
    sema.air.tags.data[br] = AirTag.block;
    sema.air.ty.data[br] = Ty.noreturn;
    sema.air.a.data[br] = addBody(sema, coercing.insts);
    sema.air.b.data[br] = 0;
  }
  fillBlock(sema, airBlock, ty, insts);
  parent.insts.push(airBlock);
  const value = onePossibleValue(sema, parent, src, ty);
  return value === NO_INDEX ? airRef(airBlock) : (value as number as AirRef);
}

/** Makes the reserved `airBlock` an AIR block of type `ty` with the body `insts`. */
function fillBlock(sema: Sema, airBlock: AirIndex, ty: Index, insts: readonly AirIndex[]): void {
  sema.air.tags.data[airBlock] = AirTag.block;
  sema.air.ty.data[airBlock] = ty;
  sema.air.a.data[airBlock] = addBody(sema, insts);
}

/** `break` */
function zirBreak(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  setBreak(sema, block, inst);
  if (block.isComptime) return BODY_BREAK;
  return addRuntimeBreak(sema, block, breakOperandSrc(sema));
}

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
  // Nothing of the parent follows: what its result depends on is this condition.
  parent.runtimeCond = parent.at(condSrc);
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

/** `loop` */
function zirLoop(sema: Sema, parent: Block, inst: ZirIndex): AirRef {
  const frame = parent.frame;
  const payload = frame.a[inst]!;
  const start = payload + 1;
  const len = frame.extra[payload]!;
  if (parent.isComptime) return resolveInlineBody(sema, parent, start, len, inst);
  const src = frame.src[inst]!;
  const merges = newMerges(sema.reserve(AirTag.block, Ty.void));
  const child = parent.sub();
  child.label = { frame, zirBlock: inst, merges };
  child.runtimeCond = null;
  child.runtimeLoop = child.at(src);
  child.runtimeIndex = sema.nextRuntimeIndex();
  const body = child.sub();
  const loop = sema.reserve(AirTag.loop, Ty.noreturn);
  const result = analyzeBodyRuntimeBreak(sema, body, start, len);
  if (result === BODY_END) {
    // A `repeat` ends the body too; it has emitted itself.
  } else if (!leaves(result)) sema.emit(body, AirTag.repeat, Ty.noreturn, loop);
  else return result;
  for (const pending of body.insts) patchRepeat(sema, pending, loop);
  sema.air.a.data[loop] = addBody(sema, body.insts);
  child.insts.push(loop);
  return placeBlock(sema, parent, src, child, merges);
}

const REPEAT_UNSET = 0xffff_ffff;

/** The loop of a `repeat` is known only where the loop's body ends. */
function patchRepeat(sema: Sema, inst: AirIndex, loop: AirIndex): void {
  if (sema.air.tags.data[inst] === AirTag.repeat && sema.air.a.data[inst] === REPEAT_UNSET)
    sema.air.a.data[inst] = loop;
}

/** `repeat` at runtime: the last instruction of a loop's body. */
function zirRepeat(sema: Sema, block: Block): AirRef {
  sema.emit(block, AirTag.repeat, Ty.noreturn, REPEAT_UNSET);
  return BODY_END;
}

/** `typeof_builtin`: the type of the last of its operands, without evaluating them at runtime. */
function zirTypeofBuiltin(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const child = block.sub();
  child.isComptime = false;
  child.comptimeCause = null;
  child.isTypeof = true;
  child.wantSafety = false;
  const operand = resolveInlineBody(sema, child, payload + 1, frame.extra[payload]!, inst);
  if (operand === BODY_END) return Ty.noreturn as number as AirRef;
  if (leaves(operand)) return operand;
  return sema.typeOf(operand) as number as AirRef;
}

/** `defer`: its body is analysed here, each time anew. */
function zirDefer(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const result = analyzeDeferBody(sema, block, block.frame.a[inst]!, block.frame.b[inst]!);
  return leaves(result) ? result : VOID_VALUE;
}

/** `defer_err_code`: the body sees the error through the instruction that it was lowered with. */
function zirDeferErrCode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const payload = frame.b[inst]!;
  frame.instMap[frame.extra[payload]!] = resolveInst(block, frame.a[inst]! as ZirRef);
  const result = analyzeDeferBody(sema, block, frame.extra[payload + 1]!, frame.extra[payload + 2]!);
  return leaves(result) ? result : VOID_VALUE;
}

/** The body ends in a `break_inline` that names no block: reaching it is the end of the body. */
function analyzeDeferBody(sema: Sema, block: Block, start: number, len: number): AirRef {
  const result = analyzeBody(sema, block, start, len);
  const isEnd =
    result === BODY_BREAK && sema.breakFrame === block.frame && sema.breakInst === block.frame.extra[start + len - 1];
  return isEnd ? VOID_VALUE : result;
}

export const blockHandlers: Handlers = {
  [Tag.block]: zirBlock,
  [Tag.block_comptime]: zirBlockComptime,
  [Tag.block_inline]: zirBlockInline,
  [Tag.break]: zirBreak,
  [Tag.condbr]: zirCondbr,
  [Tag.condbr_inline]: zirCondbrInline,
  [Tag.bool_br_and]: zirBoolBr,
  [Tag.bool_br_or]: zirBoolBr,
  [Tag.loop]: zirLoop,
  [Tag.repeat]: zirRepeat,
  [Tag.typeof_builtin]: zirTypeofBuiltin,
  [Tag.defer]: zirDefer,
  [Tag.defer_err_code]: zirDeferErrCode,
};
