import { deepEqual } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from '../../../test/support/big-stack.ts';
import type { Compiled } from './sema/compile.ts';

/* Programs that ask for more than there is end with an error that has a place; those that ask for much get it. */

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
