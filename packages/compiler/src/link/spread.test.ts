import { deepStrictEqual, ok } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { KEY_END, Spread } from './spread.ts';

const THINGS = 150;

/** Things of which some have the same keys. */
const things = fc
  .array(fc.record({ key: fc.nat({ max: 60 }), size: fc.nat({ max: 20 }), align: fc.constantFrom(1, 2, 8) }), {
    minLength: THINGS,
    maxLength: THINGS,
  })
  .map((all) => ({
    keyOf: (id: number) => (all[id].key * KEY_END) / 61,
    sizeOf: (id: number) => all[id].size,
    alignOf: (id: number) => all[id].align,
  }));

const sets = fc.array(fc.uniqueArray(fc.nat({ max: THINGS - 1 })), { minLength: 1, maxLength: 6 });

const rank = (id: number): number => (id * 37) % THINGS;

test('places follow from what there is, and not from how it came', () => {
  fc.assert(
    fc.property(things, sets, fc.constantFrom(1, 9 / 8), (of, steps, room) => {
      const kept = new Spread(of, room);
      let before: readonly number[] = [];
      for (const ids of steps) {
        const places = new Map(before.map((id) => [id, kept.positionOf(id)]));
        const gone = before.filter((id) => !ids.includes(id));
        const come = ids.filter((id) => !before.includes(id));
        const moved = new Set(kept.update(gone, come, rank, false).map(({ id }) => id));
        const fresh = new Spread(of, room);
        fresh.update([], ids, rank, false);
        deepStrictEqual(kept.ids, fresh.ids);
        deepStrictEqual(
          [kept.length, ...ids.map((id) => kept.positionOf(id))],
          [fresh.length, ...ids.map((id) => fresh.positionOf(id))],
        );
        for (const id of ids) if (!moved.has(id)) deepStrictEqual(kept.positionOf(id), places.get(id));
        let end = 0;
        for (const id of kept.ids) {
          ok(kept.positionOf(id) >= end && kept.positionOf(id) % of.alignOf(id) === 0);
          end = kept.positionOf(id) + of.sizeOf(id);
        }
        ok(end <= kept.length);
        before = ids;
      }
    }),
  );
});

test('what comes moves little else', () => {
  const of = { keyOf: (id: number) => ((id * 0.6180339887) % 1) * KEY_END, sizeOf: () => 1, alignOf: () => 1 };
  const kept = new Spread({ ...of, keyOf: (id) => Math.floor(of.keyOf(id)) }, 9 / 8);
  kept.update(
    [],
    Array.from({ length: 1000 }, (_, id) => id),
    rank,
    false,
  );
  const moved = Array.from({ length: 20 }, (_, i) => kept.update([], [1000 + i], rank, false).length);
  ok(moved.filter((count) => count < 100).length > 15, `${moved}`);
});
