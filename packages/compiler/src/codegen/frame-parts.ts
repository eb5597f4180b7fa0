import { accessSize, isFloatAccess, isFrame, isStore } from './frame-access.ts';
import type { FrameLog, FrameSlot } from './frame-log.ts';

/** Bytes of a slot that are read and written as one: they can be in a local. */
export interface Part {
  /** In the slot. */
  readonly start: number;
  /** 1 to 8. */
  readonly size: number;
  /** Whether all accesses are to the whole, as a float. */
  readonly isFloat: boolean;
  /** Whether anything depends on what it holds. */
  isRead: boolean;
}

/** Slots of more bytes stay in memory. */
const MAX_SLOT = 128;
/** Slots of more parts stay in memory. */
const MAX_PARTS = 24;
const MAX_PART = 8;
/** How often parts are carried on from copy to copy. */
const ROUNDS = 6;

/** For each slot its parts in order, if it can be in locals: no address of it is taken. Null for those that stay in memory. */
export function partsOfFrame(log: FrameLog, frameLocal: number): readonly (readonly Part[] | null)[] {
  const slots = log.slots.map((slot): SlotParts | null => (slot.size > MAX_SLOT ? null : new SlotParts(slot)));
  for (const event of log.events) if (event.kind === 'address') slots[log.slotAt(event.offset)] = null;
  const at = (offset: number): SlotPlace | null => {
    const slot = slots[log.slotAt(offset)];
    return slot === null ? null : { slot, offset: offset - slot.start };
  };
  const copies: Copy[] = [];
  for (const event of log.events) {
    if (event.kind === 'access') {
      const place = at(event.offset);
      place?.slot.access(place.offset, accessSize(event.op), isFloatAccess(event.op));
    } else if (event.kind === 'copy') {
      const to = isFrame(event.to, frameLocal) ? at(event.to.offset) : null;
      const from = isFrame(event.from, frameLocal) ? at(event.from.offset) : null;
      copies.push({ to, from, size: event.size });
    }
  }
  carryParts(copies);
  for (const event of log.events) {
    if (event.kind !== 'fill') continue;
    const place = at(event.offset);
    place?.slot.cover(place.offset, event.size);
  }
  const fitting = slots.map((slot) => (slot?.fits === true ? slot : null));
  markRead(log, fitting, copies);
  return fitting.map((slot) => slot?.parts ?? null);
}

/** Finds which parts are read: by a load, or by a copy to memory or to a part that is read. */
function markRead(log: FrameLog, slots: readonly (SlotParts | null)[], copies: readonly Copy[]): void {
  for (const event of log.events) {
    if (event.kind !== 'access' || isStore(event.op)) continue;
    const slot = slots[log.slotAt(event.offset)];
    slot?.markRead(event.offset - slot.start, accessSize(event.op));
  }
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const { to, from, size } of copies) {
      if (from === null || !from.slot.fits) continue;
      if (to === null || !to.slot.fits) {
        if (from.slot.markRead(from.offset, size)) isDone = false;
        continue;
      }
      for (const part of to.slot.parts) {
        const start = Math.max(part.start, to.offset);
        const end = Math.min(part.start + part.size, to.offset + size);
        if (!part.isRead || start >= end) continue;
        if (from.slot.markRead(start - to.offset + from.offset, end - start)) isDone = false;
      }
    }
  }
}

/** Bytes of a slot that can be in locals, from `offset` on. */
export interface SlotPlace {
  readonly slot: SlotParts;
  readonly offset: number;
}

/** A copy of so many bytes. Null is memory. */
interface Copy {
  readonly to: SlotPlace | null;
  readonly from: SlotPlace | null;
  readonly size: number;
}

