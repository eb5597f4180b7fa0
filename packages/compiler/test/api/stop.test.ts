import { deepEqual, ok } from 'node:assert/strict';
import { after, test } from 'node:test';
import { BigStack } from '../../../../test/support/big-stack.ts';
import { CASES, stepsOf } from '../incremental/cases.ts';
import type { StoppedSteps } from './stopped-steps.ts';

const thread = new BigStack(new URL('stopped-steps.ts', import.meta.url));
after(() => thread.close());

for (const patience of [2, 11]) {
  test(`updates that are stopped after ${patience} units and resumed come to what a build from nothing does`, async () => {
    let stopped = 0;
    for (const item of CASES) {
      const steps = await thread.call<StoppedSteps>('runStopped', stepsOf(item), patience);
      deepEqual(steps.differences, [], item.title);
      stopped += steps.stopped;
    }
    ok(stopped > CASES.length);
  });
}

test('a result that a stopped analysis had written in part counts as another', async () => {
  const program = (first: string, second: string): string =>
    `const x = ${first};\nconst y = ${second};\nconst S = struct { a: u8 = x, b: u8 = y };\nexport fn f() u32 {\n    const s: S = .{};\n    return s.a;\n}\n`;
  const steps = [{ 'main.zig': program('1', '3') }, { 'main.zig': program('2', '1 + 2') }];
  for (const patience of [1, 2, 3]) {
    const { differences } = await thread.call<StoppedSteps>('runStopped', steps, patience);
    deepEqual(differences, []);
  }
});
