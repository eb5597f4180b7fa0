import { U8Column, U32Column } from './column.ts';
import { columnBytes, type NamedColumn, placesOfColumns } from './save.ts';

/** Runs of words that differ are one where no more words than this between them are the same: a run costs two. */
const MAX_GAP = 2;

/**
 * What makes of `base`, which `writeColumns` wrote for the same list of columns, what it would write now. In words: how many columns; for each its
 * length in elements, how many words of runs follow, and the runs: where it starts in the column, how many words, these. Null if
 * `base` does not fit the list.
 */
export function writePatch(columns: readonly NamedColumn[], base: Uint8Array): Uint8Array | null {
  const places = placesOfColumns(base, columns);
  if (places === null) return null;
  const out = new U32Column(1024);
  out.push(columns.length);
  for (const [i, { column }] of columns.entries()) {
    const was = new Uint32Array(base.buffer, base.byteOffset + places[i]!.at, (places[i]!.bytes + 3) >>> 2);
    const is = wordsOf(column);
    out.push(column.length);
    const runsAt = out.push(0);
    const common = Math.min(was.length, is.length);
    let at = 0;
    while (at < is.length) {
      while (at < common && was[at] === is[at]) at++;
      if (at === is.length) break;
      const start = at;
      let end = at;
      for (let same = 0; at < is.length && same <= MAX_GAP; at++) {
        if (at < common && was[at] === is[at]) same++;
        else {
          same = 0;
          end = at + 1;
        }
      }
      out.push(start);
      out.push(end - start);
      out.pushAll(is.subarray(start, end));
      at = end;
    }
    out.data[runsAt] = out.length - runsAt - 1;
  }
  return bytesOf(out.view());
}

/**
 * Makes `columns` what they were when `patch` was written over the same `base`, which they become views of where they are no longer than they
 * are there: it is kept and changed. Returns false, with columns and `base` in no order, if the bytes do not fit.
 */
export function readPatched(patch: Uint8Array, base: Uint8Array, columns: readonly NamedColumn[]): boolean {
  const places = placesOfColumns(base, columns);
  if (places === null || patch.byteOffset % 4 !== 0 || patch.byteLength % 4 !== 0) return false;
  const words = new Uint32Array(patch.buffer, patch.byteOffset, patch.byteLength >>> 2);
  if (words[0] !== columns.length) return false;
  let next = 1;
  for (const [i, { column }] of columns.entries()) {
    if (next + 2 > words.length) return false;
    const length = words[next]!;
    const end = next + 2 + words[next + 1]!;
    if (end > words.length) return false;
    const count = column instanceof U8Column ? (length + 3) >>> 2 : length;
    const was = new Uint32Array(base.buffer, base.byteOffset + places[i]!.at, (places[i]!.bytes + 3) >>> 2);
    let data = was.subarray(0, count);
    if (count > was.length) {
      data = new Uint32Array(count);
      data.set(was);
    }
    for (next += 2; next + 2 <= end; ) {
      const start = words[next]!;
      const run = words.subarray(next + 2, next + 2 + words[next + 1]!);
      next += 2 + words[next + 1]!;
      if (next > end || start + run.length > count) return false;
      data.set(run, start);
    }
    if (next !== end) return false;
    if (column instanceof U8Column) column.data = bytesOf(data).subarray(0, length);
    else column.data = data;
    column.length = length;
  }
  return next === words.length;
}

/** The elements in use as words, the last one filled up with zeros. */
function wordsOf(column: U8Column | U32Column): Uint32Array {
  if (column instanceof U32Column) return column.view();
  const bytes = new Uint8Array((columnBytes(column) + 3) & ~3);
  bytes.set(column.view());
  return new Uint32Array(bytes.buffer);
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
