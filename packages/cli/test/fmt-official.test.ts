import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip } from '../../../test/front-end/official.ts';

test('files of the library, as they are and mangled, are formatted as the official tool does', { skip }, () => {
  const tool = fileURLToPath(new URL('../../../tools/fmt-diff.ts', import.meta.url));
  const run = spawnSync(process.execPath, ['--import', 'tsx', tool, '--every', '20'], { encoding: 'utf8' });
  equal(run.status, 0, run.stdout + run.stderr);
});
