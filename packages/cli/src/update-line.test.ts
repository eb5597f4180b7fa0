import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis } from '@rezig/compiler';
import type { Outcome } from './protocol.ts';
import { updateLine } from './update-line.ts';

function outcome(analysed: readonly Analysis[]): Pick<Outcome, 'journal' | 'milliseconds'> {
  const times = { files: 0, analysis: 0, code: 0, link: 0 };
  const journal = { inputs: [], analysed, unchanged: [], generated: [], moduleBytes: 0, times };
  return { milliseconds: 1.84, journal };
}

const analysis = (name: string, isOwn = true): Analysis => ({
  unit: { kind: 'body', name, isOwn },
  cause: { change: 'source-changed', fact: { kind: 'source', name } },
  isChanged: true,
  milliseconds: 1,
});

test('the line of an update says what was analysed, why, what changed, and how long each step took', () => {
  equal(updateLine(outcome([]), []), 'nothing to do (1.8 ms) [files 0.0, analysis 0.0, code 0.0, link 0.0]');
  equal(
    updateLine(outcome([analysis('main.greet')]), ['a.zig']),
    'updated in 1.8 ms: analysed body of main.greet (its source changed) [a.zig; files 0.0, analysis 0.0, code 0.0, link 0.0]',
  );
});

test("of many analyses the first few are named, the program's own before those of the library", () => {
  const analyses = [analysis('std.a', false), ...['b', 'c', 'd', 'e'].map((name) => analysis(name))];
  equal(
    updateLine(outcome(analyses), ['a', 'b', 'c', 'd', 'e']),
    'updated in 1.8 ms: analysed 5: body of b (its source changed), body of c (its source changed), body of d (its source changed), and 2 more [a, b, c, 2 more; files 0.0, analysis 0.0, code 0.0, link 0.0]',
  );
  equal(
    updateLine(outcome(analyses.slice(0, 2)), []),
    'updated in 1.8 ms: analysed 2: body of b (its source changed), body of std.a (its source changed) [files 0.0, analysis 0.0, code 0.0, link 0.0]',
  );
});
