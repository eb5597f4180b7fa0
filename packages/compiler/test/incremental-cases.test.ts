import { equal } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('every case of test/incremental prints what it is to print, as a build from nothing does', async () => {
  const tool = fileURLToPath(new URL('../../../tools/incr-check.ts', import.meta.url));
  const check = spawn(process.execPath, ['--import', 'tsx', tool], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(check.stdout), once(check, 'close')]);
  equal(code, 0, output);
});
