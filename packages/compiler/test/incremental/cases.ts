import type { Files } from './run-steps.ts';
import { TYPE_CASES } from './type-cases.ts';

/** One edit: in `main.zig`, each `[from, to]` in turn; or in whole files. */
type Edit = readonly (readonly [string, string])[] | Files;

/** What an update is to come to. */
interface Expectation {
  readonly edit: Edit;
  /** Units of the program that are analysed, in any order. */
  readonly analysed?: readonly string[];
  /** First line of the errors; without it there are none. */
  readonly error?: string;
}

/** A program and updates of it. */
export interface Case {
  readonly title: string;
  readonly main: string;
  readonly files?: Files;
  readonly updates: readonly Expectation[];
}

const COUNTERS = `
const limit: u32 = 10;
const pace: u32 = 2;
export fn first(n: u32) u32 {
    return n + limit;
}
export fn second(n: u32) u32 {
    return n * pace;
}
`;

/** Every kind of fact that an analysis can rely on, changed and left alone. */
export const CASES: readonly Case[] = [
  ...TYPE_CASES,
  {
    title: 'what is wrong with a file of the library is told as long as the file is imported',
    main: `
const std = @import("std");
export fn version() u32 {
    return std.extra.version;
}
`,
    files: { '/small/std/extra.zig': 'pub const version = 1;\n' },
    updates: [
      {
        edit: { '/small/std/extra.zig': 'pub const version = ;\n' },
        error: "/small/std/extra.zig:1:21: error: expected expression, found ';'",
      },
      { edit: { '/small/std/extra.zig': 'pub const version = 1;\n' } },
      {
        edit: { '/small/std/extra.zig': 'pub const version = 1;\nfn f() void {\n    const x = 1;\n}\n' },
        error: '/small/std/extra.zig:3:11: error: unused local constant',
      },
      { edit: [['std.extra.version', '2']] },
      {
        edit: [['return 2', 'return std.extra.version']],
        error: '/small/std/extra.zig:3:11: error: unused local constant',
      },
      { edit: { '/small/std/extra.zig': 'pub const version = 3;\n' } },
      {
        edit: { '/small/std/std.zig': 'const a = ;\n' },
        error: "/small/std/std.zig:1:11: error: expected expression, found ';'",
      },
    ],
  },
  {
    title: 'an edit of a body has that body analysed, and nothing else',
    main: COUNTERS,
    updates: [{ edit: [['n + limit', 'n - limit']], analysed: ['body of main.first'] }],
  },
  {
    title: 'a constant has those analysed that read it',
    main: COUNTERS,
    updates: [
      { edit: [['= 10', '= 11']], analysed: ['type of main.limit', 'value of main.limit', 'body of main.first'] },
    ],
  },
  {
    title: 'comments, blank lines and moved declarations have nothing analysed',
    main: COUNTERS,
    updates: [
      { edit: [['const pace', '// slow\n\n\nconst pace']], analysed: [] },
      {
        edit: [
          ['const limit: u32 = 10;\n', ''],
          ['    return n * pace;\n}\n', '    return n * pace;\n}\nconst limit: u32 = 10;\n'],
        ],
        analysed: [],
      },
      { edit: [['export fn first', '\n\n/// Documented.\nexport fn first']], analysed: [] },
    ],
  },
  {
    title: 'a value that is what it was cuts the update off',
    main: COUNTERS,
    updates: [{ edit: [['= 10', '= 5 + 5']], analysed: ['type of main.limit', 'value of main.limit'] }],
  },
  {
    title: 'who needs the type of a declaration alone is left alone where its value changes',
    main: `
var counter: u32 = 10;
export fn read() u32 {
    return counter;
}
`,
    updates: [
      { edit: [['= 10', '= 11']] },
      {
        edit: [
          ['u32 = 11', 'u16 = 11'],
          ['() u32', '() u16'],
        ],
      },
    ],
  },
  {
    title: '@hasDecl turns true and false again',
    main: `
const S = struct {
    const a = 1;
};
export fn has() bool {
    return @hasDecl(S, "extra");
}
`,
    updates: [
      { edit: [['    const a', '    const extra = 2;\n    const a']] },
      { edit: [['    const extra = 2;\n', '    const other = 2;\n']] },
      { edit: [['other = 2', 'other = 3']], analysed: [] },
    ],
  },
  {
    title: 'a name goes, is an error where it is used, and returns',
    main: COUNTERS,
    updates: [
      { edit: [['const pace: u32 = 2;\n', '']], error: "main.zig:7:16: error: use of undeclared identifier 'pace'" },
      { edit: [['const limit', 'const pace: u32 = 3;\nconst limit']] },
      { edit: [['pace: u32', 'speed: u32']], error: "main.zig:8:16: error: use of undeclared identifier 'pace'" },
      { edit: [['n * pace', 'n * speed']] },
    ],
  },
  {
    title: '@typeInfo sees members come, become private and change places',
    main: `
const S = struct {
    pub const a = 1;
    pub const b = 2;
};
comptime {
    for (@typeInfo(S).@"struct".decls) |decl| @compileLog(decl.name);
}
`,
    updates: [
      { edit: [['= 2', '= 3']], analysed: [], error: 'main.zig:7:47: error: found compile log statement' },
      { edit: [['pub const b', 'const b']], error: 'main.zig:7:47: error: found compile log statement' },
      {
        edit: [['    pub const a = 1;\n    const b = 3;', '    pub const b = 3;\n    pub const a = 1;']],
        error: 'main.zig:7:47: error: found compile log statement',
      },
    ],
  },
  {
    title: 'fields come, change their type, order and alignment',
    main: `
const S = struct { a: u8, b: u32 };
export fn size() u32 {
    return @sizeOf(S);
}
export fn offset() u32 {
    return @offsetOf(S, "b");
}
export fn get(s: *S) u32 {
    return s.b;
}
export fn other() u32 {
    return 1;
}
`,
    updates: [
      { edit: [['b: u32 }', 'b: u32, c: u64 }']] },
      { edit: [['a: u8, b: u32', 'b: u32, a: u8']] },
      { edit: [['a: u8', 'a: u8 align(16)']] },
      { edit: [['struct {', 'extern struct {']] },
      {
        edit: [
          ['extern struct', 'packed struct'],
          [' align(16)', ''],
        ],
      },
    ],
  },
  {
    title: 'a layout changes with that of a type inside it',
    main: `
const Inner = extern struct { n: u8 };
const Outer = extern struct { inner: Inner, y: u32 };
export fn get(outer: *Outer) u32 {
    return outer.y;
}
export fn put(outer: *Outer, y: u32) void {
    outer.* = .{ .inner = .{ .n = 1 }, .y = y };
}
`,
    updates: [
      { edit: [['n: u8 ', 'n: u64 ']] },
      { edit: [['n: u64', 'n: u8, m: u8']], error: 'main.zig:8:28: error: missing struct field: m' },
    ],
  },
  {
    title: 'default values of fields change, and come',
    main: `
const S = struct { a: u32 = 1, b: u32 = 2 };
export fn sum() u32 {
    const s: S = .{};
    return s.a + s.b;
}
export fn partial() u32 {
    const s: S = .{ .a = 4, .b = 5 };
    return s.a + s.b;
}
`,
    updates: [
      { edit: [['b: u32 = 2', 'b: u32 = 3']] },
      { edit: [['b: u32 = 3', 'b: u32']], error: 'main.zig:4:19: error: missing struct field: b' },
    ],
  },
  {
    title: 'enums get tags, unions fields and tags',
    main: `
const E = enum { a, b };
const U = union(enum) { x: u32, y: u8 };
export fn number(e: u8) u32 {
    return switch (@as(E, @enumFromInt(e))) {
        .a => 1,
        .b => 2,
    };
}
export fn tag() u32 {
    const u: U = .{ .y = 1 };
    return @intFromEnum(u);
}
`,
    updates: [
      { edit: [['a, b }', 'a, b, c }']], error: 'main.zig:5:12: error: switch must handle all possibilities' },
      { edit: [['.b => 2', '.b, .c => 2']] },
      { edit: [['enum { a, b, c', 'enum(u8) { a = 5, b = 6, c = 9']] },
      { edit: [['x: u32, y: u8', 'y: u8, x: u32']] },
      { edit: [['union(enum) {', 'union(enum(u8)) {']] },
    ],
  },
  {
    title: 'types become others of the same fields: of another layout, with a tag, open',
    main: `
const S = struct { n: u8, m: u8 };
const U = union { a: u8, b: S };
const E = enum { x, y };
export fn outer(o: *extern struct { e: u8, p: *S }) u8 {
    return o.e + o.p.n;
}
export fn union_(u: *U) u8 {
    return u.b.m;
}
export fn tag(e: *E) u8 {
    return switch (e.*) {
        .x => 1,
        else => 2,
    };
}
export fn sizes() u32 {
    return @sizeOf(S) * 10000 + @sizeOf(U) * 100 + @sizeOf(E);
}
`,
    updates: [
      {
        edit: [
          ['p: *S', 'p: S'],
          ['o.p.n', 'o.p.n'],
        ],
        error: "main.zig:5:47: error: extern structs cannot contain fields of type 'main.S'",
      },
      { edit: [['S = struct', 'S = extern struct']] },
      {
        edit: [
          ['S = extern struct', 'S = struct'],
          ['p: S', 'p: *S'],
        ],
      },
      { edit: [['struct { n: u8, m: u8 }', 'packed struct { n: u8, m: u8 }']] },
      { edit: [['packed struct {', 'packed struct(u16) {']] },
      {
        edit: [['packed struct(u16) {', 'packed struct(u32) {']],
        error: 'main.zig:2:18: error: backing integer bit width does not match total bit width of fields',
      },
      {
        edit: [
          ['packed struct(u32) {', 'struct {'],
          ['union {', 'union(enum) {'],
        ],
      },
      { edit: [['union(enum) {', 'union(enum(u16)) {']] },
      {
        edit: [['union(enum(u16)) {', 'extern union {']],
        error: "main.zig:3:36: error: extern unions cannot contain fields of type 'main.S'",
      },
      {
        edit: [
          ['extern union {', 'union {'],
          ['enum { x, y }', 'enum(u8) { x, y, _ }'],
        ],
      },
      { edit: [['enum(u8) { x, y, _ }', 'enum(u8) { x, y }']] },
      {
        edit: [['enum(u8) { x, y }', 'enum { x }']],
        error: 'main.zig:14:14: error: unreachable else prong; all cases already handled',
      },
    ],
  },
  {
    title: 'an inferred error set grows, and stays when the text alone changes',
    main: `
fn may(n: u32) !u32 {
    if (n == 0) return error.Zero;
    return n;
}
export fn caller(n: u32) u32 {
    return may(n) catch |err| switch (err) {
        error.Zero => 0,
    };
}
`,
    updates: [
      { edit: [['return n;\n}\nexport', 'return n + 1;\n}\nexport']], analysed: ['body of main.may'] },
      {
        edit: [['return n + 1', 'if (n == 1) return error.One;\n    return n + 1']],
        error: 'main.zig:8:31: error: switch must handle all possibilities',
      },
      { edit: [['error.Zero => 0,', 'error.Zero, error.One => 0,']] },
    ],
  },
  {
    title: 'compile-time calls, inline functions and generic functions are looked through',
    main: `
fn square(comptime n: u32) u32 {
    return n * n;
}
inline fn add(a: u32, b: u32) u32 {
    return a + b;
}
fn max(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b;
}
const nine = square(3);
export fn useCall() u32 {
    return nine;
}
export fn useInline(n: u32) u32 {
    return add(n, 1);
}
export fn useGeneric(n: u32) u32 {
    return max(u32, n, 7);
}
`,
    updates: [
      { edit: [['n * n', 'n * n * n']] },
      { edit: [['a + b', 'a +% b']] },
      { edit: [['a > b', 'a >= b']] },
      { edit: [['fn max(comptime T: type, a: T, b: T) T', 'fn max(comptime T: type, a: T, b: u32) T']] },
      { edit: [['n * n * n', 'n * n * n * 1']] },
    ],
  },
  {
    title: 'types made by functions follow the function, its arguments and what it captures',
    main: `
fn List(comptime T: type, comptime n: u32) type {
    const more = n + 1;
    return struct {
        items: [more]T,
        const len = more;
    };
}
export fn size() u32 {
    return @sizeOf(List(u16, 3)) + List(u8, 1).len;
}
`,
    updates: [
      { edit: [['n + 1', 'n + 2']] },
      { edit: [['const len = more;', 'const len = more + 1;']] },
      { edit: [['List(u16, 3)', 'List(u32, 3)']] },
      { edit: [['items: [more]T,', 'items: [more]T,\n        last: T,']] },
    ],
  },
  {
    title: 'names of types follow the names of what they are named after',
    main: `
const E = enum { a, b };
fn Of(comptime e: E) type {
    return struct { x: [@as(u8, @intFromEnum(e)) + 1]u8 };
}
export fn lenOf() u32 {
    const Local = struct { x: u8 };
    return @typeName(Of(.b)).len + @typeName(Local).len;
}
`,
    updates: [
      {
        edit: [
          ['a, b }', 'a, longer }'],
          ['Of(.b)', 'Of(.longer)'],
        ],
      },
      {
        edit: [
          ['const Local', 'const Longer'],
          ['(Local)', '(Longer)'],
        ],
      },
    ],
  },
  {
    title:
      'of the calls that a table is made by, those are made again that rely on what changed, and nothing else is what it was',
    main: `
const step: u32 = 3;
const Item = struct {
    a: u8,
};
fn scale(x: u32) u32 {
    return x * step;
}
fn squares(n: u32) u32 {
    var sum: u32 = 0;
    for (0..n) |i| sum += i * i;
    return sum;
}
fn sizes(n: u32) u32 {
    return scale(n) + @sizeOf(Item);
}
fn named(comptime T: type) u32 {
    return @typeName(T).len;
}
const table = [_]u32{ squares(3), squares(4), sizes(2), sizes(5), named(Item), scale(1) };
export fn get(i: u32) u32 {
    return table[i];
}
`,
    updates: [
      { edit: [['i * i', 'i * i + 1']], analysed: ['value of main.table', 'type of main.table'] },
      { edit: [['step: u32 = 3', 'step: u32 = 4']] },
      { edit: [['a: u8', 'a: u16']] },
      {
        edit: [
          ['const Item', 'const Thing'],
          ['named(Item)', 'named(Thing)'],
          ['@sizeOf(Item)', '@sizeOf(Thing)'],
        ],
      },
      { edit: [['x * step', 'x * stepp']], error: "main.zig:7:16: error: use of undeclared identifier 'stepp'" },
      { edit: [['i * i + 1', 'i + i']], error: "main.zig:7:16: error: use of undeclared identifier 'stepp'" },
      { edit: [['* stepp', '* step']] },
      {
        edit: [['for (0..n)', 'for (0..n * 1000)']],
        error: 'main.zig:11:5: error: evaluation exceeded 1000 backwards branches',
      },
      {
        edit: [['const table', 'comptime {\n    @setEvalBranchQuota(20000);\n}\nconst table']],
        error: 'main.zig:11:5: error: evaluation exceeded 1000 backwards branches',
      },
      { edit: [['for (0..n * 1000)', 'for (0..n)']] },
      { edit: [['scale(1) }', 'scale(2) }']] },
      {
        edit: [['return x * step;', 'return if (x == 2) @compileError("two") else x;']],
        error: 'main.zig:7:24: error: two',
      },
      {
        edit: [
          ['scale(2) }', 'scale(1) }'],
          ['sizes(2)', 'sizes(3)'],
        ],
      },
    ],
  },
  {
    title: 'a declaration says its type, ceases to, and who has its type alone follows each time',
    main: 'const n = 1;\nconst p = &n;\nexport fn get() u32 {\n    return p.*;\n}\n',
    updates: [
      { edit: [['const n = 1', 'const n: u32 = 1']] },
      { edit: [['const n: u32 = 1', 'const n = 1']] },
      { edit: [['const n = 1', 'const n: u16 = 1']] },
      { edit: [['const n: u16 = 1', 'const n = @as(u16, 1)']] },
      { edit: [['@as(u16, 1)', '@as(u32, 1)']] },
    ],
  },
  {
    title: 'comptime blocks come and go, and those that stay are left alone',
    main: `
comptime {
    if (limit > 5) @compileError("too much");
}
const limit = 1;
`,
    updates: [
      { edit: [['limit = 1', 'limit = 6']], error: 'main.zig:3:20: error: too much' },
      {
        edit: [
          ['limit = 6', 'limit = 2'],
          ['comptime {', 'comptime {\n    _ = 1;\n}\ncomptime {'],
        ],
        analysed: ['value of main.limit', 'block main.comptime_0', 'block main.comptime_1'],
      },
      { edit: [['comptime {\n    if (limit > 5) @compileError("too much");\n}\n', '']], analysed: [] },
      { edit: [['comptime {\n    _ = 1;', 'comptime {\n    _ = struct {\n        export fn in() void {}\n    };']] },
      { edit: [['comptime {', 'comptime {\n    _ = 2;\n}\ncomptime {']] },
      { edit: [['comptime {\n    _ = 2;\n}\n', '']] },
    ],
  },
  {
    title: 'exports are renamed, come and go',
    main: COUNTERS,
    updates: [
      { edit: [['export fn first', 'export fn renamed']] },
      { edit: [['export fn second', 'fn second']], analysed: [] },
      { edit: [['fn second', 'export fn second']] },
      { edit: [['const pace', 'comptime {\n    @export(&limit, .{ .name = "limit" });\n}\nconst pace']] },
    ],
  },
  {
    title: 'what is referred to no more has no errors, and has them again',
    main: `
fn wrong() u32 {
    return "text";
}
export fn caller() u32 {
    return wrong();
}
`,
    updates: [
      { edit: [['return wrong()', 'return 1']], analysed: ['body of main.caller'] },
      {
        edit: [['return 1', 'return wrong()']],
        analysed: ['body of main.caller'],
        error: "main.zig:3:12: error: expected type 'u32', found '*const [4:0]u8'",
      },
      { edit: [['"text"', '2']], analysed: ['body of main.wrong'] },
    ],
  },
  {
    title: '@src() tells where it stands now',
    main: `
export fn line() u32 {
    return @src().line;
}
export fn other() u32 {
    return 1;
}
`,
    updates: [
      { edit: [['\nexport fn line', '\n\n\nexport fn line']], analysed: ['body of main.line'] },
      { edit: [['return 1', 'return 2']] },
    ],
  },
  {
    title: 'a variable that says its type becomes a constant, and a pointer to it with it',
    main: `
var n: u32 = 1;
const pointer = &n;
export fn set() void {
    pointer.* = 2;
}
`,
    updates: [
      { edit: [['var n', 'const n']], error: 'main.zig:5:12: error: cannot assign to constant' },
      { edit: [['const n', 'threadlocal var n']], error: 'main.zig:3:17: error: unable to resolve comptime value' },
      { edit: [['threadlocal var', 'var']] },
    ],
  },
  {
    title: 'an error is told at the place where it stands now',
    main: `
export fn wrong() u32 {
    return "text";
}
`,
    updates: [
      {
        edit: [['\nexport', '\n\n// moved\nexport']],
        analysed: [],
        error: "main.zig:5:12: error: expected type 'u32', found '*const [4:0]u8'",
      },
    ],
  },
  {
    title: 'syntax errors and errors of lowering come and go',
    main: COUNTERS,
    updates: [
      { edit: [['n + limit;', 'n + ;']], analysed: [], error: "main.zig:5:16: error: expected expression, found ';'" },
      { edit: [['n * pace', 'n + pace']], analysed: [], error: "main.zig:5:16: error: expected expression, found ';'" },
      { edit: [['n + ;', 'n + limit;']], analysed: ['body of main.second'] },
      {
        edit: [['return n + limit', 'const unused = 1;\n    return n + limit']],
        analysed: ['body of main.first'],
        error: 'main.zig:5:11: error: unused local constant',
      },
      {
        edit: [['n + pace', 'n * pace + true']],
        analysed: ['body of main.second'],
        error: 'main.zig:5:11: error: unused local constant',
      },
      {
        edit: [['const unused = 1;\n    ', '']],
        analysed: ['body of main.first'],
        error: "main.zig:8:21: error: incompatible types: 'u32' and 'bool'",
      },
      { edit: [['pace + true', 'pace']], analysed: ['body of main.second'] },
    ],
  },
  {
    title: 'a type gets another member, and is lost before another file can be looked into again',
    main: `const b = @import("b.zig");
export fn get() u32 {
    const S = struct {
        const n = 1;
        comptime {
            _ = n;
        }
        comptime {}
    };
    return S.n + b.n;
}
`,
    files: { 'b.zig': 'pub const n = 1;\n' },
    updates: [
      {
        edit: {
          'main.zig':
            'const b = @import("b.zig");\nexport fn get() u32 {\n    const S = struct {\n        const n = 1;\n        const m = 2;\n        comptime {\n            _ = n;\n        }\n        comptime {}\n    };\n    return S.n + b.n;\n}\n',
          'b.zig': '}\n',
        },
        error: "b.zig:1:1: error: expected 'EOF', found '}'",
      },
      {
        edit: {
          'main.zig': 'const b = @import("b.zig");\nexport fn get() u32 {\n    return b.n;\n}\n',
          'b.zig': 'pub const n = 1;\n',
        },
      },
    ],
  },
  {
    title: 'a body is lost while a file cannot be looked into, and there is another when it can',
    main: `
const w = @import("out.zig").w;
fn size() u8 {
}
pub fn main() void {
    w.print(size());
}
`,
    files: { 'out.zig': 'pub fn put() void {}\n' },
    updates: [
      {
        edit: {
          'main.zig':
            'fn size() u8 {\nconst w = @import("out.zig").w;\n}\npub fn main() void {\n    w.print(size());\n}\n',
          'out.zig': '}\n',
        },
        error: 'main.zig:2:7: error: unused local constant',
      },
      {
        edit: {
          'main.zig':
            'const w = @import("out.zig").w;\nfn size() u8 {\n}\npub fn main() void {\n    w.print(size());\n}\n',
          'out.zig': 'pub fn put() void {}\n',
        },
        error: "main.zig:1:29: error: root source file struct 'out' has no member named 'w'",
      },
    ],
  },
  {
    title: 'files come, go, return, and change in a directory of their own',
    main: `
const below = @import("deep/below.zig");
export fn get() u32 {
    return below.get();
}
`,
    files: {
      'deep/below.zig': 'const near = @import("near.zig");\npub fn get() u32 {\n    return near.n;\n}\n',
      'deep/near.zig': 'pub const n = 3;\n',
    },
    updates: [
      { edit: { 'deep/near.zig': 'pub const n = 4;\n' } },
      { edit: { 'deep/near.zig': '//! A file.\npub const n = 4;\n' }, analysed: [] },
      {
        edit: { 'deep/near.zig': null },
        error: "deep/near.zig:1:1: error: unable to load 'near.zig': FileNotFound",
      },
      { edit: { 'deep/near.zig': 'pub const n = 5;\n' } },
      {
        edit: { 'deep/near.zig': 'pub const n = ;\n' },
        error: "deep/near.zig:1:15: error: expected expression, found ';'",
      },
      { edit: { 'deep/near.zig': 'pub const n = 5;\n' }, analysed: [] },
      { edit: { 'deep/below.zig': 'pub fn get() u32 {\n    return 1;\n}\n', 'deep/near.zig': null } },
    ],
  },
  {
    title: 'a file that goes while it has errors imports what it imported when it returns as it was',
    main: `
export fn get() u32 {
    return @import("near.zig").n;
}
`,
    files: {
      'near.zig': 'const far = @import("far.zig");\npub const n = 1;\n',
      'far.zig': 'pub const m = 2;\n',
    },
    updates: [
      { edit: { 'near.zig': 'pub const n = ;\n' }, error: "near.zig:1:15: error: expected expression, found ';'" },
      { edit: { 'near.zig': null }, error: "near.zig:1:1: error: unable to load 'near.zig': FileNotFound" },
      {
        edit: { 'near.zig': 'const far = @import("far.zig");\npub const n = 1;\n', 'far.zig': '}\n' },
        error: "far.zig:1:1: error: expected 'EOF', found '}'",
      },
    ],
  },
  {
    title: 'embedded files change, go and return',
    main: `
export fn len() u32 {
    return @embedFile("note.txt").len;
}
export fn other() u32 {
    return 1;
}
`,
    files: { 'note.txt': 'note' },
    updates: [
      { edit: { 'note.txt': 'longer' }, analysed: ['body of main.len'] },
      { edit: { 'note.txt': null }, error: "main.zig:3:23: error: unable to open 'note.txt': FileNotFound" },
      { edit: { 'note.txt': 'back' } },
    ],
  },
  {
    title: 'a file of data changes, is broken, mended, goes and returns',
    main: `
const Config = struct { limit: u32, names: []const []const u8 = &.{} };
export fn typed() u32 {
    const config: Config = @import("data.zon");
    return config.limit + config.names.len;
}
export fn untyped() u32 {
    return @import("data.zon").limit;
}
export fn other() u32 {
    return 1;
}
`,
    files: { 'data.zon': '.{ .limit = 10 }\n' },
    updates: [
      {
        edit: { 'data.zon': '.{ .limit = 11 }\n' },
        analysed: [
          'body of main.typed',
          'body of main.untyped',
          'default values of data.zon__struct_0',
          'layout of data.zon__struct_0',
        ],
      },
      { edit: { 'data.zon': '// why\n.{\n    .limit = 11,\n}\n' }, analysed: [] },
      {
        edit: { 'data.zon': '.{ .limit = -11 }\n' },
        error: "data.zon:1:13: error: type 'u32' cannot represent integer value '-11'",
      },
      {
        edit: { 'data.zon': '// here\n.{ .limit = -11 }\n' },
        analysed: [],
        error: "data.zon:2:13: error: type 'u32' cannot represent integer value '-11'",
      },
      { edit: { 'data.zon': '.{ .limit = 12, .names = .{ "a", "b" } }\n' } },
      { edit: { 'data.zon': '.{ .limit = 12 \n' }, error: "data.zon:1:15: error: expected ',' after initializer" },
      { edit: { 'data.zon': '.{ .limit = foo }\n' }, error: 'data.zon:1:13: error: invalid expression' },
      { edit: { 'data.zon': '.{ .limit = 12, .size = 1 }\n' }, error: "data.zon:1:25: error: unexpected field 'size'" },
      {
        edit: [['names: []const []const u8 = &.{}', 'size: u32']],
        error: "main.zig:5:34: error: no field named 'names' in struct 'main.Config'",
      },
      { edit: [['config.names.len', 'config.size']] },
      { edit: { 'data.zon': null }, error: "data.zon:1:1: error: unable to load 'data.zon': FileNotFound" },
      { edit: { 'data.zon': '.{ .limit = 3, .size = 4 }\n' } },
    ],
  },
  {
    title: 'a loop of constants is an error in one place, whatever was edited',
    main: `
const a: u32 = b + 1;
const b: u32 = 1;
const c: u32 = a;
export fn get() u32 {
    return c + b;
}
`,
    updates: [
      { edit: [['const b: u32 = 1', 'const b: u32 = c']], error: 'error: dependency loop with length 3' },
      { edit: [['c + b', 'b + c']], error: 'error: dependency loop with length 3' },
      { edit: [['const b: u32 = c', 'const b: u32 = 2']] },
    ],
  },
  {
    title: 'a loop through a type is told of as if what is in it were asked for from its start',
    main: `
const S = extern struct { b: u32, c: u64 };
export fn get(s: *S) u32 {
    return s.b;
}
`,
    updates: [
      {
        edit: [['c: u64', 'c: get']],
        error: "main.zig:2:38: error: expected type 'type', found 'fn (*main.S) callconv(.c) u32'",
      },
      {
        edit: [['c: get', 'c: [@sizeOf(S)]u8']],
        error: "main.zig:2:47: error: type 'main.S' depends on itself for size query here",
      },
      { edit: [['@sizeOf(S)', '@sizeOf(*S)']] },
    ],
  },
  {
    title: 'a function that another name or a pointer stands for is changed for another',
    main: `
fn one() u32 {
    return 1;
}
fn two() u32 {
    return 2;
}
const alias = one;
const pointer: *const fn () u32 = &alias;
export fn direct() u32 {
    return alias();
}
export fn byPointer() u32 {
    return pointer();
}
export fn byAddress() u32 {
    return (&alias)();
}
`,
    updates: [{ edit: [['alias = one', 'alias = two']] }],
  },
  {
    title: 'which function is reached by a pointer follows what its name stands for',
    main: `
fn one() u32 {}
fn two() u32 {}
const alias = one;
const pointer: *const fn () u32 = &alias;
export fn byPointer() u32 {
    return pointer();
}
`,
    updates: [
      {
        edit: [['alias = one', 'alias = two']],
        error: "main.zig:3:10: error: function with non-void return type 'u32' implicitly returns",
      },
    ],
  },
  {
    title: 'extern and threadlocal variables change how they are declared',
    main: `
extern "env" fn host(n: u32) u32;
var state: u32 = 1;
export fn call(n: u32) u32 {
    state += 1;
    return host(n) + state;
}
`,
    updates: [
      { edit: [['"env"', '"other"']] },
      { edit: [['n: u32) u32;', 'n: u64) u32;']] },
      { edit: [['var state', 'const state']], error: 'main.zig:5:5: error: cannot assign to constant' },
      { edit: [['const state', 'var state']] },
      { edit: [['state: u32 = 1', 'state: u32 align(64) = 1']] },
    ],
  },
];

/** The files that each update of a case changes, the first one first. Throws an `Error` where an edit is not of the program. */
export function stepsOf({ main, files, updates }: Case): Files[] {
  const steps: Files[] = [{ 'main.zig': main, ...files }];
  let text = main;
  for (const { edit } of updates) {
    if (!Array.isArray(edit)) {
      steps.push(edit as Files);
      continue;
    }
    for (const [from, to] of edit as [string, string][]) {
      if (text.split(from).length !== 2) throw new Error(`'${from}' is to stand once in the program`);
      text = text.replace(from, () => to);
    }
    steps.push({ 'main.zig': text });
  }
  return steps;
}
