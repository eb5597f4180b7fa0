import { deepEqual, equal } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from '../../../test/support/big-stack.ts';
import { CASES, stepsOf } from './incremental/cases.ts';
import type { Step } from './incremental/run-steps.ts';

const thread = new BigStack(new URL('incremental/run-steps.ts', import.meta.url));
after(() => thread.close());

for (const item of CASES) {
  test(item.title, async () => {
    const steps = await thread.call<Step[]>('runSteps', stepsOf(item));
    for (const [i, step] of steps.entries()) {
      const at = `update ${i}`;
      equal(step.sameAsFresh, true, `${at} is as a build from nothing\n${step.errors}`);
      equal(step.restored, null, `${at} from saved state is as in the session`);
      equal(step.collected, null, `${at} is the same where rows were dropped`);
      if (i === 0) continue;
      const { analysed, error } = item.updates[i - 1];
      equal(step.errors.split('\n')[0], error ?? '', at);
      equal(step.hasModule, error === undefined, at);
      if (analysed !== undefined) deepEqual([...step.analysed].sort(), [...analysed].sort(), at);
    }
  });
}
