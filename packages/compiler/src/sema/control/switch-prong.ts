import { type AirRef, AirTag } from '../../air/air.ts';
import { NO_INDEX } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import type { Src } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { CaptureKind, type SwitchBody } from '../../zir/switch-payload.ts';
import type { Block, Merges } from '../core/block.ts';
import { analyzeBody, breaksTo } from '../core/body.ts';
import { addBreak, analyzeBodyRuntimeBreak } from '../core/breaks.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema } from '../core/sema.ts';
import { placeBlock } from './blocks.ts';
import { capturePayload, captureTag, type ProngAnalysis, type TakenProng, unionFieldType } from './switch-capture.ts';

/**
 * Analyses a prong that is known to be the one taken, in `child`, the switch's own block.
 */
export function resolveProng(analysis: ProngAnalysis, child: Block, merges: Merges, taken: TakenProng): AirRef {
  const { sema, parent, shape } = analysis;
  if (!bindCaptures(analysis, child, taken)) {
    for (const inst of child.insts) parent.insts.push(inst);
    if (!parent.isComptime) sema.emit(parent, AirTag.unreach, Ty.noreturn);
    return BODY_END;
  }
  return resolveBlockBody(sema, parent, shape.src, child, merges, taken.prong.body, shape.inst);
}

/** Analyses a prong that is taken or not at run time into `block`, which does not fall through afterwards. */
export function analyzeProngRuntime(analysis: ProngAnalysis, block: Block, taken: TakenProng): void {
  const { sema } = analysis;
  const { start, len } = taken.prong.body;
  if (bindCaptures(analysis, block, taken)) analyzeBodyRuntimeBreak(sema, block, start, len);
  else sema.emit(block, AirTag.unreach, Ty.noreturn);
}

/** Makes the captures of a prong known to its body. Whether it is ever run: what it captures can exist. */
function bindCaptures(analysis: ProngAnalysis, block: Block, taken: TakenProng): boolean {
  const { sema, shape } = analysis;
  const { instMap } = block.frame;
  const { prong } = taken;
  if (prong.capture !== CaptureKind.none) {
    const payload = capturePayload(analysis, block, taken);
    if (sema.typeOf(payload) === Ty.noreturn) return false;
    instMap[shape.payloadInst] = payload;
  }
  if (prong.hasTagCapture) instMap[shape.tagInst] = captureTag(analysis, block, taken);
  return true;
}

/** Whether a value can lead to a prong: any field of the union that its items name can exist. */
export function prongIsPossible({ sema, checked }: ProngAnalysis, taken: TakenProng): boolean {
  if (taken.checked?.isNever) return false;
  const { union } = checked.types;
  if (union === NO_INDEX) return true;
  if (taken.inlineItem !== NO_INDEX) return unionFieldType(sema, union, taken.inlineItem) !== Ty.noreturn;
  if (taken.checked === null) return true;
  return taken.checked.items.some(({ value }) => unionFieldType(sema, union, value) !== Ty.noreturn);
}

/**
 * Analyses a body that is left by `break`s to `inst` in `child`, and puts that into `parent`. Returns the value of the block, or why
 * control leaves it: BODY_BREAK also for a `continue` of the switch at compile time.
 */
export function resolveBlockBody(
  sema: Sema,
  parent: Block,
  src: Src,
  child: Block,
  merges: Merges,
  { start, len }: SwitchBody,
  inst: ZirIndex,
): AirRef {
  if (child.isComptime) {
    const result = analyzeBody(sema, child, start, len);
    for (const emitted of child.insts) parent.insts.push(emitted);
    const isBreak = result === BODY_BREAK && breaksTo(sema, child.frame, inst);
    return isBreak && child.frame.tags[sema.breakInst] !== Tag.switch_continue ? sema.breakOperand : result;
  }
  const result = analyzeBody(sema, child, start, len);
  if (result === BODY_BREAK && breaksTo(sema, child.frame, inst)) {
    const frame = child.frame;
    addBreak(sema, child, merges, sema.breakOperand, frame.extra[frame.b[sema.breakInst]]);
    return placeBlock(sema, parent, src, child, merges);
  }
  const placed = placeBlock(sema, parent, src, child, merges);
  return leaves(result) && result !== BODY_END ? result : placed;
}
