import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { TextMemory } from '../src/compilation/text-edits.ts';
import {
  extractConstant,
  type FixEdit,
  fixAll,
  fixesOf,
  inlineConstant,
  organizeImports,
  syntaxTree,
} from '../src/editor/index.ts';
import type { Message } from '../src/source/messages.ts';
import { suggestionOf } from '../src/source/suggestions.ts';
import { bytesOfString, stringOfBytes } from '../src/util/utf8.ts';
import { smallLib, TestHost } from './support/library.ts';

/* Each fix is made, and what comes of it has to compile. */

interface Case {
  /** What the error says, or how that begins. */
  readonly error: string;
  /** The title of the fix that is made. */
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    error: 'unused local constant',
    title: "Discard 'x'",
    before: 'export fn f() void {\n    const x = 1;\n}\n',
    after: 'export fn f() void {\n    const x = 1;\n    _ = x;\n}\n',
  },
  {
    error: 'unused local constant',
    title: "Remove 'x'",
    before: 'export fn f() void {\n    const x = 1;\n}\n',
    after: 'export fn f() void {\n}\n',
  },
  {
    error: 'unused local constant',
    title: "Discard 'b'",
    before: 'export fn f() u32 {\n    const a, const b = .{ 1, 2 };\n    return a;\n}\n',
    after: 'export fn f() u32 {\n    const a, _ = .{ 1, 2 };\n    return a;\n}\n',
  },
  {
    error: 'unused local variable',
    title: "Discard 'x'",
    before: 'export fn f() void { var x: u8 = 1; }\n',
    after: 'export fn f() void { const x: u8 = 1; _ = x; }\n',
  },
  {
    error: 'local variable is never mutated',
    title: "Make it 'const'",
    before: 'export fn f() u8 {\n    var x: u8 = 1;\n    return x;\n}\n',
    after: 'export fn f() u8 {\n    const x: u8 = 1;\n    return x;\n}\n',
  },
  {
    error: 'unused function parameter',
    title: "Discard 'a'",
    before: 'export fn f(a: u8, b: u8) u8 {\n    return b;\n}\n',
    after: 'export fn f(a: u8, b: u8) u8 {\n    _ = a;\n    return b;\n}\n',
  },
  {
    error: 'unused function parameter',
    title: "Discard 'a'",
    before: 'export fn f(a: u8) void {}\n',
    after: 'export fn f(a: u8) void {\n    _ = a;\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'v'",
    before: 'export fn f(p: ?*u8) void {\n    if (p) |v| {}\n}\n',
    after: 'export fn f(p: ?*u8) void {\n    if (p) |_| {}\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'i'",
    before: 'export fn f() void {\n    for (0..3) |i| {}\n}\n',
    after: 'export fn f() void {\n    for (0..3) |_| {}\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'err'",
    before: 'fn g() !void {}\nexport fn f() void {\n    g() catch |err| {};\n}\n',
    after: 'fn g() !void {}\nexport fn f() void {\n    g() catch {};\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'err'",
    before: 'fn g() error{A}!void {}\nexport fn f() void {\n    if (g()) |_| {} else |err| {}\n}\n',
    after: 'fn g() error{A}!void {}\nexport fn f() void {\n    if (g()) |_| {} else |_| {}\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'x'",
    before:
      'const U = union(enum) { a: u8 };\nexport fn f() void {\n    const u: U = .{ .a = 1 };\n    switch (u) {\n        .a => |x| {},\n    }\n}\n',
    after:
      'const U = union(enum) { a: u8 };\nexport fn f() void {\n    const u: U = .{ .a = 1 };\n    switch (u) {\n        .a => {},\n    }\n}\n',
  },
  {
    error: 'unused capture',
    title: "Discard 'p'",
    before: 'export fn f() void {\n    var y: ?u8 = 1;\n    if (y) |*p| {}\n    y = 1;\n}\n',
    after: 'export fn f() void {\n    var y: ?u8 = 1;\n    if (y) |_| {}\n    y = 1;\n}\n',
  },
  {
    error: 'unused switch tag capture',
    title: "Discard 't'",
    before:
      'const U = union(enum) { a: u8 };\nexport fn f() u8 {\n    const u: U = .{ .a = 1 };\n    switch (u) {\n        inline .a => |x, t| return x,\n    }\n}\n',
    after:
      'const U = union(enum) { a: u8 };\nexport fn f() u8 {\n    const u: U = .{ .a = 1 };\n    switch (u) {\n        inline .a => |x| return x,\n    }\n}\n',
  },
  {
    error: 'unused local variable',
    title: "Discard 'x'",
    before: 'export fn f() void {\n    if (true) {\n        var x: u8 = 1;\n    }\n}\n',
    after: 'export fn f() void {\n    if (true) {\n        const x: u8 = 1;\n        _ = x;\n    }\n}\n',
  },
  {
    error: 'unused block label',
    title: "Remove the label 'foo'",
    before: 'export fn f() void {\n    foo: {}\n}\n',
    after: 'export fn f() void {\n    {}\n}\n',
  },
  {
    error: 'pointless discard of local constant',
    title: 'Remove the discard',
    before: 'export fn f() u8 {\n    const x = 1;\n    _ = x;\n    return x;\n}\n',
    after: 'export fn f() u8 {\n    const x = 1;\n    return x;\n}\n',
  },
  {
    error: 'switch must handle all possibilities',
    title: 'Add 2 prongs',
    before:
      'const E = enum { a, b, @"c d" };\nexport fn f(i: u8) u8 {\n    const e: E = @enumFromInt(i);\n    return switch (e) {\n        .a => 1\n    };\n}\n',
    after:
      'const E = enum { a, b, @"c d" };\nexport fn f(i: u8) u8 {\n    const e: E = @enumFromInt(i);\n    return switch (e) {\n        .a => 1,\n        .b => unreachable,\n        .@"c d" => unreachable,\n    };\n}\n',
  },
  {
    error: 'switch must handle all possibilities',
    title: "Add an 'else' prong",
    before: 'export fn f(i: u8) u8 {\n    return switch (i) { 0 => 1 };\n}\n',
    after: 'export fn f(i: u8) u8 {\n    return switch (i) { 0 => 1, else => unreachable };\n}\n',
  },
  {
    error: 'switch must handle all possibilities',
    title: 'Add a prong for error.B',
    before:
      'fn g() error{ A, B }!void {}\nexport fn f() void {\n    g() catch |e| switch (e) {\n        error.A => {},\n    };\n}\n',
    after:
      'fn g() error{ A, B }!void {}\nexport fn f() void {\n    g() catch |e| switch (e) {\n        error.A => {},\n        error.B => unreachable,\n    };\n}\n',
  },
  {
    error: 'missing struct field: a',
    title: 'Add 2 fields',
    before:
      'const S = struct { a: u8, b: u8, c: u8 = 0 };\nexport fn f() u8 {\n    const s: S = .{ .c = 1 };\n    return s.c;\n}\n',
    after:
      'const S = struct { a: u8, b: u8, c: u8 = 0 };\nexport fn f() u8 {\n    const s: S = .{ .c = 1, .a = undefined, .b = undefined };\n    return s.c;\n}\n',
  },
  {
    error: 'missing struct field: a',
    title: "Add the field 'a'",
    before: 'const S = struct { a: u8 };\nexport fn f() u8 {\n    const s = S{};\n    return s.a;\n}\n',
    after: 'const S = struct { a: u8 };\nexport fn f() u8 {\n    const s = S{ .a = undefined };\n    return s.a;\n}\n',
  },
  {
    error: "expected type 'u8', found",
    title: "Add 'try'",
    before:
      'fn g() error{A}!u8 {\n    return 1;\n}\nfn h() !u8 {\n    const x: u8 = g();\n    return x;\n}\nexport fn f() u8 {\n    return h() catch 0;\n}\n',
    after:
      'fn g() error{A}!u8 {\n    return 1;\n}\nfn h() !u8 {\n    const x: u8 = try g();\n    return x;\n}\nexport fn f() u8 {\n    return h() catch 0;\n}\n',
  },
  {
    error: "expected type 'u8', found",
    title: "Add 'catch unreachable'",
    before: 'fn g() error{A}!u8 {\n    return 1;\n}\nexport fn f() u8 {\n    return g();\n}\n',
    after: 'fn g() error{A}!u8 {\n    return 1;\n}\nexport fn f() u8 {\n    return g() catch unreachable;\n}\n',
  },
  {
    error: "expected type 'u8', found '?u8'",
    title: "Take what is in it with '.?'",
    before: 'fn g() ?u8 {\n    return 1;\n}\nexport fn f() u8 {\n    return g();\n}\n',
    after: 'fn g() ?u8 {\n    return 1;\n}\nexport fn f() u8 {\n    return g().?;\n}\n',
  },
  {
    error: "expected type 'u8', found 'u32'",
    title: "Convert with '@intCast'",
    before: 'export fn f(a: u32) u8 {\n    return a + 1;\n}\n',
    after: 'export fn f(a: u32) u8 {\n    return @intCast(a + 1);\n}\n',
  },
  {
    error: "expected type 'f32', found 'u32'",
    title: "Convert with '@floatFromInt'",
    before: 'export fn f(a: u32) f32 {\n    return a;\n}\n',
    after: 'export fn f(a: u32) f32 {\n    return @floatFromInt(a);\n}\n',
  },
  {
    error: "expected type 'u8', found 'main.E'",
    title: "Convert with '@intFromEnum'",
    before: 'const E = enum(u8) { a };\nexport fn f() u8 {\n    return E.a;\n}\n',
    after: 'const E = enum(u8) { a };\nexport fn f() u8 {\n    return @intFromEnum(E.a);\n}\n',
  },
  {
    error: "expected type '*u8', found '*const u8'",
    title: "Convert with '@constCast'",
    before: 'export fn f(p: *const u8) *u8 {\n    return p;\n}\n',
    after: 'export fn f(p: *const u8) *u8 {\n    return @constCast(p);\n}\n',
  },
  {
    error: 'error union is ignored',
    title: "Add 'catch unreachable'",
    before: 'fn g() error{A}!void {}\nexport fn f() void {\n    g();\n}\n',
    after: 'fn g() error{A}!void {}\nexport fn f() void {\n    g() catch unreachable;\n}\n',
  },
  {
    error: "value of type 'u8' ignored",
    title: 'Discard the value',
    before: 'fn g() u8 {\n    return 1;\n}\nexport fn f() void {\n    g();\n}\n',
    after: 'fn g() u8 {\n    return 1;\n}\nexport fn f() void {\n    _ = g();\n}\n',
  },
  {
    error: "variable of type 'comptime_int' must be const or comptime",
    title: "Give it the type 'i32'",
    before: 'export fn f() void {\n    var x = 5;\n    x += 1;\n}\n',
    after: 'export fn f() void {\n    var x: i32 = 5;\n    x += 1;\n}\n',
  },
  {
    error: "use of undeclared identifier 'builtin'",
    title: "Import 'builtin'",
    before:
      '//! A file.\nconst root = @import("root");\n\nexport fn f() bool {\n    _ = root;\n    return builtin.is_test;\n}\n',
    after:
      '//! A file.\nconst root = @import("root");\nconst builtin = @import("builtin");\n\nexport fn f() bool {\n    _ = root;\n    return builtin.is_test;\n}\n',
  },
  {
    error: "expected ';' after statement",
    title: "Add ';'",
    before: 'export fn f() u8 {\n    const x = 1\n    return x;\n}\n',
    after: 'export fn f() u8 {\n    const x = 1;\n    return x;\n}\n',
  },
];

