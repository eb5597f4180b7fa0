import { deepEqual, equal, match, notDeepEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sectionAt, UNASKED } from '../../compiler/test/support/state-sections.ts';
import { type Ended, makeDirectory, rezig } from './command.ts';

/* What a process finds out, the next one knows; and whatever became of the file that it is kept in, the result is that of a build from nothing. */

const MAIN = `const std = @import("std");
const limit: u32 = 3;
fn square(n: u32) u32 {
    return n * n;
}
pub fn main() void {
    std.debug.print("{d}\\n", .{square(limit) + @import("other.zig").more});
}
`;

const BROKEN = MAIN.replace('return n * n;', 'return n * nn;');

const cwd = makeDirectory({
  'main.zig': MAIN,
  'other.zig': 'pub const more: u32 = @embedFile("text").len;\n',
  text: 'abc',
});

/** What a command came to with the files as they are now, and the module that it wrote. */
interface Built extends Ended {
  readonly module: Buffer | null;
}

function build(...args: readonly string[]): Built {
  rmSync(join(cwd, 'main.wasm'), { force: true });
  const ended = rezig(cwd, ['build-exe', 'main.zig', '--cache-dir', 'cache', ...args]);
  return { ...ended, module: moduleOf('main.wasm') };
}

function moduleOf(name: string): Buffer | null {
  try {
    return readFileSync(join(cwd, name));
  } catch {
    return null;
  }
}

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text);
}

/** Builds with and without what is kept: exit code, module and what is printed where there are errors must agree. */
function checked(...args: readonly string[]): Built {
  const built = build(...args);
  const fresh = build('--no-state', ...args);
  deepEqual([built.code, built.module], [fresh.code, fresh.module]);
  if (built.code !== 0) equal(built.stderr, fresh.stderr);
  return built;
}

function stateFiles(): string[] {
  const directory = join(cwd, 'cache', 'state');
  return readdirSync(directory).map((name) => join(directory, name));
}

/** Starts over with one state file, that of `main.zig`, which is returned. */
function freshState(): string {
  rmSync(join(cwd, 'cache', 'state'), { recursive: true, force: true });
  write('main.zig', MAIN);
  equal(build().stderr, '');
  const [file, ...more] = stateFiles();
  deepEqual(more, []);
  return file;
}

test('a second process analyses nothing where nothing changed, and what was edited where something did', () => {
  const file = freshState();
  const before = { ...statSync(file), atimeMs: 0 };
  const again = checked('--verbose');
  match(again.stderr, /analysed 0\n/);
  deepEqual({ ...statSync(file), atimeMs: 0 }.mtimeMs, before.mtimeMs, 'what is known is not written again');
  write('main.zig', MAIN.replace('n * n', 'n * n * n'));
  const edited = checked('--verbose');
  match(edited.stderr, /^ {2}body of main\.square: its source changed\nbuilt in [\d.]+ ms: analysed 1\n$/);
  notDeepEqual(edited.module, again.module);
  write('text', 'abcd');
  match(checked('--verbose').stderr, /the embedded file text changed/);
  write('text', 'abc');
});

test('what the compiler writes can be embedded, and is no file that has to be looked at', () => {
  freshState();
  write(
    'main.zig',
    MAIN.replace('pub fn main', 'comptime {\n    if (@embedFile("builtin").len == 0) unreachable;\n}\npub fn main'),
  );
  equal(checked().stderr, '');
  match(checked('--verbose').stderr, /analysed 0\n/);
  match(checked('--verbose', '-O', 'ReleaseSmall').stderr, /analysed [1-9]/);
});

test('errors are told again, and mended', () => {
  freshState();
  write('main.zig', BROKEN);
  const first = checked();
  match(first.stderr, /^main\.zig:4:16: error: use of undeclared identifier 'nn'\n/);
  deepEqual(checked(), first);
  write('main.zig', MAIN);
  equal(checked().stderr, '');
});

test('an edit that the stack of the main thread does not carry is taken over all the same', () => {
  write('main.zig', MAIN);
  equal(checked().code, 0);
  write('main.zig', MAIN.replace('n * n', `${'('.repeat(5000)}n * n${')'.repeat(5000)}`));
  equal(checked().code, 0);
  write('main.zig', MAIN);
  equal(checked().code, 0);
});

