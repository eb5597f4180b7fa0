import type { TestPlan } from '@rezig/compiler';
import { type DocumentSymbol, documentSymbols, syntaxTree, type TestInfo } from '@rezig/compiler/editor';
import { testsToRun } from '@rezig/compiler/state';
import type { Program } from './program.ts';

/** How a test ended. */
export interface TestOutcome {
  readonly status: 'ok' | 'skipped' | 'failed' | 'panicked' | 'timed out';
  /** The error that it returned, or how else it failed; empty where it did not. */
  readonly reason: string;
  /** All that it wrote. */
  readonly output: string;
  readonly milliseconds: number;
}

/** What is known of a test: `affected` where an edit since its last run can have changed how it ends, `unknown` where it was not run. */
export type TestState = 'unknown' | 'affected' | 'running' | 'passed' | 'failed' | 'skipped';

/** A test of a file, as it is known. */
export interface KnownTest extends TestInfo {
  readonly state: TestState;
  /** Of the last run; null where there was none, or its result does not hold any more. */
  readonly outcome: TestOutcome | null;
}

/** What runs: tests of a module, one after the other. */
export interface TestOrder {
  /** Tells it from others: the last one counts. */
  readonly run: number;
  readonly module: Uint8Array;
  readonly plan: TestPlan;
  readonly indices: readonly number[];
}

interface Known {
  readonly print: string;
  readonly outcome: TestOutcome;
}

/** The tests of a program: what the module of its last update has, and what became of them. */
export class TestedProgram {
  readonly program: Program;
  #module: Uint8Array | null = null;
  #plan: TestPlan | null = null;
  #places: readonly TestInfo[] = [];
  readonly #known = new Map<string, Known>();
  /** Indices in the plan that was run. */
  #running: { readonly order: TestOrder; readonly left: Set<number> } | null = null;
  /** Filters of the tests that are to be run with the next module; null for those whose results are not known. */
  #asked: Set<string | null> = new Set();
  #lastRun = 0;

  constructor(program: Program) {
    this.program = program;
  }

  /** The program was brought up to date. As long as it has errors, what was known of its tests stays. */
  updated(): void {
    const module = this.program.last?.module ?? null;
    const plan = module === null ? null : this.program.compilation.testPlan();
    if (module === null || plan === null) return;
    this.#module = module;
    this.#plan = plan;
    this.#places = this.program.queries.tests();
  }

  /** Has the tests run whose names in the text are `title`; where it is null, those whose results are not known. */
  ask(title: string | null): void {
    this.#asked.add(title);
  }

  /** What is to be run now; null where that is nothing. What runs by then does not count any more. */
  nextOrder(): TestOrder | null {
    const [plan, module] = [this.#plan, this.#module];
    if (plan === null || module === null || this.#asked.size === 0) return null;
    const asked = this.#asked;
    this.#asked = new Set();
    const titles = new Map(this.#places.map(({ name, title }) => [name, title]));
    const isWanted = (index: number): boolean => {
      const { name } = plan.tests[index];
      return asked.has(titles.get(name) ?? name) || (asked.has(null) && !this.#isKnown(plan, index));
    };
    const indices = testsToRun(plan, (index) => !isWanted(index));
    if (indices.length === 0) return null;
    const order = { run: ++this.#lastRun, module, plan, indices };
    this.#running = { order, left: new Set(indices) };
    return order;
  }

  /** Whether tests run. */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Whether the results of order `run` are waited for. */
  awaits(run: number): boolean {
    return this.#running?.order.run === run;
  }

  /** A test ended. */
  ended(run: number, index: number, outcome: TestOutcome): void {
    if (this.#running?.order.run !== run) return;
    const { name, print } = this.#running.order.plan.tests[index];
    this.#running.left.delete(index);
    this.#known.set(name, { print, outcome });
  }

  /** All tests of order `run` ended, or it was given up. */
  done(run: number): void {
    if (this.awaits(run)) this.#running = null;
  }

  /** Where code of the module of order `run` comes from; null where there is another module by now. */
  locatesIn(run: number): boolean {
    return this.#running?.order.run === run && this.#running.order.module === this.program.last?.module;
  }

  /** The tests of the file at `path`. */
  of(path: string): KnownTest[] {
    return this.#places.flatMap((place) => (place.location.path === path ? [this.#describe(place)] : []));
  }

  /** The paths of the files that have tests. */
  paths(): ReadonlySet<string> {
    return new Set(this.#places.map(({ location }) => location.path));
  }

  #describe(place: TestInfo): KnownTest {
    const index = this.#plan?.tests.findIndex(({ name }) => name === place.name) ?? -1;
    const known = this.#known.get(place.name);
    const running = this.#running;
    const isRunning =
      running !== null && [...running.left].some((one) => running.order.plan.tests[one].name === place.name);
    if (isRunning) return { ...place, state: 'running', outcome: null };
    if (known === undefined || index < 0) return { ...place, state: 'unknown', outcome: null };
    if (!this.#isKnown(this.#plan!, index)) return { ...place, state: 'affected', outcome: null };
    return { ...place, state: stateOf(known.outcome), outcome: known.outcome };
  }

  #isKnown({ tests }: TestPlan, index: number): boolean {
    return this.#known.get(tests[index].name)?.print === tests[index].print;
  }
}

function stateOf({ status }: TestOutcome): TestState {
  return status === 'ok' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed';
}

/** Whether the text of the file at `path` has tests. */
export function hasTests(path: string, bytes: Uint8Array): boolean {
  const isTest = ({ kind, children }: DocumentSymbol): boolean => kind === 'test' || children.some(isTest);
  return documentSymbols(syntaxTree(path, bytes)).some(isTest);
}
