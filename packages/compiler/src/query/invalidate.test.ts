import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DependeeKind } from '../incremental/dependee.ts';
import { DependerKind, makeDepender } from '../incremental/depender.ts';
import { DependerState, Schedule } from '../incremental/schedule.ts';
import { TrackedTable } from '../incremental/tracked.ts';
import { type FileIndex, NO_TRACKED, type StringIndex } from '../intern/ids.ts';
import { parse } from '../syntax/parse.ts';
import { bytesOfString } from '../util/utf8.ts';
import { lowerFile } from '../zir/lower.ts';
import { changeOf, matchZir, mergeZir } from '../zir/match.ts';
import type { ChunkIndex, Zir } from '../zir/zir.ts';
import { invalidateChange, invalidatePositions } from './invalidate.ts';

const file = 3 as FileIndex;

/** A file of which everything is tracked, and its dependers: one for each fact that a test names. */
class Bench {
  readonly schedule = new Schedule();
  readonly tracked = new TrackedTable();
  readonly names: string[] = [''];
  zir: Zir;
  private dependers = 0;

  constructor(text: string) {
    this.zir = this.lower(text);
    for (let chunk = 0; chunk < this.zir.chunks.kind.length; chunk++) this.tracked.track(file, chunk as ChunkIndex);
  }

  private lower(text: string): Zir {
    return lowerFile(parse(bytesOfString(text)));
  }

  intern = (bytes: Uint8Array): StringIndex => {
    const text = new TextDecoder().decode(bytes);
    if (!this.names.includes(text)) this.names.push(text);
    return this.names.indexOf(text) as StringIndex;
  };

  /** Chunk by ordinals from the root. */
  chunk(...path: number[]): number {
    let chunk = 0;
    for (const n of path) chunk = this.zir.children.data[this.zir.chunks.childrenStart.data[chunk] + n];
    return this.tracked.find(file, chunk as ChunkIndex);
  }

  /** A depender that relied on the fact; the result says whether it is outdated. */
  rely(kind: DependeeKind, a: number, name = ''): () => boolean {
    const depender = makeDepender(DependerKind.comptimeBlock, this.dependers++);
    this.schedule.begin(depender);
    this.schedule.addDependency(depender, kind, a, name === '' ? 0 : this.intern(bytesOfString(name)));
    this.schedule.finish(depender, true);
    return () => this.schedule.state(depender) === DependerState.outdated;
  }

  edit(text: string) {
    const next = this.lower(text);
    const match = matchZir(this.zir, next);
    const change = invalidateChange(this.schedule, this.tracked, file, changeOf(this.zir, match), this.intern);
    this.zir = mergeZir(this.zir, next, match);
    return change;
  }
}

test('a declaration that is new makes outdated who looked for its name, and who read all names', () => {
  const bench = new Bench('const old = 1;');
  const found = bench.rely(DependeeKind.namespaceName, bench.chunk(), 'old');
  const missing = bench.rely(DependeeKind.namespaceName, bench.chunk(), 'fresh');
  const all = bench.rely(DependeeKind.namespace, bench.chunk());
  const value = bench.rely(DependeeKind.srcHash, bench.chunk(0));
  const change = bench.edit('const old = 1; const fresh = 2;');
  assert.deepEqual([found(), missing(), all(), value()], [false, true, true, false]);
  assert.deepEqual(change, { lost: [], rescan: [bench.chunk()] });
});

test('a declaration that is removed makes outdated who found its name', () => {
  const bench = new Bench('const a = 1; const b = 2;');
  const a = bench.rely(DependeeKind.namespaceName, bench.chunk(), 'a');
  const b = bench.rely(DependeeKind.namespaceName, bench.chunk(), 'b');
  const value = bench.rely(DependeeKind.srcHash, bench.chunk(1));
  const lost = bench.chunk(1);
  const change = bench.edit('const a = 1;');
  assert.deepEqual([a(), b(), value()], [false, true, true]);
  assert.deepEqual(change.lost, [lost]);
  assert.equal(bench.tracked.isLost(change.lost[0]), true);
});

test('signature and body of a function are two facts', () => {
  const bench = new Bench('fn f(x: u8) u8 { return x; }');
  const signature = bench.rely(DependeeKind.srcHash, bench.chunk(0));
  const body = bench.rely(DependeeKind.srcHash, bench.chunk(0, 0));
  bench.edit('fn f(x: u8) u8 { return x + 1; }');
  assert.deepEqual([signature(), body()], [false, true]);
});

test('fields, members and names of a container are apart', () => {
  const bench = new Bench('const S = struct { x: u8, const k = 1; };');
  const outer = bench.rely(DependeeKind.srcHash, bench.chunk(0));
  const fields = bench.rely(DependeeKind.srcHash, bench.chunk(0, 0));
  const names = bench.rely(DependeeKind.namespace, bench.chunk(0, 0));
  const k = bench.rely(DependeeKind.srcHash, bench.chunk(0, 0, 0));
  bench.edit('const S = struct { x: u8, const k = 2; };');
  assert.deepEqual([outer(), fields(), names(), k()], [false, false, false, true]);
  bench.edit('const S = struct { x: u16, const k = 2; };');
  assert.deepEqual([outer(), fields(), names()], [false, true, false]);
});

test('a lost container takes with it what was looked up in it', () => {
  const bench = new Bench('const S = struct { const k = 1; };');
  const missing = bench.rely(DependeeKind.namespaceName, bench.chunk(0, 0), 'z');
  bench.edit('const S = enum { k };');
  assert.equal(missing(), true);
});

test('the same text after a loss is another chunk', () => {
  const bench = new Bench('const a = 1; const b = 2;');
  const first = bench.chunk(1);
  bench.edit('const a = 1;');
  bench.edit('const a = 1; const b = 2;');
  assert.equal(bench.chunk(1), NO_TRACKED);
  const row = bench.zir.children.data[bench.zir.chunks.childrenStart.data[0] + 1] as ChunkIndex;
  assert.notEqual(bench.tracked.track(file, row), first);
});

test('a place in a file is outdated by any edit of the file, and of that one only', () => {
  const bench = new Bench('fn f() void {}');
  const place = bench.rely(DependeeKind.position, bench.chunk(0, 0));
  invalidatePositions(bench.schedule, bench.tracked, 4 as FileIndex);
  assert.equal(place(), false);
  invalidatePositions(bench.schedule, bench.tracked, file);
  assert.equal(place(), true);
});
