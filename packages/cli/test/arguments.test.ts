import { deepEqual, equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Ended, makeDirectory, rezig } from './command.ts';

const cwd = makeDirectory({
  'good.zig': 'const x = 1;\n',
  'unused.zig': 'pub fn main() void {\n    const unused = 1;\n}\n',
  'syntax.zig': 'pub fn main() void {\n',
});

test('what is wrong with the arguments is one line and exit code 1', () => {
  const wrong: [string[], RegExp][] = [
    [['frobnicate'], /^error: unknown command: 'frobnicate'\n$/],
    [['runn'], /^error: unknown command: 'runn' \(did you mean 'run'\?\)\n$/],
    [['fmt', 'x.zig', '--exclude'], /^error: expected parameter after --exclude\n$/],
    [['test', 'x.zig', '--test-timeout'], /^error: expected parameter after --test-timeout\n$/],
    [['help', 'chek'], /^error: unknown command: 'chek' \(did you mean 'check'\?\)\n$/],
    [['run'], /^error: missing required argument 'file'\n$/],
    [['run', 'good.zig', '--frobnicate'], /^error: unrecognized parameter: '--frobnicate'\n$/],
    [['run', 'good.zig', '--wathc'], /^error: unrecognized parameter: '--wathc' \(did you mean '--watch'\?\)\n$/],
    [['check', 'good.zig', '--env=A'], /^error: 'check' has no option '--env'\n$/],
    [['run', 'good.zig', 'a', 'b'], /^error: unexpected argument 'a': .* follow '--': rezig run good\.zig -- a\n$/],
    [
      ['run', 'good.zig', 'unused.zig'],
      /^error: found another zig file 'unused.zig' after root source file 'good.zig'\n$/,
    ],
    [['run', 'good.c'], /^error: 'good.c': only Zig is compiled here\n$/],
    [['run', 'good.txt'], /^error: unrecognized file extension of parameter 'good.txt'\n$/],
    [['run', 'good.zig', '--dir', 'nowhere'], /^error: --dir: 'nowhere' is no directory\n$/],
    [['run', 'good.zig', '-target', 'x86_64-linux'], /^error: not supported yet: code for 'x86_64-linux' .*\n$/],
    [['run', 'good.zig', '-mexec-model=reactor'], /^error: 'run' needs a program with the entry point _start\n$/],
    [['run', 'good.zig', '-fno-entry'], /^error: 'run' needs a program with the entry point _start\n$/],
    [['run', 'good.zig', '-fentry=main'], /^error: 'run' needs a program with the entry point _start\n$/],
    [['run', 'good.zig', '-target', 'wasm32-freestanding'], /^error: 'run' needs a program for wasm32-wasi\n$/],
    [
      ['build-exe', 'good.zig', '-target', 'wasm32-was'],
      /^error: unknown operating system: 'was' \(did you mean 'wasm32-wasi'\?\)\n$/,
    ],
    [
      ['build-exe', 'good.zig', '-OFast'],
      /^error: unrecognized optimization mode: 'Fast' \(there are Debug, ReleaseSafe, ReleaseFast, ReleaseSmall\)\n$/,
    ],
    [['--dep', 'more', 'check', 'good.zig'], /^error: unknown command: '--dep' \(options follow the command\)\n$/],
    [['check', 'good.zig', '--watch=3'], /^error: unrecognized parameter: '--watch=3' \(did you mean '--watch'\?\)\n$/],
    [['build-lib', 'good.zig', '-dynamic'], /^error: '-dynamic' is refused: .* build-exe -fno-entry -rdynamic\n$/],
    [['build-exe', 'good.zig', '-mcpu=z80'], /^error: unknown CPU: 'z80' \(there are .*\)\n$/],
    [['build-exe', 'good.zig', '--stack', 'x'], /^error: unable to parse stack size 'x': InvalidCharacter\n$/],
    [['build-exe', 'good.zig', '--max-memory=1k'], /^error: unable to parse '--max-memory=1k': InvalidCharacter\n$/],
    [['build-exe', 'good.zig', '--color', 'x'], /^error: expected \[auto\|on\|off\] after --color, found 'x'\n$/],
    [['build-exe', 'good.zig', '-ofmt=elf'], /^error: '-ofmt=elf' is refused: .*\n$/],
    [
      ['build-exe', 'good.zig', '--import-table', '--export-table'],
      /^error: '--import-table' and '--export-table' cannot be used together\n$/,
    ],
    [
      ['build-exe', 'good.zig', '--shared-memory'],
      /^error: shared memory requires atomics and bulk_memory CPU features\n$/,
    ],
    [
      ['check', 'good.zig', '--module=a=b.zig'],
      /^error: unrecognized parameter: '--module=a=b\.zig' \(did you mean '-M'\?\)\n$/,
    ],
    [
      ['build-exe', 'good.zig', '--emit-bin', 'x'],
      /^error: unrecognized parameter: '--emit-bin' \(did you mean '-femit-bin'\?\)\n$/,
    ],
    [
      ['run', 'good.zig', '--target=wasm32-wasi'],
      /^error: unrecognized parameter: '--target=wasm32-wasi' \(did you mean '-target'\?\)\n$/,
    ],
    [
      ['explain', 'good.zig', 'x', '-Ma=good.zig'],
      /^error: not supported yet: 'explain' of a program that -M describes\n$/,
    ],
    [['test', 'good.zig', '--test-timeout', 'soon'], /^error: invalid time 'soon' of --test-timeout: .*\n$/],
    [['test-obj', 'good.zig'], /^error: there is no 'test-obj': .*\n$/],
    [['cc', '-c', 'a.c'], /^error: there is no 'cc': only Zig is compiled here\n$/],
    [['build-exe', 'good.zig', '--name', 'a/b'], /^error: invalid name 'a\/b'.*\n$/],
    [['build-exe', 'good.zig', '--zig-lib-dir', 'nowhere'], /^error: --zig-lib-dir: 'nowhere' has no std\/std.zig\n$/],
  ];
  for (const [args, expected] of wrong) {
    const { code, stdout, stderr } = rezig(cwd, args);
    match(stderr, expected);
    equal(code, 1, args.join(' '));
    equal(stdout, '');
  }
});

