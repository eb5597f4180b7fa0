import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Zcu } from './zcu.ts';

/**
 * Throws away what the units gave that have the error of a dependency loop, with all that relied on them: that is all members of the loops, and
 * all who asked for one. Returns whether there were any.
 *
 * That there is a loop, and who fails of it, does not depend on which member is asked for first; but which member has the error does, and how it
 * is told. So what was found in any other order than that of a build from nothing is not to be kept.
 */
export function forgetLoops({ loopFailures, schedule }: Zcu): boolean {
  if (loopFailures.size === 0) return false;
  for (let i = 0; i < loopFailures.size; i++)
    schedule.reset(schedule.graph.dependerOf(loopFailures.at(i) as DependerRow));
  loopFailures.clear();
  return true;
}
