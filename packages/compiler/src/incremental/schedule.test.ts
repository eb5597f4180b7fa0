import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KEEP_ALL } from '../../test/support/keep-all.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import { DependeeKind } from './dependee.ts';
import { type Depender, DependerKind, dependerIndex, makeDepender, NO_DEPENDER } from './depender.ts';
import { ChangeKind } from './journal.ts';
import { DependerState, Schedule } from './schedule.ts';

/** The value of a declaration that depends on itself, or on one that does. */
const LOOP = -1;

/**
 * A program in which declaration `i` has a source number and reads the values of other declarations. Its value is `limit`ed, so that
 * different sources can give the same value.
 */
class Program {
  readonly sources: number[];
  readonly reads: number[][];
  readonly limit: number;
  schedule = new Schedule();
  values: number[] = [];
  /** By declaration: the one that it asked for while that was in progress, which is how its loop is told. */
  closed: (number | undefined)[] = [];
  analysed: number[] = [];

  constructor(reads: number[][], limit = 1000) {
    this.reads = reads;
    this.limit = limit;
    this.sources = reads.map((_, i) => i + 1);
  }

  private analyse(depender: Depender): void {
    const i = dependerIndex(depender);
    this.analysed.push(i);
    assert.ok(this.analysed.length <= 200, 'analyses without end');
    this.schedule.begin(depender);
    this.schedule.addDependency(depender, DependeeKind.srcHash, i);
    this.closed[i] = undefined;
    let value = this.sources[i];
    for (const other of this.reads[i]) {
      const needed = decl(other);
      this.ensure(needed);
      this.schedule.addDependency(depender, DependeeKind.declVal, other);
      if (this.schedule.isInProgress(needed)) this.closed[i] = other;
      if (this.schedule.isInProgress(needed) || this.values[other] === LOOP) {
        value = LOOP;
        break;
      }
      value += this.values[other];
    }
    if (value !== LOOP) value %= this.limit;
    const changed = this.values[i] !== value;
    this.values[i] = value;
    this.schedule.finish(depender, changed);
  }

  private ensure(depender: Depender): void {
    for (let next: Depender; (next = this.schedule.demand(depender)) !== NO_DEPENDER; ) this.analyse(next);
  }

  /** Changes sources, brings `roots` up to date and returns what was analysed. */
  update(changes: Record<number, number>, roots: number[]): number[] {
    this.change(changes);
    for (const root of roots) this.ensure(decl(root));
    // Which member of a loop closes it depends on which is asked for first.
    this.closed.forEach((other, i) => {
      if (other !== undefined) this.schedule.reset(decl(i));
    });
    for (const root of roots) this.ensure(decl(root));
    return this.analysed;
  }

  /** Changes sources, brings all that was analysed before up to date and returns what was analysed. */
  updateAll(changes: Record<number, number>): number[] {
    this.change(changes);
    for (const i of Object.keys(this.values)) this.ensure(decl(Number(i)));
    return this.analysed;
  }

  /** The program as it is now, and nothing known of it. */
  fromNothing(): Program {
    const fresh = new Program(
      this.reads.map((list) => list.slice()),
      this.limit,
    );
    for (let i = 0; i < this.sources.length; i++) fresh.sources[i] = this.sources[i];
    return fresh;
  }

  private change(changes: Record<number, number>): void {
    this.analysed = [];
    this.schedule.startUpdate();
    for (const [i, source] of Object.entries(changes)) {
      this.sources[Number(i)] = source;
      this.schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, Number(i));
    }
  }
}

function decl(index: number): Depender {
  return makeDepender(DependerKind.declValue, index);
}

test('nothing changed, nothing is analysed', () => {
  const program = new Program([[1], []]);
  assert.deepEqual(program.update({}, [0]), [0, 1]);
  assert.deepEqual(program.update({}, [0]), []);
});

test('a change goes up as far as results change', () => {
  const program = new Program([[1], [2], []], 10);
  program.update({}, [0]);
  assert.deepEqual(program.update({ 2: 13 }, [0]), [2]);
  assert.deepEqual(program.update({ 2: 4 }, [0]), [2, 1, 0]);
  assert.equal(program.values[0], 7);
});

test('dependers of one that was potentially outdated are not counted a second time when it is outdated', () => {
  // 0 reads 1, 1 reads 2. Both 2 and 1 change; then 0 must still become up to date when 1 turns out the same.
  const program = new Program([[1], [2], []], 10);
  program.update({}, [0]);
  assert.deepEqual(program.updateAll({ 2: 13, 1: 12 }), [1, 2]);
  assert.equal(program.schedule.state(decl(0)), DependerState.upToDate);
});

test('dependers of one that was not even potentially outdated are marked when it is outdated', () => {
  const program = new Program([[1], [2], []]);
  program.update({}, [0]);
  program.schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, 1);
  assert.equal(program.schedule.state(decl(0)), DependerState.potentiallyOutdated);
});

