import assert from 'node:assert/strict';
import { test } from 'node:test';
import worker from '../src/worker.js';

const url = 'http://localhost/';

test('words are counted', async () => {
  const response = await worker.fetch(new Request(url, { method: 'POST', body: 'to be or not to be' }));
  const [first] = await response.json();
  assert.deepEqual(first, { word: 'be', count: 2 });
});

test('it takes texts only', async () => {
  assert.equal((await worker.fetch(new Request(url))).status, 405);
});
