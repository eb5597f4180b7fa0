import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonPrefix, commonSuffix, findEdit } from './common-bytes.ts';

test('what is common is found whatever the lengths, offsets and alignments', () => {
  const text = Uint8Array.from({ length: 220 }, (_, i) => (i * 7) & 255);
  for (let shift = 0; shift < 5; shift++) {
    for (let at = 0; at < 200; at += 3) {
      for (const length of [at + 1, 150, 203]) {
        if (at >= length) continue;
        const x = text.slice(0, length);
        const y = new Uint8Array(length + shift + 3).subarray(shift, shift + length);
        y.set(x);
        assert.equal(commonPrefix(x, y), length);
        assert.equal(commonSuffix(x, y, length), length);
        y[at] ^= 1;
        assert.equal(commonPrefix(x, y), at);
        assert.equal(commonSuffix(x, y, length), length - 1 - at);
      }
    }
  }
});

test('a beginning or an end of the other is common as a whole', () => {
  const text = Uint8Array.from({ length: 130 }, (_, i) => i);
  for (let length = 0; length <= text.length; length++) {
    assert.equal(commonPrefix(text, text.subarray(0, length)), length);
    assert.equal(commonSuffix(text, text.subarray(text.length - length), length), length);
  }
  assert.equal(commonSuffix(text, text, 70), 70);
});

test('an edit of a long text is found, as little as it can be', () => {
  const text = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) >> 3);
  for (const start of [0, 16_383, 16_384, 50_001, 99_990]) {
    for (const [removed, added] of [
      [0, 5],
      [7, 0],
      [4, 4],
    ]) {
      const edited = new Uint8Array(text.length - removed + added);
      edited.set(text.subarray(0, start));
      for (let i = 0; i < added; i++) edited[start + i] = text[start + i] ^ 0x80;
      edited.set(text.subarray(start + removed), start + added);
      const edit = findEdit(text, edited)!;
      assert.deepEqual(edited.subarray(0, edit.start), text.subarray(0, edit.start));
      assert.deepEqual(edited.subarray(edit.newEnd), text.subarray(edit.oldEnd));
      assert.ok(edit.newEnd - edit.start <= added && edit.oldEnd - edit.start <= removed);
    }
  }
  assert.equal(findEdit(text, text.slice()), null);
});
