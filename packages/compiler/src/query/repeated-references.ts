import type { U32Column } from '../util/column.ts';
import { hashWords } from '../util/map.ts';
import { QUOTA, REFERENCE_WORDS } from './reference-words.ts';

/** So few references are compared each with all others. */
const FEW = 6 * REFERENCE_WORDS;

/**
 * Finds references that reach nothing more: of those to one unit or type the first alone is kept, with the greatest quota of all. There may be
 * thousands of them, as an evaluation refers to what it calls each time.
 */
export class RepeatedReferences {
  /** Hash table from targets to where the first reference to each stands, plus one. */
  private places = new Uint32Array(64);
  /** One less than how long the part of it is that is in use, a power of two. */
  private mask = 63;

  /** Drops the repeated ones of the references from word `start` on, at the end of `words`. */
  drop(words: U32Column, start: number): void {
    const { data } = words;
    const len = words.length - start;
    const isFew = len <= FEW;
    if (!isFew) this.clear(len / REFERENCE_WORDS);
    let end = start;
    for (let at = start; at < words.length; at += REFERENCE_WORDS) {
      const first = isFew ? firstAmong(data, start, end, data[at]!) : this.first(data, end, data[at]!);
      if (first === end) {
        if (end !== at) data.copyWithin(end, at, at + REFERENCE_WORDS);
        end += REFERENCE_WORDS;
      } else if (data[at + QUOTA]! > data[first + QUOTA]!) data[first + QUOTA] = data[at + QUOTA]!;
    }
    words.truncate(end);
  }

  private clear(references: number): void {
    const size = 2 ** Math.ceil(Math.log2(references * 2));
    this.mask = size - 1;
    if (this.places.length >= size) this.places.fill(0, 0, size);
    else this.places = new Uint32Array(size);
  }

  /** Where the reference to `target` stands; it is put at `end` if there is none. */
  private first(data: Uint32Array, end: number, target: number): number {
    const { places, mask } = this;
    let slot = hashWords(target) & mask;
    for (; places[slot] !== 0; slot = (slot + 1) & mask) {
      if (data[places[slot]! - 1] === target) return places[slot]! - 1;
    }
    places[slot] = end + 1;
    return end;
  }
}

function firstAmong(data: Uint32Array, start: number, end: number, target: number): number {
  for (let at = start; at < end; at += REFERENCE_WORDS) if (data[at] === target) return at;
  return end;
}
