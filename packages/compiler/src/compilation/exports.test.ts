import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { instantiate, openLibrary } from './test-library.ts';

test('a library is called from JavaScript, and calls it', () => {
  const source = readFileSync(new URL('../../../../test/programs/13_exports.zig', import.meta.url), 'utf8');
  const reports: unknown[] = [];
  const env = { report: (code: unknown) => reports.push(code) };
  const { add, fill, sumBytes, push, hypot, memory } = instantiate(openLibrary(source).compilation.update(), { env });
  equal(add!(2 ** 31 - 1, 1), -(2 ** 31));
  const at = memory.buffer.byteLength - 1000;
  new Uint8Array(memory.buffer).fill(1, at, at + 1000);
  fill!(at + 100, 10, 200);
  equal(sumBytes!(at, 1000), 990n + 2000n);
  for (let i = 1; i <= 16; i++) equal(push!(i), i);
  deepEqual(reports, []);
  equal(push!(17), 0);
  deepEqual(reports, [-1]);
  equal(hypot!(3, 4), 5);
});
