import type { TestPlan } from './test-plan.ts';

/**
 * The tests of `plan`, by index, to be run so that each has a result, given those that `isKnown`. Tests that share variables of the program are run one after the other in
 * one process, from the first on, as what one leaves there the next one finds.
 */
export function testsToRun(plan: TestPlan, isKnown: (index: number) => boolean): number[] {
  const last = new Map<number, number>();
  plan.tests.forEach(({ group }, i) => {
    if (!isKnown(i)) last.set(group, i);
  });
  return plan.tests.flatMap(({ group }, i) => (i <= (last.get(group) ?? -1) ? [i] : []));
}
