import { deepEqual } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from '../../../../test/support/big-stack.ts';
import type { UpdateAfterQuestion } from './asked-programs.ts';

const thread = new BigStack(new URL('asked-programs.ts', import.meta.url));
after(() => thread.close());

/** What a function refers to in one expression, and what declares that. */
const REFERENCES: readonly (readonly [string, string])[] = [
  ['g()', 'fn g() u32 {\n    return 7;\n}'],
  ['g(u32, 3)', 'fn g(comptime T: type, t: T) T {\n    return t;\n}'],
  ['S.g()', 'const S = struct {\n    fn g() u32 {\n        return 1;\n    }\n};'],
  ['c', 'var c: u32 = 4;'],
  ['@intFromEnum(E.a)', 'const E = enum(u32) { a, b };'],
  ['@sizeOf(G(u8))', 'fn G(comptime T: type) type {\n    return struct { a: T };\n}'],
  ['g() catch 3', 'fn g() !u32 {\n    return error.A;\n}'],
];

for (const [expression, declarations] of REFERENCES)
  test(`what a question had '${expression}' refer to is not analysed once it is no more`, async () => {
    const program = (value: string, more: string): string =>
      `export fn f() u32 {\n    return ${value};\n}\nexport fn e() u32 {\n    return 2;\n}\n${more}\n`;
    const is = program('1', '');
    // What came and went has the references counted, which an update then goes by.
    const steps = [is, program('1', 'fn k() void {}'), is];
    const found = await thread.call<UpdateAfterQuestion>(
      'updateAfterQuestion',
      steps,
      program(expression, declarations),
    );
    deepEqual(found, { analysed: ['main.f'], faulted: 0, isRight: true });
  });
