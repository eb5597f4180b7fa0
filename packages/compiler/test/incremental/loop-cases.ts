import type { Case } from './cases.ts';

/** Loops of what depends on itself. */
export const LOOP_CASES: readonly Case[] = [
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
];
