// Takes long.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { exercises, solved } from '../src/exercises.ts';

const directory = scratchDirectory();
const rezig = fileURLToPath(new URL('../../cli/bin/rezig.cjs', import.meta.url));

/** Runs the tests of a program as the command line does. */
function tested(name: string, text: string): { readonly status: number | null; readonly output: string } {
  writeFileSync(join(directory, name), text);
  const args = [rezig, 'test', name, '--cache-dir', 'cache'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test('each exercise fails as it is, and passes mended', () => {
  equal(exercises.length, 10);
  equal(new Set(exercises.map(({ id }) => id)).size, exercises.length);
  const found = exercises.map((exercise) => {
    const broken = tested(`${exercise.id}.zig`, exercise.text);
    const mended = tested(`${exercise.id}_mended.zig`, solved(exercise));
    ok(mended.status === 0, `${exercise.id}: ${mended.output}`);
    return [exercise.id, broken.status !== 0];
  });
  deepEqual(
    found,
    exercises.map(({ id }) => [id, true]),
  );
});
