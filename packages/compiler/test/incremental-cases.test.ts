import { equal } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cases = fileURLToPath(new URL('../../../test/incremental/', import.meta.url));

async function check(...args: string[]): Promise<void> {
  const tool = fileURLToPath(new URL('../../../tools/incr-check.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', tool, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  equal(code, 0, output);
}

test('every case of test/incremental prints what it is to print, as a build from nothing does', () => check());

test('so do cases in a release mode, in which some print other things', () =>
  check(
    '-O',
    'ReleaseFast',
    ...['39_compile_log', '46_makers_of_one_type', '43_rename_generic_function'].map((name) => join(cases, name)),
  ));
