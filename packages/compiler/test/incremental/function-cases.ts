import type { Case } from './cases.ts';

/** Calls, at compile time and not, and the errors of functions. */
export const FUNCTION_CASES: readonly Case[] = [
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
    title:
      'who loads a part of what a declaration is relies on whether that could be worked out, and not on what it is',
    main: `
const step: u32 = 3;
const table = [_]u32{ step, 2 };
var pair: struct { a: u32, comptime b: u32 = 4 } = .{ .a = step };
export fn get(i: u32) u32 {
    const seen = table[i];
    return seen + 1;
}
export fn len() u32 {
    const found = table.len;
    return found + 1;
}
export fn known() u32 {
    const fixed = pair.b;
    return fixed + 1;
}
`,
    updates: [
      {
        edit: [['step: u32 = 3', 'step: u32 = 4']],
        analysed: [
          'type of main.step',
          'value of main.step',
          'value of main.table',
          'type of main.table',
          'value of main.pair',
        ],
      },
      {
        edit: [['{ step, 2 }', '{ step, missing }']],
        error: "main.zig:3:29: error: use of undeclared identifier 'missing'",
      },
      {
        edit: [['return seen + 1', 'return seen + wrong']],
        error: "main.zig:3:29: error: use of undeclared identifier 'missing'",
      },
      { edit: [['.a = step', '.a = absent']], error: "main.zig:3:29: error: use of undeclared identifier 'missing'" },
      {
        edit: [['{ step, missing }', '{ step, 2 }']],
        error: "main.zig:4:60: error: use of undeclared identifier 'absent'",
      },
      { edit: [['.a = absent', '.a = 5']], error: "main.zig:7:19: error: use of undeclared identifier 'wrong'" },
      { edit: [['return seen + wrong', 'return seen + 1']] },
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
      {
        edit: [['i * i', 'i * i + 1']],
        analysed: ['call of main.squares', 'call of main.squares', 'value of main.table', 'type of main.table'],
      },
      { edit: [['i * i + 1', '1 + i * i']], analysed: ['call of main.squares', 'call of main.squares'] },
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
      { edit: [['1 + i * i', 'i + i']], error: "main.zig:7:16: error: use of undeclared identifier 'stepp'" },
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
