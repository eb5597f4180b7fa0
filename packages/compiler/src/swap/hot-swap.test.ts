import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { eachMapping, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { lib } from '../../test/support/library.ts';
import { SwappedProgram } from '../../test/support/swapping.ts';
import { OptimizeMode } from '../compilation/options.ts';
import { applyCompiled, applyPatch, compilePatch, migrateProgram } from './runtime.ts';

const counter = `
const Point = struct { x: u32 = 1, y: u32 = 2 };
const Kind = enum { small, large };
const Shape = union(enum) { dot: u32, line: Point };
const Flags = packed struct { a: bool = true, b: u7 = 0 };
var count: u32 = 0;
var wide: u32 = 0;
var point: Point = .{};
var kind: Kind = .small;
var shape: Shape = .{ .dot = 3 };
var flags: Flags = .{};
var callback: *const fn (u32) u32 = &twice;
fn twice(x: u32) u32 {
    return 2 * x;
}
fn text() []const u8 {
    return "text";
}
fn fail(x: u32) error{ Odd, Large }!u32 {
    if (x % 2 == 1) return error.Odd;
    return if (x > 100) error.Large else x;
}
export fn step(by: u32) u32 {
    count += twice(by);
    point.x += 1;
    wide += 1;
    flags.b +%= 1;
    return count;
}
export fn look(at: u32) u32 {
    return switch (at) {
        0 => count,
        1 => point.x,
        2 => @intFromEnum(kind),
        3 => switch (shape) {
            .dot => |n| n,
            else => 0,
        },
        4 => flags.b,
        5 => callback(10),
        6 => text()[0],
        7 => text().len,
        8 => fail(count) catch |err| @errorName(err).len,
        else => 0,
    };
}
`;

async function started(collectsAlways = false): Promise<SwappedProgram> {
  const program = new SwappedProgram(counter, { options: { collectsAlways } });
  await program.start();
  equal(program.call('step', 5), 10);
  return program;
}

for (const always of [false, true]) {
  const how = always ? ', also where tables are looked through before each update' : '';
  test(`edits of code keep what is in memory${how}`, async () => {
    const program = await started(always);
    deepEqual(await program.swapTo('2 * x', '3 * x'), ['main.twice']);
    equal(program.call('step', 5), 25);
    equal(program.call('look', 5), 30, 'the pointer in memory is to the new function');
    deepEqual(await program.swapTo('count += twice(by);', 'count += twice(by) + 1;'), ['main.step']);
    equal(program.call('step', 5), 41);
    await program.swapTo('"text"', '"another text"');
    deepEqual([program.call('look', 6), program.call('look', 7)], ['a'.charCodeAt(0), 12]);
    await program.swapTo('fn twice(x: u32) u32 {', 'fn once(x: u32) u32 {\n    return x;\n}\nfn twice(x: u32) u32 {');
    await program.swapTo('return 3 * x', 'return once(x) * 4');
    equal(program.call('step', 1), 46);
  });
}

test('what is new comes in: variables with what they start with, constants, errors, exports, functions of the host', async () => {
  const seen: unknown[] = [];
  const program = new SwappedProgram(counter, { imports: { env: { see: (x: unknown) => seen.push(x) } } });
  await program.start();
  program.call('step', 5);
  await program.swapTo('var count', 'var steps: u32 = 100;\nvar count');
  await program.swapTo('point.x += 1;', 'point.x += 1;\n    steps += 1;');
  await program.swapTo('return count;', 'return count + 1000 * steps;');
  deepEqual([program.call('step', 1), program.call('step', 0)], [101_012, 102_012]);
  program.host.source = program.host.source.replace('error{ Odd, Large }', 'error{ VeryOdd, Large }');
  await program.swapTo('return error.Odd', 'return error.VeryOdd');
  await program.swapTo('count += twice(by);', 'count = by;');
  program.call('step', 1);
  equal(program.call('look', 8), 'VeryOdd'.length);
  await program.swapTo('export fn look', 'export fn more() u32 {\n    return 7;\n}\nexport fn look');
  equal(program.call('more'), 7);
  await program.swapTo('export fn more() u32 {\n    return 7;\n}\n', 'extern fn see(x: u32) void;\n');
  equal(program.program!.exports.more, undefined);
  await program.swapTo('return count + 1000 * steps;', 'see(steps);\n    return count;');
  equal(program.call('step', 9), 9);
  deepEqual(seen, [104]);
});

test('a patch knows where the heap of the running program begins', async () => {
  const program = new SwappedProgram(`extern const __heap_base: u8;\n${counter}`, {});
  await program.start();
  await program.swapTo('return count;', 'return @intFromPtr(&__heap_base);');
  const base = program.call('step', 1) as number;
  ok(base > 0 && base % 16 === 0);
  await program.swapTo('var count', 'var more: [5000]u8 = @splat(1);\nvar count');
  await program.swapTo(
    'return @intFromPtr(&__heap_base);',
    'more[count % 9] += 1;\n    return @intFromPtr(&__heap_base);',
  );
  equal(program.call('step', 1), base);
});

/** Edits that are refused, each of the same program, and why. */
const refused: readonly (readonly [from: string, to: string, ...reasons: string[]])[] = [
  ['y: u32 = 2', 'y: u32 = 2, z: u32 = 3', 'layout of `main.Point` changed: field `z` added'],
  [
    'x: u32 = 1, y: u32 = 2',
    'x: u32 = 1, z: u32 = 2',
    'layout of `main.Point` changed: field `z` added, field `y` removed',
  ],
  ['y: u32 = 2', 'y: f32 = 2', 'layout of `main.Point` changed: field `y` is `f32` and was `u32`'],
  [
    'y: u32 = 2',
    'y: u32 align(8) = 2',
    'layout of `main.Point` changed: field `x` is elsewhere, field `y` is elsewhere, its alignment is 8 and was 4',
    'layout of `main.Shape` changed: its size is 16 and was 12, its alignment is 8 and was 4',
  ],
  [
    '{ small, large }',
    '{ small, medium, large }',
    'layout of `main.Kind` changed: tag `medium` added, its integer is `u2` and was `u1`, tag `large` is 2 and was 1',
  ],
  [
    '{ small, large }',
    '{ large, small }',
    'layout of `main.Kind` changed: tag `large` is 0 and was 1, tag `small` is 1 and was 0',
  ],
  [
    'enum { small',
    'enum(u8) { small',
    'type `main.Kind` is gone',
    'variable `main.kind` is another type called `main.Kind`',
  ],
  [
    'line: Point }',
    'line: Point, none }',
    'layout of `main.Shape` changed: field `none` added',
    'layout of `@typeInfo(main.Shape).@"union".tag_type.?` changed: tag `none` added, its integer is `u2` and was `u1`',
  ],
  [
    'a: bool = true, b: u7',
    'a: bool = true, c: bool = false, b: u6',
    'layout of `main.Flags` changed: field `c` added, field `b` is `u6` and was `u7`',
  ],
  ['packed struct', 'struct', 'type `main.Flags` is gone', 'variable `main.flags` is another type called `main.Flags`'],
  ['var wide: u32', 'var wide: u64', 'variable `main.wide` is `u64` and was `u32`'],
  ['var count: u32 = 0', 'var count: u32 align(4096) = 0', 'alignment of variable `main.count` changed'],
  ['var kind: Kind', 'const kind: Kind', '`main.kind` is no variable any more'],
  ['kind', 'sort', 'variable `main.kind` is gone'],
];

test('what would give memory another meaning is refused, and why is told', async () => {
  const found: (readonly string[])[] = [];
  for (const [from, to] of refused) {
    const program = await started();
    const swap = program.update(counter.replaceAll(from, to));
    found.push([from, to, ...(swap.kind === 'reload' ? swap.reasons : [swap.kind])]);
  }
  deepEqual(found, refused);
});

test('when what was refused is taken back, code can be swapped as before', async () => {
  const program = await started();
  for (const [from, to] of [
    ['y: u32 = 2', 'y: u32 = 2, z: u32 = 3'],
    ['{ small, large }', '{ large, small }'],
    ['var wide: u32', 'var wide: u64'],
  ]) {
    equal(program.edit(from, to).kind, 'reload');
    deepEqual(program.edit(to, from), { kind: 'same', notes: [] });
  }
  await program.swapTo('2 * x', '5 * x');
  equal(program.call('step', 1), 15);
});

test('a call that is under way ends with the code that it began with, and what it calls is the new', async () => {
  let pause = (): void => {};
  const source = `
extern fn pause() void;
fn part(x: u32) u32 {
    return x + 1;
}
export fn run(x: u32) u32 {
    const before = part(x);
    pause();
    return before * 1000 + part(x);
}
`;
  const program = new SwappedProgram(source, { imports: { env: { pause: () => pause() } } });
  await program.start();
  equal(program.call('run', 1), 2002);
  program.host.source = source.replace('* 1000', '* 2000');
  const swap = program.edit('x + 1', 'x + 5');
  if (swap.kind !== 'patch') throw new Error(swap.kind);
  deepEqual(swap.patch.functions, ['main.part', 'main.run']);
  const compiled = await compilePatch(swap.patch);
  pause = () => applyCompiled(program.program!, compiled);
  equal(program.call('run', 1), 2006);
  pause = () => {};
  equal(program.call('run', 1), 12006);
});

test('a function of another type is another one to those that call it, and the old one stays for pointers in memory', async () => {
  const program = await started();
  program.host.source = program.host.source.replace('twice(by)', 'twice(by, 1)').replace('&twice', '&same');
  program.host.source += 'fn same(x: u32) u32 {\n    return x;\n}\n';
  const swap = program.edit(
    'fn twice(x: u32) u32 {\n    return 2 * x;',
    'fn twice(x: u32, y: u32) u32 {\n    return 2 * x + y;',
  );
  if (swap.kind !== 'patch') throw new Error(swap.kind);
  deepEqual(swap.patch.notes, ['variable `main.callback` keeps its value; what it starts with changed']);
  await applyPatch(program.program!, swap.patch);
  equal(program.call('step', 5), 21);
  equal(program.call('look', 5), 20);
});

test('while there are errors there is nothing to swap; patches are applied in their order, or none is', async () => {
  const program = await started();
  program.host.source = program.host.source.replace('2 * x', 'missing');
  equal(program.compilation.update(['main.zig']).errors.length, 1);
  equal(program.swap.next(), null);
  const first = program.edit('missing', '3 * x');
  const second = program.edit('3 * x', '4 * x');
  if (first.kind !== 'patch' || second.kind !== 'patch') throw new Error();
  await rejects(applyPatch(program.program!, second.patch), /^RangeError: patch 2 does not follow patch 0$/);
  equal(program.call('step', 5), 20);
  await applyPatch(program.program!, first.patch);
  await applyPatch(program.program!, second.patch);
  equal(program.call('step', 5), 40);
  // A page that starts afresh begins with what there is then.
  await program.restart();
  equal(program.call('step', 5), 20);
  await program.swapTo('4 * x', '6 * x');
  equal(program.call('step', 5), 50);
});

test('200 edits of code in a row', async () => {
  const program = await started();
  let expected = 10;
  for (let i = 0; i < 200; i++) {
    const [last] = program.host.source.match(/[0-9]+ \* x(?: \+ text\(\)\.len)?/)!;
    await program.swapTo(last, `${i} * x`);
    expected += i * 3;
    equal(program.call('step', 3), expected);
  }
});

test('a program of the library is swapped too: allocated memory stays, new formatting comes in', async () => {
  const source = `
const std = @import("std");
var list: std.ArrayList(u32) = .empty;
var buffer: [64]u8 = undefined;
export fn step(x: u32) usize {
    list.append(std.heap.page_allocator, x) catch @panic("no memory");
    var sum: u32 = 0;
    for (list.items) |item| sum += item;
    return (std.fmt.bufPrint(&buffer, "{d}", .{sum}) catch unreachable).len;
}
export fn at() [*]const u8 {
    return &buffer;
}
`;
  const program = new SwappedProgram(source, { directory: lib });
  await program.start();
  const shown = (x: number): string => {
    const length = Number(program.call('step', x));
    const at = Number(program.call('at'));
    return new TextDecoder().decode(program.memory.slice(at, at + length));
  };
  equal(shown(5), '5');
  equal(shown(6), '11');
  await program.swapTo(
    '"{d}", .{sum}',
    '"{d} of {s} {x} {any}", .{ sum, @errorName(error.Unheard), 255, @as(f32, 1.5) }',
  );
  equal(shown(7), '18 of Unheard ff 1.5');
  await program.swapTo('sum += item', 'sum += item * 2');
  equal(shown(1), '38 of Unheard ff 1.5');
});

test('a patch has a source map of its own', async () => {
  const program = await started();
  equal(program.swap.sourceMap(), null);
  const swap = program.edit('return 2 * x;', '// More.\n    const more = x + 1;\n    return 2 * more - 2;');
  if (swap.kind !== 'patch') throw new Error(swap.kind);
  const map = program.swap.sourceMap({ content: 'none' })!;
  const places = new Set<string>();
  eachMapping(new TraceMap(map as never), ({ source, originalLine, generatedColumn }) => {
    if (source === null) return;
    ok(generatedColumn < swap.patch.module.length);
    places.add(`${source}:${program.host.source.split('\n')[originalLine! - 1].trim()}`);
  });
  deepEqual([...places], ['main.zig:const more = x + 1;', 'main.zig:return 2 * more - 2;']);
  // The traps of a patch are where its map says.
  await applyPatch(program.program!, swap.patch);
  await program.swapTo('return 2 * more - 2;', 'return if (more > 9) unreachable else more;');
  const traps = new TraceMap(program.swap.sourceMap() as never);
  let stack = '';
  try {
    program.call('step', 10);
  } catch (error) {
    stack = (error as Error).stack!;
  }
  const column = Number.parseInt(/main\.twice .*:0x([0-9a-f]+)\)/.exec(stack)![1], 16);
  const { line } = originalPositionFor(traps, { line: 1, column });
  equal(program.host.source.split('\n')[line! - 1].trim(), 'return if (more > 9) unreachable else more;');
});

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Memory: new (type: { readonly initial: number; readonly maximum?: number }) => object;
  readonly Table: new (type: { readonly element: 'anyfunc'; readonly initial: number }) => object;
};

