import assert from 'node:assert/strict';
import test from 'node:test';
import { Hasher64, hashBytes, hashWords } from './hash.ts';
import { bytesOfString, decodeUtf8, encodeUtf8, INVALID_UTF8, utf8SequenceLength } from './utf8.ts';

test('code points survive encoding and decoding', () => {
  const out = new Uint8Array(4);
  for (const codePoint of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
    const length = encodeUtf8(codePoint, out, 0);
    assert.deepEqual(out.slice(0, length), bytesOfString(String.fromCodePoint(codePoint)));
    assert.equal(utf8SequenceLength(out[0]), length);
    assert.equal(decodeUtf8(out, 0, length), codePoint);
  }
  assert.equal(encodeUtf8(0xd800, out, 0), 0);
  assert.equal(encodeUtf8(0x110000, out, 0), 0);
});

test('what is not UTF-8 is refused', () => {
  const malformed = [
    [0xc1, 0x80],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xc3, 0x28],
  ];
  for (const bytes of malformed) {
    assert.equal(decodeUtf8(Uint8Array.from(bytes), 0, bytes.length), INVALID_UTF8);
  }
  assert.equal(utf8SequenceLength(0x80), 0);
  assert.equal(utf8SequenceLength(0xf8), 0);
});

function digest(add: (hasher: Hasher64) => void): string {
  const hasher = new Hasher64();
  add(hasher);
  const out = new Uint32Array(2);
  hasher.digest(out, 0);
  return out.join(' ');
}

test('small changes give other hashes', () => {
  const seen = new Set<string>();
  const seen32 = new Set<number>();
  for (let i = 0; i < 20_000; i++) {
    seen.add(digest((h) => h.word(i)));
    seen.add(digest((h) => h.bytes(bytesOfString(`name${i}`), 0, 4 + String(i).length)));
    seen32.add(hashWords(Uint32Array.of(i, 0), 0, 2));
  }
  assert.equal(seen.size, 40_000);
  assert.ok(seen32.size > 19_990);
  const zeros = new Uint8Array(4);
  assert.notEqual(hashBytes(zeros, 0, 3), hashBytes(zeros, 0, 4));
  assert.notEqual(
    digest((h) => h.bytes(zeros, 0, 3)),
    digest((h) => h.bytes(zeros, 0, 4)),
  );
});

test('a hash does not depend on what was hashed before a reset', () => {
  const hasher = new Hasher64();
  hasher.word(1);
  hasher.reset();
  hasher.word(2);
  const out = new Uint32Array(2);
  hasher.digest(out, 0);
  assert.equal(
    out.join(' '),
    digest((h) => h.word(2)),
  );
});
