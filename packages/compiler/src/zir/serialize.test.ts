import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from '../syntax/parse.ts';
import { bytesOfString } from '../util/utf8.ts';
import { lowerFile } from './lower.ts';
import { printZir } from './print.ts';
import { deserializeZir, serializeZir } from './serialize.ts';

const source = `
const std = @import("std");
const S = struct { a: u8 = 1, const b = 2; };
fn f(x: u8) u8 { return x + 18446744073709551616; }
fn g() void { const unused = 1; }
`;

test('what was saved is loaded as it was', () => {
  const zir = lowerFile(parse(bytesOfString(source)));
  const loaded = deserializeZir(serializeZir(zir, 'text'), 'text');
  assert.ok(loaded !== null);
  assert.equal(printZir(loaded), printZir(zir));
  assert.deepEqual(loaded.errors, zir.errors);
  assert.equal(loaded.errors.length, 1);
  assert.deepEqual(loaded.chunks.hashLow.view(), zir.chunks.hashLow.view());
  assert.deepEqual(loaded.chunks.firstToken.view(), zir.chunks.firstToken.view());
});

test('damaged bytes are refused', () => {
  const bytes = serializeZir(lowerFile(parse(bytesOfString(source))), 'text');
  for (let i = 0; i < bytes.length; i++) {
    const damaged = bytes.slice();
    damaged[i] ^= 1 << (i & 7);
    assert.equal(deserializeZir(damaged, 'text'), null, `byte ${i}`);
  }
  for (let length = 0; length < bytes.length; length++) {
    assert.equal(deserializeZir(bytes.slice(0, length), 'text'), null, `length ${length}`);
  }
  for (const more of [1, 4, 64]) {
    const longer = new Uint8Array(bytes.length + more);
    longer.set(bytes);
    assert.equal(deserializeZir(longer, 'text'), null, `${more} more`);
  }
  for (const fill of [0, 0x5a, 0xff]) assert.equal(deserializeZir(new Uint8Array(400).fill(fill), 'text'), null);
});

test('what was lowered from another text is refused', () => {
  const bytes = serializeZir(lowerFile(parse(bytesOfString(source))), 'text');
  assert.equal(deserializeZir(bytes, 'other'), null);
});

test('that nothing could be lowered is kept', () => {
  const zir = lowerFile(parse(bytesOfString('const = ;')));
  assert.equal(zir.loweringFailed, true);
  assert.equal(deserializeZir(serializeZir(zir, 'text'), 'text')!.loweringFailed, true);
});

test('bytes at an odd place in their buffer are refused', () => {
  const bytes = serializeZir(lowerFile(parse(bytesOfString(source))), 'text');
  const moved = new Uint8Array(bytes.length + 1);
  moved.set(bytes, 1);
  assert.equal(deserializeZir(moved.subarray(1), 'text'), null);
});
