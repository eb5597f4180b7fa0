import { TokenTag } from '../syntax/token.ts';
import { tokenEnd } from '../syntax/tokenizer.ts';
import type { Tokens } from '../syntax/tree.ts';
import { U32Column } from '../util/column.ts';

/** Words of a set. */
const SET_WORDS = 8;
const AT = 0x40;

/** Which two bits of a set stand for an identifier. */
export type WordBits = number & { readonly __brand: 'WordBits' };

/**
 * Which identifiers may be in each declaration of a file: sets of bits, two for each identifier, so that of those that are not in a declaration of usual length
 * one in some hundred seems to be. With that, who names something is found without looking through the file.
 */
export class WordSets {
  readonly #sets: U32Column;

  /** `count`: how many sets there will be. */
  constructor(count: number) {
    this.#sets = new U32Column((count + 16) * SET_WORDS);
  }

  /** Sets `[from, to)` are replaced by `count` empty ones. */
  resize(from: number, to: number, count: number): void {
    this.#sets.replace(from * SET_WORDS, to * SET_WORDS, count * SET_WORDS);
  }

  /** Makes set `set` that of the identifiers among tokens `[first, end)` of `source`. */
  fill(set: number, source: Uint8Array, tokens: Tokens, first: number, end: number): void {
    const { data } = this.#sets;
    const base = set * SET_WORDS;
    data.fill(0, base, base + SET_WORDS);
    for (let token = first; token < end; token++) {
      if (tokens.tags[token] !== TokenTag.identifier) continue;
      const start = tokens.starts[token];
      const tokenStop = tokenEnd(source, start);
      const isQuoted = source[start] === AT;
      const bits = isQuoted ? bitsOf(source, start + 2, tokenStop - 1) : bitsOf(source, start, tokenStop);
      for (const bit of [bits & 0xff, bits >>> 8]) data[base + (bit >>> 5)] |= 1 << (bit & 31);
    }
  }

  /** Whether an identifier with `bits` may be in the declaration of `set`. */
  mayHave(set: number, bits: WordBits): boolean {
    const { data } = this.#sets;
    const base = set * SET_WORDS;
    const [first, second] = [bits & 0xff, bits >>> 8];
    return (
      ((data[base + (first >>> 5)] >>> (first & 31)) & 1) === 1 &&
      ((data[base + (second >>> 5)] >>> (second & 31)) & 1) === 1
    );
  }

  /** All words: two of these are the same if all sets are. */
  view(): Uint32Array {
    return this.#sets.view();
  }
}

/** The bits of the identifier that is called `source[start..end]`. */
export function bitsOf(source: Uint8Array, start: number, end: number): WordBits {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ source[i], 0x01000193);
  return ((hash ^ (hash >>> 16)) & 0xffff) as WordBits;
}
