import { equal, match } from 'node:assert/strict';
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

test('test runs the tests of a module as the official command does', () => {
  const { code, stderr } = rezig(cwd, ['test', 'main.zig']);
  equal(
    withoutAddresses(stderr),
    `1/5 main.test.addition...OK
2/5 main.test_0...OK
3/5 main.decltest.add...FAIL (TestUnexpectedResult)
    (1 frame of the library: --full-trace shows it)
main.zig:14:5: 0x in decltest.add (test)
    try std.testing.expect(add(1, 3) == 5);
    ^
4/5 other.test.over there...OK
5/5 main.Inner.test.inside...SKIP
3 passed; 1 skipped; 1 failed.
`,
  );
  equal(code, 1);
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

test('the module of a file that is tested is called test', () => {
  const { stderr } = rezig(cwd, ['test', 'missing.zig']);
  match(stderr, /error: no module named 'missing' available within module 'test'\n/);
});

test('@src tells the module and the path in it', () => {
  const { stderr } = rezig(cwd, ['test', 'source.zig']);
  match(stderr, /@as\(\[:0\]const u8, "test"\[0\.\.4\]\), @as\(\[:0\]const u8, "inner\/place\.zig"\[0\.\.15\]\)/);
});
