import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { Relocations, RelocKind } from '../codegen/relocation.ts';
import { returnOffset, returnPlace } from './return-places.ts';

function withReturns(...places: readonly number[]): { relocs: Relocations } {
  const relocs = new Relocations();
  places.forEach((offset, i) => {
    relocs.add(RelocKind.func, offset - 1, 0);
    relocs.add(RelocKind.returnPlace, offset, i + 1);
  });
  return { relocs };
}

test('a place in a trace leads to the code that put it there', () => {
  const functions = [withReturns(10, 20), withReturns(), withReturns(30)];
  const offsets = Uint32Array.of(100, 200, 300);
  equal(returnOffset(returnPlace(0, 2), functions, offsets), 120);
  equal(returnOffset(returnPlace(2, 1) >>> 0, functions, offsets), 330);
});

test('what is no place of the module leads nowhere', () => {
  const functions = [withReturns(10)];
  const offsets = Uint32Array.of(100);
  for (const place of [0, returnPlace(0, 2), returnPlace(1, 1), 0xffff_ffff])
    equal(returnOffset(place, functions, offsets), null);
});

test('what has no number of its own is 0', () => {
  equal(returnPlace(0, 4096), 0);
  equal(returnPlace(2 ** 20, 1), 0);
});
