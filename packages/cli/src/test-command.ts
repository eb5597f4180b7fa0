import { basename, dirname, join } from 'node:path';
import type { TestPlan } from '@rezig/compiler';
import { testsToRun } from '@rezig/compiler/state';
import type { CompileSetup } from './protocol.ts';
import type { Reporter } from './test-report.ts';
import { TestResults } from './test-results.ts';
import { isFailure, type TestResult, TestRun, type TestRunOptions } from './test-run.ts';

/** How `rezig test` runs tests. */
export interface TestOptions extends TestRunOptions {
  /** Where results are kept for later processes; null for nowhere. */
  readonly resultsPath: string | null;
  /** Whether tests are run whose results are known. */
  readonly isForced: boolean;
  readonly reporter: Reporter;
  readonly filters: readonly string[];
}

/** Where results of tests are kept of a program that keeps its state; null where it does not. */
export function resultsPath({ statePath }: Pick<CompileSetup, 'statePath'>): string | null {
  return statePath === null ? null : join(dirname(dirname(statePath)), 'tests', basename(statePath));
}

/** What tests that ask for chance start from: another number in each run, as with the official command. */
export function randomSeed(): string {
  return `0x${Math.floor(Math.random() * 2 ** 32).toString(16)}`;
}

/** Runs the tests of module after module. */
export class TestCommand {
  readonly #options: TestOptions;
  readonly #results: TestResults;
  readonly #reporter: Reporter;
  readonly #run: TestRun;
  #isFirst = true;

  constructor(options: TestOptions) {
    this.#options = options;
    this.#results = new TestResults(options.resultsPath);
    this.#reporter = options.reporter;
    this.#run = new TestRun(options);
  }

  /** The plan for the tests of `module`, if they were run before. */
  planFor(module: Uint8Array): TestPlan | null {
    return this.#results.planFor(module);
  }

  /**
   * Runs the tests of `module` that may come out otherwise than last time, all if `isForced`, and tells of all. Returns how many failed; null if `stop` ended
   * that.
   */
  async test(module: Uint8Array, plan: TestPlan, isForced = this.#options.isForced): Promise<number | null> {
    const { filters } = this.#options;
    const source = this.#isFirst ? 'cached' : 'unchanged';
    const results = new Map<number, TestResult>();
    plan.tests.forEach((test, i) => {
      const known = isForced ? null : this.#results.resultOf(test, source);
      if (known !== null) results.set(i, known);
    });
    for (const filter of filters) {
      if (!plan.tests.some(({ name }) => name.includes(filter)))
        process.stderr.write(`no test has a name with '${filter}' in it\n`);
    }
    const count = plan.tests.length;
    const toRun = testsToRun(plan, (index) => results.has(index));
    const isRun = new Set(toRun);
    let next = 0;
    const tellKnown = (end: number): void => {
      for (; next < end; next++)
        if (!isRun.has(next)) this.#reporter.ended(next + 1, count, results.get(next) as TestResult);
    };
    const isWhole = await this.#run.run(module, plan, toRun, {
      started: (index) => {
        tellKnown(index);
        this.#reporter.started(index + 1, count, plan.tests[index].name);
      },
      ended: (index, result) => {
        results.set(index, result);
        this.#reporter.ended(index + 1, count, result);
      },
    });
    if (!isWhole) {
      this.#reporter.stopped();
      return null;
    }
    tellKnown(count);
    this.#isFirst = false;
    this.#results.keep(module, plan, results);
    const all = plan.tests.map((_, i) => results.get(i) as TestResult);
    this.#reporter.finished(all);
    return all.filter(isFailure).length;
  }

  /** Ends what runs. */
  stop(): void {
    this.#run.stop();
  }
}
