import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeDirectory } from '../command.ts';

const SCRIPT = fileURLToPath(new URL('./neovim.lua', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../bin/rezig.cjs', import.meta.url));

const version = spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];
const skip = version === undefined || version === '' ? 'Neovim is not installed' : false;

test('Neovim: type, see errors, complete, rename, format, run a test by its lens', { skip }, () => {
  const directory = makeDirectory({
    'helper.zig': '/// Twice as much.\npub fn twice(a: u32) u32 {\n    return a * 2;\n}\n',
    'main.zig':
      'const helper = @import("helper.zig");\n\nexport fn f(a: u32) u32 {\n    const total = helper.twice(a);\n    return total;\n}\n\ntest "twice" {}\n',
  });
  const result = join(directory, 'result.jsonl');
  const env = {
    ...process.env,
    XDG_CACHE_HOME: join(directory, '.cache'),
    XDG_CONFIG_HOME: join(directory, '.config'),
    XDG_STATE_HOME: join(directory, '.state'),
    XDG_DATA_HOME: join(directory, '.data'),
    SERVER: JSON.stringify([process.execPath, COMMAND, 'lsp']),
    RESULT: result,
  };
  const args = ['--headless', '-u', 'NONE', '-n', '-c', `luafile ${SCRIPT}`];
  const { status, stderr } = spawnSync('nvim', args, { cwd: directory, env, encoding: 'utf8', timeout: 300_000 });
  equal(status, 0, stderr);
  const told = new Map<string, string[]>();
  for (const line of readFileSync(result, 'utf8').trim().split('\n')) {
    const { name, value } = JSON.parse(line) as { name: string; value: string[] };
    told.set(name, value);
  }
  equal(told.get('failed'), undefined);
  deepEqual(told.get('error'), ["4: incompatible types: 'u32' and '*const [1:0]u8'"]);
  deepEqual(told.get('mended') ?? [], []);
  ok(told.get('completion')!.includes('twice'), told.get('completion')!.join());
  deepEqual(told.get('renamed')!.slice(3, 5), ['    const sum = helper.twice(a);', '    return sum;']);
  equal(told.get('formatted')![3], '    const sum = helper.twice(a); // spaces before');
  deepEqual(told.get('lens'), ['run test', 'test', join(directory, 'main.zig'), '--test-filter', 'twice']);
});