test('run and test start from it, and a trap is told with its place by a process that compiled nothing', () => {
  write('trap.zig', 'fn crash(x: u8) void {\n    if (x == 0) @trap();\n}\npub fn main() void {\n    crash(0);\n}\n');
  const args = ['run', 'trap.zig', '--cache-dir', 'cache'];
  const first = rezig(cwd, args);
  match(first.stderr, /trap\.zig:2:/);
  deepEqual(rezig(cwd, args), first);
  write('test.zig', 'test "one" {\n    try @import("std").testing.expect(@import("other.zig").more == 3);\n}\n');
  equal(rezig(cwd, ['test', 'test.zig', '--cache-dir', 'cache']).code, 0);
  equal(rezig(cwd, ['test', 'test.zig', '--cache-dir', 'cache']).code, 0);
});

test('other options have state of their own; that of another program is refused', () => {
  const file = freshState();
  equal(checked('-O', 'ReleaseSmall').stderr, '');
  const [other] = stateFiles().filter((name) => name !== file);
  copyFileSync(other, file);
  match(build().stderr, /^warning: the state in '.*' is not used: it is of other options\n$/);
  equal(build().stderr, '');
});

test('a file that is another is seen although its size and its time are what they were', () => {
  freshState();
  const path = join(cwd, 'main.zig');
  const { atime, mtime } = statSync(path);
  const first = build();
  write('main.zig', MAIN.replace('limit: u32 = 3', 'limit: u32 = 4'));
  utimesSync(path, atime, mtime);
  const second = checked();
  notDeepEqual(second.module, first.module);
  write('main.zig', MAIN);
  utimesSync(path, atime, mtime);
  deepEqual(checked().module, first.module);
});

test('files go and return', () => {
  freshState();
  const other = readFileSync(join(cwd, 'other.zig'), 'utf8');
  rmSync(join(cwd, 'other.zig'));
  match(checked().stderr, /unable to load 'other\.zig': FileNotFound/);
  equal(checked().code, 1);
  write('other.zig', other);
  equal(checked().code, 0);
});

test('whatever the file holds, the result is that of a build from nothing', () => {
  const file = freshState();
  const intact = readFileSync(file);
  const expected = build('--no-state').module;
  const places = [0, 5, 17, 400, 0.1, 0.4, 0.7, 0.95].map((at) => (at < 1 ? intact.length * at : at) | 0);
  const damages = [
    ...places.map((at) => {
      const damaged = Buffer.from(intact);
      damaged[at] ^= 0x10;
      return damaged;
    }),
    ...[0, 4096, intact.length / 2, intact.length - 1].map((length) => intact.subarray(0, length)),
    Buffer.alloc(1 << 16),
    Buffer.from('const text = 1;'),
  ];
  const reason =
    /^warning: the state in '[^']*' is not used: it(, or the library image that it builds on,)? is (damaged|no state file|of another format)\n$/;
  let noticed = 0;
  for (const [i, damaged] of damages.entries()) {
    // So that the tables are needed, and now and then so that they are not.
    const edited = MAIN.replace('limit: u32 = 3', 'limit: u32 = 2 + 1');
    for (const text of i % 5 === 0 ? [edited, MAIN] : [edited]) {
      writeFileSync(file, damaged);
      write('main.zig', text);
      const { code, stderr, module } = build();
      if (stderr !== '') match(stderr, reason, `damage ${i}`);
      if (text === edited && stderr !== '') noticed++;
      deepEqual([code, module], [0, expected], `damage ${i}`);
    }
  }
  const unasked = places.filter((at) => UNASKED.has(sectionAt(intact, at)));
  equal(noticed, damages.length - unasked.length);
});

