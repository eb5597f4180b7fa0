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
  /** Paths of the files for which it was made. */
  readonly files = new Set<string>();
  #module: Uint8Array | null = null;
  #plan: TestPlan | null = null;
  /** By the names of its tests, their indices. */
  #indices: ReadonlyMap<string, number> = new Map();
  #places: readonly TestInfo[] = [];
  readonly #known = new Map<string, Known>();
  /** What runs, and the names of the tests that it has not told of. */
  #running: { readonly order: TestOrder; readonly left: Set<string> } | null = null;
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
    this.#indices = new Map(plan.tests.map(({ name }, index) => [name, index]));
    this.#places = this.program.queries.tests();
  }

  /** Has the tests run whose names in the text are `title`; where it is null, those whose results are not known. */
  ask(title: string | null): void {
    this.#asked.add(title);
  }

  /** What is to be run now, with what is left of what runs by then, which does not count any more; null where nothing is asked for. */
  nextOrder(): TestOrder | null {
    const [plan, module] = [this.#plan, this.#module];
    if (plan === null || module === null || this.#asked.size === 0) return null;
    const asked = this.#asked;
    this.#asked = new Set();
    const left = this.#running?.left;
    const titles = new Map(this.#places.map(({ name, title }) => [name, title]));
    const isWanted = (index: number): boolean => {
      const { name } = plan.tests[index];
      if (left?.has(name) || asked.has(titles.get(name) ?? name)) return true;
      return asked.has(null) && !this.#isKnown(plan, index);
    };
    const indices = testsToRun(plan, (index) => !isWanted(index));
    if (indices.length === 0) return null;
    const order = { run: ++this.#lastRun, module, plan, indices };
    this.#running = { order, left: new Set(indices.map((index) => plan.tests[index].name)) };
    return order;
  }

  /** Whether tests run. */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** A test ended. */
  ended(run: number, index: number, outcome: TestOutcome): void {
    if (this.#running?.order.run !== run) return;
    const { name, print } = this.#running.order.plan.tests[index];
    this.#running.left.delete(name);
    this.#known.set(name, { print, outcome });
  }

  /** All tests of order `run` ended, or it was given up. */
  done(run: number): void {
    if (this.#running?.order.run === run) this.#running = null;
  }

  /** Whether order `run` is what runs, and its module that of the last update, so that the program tells where its code comes from. */
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
    const index = this.#indices.get(place.name);
    const known = this.#known.get(place.name);
    if (this.#running?.left.has(place.name)) return { ...place, state: 'running', outcome: null };
    if (known === undefined || index === undefined) return { ...place, state: 'unknown', outcome: null };
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
