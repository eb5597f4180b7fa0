import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../syntax/parse.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { lowerFile } from './lower.ts';
import { matchZir, mergeZir, NameChange, type ZirMatch } from './match.ts';
import { type ChunkIndex, ChunkKind, NO_CHUNK, type Zir } from './zir.ts';

function lower(text: string): Zir {
  return lowerFile(parse(bytesOfString(text)));
}

function nameOf(zir: Zir, chunk: number): string {
  const start = zir.chunks.bytesStart.data[chunk] + zir.chunks.name.data[chunk];
  return stringOfBytes(zir.bytes.data.subarray(start, zir.bytes.data.indexOf(0, start)));
}

/** The chunk reached from the root by ordinals. */
function at(zir: Zir, ...path: number[]): ChunkIndex {
  let chunk = 0;
  for (const ordinal of path) chunk = zir.children.data[zir.chunks.childrenStart.data[chunk] + ordinal];
  return chunk as ChunkIndex;
}

function namesOf(match: ZirMatch): string[] {
  return match.names.map((n) => `${NameChange[n.change]} ${stringOfBytes(n.name)}`);
}

/** All that `zir` says, chunk rows left out. */
function content(zir: Zir, chunk = 0): unknown {
  const c = zir.chunks;
  const inst = [zir.tags, zir.a, zir.b, zir.src].map((column) =>
    Array.from(column.data.subarray(c.instStart.data[chunk], c.instStart.data[chunk] + c.instLen.data[chunk])),
  );
  const part = (data: ArrayLike<number>, start: number, length: number) =>
    Array.from(data).slice(start, start + length);
  const children = part(zir.children.data, c.childrenStart.data[chunk], c.childrenLen.data[chunk]);
  return {
    inst,
    extra: part(zir.extra.data, c.extraStart.data[chunk], c.extraLen.data[chunk]),
    bytes: part(zir.bytes.data, c.bytesStart.data[chunk], c.bytesLen.data[chunk]),
    rest: [c.kind, c.declsLen, c.hashLow, c.hashHigh, c.declKind, c.flags, c.name, c.firstToken, c.endToken].map(
      (column) => column.data[chunk],
    ),
    nodes: [c.firstNode.data[chunk], c.endNode.data[chunk]],
    parents: children.map((child) => c.parent.data[child] === chunk),
    children: children.map((child) => content(zir, child)),
  };
}

const before = `
const std = @import("std");
pub const S = struct { x: u32, const k = 1; fn get(s: S) u32 { return s.x; } };
fn f(a: u8) u8 { return a + 1; }
comptime { _ = 1; }
comptime { _ = 2; }
test "t" { _ = 3; }
`;

test('a body that was edited is the only change', () => {
  const match = matchZir(lower(before), lower(before.replace('a + 1', 'a + 2')));
  const old = lower(before);
  assert.deepEqual(
    [...match.changed.entries()].filter(([, c]) => c === 1).map(([i]) => i),
    [at(old, 2, 0)],
  );
  assert.deepEqual([match.names, match.namespaces, match.members], [[], [], []]);
});

test('comments and blank lines change nothing', () => {
  const match = matchZir(lower(before), lower(before.replaceAll('\n', '\n// remark\n\n')));
  assert.ok(match.changed.every((c) => c === 0));
});

test('declarations that change places are followed by name', () => {
  const a = lower('const a = 1; fn b() void {} const c = struct { const d = 2; };');
  const b = lower('const c = struct { const d = 2; }; const a = 1; fn b() void {}');
  const match = matchZir(a, b);
  assert.ok(match.changed.every((c) => c === 0));
  assert.equal(match.newOf[at(a, 2, 0, 0)], at(b, 0, 0, 0));
  assert.deepEqual(match.members, [0]);
  assert.deepEqual(match.namespaces, [0]);
  assert.deepEqual(match.names, []);
});

test('names that come, go and change their visibility are told, tests are not names', () => {
  const a = lower('const a = 1; const b = 2; pub const c = 3; const S = struct { const inner = 1; };');
  const b = lower('const a = 1; const n = 2; const c = 3; const S = struct { const other = 1; }; test "x" {}');
  const match = matchZir(a, b);
  assert.deepEqual(namesOf(match).sort(), ['added n', 'added other', 'removed b', 'removed inner', 'visibility c']);
  assert.equal(match.newOf[at(a, 1)], NO_CHUNK);
  assert.deepEqual(match.namespaces, [0, at(a, 3, 0)]);
});

