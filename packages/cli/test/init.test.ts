// Takes long.
import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectName } from '../src/init.ts';
import { makeDirectory, rezig } from './command.ts';
import { instantiate } from './instantiate.ts';
import { filesBelow } from './projects.ts';

/** A directory called `name` with these files. */
function directoryCalled(name: string, files: { readonly [path: string]: string } = {}): string {
  const directory = join(
    makeDirectory(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))),
    name,
  );
  mkdirSync(directory, { recursive: true });
  return directory;
}

test('init makes a program and a library with tests, which are in form', () => {
  const directory = directoryCalled('my-project');
  deepEqual(rezig(directory, ['init']), {
    code: 0,
    stdout: '',
    stderr: `info: created build.zig
info: created build.zig.zon
info: created src/main.zig
info: created src/root.zig
info: see \`rezig build --help\` for a menu of options
`,
  });
  equal(rezig(directory, ['fmt', '--check', '.']).stdout, '');
  const run = rezig(directory, ['build', 'run']);
  deepEqual(run, { code: 0, stdout: 'primes below 50: 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47\n', stderr: '' });
  deepEqual(filesBelow(join(directory, 'zig-out')), ['bin/my_project.wasm']);
  match(rezig(directory, ['build', 'test', '--summary', 'line']).stderr, /; 2\/2 tests passed\n$/);
});

test('a file of a project compiled by itself tells of the build.zig that knows its modules', () => {
  const directory = directoryCalled('alone', { 'src/test.zig': 'test { _ = @import("alone"); }\n' });
  rezig(directory, ['init']);
  const end = (cwd: string, ...args: string[]): string | undefined =>
    rezig(cwd, args).stderr.match(/note: modules .*\n$/)?.[0];
  const note = (path: string, command: string): string =>
    `note: modules are named in ${path}, which this command does not read; 'rezig ${command}' does\n`;
  equal(end(directory, 'run', 'src/main.zig'), note('build.zig', 'build run'));
  equal(end(join(directory, 'src'), 'build-exe', 'main.zig', '--color', 'on'), note('../build.zig', 'build'));
  equal(end(directory, 'test', 'src/test.zig'), note('build.zig', 'build test'));
  equal(end(directory, 'check', 'src/main.zig'), note('build.zig', 'build'));
  equal(end(directory, 'check', 'src/main.zig', '--error-format=json'), undefined);
  equal(
    rezig(directory, ['test']).stderr,
    "error: missing required argument 'file' (for the project here: 'rezig build test')\n",
  );
  // It is not for other errors, nor where modules are given.
  equal(end(directory, 'check', '--dep', 'more', '-Mroot=src/main.zig', '-Mmore=src/root.zig'), undefined);
  const elsewhere = directoryCalled('elsewhere', { 'a.zig': 'const b = @import("b");\npub const main = b.main;\n' });
  equal(end(elsewhere, 'check', 'a.zig'), undefined);
});

test('what the documents for beginners begin with works in an empty directory', () => {
  for (const document of ['../README.md', '../../../docs/guides/program.md']) {
    const directory = directoryCalled('begun');
    const text = readFileSync(new URL(document, import.meta.url), 'utf8');
    const [block] = text.split(/\n\n(?! {4})/).filter((part) => part.includes('    npx rezig init'));
    const commands = [...block.matchAll(/^ {4}npx rezig (.*?)(?: +#.*)?$/gm)].map(([, command]) => command.split(' '));
    deepEqual(commands[0], ['init']);
    equal(commands.length > 3, true);
    // What watches goes on.
    for (const command of commands.filter((words) => !words.includes('--watch')))
      equal(rezig(directory, command).code, 0, `${document}: ${command.join(' ')}`);
  }
});

test('init leaves what is there', () => {
  const directory = directoryCalled('kept', {
    'src/root.zig': 'pub fn isPrime(_: usize) bool {\n    return false;\n}\n',
  });
  match(rezig(directory, ['init']).stderr, /^info: preserving already existing file: src\/root\.zig$/m);
  equal(rezig(directory, ['build', 'run']).stdout, 'primes below 50:\n');
  deepEqual(rezig(directoryCalled('blocked', { src: '' }), ['init']), {
    code: 1,
    stdout: '',
    stderr: "info: created build.zig\ninfo: created build.zig.zon\nerror: unable to make 'src': PathAlreadyExists\n",
  });
});

test('init --minimal makes a manifest and a build.zig, and no other', () => {
  const directory = directoryCalled('small');
  equal(rezig(directory, ['init', '--minimal']).code, 0);
  deepEqual(filesBelow(directory), ['build.zig', 'build.zig.zon']);
  equal(rezig(directory, ['build']).code, 0);
  const again = rezig(directory, ['init', '-m']);
  deepEqual([again.code, again.stderr], [1, "error: refusing to overwrite 'build.zig.zon'\n"]);
});

test('init --web makes a library for a page', async () => {
  const directory = directoryCalled('page');
  equal(rezig(directory, ['init', '--web']).code, 0);
  equal(rezig(directory, ['fmt', '--check', '.']).stdout, '');
  deepEqual(rezig(directory, ['build']), { code: 0, stdout: '', stderr: '' });
  deepEqual(filesBelow(join(directory, 'zig-out')), ['index.html', 'page.wasm']);
  match(rezig(directory, ['build', 'test', '--summary', 'line']).stderr, /; 1\/1 tests passed\n$/);
  const exports = await instantiate(readFileSync(join(directory, 'zig-out/page.wasm')));
  const { memory, textAddress, reverse } = exports as {
    readonly memory: { readonly buffer: ArrayBuffer };
    textAddress(): number;
    reverse(length: number): void;
  };
  const place = new Uint8Array(memory.buffer, textAddress(), 3);
  place.set(Buffer.from('abc'));
  reverse(3);
  equal(Buffer.from(place).toString(), 'cba');
});

for (const [host, file] of [
  ['node', 'index'],
  ['worker', 'worker'],
]) {
  test(`init --${host} makes a library with a test in JavaScript`, () => {
    const directory = directoryCalled('lib');
    equal(rezig(directory, ['init', `--${host}`]).code, 0);
    const files = ['build.zig', 'build.zig.zon', `${file}.mjs`, `${file}.test.mjs`, 'src/root.zig'];
    deepEqual(filesBelow(directory), files.sort());
    equal(rezig(directory, ['fmt', '--check', '.']).stdout, '');
    deepEqual(rezig(directory, ['build']), { code: 0, stdout: '', stderr: '' });
    match(rezig(directory, ['build', 'test', '--summary', 'line']).stderr, /; 1\/1 tests passed\n$/);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', `${file}.test.mjs`], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    });
    equal(status, 0, stdout + stderr);
  });
}

test('init makes one kind of project', () => {
  const { code, stderr } = rezig(directoryCalled('two'), ['init', '--web', '--node']);
  deepEqual([code, stderr], [1, 'error: of --minimal, --web, --node and --worker only one can be given\n']);
});

test('a project is called after its directory, as officially', () => {
  const names = { 'My App-2': 'My_App_2', '3d': '_3d', été: 't', fn: 'foo', '': 'foo', '---': '___', u32: 'u32' };
  for (const [directory, name] of Object.entries(names)) equal(projectName(directory), name);
  equal(projectName('averyveryverylongdirectorynamethatgoesonandon'), 'averyveryverylongdirectorynameth');
});
