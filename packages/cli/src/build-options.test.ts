import { equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { checkRootPath, optimizeMode, outputPath, programName, targetOption } from './build-options.ts';

test('targets: code is generated for two, others can be looked at', () => {
  equal(targetOption('wasm32-wasi', true).os, 'wasi');
  equal(targetOption('wasm32-wasi-musl', true).os, 'wasi');
  equal(targetOption('wasm32-freestanding', true).os, 'freestanding');
  for (const other of ['x86_64-linux', 'wasm64-wasi', 'wasm32-wasi-gnu']) {
    throws(() => targetOption(other, true), /^UsageError: not supported yet: code for/);
    equal(targetOption(other, false).os, other.split('-')[1]);
  }
});

test('targets that there are not are told, with what was meant', () => {
  throws(() => targetOption('x86-64-linux', false), /^UsageError: unknown operating system: '64'/);
  throws(() => targetOption('aarch46-linux', false), /unknown architecture: 'aarch46' \(did you mean 'aarch64'\?\)/);
  throws(() => targetOption('x86_64-linus', false), /unknown operating system: 'linus' \(did you mean 'linux'\?\)/);
  throws(() => targetOption('x86_64-linux-mussl', false), /unknown ABI: 'mussl' \(did you mean 'musl'\?\)/);
  throws(() => targetOption('x86_64', false), /missing operating system in target 'x86_64'/);
  throws(() => targetOption('x86_64-macos.14', false), /not supported yet: a version in target/);
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
