import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowIndex, U32Map, U32PairMap } from './map.ts';

// Few distinct words, so that keys come again; the large ones are those that mean "none" elsewhere.
const word = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0xffff_ffff, 0xffff_fffe, 0x8000_0000));
const steps = fc.array(fc.tuple(fc.boolean(), word, word, fc.nat(1000)), { maxLength: 400 });

test('a map of pairs holds what a Map would, through growth, removal and reuse', () => {
  fc.assert(
    fc.property(steps, (actions) => {
      const map = new U32PairMap();
      const model = new Map<string, number>();
      for (const [isSet, a, b, value] of actions) {
        const key = `${a},${b}`;
        if (isSet) {
          map.set(a, b, value);
          model.set(key, value);
        } else assert.equal(map.delete(a, b), model.delete(key));
        assert.equal(map.get(a, b), model.get(key) ?? -1);
        assert.equal(map.size, model.size);
      }
      for (const [key, value] of model) {
        const [a, b] = key.split(',').map(Number);
        assert.equal(map.get(a, b), value);
      }
    }),
  );
});

test('a map that keys come into and go out of for long stays small', () => {
  const map = new U32Map();
  for (let i = 0; i < 10_000; i++) {
    map.set(i, i);
    map.set(i + 20_000, 1);
    assert.ok(map.delete(i));
    assert.ok(map.delete(i + 20_000));
  }
  assert.equal(map.size, 0);
  assert.equal(map.get(5), -1);
  assert.ok(map.pairs.index.slots.length <= 64);
});

test('rows with one hash are all found', () => {
  const index = new RowIndex();
  for (let row = 0; row < 100; row++) index.add(row % 3, row);
  const found: number[] = [];
  for (let slot = index.first(1); index.rowAt(slot) >= 0; slot = index.next(slot)) found.push(index.rowAt(slot));
  assert.deepEqual(
    found.sort((a, b) => a - b),
    Array.from({ length: 33 }, (_, i) => i * 3 + 1),
  );
});
