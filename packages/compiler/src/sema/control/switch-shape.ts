import { type Src, SrcPart, type SubSrc, sub } from '../../query/src.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { readSwitchPayload, SwitchBit, type SwitchProng } from '../../zir/switch-payload.ts';
import type { Frame } from '../core/block.ts';

/** A switch, as ZIR has it. */
export interface SwitchShape {
  readonly inst: ZirIndex;
  /** Place of the switch itself: items, prongs and captures are counted from it. */
  readonly src: Src;
  readonly operand: ZirRef;
  /** `switch_block_err_union`: the place of the `catch` or `if`; else that of the switch. */
  readonly mainSrc: Src;
  /** The operand is a pointer to what is switched on. */
  readonly operandIsRef: boolean;
  readonly hasUnder: boolean;
  readonly anyMaybeRuntimeCapture: boolean;
  readonly hasContinue: boolean;
  /** Instructions that stand for what prongs capture: the switch itself, or a placeholder. */
  readonly payloadInst: ZirIndex;
  readonly tagInst: ZirIndex;
  /** `switch_block_err_union`: what is done with the payload. */
  readonly nonError: SwitchProng | null;
  readonly elseProng: SwitchProng | null;
  /** The prongs with one item, then those with several, each in source order. */
  readonly prongs: readonly SwitchProng[];
}

/** Takes the switch `inst` of `frame` apart. */
export function readSwitch(frame: Frame, inst: ZirIndex): SwitchShape {
  const tag = frame.tags[inst];
  const isErrUnion = tag === Tag.switch_block_err_union;
  const payload = readSwitchPayload(frame.extra, frame.a[inst], isErrUnion);
  const { bits, payloadCapture, tagCapture } = payload;
  const src = frame.src[inst];
  return {
    inst,
    src,
    operand: payload.operand as ZirRef,
    mainSrc: isErrUnion ? payload.mainSrc : src,
    operandIsRef: tag === Tag.switch_block_ref || payload.nonErrorOperandIsRef,
    hasUnder: (bits & SwitchBit.has_under) !== 0,
    anyMaybeRuntimeCapture: (bits & SwitchBit.any_maybe_runtime_capture) !== 0,
    hasContinue: (bits & SwitchBit.has_continue) !== 0,
    payloadInst: (payloadCapture === -1 ? inst : payloadCapture) as ZirIndex,
    tagInst: (tagCapture === -1 ? inst : tagCapture) as ZirIndex,
    nonError: payload.nonError,
    elseProng: payload.elseProng,
    prongs: payload.prongs,
  };
}

/** The place of item `item` of a prong; ranges are not counted. */
export function itemSrc(shape: SwitchShape, prong: SwitchProng, item: number): SubSrc {
  return sub(shape.src, SrcPart.switch_case_item, prong.caseIndex, item);
}

/** The place of range `range` of a prong. */
export function rangeSrc(shape: SwitchShape, prong: SwitchProng, range: number): SubSrc {
  return sub(shape.src, SrcPart.switch_range, prong.caseIndex, range);
}

/** The place of an end of range `range` of a prong. */
export function rangeEndSrc(shape: SwitchShape, prong: SwitchProng, range: number, isLast: boolean): SubSrc {
  const part = isLast ? SrcPart.switch_range_last : SrcPart.switch_range_first;
  return sub(shape.src, part, prong.caseIndex, range);
}

/** The place of a prong. */
export function prongSrc(shape: SwitchShape, prong: SwitchProng): SubSrc {
  return prong.caseIndex === -1
    ? sub(shape.src, SrcPart.switch_else_prong)
    : sub(shape.src, SrcPart.switch_prong, prong.caseIndex);
}

/** The place of the capture of a prong. */
export function captureSrc(shape: SwitchShape, prong: SwitchProng): SubSrc {
  return sub(shape.src, SrcPart.switch_case_capture, prong.caseIndex);
}

/** The place of the capture of the tag. */
export function tagCaptureSrc(shape: SwitchShape, prong: SwitchProng): SubSrc {
  return sub(shape.src, SrcPart.tag_capture, prong.caseIndex);
}

/** The place of the operand of the switch. */
export function operandSrc(shape: SwitchShape): SubSrc {
  return sub(shape.src, SrcPart.switch_operand);
}

/** The place of the `_` among the items. */
export function underSrc(shape: SwitchShape): SubSrc {
  return sub(shape.src, SrcPart.switch_under);
}
