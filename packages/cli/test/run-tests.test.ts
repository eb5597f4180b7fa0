import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { makeDirectory, rezig, withoutAddresses } from './command.ts';

const cwd = makeDirectory({
  'main.zig': `const std = @import("std");
const other = @import("other.zig");
fn add(a: i32, b: i32) i32 {
    return a + b;
}
test "addition" {
    try std.testing.expect(add(1, 2) == 3);
}
test {
    _ = other;
    _ = Inner;
}
test add {
    try std.testing.expect(add(1, 3) == 5);
}
const Inner = struct {
    test "inside" {
        return error.SkipZigTest;
    }
};
`,
  'other.zig': 'test "over there" {}\n',
  'missing.zig': 'test {\n    _ = @import("missing");\n}\n',
  'source.zig': `const inner = @import("inner/place.zig");
test "place" {
    @compileLog(inner.place.module, inner.place.file);
}
`,
  'inner/place.zig': `pub const place = here();
fn here() @import("std").builtin.SourceLocation {
    return @src();
}
`,
  'broken.zig': `fn half(x: u8) u16 {
    return if (x == 1) "" else x;
}
test "halves of 1.5" {
    _ = half(3);
}
`,
  'twice-broken.zig': `test "a" { @compileError("first"); }
test "b" { g(); }
fn g() void { @compileError("second"); }
`,
});

test('test runs the tests of a module as the official command does, and tells at the end what failed', () => {
  const { code, stderr } = rezig(cwd, ['test', 'main.zig']);
  equal(
    withoutAddresses(stderr),
    `1/5 main.test.addition...OK
2/5 main.test_0...OK
3/5 main.decltest.add...FAIL (TestUnexpectedResult)
4/5 other.test.over there...OK
5/5 main.Inner.test.inside...SKIP

main.decltest.add: TestUnexpectedResult
    (1 frame of the library: --full-trace shows it)
main.zig:14:5: 0x in decltest.add (test)
    try std.testing.expect(add(1, 3) == 5);
    ^

3 passed; 1 skipped; 1 failed.
`,
  );
  equal(code, 1);
});

const hard = makeDirectory({
  'hard.zig': `const std = @import("std");
const io = std.testing.io;
var shared: u32 = 0;
test "fine" {}
test "panics" {
    std.debug.print("about to\\n", .{});
    var i: usize = 3;
    _ = &i;
    const a = [_]u8{ 1, 2, 3 };
    if (a[i] == 0) return error.Never;
}
test "leaks" {
    _ = try std.testing.allocator.create(u64);
}
test "hangs" {
    while (true) {}
}
test "exits" {
    std.process.exit(0);
}
test "prints" {
    try std.Io.File.stdout().writeStreamingAll(io, "to stdout\\n");
    std.debug.print("to stderr\\n", .{});
}
test "first" {
    shared = helper(1);
}
test "second" {
    try std.testing.expectEqual(1, shared);
}
test "clock" {
    _ = std.Io.Clock.real.now(io);
}
fn helper(x: u32) u32 {
    return x;
}
`,
});

test('one test that panics, hangs, leaks or exits does not take the others down', () => {
  const { code, stderr } = rezig(hard, ['test', 'hard.zig', '--test-timeout', '2s']);
  const [lines, ...failures] = withoutAddresses(stderr).split(/\n\n/);
  deepEqual(lines.split('\n'), [
    '1/9 hard.test.fine...OK',
    '2/9 hard.test.panics...FAIL (panic)',
    '3/9 hard.test.leaks...FAIL (leaked 1 allocation)',
    '4/9 hard.test.hangs...FAIL (took more than 2 s)',
    '5/9 hard.test.exits...FAIL (exited)',
    '6/9 hard.test.prints...to stdout',
    'to stderr',
    'OK',
    '7/9 hard.test.first...OK',
    '8/9 hard.test.second...OK',
    '9/9 hard.test.clock...OK',
  ]);
  equal(
    failures[0],
    `hard.test.panics: panic
about to
panic: index out of bounds: index 3, len 3
hard.zig:10:10: 0x in test.panics (test)
    if (a[i] == 0) return error.Never;
         ^`,
  );
  equal(failures.at(-1), '5 passed; 0 skipped; 4 failed.\n');
  equal(code, 1);
});

/** The lines of tests, without what they and the runner write besides. */
function verdicts(stderr: string): string[] {
  return [...stderr.matchAll(/^\d+\/\d+ .*\.(\w+)\.\.\.([\w ().]+)$/gm)].map(
    ([, name, verdict]) => `${name} ${verdict}`,
  );
}