const program = {
  rootPath: 'main.zig',
  zigLibDir: 'lib',
  isLibrary: true,
  emit: false,
  target: 'wasm32-freestanding',
} as const;
const compilation = new Compilation({ ...program, host: new TestHost('', smallLib) });
const importable = (name: string): string[] => (name === 'builtin' ? [name] : []);

function errorsOf(text: string): readonly Message[] {
  return compilation.update([{ path: 'main.zig', text }]).errors;
}

/** `text` with `edits`, whose places are all in it. */
function edited(text: string, edits: readonly FixEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.start - a.start);
  return stringOfBytes(new TextMemory().apply(bytesOfString(text), backwards, 'utf-8', () => true).bytes);
}

for (const { error, title, before, after } of CASES) {
  test(`${error}: ${title}`, () => {
    const message = errorsOf(before).find(({ text }) => text.startsWith(error));
    ok(
      message !== undefined,
      errorsOf(before)
        .map(({ text }) => text)
        .join('\n'),
    );
    const fixes = fixesOf(syntaxTree('main.zig', bytesOfString(before)), message, importable);
    const fix = fixes.find((one) => one.title === title);
    ok(fix !== undefined, fixes.map((one) => one.title).join('\n'));
    equal(edited(before, fix.edits), after);
    // What is told of it in JSON, if anything, does the same. Parameters are another matter: the body may be in no line that the error shows.
    const suggestion = error === 'unused function parameter' || fix !== fixes[0] ? null : suggestionOf(message);
    if (suggestion !== null) equal(edited(before, [{ ...suggestion, text: suggestion.replacement }]), after);
    deepEqual(
      errorsOf(after).map(({ text }) => text),
      [],
    );
  });
}

