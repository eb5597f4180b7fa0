import { readFileSync } from 'node:fs';
import type { PlannedTest, TestPlan } from '@rezig/compiler';
import { contentHash } from '@rezig/compiler/state';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import type { TestResult } from './test-run.ts';

/** What is known of a test that passed or was skipped. */
interface KnownTest {
  readonly print: string;
  readonly status: 'ok' | 'skipped';
  readonly milliseconds: number;
}

/** What a file of results holds. */
interface SavedResults {
  /** Which module the plan is of. */
  readonly module: string;
  readonly plan: TestPlan;
  readonly tests: { readonly [name: string]: KnownTest };
}

/**
 * What became of tests in earlier runs, so that one is run again only if it can come out otherwise. Of one that failed nothing is kept: what it
 * tells has places in it, which any edit can move.
 */
export class TestResults {
  readonly #path: string | null;
  #known: ReadonlyMap<string, KnownTest> = new Map();
  #plan: Pick<SavedResults, 'module' | 'plan'> | null = null;

  /** Those in the file at `path`; none if there is none that can be read, or it is null. */
  constructor(path: string | null) {
    this.#path = path;
    try {
      const { module, plan, tests } = JSON.parse(readFileSync(path ?? '', 'utf8')) as SavedResults;
      this.#known = new Map(Object.entries(tests));
      this.#plan = { module, plan };
    } catch {
      // All tests are run.
    }
  }

  /** The plan for the tests of `module`, if they were run before. */
  planFor(module: Uint8Array): TestPlan | null {
    return this.#plan?.module === contentHash(module) ? this.#plan.plan : null;
  }

  /** The result of `test` as far as it is known that it would be the same. */
  resultOf({ name, print, usesSeed }: PlannedTest, source: 'cached' | 'unchanged'): TestResult | null {
    const known = this.#known.get(name);
    if (known === undefined || known.print !== print || usesSeed) return null;
    const { status, milliseconds } = known;
    return { name, status, milliseconds, reason: '', output: '', isImpure: false, source };
  }

  /** Keeps the results of the tests of `module` that are known now, by index; what is not among them is not known any more. */
  keep(module: Uint8Array, plan: TestPlan, results: ReadonlyMap<number, TestResult>): void {
    const known = new Map<string, KnownTest>();
    // What comes behind a test in its group depends on all that it depends on.
    const impure = new Set<number>();
    for (const [index, { status, milliseconds, isImpure }] of [...results].sort(([a], [b]) => a - b)) {
      const { name, print, group, usesSeed } = plan.tests[index];
      if (isImpure || usesSeed) impure.add(group);
      if (!impure.has(group) && (status === 'ok' || status === 'skipped'))
        known.set(name, { print, status, milliseconds });
    }
    this.#known = known;
    this.#plan = { module: contentHash(module), plan };
    if (this.#path === null) return;
    const saved: SavedResults = { ...this.#plan, tests: Object.fromEntries(known) };
    try {
      writeAtomic(this.#path, [Buffer.from(JSON.stringify(saved))]);
    } catch {
      // The next process runs them again.
    }
  }
}
