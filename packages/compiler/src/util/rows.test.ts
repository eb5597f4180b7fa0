import assert from 'node:assert/strict';
import { test } from 'node:test';
import { U32Column } from './column.ts';
import { U32PairMap, U32Set } from './map.ts';
import { dropRows, listOf, ownedBy, RowKind, wordOf } from './rows.ts';
import type { TableColumn } from './save.ts';

const NONE = 0x7fff_ffff;

/** No table has rows, but for those that are given. */
function lengths(some: Partial<Record<RowKind, number>>): Record<RowKind, number> {
  const all = Object.values(RowKind).filter((kind): kind is RowKind => typeof kind === 'number');
  return Object.fromEntries(all.map((kind) => [kind, some[kind] ?? 0])) as Record<RowKind, number>;
}

function column(name: string, words: TableColumn['words'], ...values: number[]): TableColumn {
  const made = new U32Column();
  made.pushAll(values);
  return { name, column: made, words };
}

const values = ({ column }: TableColumn): number[] => [...column.view()];

test('rows stay that something refers to that stays, in their order and under numbers that everyone has', () => {
  const types = column('type', wordOf(RowKind.decl, RowKind.item), 2, 0, NONE, 3);
  const sizes = column('size', wordOf(RowKind.item), 10, 11, 12, 13);
  const roots = column('roots', listOf(RowKind.decl), 3, 2);
  dropRows(
    [types, sizes, roots],
    lengths({ [RowKind.decl]: 4, [RowKind.item]: 4 }),
    (keep) => keep(RowKind.item, 1),
    null,
    [],
  );
  assert.deepEqual(values(sizes), [11, 13]);
  assert.deepEqual(values(types), [NONE, 1]);
  assert.deepEqual(values(roots), [1, 0]);
});

test('rows that refer to each other go together', () => {
  const around = column('parent', wordOf(RowKind.namespace, RowKind.namespace), 1, 0, NONE);
  dropRows([around], lengths({ [RowKind.namespace]: 3 }), (keep) => keep(RowKind.namespace, 2), null, []);
  assert.deepEqual(values(around), [NONE]);
});

test('sets and maps lose what goes, and find the rest under its new numbers', () => {
  const set = new U32Set();
  const map = new U32PairMap();
  for (const item of [5, 0, 3]) {
    set.add(item);
    map.set(item, 7, item + 100);
  }
  const words = ownedBy({
    renumber: ({ keeps, visit }) =>
      map.renumber((data, at) => {
        if (!keeps(RowKind.item, data[at]!)) return false;
        data[at] = visit(RowKind.item, data[at]!);
        return true;
      }),
  });
  const columns = [...set.columns('set', RowKind.item), ...map.columns('map', words)];
  const keep = [1, 3, 5];
  dropRows(columns, lengths({ [RowKind.item]: 6 }), (visit) => keep.map((item) => visit(RowKind.item, item)), null, []);
  assert.deepEqual(
    [0, 1, 2, 3].map((item) => set.has(item)),
    [false, true, true, false],
  );
  assert.deepEqual(
    [0, 1, 2].map((item) => map.get(item, 7)),
    [-1, 103, 105],
  );
  assert.equal(set.size, 2);
  assert.equal(map.size, 2);
});

test('who has a row that goes is told, rather than given another', () => {
  const owner = ownedBy({ renumber: ({ visit }) => visit(RowKind.item, 0) });
  const forgetful = column('forgetful', owner, 0);
  assert.throws(
    () => dropRows([forgetful], lengths({ [RowKind.item]: 2 }), (keep) => keep(RowKind.item, 1), null, []),
    RangeError,
  );
});

test('of a table of which it is known what stays, nothing more is kept', () => {
  const roots = column('roots', listOf(RowKind.unit), 1);
  const drop = (kept: number): void =>
    dropRows([roots], lengths({ [RowKind.unit]: 2 }), (keep) => keep(RowKind.unit, kept), RowKind.unit, []);
  assert.throws(() => drop(0), RangeError);
  drop(1);
  assert.deepEqual(values(roots), [0]);
});