test('what is only potentially outdated is not analysed if nothing that it read has changed', () => {
  const program = new Program([[1, 2], [3], [3], []], 10);
  program.update({}, [0]);
  assert.deepEqual(program.updateAll({ 3: 14 }), [3]);
  for (let i = 0; i < 4; i++) assert.equal(program.schedule.state(decl(i)), DependerState.upToDate);
});

test('what no root asks for stays outdated and is analysed when one does', () => {
  const program = new Program([[1], [], []]);
  program.update({}, [0, 2]);
  assert.deepEqual(program.update({ 2: 9 }, [0]), []);
  assert.deepEqual(program.update({}, [0, 2]), [2]);
});

test('what was read first is looked at first: what is read no more is not analysed', () => {
  const program = new Program([[1], [2, 3], [], []]);
  program.update({}, [0]);
  program.reads[1] = [2];
  assert.deepEqual(program.update({ 1: 50, 3: 50 }, [0]), [1, 0]);
});

test('a loop is closed by the member that closes it in a build from nothing', () => {
  const program = new Program([[1], [2], [1], [2]]);
  program.update({}, [3, 0]);
  assert.deepEqual(program.closed, [undefined, 2, undefined, undefined]);
  program.update({}, [0, 3]);
  assert.deepEqual(program.closed, [undefined, undefined, 1, undefined]);
  program.reads[2] = [];
  program.update({ 2: 100 }, [3, 0]);
  assert.deepEqual(program.values, [1 + 2 + 100, 2 + 100, 100, 4 + 100]);
});

test('of a fact it is known whether it changed since a time', () => {
  const program = new Program([[1], [2], []], 10);
  program.update({}, [0]);
  const { schedule } = program;
  const since = schedule.clock;
  const isUnchanged = (kind: DependeeKind, i: number) => schedule.isUnchanged(kind, i, 0, since);
  assert.ok(isUnchanged(DependeeKind.srcHash, 2) && isUnchanged(DependeeKind.declVal, 2));
  assert.ok(!isUnchanged(DependeeKind.srcHash, 7), 'of what nobody relied on nothing is known');
  program.update({ 2: 13 }, [0]);
  assert.ok(!isUnchanged(DependeeKind.srcHash, 2));
  assert.ok(isUnchanged(DependeeKind.declVal, 2), 'another source gave the same value');
  schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, 2);
  assert.ok(!isUnchanged(DependeeKind.declVal, 1), 'a result that is not settled');
  program.update({ 2: 4 }, [0]);
  assert.ok(!isUnchanged(DependeeKind.declVal, 2) && !isUnchanged(DependeeKind.declVal, 1));
  assert.ok(schedule.isUnchanged(DependeeKind.declVal, 1, 0, schedule.clock));
  schedule.graph.renumber(KEEP_ALL);
  schedule.columnsReplaced();
  const then = schedule.clock;
  schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, 2);
  assert.ok(schedule.clock > then, 'time passes where nothing is known of when the fact changed before');
  program.update({}, [0]);
  assert.ok(!schedule.isUnchanged(DependeeKind.declVal, 1, 0, since));
  assert.ok(!schedule.isUnchanged(DependeeKind.srcHash, 2, 0, then));
});

test('a depender that is retired makes those that relied on it outdated', () => {
  const program = new Program([[1], []]);
  program.update({}, [0]);
  program.schedule.retire(decl(1));
  assert.equal(program.schedule.state(decl(0)), DependerState.outdated);
  assert.deepEqual(program.update({}, [0]), [0, 1]);
});

test('a reset reaches all that rely on it, and only those', () => {
  const program = new Program([[1, 3], [2], [], []]);
  program.update({}, [0]);
  program.schedule.reset(decl(2));
  assert.deepEqual(program.update({}, [0]), [0, 1, 2]);
});

test('a fact that was recorded and never asked for is settled later', () => {
  const schedule = new Schedule();
  schedule.begin(decl(1));
  schedule.addDependency(decl(1), DependeeKind.srcHash, 1);
  schedule.finish(decl(1), true);
  schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, 1);
  schedule.begin(decl(0));
  schedule.addDependency(decl(0), DependeeKind.declVal, 1);
  schedule.finish(decl(0), true);
  assert.equal(schedule.state(decl(0)), DependerState.potentiallyOutdated);
  assert.equal(schedule.demand(decl(0)), decl(1));
  schedule.begin(decl(1));
  schedule.finish(decl(1), true);
  assert.equal(schedule.demand(decl(0)), decl(0));
});

test('a name that is asked for in vain is a fact like any other', () => {
  const schedule = new Schedule();
  schedule.begin(decl(0));
  schedule.addDependency(decl(0), DependeeKind.namespaceName, 4, 77);
  schedule.finish(decl(0), true);
  schedule.invalidate(ChangeKind.nameAdded, DependeeKind.namespaceName, 4, 78);
  assert.ok(schedule.isUpToDate(decl(0)));
  schedule.invalidate(ChangeKind.nameAdded, DependeeKind.namespaceName, 4, 77);
  assert.equal(schedule.state(decl(0)), DependerState.outdated);
});

