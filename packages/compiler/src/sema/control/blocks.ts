import { type AirIndex, type AirRef, AirTag, airRef } from '../../air/air.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { printType } from '../../intern/print-type.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { ComptimeReason } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { addBody, newMerges } from '../core/air-bodies.ts';
import type { Block, Merges } from '../core/block.ts';
import { analyzeBody, breaksTo, resolveInlineBody, setBreak } from '../core/body.ts';
import { addBreak, addRuntimeBreak, breakOperandSrc } from '../core/breaks.ts';
import { validateRuntimeValue } from '../core/comptime-var-refs.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema, VOID_VALUE } from '../core/sema.ts';
import { checkMergeable } from '../memory/logical-pointers.ts';
import { onePossibleValue, typeRequiresComptime } from '../types/classify-types.ts';
import { explainComptimeOnly } from '../types/comptime-only.ts';
import { failWithNeededComptime, resolveValue } from '../values/operands.ts';

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
  const outer = frame.lateBlocks?.get(inst);
  frame.lateBlocks?.delete(inst);
  const result = analyzeBody(sema, block, payload + 1, frame.extra[payload]!);
  const late = frame.lateBlocks?.get(inst);
  if (late === undefined) {
    if (outer !== undefined) frame.lateBlocks!.set(inst, outer);
    return result === BODY_BREAK && breaksTo(sema, frame, inst) ? sema.breakOperand : result;
  }
  frame.lateBlocks!.delete(inst);
  if (outer !== undefined) frame.lateBlocks!.set(inst, outer);
  for (const emitted of block.insts.splice(firstEmitted)) late.block.insts.push(emitted);
  if (result === BODY_BREAK && breaksTo(sema, frame, inst)) {
    addBreak(sema, late.block, late.merges, sema.breakOperand, breakOperandSrc(sema));
    return placeBlock(sema, block, frame.src[inst]!, late.block, late.merges);
  }
  // The straight path leaves for an enclosing block at compile time: it does so at runtime, from inside the late block.
  if (result === BODY_BREAK) addRuntimeBreak(sema, late.block, breakOperandSrc(sema));
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
  const cause = child.runtimeCond ?? child.runtimeLoop ?? parent.at(src);
  if (typeRequiresComptime(sema, parent, src, ty)) {
    const notes: ErrorNote[] = [{ ...cause, message: 'runtime control flow here' }];
    explainComptimeOnly(sema, parent, src, ty, notes);
    const text = `value with comptime-only type '${printType(sema.pool, ty)}' depends on runtime control flow`;
    sema.fail(parent, src, text, notes);
  }
  checkMergeable(sema, parent, src, ty, cause);
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

export const blockHandlers: Handlers = {
  [Tag.block]: zirBlock,
  [Tag.block_comptime]: zirBlockComptime,
  [Tag.block_inline]: zirBlockInline,
  [Tag.break]: zirBreak,
  [Tag.typeof_builtin]: zirTypeofBuiltin,
};