test("memory and table may be the host's, and code optimized", async () => {
  const memory = new WebAssembly.Memory({ initial: 400, maximum: 1000 });
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 600 });
  const ways = [
    { options: { mode: OptimizeMode.ReleaseSmall } },
    { options: { mode: OptimizeMode.ReleaseSafe, link: { globalBase: 1024 } } },
    { options: { link: { importsMemory: true, maxMemory: 1000 * 65536 } }, imports: { env: { memory } } },
    { options: { link: { table: 'imported' } }, imports: { env: { __indirect_function_table: table } } },
  ] as const;
  for (const way of ways) {
    const program = new SwappedProgram(counter, way);
    await program.start();
    equal(program.call('step', 5), 10);
    await program.swapTo('return 2 * x', 'return 3 * x + @as(u32, @intCast(text().len))');
    await program.swapTo('"text"', '"other text"');
    equal(program.call('step', 5), 35);
  }
});

/** A program with a state, and functions that look at it. */
const game = `
const Kind = enum { small, large };
const State = struct { score: u32 = 0, kind: Kind = .small, path: [3]u8 = .{ 1, 2, 3 }, last: ?u32 = null };
var state: State = .{};
var frames: u32 = 0;
export fn play(by: u32) u32 {
    state.score += by;
    state.kind = .large;
    state.last = by;
    frames += 1;
    return state.score;
}
export fn look(at: u32) u32 {
    return switch (at) {
        0 => state.score,
        1 => @intFromEnum(state.kind),
        2 => state.path[2],
        3 => state.last orelse 99,
        4 => frames,
        else => 0,
    };
}
`;

