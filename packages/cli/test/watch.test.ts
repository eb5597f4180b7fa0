import { deepEqual, doesNotMatch, match } from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory, Running } from './command.ts';

const main = `const std = @import("std");
const other = @import("other.zig");

fn greeting() []const u8 {
    return "hello\\n";
}

pub fn main(init: std.process.Init) !void {
    const out = std.Io.File.stdout();
    try out.writeStreamingAll(init.io, greeting());
    try out.writeStreamingAll(init.io, other.text);
}
`;

test('run --watch updates, says what it did and why, and runs the program again', async () => {
  const cwd = makeDirectory({ 'main.zig': main, 'other.zig': 'pub const text = "other\\n";\n' });
  const write = (file: string, text: string): void => writeFileSync(join(cwd, file), text);
  const running = new Running(cwd, ['run', 'main.zig', '--watch']);
  const line = async (pattern: RegExp): Promise<void> => {
    await running.until(({ stderr }) => pattern.test(stderr));
    doesNotMatch(running.stderr, /\n {4}at /);
  };

  await line(/^built in \d+ ms: analysed \d+\nwatching 2 files\n/m);
  await line(/^the program exited with code 0$/m);
  await running.until(({ stdout }) => stdout === 'hello\nother\n');

  running.clear();
  write('main.zig', main.replace('"hello', '"goodbye'));
  await line(
    /^updated in [\d.]+ ms: analysed body of main.greeting \(its source changed\) \[main\.zig; files [\d.]+, analysis [\d.]+, code [\d.]+, link [\d.]+\]$/m,
  );
  await running.until(({ stdout }) => stdout === 'goodbye\nother\n');

  // A change that means nothing is told, and nothing runs.
  running.clear();
  write('main.zig', `// comment\n${main.replace('"hello', '"goodbye')}`);
  await line(/^nothing to do \([\d.]+ ms\) \[main\.zig; /m);

  // An error and its end.
  running.clear();
  write('other.zig', 'pub const text = missing;\n');
  await line(
    /^other\.zig:1:18: error: use of undeclared identifier 'missing'\n.*\n.*\n1 error \([\d.]+ ms\) \[other\.zig; /m,
  );
  running.clear();
  write('other.zig', 'pub const text = "changed\\n";\n');
  await line(/^no errors any more: updated in [\d.]+ ms: analysed /m);
  await running.until(({ stdout }) => stdout === 'goodbye\nchanged\n');

  // A file that goes and comes back, as editors do that write beside and rename.
  running.clear();
  renameSync(join(cwd, 'other.zig'), join(cwd, 'away'));
  await line(/error: unable to load 'other\.zig': FileNotFound/);
  running.clear();
  writeFileSync(join(cwd, 'next'), 'pub const text = "renamed\\n";\n');
  renameSync(join(cwd, 'next'), join(cwd, 'other.zig'));
  await line(/^no errors any more: /m);
  await running.until(({ stdout }) => stdout === 'goodbye\nrenamed\n');
  running.stop();
});

test('run --watch ends a program that does not end, when it has another and when it ends itself', async () => {
  const loop = main.replace('    try out.writeStreamingAll(init.io, other.text);\n', '    while (true) {}\n');
  const cwd = makeDirectory({ 'main.zig': loop, 'other.zig': 'pub const text = "other\\n";\n' });
  const running = new Running(cwd, ['run', 'main.zig', '--watch']);
  await running.until(({ stdout }) => stdout === 'hello\n');
  writeFileSync(join(cwd, 'main.zig'), loop.replace('"hello', '"again'));
  await running.until(({ stdout }) => stdout === 'hello\nagain\n');
  // It ends what it started, however often it is told to end.
  running.stop();
  running.stop();
  await running.ended;
});

test('build-exe --watch keeps the module up to date', async () => {
  const cwd = makeDirectory({ 'main.zig': main, 'other.zig': 'pub const text = "other\\n";\n' });
  const running = new Running(cwd, ['build-exe', 'main.zig', '--watch', '--verbose']);
  await running.until(({ stderr }) => /^built in/m.test(stderr));
  match(readFileSync(join(cwd, 'main.wasm'), 'latin1'), /hello\n/);
  writeFileSync(join(cwd, 'main.zig'), main.replace('"hello', '"goodbye'));
  await running.until(({ stderr }) => /^updated in/m.test(stderr));
  match(running.stderr, /^ {2}body of main.greeting: its source changed$/m);
  await running.until(() => readFileSync(join(cwd, 'main.wasm'), 'latin1').includes('goodbye\n'));
  running.stop();
});

const waiting = `const std = @import("std");
test "waits" {
    while (true) {
        std.Io.Dir.cwd().access(std.testing.io, "go", .{}) catch continue;
        return;
    }
}
`;

test('test --watch begins tests again that a change interrupted, also where it changed nothing of them', async () => {
  const cwd = makeDirectory({ 'main.zig': waiting });
  const running = new Running(cwd, ['test', 'main.zig', '--watch']);
  await running.until(({ stderr }) => stderr.endsWith('1/1 main.test.waits...'));
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), `// comment\n${waiting}`);
  await running.until(({ stderr }) => /^nothing to do [^\n]*\n1\/1 main\.test\.waits\.\.\.$/m.test(stderr));
  writeFileSync(join(cwd, 'go'), '');
  await running.until(({ stderr }) => stderr.endsWith('OK\nAll 1 tests passed.\n'));
  running.stop();
});

/** The processes that the one with this id started; null where the system does not tell. */
function childrenOf(pid: number): number[] | null {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').map(Number) : null;
}

test('test --watch goes on where the process that waits for more tests is ended', {
  skip: childrenOf(process.pid) === null && 'the system does not tell which processes one started',
}, async () => {
  const text = 'test "one" {}\n';
  const cwd = makeDirectory({ 'main.zig': text });
  const running = new Running(cwd, ['test', 'main.zig', '--watch']);
  await running.until(({ stderr }) => stderr.endsWith('All 1 tests passed.\n'));
  const [waiter, ...others] = childrenOf(running.pid) ?? [];
  deepEqual(others, []);
  process.kill(waiter, 'SIGKILL');
  await running.until(() => childrenOf(running.pid)?.includes(waiter) === false);
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), `${text}test "two" {}\n`);
  await running.until(({ stderr }) => stderr.endsWith('2/2 main.test.two...OK\nAll 2 tests passed (1 unchanged).\n'));
  running.stop();
});
