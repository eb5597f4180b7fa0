import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { zigLibDir } from '@rezig/zig-lib';
import { renderMessages } from '../source/messages.ts';
import { SourceFile } from '../source/source-file.ts';
import { parse, parseTokens } from '../syntax/parse.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tokens } from '../syntax/tree.ts';
import { findEdit } from '../util/common-bytes.ts';
import { bytesOfString } from '../util/utf8.ts';
import { errorMessages } from './error-messages.ts';
import { lowerFile } from './lower.ts';
import { changeOf, childrenOf, matchZir, mergeZir, type ZirChange } from './match.ts';
import { Outline } from './outline.ts';
import { type Relowered, relower } from './relower.ts';
import { editable } from './splice.ts';
import { type ChunkIndex, ChunkKind, type ChunkTable, NO_CHUNK, type Zir } from './zir.ts';

/** A file that is edited again and again. */
class Edited {
  source: Uint8Array;
  zir: Zir;
  #outline: Outline;

  constructor(source: Uint8Array) {
    this.source = source;
    const tokens = tokenize(source);
    this.zir = editable(lowerFile(parseTokens(source, tokens)));
    this.#outline = new Outline(this.zir, source, tokens);
  }

  /** Goes on with `zir`, which is of the same text. */
  continue(zir: Zir): void {
    this.zir = editable(zir);
    this.#outline = new Outline(this.zir, this.source, tokenize(this.source));
  }

