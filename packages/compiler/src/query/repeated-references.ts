import type { U32Column } from '../util/column.ts';
import { hashWords } from '../util/map.ts';
import { QUOTA, REFERENCE_WORDS } from './reference-words.ts';

/** So few references are compared each with all others. */
const FEW = 6 * REFERENCE_WORDS;

/**
 * Finds references that reach nothing more: of those to one unit or type the first is kept, and each that gives a greater quota than those before it.
 * There may be thousands of them, as an evaluation refers to what it calls each time.
 */
export class RepeatedReferences {
  /** Hash table from targets to where the last reference to each stands that is kept, plus one. */
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
      const isRepeated = isFew ? isAmong(data, start, end, at) : this.isKnown(data, end, at);
      if (isRepeated) continue;
      if (end !== at) data.copyWithin(end, at, at + REFERENCE_WORDS);
      end += REFERENCE_WORDS;
    }
    words.truncate(end);
  }

  private clear(references: number): void {
    const size = 2 ** Math.ceil(Math.log2(references * 2));
    this.mask = size - 1;
    if (this.places.length >= size) this.places.fill(0, 0, size);
    else this.places = new Uint32Array(size);
  }

  /** Whether the reference in word `at` is a repeated one; else it is put at `end`. */
  private isKnown(data: Uint32Array, end: number, at: number): boolean {
    const { places, mask } = this;
    const target = data[at]!;
    let slot = hashWords(target) & mask;
    for (; places[slot] !== 0; slot = (slot + 1) & mask) {
      const last = places[slot]! - 1;
      if (data[last] !== target) continue;
      if (data[at + QUOTA]! <= data[last + QUOTA]!) return true;
      break;
    }
    places[slot] = end + 1;
    return false;
  }
}

function isAmong(data: Uint32Array, start: number, end: number, at: number): boolean {
  for (let other = start; other < end; other += REFERENCE_WORDS)
    if (data[other] === data[at] && data[at + QUOTA]! <= data[other + QUOTA]!) return true;
  return false;
}
