import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { type TextEdit, TextMemory } from './text-edits.ts';

/* Texts that edits of one file give, in memory that is used again. */

const piece = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', 'ä', '\u{1f600}', 'x'.repeat(3000)));
/** An edit as shares of the text before it, and how it is told; `-1` for one that does not fit. */
const edit = fc.record({ at: fc.nat(1000), length: fc.nat(1000), text: piece, fits: fc.nat(9) });
const change = fc.record({
  edits: fc.array(edit, { maxLength: 3 }),
  isUsed: fc.boolean(),
  units: fc.constantFrom('utf-8', 'utf-16'),
});

test('what edits give is right, and stays so as long as it is used', () => {
  fc.assert(
    fc.property(piece, fc.array(change, { maxLength: 12 }), (start, changes) => {
      const memory = new TextMemory();
      /** Texts that are needed, with what they must say. */
      let used: { readonly bytes: Uint8Array; readonly text: string }[] = [];
      let bytes = bytesOfString(start);
      let text = start;
      for (const { edits, isUsed, units } of changes) {
        const letters = Array.from(text);
        const told: TextEdit[] = [];
        let fits = true;
        for (const { at, length, text: inserted, fits: luck } of edits) {
          const from = Math.floor((at / 1001) * (letters.length + 1));
          const to = Math.min(letters.length, from + (length % 7));
          const offset = (end: number): number => sizeOf(letters.slice(0, end).join(''), units === 'utf-8');
          if (luck === 0) fits = false;
          told.push({ start: luck === 0 ? -1 : offset(from), end: offset(to), text: inserted });
          letters.splice(from, to - from, ...inserted);
        }
        const before = { bytes, text };
        const apply = () =>
          memory.apply(bytes, told, units as 'utf-8' | 'utf-16', (old) => !used.some((one) => one.bytes === old));
        if (fits) {
          const edited = apply();
          const { start: from, oldEnd, newEnd } = edited.edit;
          deepEqual(edited.bytes.subarray(0, from), bytes.subarray(0, from));
          deepEqual(edited.bytes.subarray(newEnd), bytes.subarray(oldEnd));
          bytes = edited.bytes;
          text = letters.join('');
        } else throws(apply, RangeError);
        equal(stringOfBytes(bytes), text);
        equal(stringOfBytes(before.bytes), before.text);
        used = isUsed ? [...used, before] : [];
        for (const one of used) equal(stringOfBytes(one.bytes), one.text);
      }
    }),
  );
});

test('a large text is written in the memory of the one before the last', () => {
  const memory = new TextMemory();
  const texts = [bytesOfString('x'.repeat(100_000))];
  for (let i = 0; i < 6; i++)
    texts.push(memory.apply(texts[i], [{ start: 50_000, end: 50_000, text: `${i}` }], 'utf-8', () => true).bytes);
  equal(new Set(texts.slice(1).map(({ buffer }) => buffer)).size, 2);
});

function sizeOf(text: string, isUtf8: boolean): number {
  return isUtf8 ? bytesOfString(text).length : text.length;
}