/** The same with another state, and a function that makes one of what it was. */
const laterGame = game.replace('score: u32 = 0, kind', 'lives: u8 = 3, score: u32 = 0, kind').concat(`
const OldKind = enum { small, large };
const OldState = struct { score: u32, kind: OldKind, path: [3]u8, last: ?u32 };
fn migrate(old: *const OldState) State {
    return .{ .score = @intCast(old.score * 10), .kind = @enumFromInt(@intFromEnum(old.kind)), .path = old.path, .last = old.last };
}
export fn @"rezig.migrate"(old: *const OldState, new: *State) void {
    new.* = migrate(old);
}
`);

test('a value whose type is in memory otherwise comes over to a fresh instance by a function of the program', async () => {
  for (const collectsAlways of [false, true]) {
    const program = new SwappedProgram(game, { options: { collectsAlways } });
    await program.start();
    const { play } = program.program!.exports as Record<string, (x: number) => number>;
    equal(play(4), 4);
    const swap = program.update(laterGame);
    if (swap.kind !== 'migrate') throw new Error(JSON.stringify(swap));
    deepEqual(swap.reasons, ['layout of `main.State` changed: field `lives` added']);
    deepEqual(
      swap.migration.moves.map(({ variable }) => variable),
      ['main.state'],
    );
    await migrateProgram(program.program!, swap.migration);
    const looked = [0, 1, 2, 3, 4].map((at) => program.call('look', at));
    deepEqual(looked, [40, 1, 3, 4, 0], 'all but the state starts afresh');
    equal(play(2), 42, 'exports stay the same objects');
    // From then on it is edited as before, also to be without what was only there to migrate.
    await program.swapTo('state.score += by', 'state.score += by + 1');
    equal(play(2), 45);
    const end = program.host.source.indexOf('\nconst OldKind');
    deepEqual(await program.swapTo(program.host.source.slice(end), ''), []);
    equal(play(2), 48);
    equal(program.program!.exports['rezig.migrate'], undefined);
  }
});