  /** Edits the file, without lowering it as a whole. Null if it has to be, which leaves it as it was. */
  edit(source: Uint8Array): Relowered | null {
    const edit = findEdit(this.source, source);
    if (edit === null) return { zir: this.zir, change: changeOf(this.zir, matchZir(this.zir, this.zir)), touched: [] };
    const result = relower(this.zir, this.#outline, this.source, source, edit);
    if (result === null) return null;
    this.source = source;
    this.zir = result.zir;
    const { starts, words } = new Outline(this.zir, source, tokenize(source));
    assert.deepEqual([this.#outline.starts.view(), this.#outline.words.view()], [starts.view(), words.view()]);
    return result;
  }
}

const positions: (keyof ChunkTable)[] = ['firstToken', 'endToken', 'firstNode', 'endNode'];
const scalars: (keyof ChunkTable)[] = ['kind', 'declsLen', 'hashLow', 'hashHigh', 'declKind', 'flags', 'name'];

/** All that a ZIR says, in the order of its chunks, whatever rows they are in. */
function content(zir: Zir, chunk = 0, parent = NO_CHUNK as number, out: unknown[] = []): unknown[] {
  const { chunks } = zir;
  assert.equal(chunks.parent.data[chunk], parent);
  out.push([...scalars, ...positions].map((name) => chunks[name].data[chunk]).join());
  const insts = chunks.instStart.data[chunk];
  const end = insts + chunks.instLen.data[chunk];
  for (const column of [zir.tags, zir.a, zir.b, zir.src]) out.push(column.data.slice(insts, end).join());
  const extra = chunks.extraStart.data[chunk];
  out.push(zir.extra.data.slice(extra, extra + chunks.extraLen.data[chunk]).join());
  const bytes = chunks.bytesStart.data[chunk];
  out.push(zir.bytes.data.slice(bytes, bytes + chunks.bytesLen.data[chunk]).join());
  const children = chunks.childrenStart.data[chunk];
  for (let i = 0; i < chunks.childrenLen.data[chunk]; i++) content(zir, zir.children.data[children + i], chunk, out);
  return out;
}

/** The rows of `chunk` and of all that is in it. */
function rowsIn(zir: Zir, chunk = 0): number[] {
  return [chunk, ...[...childrenOf(zir, chunk)].flatMap((child) => rowsIn(zir, child))];
}

/** Checks that what `result` says is another is what is another: rows stay where they are. */
function checkChange(before: Zir, { zir, change }: Relowered): void {
  const lost = new Set<number>(change.lost);
  const now = new Set(rowsIn(zir));
  const kept = rowsIn(before).filter((row) => !lost.has(row));
  const isSame = (row: number, names: readonly (keyof ChunkTable)[]): boolean =>
    names.every((name) => before.chunks[name].data[row] === zir.chunks[name].data[row]);
  assert.deepEqual(
    kept.filter((row) => !now.has(row)),
    [],
  );
  assert.deepEqual(
    new Set(change.changed.filter((row) => now.has(row))),
    new Set(kept.filter((row) => !isSame(row, ['hashLow', 'hashHigh']))),
  );
  const membersOf = (of: Zir): number[] => [...childrenOf(of, 0).subarray(0, of.chunks.declsLen.data[0])];
  const members = membersOf(before).map((row) => (lost.has(row) ? -1 : row));
  assert.equal(change.members.includes(0 as ChunkIndex), members.join() !== membersOf(zir).join());
  const { first, last } = change.sameMembers;
  const said = (of: Zir): string[] =>
    membersOf(of).map((row) => `${row} ${of.chunks.declKind.data[row]} ${of.chunks.flags.data[row]}`);
  const [olds, news] = [said(before), said(zir)];
  assert.deepEqual(news.slice(0, first), olds.slice(0, first));
  assert.deepEqual(news.slice(news.length - last), olds.slice(olds.length - last));
}

/** Checks that editing a file to be `source` gives what lowering `source` does, and what matching the two would. */
function checkEdit(file: Edited, source: Uint8Array): boolean {
  const whole = lowerFile(parse(source));
  const before = editable(file.zir);
  const expected = changeOf(before, matchZir(before, whole));
  const result = file.edit(source);
  if (result === null) return false;
  assert.ok(!whole.loweringFailed, 'what has errors that are not of declarations alone is not relowered');
  assert.deepEqual(content(result.zir), content(whole));
  assert.deepEqual(errorTexts(result.zir, source), errorTexts(whole, source));
  checkChange(before, result);
  // Nothing is left of what failed.
  if (whole.errors.length === 0)
    assert.equal(
      rowsIn(result.zir).length,
      result.zir.chunks.kind.view().filter((kind) => kind !== ChunkKind.free).length,
    );
  // Of several declarations that failed alike, any may be the one that another comes from.
  if (before.errors.length + whole.errors.length === 0) assert.deepEqual(sorted(result.change), sorted(expected));
  return true;
}

function errorTexts(zir: Zir, source: Uint8Array): string {
  return renderMessages(errorMessages(zir, parse(source), new SourceFile('main.zig', source)), { color: false });
}

function sorted(change: ZirChange): unknown {
  const rows = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
  const names = change.names.map(({ container, name, change: what }) => `${container} ${name} ${what}`).sort();
  const { changed, lost, containers, namespaces, members } = change;
  return [names, ...[changed, lost, containers, namespaces, members].map(rows)];
}

const text = `//! a file
const std = @import("std");

/// a
x: u32 = struct { const y = 1; }.y,
z: u8 = 0,

/// f
pub fn f(a: u32) u32 {
    const S = struct {
        q: u32,
        /// g
        fn g() u32 { return 1; }
    };
    _ = S;
    while (a > 1)
        (a);
    return a;
}
const T = enum { a, b, const n = 3; };
test "t" { _ = T; }
comptime { _ = f; }
fn last() void {}
`;

/** Applies one replacement to `text` and says whether the edit was done locally. */
function local(from: string, to: string): boolean {
  assert.ok(text.includes(from), from);
  return checkEdit(new Edited(bytesOfString(text)), bytesOfString(text.replace(from, to)));
}

test('an edit inside declarations is lowered alone', () => {
  assert.ok(local('return a;', 'return a + 1;'));
  assert.ok(local('return 1;', 'return 2;'));
  assert.ok(local('fn g()', 'fn h()'));
  assert.ok(local('a: u32) u32', '_: u32, a: u32) !u32'));
  assert.ok(local('enum { a, b,', 'union(enum) { a: struct { u8 }, c: struct { const k = 1; },'));
  assert.ok(local('_ = S;', '_ = struct { a: S = .{ .q = 1 } };'));
  assert.ok(local('_ = T; }\ncomptime { _', '_ = f; }\ncomptime { std.x'));
  assert.ok(local('1)\n        (a', '1)\n\n (a'));
  assert.ok(local('"std"', '"other.zig"'));
});

test('so is one that makes errors in them', () => {
  assert.ok(local('return a;', 'return b;'));
  assert.ok(local('return a;', 'const unused = 1; const more = 2; return a;'));
  assert.ok(local('const n = 3;', 'const n = 3; const n = 4;'));
  assert.ok(local('comptime { _ = f; }', 'comptime { _ = a; }'));
});

test('comments, blank lines and doc comments only move what is behind them', () => {
  for (const [from, to] of [
    ['const T', '\n// more\nconst T'],
    ['/// f', '/// another\n/// and more'],
    ['/// f\n', ''],
    ['const T', '/// doc\nconst T'],
    ['//! a file', '//! another'],
    ['/// g', '/// g\n/// h'],
    ['{ const y', '{ const  y'],
  ]) {
    assert.ok(local(from, to), to);
  }
});

test('where a file has fields, an edit of the fields, the names or the order of its declarations is not local', () => {
  for (const [from, to] of [
    ['fn last', 'fn least'],
    ['test "t"', 'test "u"'],
    ['z: u8 = 0', 'z: u8 = 1'],
    ['z: u8 = 0,\n', ''],
    ['/// a\nx: u32 = struct { const y = 1; }.y,\n', ''],
    ['comptime { _ = f; }', ''],
    ['fn last() void {}', 'fn last() void {} const n = 1;'],
    ['fn last() void {}', 'n: u32'],
    ['fn last()', 'fn ()'],
    ['fn last() void {}', 'fn last() void {} /// doc'],
    ['test "t"', '/// doc\ntest "t"'],
    ['comptime {', '/// doc\ncomptime {'],
    ['return a;', 'return a'],
    [' T = enum', ' T = num'],
    ['const S =', 'const T ='],
    ['(a);\n', '(a);\n    }\n'],
    ['@import("std");', '@import("std"); /// late'],
    [';\n\n/// a\nx', '; /// a\nx'],
  ]) {
    assert.ok(!local(from, to), to);
  }
});

const names = `//! a file without fields
const std = @import("std");
/// of f
fn f(a: u32) u32 {
    return g(a) + struct { const inner = T; fn h() u32 { _ = inner; return g(1); } }.h();
}
fn g(b: u32) u32 { return b; }
pub const T = enum { a, b, g };
test "one" { _ = g; }
comptime { _ = f; }
test { _ = T.g; }
test T {}
fn last() void {}
`;

/** Whether an edit of `names` was done locally. */
function localNames(from: string, to: string): boolean {
  assert.ok(names.includes(from), from);
  return checkEdit(new Edited(bytesOfString(names)), bytesOfString(names.replace(from, to)));
}

test('names that come and go, and the order of declarations, are local to them and those that have the names in them', () => {
  for (const [from, to] of [
    ['pub const T', 'const T'],
    ['fn last', 'fn least'],
    ['fn last() void {}\n', ''],
    ['fn last() void {}\n', 'fn last() void {}\nconst more = 1;\nfn other() u8 { return more; }\n'],
    ['const std', 'const first = 1;\nconst std'],
    ['fn g(b', 'const b2 = 1;\nfn g(b'],
    ['test "one" { _ = g; }\n', ''],
    ['test "one"', 'test "two"'],
    ['test { _ = T.g; }\n', 'test {}\ntest { _ = T.g; }\n'],
    ['comptime { _ = f; }\n', 'comptime { _ = f; }\ncomptime { _ = g; }\n'],
    ['fn last() void {}\n', 'fn a2() void {}\nfn last() void { a2(); }\ntest a2 {}\n'],
    ['test "one" { _ = g; }\ncomptime { _ = f; }', 'comptime { _ = f; }\ntest "one" { _ = g; }'],
    ['fn g', 'fn gg'],
    ['fn g(b: u32) u32 { return b; }', ''],
  ]) {
    assert.ok(localNames(from, to), to);
  }
});

test('errors stay, go with what they are of, and come anew where they depend on names', () => {
  let file = new Edited(bytesOfString(names));
  let now = names;
  const edits: readonly (readonly [from: string, to: string, isLocal: boolean])[] = [
    ['return b;', 'return b + c;', true],
    ['fn last() void {}', 'fn last() void { const unused = struct { fn f() void { d; } }; }', true],
    ['return b + c;', 'var e = b; return e + c;', true],
    ['//! a file without fields\n', '', true],
    ['const std', 'const c = 1;\nconst std', true],
    ['{ d; }', '{ _ = d; }', true],
    ['const c = 1;\n', 'const d = 1;\n', true],
    ['const unused = struct', '_ = struct', true],
    ['var e = b', 'const g = b', true],
    ['const g = b', 'const std = b', false],
    ['const d = 1;\n', 'const d = u;\n', true],
    ['const std = @', 'pub const std = @', false],
    ['const std = b; return e + c;', 'return b;', true],
    ['test "one" { _ = g; }', 'test "one" { _ = unknown; }', true],
    ['test { _ = T.g; }', 'test { _ = more; }\ntest "one" {}', false],
    ['test "one" {}', 'test "two" {}', true],
    ['const d = u;\n', 'const more = 1;\nconst unknown = 2;\nconst d = 3;\n', true],
  ];
  for (const [from, to, isLocal] of edits) {
    assert.ok(now.includes(from), from);
    now = now.replace(from, to);
    const source = bytesOfString(now);
    assert.equal(checkEdit(file, source), isLocal, to);
    const whole = lowerFile(parse(source));
    // Of a text of which nothing can be said, what was before stays.
    if (isLocal || whole.loweringFailed) continue;
    const before = file;
    file = new Edited(source);
    file.continue(mergeZir(before.zir, whole, matchZir(before.zir, whole)));
  }
});

test('what is wrong with names is found in the whole file', () => {
  for (const [from, to] of [
    ['fn last', 'fn g'],
    ['fn last', 'fn inner'],
    ['fn last', 'fn u32'],
    ['fn last', 'fn b'],
    ['fn last() void {}', 'test "one" {}'],
    ['fn last() void {}', 'test T {}'],
    ['fn last() void {}', 'test "x" {} test "x" {}'],
    ['fn last() void {}', 'const m = 1; const m = 2;'],
    ['fn last', '@"fn" last'],
    ['fn f(a: u32) u32 {', 'test "of" { const a = 1; const T = 2;'],
    ['//! a file', '//! a file\n\nconst early = 1;\n//! more'],
  ]) {
    assert.ok(!localNames(from, to), to);
  }
});

const skip = zigLibDir === null && 'the library is not installed';

/** A small generator of numbers below a bound, the same in every run. */
function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const insertions = [
  ' ',
  '\n',
  '// c\n',
  '/// d\n',
  '1',
  ' + 1',
  ';',
  '{}',
  '(',
  '}',
  'x',
  'pub ',
  '_ = 1;',
  'const q = 2;',
  '//! e\n',
];

/** `source` with one small edit: of a token, of a line, or of a few bytes. */
function mutate(source: Uint8Array, tokens: Tokens, random: (bound: number) => number): Uint8Array {
  const replace = (from: number, to: number, by: Uint8Array): Uint8Array => {
    const out = new Uint8Array(source.length - (to - from) + by.length);
    out.set(source.subarray(0, from));
    out.set(by, from);
    out.set(source.subarray(to), from + by.length);
    return out;
  };
  const token = random(tokens.tags.length - 2);
  const [start, next, after] = [tokens.starts[token], tokens.starts[token + 1], tokens.starts[token + 2]];
  switch (random(7)) {
    case 0:
      return replace(start, next, new Uint8Array(0));
    case 1:
      return replace(next, next, source.slice(start, next));
    case 2: {
      const other = random(tokens.tags.length - 1);
      return replace(start, next, source.slice(tokens.starts[other], tokens.starts[other + 1]));
    }
    case 3:
      return replace(start, after, bytesOfString(`${new TextDecoder().decode(source.slice(next, after))} `));
    case 4: {
      const from = source.lastIndexOf(10, start) + 1;
      const to = source.indexOf(10, start) + 1;
      return replace(
        from,
        Math.max(to, from),
        random(2) === 0
          ? new Uint8Array(0)
          : source.slice(from, Math.max(to, from)).map((b) => (b === 0x78 ? 0x79 : b)),
      );
    }
    default:
      return replace(start, start, bytesOfString(insertions[random(insertions.length)]));
  }
}

const rounds = Number(process.env.RELOWER_ROUNDS ?? 60);

for (const name of [
  'BitStack.zig',
  'ascii.zig',
  'Uri.zig',
  'json/static.zig',
  'zig/tokenizer.zig',
  'mem/Allocator.zig',
]) {
  test(`relowering ${name} gives what lowering it does`, { skip }, () => {
    const random = randomNumbers(Number(process.env.RELOWER_SEED ?? 11));
    const original = new Uint8Array(readFileSync(join(zigLibDir ?? '', 'std', name)));
    let file = new Edited(original);
    let done = 0;
    for (let round = 0; round < rounds; round++) {
      const source = mutate(file.source, tokenize(file.source), random);
      if (checkEdit(file, source)) done++;
      else {
        // What cannot be done locally is done as a whole, if there is anything.
        const whole = lowerFile(parse(source));
        if (whole.loweringFailed) continue;
        const zir = mergeZir(file.zir, whole, matchZir(file.zir, whole));
        file = new Edited(source);
        file.continue(zir);
      }
    }
    assert.ok(done > rounds / 8, `${done} of ${rounds} edits were local`);
  });
}

test('what is no longer used is dropped', { skip }, () => {
  const original = new Uint8Array(readFileSync(join(zigLibDir ?? '', 'std/zig/tokenizer.zig')));
  const file = new Edited(original);
  const size = file.zir.extra.length;
  const at = new TextDecoder().decode(original).indexOf('return switch (tag)');
  assert.ok(at > 0);
  for (let round = 0; round < 400; round++) {
    const added = bytesOfString(`_ = ${round};`);
    const source = new Uint8Array(original.length + added.length);
    source.set(original.subarray(0, at));
    source.set(added, at);
    source.set(original.subarray(at), at + added.length);
    if (round % 100 === 0) assert.ok(checkEdit(file, source));
    else assert.ok(file.edit(source) !== null);
    assert.ok(file.zir.extra.length < size * 2 + 100_000);
  }
});
