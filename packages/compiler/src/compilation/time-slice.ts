import { timeNow } from '../util/clock.ts';

/** How long a thread is kept at first before other code of it runs, in milliseconds. */
const FIRST_SLICE = 12;

/** By how much each slice is longer than the one before: what a stopped analysis had begun is done again, so their number has to be small. */
const GROWTH = 1.25;

/** Divides a long computation into slices, between which other code of the thread runs. */
export class TimeSlice {
  #length = FIRST_SLICE;
  #end = timeNow() + FIRST_SLICE;

  /** Whether the slice is used up. */
  isOver(): boolean {
    return timeNow() >= this.#end;
  }

  /** Lets other code run. */
  pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Starts the next slice. */
  next(): void {
    this.#length *= GROWTH;
    this.#end = timeNow() + this.#length;
  }
}
