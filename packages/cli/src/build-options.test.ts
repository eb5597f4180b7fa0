import { equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { checkRootPath, optimizeMode, outputPath, programName, targetOs } from './build-options.ts';

test('targets: two are known, others are said not to be', () => {
  equal(targetOs('wasm32-wasi'), 'wasi');
  equal(targetOs('wasm32-wasi-musl'), 'wasi');
  equal(targetOs('wasm32-freestanding'), 'freestanding');
  for (const other of ['x86_64-linux', 'wasm64-wasi', 'wasm32-wasi-gnu', '']) {
    throws(() => targetOs(other), /^UsageError: not supported yet: target/);
  }
});

test('modes have their official names', () => {
  equal(optimizeMode('ReleaseSmall'), 'ReleaseSmall');
  throws(() => optimizeMode('release-small'), /unrecognized optimization mode: 'release-small'/);
});

test('the root file must be Zig source', () => {
  checkRootPath('dir/a.zig');
  throws(() => checkRootPath('a.c'), /unrecognized file extension of parameter 'a.c'/);
});

test("the module is written where asked, else beside the caller under the program's name", () => {
  equal(outputPath('src/a.zig', {}), 'a.wasm');
  equal(outputPath('src/a.zig', { name: 'b' }), 'b.wasm');
  equal(outputPath('src/a.zig', { femitBin: 'out/c.wasm', name: 'b' }), 'out/c.wasm');
  throws(() => outputPath('a.zig', { femitBin: '' }), /expected a path/);
  throws(() => programName('a.zig', 'x/y'), /invalid name 'x\/y'/);
});
