import { deepEqual, equal, match } from 'node:assert/strict';
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../support/scratch.ts';
import { nodes } from './index.mjs';

/*
 * The packages as a stranger has them: packed, installed without a network in a project of its own, and run by a user who can write neither to
 * `node_modules` nor to a home directory, in each release of Node that they are for.
 */

const skip = nodes === null && 'the releases of Node are not installed';
const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = join(root, 'test/programs');

/** Root can write everywhere: what root starts here is nobody. */
const NOBODY = 65534;
const asNobody: SpawnSyncOptions = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const directory = scratchDirectory();
const project = join(directory, 'ein Päckchen für 锌');
const modules = join(project, 'node_modules');
const home = join(directory, 'home');

after(() => {
  if (existsSync(modules)) run('chmod', ['-R', 'u+w', modules]);
});

/** What the command writes. Throws where it fails. */
function run(command: string, args: readonly string[], cwd = directory): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: { readonly [name: string]: string };
}

function manifestOf(path: string): Manifest {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
}

/** Archives of all workspaces that are published, and of all else that they depend on. */
function packAll(): string[] {
  const workspaces = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  const pending = workspaces.filter((path) => manifestOf(path).private !== true);
  const packed = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const { name, dependencies = {} } = manifestOf(path);
    if (packed.has(name)) continue;
    packed.add(name);
    // The build of the workspaces is part of what is tested; the others come as they are.
    // Others may ask for what they are themselves packed with, which is of no concern here.
    const scripts = path.startsWith(join(root, 'packages')) ? [] : ['--ignore-scripts', '--force'];
    run('npm', ['pack', '--silent', ...scripts, '--pack-destination', directory], path);
    pending.push(...Object.keys(dependencies).map((dependency) => join(root, 'node_modules', dependency)));
  }
  return readdirSync(directory).filter((name) => name.endsWith('.tgz'));
}

/** The project with the packages in it, and the executables of Node where nobody can reach them. */
function install(): Map<number, string> {
  const archives = packAll();
  mkdirSync(project);
  mkdirSync(home);
  const manifest = { private: true, type: 'module' };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  const flags = ['--offline', '--no-audit', '--no-fund', '--cache', join(directory, 'no cache')];
  run('npm', ['install', ...flags, ...archives.map((name) => join('..', name))], project);
  writeFileSync(join(project, 'sums.zig'), SUMS);
  copyFileSync(join(root, 'examples/hello.zig'), join(project, 'hello.zig'));
  const copies = [...nodes!].map(([release, path]) => {
    const copy = join(directory, `node${release}`);
    copyFileSync(path, copy);
    chmodSync(copy, 0o755);
    return [release, copy] as const;
  });
  chmodSync(directory, 0o755);
  if (asNobody.uid !== undefined) run('chown', ['-R', `${NOBODY}:${NOBODY}`, project, home]);
  return new Map(copies);
}

const SUMS = `const std = @import("std");

pub fn sum(numbers: []const u32) u32 {
    var total: u32 = 0;
    for (numbers) |number| total += number;
    return total;
}

test "sums" {
    try std.testing.expectEqual(6, sum(&.{ 1, 2, 3 }));
}

test "nothing" {
    try std.testing.expectEqual(0, sum(&.{}));
}
`;

const executables = skip === false ? install() : new Map<number, string>();
const hello = 'Hello, World!\n1 + 4 + 9 + 16 = 30\n';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the installed command. `cache`: the user's cache directory; null for one that cannot be made. */
function rezig(node: string, args: readonly string[], cache: string | null, input = ''): Ended {
  const { PATH } = process.env;
  const env = { PATH, HOME: '/nowhere', NO_COLOR: '1', ...(cache === null ? {} : { XDG_CACHE_HOME: cache }) };
  const bin = join(modules, '.bin/rezig');
  const run = spawnSync(node, [bin, ...args], { cwd: project, env, input, encoding: 'utf8', ...asNobody });
  return { code: run.status, stdout: run.stdout as string, stderr: run.stderr as string };
}

const written = (stdout: string): Ended => ({ code: 0, stdout, stderr: '' });

test('a release of Node that is too old is told what is needed, in a line', { skip }, () => {
  const node = executables.get(18)!;
  const version = run(node, ['--version']).trim().slice(1);
  const stderr = `error: rezig needs Node 20 or later; this is Node ${version}\n`;
  deepEqual(rezig(node, ['run', 'hello.zig'], home), { code: 1, stdout: '', stderr });
});

test('each package says what it is and has its licence, and nothing that is made where it runs', {
  skip,
}, () => {
  for (const name of ['rezig', '@rezig/compiler', '@rezig/zig-lib']) {
    const installed = join(modules, name);
    for (const file of ['README.md', 'LICENSE', 'package.json']) equal(existsSync(join(installed, file)), true, file);
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    deepEqual(
      files.filter((file) => file.endsWith('.code') || file.endsWith('.tmp')),
      [],
      name,
    );
    // The bundles of one build alone, each of which has a part in its name that tells what it holds.
    const bundles = files
      .map((file) => file.replace(/-[A-Z0-9]{8}\.cjs$/, '.cjs'))
      .filter((file) => file.endsWith('.cjs'));
    equal(new Set(bundles).size, bundles.length, bundles.join(' '));
  }
});

