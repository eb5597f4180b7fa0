// Takes long.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { skip } from '../../../test/support/browser.ts';
import { VitePage } from './support/vite-page.ts';

/* Pages of Vite's development server in Chromium, while their Zig is edited. */

/** A ball that moves, and a count of its steps. */
const ball = `
var x: f32 = 0;
var steps: u32 = 0;

fn speed() f32 {
    return 1;
}

pub fn step() f32 {
    steps += 1;
    x += speed();
    return x;
}

pub fn count() u32 {
    return steps;
}

pub fn version() u32 {
    return 0;
}

pub const color: []const u8 = "red";
`;

const animation = `
const canvas = document.querySelector('canvas').getContext('2d');
globalThis.drawn = [];
const next = () => {
  const x = zig.step();
  drawn.push(x);
  canvas.fillStyle = zig.color;
  canvas.clearRect(0, 0, 300, 150);
  canvas.fillRect(x % 300, 10, 5, 5);
  requestAnimationFrame(next);
};
next();
`;

/** Speeds that edits give the ball: from 0 up to this. */
const SPEEDS = 5;
const EDITS = 200;

test('200 edits of code keep a counter and an animation alive', { skip }, async () => {
  const page = await VitePage.open(ball, animation);
  const loaded = await page.evaluate('loaded');
  let last = 0;
  for (let edit = 1; edit <= EDITS; edit++) {
    const told = await page.edit(
      ball.replace('return 0;', `return ${edit};`).replace('return 1;', `return ${edit % SPEEDS};`),
    );
    equal(told.kind, 'patch', JSON.stringify(told));
    ok(told.functions!.includes('main.version'));
    equal(await page.evaluate('zig.version()'), edit);
    const count = await page.evaluate<number>('zig.count()');
    ok(count >= last);
    last = count;
  }
  equal(await page.evaluate('loaded'), loaded);
  await page.until(`drawn.length > ${last}`);
  const drawn = await page.evaluate<number[]>('drawn');
  ok(drawn.every((at, i) => at - (drawn[i - 1] ?? 0) >= 0 && at - (drawn[i - 1] ?? 0) < SPEEDS));
  await page.edit(ball.replace('"red"', '"blue"'));
  equal(await page.evaluate('zig.color'), 'blue');
});

const player = `
const Team = enum(u8) { red, blue };
const Shape = union(enum) { dot: u32, line: [2]u32 };
const Flags = packed struct(u8) { alive: bool = true, rest: u7 = 0 };
const Player = struct { hp: u32 = 10, team: Team = .blue, shape: Shape = .{ .dot = 1 }, flags: Flags = .{} };
var player: Player = .{};
var scores: [4]u16 = @splat(0);
var round: u32 = 0;

pub fn hit(by: u32) u32 {
    player.hp -|= by;
    player.flags.alive = player.hp > 0;
    scores[0] += 1;
    round += 1;
    return @as(u32, @intCast(player.hp)) + switch (player.shape) {
        .dot => |n| n * 1000,
        .line => 0,
    } + @as(u32, @intFromEnum(player.team)) * 100;
}
`;

/** Edits that change what is in memory, and what the page is told of each. */
const refused: readonly (readonly [from: string, to: string, reason: string])[] = [
  ['hp: u32 = 10', 'hp: u32 = 10, mana: u32 = 5', 'layout of `main.Player` changed: field `mana` added'],
  [', flags: Flags = .{} }', ' }', 'layout of `main.Player` changed: field `flags` removed'],
  ['hp: u32 = 10', 'hp: u64 = 10', 'layout of `main.Player` changed: field `hp` is `u64` and was `u32`'],
  ['hp: u32 = 10', 'hp: u32 align(8) = 10', 'its alignment is 8 and was 4'],
  [
    '{ red, blue }',
    '{ blue, red }',
    'layout of `main.Team` changed: tag `blue` is 0 and was 1, tag `red` is 1 and was 0',
  ],
  ['enum(u8)', 'enum(u16)', 'layout of `main.Team` changed: its integer is `u16` and was `u8`'],
  [
    'dot: u32, line: [2]u32',
    'dot: u32, line: [3]u32',
    'layout of `main.Shape` changed: field `line` is `[3]u32` and was `[2]u32`',
  ],
  [
    'alive: bool = true, rest: u7',
    'hurt: bool = true, rest: u7',
    'layout of `main.Flags` changed: field `hurt` added, field `alive` removed',
  ],
  ['scores: [4]u16', 'scores: [5]u16', 'variable `main.scores` is `[5]u16` and was `[4]u16`'],
  ['var round: u32 = 0', 'var turn: u32 = 0', 'variable `main.round` is gone'],
];

