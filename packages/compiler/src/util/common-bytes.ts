/*
 * Where two byte strings differ. A file is compared with what it was after every edit, and in a large one that is most of what finding the
 * edit costs: so blocks are copied to where they are aligned, and compared word by word; or by the host, which may have something faster.
 */

/** Whether two byte strings of the same length are the same. */
export type SameBytes = (x: Uint8Array, y: Uint8Array) => boolean;

/** What an edit replaced: bytes `[start, oldEnd)` of the text before by `[start, newEnd)` of the one behind. */
export interface ByteEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What is to be replaced in `x` to have it be `y`, as little as can be in one piece; null if they are the same. */
export function findEdit(x: Uint8Array, y: Uint8Array, isSame: SameBytes = sameWords): ByteEdit | null {
  const start = commonPrefix(x, y, isSame);
  if (start === x.length && start === y.length) return null;
  const suffix = commonSuffix(x, y, Math.min(x.length, y.length) - start, isSame);
  return { start, oldEnd: x.length - suffix, newEnd: y.length - suffix };
}

/** As `findEdit`, where `x` and `y` are the same outside of `edit`. */
export function findEditWithin(x: Uint8Array, y: Uint8Array, { start, oldEnd, newEnd }: ByteEdit): ByteEdit | null {
  const found = findEdit(x.subarray(start, oldEnd), y.subarray(start, newEnd));
  return found === null
    ? null
    : { start: start + found.start, oldEnd: start + found.oldEnd, newEnd: start + found.newEnd };
}

/** Lengths of the blocks that are compared at once: those that are long show soon what is the same, short ones where what is not begins. */
const BLOCKS = [1 << 16, 1 << 10];
const left = new Uint32Array(BLOCKS[0] / 4);
const right = new Uint32Array(BLOCKS[0] / 4);
const leftBytes = new Uint8Array(left.buffer);
const rightBytes = new Uint8Array(right.buffer);

/** How many bytes `x` and `y` have in common at the beginning. */
export function commonPrefix(x: Uint8Array, y: Uint8Array, isSame: SameBytes = sameWords): number {
  const length = Math.min(x.length, y.length);
  let at = 0;
  for (const block of BLOCKS)
    for (; at + block <= length; at += block)
      if (!isSame(x.subarray(at, at + block), y.subarray(at, at + block))) break;
  while (at < length && x[at] === y[at]) at++;
  return at;
}

/** How many bytes, at most `limit`, `x` and `y` have in common at the end. `limit` is not more than either length. */
export function commonSuffix(x: Uint8Array, y: Uint8Array, limit: number, isSame: SameBytes = sameWords): number {
  let at = 0;
  for (const block of BLOCKS)
    for (; at + block <= limit; at += block) {
      const [xEnd, yEnd] = [x.length - at, y.length - at];
      if (!isSame(x.subarray(xEnd - block, xEnd), y.subarray(yEnd - block, yEnd))) break;
    }
  while (at < limit && x[x.length - 1 - at] === y[y.length - 1 - at]) at++;
  return at;
}

/** Whether `x` and `y` are the same. */
export function sameBytes(x: Uint8Array, y: Uint8Array, isSame: SameBytes = sameWords): boolean {
  return x.length === y.length && commonPrefix(x, y, isSame) === x.length;
}

/** The same for blocks of `BLOCKS`. */
function sameWords(x: Uint8Array, y: Uint8Array): boolean {
  leftBytes.set(x);
  rightBytes.set(y);
  const words = x.length / 4;
  let difference = 0;
  for (let i = 0; i < words; i += 4) {
    difference |= (left[i] ^ right[i]) | (left[i + 1] ^ right[i + 1]);
    difference |= (left[i + 2] ^ right[i + 2]) | (left[i + 3] ^ right[i + 3]);
  }
  return difference === 0;
}