test('help and version are no errors', () => {
  const help = rezig(cwd, ['build-exe', '--help']);
  equal(help.code, 0);
  for (const option of [/ -target <triple>/, / -O <mode>/, / -femit-bin=<path>/, / -fno-entry/])
    match(help.stdout, option);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  equal(rezig(cwd, ['--version']).stdout, `${version}\n`);
  deepEqual(rezig(cwd, ['version']), { code: 0, stdout: '0.16.0\n', stderr: '' });
});

test('env and targets tell versions, directories and what there is code for', () => {
  const env = rezig(cwd, ['env', '--cache-dir', 'kept']).stdout;
  match(env, /^\.\{\n {4}\.lib_dir = "\/.*\/lib",\n/);
  match(env, /^ {4}\.version = "0\.16\.0",$/m);
  match(env, /^ {4}\.cache_dir = ".*\/kept",$/m);
  match(env, new RegExp(`^ {4}\\.node_version = "${process.versions.node}",$`, 'm'));
  const { stdout } = rezig(cwd, ['targets']);
  for (const name of ['wasm32-wasi', 'wasm32-freestanding', 'ReleaseSmall', 'lime1', 'simd128'])
    match(stdout, new RegExp(`^ {8}"${name}",$`, 'm'));
});

test('ast-check reads standard input where no file is named', () => {
  deepEqual(rezig(cwd, ['ast-check'], 'const x = ;\n'), {
    code: 1,
    stdout: '',
    stderr: "<stdin>:1:11: error: expected expression, found ';'\nconst x = ;\n          ^\n",
  });
  equal(rezig(cwd, ['ast-check', '--zon'], '.{ .a = 1 }\n').code, 0);
  match(
    rezig(cwd, ['ast-check', '--zon', 'good.zig']).stderr,
    /^good\.zig:1:1: error: expected expression, found 'const'\n/,
  );
});

test('ast-check prints errors as the official compiler does, of every file', () => {
  const { code, stdout, stderr } = rezig(cwd, ['ast-check', 'unused.zig', 'good.zig', 'syntax.zig', 'missing.zig']);
  equal(code, 1);
  equal(stdout, '');
  equal(
    stderr,
    `unused.zig:2:11: error: unused local constant
    const unused = 1;
          ^~~~~~
syntax.zig:2:1: error: expected statement, found 'EOF'

^
error: unable to open file 'missing.zig': FileNotFound
`,
  );
  equal(rezig(cwd, ['ast-check', 'good.zig']).code, 0);
});

test('help tells of a command what the command itself does', () => {
  for (const command of ['run', 'fmt', 'fetch', 'build']) {
    const directory = makeDirectory({
      'build.zig': 'pub fn build(_: *@import("std").Build) void {}\n',
    });
    const told = rezig(directory, ['help', command]);
    deepEqual(told, rezig(directory, [command, '--help']));
    match(told.stdout, new RegExp(`^Usage: rezig ${command} \\[`));
  }
});

const skip = process.platform === 'linux' ? false : 'what files are called is UTF-8 on this system';

test('what cannot be named because it is not UTF-8 is told, and nothing else taken for it', { skip }, () => {
  const directory = makeDirectory({
    'main.zig': 'pub fn main() void {\n    _ = @import("other\ufffd.zig");\n}\n',
    'other\ufffd.zig': '',
    // What the name of the directory below looks like.
    'in\ufffd/good.zig': 'const x = 1;\n',
  });
  const bin = fileURLToPath(new URL('../bin/rezig.cjs', import.meta.url));
  const shell = (script: string): Ended => {
    const args = ['-c', `mkdir -p "$(printf 'in\\377')"; ${script}`, process.execPath, bin];
    const run = spawnSync('sh', args, { cwd: directory, encoding: 'utf8' });
    return { code: run.status, stdout: run.stdout, stderr: run.stderr };
  };
  const call = '"$0" "$1"';
  deepEqual(shell(`${call} ast-check "$(printf 'in\\377')/good.zig"`), {
    code: 1,
    stdout: '',
    stderr: "error: argument is not UTF-8: 'in\ufffd/good.zig'\n",
  });
  match(
    shell(`cd "$(printf 'in\\377')" && ${call} ast-check good.zig`).stderr,
    /^error: the path of the working directory is not UTF-8: '.*\/in\ufffd'\n$/,
  );
  match(
    rezig(directory, ['check', 'main.zig']).stderr,
    /^other\ufffd\.zig:1:1: error: unable to load 'other\ufffd\.zig': BadPathName\n/,
  );
  const { code, stderr } = rezig(directory, ['fmt', '--check', '.']);
  const told = ['in\ufffd/good.zig', 'other\ufffd.zig'].map(
    (path) => `error: unable to format './${path}': BadPathName\n`,
  );
  deepEqual([code, stderr], [1, told.join('')]);
});

test('with colour, messages show the line', () => {
  const stderr = rezig(cwd, ['ast-check', '--color', 'on', 'unused.zig']).stderr.replaceAll('\x1b', 'ESC');
  match(stderr, /ESC\[31merror: /);
  match(stderr, / {4}const unused = 1;\n {10}ESC\[32m\^~~~~~\n/);
});

test('dump-zir prints the IR of a file without errors', () => {
  const good = rezig(cwd, ['dump-zir', 'good.zig']);
  equal(good.code, 0);
  match(good.stdout, /^chunk 0 struct/);
  const bad = rezig(cwd, ['dump-zir', 'unused.zig']);
  equal(bad.code, 1);
  equal(bad.stdout, '');
});