test('all that has a usual mend is mended at once, in as many rounds as it takes', () => {
  let text = `fn g(a: u8, b: u8) void {
    var x: u8 = 1;
    const y = 2;
    for (0..2) |i| {}
}
export fn f() void {
    g(1, 2);
}
`;
  for (let round = 0; round < 4; round++)
    text = edited(text, fixAll(syntaxTree('main.zig', bytesOfString(text)), errorsOf(text)));
  deepEqual(errorsOf(text), []);
  equal(
    text,
    `fn g(a: u8, b: u8) void {
    _ = a;
    _ = b;
    const x: u8 = 1;
    _ = x;
    const y = 2;
    _ = y;
    for (0..2) |_| {}
}
export fn f() void {
    g(1, 2);
}
`,
  );
});

test('imports that follow one another are sorted: std, what the compiler gives, modules, files', () => {
  const text = `const b = @import("b.zig");
const std = @import("std");
const zlib = @import("zlib");
const mem = @import("std").mem;
const root = @import("root");

const x = 1;
const a = @import("a.zig");
`;
  const edits = organizeImports(syntaxTree('main.zig', bytesOfString(text)));
  const sorted = edited(text, edits!);
  equal(
    sorted,
    `const std = @import("std");
const mem = @import("std").mem;
const root = @import("root");
const zlib = @import("zlib");
const b = @import("b.zig");

const x = 1;
const a = @import("a.zig");
`,
  );
  equal(organizeImports(syntaxTree('main.zig', bytesOfString(sorted))), null);
});

