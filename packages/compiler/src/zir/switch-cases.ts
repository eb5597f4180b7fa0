import type { FullSwitchCase } from '../syntax/full.ts';
import type { GenZir } from './block.ts';
import type { ZirIndex, ZirRef } from './ref.ts';
import type { SwitchOutline } from './switch-outline.ts';
import { isMultiProng } from './switch-outline.ts';
import { ItemKind, itemWord, SCALAR_COUNT_SHIFT, SwitchBit } from './switch-payload.ts';

/** A body in the chunk's scratch column. */
interface Body {
  readonly start: number;
  readonly len: number;
}

/** An item that has been lowered: its word in the payload, and its body. */
export interface SwitchItemPart {
  readonly word: number;
  readonly body: Body;
}

interface Case {
  readonly items: readonly SwitchItemPart[];
  /** First and last of each range, one after the other. */
  readonly ranges: readonly SwitchItemPart[];
  readonly info: number;
  readonly body: Body;
}

const NO_BODY: Body = { start: 0, len: 0 };

/** An item that has its name in its word. */
export function namedItem(kind: ItemKind.enum_literal | ItemKind.error_value, name: number): SwitchItemPart {
  return { word: itemWord(kind, name), body: NO_BODY };
}

export const UNDERSCORE_ITEM: SwitchItemPart = { word: itemWord(ItemKind.under, 0), body: NO_BODY };

/**
 * The prongs of a switch while they are lowered, in source order. What is nested in them writes to `extra` meanwhile, so their bodies
 * wait in the chunk's scratch column.
 */
export class SwitchCases {
  readonly #gz: GenZir;
  readonly #top: number;
  readonly #scalar: Case[] = [];
  readonly #multi: Case[] = [];
  #nonError: { info: number; body: Body } | null = null;
  #else: { info: number; body: Body } | null = null;

  constructor(gz: GenZir) {
    this.#gz = gz;
    this.#top = gz.chunk.scratch.length;
  }

  /**
   * Takes the instructions of `block` as a body and unstacks it. At its start go the references that were taken to `captures`,
   * instructions that are in no body.
   */
  takeBody(block: GenZir, captures: readonly ZirIndex[]): Body {
    const { chunk } = this.#gz;
    const { scratch } = chunk;
    const start = scratch.length;
    for (const capture of captures) chunk.appendRefsOf(capture, scratch);
    chunk.appendBody(block.start, chunk.stack.length, scratch);
    block.unstack();
    return { start, len: scratch.length - start };
  }

  /** An item with a body, which `takeBody` gave. */
  bodyItem(body: Body): SwitchItemPart {
    return { word: itemWord(ItemKind.body, body.len), body };
  }

  setNonError(flags: number, body: Body): void {
    this.#nonError = { info: (flags | body.len) >>> 0, body };
  }

  /** Adds a prong with its items; one without any is `else`. */
  add(
    prong: FullSwitchCase,
    items: readonly SwitchItemPart[],
    ranges: readonly SwitchItemPart[],
    flags: number,
    body: Body,
  ): void {
    const info = (flags | body.len) >>> 0;
    if (prong.values.length === 0) this.#else = { info, body };
    else (isMultiProng(this.#gz.lo, prong) ? this.#multi : this.#scalar).push({ items, ranges, info, body });
  }

  /**
   * Writes the payload, and leaves the scratch column as it was before. `bits` are those that `outline` has not, `mainSrc` the place of the
   * `catch` or `if` where there is a prong without error. Returns where the payload starts.
   */
  write(
    outline: SwitchOutline,
    operand: ZirRef,
    bits: number,
    placeholders: readonly ZirIndex[],
    mainSrc: number,
  ): number {
    const { scratch, extra } = this.#gz.chunk;
    const all = outline.bits | bits;
    const payload = extra.push(operand);
    extra.push((all | (outline.scalarLen << SCALAR_COUNT_SHIFT)) >>> 0);
    if (this.#multi.length > 0) extra.push(this.#multi.length);
    extra.pushAll(placeholders);
    if (this.#nonError !== null) {
      extra.push(mainSrc);
      extra.push(this.#nonError.info);
    }
    if (this.#else !== null) extra.push(this.#else.info);
    const cases = [...this.#scalar, ...this.#multi];
    for (const { info } of cases) extra.push(info);
    for (const { items } of this.#multi) extra.push(items.length);
    if ((all & SwitchBit.any_ranges) !== 0) for (const { ranges } of this.#multi) extra.push(ranges.length / 2);
    for (const { items, ranges } of cases) {
      for (const { word } of items) extra.push(word);
      for (const { word } of ranges) extra.push(word);
    }
    const writeBody = ({ start, len }: Body): void => {
      extra.pushAll(scratch.data.subarray(start, start + len));
    };
    if (this.#nonError !== null) writeBody(this.#nonError.body);
    if (this.#else !== null) writeBody(this.#else.body);
    for (const { items, ranges, body } of cases) {
      writeBody(body);
      for (const item of items) writeBody(item.body);
      for (const item of ranges) writeBody(item.body);
    }
    scratch.truncate(this.#top);
    return payload;
  }
}
