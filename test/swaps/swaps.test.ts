import { equal, ok } from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FuzzReport, FuzzSettings } from '../../tools/fuzz-report.ts';
import { BigStack } from '../support/big-stack.ts';

const SEED = 20261126;
const EDITS = 60;

const thread = new BigStack(new URL('../../tools/fuzz-swaps.ts', import.meta.url));
after(() => thread.close());

for (const collectsAlways of [false, true]) {
  const how = collectsAlways ? ', with rows dropped before each update' : '';
  test(`a simulation that is edited while it runs goes on as one that was always the new one${how}`, async () => {
    const settings: FuzzSettings = { passFaults: false, collectsAlways };
    const seed = SEED + (collectsAlways ? 1 : 0);
    const budget = { seconds: Infinity, edits: EDITS };
    const report = await thread.call<FuzzReport & { readonly patches: number }>('fuzzSwaps', budget, seed, settings);
    equal(report.difference, null, `seed ${seed}`);
    equal(report.edits, EDITS);
    ok(report.patches > EDITS / 10, `${report.patches} patches`);
  });
}
