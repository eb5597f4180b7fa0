import type { SourceFile } from '../source/source-file.ts';
import { commonPrefix, commonSuffix } from '../util/common-bytes.ts';
import { stringOfBytes } from '../util/utf8.ts';

/** Bytes that two texts have in common: where they begin in each, and how many there are. */
interface Common {
  readonly analysed: number;
  readonly now: number;
  readonly length: number;
}

/** A line of a text: where it begins, and what it says with its end. */
interface Line {
  readonly start: number;
  readonly text: string;
}

const NEWLINE = 0x0a;

/** From places of the text that a file has now to places of the one that was analysed last, and back. */
export class TextMap {
  /** What the texts have in common, in order; null where they are the same. */
  readonly #common: readonly Common[] | null;

  constructor(analysed: SourceFile, now: SourceFile) {
    this.#common = analysed === now ? null : commonParts(analysed.bytes, now.bytes);
  }

  /** The place that byte `offset` of the text now is in what was analysed; null where it was not there. */
  toAnalysed(offset: number): number | null {
    if (this.#common === null) return offset;
    const part = this.#common.find(({ now, length }) => now <= offset && offset <= now + length);
    return part === undefined ? null : part.analysed + offset - part.now;
  }

  /** The place that byte `offset` of what was analysed is in the text now; null where it is gone. */
  toNow(offset: number): number | null {
    if (this.#common === null) return offset;
    const part = this.#common.find(({ analysed, length }) => analysed <= offset && offset <= analysed + length);
    return part === undefined ? null : part.now + offset - part.analysed;
  }
}

/** What two texts have in common: from lines that stand once in either, in the same order, outwards. */
function commonParts(analysed: Uint8Array, now: Uint8Array): Common[] {
  const found: Common[] = [];
  let [fromAnalysed, fromNow] = [0, 0];
  const addBetween = (toAnalysed: number, toNow: number): void => {
    const [x, y] = [analysed.subarray(fromAnalysed, toAnalysed), now.subarray(fromNow, toNow)];
    const prefix = commonPrefix(x, y);
    const suffix = commonSuffix(x, y, Math.min(x.length, y.length) - prefix);
    if (prefix > 0) found.push({ analysed: fromAnalysed, now: fromNow, length: prefix });
    if (suffix > 0) found.push({ analysed: toAnalysed - suffix, now: toNow - suffix, length: suffix });
    [fromAnalysed, fromNow] = [toAnalysed, toNow];
  };
  for (const [x, y] of anchors(linesOf(analysed), linesOf(now))) addBetween(x, y);
  addBetween(analysed.length, now.length);
  return found;
}

function linesOf(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    lines.push({ start, text: stringOfBytes(bytes.subarray(start, end)) });
    start = end;
  }
  return lines;
}

/** Where lines begin that stand once in either text, in as many pairs as can be in the same order in both. */
function anchors(analysed: readonly Line[], now: readonly Line[]): [number, number][] {
  const places = uniqueLines(now);
  const pairs: [number, number][] = [];
  for (const [text, start] of uniqueLines(analysed)) {
    const other = places.get(text);
    if (other !== undefined) pairs.push([start, other]);
  }
  // The longest run of pairs whose second places rise: by the last pair of the best run of each length.
  const last: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, at], i) => {
    let low = 0;
    let high = last.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pairs[last[middle]][1] < at) low = middle + 1;
      else high = middle;
    }
    before[i] = low === 0 ? -1 : last[low - 1];
    last[low] = i;
  });
  const run: [number, number][] = [];
  for (let i = last.length === 0 ? -1 : last[last.length - 1]; i >= 0; i = before[i]) run.push(pairs[i]);
  return run.reverse();
}

/** The lines that stand once in a text, with where they begin, in order. */
function uniqueLines(lines: readonly Line[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Map(lines.flatMap(({ text, start }) => (counts.get(text) === 1 ? [[text, start] as const] : [])));
}
