import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from './protocol.ts';
import { updateLine } from './update-line.ts';

function outcome(analyses: Outcome['analyses']): Outcome {
  return { errorCount: 0, errorText: '', module: null, milliseconds: 1.84, watched: [], faults: [], analyses };
}

const analysis = (unit: string, isOwn = true) => ({ unit, reason: 'its source changed', isOwn });

test('the line of an update says what was analysed, why, and how long it took', () => {
  equal(updateLine(outcome([])), 'nothing to do (1.8 ms)');
  equal(
    updateLine(outcome([analysis('body of main.greet')])),
    'updated in 1.8 ms: analysed body of main.greet (its source changed)',
  );
});

test("of many analyses the first few are named, the program's own before those of the library", () => {
  const analyses = [analysis('body of std.a', false), ...['b', 'c', 'd', 'e'].map((name) => analysis(name))];
  equal(
    updateLine(outcome(analyses)),
    'updated in 1.8 ms: analysed 5: b (its source changed), c (its source changed), d (its source changed), and 2 more',
  );
  equal(
    updateLine(outcome(analyses.slice(0, 2))),
    'updated in 1.8 ms: analysed 2: b (its source changed), body of std.a (its source changed)',
  );
});
