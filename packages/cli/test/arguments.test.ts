import { equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { makeDirectory, rezig } from './command.ts';

const cwd = makeDirectory({
  'good.zig': 'const x = 1;\n',
  'unused.zig': 'pub fn main() void {\n    const unused = 1;\n}\n',
  'syntax.zig': 'pub fn main() void {\n',
});

test('what is wrong with the arguments is one line and exit code 1', () => {
  const wrong: [string[], RegExp][] = [
    [['frobnicate'], /^error: unknown command 'frobnicate'\n/],
    [['run'], /^error: missing required argument 'file'\n$/],
    [['run', 'good.zig', '--frobnicate'], /^error: unknown option '--frobnicate'\n/],
    [['run', 'good.c'], /^error: unrecognized file extension of parameter 'good.c'\n$/],
    [['run', 'good.zig', '-target', 'x86_64-linux'], /^error: not supported yet: target 'x86_64-linux' .*\n$/],
    [['run', 'good.zig', '-target', 'wasm32-freestanding'], /^error: 'run' needs a program for wasm32-wasi\n$/],
    [['build-exe', 'good.zig', '-OFast'], /^error: unrecognized optimization mode: 'Fast'\n$/],
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
  equal(rezig(cwd, ['--version']).code, 0);
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
