import type { AirRef } from '../../air/air.ts';
import { InternalFault } from '../../intern/ids.ts';
import { Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { type Block, type Frame, UNMAPPED } from './block.ts';
import { emitBackwardBranch } from './branch-quota.ts';
import { BODY_BREAK, leaves, type Sema } from './sema.ts';

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
