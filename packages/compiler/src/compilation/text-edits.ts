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

/** A text in memory that has room for more behind it. */
interface RoomyText {
  readonly memory: Uint8Array;
  readonly bytes: Uint8Array;
}

/**
 * Where the texts are that edits of one file give, in turns: a text is written over the one before the last, of which only what was edited since, and what
 * that moved, is to be written. For a large file memory that was not used before costs more than all else about an edit.
 */
export class TextMemory {
  /** What `apply` gave last, and before that. */
  #last: RoomyText | null = null;
  #spare: RoomyText | null = null;
  /** What makes `#last` of `#spare`. */
  #between: ByteEdit | null = null;

  /**
   * What becomes of the text `before` by `edits`, one after the other: the offsets of each are those in the text that the one before gave. Throws a
   * `RangeError` for offsets that are outside of the text, or, in UTF-16, between the halves of a pair. `isFree`: whether nothing has a text any more that
   * was given before the last one.
   */
  apply(
    before: Uint8Array,
    edits: readonly TextEdit[],
    units: TextUnits,
    isFree: (text: Uint8Array) => boolean,
  ): EditedText {
    const last = this.#last?.bytes === before ? this.#last : null;
    const spare = this.#spare;
    const between = this.#between;
    // Where an edit does not fit, what was written of those before it is no text.
    this.#spare = null;
    let text = last !== null && spare !== null && between !== null && isFree(spare.bytes) ? spare : null;
    if (text !== null) text = replaced(text, between!, before.subarray(between!.start, between!.newEnd));
    text ??= roomy(before, 0);
    let all = null as ByteEdit | null;
    for (const edit of edits) {
      const from = byteOffset(text.bytes, 0, 0, edit.start, units);
      const to = from < 0 ? -1 : byteOffset(text.bytes, from, edit.start, edit.end, units);
      if (to < 0) throw new RangeError(`no text from ${edit.start} to ${edit.end} (${units})`);
      const inserted = bytesOfString(edit.text);
      text = replaced(text, { start: from, oldEnd: to, newEnd: from + inserted.length }, inserted);
      const end = Math.max(all?.newEnd ?? to, to);
      all = {
        start: Math.min(all?.start ?? from, from),
        oldEnd: all === null ? to : all.oldEnd + end - all.newEnd,
        newEnd: end + inserted.length - (to - from),
      };
    }
    const edit = all ?? { start: 0, oldEnd: 0, newEnd: 0 };
    this.#spare = last;
    this.#last = text;
    this.#between = edit;
    return { bytes: text.bytes, edit };
  }
}

/** Room behind a text: bytes, and one of how many of the text's. */
const MIN_ROOM = 1024;
const ROOM_SHARE = 32;

/** A copy of `text` with room for at least `more` bytes. */
function roomy(text: Uint8Array, more: number): RoomyText {
  const memory = new Uint8Array(text.length + more + Math.max(MIN_ROOM, Math.floor(text.length / ROOM_SHARE)));
  memory.set(text);
  return { memory, bytes: memory.subarray(0, text.length) };
}

/** `text` with `inserted` in the place of what `edit` replaces, in the same memory if that has the room. */
function replaced(text: RoomyText, { start, oldEnd }: ByteEdit, inserted: Uint8Array): RoomyText {
  const { length } = text.bytes;
  const newLength = length - (oldEnd - start) + inserted.length;
  const { memory } = newLength <= text.memory.length ? text : roomy(text.bytes, newLength - length);
  if (newLength !== length) memory.copyWithin(start + inserted.length, oldEnd, length);
  memory.set(inserted, start);
  return { memory, bytes: memory.subarray(0, newLength) };
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
