import type { AirRef } from '../../air/air.ts';
import { InternalFault } from '../../intern/ids.ts';
import { isContained } from '../../util/fault.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { type Block, type Frame, UNMAPPED } from './block.ts';
import { emitBackwardBranch } from './branch-quota.ts';
import { type ChunkRecord, noteResult, type Recorder } from './recorder.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema } from './sema.ts';

/** What a ZIR reference of `block`'s frame stands for. The instruction that it names must have been analysed. */
export function resolveInst(block: Block, ref: ZirRef): AirRef {
  const inst = refInst(ref);
  if (inst === -1) return ref as number as AirRef;
  const mapped = block.frame.instMap[inst]!;
  if (mapped === UNMAPPED) throw new InternalFault(`ZIR instruction ${inst} is used before it is analysed`);
  return mapped as AirRef;
}

/**
 * Analyses the instructions that `extra[start .. start + len]` of the block's frame lists. Returns the reference that tells why
 * the body ended (see `leaves`); a body that just stops gives the result of its last instruction.
 */
export function analyzeBody(sema: Sema, block: Block, start: number, len: number): AirRef {
  if (sema.recorder !== null) return recordBody(sema, sema.recorder, block, start, len);
  const frame = block.frame;
  const extra = frame.extra;
  const tags = frame.tags;
  const instMap = frame.instMap;
  const { handlers } = sema.language;
  let result = 0 as AirRef;
  for (let i = 0; i < len; i++) {
    const inst = extra[start + i]! as ZirIndex;
    const tag = tags[inst]! as Tag;
    if (tag === Tag.break_inline) {
      setBreak(sema, block, inst);
      return BODY_BREAK;
    }
    if (tag === Tag.repeat_inline || (tag === Tag.repeat && block.isComptime)) {
      emitBackwardBranch(sema, block, frame.src[inst]);
      i = -1;
      continue;
    }
    result = handlers[tag]!(sema, block, inst);
    if (leaves(result)) return result;
    instMap[inst] = result;
  }
  return result;
}

/**
 * The same with `recorder`: what an instruction comes to is recorded, and where one fails, those that do not need it are analysed all the
 * same. A body whose end fails ends in `BODY_END`.
 */
function recordBody(sema: Sema, recorder: Recorder, block: Block, start: number, len: number): AirRef {
  const { frame } = block;
  const { extra, tags, instMap } = frame;
  const { handlers } = sema.language;
  const record = recorder.recordOf(sema, block);
  const failuresBefore = recorder.failures;
  let result = 0 as AirRef;
  for (let i = 0; i < len; i++) {
    const inst = extra[start + i]! as ZirIndex;
    const tag = tags[inst]! as Tag;
    if (tag === Tag.repeat_inline || (tag === Tag.repeat && block.isComptime)) {
      if (recorder.failures > failuresBefore) return BODY_END;
      emitBackwardBranch(sema, block, frame.src[inst]);
      i = -1;
      continue;
    }
    const failures = recorder.failures;
    const state = recoveryState(sema);
    try {
      if (tag === Tag.break_inline) {
        setBreak(sema, block, inst);
        return BODY_BREAK;
      }
      result = handlers[tag]!(sema, block, inst);
      if (record !== null) note(sema, block, record, inst, result);
    } catch (thrown) {
      if (!isContained(thrown) || sema.zcu.changesUnderWay > 0) throw thrown;
      Object.assign(sema, state);
      sema.pool.dropUnfinished();
      recorder.failures++;
      result = BODY_END;
    }
    // Control may come to what is behind where what is wrong was mended.
    if (result === BODY_END && recorder.failures > failures && i + 1 < len) continue;
    if (leaves(result)) return result;
    instMap[inst] = result;
  }
  return result;
}

/** Notes what `inst` came to; of a local what it is: what its instruction stands for may be another later, as that of captures is. */
function note(sema: Sema, block: Block, record: ChunkRecord, inst: ZirIndex, result: AirRef): void {
  const tag: Tag = block.frame.tags[inst]!;
  const isLocal = tag === Tag.dbg_var_val || tag === Tag.dbg_var_ptr;
  noteResult(sema, record, inst, isLocal ? resolveInst(block, block.frame.b[inst]! as ZirRef) : result);
}

/** What an instruction that fails would leave as no other expects it. */
function recoveryState(
  sema: Sema,
): Pick<Sema, 'scope' | 'callDepth' | 'adhocInferred' | 'errorTraceLengthAtEntry' | 'hasErrorArg'> {
  const { scope, callDepth, adhocInferred, errorTraceLengthAtEntry, hasErrorArg } = sema;
  return { scope, callDepth, adhocInferred, errorTraceLengthAtEntry, hasErrorArg };
}

/** Records the `break` instruction `inst` of `block`'s frame as the one on its way. */
export function setBreak(sema: Sema, block: Block, inst: ZirIndex): void {
  const frame = block.frame;
  sema.breakFrame = frame;
  sema.breakInst = inst;
  sema.breakBlock = frame.extra[frame.b[inst]! + 1]!;
  sema.breakOperand = resolveInst(block, frame.a[inst]! as ZirRef);
}

/** Whether the break on its way (after BODY_BREAK) is meant for `target` of `frame`. */
export function breaksTo(sema: Sema, frame: Frame, target: number): boolean {
  return sema.breakFrame === frame && sema.breakBlock === target;
}

/**
 * Analyses an expression body that ends in `break_inline` to `target`, into `block` itself. Returns the operand of that break, or
 * why control left for elsewhere.
 */
export function resolveInlineBody(sema: Sema, block: Block, start: number, len: number, target: number): AirRef {
  const result = analyzeBody(sema, block, start, len);
  return result === BODY_BREAK && breaksTo(sema, block.frame, target) ? sema.breakOperand : result;
}
