import { deepEqual, equal } from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprintText, newFingerprint } from '@rezig/project/fingerprint';
import { officialEnv, officialZig, runOfficial } from '../../../oracle/index.mjs';
import { makeDirectory, rezig } from './command.ts';
import {
  buildProject,
  filesBelow,
  installed,
  PROJECTS,
  projectDirectory,
  runInstalled,
  testCounts,
} from './projects.ts';

/* What `rezig build` makes of the projects of test/projects is what `zig build` makes of them. */

const skip = officialZig === null && 'the official compiler is not installed';

/** Builds a project officially. */
function buildOfficially(
  name: string,
  args: readonly string[],
): { readonly status: number | null; readonly stderr: string } {
  const cwd = projectDirectory(name);
  const caches = ['--cache-dir', join(cwd, 'official-cache'), '--global-cache-dir', join(cwd, '../official-cache')];
  return runOfficial(['build', ...args, ...caches, '--summary', 'all', '--color', 'off'], { cwd });
}

for (const name of PROJECTS) {
  test(`${name} is built as officially`, { skip }, () => {
    mkdirSync(join(projectDirectory(name), 'official-cache'), { recursive: true });
    const target = '-Dtarget=wasm32-wasi';
    const official = buildOfficially(name, [target, '-p', 'official-out']);
    equal(official.status, 0, official.stderr);
    const own = buildProject(name, [target]);
    equal(own.code, 0, own.stderr);
    const files = filesBelow(join(projectDirectory(name), 'official-out'));
    deepEqual(filesBelow(join(projectDirectory(name), 'zig-out')), files);
    for (const file of files.filter((path) => path.endsWith('.wasm')))
      equal(runInstalled(name, file), runInstalled(name, file, 'official-out'), file);
    for (const file of files.filter((path) => !/\.(wasm|a|o)$/.test(path))) equalFiles(name, file);
  });
}

test('what `zig init` makes is built, run and tested as it is', { skip }, () => {
  // The official command does not find its templates where npm puts them.
  const template = join(officialEnv.ZIG_LIB_DIR!, 'init');
  const directory = makeDirectory({});
  const files = ['build.zig', 'build.zig.zon', 'src/main.zig', 'src/root.zig'];
  for (const file of files) {
    const text = readFileSync(join(template, file), 'utf8');
    mkdirSync(join(directory, 'src'), { recursive: true });
    const filled = text
      .replaceAll('.FINGERPRINT', fingerprintText(newFingerprint('_NAME')))
      .replaceAll('_ZIGVER', '0.16.0')
      .replaceAll('.NAME', '_NAME');
    writeFileSync(join(directory, file), filled);
  }
  const run = rezig(directory, ['build', 'run', '--', 'one']);
  equal(run.code, 0, run.stderr);
  equal(run.stdout, 'Run `zig build test` to run the tests.\n');
  equal(testCounts(rezig(directory, ['build', 'test', '--summary', 'all']).stderr), '3/3');
});

for (const mode of ['Debug', 'ReleaseFast']) {
  test(`a static library and an object file are linked by the official compiler: ${mode}`, { skip }, () => {
    const prefix = `linked-${mode}`;
    const own = buildProject('static', [`-Doptimize=${mode}`, '-p', prefix]);
    equal(own.code, 0, own.stderr);
    const cwd = projectDirectory('static');
    const parts = ['lib/libfoo.a', 'lib/bar.o'].map((path) => join(prefix, path));
    const output = join(prefix, 'official.wasm');
    const caches = ['--cache-dir', join(cwd, 'official-cache'), '--global-cache-dir', join(cwd, '../official-cache')];
    const options = ['-target', 'wasm32-wasi', '-OReleaseSafe', `-femit-bin=${output}`, ...caches];
    const official = runOfficial(['build-exe', 'src/main.zig', ...parts, ...options], { cwd });
    equal(official.status, 0, official.stderr);
    equal(runInstalled('static', 'official.wasm', prefix), runInstalled('static', 'bin/main.wasm', prefix));
  });
}

for (const name of ['library', 'workspace']) {
  test(`as many tests of ${name} are run as officially`, { skip }, () => {
    const official = buildOfficially(name, ['test']);
    equal(official.status, 0, official.stderr);
    equal(testCounts(buildProject(name, ['test', '--summary', 'all']).stderr), testCounts(official.stderr));
  });
}

function equalFiles(name: string, file: string): void {
  equal(installed(name, file), installed(name, file, 'official-out'), file);
}
