/*
 * The payload of `switch_block`, `switch_block_ref` and `switch_block_err_union`, in words of `extra`:
 *
 * operand, bits (`SwitchBit`), how many prongs have several items (if any has), the placeholder of the payload capture, that of the tag
 * capture (each if there is one), the place of the `catch` or `if` and the info of the prong without error (err_union only), the info of
 * `else` (if there is one), the infos of the prongs with one item, of those with several, the counts of items of the latter, the counts of
 * their ranges (if any prong has a range), the items of the prongs with one item, then of each other prong the items and the first and
 * last of its ranges. Behind that the bodies: the prong without error, `else`, and of each other prong its own and those of its items.
 *
 * The instruction itself stands, in turn, for the error union's payload in the prong without error, for the type of the operand in the
 * bodies of items, for the operand of `switch_block_err_union` or the type of what `continue` gives, for the payload or the tag that a
 * prong captures. What it cannot stand for any more has a placeholder.
 */

/** Bits of the second word; from bit `SCALAR_COUNT_SHIFT` on: how many prongs have exactly one item. */
export enum SwitchBit {
  has_multi_cases = 1,
  any_ranges = 2,
  has_else = 4,
  has_under = 8,
  has_continue = 16,
  /** A prong captures what may be known at run time only. */
  any_maybe_runtime_capture = 32,
  payload_capture_placeholder = 64,
  tag_capture_placeholder = 128,
}

export const SCALAR_COUNT_SHIFT = 8;

/** Info of a prong: the length of its body in the low 27 bits, `CaptureKind` above, then these. */
export enum ProngFlag {
  is_inline = 0x2000_0000,
  has_tag_capture = 0x4000_0000,
  /** The body is `comptime unreachable`; of `else`: it is one that generic code writes where nothing may be left for it. */
  is_excused = 0x8000_0000,
}

export const PRONG_CAPTURE_SHIFT = 27;

/** Info of the prong without error: the length of its body in the low 29 bits, `CaptureKind` above, then this. */
export const NON_ERROR_OPERAND_IS_REF = 0x8000_0000;

export const NON_ERROR_CAPTURE_SHIFT = 29;

/** The second word of a `type_info` that nothing but the switch behind it has. */
export const SWITCHED_ON = 1;

/** How a prong captures the payload. */
export enum CaptureKind {
  none,
  by_val,
  by_ref,
}

/** What an item is; the low 2 bits of its word. Above: a string, or the length of its body. */
export enum ItemKind {
  enum_literal,
  error_value,
  body,
  /** `_` */
  under,
}

/** The word of an item. */
export function itemWord(kind: ItemKind, data: number): number {
  return ((data << 2) | kind) >>> 0;
}

/** A body: where in `extra` it starts, and its length. */
export interface SwitchBody {
  readonly start: number;
  readonly len: number;
}

/** An item of a prong, or an end of a range. */
export interface SwitchItem {
  readonly kind: ItemKind;
  /** Name of an enum literal or error: offset in the chunk's bytes. */
  readonly name: number;
  readonly body: SwitchBody;
}

export interface SwitchProng {
  /** Twice its number among the prongs with one item, or twice that among the others plus 1; -1 for `else` and the prong without error. */
  readonly caseIndex: number;
  readonly items: readonly SwitchItem[];
  /** First and last of each range, one after the other. */
  readonly ranges: readonly SwitchItem[];
  readonly body: SwitchBody;
  readonly capture: CaptureKind;
  readonly isInline: boolean;
  readonly hasTagCapture: boolean;
  readonly isExcused: boolean;
}

/** A switch taken apart. */
export interface SwitchPayload {
  readonly operand: number;
  /** Bits of `SwitchBit`. */
  readonly bits: number;
  /** Placeholders of captures; -1 where there is none. */
  readonly payloadCapture: number;
  readonly tagCapture: number;
  /** `switch_block_err_union`: the place of the `catch` or `if`; else 0. */
  readonly mainSrc: number;
  /** `switch_block_err_union`: the operand is a pointer. */
  readonly nonErrorOperandIsRef: boolean;
  /** `switch_block_err_union`: the prong without error. */
  readonly nonError: SwitchProng | null;
  readonly elseProng: SwitchProng | null;
  /** All other prongs: those with one item, then those with several, each in source order. */
  readonly prongs: readonly SwitchProng[];
}

