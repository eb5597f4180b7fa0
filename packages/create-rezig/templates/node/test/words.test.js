import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frequentWords } from '../dist/index.js';

test('words are counted', () => {
  assert.deepEqual(frequentWords('the fox and the dog', 2), [
    { word: 'the', count: 2 },
    { word: 'and', count: 1 },
  ]);
});
