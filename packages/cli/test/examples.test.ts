import { deepEqual, equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, skip } from '../../../test/support/browser.ts';
import { makeDirectory, rezig } from './command.ts';

/* What is in `examples`, built and used as it says. `examples/api` is tested with the package that it shows. */

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const cwd = makeDirectory({});
const LIBRARY = ['-target', 'wasm32-freestanding', '-fno-entry', '-rdynamic'];

test('all examples are in the official form', () => {
  deepEqual(rezig(cwd, ['fmt', '--check', examples]), { code: 0, stdout: '', stderr: '' });
});

test('hello.zig says hello', () => {
  const run = rezig(cwd, ['run', join(examples, 'hello.zig')]);
  const text = 'Hello, World!\n1 + 4 + 9 + 16 = 30\n';
  deepEqual(run, { code: 0, stdout: text, stderr: '' });
  // In a file, too, what is written later comes behind what was.
  const output = openSync(join(cwd, 'output'), 'w');
  const bin = fileURLToPath(new URL('../bin/rezig.cjs', import.meta.url));
  for (let i = 0; i < 2; i++)
    equal(
      spawnSync(process.execPath, [bin, 'run', join(examples, 'hello.zig')], { cwd, stdio: ['ignore', output, 2] })
        .status,
      0,
    );
  closeSync(output);
  equal(readFileSync(join(cwd, 'output'), 'utf8'), text + text);
});

test('calc answers each line, and says where one is wrong', () => {
  const main = join(examples, 'calc/main.zig');
  const run = rezig(cwd, ['run', main], '2 * (3 + 4)\n1 +\n\n7/2');
  deepEqual(run, { code: 1, stdout: '14\n1 +\n   ^ expected a number\n3.5\n', stderr: '' });
  deepEqual(rezig(cwd, ['run', main], '1\n'), { code: 0, stdout: '1\n', stderr: '' });
});

test('the tests of the examples pass', () => {
  for (const name of ['calc/main.zig', 'page/life.zig']) {
    const { code, stderr } = rezig(cwd, ['test', '--force', join(examples, name)]);
    equal(code, 0, stderr);
  }
});

test('the host renders what its plug-in makes', () => {
  const build = rezig(cwd, ['build-exe', join(examples, 'plug-in/plug-in.zig'), ...LIBRARY, '-femit-bin=plug-in.wasm']);
  deepEqual(build, { code: 0, stdout: '', stderr: '' });
  const host = spawnSync(process.execPath, [join(examples, 'plug-in/host.mjs'), 'plug-in.wasm'], {
    cwd,
    encoding: 'utf8',
  });
  const lines = ['Hello Zoë, this is a host in Node.', 'the plug-in says: greeting', '?, Zoë!', ''];
  deepEqual([host.status, host.stdout, host.stderr], [0, lines.join('\n'), '']);
});

test('the page shows the board, and what a step and a click make of it', { skip }, async () => {
  const directory = join(examples, 'page');
  const flags = [...LIBRARY, '-O', 'ReleaseSmall', '--no-binaryen', '-femit-bin=life.wasm'];
  deepEqual(rezig(cwd, ['build-exe', join(directory, 'life.zig'), ...flags]), { code: 0, stdout: '', stderr: '' });
  const files = readdirSync(directory).map((name) => [name, join(directory, name)] as const);
  const { page, origin } = await openPage({ ...Object.fromEntries(files), 'life.wasm': join(cwd, 'life.wasm') });
  const failures: string[] = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  await page.goto(`${origin}index.html`);
  /** Where the board is blue, as `x,y`. */
  const alive = (): Promise<string> =>
    page.evaluate(`{
      const { width, height } = board;
      const { data } = board.getContext('2d').getImageData(0, 0, width, height);
      const blue = [];
      for (let at = 0; at < width * height; at++)
        if (data[4 * at] === 0x20 && data[4 * at + 2] === 0xc0) blue.push(at % width + ',' + Math.floor(at / width));
      blue.join(' ');
    }`);
  await page.waitForFunction('board.width === 64');
  equal(await alive(), '2,1 3,2 1,3 2,3 3,3');
  await page.click('#step');
  equal(await page.textContent('#count'), '5 alive');
  equal(await alive(), '1,2 3,2 2,3 3,3 2,4');
  await page.click('#board', { position: { x: 205, y: 105 } });
  equal(await alive(), '20,10 1,2 3,2 2,3 3,3 2,4'.split(' ').sort(byPlace).join(' '));
  deepEqual(failures, []);
});

/** As pixels come: by line. */
function byPlace(a: string, b: string): number {
  const [ax, ay] = a.split(',').map(Number);
  const [bx, by] = b.split(',').map(Number);
  return ay - by || ax - bx;
}
