import type { Case } from './cases.ts';

/** Members of containers: their layout, defaults and tags, and what asks for them by name. */
export const LAYOUT_CASES: readonly Case[] = [
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
];