test('a later process runs again what can come out otherwise: what an edit reaches, what failed, what asks for the time', () => {
  const text = readFileSync(join(hard, 'hard.zig'), 'utf8')
    .replace(/test "(panics|leaks|hangs|exits)" \{[\s\S]*?\n\}\n/g, '')
    .replace('stdout\\n', 'stdout: \\n');
  const write = (edited: string): void => writeFileSync(join(hard, 'easy.zig'), edited);
  write(text);
  const tests = (...args: string[]): string[] =>
    verdicts(rezig(hard, ['test', 'easy.zig', ...args]).stderr.replace(/\.\.\.to [\s\S]*?OK/, '...OK'));
  const all = ['fine OK', 'prints OK', 'first OK', 'second OK', 'clock OK'];
  deepEqual(tests(), all);
  const cached = ['fine OK (cached)', 'prints OK (cached)', 'first OK (cached)', 'second OK (cached)', 'clock OK'];
  deepEqual(tests(), cached);
  // What comes before a test with which it shares a variable may leave something else there.
  write(text.replace('return x;', 'return if (x == 9) 0 else x;').replace('test "fine"', '// moved\n\ntest "fine"'));
  deepEqual(tests(), ['fine OK (cached)', 'prints OK (cached)', 'first OK', 'second OK', 'clock OK']);
  write(text);
  deepEqual(tests('--force'), all);
  write(text.replace('return x;', 'return x + 1;'));
  deepEqual(tests(), [
    'fine OK (cached)',
    'prints OK (cached)',
    'first OK',
    'second FAIL (TestExpectedEqual)',
    'clock OK',
  ]);
});

test('results are told in formats that other programs read', () => {
  const xml = rezig(cwd, ['test', 'main.zig', '--reporter=junit', '--force']);
  equal(xml.code, 1);
  match(
    xml.stdout,
    /<testsuite name="zig" tests="5" failures="1" errors="0" skipped="1" time="[\d.]+">\n {4}<testcase classname="main" name="test\.addition" time="[\d.]+"\/>/,
  );
  match(
    xml.stdout,
    /name="decltest\.add" time="[\d.]+"><failure message="TestUnexpectedResult" type="failed">[^<]*main\.zig:14:5: [^<]*<\/failure>/,
  );
  match(
    rezig(cwd, ['test', 'main.zig', '--reporter=tap']).stdout,
    /^TAP version 14\n1\.\.5\nok 1 - main\.test\.addition\n[\s\S]*\nnot ok 3 - main\.decltest\.add\n {2}---\n {2}message: "TestUnexpectedResult"\n[\s\S]*\nok 5 - main\.Inner\.test\.inside # SKIP\n$/,
  );
  const lines = rezig(cwd, ['test', 'main.zig', '--reporter=json']).stdout.trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { [key: string]: unknown });
  deepEqual(events.map(({ type, name, status, source }) => [type, name, status, source]).slice(2, 4), [
    ['test', 'main.decltest.add', 'failed', 'run'],
    ['test', 'other.test.over there', 'ok', 'cached'],
  ]);
  for (const event of events.slice(0, -1)) {
    deepEqual(Object.keys(event), ['type', 'name', 'status', 'reason', 'milliseconds', 'output', 'source']);
    match(String(event.milliseconds), /^\d+(\.\d{1,3})?$/);
  }
  deepEqual(events.at(-1), { type: 'summary', passed: 3, skipped: 1, failed: 1 });
  match(rezig(cwd, ['test', 'main.zig', '--reporter=xml']).stderr, /^error: unrecognized reporter 'xml'/);
});

