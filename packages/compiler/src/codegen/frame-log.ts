import type { Address } from './function.ts';
import type { Op } from './wasm.ts';

/** Something that code does with its frame. Until it is known where parts of the frame are, there is a `nop` or nothing but the access in its place. */
export type FrameEvent =
  /** The base of an access is pushed. */
  | { readonly kind: 'base'; readonly at: number; readonly offset: number }
  /** A load or store, whose bytes are those from `at` to `end`. */
  | { readonly kind: 'access'; readonly at: number; readonly end: number; readonly op: Op; readonly offset: number }
  /** An address is pushed, which may go anywhere. */
  | { readonly kind: 'address'; readonly at: number; readonly offset: number }
  | { readonly kind: 'copy'; readonly at: number; readonly to: Address; readonly from: Address; readonly size: number }
  | {
      readonly kind: 'fill';
      readonly at: number;
      readonly offset: number;
      readonly byte: number;
      readonly size: number;
    };

/** A piece of the frame that a value or variable has to itself for a time. */
export interface FrameSlot {
  /** Where it is while code is generated: no two are at the same place. */
  readonly start: number;
  readonly size: number;
  readonly align: number;
}

/**
 * What the code of a function does with its frame, where that is to be known before places are given: what needs no address becomes locals. Meanwhile no place
 * of the frame is used twice.
 */
export class FrameLog {
  readonly events: FrameEvent[] = [];
  /** In the order of their places. */
  readonly slots: FrameSlot[] = [];
  /** Numbers of slots in the order in which they are taken and, as `-number - 1`, given back. */
  readonly lifetimes: number[] = [];
  /** Bases of accesses that are still to come, the innermost last: whether they are the frame. */
  private readonly bases: boolean[] = [];
  private end = 0;

  /** A new slot; returns where it is. */
  take(size: number, align: number): number {
    const start = Math.ceil(this.end / align) * align;
    // No two slots touch: what is one byte past a slot is in none.
    this.end = start + size + 1;
    this.lifetimes.push(this.slots.length);
    this.slots.push({ start, size, align });
    return start;
  }

  /** The slot at `start` is free. */
  giveBack(start: number): void {
    this.lifetimes.push(-this.slotAt(start) - 1);
  }

  /** The number of the slot in which `offset` is. */
  slotAt(offset: number): number {
    let low = 0;
    let high = this.slots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.slots[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The base of an access is pushed. */
  pushBase(isFrame: boolean): void {
    this.bases.push(isFrame);
  }

  /** An access takes its base from the stack. Returns whether that is the frame. */
  popBase(): boolean {
    const isFrame = this.bases.pop();
    if (isFrame === undefined) throw new RangeError('an access without a base');
    return isFrame;
  }
}
