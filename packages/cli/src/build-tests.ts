import type { TestPlan } from '@rezig/compiler';
import type { TestCounts } from '@rezig/project/build';
import type { CodePlaces, CompileSetup, Locations } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { randomSeed, resultsPath, TestCommand } from './test-command.ts';
import { endLine, makeReporter, type Reporter, type ReporterName } from './test-report.ts';
import { isFailure, type TestResult } from './test-run.ts';

/** How a build runs tests. */
export interface BuildTestOptions {
  readonly style: TraceStyle;
  readonly timeout: number;
  readonly isForced: boolean;
  readonly isWatching: boolean;
  /** Null to tell failures only. */
  readonly reporter: ReporterName | null;
}

/** The tests of a build, which may be those of several programs. */
export class BuildTests {
  readonly #options: BuildTestOptions;
  readonly #commands = new Map<CompileSetup, TestCommand>();
  #results: TestResult[] = [];
  #last: readonly TestResult[] = [];
  /** Whether the next build runs all tests, whatever is known of them. */
  runsAll = false;

  constructor(options: BuildTestOptions) {
    this.#options = options;
  }

  /** Runs the tests of the program of `setup`. `title`: what is told of them. */
  async run(
    setup: CompileSetup,
    module: Uint8Array,
    planOf: () => TestPlan,
    title: string,
    locate: (places: CodePlaces, module: Uint8Array) => Locations,
  ): Promise<TestCounts> {
    const { style, timeout, isForced, isWatching } = this.#options;
    let command = this.#commands.get(setup);
    if (command === undefined) {
      command = new TestCommand({
        style,
        timeout,
        isForced,
        locate,
        world: { args: ['test.wasm', `--seed=${randomSeed()}`], env: [], envAll: true, dirs: [] },
        resultsPath: resultsPath(setup),
        reporter: this.#reporterOf(title),
        // One that fits no test of a program may fit some of another.
        filters: [],
      });
      this.#commands.set(setup, command);
    }
    await command.test(module, command.planFor(module) ?? planOf(), this.runsAll);
    if (!isWatching) command.stop();
    const failed = this.#last.filter(isFailure).length;
    const skipped = this.#last.filter(({ status }) => status === 'skipped').length;
    const isCached = this.#last.every(({ source }) => source !== 'run');
    return { passed: this.#last.length - failed - skipped, skipped, failed, isCached };
  }

  /** Tells the results of all tests, where they are told at the end, and forgets them. */
  finish(): void {
    const { reporter, isWatching } = this.#options;
    const results = this.#results;
    this.#results = [];
    this.runsAll = false;
    if (reporter === null || reporter === 'text' || results.length === 0) return;
    const told = makeReporter(reporter, isWatching);
    for (const [i, result] of results.entries()) told.ended(i + 1, results.length, result);
    told.finished(results);
  }

  /** Ends what runs. */
  stop(): void {
    for (const command of this.#commands.values()) command.stop();
  }

  #reporterOf(title: string): Reporter {
    const { reporter, isWatching } = this.#options;
    const text = reporter === 'text' ? makeReporter('text', isWatching) : null;
    return {
      started: (number, count, name) => text?.started(number, count, name),
      stopped: () => text?.stopped(),
      ended: (number, count, result) => text?.ended(number, count, result),
      finished: (results) => {
        text?.finished(results);
        this.#results.push(...results);
        this.#last = results;
        if (reporter === null) process.stderr.write(failuresText(title, results));
      },
    };
  }
}

function failuresText(title: string, results: readonly TestResult[]): string {
  return results
    .filter(isFailure)
    .map(({ name, reason, output }) => `${title}: ${name}: ${reason}\n${endLine(output)}\n`)
    .join('');
}