test('the journal has a reason for every analysis', () => {
  const program = new Program([[1], []]);
  program.update({}, [0]);
  program.update({ 1: 40 }, [0]);
  const journal = program.schedule.journal;
  const entries = Array.from({ length: journal.length }, (_, i) => {
    const { depender, change, dependee, a } = journal.entry(i);
    return `${dependerIndex(depender)}: ${DependeeKind[dependee]} of ${a}, ${ChangeKind[change]}`;
  });
  assert.deepEqual(entries, ['1: srcHash of 1, sourceChanged', '0: declVal of 1, resultChanged']);
});

const programs = fc.record({
  reads: fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 }),
  limit: fc.integer({ min: 2, max: 6 }),
  updates: fc.array(
    fc.record({
      changes: fc.dictionary(fc.nat(7).map(String), fc.nat(30), { maxKeys: 3 }),
      roots: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
      reads: fc.option(fc.tuple(fc.nat(7), fc.uniqueArray(fc.nat(7), { maxLength: 4 })), { nil: null }),
      all: fc.boolean(),
      save: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
});

const everyRoot = [0, 1, 2, 3, 4, 5, 6, 7];

test('after an update all is as a build from nothing gives, and what was analysed was edited or reads what changed', () => {
  fc.assert(
    fc.property(programs, ({ reads, limit, updates }) => {
      // A declaration reads later ones only: no loops.
      const later = (i: number, list: number[]) => list.filter((other) => other > i);
      const program = new Program(
        reads.map((list, i) => later(i, list)),
        limit,
      );
      program.update({}, everyRoot);
      for (const update of updates) {
        const changes: Record<number, number> = {};
        for (const [i, source] of Object.entries(update.changes)) changes[Number(i)] = source;
        if (update.reads !== null) {
          const [i, list] = update.reads;
          program.reads[i] = later(i, list);
          changes[i] ??= program.sources[i];
        }
        const values = program.values.slice();
        const analysed = update.all ? program.updateAll(changes) : program.update(changes, everyRoot);
        assert.equal(new Set(analysed).size, analysed.length, 'analysed twice');
        const fresh = program.fromNothing();
        fresh.update({}, everyRoot);
        assert.deepEqual(program.values, fresh.values);
        for (const i of everyRoot) {
          assert.equal(program.schedule.state(decl(i)), DependerState.upToDate, `${i} is not up to date`);
        }
        const changed = (i: number) => values[i] !== program.values[i];
        for (const i of analysed) {
          assert.ok(i in changes || program.reads[i].some(changed), `${i} was analysed for nothing`);
        }
        if (update.save) {
          program.schedule.graph.renumber(KEEP_ALL);
          const saved = writeColumns(program.schedule.columns());
          program.schedule = new Schedule();
          assert.ok(readColumns(saved, program.schedule.columns()), 'not loaded');
          program.schedule.columnsReplaced();
        }
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});

test('with loops, after any updates everything is as in a build from nothing, and so is who closes them', () => {
  fc.assert(
    fc.property(programs, ({ reads, limit, updates }) => {
      const program = new Program(reads, limit);
      for (const update of updates) {
        const changes: Record<number, number> = {};
        for (const [i, source] of Object.entries(update.changes)) changes[Number(i)] = source;
        if (update.reads !== null) {
          const [i, list] = update.reads;
          program.reads[i] = list;
          changes[i] ??= program.sources[i];
        }
        const count = program.update(changes, update.roots).length;
        assert.ok(count <= 64, `${count} analyses of 8 declarations`);
        const fresh = program.fromNothing();
        fresh.update({}, update.roots);
        for (const i of new Set(fresh.analysed)) {
          assert.equal(program.values[i], fresh.values[i], `value of ${i}`);
          assert.equal(program.closed[i], fresh.closed[i], `loop closed by ${i}`);
        }
      }
    }),
    { numRuns: 400, seed: 3 },
  );
});

test('with loops every root comes to be up to date in a bounded number of analyses', () => {
  fc.assert(
    fc.property(programs, ({ reads, limit, updates }) => {
      const program = new Program(reads, limit);
      for (const update of updates) {
        const changes: Record<number, number> = {};
        for (const [i, source] of Object.entries(update.changes)) changes[Number(i)] = source;
        let count = program.updateAll(changes).length;
        count += program.update({}, update.roots).length;
        assert.ok(count <= 64, `${count} analyses of 8 declarations`);
        for (const root of update.roots) assert.equal(program.schedule.state(decl(root)), DependerState.upToDate);
      }
    }),
    { numRuns: 200, seed: 3 },
  );
});
