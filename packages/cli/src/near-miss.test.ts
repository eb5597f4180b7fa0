import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { nearMiss } from './near-miss.ts';

test('what is nearly right is named, and nothing else', () => {
  const options = ['--watch', '--import-memory', '--export-memory', '-target'];
  equal(nearMiss('--wach', options), " (did you mean '--watch'?)");
  equal(nearMiss('-import-memroy', options), " (did you mean '--import-memory'?)");
  equal(nearMiss('--TARGET', options), " (did you mean '-target'?)");
  equal(nearMiss('--frobnicate', options), '');
  equal(nearMiss('x', ['y']), '');
});
