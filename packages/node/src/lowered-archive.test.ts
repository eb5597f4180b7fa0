import { deepEqual, equal } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { LoweredArchive, writeLoweredArchive } from './lowered-archive.ts';

const directory = mkdtempSync(join(tmpdir(), 'rezig-archive-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const path = join(directory, 'archive');

test('an archive gives what it was made of, each entry in a buffer of its own', () => {
  const entries = ['a', 'long', ''].map((text) => ({ key: `zir-${text}`, value: Buffer.from(text) }));
  writeLoweredArchive(path, entries);
  const archive = new LoweredArchive(path);
  for (const { key, value } of entries.reverse()) {
    const entry = archive.load(key);
    deepEqual(entry, new Uint8Array(value));
    equal(entry?.byteOffset, 0);
  }
  equal(archive.load('zir-other'), null);
});

test('an archive that is none, is cut, or is not there has no entries', () => {
  writeLoweredArchive(path, [{ key: 'zir-a', value: new Uint8Array(100) }]);
  const whole = readFileSync(path);
  for (const length of [0, 2, 10, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, length));
    equal(new LoweredArchive(path).load('zir-a'), null);
  }
  writeFileSync(path, 'this is no archive, though a file');
  equal(new LoweredArchive(path).load('zir-a'), null);
  equal(new LoweredArchive(join(directory, 'nowhere')).load('zir-a'), null);
});
