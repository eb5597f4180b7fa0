/*
 * Where two byte strings differ. A file is compared with what it was after every edit, and in a large one that is most of what finding the
 * edit costs: so blocks are copied to where they are aligned, and compared word by word.
 */

/** What an edit replaced: bytes `[start, oldEnd)` of the text before by `[start, newEnd)` of the one behind. */
export interface ByteEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What is to be replaced in `x` to have it be `y`, as little as can be in one piece; null if they are the same. */
export function findEdit(x: Uint8Array, y: Uint8Array): ByteEdit | null {
  const start = commonPrefix(x, y);
  if (start === x.length && start === y.length) return null;
  const suffix = commonSuffix(x, y, Math.min(x.length, y.length) - start);
  return { start, oldEnd: x.length - suffix, newEnd: y.length - suffix };
}

const BLOCK = 1 << 14;
const left = new Uint32Array(BLOCK / 4);
const right = new Uint32Array(BLOCK / 4);
const leftBytes = new Uint8Array(left.buffer);
const rightBytes = new Uint8Array(right.buffer);

/** Copies `BLOCK` bytes of either string into place. */
function takeBlocks(x: Uint8Array, xStart: number, y: Uint8Array, yStart: number): void {
  leftBytes.set(x.subarray(xStart, xStart + BLOCK));
  rightBytes.set(y.subarray(yStart, yStart + BLOCK));
}

/** How many bytes `x` and `y` have in common at the beginning. */
export function commonPrefix(x: Uint8Array, y: Uint8Array): number {
  const length = Math.min(x.length, y.length);
  let at = 0;
  for (; at + BLOCK <= length; at += BLOCK) {
    takeBlocks(x, at, y, at);
    if (!sameBlocks()) break;
  }
  while (at < length && x[at] === y[at]) at++;
  return at;
}

/** How many bytes, at most `limit`, `x` and `y` have in common at the end. `limit` is not more than either length. */
export function commonSuffix(x: Uint8Array, y: Uint8Array, limit: number): number {
  let at = 0;
  for (; at + BLOCK <= limit; at += BLOCK) {
    takeBlocks(x, x.length - at - BLOCK, y, y.length - at - BLOCK);
    if (!sameBlocks()) break;
  }
  while (at < limit && x[x.length - 1 - at] === y[y.length - 1 - at]) at++;
  return at;
}

/** Whether `x` and `y` are the same. */
export function sameBytes(x: Uint8Array, y: Uint8Array): boolean {
  return x.length === y.length && commonPrefix(x, y) === x.length;
}

function sameBlocks(): boolean {
  let difference = 0;
  for (let i = 0; i < left.length; i += 4) {
    difference |= (left[i] ^ right[i]) | (left[i + 1] ^ right[i + 1]);
    difference |= (left[i + 2] ^ right[i + 2]) | (left[i + 3] ^ right[i + 3]);
  }
  return difference === 0;
}
