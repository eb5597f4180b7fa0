import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KEEP_ALL } from '../../test/support/keep-all.ts';
import { readColumns, writeColumns } from '../util/save.ts';
import { DependeeKind, NO_DEPENDEE } from './dependee.ts';
import { DependencyGraph, NO_ENTRY, NO_ROW } from './dependency-graph.ts';
import { type Depender, DependerKind, makeDepender } from './depender.ts';

function unit(index: number): Depender {
  return makeDepender(DependerKind.funcBody, index);
}

function add(graph: DependencyGraph, depender: Depender, source: number): void {
  graph.add(graph.internDepender(depender), graph.internDependee(DependeeKind.srcHash, source, 0));
}

/** Who relies on the source `source`, sorted. */
function dependersOf(graph: DependencyGraph, source: number): Depender[] {
  const dependee = graph.findDependee(DependeeKind.srcHash, source, 0);
  const found: Depender[] = [];
  if (dependee === NO_DEPENDEE) return found;
  for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
    found.push(graph.dependerOf(graph.entryDependerRow(entry)));
  }
  return found.sort((x, y) => x - y);
}

/** On which sources `depender` relies, in the order of recording. */
function dependeesOf(graph: DependencyGraph, depender: Depender): number[] {
  const row = graph.findDepender(depender);
  const found: number[] = [];
  if (row === NO_ROW) return found;
  for (let entry = graph.firstOfDepender(row); entry !== NO_ENTRY; entry = graph.nextOfDepender(entry)) {
    found.push(graph.dependeeFirst(graph.entryDependeeRow(entry)));
  }
  return found;
}

function remove(graph: DependencyGraph, depender: Depender): void {
  graph.removeDependenciesOf(graph.internDepender(depender));
}

test('removing what was once the head of a list leaves those recorded after it', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  add(graph, unit(2), 7);
  add(graph, unit(3), 7);
  remove(graph, unit(1));
  assert.deepEqual(dependersOf(graph, 7), [unit(2), unit(3)]);
});

test('removing the head leaves those behind it, and the list can be added to', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  add(graph, unit(2), 7);
  add(graph, unit(3), 7);
  remove(graph, unit(3));
  assert.deepEqual(dependersOf(graph, 7), [unit(1), unit(2)]);
  add(graph, unit(4), 7);
  assert.deepEqual(dependersOf(graph, 7), [unit(1), unit(2), unit(4)]);
});

test('removing every depender of a fact leaves none, and one can come back', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  remove(graph, unit(1));
  assert.deepEqual(dependersOf(graph, 7), []);
  add(graph, unit(1), 7);
  assert.deepEqual(dependersOf(graph, 7), [unit(1)]);
});

test('a fact that one analysis relies on twice is recorded once', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  add(graph, unit(1), 8);
  add(graph, unit(1), 7);
  assert.deepEqual(dependeesOf(graph, unit(1)), [7, 8]);
});

test('an analysis that follows records its facts anew', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  remove(graph, unit(1));
  add(graph, unit(1), 7);
  assert.deepEqual(dependeesOf(graph, unit(1)), [7]);
});

test('a depender keeps the order of its facts', () => {
  const graph = new DependencyGraph();
  for (const source of [5, 3, 9, 4]) add(graph, unit(1), source);
  assert.deepEqual(dependeesOf(graph, unit(1)), [5, 3, 9, 4]);
});

test('entries of removed dependencies are used again', () => {
  const graph = new DependencyGraph();
  for (let round = 0; round < 100; round++) {
    remove(graph, unit(1));
    for (let source = 0; source < 10; source++) add(graph, unit(1), source);
  }
  assert.equal(graph.size, 10);
  assert.ok(graph.columns().find((c) => c.name === 'entryNext')!.column.length <= 20);
});

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('analyse' as const),
      depender: fc.nat(8),
      sources: fc.uniqueArray(fc.nat(8), { maxLength: 6 }),
    }),
    fc.record({ kind: fc.constant('compact' as const), depender: fc.constant(0), sources: fc.constant<number[]>([]) }),
    fc.record({ kind: fc.constant('save' as const), depender: fc.constant(0), sources: fc.constant<number[]>([]) }),
  ),
  { maxLength: 60 },
);

test('the graph is a map of dependers to their facts, and back', () => {
  fc.assert(
    fc.property(steps, (list) => {
      let graph = new DependencyGraph();
      const model = new Map<number, number[]>();
      for (const step of list) {
        if (step.kind === 'analyse') {
          remove(graph, unit(step.depender));
          for (const source of step.sources) add(graph, unit(step.depender), source);
          model.set(step.depender, step.sources);
        } else if (step.kind === 'compact') graph.renumber(KEEP_ALL);
        else {
          const saved = writeColumns(graph.columns());
          graph = new DependencyGraph();
          assert.ok(readColumns(saved, graph.columns()));
          graph.resetSerials();
        }
      }
      for (let depender = 0; depender <= 8; depender++) {
        assert.deepEqual(dependeesOf(graph, unit(depender)), model.get(depender) ?? []);
      }
      for (let source = 0; source <= 8; source++) {
        const expected = [...model]
          .filter(([, sources]) => sources.includes(source))
          .map(([depender]) => unit(depender));
        assert.deepEqual(
          dependersOf(graph, source),
          expected.sort((x, y) => x - y),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('bytes of another list of columns are refused', () => {
  const graph = new DependencyGraph();
  add(graph, unit(1), 7);
  const saved = writeColumns(graph.columns());
  assert.equal(readColumns(saved.subarray(0, saved.length - 4), new DependencyGraph().columns()), false);
  assert.equal(readColumns(saved, new DependencyGraph().columns().slice(1)), false);
});
