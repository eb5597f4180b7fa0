import type { Case } from './cases.ts';

/** Types that are resolved lazily, made by builtins, or stand in loops. */
export const TYPE_CASES: readonly Case[] = [
  {
    title: 'a type is called again as it was when the call that makes it is made as it was',
    main: `
const Options = struct { depth: u32 = 2 };
fn Machine(comptime options: Options) type {
    _ = options;
    return struct {
        fn name() []const u8 {
            return @typeName(@This());
        }
    };
}
const A = Machine(.{});
export fn text(i: u32) u8 {
    return A.name()[i];
}
`,
    updates: [{ edit: [['depth: u32 = 2', 'depth: u32 = 1']] }, { edit: [['depth: u32 = 1', 'depth: u32 = 2']] }],
  },
  {
    title: 'how C passes a struct depends on what is in the structs in it',
    main: `
const Inner = extern struct { v: u32 };
const Outer = extern struct { inner: Inner };
export fn same(outer: Outer) Outer {
    return outer;
}
extern fn elsewhere(outer: Outer) Outer;
export fn call(outer: Outer) Outer {
    return elsewhere(outer);
}
`,
    updates: [{ edit: [['v: u32', 'v: f32']] }, { edit: [['v: f32', 'v: u32, w: u32']] }],
  },
  {
    title: 'a type that nothing has a value of is not looked into until something does',
    main: `
const S = struct { a: Missing, b: u32 = "text" };
const P = *S;
var p: P = undefined;
export fn size() u32 {
    return @sizeOf(P);
}
export fn value() u32 {
    return 1;
}
`,
    updates: [
      {
        edit: [['return 1', 'return @sizeOf(S)']],
        error: "main.zig:2:23: error: use of undeclared identifier 'Missing'",
      },
      {
        edit: [['export fn size', 'const Missing = u8;\nexport fn size']],
        error: "main.zig:2:41: error: expected type 'u32', found '*const [4:0]u8'",
      },
      { edit: [['"text"', '2']] },
      { edit: [['Missing = u8', 'Missing = u16']] },
      {
        edit: [
          ['@sizeOf(S)', '3'],
          ['b: u32 = 2', 'b: Gone = 2'],
        ],
        error: "main.zig:2:35: error: use of undeclared identifier 'Gone'",
      },
      {
        edit: [['= undefined', '= @constCast(&S{ .a = 1 })']],
        error: "main.zig:2:35: error: use of undeclared identifier 'Gone'",
      },
      { edit: [['b: Gone = 2', 'b: u32 = @sizeOf(S)']] },
      { edit: [['b: u32 = @sizeOf(S)', 'b: [@sizeOf(S)]u8 = undefined']] },
      { edit: [['&S{ .a = 1 }', '&1']] },
      { edit: [['@constCast(&1)', 'undefined']] },
    ],
  },
  {
    title: 'default values of fields refer to the type itself, and to each other',
    main: `
const A = struct {
    n: u32 = 1,
    b: *const B = &.{},
};
const B = struct {
    m: u32 = 2,
};
export fn sum() u32 {
    const a: A = .{};
    return a.n + a.b.m;
}
`,
    updates: [
      { edit: [['n: u32 = 1', 'n: u32 = (B{}).m']] },
      { edit: [['m: u32 = 2', 'm: u32 = (A{ .n = 3 }).b.m']], error: 'error: dependency loop with length 2' },
      {
        edit: [['const a: A = .{};\n    return a.n + a.b.m', 'const b: B = .{};\n    return b.m']],
        error: 'error: dependency loop with length 2',
      },
      {
        edit: [['(B{}).m', '(A{}).n']],
        error: "main.zig:3:16: error: default field values of 'main.A' depend on themselves for initialization here",
      },
      { edit: [['(A{}).n', '4']], error: 'error: dependency loop with length 2' },
      { edit: [['(A{ .n = 3 }).b.m', '(A{ .n = 3, .b = undefined }).n']] },
    ],
  },
  {
    title: 'packed types change the integer that they are',
    main: `
const Small = packed struct { a: u3, b: u5 };
const Whole = packed struct(u16) { low: Small, high: u8 };
const Either = packed union { small: Small, byte: u8 };
export fn get(w: Whole) u8 {
    const e: Either = .{ .small = w.low };
    return e.byte +% w.high;
}
export fn bits() u16 {
    return @bitCast(Whole{ .low = .{ .a = 1, .b = 2 }, .high = 3 });
}
export fn equal(w: Whole) bool {
    return w == @as(Whole, @bitCast(@as(u16, 0x1234)));
}
`,
    updates: [
      { edit: [['a: u3, b: u5', 'b: u5, a: u3']] },
      {
        edit: [['a: u3 }', 'a: u4 }']],
        error: 'main.zig:3:22: error: backing integer bit width does not match total bit width of fields',
      },
      { edit: [['high: u8', 'high: u7']], error: 'main.zig:4:51: error: field bit width does not match earlier field' },
      { edit: [['byte: u8', 'byte: u9']], error: "main.zig:7:19: error: expected type 'u8', found 'u9'" },
      {
        edit: [
          ['u4 }', 'u3 }'],
          ['high: u7', 'high: u8'],
          ['byte: u9', 'byte: u8'],
        ],
      },
      { edit: [['packed struct(u16) {', 'packed struct(i16) {']] },
    ],
  },
  {
    title: 'a declaration says its type, and does no more; its type and its value change apart from each other',
    main: `
const T = u32;
const n: T = 5;
const pointer = &n;
export fn get() u32 {
    return n;
}
export fn byPointer() u32 {
    return pointer.*;
}
export fn bits() u32 {
    return @bitSizeOf(@TypeOf(n));
}
`,
    updates: [
      { edit: [['n: T = 5', 'n: T = 6']] },
      { edit: [['T = u32', 'T = u16']] },
      { edit: [['n: T = 6', 'n = 6']], error: "main.zig:12:23: error: no size available for type 'comptime_int'" },
      {
        edit: [['n = 6', 'n: T = 70000']],
        error: "main.zig:3:14: error: type 'u16' cannot represent integer value '70000'",
      },
      { edit: [['T = u16', 'T = u32']] },
      {
        edit: [
          ['n: T = 70000', 'n: @TypeOf(m) = m'],
          ['const T', 'const m: T = n;\nconst T'],
        ],
        error: 'error: dependency loop with length 3',
      },
      { edit: [['m: T = n', 'm: T = 4']] },
      { edit: [['m: T = 4', 'm: @TypeOf(n) = 4']], error: 'error: dependency loop with length 4' },
      {
        edit: [
          ['m: @TypeOf(n) = 4', 'm = 4'],
          ['n: @TypeOf(m) = m', 'n: u32 = m'],
        ],
      },
    ],
  },
  {
    title: 'a labelled switch over errors follows the errors that there are',
    main: `
const E = error{ First, Second };
fn fail(n: u32) E!u32 {
    return switch (n) {
        0 => error.First,
        1 => error.Second,
        else => n,
    };
}
export fn run(n: u32) u32 {
    return fail(n) catch |err| again: switch (err) {
        error.First => continue :again error.Second,
        error.Second => 20,
    };
}
`,
    updates: [
      { edit: [['=> 20', '=> 30']], analysed: ['body of main.run'] },
      {
        edit: [['Second };', 'Second, Third };']],
        error: 'main.zig:11:32: error: switch must handle all possibilities',
      },
      { edit: [['error.Second => 30,', 'else => 30,']] },
      {
        edit: [
          ['Third };', 'Third };\nconst F = error{Other};'],
          ['fn fail(n: u32) E!', 'fn fail(n: u32) (E || F)!'],
        ],
      },
      {
        edit: [
          ['Second, Third };', 'Second };'],
          ['(E || F)!', 'E!'],
        ],
      },
      {
        edit: [['First => continue', 'Fourth => continue']],
        error: "main.zig:13:9: error: expected type 'error{First,Second}', found 'error{Fourth}'",
      },
    ],
  },
  {
    title: 'types made by builtins follow what they are made of',
    main: `
const names = [_][]const u8{ "a", "b" };
const types = [_]type{ u8, u32 };
const S = @Struct(.auto, null, &names, &types, &@splat(.{}));
const E = @Enum(u8, .exhaustive, &names, &.{ 0, 1 });
const U = @Union(.auto, E, &names, &types, &@splat(.{}));
const I = @Int(.unsigned, 9);
const T = @Tuple(&types);
const P = @Pointer(.one, .{ .@"const" = true }, S, null);
const F = @Fn(&types, &@splat(.{}), u32, .{});
export fn sizes() u32 {
    return @sizeOf(S) + 100 * @sizeOf(U) + 10000 * @sizeOf(T) + @bitSizeOf(I);
}
export fn field(p: P) u32 {
    return p.b;
}
export fn tag(e: E) u32 {
    return switch (e) {
        .a => 1,
        .b => 2,
    };
}
fn two(a: u8, b: u32) u32 {
    return a + b;
}
export fn call(n: u32) u32 {
    const f: *const F = &two;
    return f(1, n);
}
`,
    updates: [
      {
        edit: [['types = [_]type{ u8, u32 }', 'types = [_]type{ u16, u32 }']],
        error: "main.zig:27:25: error: expected type '*const fn (u16, u32) u32', found '*const fn (u8, u32) u32'",
      },
      { edit: [['two(a: u8', 'two(a: u16']] },
      { edit: [['"a", "b" }', '"a", "c" }']], error: "main.zig:15:14: error: no field named 'b' in struct 'main.S'" },
      {
        edit: [
          ['p.b', 'p.c'],
          ['.b => 2', '.c => 2'],
        ],
      },
      { edit: [['.unsigned, 9', '.signed, 17']] },
      { edit: [['.auto, null', '.@"extern", null']] },
      {
        edit: [['&names, &.{ 0, 1 }', '&names, &.{ 0, 0 }']],
        error: "main.zig:5:42: error: enum tag value '0' for field 'c' already taken",
      },
      { edit: [['&names, &.{ 0, 0 }', '&names, &.{ 0, 4 }']] },
      { edit: [['.{ .@"const" = true }', '.{}']] },
      {
        edit: [['u32, .{})', 'u32, .{ .@"callconv" = .c })']],
        error:
          "main.zig:27:25: error: expected type '*const fn (u16, u32) callconv(.c) u32', found '*const fn (u16, u32) u32'",
      },
      { edit: [['b: u32) u32 {', 'b: u32) callconv(.c) u32 {']] },
      {
        edit: [['const names = ', 'const names = [_][]const u8{ "x", "x" };\nconst old = ']],
        error: "main.zig:5:37: error: duplicate struct field 'x' at index '1",
      },
    ],
  },
  {
    title: 'loops through types and values come and go in any order, and are told from the same start',
    main: `
const A = struct { b: B, n: u32 };
const B = struct { c: *C };
const C = struct { a: A, n: u32 };
const size: u32 = @sizeOf(A);
export fn first(a: *A) u32 {
    return a.n;
}
export fn second(p: *C) u32 {
    return p.n;
}
export fn third() u32 {
    return size;
}
`,
    updates: [
      { edit: [['c: *C', 'c: C']], error: 'error: dependency loop with length 3' },
      {
        edit: [['export fn first(a: *A) u32 {\n    return a.n', 'export fn first(a: *C) u32 {\n    return a.n']],
        error: 'error: dependency loop with length 3',
      },
      { edit: [['c: C', 'c: *C']] },
      { edit: [['b: B, n: u32 };', 'b: B, n: u32, m: [size]u8 };']], error: 'error: dependency loop with length 2' },
      { edit: [['return size', 'return 1']], error: 'error: dependency loop with length 2' },
      { edit: [['@sizeOf(A)', '@sizeOf(*A)']] },
      { edit: [['c: *C', 'c: [1]C']], error: 'error: dependency loop with length 3' },
      { edit: [['a: A, n', 'a: ?*A, n']] },
      {
        edit: [
          ['return 1', 'return @alignOf(B)'],
          ['a: ?*A', 'a: ?A'],
        ],
        error: 'error: dependency loop with length 3',
      },
      { edit: [['a: ?A', 'a: @TypeOf(size)']] },
      {
        edit: [
          ['const size: u32', 'const size: @TypeOf(other)'],
          ['const A =', 'const other: @TypeOf(size) = 1;\nconst A ='],
        ],
        error: 'error: dependency loop with length 4',
      },
      { edit: [['const other: @TypeOf(size)', 'const other: u32']] },
    ],
  },
  {
    title: 'functions whose errors are inferred call each other, and cease to',
    main: `
fn even(n: u32) !bool {
    if (n == 0) return true;
    return odd(n - 1);
}
fn odd(n: u32) error{Odd}!bool {
    if (n == 0) return error.Odd;
    return even(n - 1) catch false;
}
export fn run(n: u32) bool {
    return even(n) catch |err| switch (err) {
        error.Odd => false,
    };
}
`,
    updates: [
      { edit: [['odd(n: u32) error{Odd}!bool', 'odd(n: u32) !bool']], error: 'error: dependency loop with length 2' },
      { edit: [['return true', 'return error.Even']], error: 'error: dependency loop with length 2' },
      {
        edit: [['error.Odd => false,', 'else => |e| @errorName(e).len == 3,']],
        error: 'error: dependency loop with length 2',
      },
      { edit: [['return error.Odd', 'return false']], error: 'error: dependency loop with length 2' },
      { edit: [['odd(n - 1)', 'n == 2']] },
      { edit: [['return error.Even', 'return even(n)']] },
    ],
  },
  {
    title: 'two calls that make one type: it is named by the first of them',
    main: `
fn Box(comptime label: []const u8) type {
    _ = label;
    return struct { n: u32 };
}
const One = Box("one");
const Two = Box("two");
export fn first(one: *One) u32 {
    return one.n;
}
export fn second(two: *Two) u32 {
    return two.n + @typeName(Two).len;
}
comptime {
    if (One != Two) @compileError("they differ");
}
`,
    updates: [
      { edit: [['Box("one")', 'Box("three")']] },
      {
        edit: [
          ['one: *One) u32 {\n    return one.n', '_: *u8) u32 {\n    return 1'],
          ['One != Two', 'false'],
        ],
      },
      {
        edit: [['two.n +', 'two.m +']],
        error: `main.zig:12:16: error: no field named 'm' in struct 'main.Box("two"[0..3])'`,
      },
      {
        edit: [
          ['"they differ"', '@typeName(One)'],
          ['if (false)', 'if (One == Two)'],
        ],
        error: `main.zig:12:16: error: no field named 'm' in struct 'main.Box("three"[0..5])'`,
      },
      {
        edit: [['const One = Box("three")', 'const One = Two']],
        error: `main.zig:12:16: error: no field named 'm' in struct 'main.Box("two"[0..3])'`,
      },
    ],
  },
  {
    title: 'what is logged and exported by calls at compile time belongs to who makes them',
    main: `
fn twice(comptime n: u32) u32 {
    comptime {
        @export(&one, .{ .name = "one" });
        @compileLog(n);
    }
    return n * 2;
}
fn one() callconv(.c) u32 {
    return 1;
}
const a = twice(1);
const b = twice(1);
export fn get() u32 {
    return a + b + comptime twice(2);
}
`,
    updates: [
      { edit: [['        @compileLog(n);\n', '']], error: 'main.zig:4:9: error: exported symbol collision: one' },
      { edit: [['a + b', 'b + a']], error: 'main.zig:4:9: error: exported symbol collision: one' },
      { edit: [['const a = twice(1)', 'const a = 3']], error: 'main.zig:4:9: error: exported symbol collision: one' },
      { edit: [['const b = twice(1)', 'const b = 3']] },
      { edit: [['comptime twice(2)', '2']] },
      { edit: [['const b = 3', 'const b = twice(3)']] },
      {
        edit: [['.{ .name = "one" });', '.{ .name = "one" });\n        @compileLog("n is", n);']],
        error: 'main.zig:5:9: error: found compile log statement',
      },
      { edit: [['const a = 3', 'const a = twice(4)']], error: 'main.zig:4:9: error: exported symbol collision: one' },
    ],
  },
  {
    title: 'references are told as they are reached, through calls that are analysed in place',
    main: `
inline fn outer() void {
    inner(1);
}
inline fn inner(n: u32) void {
    _ = deep(n);
}
fn deep(n: u32) u8 {
    return n;
}
export fn first() void {}
export fn second() void {
    outer();
}
export fn third() void {
    inner(2);
}
`,
    updates: [
      {
        edit: [['export fn first() void {}', 'export fn first() void {\n    inner(3);\n}']],
        error: "main.zig:9:12: error: expected type 'u8', found 'u32'",
      },
      { edit: [['    inner(3);\n', '']], error: "main.zig:9:12: error: expected type 'u8', found 'u32'" },
      { edit: [['    outer();\n', '']], error: "main.zig:9:12: error: expected type 'u8', found 'u32'" },
      {
        edit: [['    inner(1);\n', '    // nothing\n']],
        error: "main.zig:9:12: error: expected type 'u8', found 'u32'",
      },
      { edit: [['    inner(2);\n', '']] },
      {
        edit: [
          ['export fn second() void {\n', 'export fn second() void {\n    outer();\n    outer();\n'],
          ['    // nothing\n', '    inner(5);\n'],
        ],
        error: "main.zig:9:12: error: expected type 'u8', found 'u32'",
      },
      {
        edit: [['fn deep(n: u32) u8', 'fn deep(n: anytype) u8']],
        error: "main.zig:9:12: error: expected type 'u8', found 'u32'",
      },
      { edit: [['return n;', 'return @intCast(n);']] },
    ],
  },
  {
    title: 'generic functions whose callers come and go, and who inlines',
    main: `
fn max(a: anytype, b: @TypeOf(a)) @TypeOf(a) {
    return if (a > b) a else b;
}
fn Pair(comptime T: type) type {
    return struct {
        a: T,
        b: T,
        fn largest(self: @This()) T {
            return max(self.a, self.b);
        }
    };
}
export fn bytes(a: u8, b: u8) u8 {
    return (Pair(u8){ .a = a, .b = b }).largest();
}
export fn words(a: u32, b: u32) u32 {
    return max(a, b);
}
`,
    updates: [
      { edit: [['fn max', 'inline fn max']] },
      { edit: [['a > b', 'a >= b']] },
      { edit: [['inline fn max', 'fn max']] },
      {
        edit: [
          ['Pair(u8){', 'Pair(u16){'],
          [').largest()', ').largest2()'],
        ],
        error: "main.zig:15:41: error: no field or member function named 'largest2' in 'main.Pair(u16)'",
      },
      { edit: [[').largest2()', ').largest()']], error: "main.zig:15:49: error: expected type 'u8', found 'u16'" },
      { edit: [['b: u8) u8', 'b: u8) u16']] },
      { edit: [['b: @TypeOf(a)) @TypeOf(a)', 'b: anytype) @TypeOf(a, b)']] },
      {
        edit: [['max(a, b)', 'max(a, @as(u64, b))']],
        error: "main.zig:18:15: error: expected type 'u32', found 'u64'",
      },
      { edit: [['(a: u32, b: u32) u32', '(a: u32, b: u32) u64']] },
    ],
  },
];
