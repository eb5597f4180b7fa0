/*
 * How far two byte strings agree. Both are compared word by word: a file is compared with what it was after every edit, and that is most
 * of what finding the edit costs.
 */

/** How many bytes `x` and `y` have in common at the beginning. */
export function commonPrefix(x: Uint8Array, y: Uint8Array): number {
  const length = Math.min(x.length, y.length);
  let at = 0;
  if (length >= 64) {
    const a = wordsOf(x, 0, length >>> 2);
    const b = wordsOf(y, 0, length >>> 2);
    let word = 0;
    while (word < a.length && a[word] === b[word]) word++;
    at = word * 4;
  }
  while (at < length && x[at] === y[at]) at++;
  return at;
}

/** How many bytes, at most `limit`, `x` and `y` have in common at the end. `limit` is not more than either length. */
export function commonSuffix(x: Uint8Array, y: Uint8Array, limit: number): number {
  let at = 0;
  if (limit >= 64) {
    const count = limit >>> 2;
    const a = wordsOf(x, x.length - count * 4, count);
    const b = wordsOf(y, y.length - count * 4, count);
    let word = count;
    while (word > 0 && a[word - 1] === b[word - 1]) word--;
    at = (count - word) * 4;
  }
  while (at < limit && x[x.length - 1 - at] === y[y.length - 1 - at]) at++;
  return at;
}

/** `count` words from byte `start` on: a view, or a copy where they are not aligned. */
function wordsOf(bytes: Uint8Array, start: number, count: number): Uint32Array {
  const offset = bytes.byteOffset + start;
  if (offset % 4 === 0) return new Uint32Array(bytes.buffer, offset, count);
  // Not `slice`: that of a Node Buffer is a view.
  return new Uint32Array(new Uint8Array(bytes.subarray(start, start + count * 4)).buffer);
}
