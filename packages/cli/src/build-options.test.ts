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
  throws(() => optimizeMode('Release-Fast'), /'Release-Fast' \(did you mean 'ReleaseFast'\?\)/);
  throws(() => optimizeMode('release-small'), /unrecognized optimization mode: 'release-small'/);
});

test('the root file must be Zig source', () => {
  checkRootPath('dir/a.zig');
  throws(() => checkRootPath('a.txt'), /unrecognized file extension of parameter 'a\.txt'/);
  throws(() => checkRootPath('a.c'), /'a\.c': only Zig is compiled here/);
});

test("the module is written where asked, else beside the caller under the program's name", () => {
  const main = { name: '', rootPath: 'src/a.zig', dependencies: {} };
  equal(outputPath(programName(main, undefined), {}), 'a.wasm');
  equal(outputPath(programName(main, 'b'), {}), 'b.wasm');
  equal(outputPath(programName({ ...main, name: 'root' }, undefined), {}), 'root.wasm');
  equal(outputPath('b', { emitBin: 'out/c.wasm' }), 'out/c.wasm');
  throws(() => outputPath('a', { emitBin: '' }), /expected a path/);
  throws(() => programName(main, 'x/y'), /invalid name 'x\/y'/);
});
