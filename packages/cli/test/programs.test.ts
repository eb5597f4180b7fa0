import { deepEqual, equal } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cacheKey } from '../../compiler/src/compilation/lowered-cache.ts';
import { contentHash } from '../../compiler/src/util/hash.ts';
import { makeDirectory, rezig } from './command.ts';
import { instantiate } from './instantiate.ts';

/* The programs of test/programs, over the whole standard library: see the README there. */

const programs = fileURLToPath(new URL('../../../test/programs', import.meta.url));
const cwd = makeDirectory({});
const cache = join(cwd, 'cache');

for (const name of readdirSync(programs).filter((file) => file.endsWith('.out'))) {
  const base = join(programs, name.replace(/\.out$/, ''));
  test(`${name.replace(/\.out$/, '')} prints what it should in each mode`, () => {
    const input = existsSync(`${base}.in`) ? readFileSync(`${base}.in`, 'utf8') : '';
    for (const mode of ['Debug', 'ReleaseSafe', 'ReleaseFast', 'ReleaseSmall']) {
      const { code, stdout, stderr } = rezig(
        cwd,
        ['run', '--cache-dir', cache, '-O', mode, '--no-binaryen', `${base}.zig`],
        input,
      );
      equal(stdout, readFileSync(`${base}.out`, 'utf8'), `${mode}: ${stderr}`);
      equal(code, 0, mode);
    }
  });
}

test('what the programs and their tests reach of the library comes lowered with the package', () => {
  for (const name of readdirSync(programs).filter((file) => file.endsWith('.zig')))
    rezig(cwd, ['test', '--cache-dir', cache, '--test-no-exec', join(programs, name)]);
  const library = fileURLToPath(new URL('../../zig-lib/lib', import.meta.url));
  const files = readdirSync(library, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.zig'));
  const keys = new Map(files.map((file) => [cacheKey(contentHash(readFileSync(join(library, file)))), file]));
  const lowered = readdirSync(cache).filter((directory) => directory.startsWith('zir-'));
  const added = lowered
    .flatMap((directory) => readdirSync(join(cache, directory)))
    .flatMap((key) => keys.get(key) ?? []);
  deepEqual(added.sort(), [], 'to be added to lowered-files.txt');
});

test('13_exports works for a host in JavaScript', async () => {
  const file = join(programs, '13_exports.zig');
  const options = ['-target', 'wasm32-freestanding', '-fno-entry', '-rdynamic', '-femit-bin=exports.wasm'];
  deepEqual(rezig(cwd, ['build-exe', file, ...options]), { code: 0, stdout: '', stderr: '' });
  const reported: number[] = [];
  const env = { report: (code: number) => reported.push(code) };
  const exports = (await instantiate(readFileSync(join(cwd, 'exports.wasm')), { env })) as {
    memory: { buffer: ArrayBuffer };
    add(a: number, b: number): number;
    fill(pointer: number, length: number, value: number): void;
    sumBytes(pointer: number, length: number): bigint;
    push(value: number): number;
    hypot(x: number, y: number): number;
  };
  equal(exports.add(2_147_483_647, 1), -2_147_483_648);
  equal(exports.hypot(3, 4), 5);
  const end = exports.memory.buffer.byteLength;
  exports.fill(end - 100, 100, 7);
  equal(exports.sumBytes(end - 101, 101), 700n);
  for (let value = 1; value <= 16; value++) equal(exports.push(value), value);
  deepEqual(reported, []);
  equal(exports.push(17), 0);
  deepEqual(reported, [-1]);
});