const current = [...executables].filter(([release]) => release >= 20);

/** The files of code that V8 made, which are in `directory`: another number where one was written again. */
function keptCode(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.code'));
  return names.map((name) => `${name} ${statSync(join(directory, name)).ino}`);
}

/** Code is kept in `directory` by the first processes, and not again by those after them. */
function checkCode(release: number, node: string, directory: string, cache: string): void {
  const commands = [['run', 'hello.zig'], ['run', '--no-state', 'hello.zig'], ['check', 'hello.zig'], ['version']];
  const runAll = (): void => {
    for (const args of commands) equal(rezig(node, args, cache).code, 0, args.join(' '));
  };
  runAll();
  const first = keptCode(directory);
  match(first.join('\n'), new RegExp(`compiler-\\w+\\.cjs\\.build\\.v${release}\\.`));
  match(first.join('\n'), new RegExp(`main-\\w+\\.cjs\\.main\\.v${release}\\.`));
  runAll();
  const then = new Set(keptCode(directory));
  deepEqual(
    first.filter((file) => !then.has(file)),
    [],
  );
}

for (const [release, node] of current) {
  test(`Node ${release}: code of the compiler is kept once, and taken by each process after that`, { skip }, () => {
    checkCode(release, node, join(modules, 'rezig/dist'), join(home, `code${release}`));
  });
}

/** `node_modules` is as it is installed by someone else. */
function protect(): void {
  for (const name of readdirSync(join(modules, 'rezig/dist')).filter((file) => file.endsWith('.code')))
    rmSync(join(modules, 'rezig/dist', name));
  rmSync(join(modules, '.cache'), { recursive: true, force: true });
  run('chmod', ['-R', 'a-w', modules]);
}

test('from here on, node_modules cannot be written to', { skip }, () => {
  protect();
  const attempt = spawnSync('touch', [join(modules, 'rezig/dist/file')], { encoding: 'utf8', ...asNobody });
  equal(attempt.status, 1, 'it can');
});

for (const [release, node] of current) {
  const cache = join(home, `cache${release}`);

  test(`Node ${release}: code of the compiler is kept in the user's cache directory`, { skip }, () => {
    checkCode(release, node, join(cache, 'rezig/code'), cache);
  });

  test(`Node ${release}: version, a program, and again from saved state`, { skip }, () => {
    deepEqual(rezig(node, ['version'], cache), written('0.16.0\n'));
    deepEqual(rezig(node, ['run', 'hello.zig'], cache), written(hello));
    deepEqual(rezig(node, ['run', 'hello.zig'], cache), written(hello));
    const { code, stdout, stderr } = rezig(node, ['run', '--debug-incremental=json', 'hello.zig'], cache);
    deepEqual({ code, stdout }, { code: 0, stdout: hello });
    deepEqual((JSON.parse(stderr) as { analysed: unknown[] }).analysed, []);
    deepEqual(
      readdirSync(join(cache, 'rezig')).filter((name) => name === 'state'),
      ['state'],
    );
  });

  test(`Node ${release}: tests, and again with what is known of them`, { skip }, () => {
    const told = (how: string, end: string): string =>
      `1/2 sums.test.sums...OK${how}\n2/2 sums.test.nothing...OK${how}\nAll 2 tests passed${end}.\n`;
    deepEqual(rezig(node, ['test', 'sums.zig'], cache), { code: 0, stdout: '', stderr: told('', '') });
    const again = { code: 0, stdout: '', stderr: told(' (cached)', ' (2 cached)') };
    deepEqual(rezig(node, ['test', 'sums.zig'], cache), again);
  });

  test(`Node ${release}: all is as well where nothing can be kept`, { skip }, () => {
    deepEqual(rezig(node, ['run', 'hello.zig'], null), written(hello));
    deepEqual(rezig(node, ['fmt', '--check', 'hello.zig'], null), written(''));
    const unused = rezig(node, ['run', '--', 'x'], null);
    equal(unused.code, 1);
    match(unused.stderr, /^error: [^\n]+\n$/);
  });

  for (const name of readdirSync(programs).filter((file) => file.endsWith('.out'))) {
    const base = join(programs, basename(name, '.out'));
    test(`Node ${release}: ${basename(base)} prints what it should`, { skip }, () => {
      const input = existsSync(`${base}.in`) ? readFileSync(`${base}.in`, 'utf8') : '';
      copyFileSync(`${base}.zig`, join(project, `${basename(base)}.zig`));
      deepEqual(
        rezig(node, ['run', `${basename(base)}.zig`], cache, input),
        written(readFileSync(`${base}.out`, 'utf8')),
      );
    });
  }
}
