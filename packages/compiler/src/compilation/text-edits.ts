import type { ByteEdit } from '../util/common-bytes.ts';
import { bytesOfString } from '../util/utf8.ts';

/** How offsets in a text are counted: in bytes of its UTF-8 form, or in UTF-16 code units, which those of a JavaScript string are. */
export type TextUnits = 'utf-8' | 'utf-16';

/** What stands from offset `start` to before offset `end` of a text is replaced by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The bytes of a file after edits, and a part of it outside of which nothing is another; it may be one of no bytes, wherever that is. */
export interface EditedText {
  readonly bytes: Uint8Array;
  readonly edit: ByteEdit;
}

/**
 * What becomes of the bytes of a file by `edits`, one after the other: the offsets of each are those in the text that the one before gave. Throws a
 * `RangeError` for offsets that are outside of the text, or, in UTF-16, between the halves of a pair.
 */
export function applyTextEdits(bytes: Uint8Array, edits: readonly TextEdit[], units: TextUnits): EditedText {
  let text = bytes;
  let all = null as ByteEdit | null;
  for (const edit of edits) {
    const from = byteOffset(text, 0, 0, edit.start, units);
    const to = from < 0 ? -1 : byteOffset(text, from, edit.start, edit.end, units);
    if (to < 0) throw new RangeError(`no text from ${edit.start} to ${edit.end} (${units})`);
    const inserted = bytesOfString(edit.text);
    const edited = new Uint8Array(text.length - (to - from) + inserted.length);
    edited.set(text.subarray(0, from));
    edited.set(inserted, from);
    edited.set(text.subarray(to), from + inserted.length);
    text = edited;
    const end = Math.max(all?.newEnd ?? to, to);
    all = {
      start: Math.min(all?.start ?? from, from),
      oldEnd: all === null ? to : all.oldEnd + end - all.newEnd,
      newEnd: end + inserted.length - (to - from),
    };
  }
  return { bytes: text, edit: all ?? { start: 0, oldEnd: 0, newEnd: 0 } };
}

/** The byte at `offset`, where byte `from` is at the offset `known` before it; -1 if there is none. */
function byteOffset(bytes: Uint8Array, from: number, known: number, offset: number, units: TextUnits): number {
  if (!Number.isInteger(offset) || offset < known) return -1;
  if (units === 'utf-8') return offset <= bytes.length ? offset : -1;
  let at = from;
  let left = offset - known;
  while (left > 0 && at < bytes.length) {
    // What is outside of the basic plane has four bytes and two units.
    left -= bytes[at]! >= 0xf0 ? 2 : 1;
    at++;
    while (at < bytes.length && (bytes[at]! & 0xc0) === 0x80) at++;
  }
  return left === 0 ? at : -1;
}
