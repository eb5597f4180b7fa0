import { deepEqual, match, ok } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from '../../../test/support/big-stack.ts';
import type { Compiled } from './sema/compile.ts';

/* Programs that ask for more than there is end with an error that has a place; those that ask for much get it. */

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

const thread = new BigStack(new URL('sema/compile.ts', import.meta.url));
after(() => thread.close());

async function firstError(source: string): Promise<string> {
  const { errors, faults } = await thread.call<Compiled>('compile', source, false);
  return [...errors.split('\n'), ...faults].find((line) => line !== '') ?? '';
}

const UNSUPPORTED = 'not supported yet:';
const ENDLESS: readonly (readonly [string, string, string])[] = [
  [
    'an integer',
    'comptime { _ = 1 << 1_000_000_000; }',
    `1:18: error: ${UNSUPPORTED} an integer of more than 67108864 bits`,
  ],
  [
    'a string repeated',
    'comptime { _ = "abc" ** 1_000_000_000; }',
    `1:22: error: ${UNSUPPORTED} a compile-time value of more than 134217728 bytes`,
  ],
  [
    'an array repeated',
    'comptime { _ = [_]u16{ 1, 2 } ** 500_000_000; }',
    `1:31: error: ${UNSUPPORTED} a compile-time value of more than 16777216 elements`,
  ],
  [
    'a tuple repeated',
    'comptime { _ = .{1} ** 100_000_000; }',
    `1:21: error: ${UNSUPPORTED} a compile-time value of more than 16777216 elements`,
  ],
  [
    'a variable',
    'comptime { var x: [1 << 30]u8 = undefined; x[5] = 1; }',
    `1:49: error: ${UNSUPPORTED} a compile-time value of more than 16777216 elements`,
  ],
  [
    'arrays that are joined as the program runs',
    'export fn f(p: *const [0xffff_ffff]u8) void { _ = p.* ++ p.*; }',
    `1:55: error: ${UNSUPPORTED} an array of more than 4194304 elements that is put together`,
  ],
  [
    'an array that is repeated as the program runs',
    'export fn f(p: *const [1000]u8) void { _ = p.* ** 1_000_000; }',
    `1:48: error: ${UNSUPPORTED} an array of more than 4194304 elements that is put together`,
  ],
  [
    'a string that grows',
    'comptime { @setEvalBranchQuota(4_000_000_000); var s: []const u8 = "a"; while (true) s = s ++ "abcdefgh"; }',
    `1:92: error: ${UNSUPPORTED} compile-time values of more than 1073741824 bytes in one declaration`,
  ],
  [
    'a recursion',
    'fn f(n: u32) u32 {\n    @setEvalBranchQuota(1_000_000);\n    return f(n + 1);\n}\ncomptime { _ = f(0); }',
    `3:13: error: ${UNSUPPORTED} more than 6000 nested calls`,
  ],
  [
    'instances',
    'fn f(comptime n: u32) void { f(n + 1); }\nexport fn g() void { f(0); }',
    `1:1: error: ${UNSUPPORTED} more than 10000 instances of a generic function`,
  ],
  [
    'a return type that asks for itself',
    'fn f(x: anytype) @TypeOf(f(x)) { return f(x); }\nexport fn g() void { f(@as(u8, 1)); }',
    `1:27: error: ${UNSUPPORTED} more than 6000 nested calls`,
  ],
  [
    'a parameter whose type asks for its own function',
    'fn f(comptime T: type, x: @TypeOf(f(T, 1))) void { _ = x; }\nexport fn g() void { f(u8, 1); }',
    `1:36: error: ${UNSUPPORTED} more than 6000 nested calls`,
  ],
  [
    'arguments that grow',
    'fn f(x: anytype) void { f(.{ x, x }); }\nexport fn g() void { f(@as(u8, 1)); }',
    `1:26: error: ${UNSUPPORTED} an argument whose name has more than 32768 characters`,
  ],
];

for (const [title, source, expected] of ENDLESS) {
  test(`no end of ${title}`, async () => {
    deepEqual(await firstError(source), `main.zig:${expected}`);
  });
}

test('a literal of a million digits is read', async () => {
  const source = `comptime { if (${'7'.repeat(1_000_000)} % 1000 != 777) @compileError("wrong"); }`;
  deepEqual(await firstError(source), '');
});

test('a call may be nested thousands deep', async () => {
  const source = `fn f(n: u32) u32 {
    if (n == 0) return 0;
    return 1 + f(n - 1);
}
comptime {
    @setEvalBranchQuota(100_000);
    if (f(5900) != 5900) @compileError("wrong");
}`;
  deepEqual(await firstError(source), '');
});

const NESTED: Record<string, (depth: number) => string> = {
  parentheses: (n) => `export fn f(x: u32) u32 { return ${'x +% ('.repeat(n)}x${')'.repeat(n)}; }`,
  'a chain of `else if`': (n) =>
    `export fn f(x: u32) u32 { ${Array.from({ length: n }, (_, i) => `if (x == ${i}) { return ${i}; } else `).join('')}return 0; }`,
  blocks: (n) => `export fn f(x: u32) u32 { ${'while (x > 1) {'.repeat(n)}${'}'.repeat(n)} return x; }`,
  calls: (n) =>
    `fn g(x: u32) u32 { return x; }\nexport fn f(x: u32) u32 { return ${'g('.repeat(n)}x${')'.repeat(n)}; }`,
  'a chain of calls': (n) =>
    `const S = struct { x: u32, fn g(s: S) S { return s; } };\nexport fn f(s: *S) u32 { return s${'.g()'.repeat(n)}.x; }`,
  'initial values': (n) => `const a = ${'.{ .a = '.repeat(n)}1${' }'.repeat(n)};\ncomptime { _ = a; }`,
  types: (n) => `const A = ${'struct { a: '.repeat(n)}u8${' }'.repeat(n)};\ncomptime { _ = @sizeOf(A); }`,
  'a chain of `or`': (n) => `export fn f(x: u32) bool { return x == 0${' or x == 1'.repeat(n)}; }`,
  'a chain of `orelse`': (n) => `export fn f(x: *?u32) u32 { return ${'x.* orelse '.repeat(n)}0; }`,
  switches: (n) => `export fn f(x: u32) u32 { return ${'switch (x) { 1 => 2, else => '.repeat(n)}3${' }'.repeat(n)}; }`,
};

for (const [title, text] of Object.entries(NESTED)) {
  test(`${title}, thousands deep, where the stack is large`, async () => {
    const { errors, faults, module } = await thread.call<Compiled>('compile', text(3000), true);
    deepEqual([errors, faults], ['', []]);
    ok(WebAssembly.validate(new Uint8Array(module!)));
    match(await firstError(text(50_000)), /: error: not supported yet: nesting this deep$/);
  });
}
