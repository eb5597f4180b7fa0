import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paddedLength } from './padding.ts';

test('code gets some room to grow, and no more than an eighth where it is long', () => {
  for (let length = 1; length < 5000; length++) {
    const padded = paddedLength(length);
    assert.ok(padded >= length && padded <= Math.max(length + 16, length * 1.125), `${length} gets ${padded}`);
  }
});
