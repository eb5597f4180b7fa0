// Takes long.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeDirectory, rezig } from './command.ts';

/* What becomes of modules of release modes where the package binaryen is installed, and where not. */

const programs = fileURLToPath(new URL('../../../test/programs', import.meta.url));
const cwd = makeDirectory({ 'hello.zig': readFileSync(join(programs, '01_hello.zig'), 'utf8') });

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('binaryen/package.json');
    return true;
  } catch {
    return false;
  }
}

const skip = isInstalled() ? false : 'the package binaryen is not installed';

function sizeOf(...options: string[]): number {
  const args = ['build-exe', 'hello.zig', '-femit-bin=hello.wasm', ...options];
  deepEqual(rezig(cwd, args), { code: 0, stdout: '', stderr: '' });
  return readFileSync(join(cwd, 'hello.wasm')).length;
}

test('release modules are smaller for it, and do the same', { skip }, () => {
  for (const mode of ['ReleaseSafe', 'ReleaseSmall'])
    ok(sizeOf('-O', mode) < sizeOf('-O', mode, '--no-binaryen'), mode);
  for (const mode of ['ReleaseFast', 'ReleaseSmall']) {
    const { stdout, stderr } = rezig(cwd, ['run', '-O', mode, join(programs, '18_vm.zig')]);
    equal(stdout, readFileSync(join(programs, '18_vm.out'), 'utf8'), `${mode}: ${stderr}`);
  }
});

test('what it came to is kept, and not made again', { skip }, () => {
  sizeOf('-O', 'ReleaseSmall', '--cache-dir', 'kept');
  const kept = readdirSync(join(cwd, 'kept', 'optimized'));
  equal(kept.length, 1);
  writeFileSync(join(cwd, 'kept', 'optimized', kept[0]), 'seen');
  equal(sizeOf('-O', 'ReleaseSmall', '--cache-dir', 'kept'), 'seen'.length);
});

test('a Debug module is what the compiler made', () => {
  equal(sizeOf(), sizeOf('--no-binaryen'));
});

test('one that is in the way of the working directory is the one, and its failure is told', () => {
  const directory = makeDirectory({
    'node_modules/binaryen/package.json': '{"name":"binaryen","version":"0.0.1"}',
    'node_modules/binaryen/bin/wasm-opt': 'console.error("no such pass"); process.exitCode = 3;',
  });
  mkdirSync(join(directory, 'src'));
  cpSync(join(cwd, 'hello.zig'), join(directory, 'src', 'hello.zig'));
  deepEqual(rezig(directory, ['build-exe', 'src/hello.zig', '-O', 'ReleaseFast']), {
    code: 1,
    stdout: '',
    stderr: 'error: Binaryen could not optimize the module: no such pass\n',
  });
});
