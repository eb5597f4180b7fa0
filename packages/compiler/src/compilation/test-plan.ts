import type { DeclIndex } from '../intern/ids.ts';
import { qualifiedName } from '../intern/names.ts';
import type { TestPrint } from '../link/input.ts';
import type { Zcu } from '../query/zcu.ts';
import { contentHash } from '../util/hash.ts';
import { bytesOfString } from '../util/utf8.ts';

/** A test of a module of tests. */
export interface PlannedTest {
  /** Qualified, such as `main.test.addition`. */
  readonly name: string;
  /** Slot of its function in the module's table. */
  readonly slot: number;
  /** As long as it is the same, the test does the same, if that depends on code and data alone; those that come before it in its group included. */
  readonly print: string;
  /** Number, from 0, of the first test with which it shares a variable of the program, or of itself: what one of them leaves there, the next one finds. */
  readonly group: number;
  /** Whether the test uses the number that the runner is given as a seed. */
  readonly usesSeed: boolean;
}

/** What it takes to run the tests of a module one by one. */
export interface TestPlan {
  readonly tests: readonly PlannedTest[];
  /** Names of errors: that of number n + 1 is the n-th. */
  readonly errors: readonly string[];
}

const SEED = 'testing.random_seed';

/** The plan for `tests`, of which `prints` tells what they reach. */
export function testPlan(
  zcu: Zcu,
  tests: readonly DeclIndex[],
  prints: readonly TestPrint[],
  errors: readonly string[],
): TestPlan {
  const { pool, files } = zcu;
  const first = new Map<DeclIndex, number>();
  const groups = tests.map((_, i) => i);
  const groupOf = (i: number): number => (groups[i] === i ? i : groupOf(groups[i]));
  prints.forEach(({ variables }, i) => {
    for (const variable of variables) {
      if (!files.isOwn(pool.namespaces.fileOf(pool.decls.namespaceOf(variable)))) continue;
      const other = groupOf(first.get(variable) ?? i);
      const own = groupOf(i);
      groups[Math.max(own, other)] = Math.min(own, other);
      if (!first.has(variable)) first.set(variable, i);
    }
  });
  const last = new Map<number, string>();
  return {
    errors,
    tests: prints.map(({ slot, print, variables }, i) => {
      const group = groupOf(i);
      const before = last.get(group);
      const whole = before === undefined ? print : contentHash(bytesOfString(`${before} ${print}`));
      last.set(group, whole);
      const usesSeed = variables.some((variable) => qualifiedName(pool, variable) === SEED);
      return { name: qualifiedName(pool, tests[i]), slot, print: whole, group, usesSeed };
    }),
  };
}
