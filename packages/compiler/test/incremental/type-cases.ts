import type { Case } from './cases.ts';

/** Types that are resolved lazily, or made by functions and builtins, and their names. */
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
];
