import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../../../test/support/scratch.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const directory = scratchDirectory();

function run(command: string, args: readonly string[], cwd = directory): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 240_000 });
  equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** What the example prints. */
const PRINTED = `box(10) is 202
analysed value of main.width, because its source changed
analysed body of main.area, because value of main.width changed
less than 100 bytes were written
box(10) is 402
body of main.area: analysed again because value of main.width changed, because source of main.width changed
main.zig, line 4, column 20: use of undeclared identifier 'hight' (use-of-undeclared-identifier)
errors: 0
from saved state: box(10) is 202, 0 analysed
`;

test('the package, installed by itself, has all that the example needs: code, and declarations that it fits', () => {
  const packed = join(root, 'packages/compiler');
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], packed);
  const [archive] = readdirSync(directory).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`]);
  const installed = join(directory, 'node_modules/@rezig/compiler');
  deepEqual(
    readdirSync(join(installed, 'dist')).filter((name) => name !== 'types' && !/\.(js|map)$/.test(name)),
    [],
  );

  copyFileSync(join(root, 'examples/api/session.mjs'), join(directory, 'session.mjs'));
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const js = [
    '--allowJs',
    '--checkJs',
    '--noEmit',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2023,dom',
  ];
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  run(process.execPath, [tsc, ...strict, ...js, ...types, 'session.mjs']);
  const wrong = "import { Compilation } from '@rezig/compiler';\nnew Compilation({ rootPath: 1 });\n";
  writeFileSync(join(directory, 'wrong.mjs'), wrong);
  const check = spawnSync(process.execPath, [tsc, ...strict, ...js, ...types, 'wrong.mjs'], {
    cwd: directory,
    encoding: 'utf8',
  });
  match(check.stdout, /wrong\.mjs[\s\S]*'number' is not assignable to type 'string'/);

  equal(run(process.execPath, ['session.mjs', join(root, 'packages/zig-lib/lib')]), PRINTED);
});
