import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasTerminals, makeDirectory, Running } from './command.ts';

const skip = hasTerminals || process.env.CI === 'true' ? false : "there is no 'script' of util-linux";
const CLEAR = '\x1b[2J';

const tests = `const std = @import("std");
fn one() u32 {
    return 1;
}
test "one" {
    try std.testing.expect(one() == 1);
}
test "two" {}
`;

test('test --watch runs the tests again that an edit can affect, and all where a key asks for it', {
  skip,
}, async () => {
  const cwd = makeDirectory({ 'main.zig': tests });
  const running = new Running(cwd, ['test', 'main.zig', '--watch'], true);
  const shown = async (pattern: RegExp): Promise<void> => running.until(({ stdout }) => pattern.test(stdout));
  await shown(/watching 1 file \(h: keys\)\r\n[\s\S]*All 2 tests passed\.\r\n$/);
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), tests.replace('return 1;', 'return 2;'));
  await shown(/0 skipped; 1 failed \(1 unchanged\)\.\r\n$/);
  ok(running.stdout.startsWith(CLEAR));
  match(running.stdout, /^1\/2 main\.test\.one\.\.\.FAIL \(TestUnexpectedResult\)\r$/m);
  doesNotMatch(running.stdout, /main\.test\.two\.\.\./);
  match(running.stdout, /^main\.zig:6:5: 0x[0-9a-f]+ in test\.one \(test\)\r$/m);
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), tests);
  await shown(/All 2 tests passed \(1 unchanged\)\.\r\n$/);
  running.clear();
  running.press('a');
  await shown(/main\.test\.two\.\.\.OK\r\n[\s\S]*All 2 tests passed\.\r\n$/);
  running.clear();
  running.press('h');
  await shown(/^r: run again, a: run all tests, q: quit, h: this\r\n$/);
  running.press('q');
  await running.ended;
});

test('a test that is ended by an edit leaves its line, and traces in colors no empty ones', { skip }, async () => {
  const hangs = 'test "hangs" {\n    while (true) {}\n}\n';
  const cwd = makeDirectory({ 'main.zig': hangs });
  const running = new Running(cwd, ['test', 'main.zig', '--watch', '--no-clear', '--color', 'on'], true);
  await running.until(({ stdout }) => stdout.endsWith('main.test.hangs...'));
  writeFileSync(join(cwd, 'main.zig'), hangs.replace('while (true) {}', '@panic("no");'));
  await running.until(({ stdout }) => stdout.includes('1 failed.'));
  match(running.stdout, /main\.test\.hangs\.\.\.\r\nupdated in /);
  ok(running.stdout.includes('^\x1b[0m\r\n\x1b[0m\r\n0 passed; 0 skipped; 1 failed.\r\n'));
  running.press('q');
  await running.ended;
});

test('a terminal of which a program reads errors is not cleared', { skip }, async () => {
  const cwd = makeDirectory({ 'main.zig': 'pub fn main() void {}\n' });
  const running = new Running(cwd, ['check', 'main.zig', '--watch', '--error-format=json'], true);
  await running.until(({ stdout }) => stdout.includes('"errors":0'));
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), 'pub fn main() void { x(); }\n');
  await running.until(({ stdout }) => stdout.includes('"errors":1'));
  for (const line of running.stdout.trim().split('\r\n')) match(line, /^\{.*\}$/);
  running.press('q');
  await running.ended;
});

const reader = `const std = @import("std");
pub fn main(init: std.process.Init) !u8 {
    var buffer: [16]u8 = undefined;
    var in = std.Io.File.stdin().reader(init.io, &buffer);
    const line = try in.interface.takeDelimiterExclusive('\\n');
    std.debug.print("read {s}\\n", .{line});
    return 3;
}
`;

