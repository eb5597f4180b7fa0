import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { type SavedFiles, withoutStamps } from './saved-files.ts';
import { bytesSource, joined, StateFile, writeStateFile } from './state-file.ts';
import { StateKind } from './state-kind.ts';

const identity = { build: 'a build', options: 'options', library: 'lib' };
const file = { path: 'a.zig', stamp: '1-2-3', hash: 'hash', error: null };
const source = { ...file, module: 0, status: 0, good: null, failed: null, imports: null };
const files: SavedFiles = { sources: [source], embedded: [file], read: [0], readEmbedded: [0], faulty: [] };

function stateOf(saved: SavedFiles): Uint8Array {
  const sections = [
    { kind: StateKind.files, index: 0, parts: [bytesOfString(JSON.stringify(saved))] },
    { kind: StateKind.module, index: 3, parts: [Uint8Array.of(1, 2, 3), Uint8Array.of(4)] },
  ];
  return joined(writeStateFile(identity, sections));
}

test('state without stamps is what it was, but for the stamps', () => {
  const without = withoutStamps(stateOf(files));
  assert.notEqual(without, null);
  const state = StateFile.open(bytesSource(joined(without!)), identity);
  if (typeof state === 'string') assert.fail(state);
  const read = JSON.parse(stringOfBytes(state.section(StateKind.files)!)) as SavedFiles;
  assert.deepEqual(read, {
    ...files,
    sources: [{ ...source, stamp: null }],
    embedded: [{ ...file, stamp: null }],
  });
  assert.deepEqual(state.section(StateKind.module, 3), Uint8Array.of(1, 2, 3, 4));
  // Once more changes nothing.
  assert.deepEqual(joined(withoutStamps(joined(without!))!), joined(without!));
});

test('damaged state has no form without stamps', () => {
  const bytes = stateOf(files);
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at] ^= 1;
    assert.equal(withoutStamps(damaged), null, String(at));
  }
  for (const length of [0, 10, bytes.length - 8]) assert.equal(withoutStamps(bytes.slice(0, length)), null);
});