test('ten kinds of change in what is in memory load the page afresh, which is told why', { skip }, async () => {
  const page = await VitePage.open(player, '');
  for (const [from, to, reason] of refused) {
    equal(await page.evaluate('zig.hit(1)'), 1109, reason);
    const renamed = to.includes('turn') ? player.replace('round += 1', 'turn += 1') : player;
    const fields = to.includes('hurt') ? renamed.replace('flags.alive', 'flags.hurt') : renamed;
    const text = (to === ' }' ? fields.replace(/ {4}player\.flags.*\n/, '') : fields).replace(from, to);
    ok(text !== player, from);
    const told = await page.edit(text);
    equal(told.kind, 'reload', `${to}: ${JSON.stringify(told)}`);
    ok(told.reasons!.join('; ').includes(reason), `${to}: ${told.reasons}`);
    // What was refused starts afresh.
    ok((await page.evaluate<number>('zig.hit(1)')) % 100 === 9, to);
    // And so does what takes it back.
    equal((await page.edit(player)).kind, 'reload');
  }
});

test('errors come and go in the overlay, and the page goes on with the code that it had', { skip }, async () => {
  const page = await VitePage.open(ball, '');
  const loaded = await page.evaluate('loaded');
  equal(await page.evaluate('zig.step()'), 1);
  for (const wrong of ['missing', '"text"', 'return 1']) {
    await page.save(ball.replace('return 1;', `return ${wrong};`));
    await page.until("document.querySelector('vite-error-overlay') !== null");
    match((await page.overlay())!, /main\.zig:6:/);
    const before = await page.evaluate<number>('zig.step()');
    equal(await page.evaluate('zig.step()'), before + 1);
    equal((await page.edit(ball.replace('return 1;', 'return 2 - 0.5;'))).kind, 'patch');
    await page.until("document.querySelector('vite-error-overlay') === null");
    equal(await page.evaluate('zig.step()'), before + 2.5);
    equal((await page.edit(ball)).kind, 'patch');
  }
  // A note of where it comes from is told too.
  await page.save(ball.replace('fn speed() f32 {', 'fn speed(more: u8) f32 {\n    _ = more;'));
  await page.until("document.querySelector('vite-error-overlay') !== null");
  match((await page.overlay())!, /expected 1 argument.*note: .*function declared here/s);
  equal(await page.evaluate('loaded'), loaded);
});

test('a state whose type is another comes over by a function of the program, and the page goes on', {
  skip,
}, async () => {
  const before = `
const State = struct { score: u32 = 0, name: [4]u8 = "anna".* };
var state: State = .{};
var frames: u32 = 0;

pub fn play() u32 {
    state.score += 5;
    frames += 1;
    return state.score;
}

pub fn name() []const u8 {
    return state.name[0..];
}

pub fn frame() u32 {
    return frames;
}
`;
  const after = `${before.replace('score: u32 = 0', 'score: f64 = 0, lives: u8 = 3').replace('return state.score', 'return @intFromFloat(state.score)')}
const OldState = struct { score: u32, name: [4]u8 };

/// What was scored before counts more.
pub fn migrate(old: *const OldState) State {
    return .{ .score = @as(f64, @floatFromInt(old.score)) * 10, .name = old.name[0..4].* };
}
`;
  const page = await VitePage.open(before, '');
  const loaded = await page.evaluate('loaded');
  equal(await page.evaluate('zig.play()'), 5);
  const told = await page.edit(after.replace('u32, name: [4]u8 };', 'u32, name: [8]u8 };'));
  equal(told.kind, 'reload');
  match(
    told.reasons!.join('; '),
    /cannot be migrated from `main\.OldState`: field `name`: it is `\[8\]u8` and was `\[4\]u8`/,
  );
  await page.edit(before);
  const again = await page.evaluate('loaded');
  ok(again !== loaded);
  equal(await page.evaluate('zig.play()'), 5);
  const migrated = await page.edit(after);
  deepEqual([migrated.kind, migrated.variables], ['migrate', ['main.state']]);
  deepEqual(migrated.reasons, [
    'layout of `main.State` changed: field `lives` added, field `score` is `f64` and was `u32`',
  ]);
  deepEqual(await page.evaluate('[zig.play(), zig.name(), zig.frame(), Object.keys(zig).sort()]'), [
    55,
    'anna',
    1,
    ['frame', 'name', 'play'],
  ]);
  // It is edited as before from then on, also to be without what was there to migrate.
  equal((await page.edit(after.replace('+= 5', '+= 1'))).kind, 'patch');
  equal(await page.evaluate('zig.play()'), 56);
  await page.edit(after.slice(0, after.indexOf('const OldState')).replace('+= 5', '+= 2'));
  equal(await page.evaluate('zig.play()'), 58);
  equal(await page.evaluate('loaded'), again);
});

const importing = (other: string, by = '2'): string =>
  `const other = @import("${other}");
var calls: u32 = 0;
pub const limits = struct {
    pub const most: u32 = 5;
};
pub fn value() u32 {
    return ${by} * other.value();
}
pub fn count() u32 {
    calls += 1;
    return calls;
}
`;
const imported = (value: string): string => `pub fn value() u32 {\n    return ${value};\n}\n`;

