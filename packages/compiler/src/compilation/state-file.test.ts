import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource, StateFile, writeStateFile } from './state-file.ts';

const identity = { build: 'b', options: 'o', library: 'l' };

const sections = [
  { kind: 1, index: 0, parts: [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6, 7, 8, 9)] },
  { kind: 2, index: 0, parts: [] },
  { kind: 2, index: 7, parts: [new Uint8Array(new Uint32Array([0xdeadbeef, 1, 0]).buffer)] },
];

function written(): Uint8Array {
  return Uint8Array.from(writeStateFile(identity, sections).flatMap((part) => [...part]));
}

/** All that can be read from a file; why it is refused, or null for the sections that are damaged. */
function contents(bytes: Uint8Array): string | (number[] | null)[] {
  const file = StateFile.open(bytesSource(bytes), identity);
  if (typeof file === 'string') return file;
  return sections.map(({ kind, index }) => {
    const section = file.section(kind, index);
    return section === null ? null : [...section];
  });
}

const expected = sections.map(({ parts }) => parts.flatMap((part) => [...part]));

test('what was written is read', () => {
  deepEqual(contents(written()), expected);
  const file = StateFile.open(bytesSource(written()), identity) as StateFile;
  equal(file.section(3), null);
  equal(file.section(1)!.byteOffset % 8, 0);
});

test('a file of another build, other options or another library is refused with the reason', () => {
  for (const [key, reason] of [
    ['build', 'it is of another build of the compiler'],
    ['options', 'it is of other options'],
    ['library', 'it is of another library'],
  ]) {
    equal(StateFile.open(bytesSource(written()), { ...identity, [key]: 'x' }), reason);
  }
});

test('no bit that is flipped is overlooked, and what is given out is right', () => {
  const bytes = written();
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const damaged = bytes.slice();
      damaged[at] ^= 1 << bit;
      const found = contents(damaged);
      if (typeof found === 'string') continue;
      ok(found.includes(null), `bit ${bit} of byte ${at}`);
      found.forEach((section, i) => {
        if (section !== null) deepEqual(section, expected[i]);
      });
    }
  }
});

test('a file that is cut off anywhere, or has more at its end, is refused', () => {
  const bytes = written();
  for (let length = 0; length < bytes.length; length++) equal(typeof contents(bytes.slice(0, length)), 'string');
  equal(typeof contents(Uint8Array.of(...bytes, ...new Uint8Array(8))), 'string');
});

test('a source that gives less than was asked for is damage', () => {
  const bytes = written();
  for (let given = 0; given < bytes.length; given += 4) {
    const source = {
      length: bytes.length,
      read: (offset: number, length: number) =>
        offset + length > given
          ? offset % 16 === 0
            ? null
            : bytes.slice(offset, given)
          : bytes.slice(offset, offset + length),
    };
    const file = StateFile.open(source, identity);
    if (typeof file !== 'string') equal(file.section(2, 7), null);
  }
});