const NO_ITEMS: readonly SwitchItem[] = [];

/** Takes the payload at `extra[at]` apart. */
export function readSwitchPayload(extra: Uint32Array, at: number, isErrUnion: boolean): SwitchPayload {
  const operand = extra[at++];
  const bits = extra[at++];
  const multiCount = (bits & SwitchBit.has_multi_cases) !== 0 ? extra[at++] : 0;
  const payloadCapture = (bits & SwitchBit.payload_capture_placeholder) !== 0 ? extra[at++] : -1;
  const tagCapture = (bits & SwitchBit.tag_capture_placeholder) !== 0 ? extra[at++] : -1;
  const mainSrc = isErrUnion ? extra[at++] : 0;
  const nonErrorInfo = isErrUnion ? extra[at++] : 0;
  const elseInfo = (bits & SwitchBit.has_else) !== 0 ? extra[at++] : 0;
  const scalarCount = bits >>> SCALAR_COUNT_SHIFT;
  const prongCount = scalarCount + multiCount;
  const infos = at;
  at += prongCount;
  const itemsLens = at;
  at += multiCount;
  const rangesLens = at;
  const anyRanges = (bits & SwitchBit.any_ranges) !== 0;
  if (anyRanges) at += multiCount;
  let itemAt = at;
  at += scalarCount;
  for (let i = 0; i < multiCount; i++) at += extra[itemsLens + i] + (anyRanges ? 2 * extra[rangesLens + i] : 0);

  const takeBody = (len: number): SwitchBody => {
    const body = { start: at, len };
    at += len;
    return body;
  };
  const takeItems = (count: number): SwitchItem[] => {
    const items: SwitchItem[] = [];
    for (let i = 0; i < count; i++) {
      const word = extra[itemAt++];
      const kind = word & 3;
      const isBody = kind === ItemKind.body;
      items.push({ kind, name: isBody ? 0 : word >>> 2, body: takeBody(isBody ? word >>> 2 : 0) });
    }
    return items;
  };
  const prongOf = (caseIndex: number, info: number, itemsLen: number, rangesLen: number): SwitchProng => {
    const body = takeBody(info & 0x7ff_ffff);
    return {
      caseIndex,
      items: itemsLen === 0 ? NO_ITEMS : takeItems(itemsLen),
      ranges: rangesLen === 0 ? NO_ITEMS : takeItems(2 * rangesLen),
      body,
      capture: (info >>> PRONG_CAPTURE_SHIFT) & 3,
      isInline: (info & ProngFlag.is_inline) !== 0,
      hasTagCapture: (info & ProngFlag.has_tag_capture) !== 0,
      isExcused: info >>> 31 !== 0,
    };
  };

  const nonError: SwitchProng | null = isErrUnion
    ? {
        caseIndex: -1,
        items: NO_ITEMS,
        ranges: NO_ITEMS,
        body: takeBody(nonErrorInfo & 0x1fff_ffff),
        capture: (nonErrorInfo >>> NON_ERROR_CAPTURE_SHIFT) & 3,
        isInline: false,
        hasTagCapture: false,
        isExcused: false,
      }
    : null;
  const elseProng = (bits & SwitchBit.has_else) !== 0 ? prongOf(-1, elseInfo, 0, 0) : null;
  const prongs: SwitchProng[] = [];
  for (let i = 0; i < scalarCount; i++) prongs.push(prongOf(2 * i, extra[infos + i], 1, 0));
  for (let i = 0; i < multiCount; i++) {
    const rangesLen = anyRanges ? extra[rangesLens + i] : 0;
    prongs.push(prongOf(2 * i + 1, extra[infos + scalarCount + i], extra[itemsLens + i], rangesLen));
  }
  return {
    operand,
    bits,
    payloadCapture,
    tagCapture,
    mainSrc,
    nonErrorOperandIsRef: (nonErrorInfo & NON_ERROR_OPERAND_IS_REF) !== 0,
    nonError,
    elseProng,
    prongs,
  };
}