test('names and output of any characters are told in formats that have not all of them', () => {
  const odd = makeDirectory({
    'odd.zig': `const std = @import("std");
test "a\\n# SKIP <b>" {
    std.debug.print("  1 & 2\\n\\n\\x00\\x1b[1m ]]>\\xff\\xef\\xbf\\xbf", .{});
    return error.Odd;
}
test "silent" {
    std.process.exit(3);
}
test "no end" {
    std.debug.print("written", .{});
}
`,
  });
  const report = (reporter: string): string => rezig(odd, ['test', 'odd.zig', `--reporter=${reporter}`]).stdout;
  const isPrinted = (char: string): boolean => char === '\n' || (char >= ' ' && char < '\uffff');
  const xml = report('junit');
  match(
    xml,
    /<testcase classname="odd" name="test\.a # SKIP &lt;b&gt;" time="[\d.]+"><failure message="Odd" type="failed"> {2}1 &amp; 2\n\n\[1m \]\]&gt;\ufffd\n?/,
  );
  match(xml, /<failure message="exited" type="panicked"><\/failure>/);
  ok([...xml].every(isPrinted));
  const tap = report('tap');
  match(
    tap,
    /\nnot ok 1 - odd\.test\.a \\# SKIP <b>\n {2}---\n {2}message: "Odd"\n {2}duration_ms: [\d.]+\n {2}output: \|2\n {6}1 & 2\n\n {4}\[1m \]\]>\ufffd/,
  );
  match(tap, /\nnot ok 2 - odd\.test\.silent\n {2}---\n {2}message: "exited"\n {2}duration_ms: [\d.]+\n {2}\.\.\.\n/);
  ok([...tap].every(isPrinted));
  match(rezig(odd, ['test', 'odd.zig', '--force']).stderr, /\n3\/3 odd\.test\.no end\.\.\.written\nOK\n/);
});

test('a filter that fits no test is told', () => {
  const { code, stderr } = rezig(cwd, ['test', 'main.zig', '--test-filter', 'nowhere', '--test-filter', 'addition']);
  match(stderr, /^no test has a name with 'nowhere' in it\n1\/2 main\.test\.addition\.\.\.OK\n/);
  equal(code, 0);
});

test('a filter leaves out tests that have a name without it', () => {
  const { code, stderr } = rezig(cwd, ['test', 'main.zig', '--test-filter', 'addition', '--test-filter', 'there']);
  match(
    stderr,
    /^1\/3 main\.test\.addition\.\.\.OK\n2\/3 main\.test_0\.\.\.OK\n3\/3 other\.test\.over there\.\.\.OK\n/,
  );
  equal(code, 0);
});

test('an error is told with the name of the test that refers to it', () => {
  const { code, stderr } = rezig(cwd, ['test', 'broken.zig']);
  match(stderr, /referenced by:\n {4}test\.halves of 1\.5: broken\.zig:5:13\n$/);
  equal(code, 1);
});

test('who refers to it is told of the first error alone, though nothing refers to a test', () => {
  const { code, stderr } = rezig(cwd, ['test', 'twice-broken.zig']);
  equal(
    stderr,
    `twice-broken.zig:1:12: error: first
test "a" { @compileError("first"); }
           ^~~~~~~~~~~~~~~~~~~~~~
twice-broken.zig:3:15: error: second
fn g() void { @compileError("second"); }
              ^~~~~~~~~~~~~~~~~~~~~~~
`,
  );
  equal(code, 1);
});

test('no return type of a test is told, since none is written', () => {
  const place = makeDirectory({ 'a.zig': 'test "one" {\n    return 1;\n}\n' });
  const { stderr } = rezig(place, ['test', 'a.zig']);
  match(stderr, /^a\.zig:2:12: error: expected type 'anyerror!void', found 'comptime_int'\n/);
  doesNotMatch(stderr, /note: /);
});

test('the module of a file that is tested is called test', () => {
  const { stderr } = rezig(cwd, ['test', 'missing.zig']);
  match(stderr, /error: no module named 'missing' available within module 'test'\n/);
});

test('@src tells the module and the path in it', () => {
  const { stderr } = rezig(cwd, ['test', 'source.zig']);
  match(stderr, /@as\(\[:0\]const u8, "test"\[0\.\.4\]\), @as\(\[:0\]const u8, "inner\/place\.zig"\[0\.\.15\]\)/);
});

test('a test may take longer than any timer waits', () => {
  const { code, stderr } = rezig(cwd, ['test', 'other.zig', '--test-timeout', '100000m', '--force']);
  equal(stderr, '1/1 other.test.over there...OK\nAll 1 tests passed.\n');
  equal(code, 0);
});

const WORLD = `const std = @import("std");
const io = std.testing.io;
test "environment" {
    var map = try std.testing.environ.createMap(std.testing.allocator);
    defer map.deinit();
    for (map.keys(), map.values()) |name, value| std.debug.print("{s}={s}\\n", .{ name, value });
}
test "files" {
    for ([_][]const u8{ "own.txt", "link.txt", "BESIDE" }) |path| {
        var buffer: [16]u8 = undefined;
        const text = std.Io.Dir.cwd().readFile(io, path, &buffer) catch |err| @errorName(err);
        std.debug.print("{s}\\n", .{text});
    }
    var arena: std.heap.ArenaAllocator = .init(std.testing.allocator);
    defer arena.deinit();
    const preopens: std.process.Preopens = try .init(arena.allocator());
    const there = preopens.get("there") orelse return;
    var buffer: [16]u8 = undefined;
    std.debug.print("{s}\\n", .{try there.dir.readFile(io, "secret.txt", &buffer)});
}
`;