test('a program has the terminal while it runs, and keys count when it has ended', { skip }, async () => {
  const cwd = makeDirectory({ 'main.zig': reader });
  const running = new Running(cwd, ['run', 'main.zig', '--watch', '--no-clear'], true);
  const shown = async (pattern: RegExp): Promise<void> => running.until(({ stdout }) => pattern.test(stdout));
  await shown(/watching 1 file/);
  running.press('quit\n');
  await shown(/read quit\r\n[\s\S]*the program exited with code 3\r\n/);
  running.clear();
  running.press('r');
  // What runs beside an error is not what the files say.
  writeFileSync(join(cwd, 'main.zig'), reader.replace('return 3', 'return x'));
  await shown(/error: use of undeclared identifier 'x'[\s\S]*the program was stopped\r\n/);
  running.clear();
  writeFileSync(join(cwd, 'main.zig'), reader);
  await shown(/no errors any more: /);
  running.press('again\n');
  await shown(/read again\r\n[\s\S]*the program exited with code 3\r\n/);
  equal(running.stdout.includes(CLEAR), false);
  running.press('q');
  await running.ended;
});

test('keys of the terminal that are signals are, and where nothing runs none runs it again', { skip }, async () => {
  const cwd = makeDirectory({ 'main.zig': 'pub fn main() void {}\n' });
  // A shell that has jobs, and tells what they come to.
  writeFileSync(join(cwd, 'jobs.sh'), 'trap : INT\nset -m\n"$@" --watch\necho "stopped $?"\nfg\necho "ended $?"\n');
  const running = new Running(cwd, ['check', 'main.zig'], true, ['bash', 'jobs.sh']);
  const shown = async (pattern: RegExp): Promise<void> => running.until(({ stdout }) => pattern.test(stdout));
  await shown(/watching 1 file \(h: keys\)\r\n$/);
  running.press('\x1a');
  await shown(/stopped 148\r\n/);
  running.clear();
  running.press('h');
  await shown(/q: quit, h: this\r\n$/);
  doesNotMatch(running.stdout, /run again/);
  running.press('\x03');
  await shown(/ended 130\r\n/);
  await running.ended;
});

const project = {
  'build.zig': `const std = @import("std");
pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const program = b.createModule(.{ .root_source_file = b.path("main.zig"), .target = target });
    const run = b.addRunArtifact(b.addExecutable(.{ .name = "main", .root_module = program }));
    b.step("run", "Run it").dependOn(&run.step);
    const tests = b.createModule(.{ .root_source_file = b.path("tests.zig"), .target = target });
    b.step("test", "Run the tests").dependOn(&b.addRunArtifact(b.addTest(.{ .root_module = tests })).step);
}
`,
  'main.zig': reader,
  'tests.zig': tests,
};

test('keys have a watched build run again what is as it was, where no program has the terminal', { skip }, async () => {
  const cwd = makeDirectory(project);
  const running = new Running(cwd, ['build', 'run', '--watch', '--no-clear'], true);
  const shown = async (pattern: RegExp): Promise<void> => running.until(({ stdout }) => pattern.test(stdout));
  await shown(/watching \d+ files \(h: keys\)/);
  running.press('quit\n');
  await shown(/read quit\r\n[\s\S]*the program exited with code 3\r\n/);
  running.clear();
  running.press('h');
  await shown(/^r: build and run again, a: run all tests too, q: quit, h: this\r\n$/);
  running.clear();
  running.press('r');
  await shown(/Build Summary/);
  running.press('rest\n');
  await shown(/read rest\r\n[\s\S]*the program exited with code 3\r\n/);
  running.press('q');
  await running.ended;
});

test('a key has a watched build run all tests', { skip }, async () => {
  const cwd = makeDirectory(project);
  const running = new Running(cwd, ['build', 'test', '--watch', '--no-clear', '--reporter=text'], true);
  const shown = async (pattern: RegExp): Promise<void> => running.until(({ stdout }) => pattern.test(stdout));
  await shown(/tests\.test\.two\.\.\.OK\r\n[\s\S]*watching \d+ files/);
  running.clear();
  running.press('r');
  await shown(/Build Summary/);
  doesNotMatch(running.stdout, /test\.two\.\.\./);
  running.clear();
  running.press('a');
  await shown(/tests\.test\.two\.\.\.OK\r\n[\s\S]*Build Summary/);
  running.press('q');
  await running.ended;
});