/** Edits of the later game after which its state does not come over, and why. */
const unmigrated: readonly (readonly [from: string, to: string, reason: string])[] = [
  [
    'OldState = struct { score: u32',
    'OldState = struct { score: u64',
    'variable `main.state` cannot be migrated from `main.OldState`: field `score`: it is `u64` and was `u32`',
  ],
  [
    'OldState = struct { score: u32',
    'OldState = struct { score: i32',
    'variable `main.state` cannot be migrated from `main.OldState`: field `score`: it is `i32` and was `u32`',
  ],
  [
    'last: ?u32 }',
    'last: ?u32, more: u8 }',
    'variable `main.state` cannot be migrated from `main.OldState`: it had no field `more`',
  ],
  [
    'OldKind = enum { small, large }',
    'OldKind = enum { small, huge }',
    'variable `main.state` cannot be migrated from `main.OldState`: field `kind`: it had the tag `large`',
  ],
  [
    'OldKind = enum { small, large }',
    'OldKind = enum { large, small }',
    'variable `main.state` cannot be migrated from `main.OldState`: field `kind`: tag `small` had another value',
  ],
  [
    'new: *State) void {\n    new.*',
    'new: *?State) void {\n    new.*',
    'a function migrates to `?main.State`, of which no variable is',
  ],
];

