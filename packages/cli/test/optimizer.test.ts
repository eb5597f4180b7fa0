// Takes long.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { markFrames, promoteSlots } from '@rezig/compiler/state';
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

const ITERATOR = `const Bytes = struct {
    rest: []const u8,
    at: usize = 0,
    fn next(bytes: *Bytes) ?u8 {
        if (bytes.at == bytes.rest.len) return null;
        defer bytes.at += 1;
        return bytes.rest[bytes.at];
    }
};
export fn sum(start: [*]const u8, len: usize) u32 {
    var bytes: Bytes = .{ .rest = start[0..len] };
    var total: u32 = 0;
    while (bytes.next()) |byte| total += byte;
    return total;
}
`;

test('what a function reaches by a pointer is in locals, where that function is put into the one that has it', {
  skip,
}, () => {
  writeFileSync(join(cwd, 'sum.zig'), ITERATOR);
  const options = [
    '-target',
    'wasm32-freestanding',
    '-fno-entry',
    '--export=sum',
    '-fno-emit-bin',
    '-femit-asm=sum.wat',
  ];
  const code = (...more: string[]): string => {
    deepEqual(rezig(cwd, ['build-exe', 'sum.zig', ...options, ...more]), { code: 0, stdout: '', stderr: '' });
    return readFileSync(join(cwd, 'sum.wat'), 'utf8');
  };
  for (const mode of ['ReleaseFast', 'ReleaseSmall']) {
    match(code('-O', mode, '--no-binaryen'), /global\.get/);
    doesNotMatch(code('-O', mode), /global\.[gs]et|\.store|call/, mode);
  }
});

/** Programs whose frames have slots of many kinds. */
const FRAMES = ['02_wordcount', '07_errors', '09_crypto', '16_switches', '19_records'];

test('programs do the same with marked frames, and with slots in locals then', () => {
  const runner = fileURLToPath(new URL('../../../tools/run-wasi.mjs', import.meta.url));
  const module = join(cwd, 'frames.wasm');
  for (const name of FRAMES) {
    const args = ['build-exe', join(programs, `${name}.zig`), '-O', 'ReleaseFast', '--no-binaryen'];
    deepEqual(rezig(cwd, [...args, '-femit-bin=frames.wasm']), { code: 0, stdout: '', stderr: '' });
    const marked = markFrames(readFileSync(module));
    ok(marked !== null);
    for (const made of [marked, promoteSlots(marked, false), promoteSlots(promoteSlots(marked, false), true)]) {
      writeFileSync(module, made);
      const input = existsSync(join(programs, `${name}.in`)) ? readFileSync(join(programs, `${name}.in`)) : '';
      const run = spawnSync(process.execPath, ['--no-warnings', runner, module], { encoding: 'utf8', input });
      equal(run.stdout, readFileSync(join(programs, `${name}.out`), 'utf8'), `${name}: ${run.stderr}`);
    }
  }
});
