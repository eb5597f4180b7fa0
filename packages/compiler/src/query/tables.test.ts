import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Air, AirTag } from '../air/air.ts';
import type { DependerRow } from '../incremental/dependency-graph.ts';
import { type DeclIndex, type FuncIndex, type Index, NO_DECL, type TrackedIndex } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { RowKind } from '../util/rows.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import { SRC_OUTER, SRC_OUTER_BIAS, SRC_TOKEN } from '../zir/zir.ts';
import { type CallSite, NO_CALL } from './call-sites.ts';
import { quotaWord, type Target, typeTarget, unitTarget } from './reference-words.ts';
import { ReferenceChange, References } from './references.ts';
import { Remarks, type UnitRemarks } from './remarks.ts';
import { RunTable } from './run-table.ts';
import { CHUNK_NODE, type Src, SrcPart } from './src.ts';
import { SrcTable } from './src-table.ts';
import { WaitingAirs } from './waiting-airs.ts';

/** Of objects as the compiler makes them. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;

const row = (n: number): DependerRow => n as DependerRow;
const chunk = (n: number): TrackedIndex => n as TrackedIndex;

/** Nodes and tokens, of the chunk itself and of the one around it, and the chunk's own node. */
const place = fc.oneof(
  fc.nat(100_000),
  fc.nat(100_000).map((token) => token | SRC_TOKEN),
  fc.integer({ min: -500, max: 500 }).map((node) => SRC_OUTER + SRC_OUTER_BIAS + node),
  fc.integer({ min: -500, max: 500 }).map((token) => SRC_TOKEN + SRC_OUTER + SRC_OUTER_BIAS + token),
  fc.constant(CHUNK_NODE),
);
const src: fc.Arbitrary<Src> = fc.oneof(
  place,
  record({
    part: fc.constantFrom(SrcPart.main_token, SrcPart.tag_capture, SrcPart.store_operand),
    base: place,
    index: fc.integer({ min: -2, max: 5 }),
    item: fc.integer({ min: -1, max: 3 }),
  }),
);

test('places come back from words as they were, and equal ones are equal words', () => {
  fc.assert(
    fc.property(fc.array(src, { maxLength: 60 }), (places) => {
      const table = new SrcTable();
      const words = places.map((each) => table.word(each));
      assert.deepEqual(
        words.map((word) => table.src(word)),
        places,
      );
      const texts = places.map((each) => JSON.stringify(each));
      for (let i = 0; i < places.length; i++)
        assert.equal(words.indexOf(words[i]!), texts.indexOf(texts[i]!), texts[i]);
    }),
  );
});

test('runs are what was set last, through growth, shrinking, deletion, compaction and saving', () => {
  const step = record({
    row: fc.nat(12),
    words: fc.option(fc.array(fc.nat(9), { maxLength: 9 }), { nil: undefined }),
    compact: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let table = new RunTable();
      const model = new Map<number, readonly number[]>();
      for (const { row, words, compact } of steps) {
        if (words === undefined) {
          table.delete(row);
          model.delete(row);
        } else {
          table.set(row, Uint32Array.of(7, ...words, 7), 1, words.length);
          model.set(row, words);
        }
        if (compact) table.compact();
        for (let i = 0; i < 13; i++) {
          assert.equal(table.has(i), model.has(i));
          const run = table.words.data.subarray(table.start(i), table.start(i) + table.len(i));
          assert.deepEqual(table.has(i) ? [...run] : undefined, model.get(i));
        }
      }
      table.compact();
      assert.equal(table.words.length, [...model.values()].flat().length);
      const saved = writeColumns(table.columns('runs', RowKind.unit, () => {}));
      table = new RunTable();
      assert.ok(
        readColumns(
          saved,
          table.columns('runs', RowKind.unit, () => {}),
        ),
      );
      for (const [i, words] of model) assert.equal(table.len(i), words.length);
    }),
  );
});

/** Ends an analysis of `unit` that referred to `targets`, each in the place of its number. */
function analyse(references: References, unit: number, targets: readonly Target[]): ReferenceChange {
  const start = references.pendingLength;
  for (const [i, target] of targets.entries()) references.add(target, chunk(1), i, null);
  return references.keep(row(unit), start);
}

function targetsOf(references: References, unit: number): Target[] {
  return Array.from({ length: references.count(row(unit)) }, (_, i) => references.target(row(unit), i));
}

test('of references to one thing the first is kept, and each that gives a greater quota; to need and to ask are two things', () => {
  for (const others of [0, 40]) {
    const references = new References();
    const filling = Array.from({ length: others }, (_, i) => typeTarget((100 + i) as Index, false));
    const start = references.pendingLength;
    references.add(unitTarget(row(3), false), chunk(1), 10, null, 0);
    for (const target of filling) references.add(target, chunk(1), 11, null);
    references.add(unitTarget(row(3), true), chunk(1), 12, null);
    references.add(typeTarget(3 as Index, false), chunk(1), 13, null);
    references.add(unitTarget(row(3), false), chunk(1), 14, null, 5000);
    references.add(unitTarget(row(3), false), chunk(1), 16, null, 4000);
    for (const target of filling) references.add(target, chunk(1), 15, null);
    references.keep(row(0), start);
    const [needed, asked] = [unitTarget(row(3), false), unitTarget(row(3), true)];
    assert.deepEqual(targetsOf(references, 0), [needed, ...filling, asked, typeTarget(3 as Index, false), needed]);
    const last = others + 3;
    assert.deepEqual(
      [0, last].map((i) => references.quota(row(0), i)),
      [quotaWord(0), quotaWord(5000)],
    );
    assert.deepEqual(
      [0, last].map((i) => references.place(row(0), i).src),
      [10, 14],
    );
  }
});

