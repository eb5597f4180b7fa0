import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Frame } from './block.ts';
import { type Src, SrcPart, type SubSrc, sub } from './src-loc.ts';

export type CaptureKind = 'none' | 'by_val' | 'by_ref';

/** One prong of a switch, as ZIR has it. */
export interface Prong {
  /** Place of the prong among those with one item, or among those with several: see `caseIndex`. -1 for `else` and `_`. */
  readonly caseIndex: number;
  readonly items: readonly ZirRef[];
  /** First and last of each range, one after the other. */
  readonly ranges: readonly ZirRef[];
  readonly bodyStart: number;
  readonly bodyLen: number;
  readonly capture: CaptureKind;
  readonly isInline: boolean;
  readonly hasTagCapture: boolean;
}

/** A switch taken apart. */
export interface SwitchShape {
  readonly inst: ZirIndex;
  /** Place of the switch itself: items, prongs and captures are counted from it. */
  readonly src: Src;
  readonly operand: ZirRef;
  /** `switch_block_err_union`: the place of the `catch` or `if`; else that of the switch. */
  readonly mainSrc: Src;
  /** The operand is a pointer to what is switched on. */
  readonly operandIsRef: boolean;
  readonly hasElse: boolean;
  readonly hasUnder: boolean;
  readonly anyNonInlineCapture: boolean;
  readonly hasContinue: boolean;
  /** Instruction that stands for the tag capture (or the captured error of `catch`); -1 if there is none. */
  readonly tagCaptureInst: ZirIndex | -1;
  /** `switch_block_err_union`: what is done with the payload. */
  readonly nonError: Prong | null;
  /** `else` or `_`. */
  readonly special: Prong | null;
  /** The prongs with one item, then those with several, each in source order. */
  readonly prongs: readonly Prong[];
}

const CAPTURES: readonly CaptureKind[] = ['none', 'by_val', 'by_ref', 'none'];

/** Takes the switch `inst` of `frame` apart. */
export function readSwitch(frame: Frame, inst: ZirIndex): SwitchShape {
  const tag = frame.tags[inst];
  const extra = frame.extra;
  const errUnion = tag === Tag.switch_block_err_union;
  let at = frame.a[inst];
  const operand = extra[at++] as ZirRef;
  const bits = extra[at++];
  const src = frame.src[inst];
  const mainSrc = errUnion ? extra[at++] : src;
  const multiCount = (bits & 1) !== 0 ? extra[at++] : 0;
  const hasElse = (bits & 2) !== 0;
  const hasUnder = !errUnion && (bits & 4) !== 0;
  const hasTagCapture = (bits & (errUnion ? 4 : 8)) !== 0;
  const tagCaptureInst = hasTagCapture ? (extra[at++] as ZirIndex) : -1;

  const prong = (caseIndex: number, items: readonly ZirRef[], ranges: readonly ZirRef[], info: number): Prong => {
    const bodyLen = info & 0xfff_ffff;
    const result: Prong = {
      caseIndex,
      items,
      ranges,
      bodyStart: at,
      bodyLen,
      capture: CAPTURES[(info >>> 28) & 3],
      isInline: (info & (1 << 30)) !== 0,
      hasTagCapture: info >>> 31 !== 0,
    };
    at += bodyLen;
    return result;
  };

  const none: readonly ZirRef[] = [];
  const nonError = errUnion ? prong(-1, none, none, extra[at++]) : null;
  const special = hasElse || hasUnder ? prong(-1, none, none, extra[at++]) : null;
  const prongs: Prong[] = [];
  const scalarCount = bits >>> (errUnion ? 4 : 6);
  for (let i = 0; i < scalarCount; i++) {
    const item = extra[at++] as ZirRef;
    prongs.push(prong(i * 2, [item], none, extra[at++]));
  }
  for (let i = 0; i < multiCount; i++) {
    const itemsLen = extra[at++];
    const rangesLen = extra[at++];
    const info = extra[at++];
    const items = Array.from(extra.subarray(at, at + itemsLen)) as ZirRef[];
    at += itemsLen;
    const ranges = Array.from(extra.subarray(at, at + rangesLen * 2)) as ZirRef[];
    at += rangesLen * 2;
    prongs.push(prong(i * 2 + 1, items, ranges, info));
  }
  return {
    inst,
    src,
    operand,
    mainSrc,
    operandIsRef: tag === Tag.switch_block_ref || (errUnion && (bits & 8) !== 0),
    hasElse,
    hasUnder,
    anyNonInlineCapture: !errUnion && (bits & 16) !== 0,
    hasContinue: !errUnion && (bits & 32) !== 0,
    tagCaptureInst,
    nonError,
    special,
    prongs,
  };
}

/** The place of item `item` of a prong; ranges are not counted. */
export function itemSrc(shape: SwitchShape, prong: Prong, item: number): SubSrc {
  return sub(shape.src, SrcPart.switch_case_item, prong.caseIndex, item);
}

/** The place of range `range` of a prong. */
export function rangeSrc(shape: SwitchShape, prong: Prong, range: number): SubSrc {
  return sub(shape.src, SrcPart.switch_range, prong.caseIndex, range);
}

/** The place of the capture of a prong. */
export function captureSrc(shape: SwitchShape, prong: Prong): SubSrc {
  return sub(shape.src, SrcPart.switch_case_capture, prong.caseIndex);
}

/** The place of the operand of the switch. */
export function operandSrc(shape: SwitchShape): SubSrc {
  return sub(shape.src, SrcPart.switch_operand);
}

/** The place of `else` or `_`. */
export function specialSrc(shape: SwitchShape): SubSrc {
  return sub(shape.src, SrcPart.switch_special_prong);
}