test('the same names in the same order are the same namespace, whatever their values', () => {
  const match = matchZir(lower('pub const a = 1; fn b() void {}'), lower('pub const a = 2; fn b() u8 { return 1; }'));
  assert.deepEqual([match.namespaces, match.members], [[], []]);
});

test('blocks without a name go by content, then by order', () => {
  const a = lower('comptime { _ = 1; } comptime { _ = 2; } comptime { _ = 3; }');
  const b = lower('comptime { _ = 3; } comptime { _ = 9; } comptime { _ = 1; }');
  const match = matchZir(a, b);
  assert.equal(match.newOf[at(a, 0)], at(b, 2));
  assert.equal(match.newOf[at(a, 1)], at(b, 1));
  assert.equal(match.newOf[at(a, 2)], at(b, 0));
});

test('of tests without a name the ones with the same body match', () => {
  const a = lower('test { _ = 1; } test { _ = 2; }');
  const b = lower('test { _ = 2; } test { _ = 1; }');
  const match = matchZir(a, b);
  assert.deepEqual([match.newOf[at(a, 0)], match.newOf[at(a, 1)]], [at(b, 1), at(b, 0)]);
});

test('a struct that becomes a union is another type', () => {
  const a = lower('const S = struct { x: u8 };');
  const b = lower('const S = union { x: u8 };');
  const match = matchZir(a, b);
  assert.equal(match.newOf[at(a, 0)], at(b, 0));
  assert.equal(match.newOf[at(a, 0, 0)], NO_CHUNK);
});

test('rows of chunks that match stay, and rows that were lost are used again an update later', () => {
  const texts = ['const a = 1; const b = 2;', 'const b = 3;', 'const n = 7; const b = 3; const m = 8;'];
  let zir = lower(texts[0]);
  const b = at(zir, 1);
  const a = at(zir, 0);
  for (const text of texts.slice(1)) {
    const next = lower(text);
    zir = mergeZir(zir, next, matchZir(zir, next));
    assert.equal(nameOf(zir, b), 'b');
  }
  assert.equal(nameOf(zir, a), 'n');
  assert.equal(zir.chunks.kind.length, 4);
});

test('what is lost stays free until the update after', () => {
  const a = lower('const a = 1; const b = 2;');
  const b = lower('const b = 2; const c = 3;');
  const merged = mergeZir(a, b, matchZir(a, b));
  assert.equal(merged.chunks.kind.data[at(a, 0)], ChunkKind.free);
  assert.equal(nameOf(merged, at(merged, 1)), 'c');
  assert.notEqual(at(merged, 1), at(a, 0));
});

const member = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(3)).map(([name, n]) => `const ${name} = ${n};`),
  fc.tuple(fc.constantFrom('f', 'g'), fc.nat(3)).map(([name, n]) => `pub fn ${name}() u32 { return ${n}; }`),
  fc.nat(3).map((n) => `comptime { _ = ${n}; }`),
  fc.nat(3).map((n) => `test { _ = ${n}; }`),
  fc
    .tuple(fc.constantFrom('S', 'T'), fc.nat(2), fc.constantFrom('struct', 'union'))
    .map(([name, n, kind]) => `const ${name} = ${kind} { x: [${n}]u8, const k = ${n}; fn m() void { _ = ${n}; } };`),
);
const file = fc.uniqueArray(member, { maxLength: 7, selector: (text) => text.split(/[ (]/).slice(0, 3).join(' ') });

test('a merged file says what its new text says, through any number of edits', () => {
  fc.assert(
    fc.property(fc.array(file, { minLength: 2, maxLength: 5 }), (files) => {
      let zir = lower(files[0].join('\n'));
      for (const members of files.slice(1)) {
        const text = members.join('\n');
        const next = lower(text);
        const match = matchZir(zir, next);
        const unchanged = [...match.changed.keys()].filter((row) => match.changed[row] === 0);
        const hashes = unchanged.map((row) => zir.chunks.hashLow.data[row]);
        zir = mergeZir(zir, next, match);
        assert.deepEqual(content(zir), content(lower(text)));
        assert.deepEqual(
          unchanged.map((row) => zir.chunks.hashLow.data[row]),
          hashes,
        );
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