test('a function that migrates takes what is in memory, or it is told why it cannot', async () => {
  const found: (readonly string[])[] = [];
  for (const [from, to] of unmigrated) {
    const program = new SwappedProgram(game);
    await program.start();
    const swap = program.update(laterGame.replace(from, to));
    found.push([from, to, swap.kind === 'reload' ? swap.reasons.at(-1)! : swap.kind]);
  }
  deepEqual(found, unmigrated);
  const pointing = game
    .replaceAll('last: ?u32 = null', 'last: ?u32 = null, to: *const u8 = &zero')
    .concat('const zero: u8 = 0;\n');
  const program = new SwappedProgram(pointing);
  await program.start();
  const swap = program.update(
    laterGame
      .replace('last: ?u32 = null', 'last: ?u32 = null, to: *const u8 = &zero')
      .replace('last: ?u32 }', 'last: ?u32, to: *const u8 }')
      .concat('const zero: u8 = 0;\n'),
  );
  equal(
    swap.kind === 'reload' ? swap.reasons.at(-1) : swap.kind,
    'variable `main.state` cannot be migrated from `main.OldState`: field `to`: `*const u8` is an address, which means nothing in another instance',
  );
});

test('where a function that migrates traps, the program goes on as it was', async () => {
  const program = new SwappedProgram(game);
  await program.start();
  program.call('play', 7);
  const swap = program.update(laterGame.replace('@intCast(old.score * 10)', 'old.score / (old.score - 7)'));
  if (swap.kind !== 'migrate') throw new Error(swap.kind);
  await rejects(migrateProgram(program.program!, swap.migration), /RuntimeError/);
  equal(program.call('play', 7), 14);
});