test('it is told whether references lead elsewhere, or to the same from other places', () => {
  const references = new References();
  const [one, two] = [unitTarget(row(1), false), unitTarget(row(2), true)];
  assert.equal(analyse(references, 0, [one, two]), ReferenceChange.targets);
  assert.equal(analyse(references, 0, [one, two]), ReferenceChange.none);
  const start = references.pendingLength;
  references.add(one, chunk(1), 0, null);
  references.add(two, chunk(1), 99, null);
  assert.equal(references.keep(row(0), start), ReferenceChange.places);
  assert.equal(analyse(references, 0, [two, one]), ReferenceChange.targets);
  assert.equal(analyse(references, 0, [two]), ReferenceChange.targets);
  assert.equal(references.forget(row(0)), ReferenceChange.targets);
  assert.equal(references.forget(row(0)), ReferenceChange.none);
});

test('references of a unit that is analysed in the middle of another are its own', () => {
  const references = new References();
  const outer = references.pendingLength;
  references.add(unitTarget(row(5), true), chunk(1), 0, null);
  analyse(references, 5, [unitTarget(row(6), false)]);
  references.add(unitTarget(row(7), false), chunk(1), 0, null);
  references.keep(row(4), outer);
  assert.deepEqual(targetsOf(references, 4), [unitTarget(row(5), true), unitTarget(row(7), false)]);
  assert.deepEqual(targetsOf(references, 5), [unitTarget(row(6), false)]);
});

test('what a call refers to is, for whoever makes the same call, made within that call; also when garbage was dropped', () => {
  const references = new References();
  const site = (func: number, at: number, outer: CallSite | null): CallSite => ({
    func: func as Index,
    chunk: chunk(func),
    src: { part: SrcPart.call_arg, base: at, index: -1, item: 0 },
    outer,
    number: NO_CALL,
  });
  const first = site(1, 10, null);
  let start = references.pendingLength;
  references.add(unitTarget(row(8), false), chunk(2), 5, site(2, 20, first), 0);
  references.keepCall(row(0), start, first);
  const second = site(1, 30, site(3, 40, null));
  start = references.pendingLength;
  references.addCall(row(0), second, 700);
  references.keep(row(1), start);
  const many = Array.from({ length: 9000 }, (_, i) => unitTarget(row(i), false));
  for (let n = 1; n <= many.length; n += 1000) analyse(references, 2, many.slice(0, n));
  references.compact();
  const { calls: within, ...place } = references.place(row(1), 0);
  assert.deepEqual(place, { chunk: chunk(2), src: 5 });
  const calls = within!;
  assert.deepEqual(
    [calls.func, calls.outer!.func, calls.outer!.outer!.func, calls.outer!.outer!.outer],
    [2, 1, 3, null],
  );
  assert.deepEqual(calls.outer!.src, second.src);
  assert.equal(references.quota(row(1), 0), quotaWord(700));
  assert.equal(references.quota(row(0), 0), quotaWord(0));
  assert.equal(references.count(row(2)), 8001);
});

test('what a unit says comes back as it was, whatever its text', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 });
  const note = record({ chunk: fc.nat(9).map(chunk), src, message: text });
  const error = record({
    chunk: fc.nat(9).map(chunk),
    src,
    message: text,
    notes: fc.array(note, { maxLength: 3 }),
    namesPlace: fc.boolean(),
    isLoop: fc.boolean(),
    isUsers: fc.boolean(),
    isOfCode: fc.boolean(),
  });
  const call = fc.nat(3).map((index) => index as Index);
  const exported = record({
    name: text,
    decl: fc.constantFrom(4 as DeclIndex, NO_DECL),
    value: call,
    isInternal: fc.boolean(),
    call,
    chunk: fc.nat(9).map(chunk),
    src,
  });
  const log = record({ chunk: fc.nat(9).map(chunk), src, text, call });
  const remarks: fc.Arbitrary<UnitRemarks> = record({
    error: fc.option(error),
    fault: fc.option(record({ doing: text, trace: text })),
    exports: fc.array(exported, { maxLength: 3 }),
    logs: fc.array(log, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5), remarks), { maxLength: 20 }), (steps) => {
      const table = new Remarks(new SrcTable());
      const model = new Map<number, UnitRemarks>();
      for (const [unit, said] of steps) {
        table.set(row(unit), said);
        model.set(unit, said);
      }
      for (const [unit, said] of model) assert.deepEqual(table.get(row(unit)), said);
    }),
  );
});

test('AIR that waits from one update to the next is what it was', () => {
  const airs = new WaitingAirs();
  const air = (insts: number): Air => {
    const words = (from: number): U32Column => U32Column.over(Uint32Array.from({ length: insts }, (_, i) => from + i));
    const tags = U8Column.over(new Uint8Array(insts).fill(AirTag.arg));
    return { tags, ty: words(10), a: words(20), b: words(30), extra: words(40), mainBody: insts };
  };
  const parts = ({ tags, ty, a, b, extra, mainBody }: Air) => [
    ...[tags, ty, a, b, extra].map((column) => [...column.view()]),
    mainBody,
  ];
  const funcs = [3, 0, 7] as FuncIndex[];
  for (const func of funcs) airs.set(func, air(func));
  airs.finishUpdate();
  airs.set(9 as FuncIndex, air(2));
  airs.delete(0 as FuncIndex);
  assert.deepEqual(airs.functions(), [3, 7, 9]);
  assert.equal(airs.get(0 as FuncIndex), undefined);
  for (const [func, insts] of [
    [3, 3],
    [7, 7],
    [9, 2],
  ] as const)
    assert.deepEqual(parts(airs.get(func as FuncIndex)!), parts(air(insts)));
});