test('tests have what they are given of the environment and of the file system, and no way out of it', () => {
  const outside = makeDirectory({ 'secret.txt': 'secret' });
  const beside = `../${basename(outside)}/secret.txt`;
  const directory = makeDirectory({ 'world.zig': WORLD.replace('BESIDE', beside), 'own.txt': 'own' });
  symlinkSync(join(outside, 'secret.txt'), join(directory, 'link.txt'));
  const tests = (...args: string[]): string[] => {
    const { code, stderr } = rezig(directory, ['test', 'world.zig', ...args]);
    equal(code, 0, stderr);
    return stderr.trimEnd().split('\n');
  };
  const shown = (environment: string[], link: string, files: string[]): string[] => [
    ...`1/2 world.test.environment...${[...environment, 'OK'].join('\n')}`.split('\n'),
    ...`2/2 world.test.files...${['own', link, 'AccessDenied', ...files, 'OK'].join('\n')}`.split('\n'),
    'All 2 tests passed.',
  ];
  deepEqual(tests(), shown([], 'AccessDenied', []));
  deepEqual(tests('--env', 'A=1'), shown(['A=1'], 'AccessDenied', []));
  deepEqual(tests('--dir', `${outside}::there`), shown([], 'secret', ['secret']));
  equal(tests('--env-all').includes('NO_COLOR=1'), true);
});

const RUNNER = `const std = @import("std");
pub fn main(init: std.process.Init) !u8 {
    const tests = @import("builtin").test_functions;
    for (tests) |one| {
        const verdict = if (one.func()) "fine" else |err| @errorName(err);
        std.debug.print("{s}: {s}\\n", .{ one.name, verdict });
    }
    const args = try init.minimal.args.toSlice(init.arena.allocator());
    std.debug.print("{d} {s}\\n", .{ args.len, args[1][0..7] });
    return 7;
}
`;

test("a test runner of the user's own is the program that runs the tests", () => {
  const directory = makeDirectory({
    'main.zig': 'test "one" {}\ntest "two" {\n    return error.Odd;\n}\n',
    'runner.zig': RUNNER,
    'both.zig': 'test {\n    _ = @import("runner.zig");\n}\n',
  });
  const tests = (file: string, runner: string, ...args: string[]): unknown => {
    const { code, stdout, stderr } = rezig(directory, ['test', file, '--test-runner', runner, ...args]);
    return { code, text: stdout + stderr };
  };
  const expected = { code: 7, text: 'main.test.one: fine\nmain.test.two: Odd\n2 --seed=\n' };
  deepEqual(tests('main.zig', 'runner.zig'), expected);
  deepEqual(tests('main.zig', 'runner.zig'), expected);
  writeFileSync(join(directory, 'runner.zig'), RUNNER.replace('"fine"', '"well"'));
  const edited = { code: 7, text: expected.text.replace('fine', 'well') };
  deepEqual(tests('main.zig', 'runner.zig'), edited);
  deepEqual(tests('main.zig', 'runner.zig', '--no-state'), edited);
  deepEqual(tests('main.zig', 'runner.zig', '--test-filter', 'one'), {
    code: 7,
    text: 'main.test.one: well\n2 --seed=\n',
  });
  match(rezig(directory, ['test', 'main.zig']).stderr, /^1\/2 main\.test\.one\.\.\.OK\n/);
  match(
    rezig(directory, ['test', 'main.zig', '--test-runner', 'none.zig']).stderr,
    /^none\.zig:1:1: error: unable to load 'none\.zig': FileNotFound\n\S*std\.zig:\d+:\d+: note: file imported here\n/,
  );
  deepEqual(tests('both.zig', 'runner.zig'), {
    code: 1,
    text: `both.zig:1:1: error: file exists in modules 'root' and 'test'
both.zig:1:1: note: files must belong to only one module
both.zig:1:1: note: file is the root of module 'root'
both.zig:2:17: note: file is imported here by the root of module 'test'
    _ = @import("runner.zig");
                ^~~~~~~~~~~~
`,
  });
});
