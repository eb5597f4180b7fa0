import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { smallLib, TestHost } from '../../test/support/library.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { Session } from './session.ts';
import { renderErrors, type UpdateResult } from './update-result.ts';

/** A program that has other types, functions, instances, tables and texts for each `n`; every seventh has an error. */
function program(n: number): string {
  return `
fn List(T: type, len: usize) type {
    return struct {
        items: [len]T,
        const Self = @This();
        fn sum(self: Self) usize {
            var total: usize = ${n};
            for (self.items) |item| total += item;
            return total;
        }
    };
}
fn fib(i: u32) u32 {
    return if (i < 2) i else fib(i - 1) + fib(i - 2) + ${n % 5};
}
const Kept = union(enum) { number: u32, pair: struct { a: u8, b: u8 } };
var kept: Kept = .{ .number = 4 };
const table_${n} = blk: {
    var t: [300]u32 = undefined;
    for (&t, 0..) |*x, i| x.* = i * ${n};
    break :blk t;
};
export fn first(x: u32) usize {
    const Local${n % 3} = struct { a: u32 = ${n}, b: ${n % 2 === 0 ? 'u64' : 'u16'} = 2 };
    const local: Local${n % 3} = .{ .a = x };
    const list: List(u32, ${2 + (n % 40)}) = .{ .items = @splat(table_${n}[x % 300]) };
    const text = "text number ${n}";
    return list.sum() + local.a + local.b + text.len + (comptime fib(6)) + switch (kept) {
        .number => |number| number,
        .pair => |pair| pair.a${n % 7 === 6 ? '.missing' : ''},
    };
}
`;
}

/** After how many new items those are dropped that nothing refers to; bytes that they may take. */
const GROWTH = 3000;
const GARBAGE = 150_000;
/** Bytes that an edit of so much leaves for good: rows of what was, and numbers of items. All that it makes is several times that. */
const LEFT_BY_EDIT = 3000;

/** `poolGrowth`: after how many new items what is not referred to is dropped. */
function open(host: TestHost, poolGrowth: number): Session {
  const options = {
    rootPath: 'main.zig',
    zigLibDir: 'lib',
    host,
    os: 'freestanding',
    mode: OptimizeMode.Debug,
  } as const;
  return new Session({ ...options, isLibrary: true, emit: true }, host, undefined, poolGrowth);
}

function outcome(result: UpdateResult): object {
  return { errors: renderErrors(result, false), module: result.module, faults: result.faults };
}

function bytes(session: Session): number {
  let sum = 0;
  for (const size of session.memoryReport().values()) sum += size;
  return sum;
}

test('a session of many edits drops what they leave behind, and gives what a build from nothing gives', () => {
  const host = new TestHost(program(0), smallLib);
  const session = open(host, GROWTH);
  session.update([]);
  for (let n = 1; n <= 150; n++) {
    host.source = program(n);
    const result = session.update(['main.zig']);
    if (n % 9 !== 0) continue;
    const fresh = open(host, GROWTH);
    deepEqual(outcome(result), outcome(fresh.update([])), `edit ${n}`);
    const limit = 2 * bytes(fresh) + GARBAGE + n * LEFT_BY_EDIT;
    ok(bytes(session) < limit, `edit ${n}: ${bytes(session)} bytes, more than ${limit}`);
  }
});

test('what is reached is not analysed again when what is not was dropped', () => {
  const host = new TestHost(program(1), smallLib);
  const session = open(host, 0);
  session.update([]);
  host.source = program(2);
  session.update(['main.zig']);
  session.update([]);
  equal(session.journal().analysed.length, 0);
  host.source = program(2).replace('const text = "text', 'const text = "other text');
  const result = session.update(['main.zig']);
  deepEqual(
    session.journal().analysed.map(({ unit }) => unit.name),
    ['main.first'],
  );
  deepEqual(outcome(result), outcome(open(host, 0).update([])));
});
