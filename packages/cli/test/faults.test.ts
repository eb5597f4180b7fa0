import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/* The small programs of test/faults, each about one rule of the language: see the README there. */

test('every program of test/faults does as its expectation says', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const run = spawnSync(process.execPath, ['tools/check-faults.mjs', 'test/faults'], { cwd: root, encoding: 'utf8' });
  equal(run.status, 0, run.stdout + run.stderr);
});