test('programs share what is known of the library; where that is damaged or gone, it is made again', () => {
  const images = join(cwd, 'cache', 'images');
  rmSync(images, { recursive: true });
  const file = freshState();
  const [image, ...more] = readdirSync(images).map((name) => join(images, name));
  deepEqual(more, []);
  const intact = readFileSync(image);
  equal(statSync(file).size < intact.length / 5, true);
  write('second.zig', MAIN.replace('square(limit)', 'square(limit) + 1'));
  const second = (...args: string[]) => {
    const { code, stderr } = rezig(cwd, ['build-exe', 'second.zig', '--cache-dir', 'cache', ...args]);
    return { code, stderr, module: moduleOf('second.wasm') };
  };
  const counted = second('--verbose').stderr;
  equal(Number(/analysed (\d+)\n$/.exec(counted)?.[1]) < 200, true, counted);
  deepEqual(second(), second('--no-state'));
  const damaged = Buffer.from(intact);
  damaged[intact.length >> 1] ^= 1;
  for (const [i, bytes] of [damaged, null].entries()) {
    if (bytes === null) rmSync(image);
    else writeFileSync(image, bytes);
    // Nothing changed: the image is not needed.
    equal(build().stderr, '');
    write('main.zig', MAIN.replace('limit: u32 = 3', `limit: u32 = ${i}`));
    const { stderr, module } = build();
    match(stderr, /^warning: the state in '.*' is not used: (it, or )?the library image that it builds on,? .*\n$/);
    deepEqual(module, build('--no-state').module);
    deepEqual(readFileSync(image).subarray(64), intact.subarray(64), 'it is made again');
  }
  rmSync(images, { recursive: true });
  equal(second('--no-state').code, 0);
  equal(existsSync(images), false);
});

test('what nests deeper than the stack of the main thread is built all the same, first and after an edit', () => {
  freshState();
  const built = (text: string, ...args: string[]) => {
    write('deep.zig', text);
    const { code, stderr } = rezig(cwd, ['build-exe', 'deep.zig', '--cache-dir', 'cache', ...args]);
    return { code, stderr, module: moduleOf('deep.wasm') };
  };
  const nested = (levels: number): string =>
    `pub fn main() void {\n    var n: u32 = 1;\n    n = ${'('.repeat(levels)}n${')'.repeat(levels)};\n}\n`;
  for (const text of [nested(6000), nested(6001)]) {
    const { code, stderr, module } = built(text);
    deepEqual({ code, stderr }, { code: 0, stderr: '' });
    deepEqual(module, built(text, '--no-state').module);
  }
});

test('processes at once, and ones that are killed, leave a file that can be used', async () => {
  const file = freshState();
  const expected = build('--no-state').module;
  const env = { ...process.env, NO_COLOR: '1' };
  const bin = new URL('../bin/rezig.cjs', import.meta.url).pathname;
  const start = (output: string) =>
    spawn(process.execPath, [bin, 'build-exe', 'main.zig', '--cache-dir', 'cache', `-femit-bin=${output}`], {
      cwd,
      env,
    });
  for (let round = 0; round < 2; round++) {
    rmSync(file, { force: true });
    if (round === 1) rmSync(join(cwd, 'cache', 'images'), { recursive: true });
    const both = [start('one.wasm'), start('two.wasm')];
    deepEqual(await Promise.all(both.map(async (process) => (await once(process, 'exit'))[0])), [0, 0]);
    deepEqual([moduleOf('one.wasm'), moduleOf('two.wasm')], [expected, expected]);
    equal(build('--verbose').stderr.includes('warning'), false);
  }
  for (let round = 0; round < 5; round++) {
    write('main.zig', MAIN.replace('limit: u32 = 3', `limit: u32 = ${round}`));
    const killed = start('killed.wasm');
    const ended = once(killed, 'exit');
    await new Promise((wake) => setTimeout(wake, 120 * round));
    killed.kill('SIGKILL');
    await ended;
    equal(checked().stderr, '');
  }
});

test('an update that needs a deep stack, and one that takes long, are those of a build from nothing', () => {
  freshState();
  const depth = `fn depth(comptime n: u32) u32 {
    return if (n == 0) 1 else depth(n - 1);
}
`;
  write(
    'main.zig',
    `${depth}${MAIN.replace('return n * n;', '@setEvalBranchQuota(9000);\n    return n * comptime depth(4000);')}`,
  );
  equal(checked().stderr, '');
  const long = 'var sum: u32 = 0;\n        for (0..400000) |i| sum +%= @intCast(i);\n        break :sum sum;';
  write(
    'main.zig',
    MAIN.replace(
      'return n * n;',
      `@setEvalBranchQuota(900000);\n    return n *% comptime sum: {\n        ${long}\n    };`,
    ),
  );
  equal(checked().stderr, '');
});
