import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlan } from '@rezig/compiler';
import type { TestEnd } from '@rezig/compiler/state';
import type { ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import { RunningProcess, temporaryDirectory } from './running-process.ts';
import type { TraceStyle } from './stack-trace.ts';

/** What the process that runs tests is told. */
export interface TestOrder {
  /** The module. */
  readonly file: string;
  /** [index, slot] of each test to run, in their order. */
  readonly tests: readonly (readonly [number, number])[];
  /** As in `TestPlan`. */
  readonly errors: readonly string[];
  readonly world: ProgramWorld;
  readonly style: TraceStyle;
}

/** What it tells. */
type TestEvent =
  | { readonly kind: 'locate'; readonly places: CodePlaces }
  | { readonly kind: 'started'; readonly index: number }
  | { readonly kind: 'wrote'; readonly fd: number; readonly text: string }
  | { readonly kind: 'ended'; readonly index: number; readonly end: TestEnd }
  | { readonly kind: 'done' };

/** What became of a test. */
export interface TestResult extends Omit<TestEnd, 'status'> {
  readonly name: string;
  readonly status: TestEnd['status'] | 'timed out';
  /** All that it wrote, and how it failed. */
  readonly output: string;
  /** Whether it was run, or is known from an earlier run in this process or another. */
  readonly source: 'run' | 'unchanged' | 'cached';
}

/** Whether the test is one that the user has to look at. */
export function isFailure({ status }: Pick<TestResult, 'status'>): boolean {
  return status !== 'ok' && status !== 'skipped';
}

/** How tests are run. */
export interface TestRunOptions {
  readonly style: TraceStyle;
  /** What tests are given: the arguments are the test runner's. */
  readonly world: ProgramWorld;
  /** After how long a test is ended, in milliseconds; 0 for never. */
  readonly timeout: number;
  readonly locate: (places: CodePlaces, module: Uint8Array) => Locations | Promise<Locations>;
  /** Starts a process that runs tests; by default test-process.cjs. */
  readonly startProcess?: () => RunningProcess;
}

/** Who is told of tests as they run. */
export interface TestObserver {
  started(index: number): void;
  /** The test that runs wrote something. */
  wrote?(text: string): void;
  ended(index: number, result: TestResult): void;
}

function startTestProcess(): RunningProcess {
  return new RunningProcess('test-process.cjs', [], 'ignore');
}

/** The longest time that a timer waits, in milliseconds: one that is set to more ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Runs tests in a process of their own, and in another one after each that has to be ended. */
export class TestRun {
  readonly #directory = temporaryDirectory();
  readonly #options: TestRunOptions;
  #process: RunningProcess | null = null;
  #stop: (() => void) | null = null;

  constructor(options: TestRunOptions) {
    this.#options = options;
  }

  /** Runs the tests of `plan` with these indices, in their order. Returns whether all were run, and not ended by `stop`. */
  async run(module: Uint8Array, plan: TestPlan, indices: readonly number[], observer: TestObserver): Promise<boolean> {
    const file = join(this.#directory, 'tests.wasm');
    writeFileSync(file, module);
    for (let left = indices; left.length > 0; ) {
      const done = await this.#runSome(file, module, plan, left, observer);
      if (done === null) return false;
      left = left.slice(done);
    }
    return true;
  }

  /** Ends what runs. */
  stop(): void {
    this.#process?.stop();
    this.#process = null;
    this.#stop?.();
  }

  /** Runs tests until all are done or one ended the process. Returns how many are done; null if `stop` ended it. */
  #runSome(
    file: string,
    module: Uint8Array,
    plan: TestPlan,
    indices: readonly number[],
    observer: TestObserver,
  ): Promise<number | null> {
    const { timeout, world, style, locate, startProcess = startTestProcess } = this.#options;
    return new Promise((resolve) => {
      let done = 0;
      let output = '';
      let current = -1;
      let timer: NodeJS.Timeout | null = null;
      const settle = (count: number | null): void => {
        if (timer !== null) clearTimeout(timer);
        this.#stop = null;
        resolve(count);
      };
      const end = (index: number, how: Omit<TestResult, 'name' | 'output' | 'source'>): void => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
        current = -1;
        done++;
        observer.ended(index, { ...how, name: plan.tests[index].name, output, source: 'run' });
      };
      const fail = (status: TestResult['status'], reason: string, milliseconds: number): void => {
        this.#process?.stop();
        this.#process = null;
        end(current < 0 ? indices[done] : current, { status, reason, milliseconds, isImpure: true });
        settle(done);
      };
      this.#stop = () => settle(null);
      const onEvent = (event: TestEvent): void => {
        switch (event.kind) {
          case 'locate':
            void Promise.resolve(locate(event.places, module)).then((locations) => started.tell(locations));
            break;
          case 'started':
            current = event.index;
            output = '';
            observer.started(current);
            if (timeout > 0) {
              const limit = `took more than ${seconds(timeout)}`;
              timer = setTimeout(() => fail('timed out', limit, timeout), Math.min(timeout, LONGEST_TIMER));
            }
            break;
          case 'wrote':
            output += event.text;
            observer.wrote?.(event.text);
            break;
          case 'ended':
            end(event.index, event.end);
            break;
          case 'done':
            // It waits for more tests. One that ends meanwhile is no test's fault.
            started.listen(() => {}, forget);
            settle(done);
        }
      };
      const forget = (): void => {
        this.#process = null;
      };
      const onExit = (code: number | null): void => {
        forget();
        fail('panicked', `its process ended with ${code === null ? 'a signal' : `code ${code}`}`, 0);
      };
      this.#process ??= startProcess();
      const started = this.#process;
      started.listen((message) => onEvent(message as TestEvent), onExit);
      const tests = indices.map((index) => [index, plan.tests[index].slot] as const);
      started.tell({ file, tests, errors: plan.errors, world, style } satisfies TestOrder);
    });
  }
}

/** A time as it is told: in seconds from half a second on, else in milliseconds. */
export function seconds(milliseconds: number): string {
  return milliseconds < 500 ? `${milliseconds.toFixed(0)} ms` : `${Number((milliseconds / 1000).toFixed(1))} s`;
}