/** What is selected stands between `«` and `»`; `after` is null where nothing is offered. */
const REFACTORINGS: readonly { readonly before: string; readonly after: string | null }[] = [
  {
    before: 'export fn f(a: u32) u32 {\n    return «a * 2» + 1;\n}\n',
    after: 'export fn f(a: u32) u32 {\n    const extracted = a * 2;\n    return extracted + 1;\n}\n',
  },
  {
    before: 'fn g(a: u32, b: u8) u32 {\n    return a + b;\n}\nexport fn f() u32 {\n    return g(« 7 », 2);\n}\n',
    after:
      'fn g(a: u32, b: u8) u32 {\n    return a + b;\n}\nexport fn f() u32 {\n    const extracted = 7;\n    return g( extracted , 2);\n}\n',
  },
  {
    before: 'export fn f(a: u32) u32 {\n    if («a > 3») return 1;\n    return 2;\n}\n',
    after: 'export fn f(a: u32) u32 {\n    const extracted = a > 3;\n    if (extracted) return 1;\n    return 2;\n}\n',
  },
  {
    before:
      'export fn f(a: u32) u32 {\n    return switch («a & 1») {\n        0 => 1,\n        else => 2,\n    };\n}\n',
    after:
      'export fn f(a: u32) u32 {\n    const extracted = a & 1;\n    return switch (extracted) {\n        0 => 1,\n        else => 2,\n    };\n}\n',
  },
  {
    before: 'const a = «3 + 4»;\nexport fn f() u32 {\n    return a;\n}\n',
    after: 'const extracted = 3 + 4;\nconst a = extracted;\nexport fn f() u32 {\n    return a;\n}\n',
  },
  {
    before: 'const a = «(3 + 4)» * 2;\nexport fn f() u32 {\n    return a;\n}\n',
    after: 'const extracted = (3 + 4);\nconst a = extracted * 2;\nexport fn f() u32 {\n    return a;\n}\n',
  },
  {
    before:
      'fn g() !u8 {\n    return 1;\n}\nfn h() !u8 {\n    return «try g()» + 1;\n}\nexport fn f() u8 {\n    return h() catch 0;\n}\n',
    after:
      'fn g() !u8 {\n    return 1;\n}\nfn h() !u8 {\n    const extracted = try g();\n    return extracted + 1;\n}\nexport fn f() u8 {\n    return h() catch 0;\n}\n',
  },
  // Not evaluated where the statement begins, or not always.
  { before: 'export fn f(a: u32) bool {\n    return a > 1 and «a < 5»;\n}\n', after: null },
  { before: 'export fn f(a: u32) u32 {\n    return if (a > 1) «a + 1» else 2;\n}\n', after: null },
  { before: 'export fn f(a: u32) u32 {\n    var i = a;\n    while («i > 3») i -= 1;\n    return i;\n}\n', after: null },
  {
    before:
      'fn g(a: *u8) u8 {\n    a.* += 1;\n    return a.*;\n}\nexport fn f() u8 {\n    var x: u8 = 1;\n    return g(&x) + «g(&x)»;\n}\n',
    after: null,
  },
  // Typed by where it stands.
  {
    before: 'export fn f(a: u32) u8 {\n    const b: u8 = 1 + «@as(u8, @intCast(a))»;\n    return b;\n}\n',
    after:
      'export fn f(a: u32) u8 {\n    const extracted = @as(u8, @intCast(a));\n    const b: u8 = 1 + extracted;\n    return b;\n}\n',
  },
  { before: 'export fn f(a: u32) u8 {\n    return «@intCast(a)»;\n}\n', after: null },
  {
    before:
      'const S = struct { a: u8 };\nfn g(s: S) u8 {\n    return s.a;\n}\nexport fn f() u8 {\n    return g(«.{ .a = 1 }»);\n}\n',
    after: null,
  },
  // Places, not values.
  {
    before: 'export fn f() u8 {\n    var x: u8 = 1;\n    const p = &«x»;\n    p.* += 1;\n    return x;\n}\n',
    after: null,
  },
  { before: 'export fn f() u8 {\n    var x: u8 = 1;\n    «x» += 1;\n    return x;\n}\n', after: null },
  // A name that is taken.
  {
    before: 'export fn f(extracted: u32) u32 {\n    return «extracted * 2» + 1;\n}\n',
    after:
      'export fn f(extracted: u32) u32 {\n    const extracted_2 = extracted * 2;\n    return extracted_2 + 1;\n}\n',
  },
  // With a cursor alone, a constant is inlined.
  {
    before: 'export fn f(a: u32) u32 {\n    const «»b = a + 1;\n    return b * b;\n}\n',
    after: 'export fn f(a: u32) u32 {\n    return (a + 1) * (a + 1);\n}\n',
  },
  {
    before: 'export fn f() u32 {\n    const b: u32 = 7;\n    return «»b;\n}\n',
    after: 'export fn f() u32 {\n    return @as(u32, 7);\n}\n',
  },
  {
    before: "export fn f() u8 {\n    const b = 'x';\n    _ = 1;\n    return «»b;\n}\n",
    after: "export fn f() u8 {\n    _ = 1;\n    return 'x';\n}\n",
  },
  // Its value can be another where it is used.
  {
    before: 'export fn f() u32 {\n    var a: u32 = 1;\n    const «»b = a;\n    a += 1;\n    return a + b;\n}\n',
    after: null,
  },
  {
    before: 'fn g() u32 {\n    return 1;\n}\nexport fn f() u32 {\n    const «»b = g();\n    return b;\n}\n',
    after: null,
  },
  // It is a place.
  { before: 'export fn f(a: u32) u32 {\n    const «»b = a;\n    const p = &b;\n    return p.*;\n}\n', after: null },
];

for (const { before, after } of REFACTORINGS) {
  test(`of ${before
    .slice(0, before.indexOf('»') + 1)
    .split('\n')
    .at(-1)!
    .trim()}: ${after === null ? 'nothing' : 'a refactoring'}`, () => {
    const source = before.replace(/[«»]/g, '');
    const tree = syntaxTree('main.zig', bytesOfString(source));
    const start = before.indexOf('«');
    const end = before.indexOf('»') - 1;
    const fix = start === end ? inlineConstant(tree, start) : extractConstant(tree, { start, end });
    deepEqual(errorsOf(source), []);
    equal(fix === null ? null : edited(source, fix.edits), after);
    if (after !== null) deepEqual(errorsOf(after), []);
  });
}