/** Has all that is copied be in parts. A part that is only copied is as it is where it comes from or goes to. */
export function carryParts(copies: readonly Copy[]): void {
  for (let round = 0, isDone = false; round < ROUNDS && !isDone; round++) {
    isDone = true;
    for (const { to, from, size } of copies) {
      if (to === null || from === null) continue;
      if (to.slot.fillGaps(to.offset, from.slot, from.offset, size)) isDone = false;
      if (from.slot.fillGaps(from.offset, to.slot, to.offset, size)) isDone = false;
    }
  }
  for (const { to, from, size } of copies) {
    to?.slot.cover(to.offset, size);
    from?.slot.cover(from.offset, size);
  }
}

/** The parts of one slot, as accesses tell them. */
export class SlotParts {
  readonly start: number;
  parts: Part[] = [];
  private readonly size: number;
  private readonly maxParts: number;
  private isWhole = true;

  /** `maxParts`: with more it stays in memory. */
  constructor({ start, size }: Pick<FrameSlot, 'start' | 'size'>, maxParts = MAX_PARTS) {
    this.start = start;
    this.size = size;
    this.maxParts = maxParts;
  }

  /** Whether locals can hold it. */
  get fits(): boolean {
    return this.isWhole && this.parts.length <= this.maxParts;
  }

  /** There is an access to these bytes. */
  access(start: number, size: number, isFloat: boolean): void {
    const end = start + size;
    if (start < 0 || end > this.size) this.isWhole = false;
    const first = this.parts.findIndex((part) => part.start + part.size > start);
    const at = first < 0 ? this.parts.length : first;
    let past = at;
    while (past < this.parts.length && this.parts[past].start < end) past++;
    if (past === at) {
      this.parts.splice(at, 0, { start, size, isFloat, isRead: false });
      return;
    }
    const last = this.parts[past - 1];
    const whole = Math.min(start, this.parts[at].start);
    const wholeSize = Math.max(end, last.start + last.size) - whole;
    const isSame = past === at + 1 && last.start === start && last.size === size;
    if (isSame && last.isFloat === isFloat) return;
    if (wholeSize > MAX_PART) this.isWhole = false;
    this.parts.splice(at, past - at, { start: whole, size: wholeSize, isFloat: false, isRead: false });
  }

  /**
   * Takes over those parts of `other` that lie in bytes that are in none here. Returns whether there are any. What accesses that overlap made
   * larger than a local stays where it is.
   */
  fillGaps(offset: number, other: SlotParts, otherOffset: number, size: number): boolean {
    let isAny = false;
    for (const part of [...other.parts]) {
      if (part.size > MAX_PART) continue;
      if (part.start < otherOffset || part.start + part.size > otherOffset + size) continue;
      const start = part.start - otherOffset + offset;
      if (this.parts.some((own) => own.start < start + part.size && own.start + own.size > start)) continue;
      this.access(start, part.size, part.isFloat);
      isAny = true;
    }
    return isAny;
  }

  /** These bytes are read. Returns whether that is new. */
  markRead(offset: number, size: number): boolean {
    let isNew = false;
    for (const part of this.parts) {
      if (part.isRead || part.start >= offset + size || part.start + part.size <= offset) continue;
      part.isRead = true;
      isNew = true;
    }
    return isNew;
  }

  /** Has each of these bytes in some part. */
  cover(offset: number, size: number): void {
    if (offset < 0 || offset + size > this.size) this.isWhole = false;
    if (!this.fits) return;
    let at = offset;
    const end = offset + size;
    while (at < end) {
      const next = this.parts.find((part) => part.start + part.size > at);
      const gapEnd = next === undefined ? end : Math.min(end, next.start);
      while (at < gapEnd) {
        let piece = MAX_PART;
        while (piece > gapEnd - at || at % piece !== 0) piece >>= 1;
        this.access(at, piece, false);
        at += piece;
      }
      if (next !== undefined) at = Math.max(at, next.start + next.size);
    }
  }
}

/** Where the bytes from `offset` on, which are in one part, are: the index of that. */
export function partAt(parts: readonly Part[], offset: number): number {
  return parts.findIndex((part) => part.start <= offset && offset < part.start + part.size);
}