test('a file that is imported is edited, gone, and called otherwise, while the page goes on', { skip }, async () => {
  const page = await VitePage.open(importing('other.zig'), '', { 'other.zig': imported('1') });
  const loaded = await page.evaluate('loaded');
  const state = (): Promise<unknown> => page.evaluate('[zig.value(), zig.count(), zig.limits.most]');
  deepEqual(await state(), [2, 1, 5]);
  equal((await page.editFile('other.zig', imported('10'))).kind, 'patch');
  deepEqual(await state(), [20, 2, 5]);
  await page.saveFile('other.zig', imported('nothing'));
  await page.until("document.querySelector('vite-error-overlay') !== null");
  deepEqual(await state(), [20, 3, 5]);
  equal((await page.editFile('other.zig', imported('11'))).kind, 'patch');
  equal(await page.overlay(), null);
  await page.saveFile('other.zig', null);
  await page.until("document.querySelector('vite-error-overlay') !== null");
  await page.saveFile('third.zig', imported('30'));
  equal((await page.edit(importing('third.zig'))).kind, 'patch');
  deepEqual(await state(), [60, 4, 5]);
  // What an edit imported is looked at from then on.
  equal((await page.editFile('third.zig', imported('31'))).kind, 'patch');
  equal((await page.edit(importing('third.zig').replace('= 5;', '= 6;'))).kind, 'patch');
  deepEqual(await state(), [62, 5, 6]);
  equal(await page.evaluate('loaded'), loaded);
  await page.page.reload();
  await page.until('globalThis.loaded !== undefined');
  deepEqual(await state(), [62, 1, 6]);
});

test('pages beside one another go on together', { skip }, async () => {
  const first = await VitePage.open(importing('other.zig'), '', { 'other.zig': imported('1') });
  const loaded = await first.evaluate('loaded');
  await first.edit(importing('other.zig', '3'));
  const second = await first.another();
  const secondLoaded = await second.evaluate('loaded');
  for (const by of ['4', '5', '6']) {
    equal((await first.edit(importing('other.zig', by))).kind, 'patch');
    equal(await first.evaluate('zig.value()'), Number(by));
    await second.waitForFunction(`zig.value() === ${by}`);
  }
  deepEqual([await first.evaluate('loaded'), await second.evaluate('loaded')], [loaded, secondLoaded]);
  // A page that begins has what variables begin with now.
  await first.save(importing('other.zig', '6').replace('calls: u32 = 0', 'calls: u32 = 100'));
  const third = await first.another();
  equal(await third.evaluate('zig.count()'), 101);
  // One that is opened while there is an error is loaded when that is mended.
  await first.save(importing('other.zig', 'nothing'));
  await first.until("document.querySelector('vite-error-overlay') !== null");
  const fourth = await first.another(false);
  await first.save(importing('other.zig', '7'));
  await fourth.waitForFunction('globalThis.zig?.value() === 7');
  for (const page of [second, third, fourth]) await page.context().close();
});

const trapping = (line: string): string => `const list = [_]u8{ 1, 2, 3 };

pub fn get(i: usize) u8 {
${line}
    return list[i];
}

pub fn other() u8 {
    return 1;
}
`;

test('a trap is in Zig for a debugger, also behind a patch', { skip }, async () => {
  const page = await VitePage.open(trapping('    const a = 1;\n    _ = a;'), '');
  const session = await page.page.context().newCDPSession(page.page);
  const maps = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ url, sourceMapURL }) => {
    if (url.startsWith('wasm:') && sourceMapURL !== undefined) maps.set(url, sourceMapURL);
  });
  await session.send('Debugger.enable');
  /** Where `get` is in the trace of what it throws, as a line of its source, by the map that the server has. */
  const place = async (): Promise<string> => {
    const stack = await page.evaluate<string>(
      '(() => { try { zig.get(7); } catch (error) { return error.stack; } })()',
    );
    const [, url, offset] = /main\.get \((wasm:.*?):wasm-function\[\d+\]:0x([0-9a-f]+)\)/.exec(stack) ?? [];
    ok(maps.has(url), stack);
    const map = (await (await fetch(maps.get(url)!)).json()) as {
      readonly sources: string[];
      readonly sourcesContent: string[];
    };
    const { source, line } = originalPositionFor(new TraceMap(map as never), {
      line: 1,
      column: Number.parseInt(offset, 16),
    });
    const text = map.sourcesContent;
    match(source ?? '', /main\.zig$/);
    return text[map.sources.indexOf(source!)].split('\n')[line! - 1].trim();
  };
  equal(await place(), 'return list[i];');
  await page.edit(trapping('    // A comment.\n    if (i == 99) return 0;'));
  equal(await place(), 'return list[i];');
  await page.edit(trapping('    if (i == 7) unreachable;'));
  equal(await place(), 'if (i == 7) unreachable;');
  // What an edit left as it was is told as well, and so it is behind many.
  await page.edit(trapping('    if (i == 7) unreachable;').replace('return 1;', 'return 2;'));
  equal(await place(), 'if (i == 7) unreachable;');
  equal((await fetch(new URL('@rezig/map?id=none&of=1.0', page.page.url()))).status, 404);
});
