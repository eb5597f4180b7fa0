import { deepEqual, equal } from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { officialZig, runOfficial } from '../../../oracle/index.mjs';
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
    for (const file of files.filter((path) => !path.endsWith('.wasm'))) equalFiles(name, file);
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
