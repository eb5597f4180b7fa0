import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { Relocations, RelocKind } from '../codegen/relocation.ts';
import { type FunctionCodePlace, returnOffset, returnPlace } from './return-places.ts';

function withReturns(offset: number, ...places: readonly number[]): FunctionCodePlace {
  const relocs = new Relocations();
  places.forEach((at, i) => {
    relocs.add(RelocKind.func, at - 1, 0);
    relocs.add(RelocKind.returnPlace, at, i + 1);
  });
  return { relocs, offset };
}

test('a place in a trace leads to the code that put it there', () => {
  const functions = [withReturns(100, 10, 20), withReturns(200), withReturns(300, 30)];
  const codeOf = (number: number) => functions[number] ?? null;
  equal(returnOffset(returnPlace(0, 2), codeOf), 120);
  equal(returnOffset(returnPlace(2, 1) >>> 0, codeOf), 330);
});

test('what is no place of the module leads nowhere', () => {
  const functions = [withReturns(100, 10)];
  const codeOf = (number: number) => functions[number] ?? null;
  for (const place of [0, returnPlace(0, 2), returnPlace(1, 1), 0xffff_ffff]) equal(returnOffset(place, codeOf), null);
});

test('what has no number of its own is 0', () => {
  equal(returnPlace(0, 4096), 0);
  equal(returnPlace(2 ** 20, 1), 0);
});
