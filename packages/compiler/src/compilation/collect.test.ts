import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary, smallLib, type TestHost } from '../../test/support/library.ts';
import type { Compilation } from './compilation.ts';
import { bytesSource } from './state-file.ts';
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
    var t: [20]u32 = undefined;
    for (&t, 0..) |*x, i| x.* = i * ${n};
    break :blk t;
};
export fn first(x: u32) usize {
    const Local${n % 3} = struct { a: u32 = ${n}, b: ${n % 2 === 0 ? 'u8' : 'u16'} = 2 };
    const local: Local${n % 3} = .{ .a = x };
    const list: List(u32, ${2 + n}) = .{ .items = @splat(table_${n}[x % 20]) };
    const text = "text ${`number ${n} `.repeat(1000)}";
    return list.sum() + local.a + local.b + text.len + (comptime fib(6)) + switch (kept) {
        .number => |number| number,
        .pair => |pair| pair.a${n % 7 === 6 ? '.missing' : ''},
    };
}
`;
}

/** A compilation of `program(0)`; `collectsAlways`: as in the options. */
function open(collectsAlways: boolean): { readonly host: TestHost; readonly compilation: Compilation } {
  return openLibrary(program(0), smallLib, null, { collectsAlways });
}

function outcome(result: UpdateResult): object {
  return { errors: renderErrors(result, false), module: result.module, faults: result.faults };
}

function bytes(compilation: Compilation): number {
  return [...compilation.memoryReport().values()].reduce((sum, size) => sum + size, 0);
}

/** What a build of `n` from nothing comes to. */
function fromNothing(n: number): { readonly result: UpdateResult; readonly compilation: Compilation } {
  const { compilation } = openLibrary(program(n), smallLib);
  return { result: compilation.update(), compilation };
}

test('where what no unit needs is dropped before each update, as much is kept as after a build from nothing, and the same comes of it', () => {
  const { host, compilation } = open(true);
  compilation.update();
  for (let n = 1; n <= 24; n++) {
    host.source = program(n);
    const result = compilation.update(['main.zig']);
    equal(result.module === null, n % 7 === 6);
    if (n % 6 !== 0) continue;
    const fresh = fromNothing(n);
    deepEqual(outcome(result), outcome(fresh.result), `edit ${n}`);
    compilation.update([]);
    const [held, needed] = [bytes(compilation), bytes(fresh.compilation)];
    ok(held < needed * 1.2, `edit ${n}: ${held} bytes, where ${needed} are needed`);
  }
});

test('a session of many edits drops what they leave behind of itself', () => {
  const { host, compilation } = open(false);
  compilation.update();
  const limit = 2 * bytes(compilation) + (1 << 20);
  let most = 0;
  let drops = 0;
  for (let n = 1, before = 0; n <= 150; n++) {
    host.source = program(n);
    compilation.update(['main.zig']);
    const held = bytes(compilation);
    if (held < before) drops++;
    most = Math.max(most, held);
    before = held;
  }
  ok(most < limit, `${most} bytes, more than ${limit}`);
  ok(drops > 0);
});

test('what edits left behind is dropped where there is time, and the updates after that are as they were', () => {
  const { host, compilation } = open(false);
  compilation.update();
  const needed = bytes(compilation);
  let drops = 0;
  for (let n = 1; n <= 150; n++) {
    host.source = program(n);
    const result = compilation.update(['main.zig']);
    const given = result.module?.slice() ?? null;
    if (compilation.tidy()) {
      drops++;
      deepEqual(result.module, given, 'the module that was given holds');
      ok(bytes(compilation) < 2 * needed);
      equal(compilation.tidy(), false, 'there is no more to drop');
    }
    const again = compilation.update([]);
    deepEqual(outcome(again), outcome({ ...result, module: given }));
    deepEqual(again.written, []);
    if (n % 50 === 0) deepEqual(outcome(again), outcome(fromNothing(n).result), `edit ${n}`);
  }
  ok(drops > 0);
});

test('what is reached, and what was before something failed, is not analysed again when the rest was dropped', () => {
  const { host, compilation } = open(true);
  compilation.update();
  const analysed = (source: string): string[] => {
    host.source = source;
    compilation.update(['main.zig']);
    const { analysed } = compilation.journal();
    return analysed.filter(({ unit }) => unit.kind !== 'call').map(({ unit }) => unit.name);
  };
  const text = program(0);
  deepEqual(analysed(text), []);
  deepEqual(analysed(text.replace('const text = "text', 'const text = "other text')), ['main.first']);
  const faulty = text.replace('return list.sum()', 'return list.product()');
  deepEqual(analysed(faulty), ['main.first']);
  deepEqual(analysed(`${faulty}// a comment`), []);
  deepEqual(analysed(text), ['main.first']);
});

test('state that is saved when something was dropped is one to start from', () => {
  const { host, compilation } = open(true);
  compilation.update();
  host.source = program(1);
  compilation.update(['main.zig']);
  const last = compilation.update([]);
  const state = bytesSource(new Uint8Array(Buffer.concat(compilation.saveState()!)));
  const next = openLibrary(program(1), smallLib, state, { collectsAlways: true });
  deepEqual(outcome(next.compilation.update([])), outcome(last));
  equal(next.compilation.stateRefusal, null);
  equal(next.compilation.journal().analysed.length, 0);
  next.host.source = program(2);
  deepEqual(outcome(next.compilation.update(['main.zig'])), outcome(fromNothing(2).result));
});
