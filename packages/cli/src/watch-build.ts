import type { TestPlan } from '@rezig/compiler';
import type { DebugFormat } from './build-options.ts';
import type { CompilerThread } from './compiler-thread.ts';
import { debugReport } from './debug-report.ts';
import { Keys } from './keys.ts';
import type { ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations, Outcome } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { TestCommand, type TestOptions } from './test-command.ts';
import { allReasons, stepsOf, updateLine } from './update-line.ts';
import { CLEAR, endText, RestartableProgram, SourceWatcher } from './watch.ts';

/** How a program is compiled again after each change. */
export interface WatchOptions {
  /** What is done with a module, besides writing it. */
  readonly goal: 'build-exe' | 'run' | 'check' | 'test';
  /** Writes what is asked for of a module. */
  readonly write: (module: Uint8Array) => Promise<void>;
  /** Whether it is written also where it is as it was: what is written with it may be another. */
  readonly rewritesAlways: boolean;
  /** Files below are not watched; null to watch all. */
  readonly unwatchedDir: string | null;
  /** How the program is run. */
  readonly program: {
    readonly world: ProgramWorld;
    readonly style: TraceStyle;
    readonly locate: (places: CodePlaces, module: Uint8Array) => Locations;
  };
  /** How tests are run; null where it is none of tests. */
  readonly tests: TestOptions | null;
  readonly isVerbose: boolean;
  /** How each update is told about; null if it is not. */
  readonly debugFormat: DebugFormat | null;
  /** Whether updates are told in JSON. */
  readonly isJson: boolean;
  /** Whether the terminal is cleared before each update. */
  readonly clears: boolean;
  /** Tells why the state file is not used, if it is not. */
  readonly warn: (refusal: string | null) => void;
  /** What is to be said behind the errors of an update. */
  readonly hintFor: (outcome: Outcome) => string;
}

type WatchEvent =
  | { readonly kind: 'changed'; readonly paths: readonly string[] }
  | { readonly kind: 'key'; readonly key: string };

/**
 * Compiles, and does so again after each change, until the user quits, which ends the process. Rejects with a `CompilerFault`, and with what `write` does;
 * then the process ends too, once that is told.
 */
export async function watchBuild(compiler: CompilerThread, options: WatchOptions): Promise<never> {
  try {
    return await new WatchedBuild(compiler, options).run();
  } catch (error) {
    process.exitCode = 1;
    // What watches files would go on.
    setImmediate(() => process.exit());
    throw error;
  }
}

class WatchedBuild {
  readonly #compiler: CompilerThread;
  readonly #options: WatchOptions;
  readonly #watcher = new SourceWatcher();
  readonly #program: RestartableProgram | null;
  readonly #tests: TestCommand | null;
  readonly #keys: Keys;
  readonly #pressed: string[] = [];
  #onPressed: (() => void) | null = null;
  #changes: Promise<readonly string[]> | null = null;
  #isFirst = true;
  #hadErrors = false;
  /** The module of the last update that had no errors, unless its tests were not all run. */
  #last: Uint8Array | null = null;
  /** What the last run of tests came to: see `TestCommand.test`. */
  #testing: Promise<number | null> = Promise.resolve(0);

  constructor(compiler: CompilerThread, options: WatchOptions) {
    const { goal, program, tests } = options;
    this.#compiler = compiler;
    this.#options = options;
    this.#program = goal === 'run' ? new RestartableProgram(program.world, program.style, program.locate) : null;
    this.#tests = tests === null ? null : new TestCommand(tests);
    this.#keys = new Keys((key) => {
      this.#pressed.push(key);
      this.#onPressed?.();
    });
  }

  async run(): Promise<never> {
    let paths: readonly string[] = [];
    for (;;) {
      const outcome = await this.#update(paths);
      this.#act(outcome, null);
      for (;;) {
        const event = await this.#next();
        if (event.kind === 'changed') {
          paths = event.paths;
          break;
        }
        if (event.key === 'q') this.#quit();
        if (event.key === 'h') this.#say(this.#help());
        if (event.key === 'r' || (event.key === 'a' && this.#tests !== null)) {
          await this.#stopTests();
          this.#act(outcome, event.key);
        }
      }
      await this.#stopTests();
    }
  }

  /** Brings the program up to date, and tells what that came to. */
  async #update(paths: readonly string[]): Promise<Outcome> {
    const { clears, unwatchedDir, warn, hintFor, debugFormat, isVerbose, isJson, write, rewritesAlways } =
      this.#options;
    const start = Date.now();
    const outcome = await this.#compiler.update(paths, true, false);
    if (this.#isFirst) warn(outcome.stateRefusal);
    else if (clears) process.stderr.write(CLEAR);
    const isWatched = (path: string): boolean => unwatchedDir === null || !path.startsWith(`${unwatchedDir}/`);
    this.#watcher.setPaths(outcome.watched.filter(isWatched), start);
    process.stderr.write(outcome.errorText + hintFor(outcome));
    if (debugFormat !== null) process.stderr.write(debugReport(outcome, debugFormat));
    if (isVerbose && !this.#isFirst) process.stderr.write(allReasons(outcome));
    const { module } = outcome;
    if (module !== null && (rewritesAlways || this.#isNew(module))) await write(module);
    this.#say(isJson ? jsonLine(outcome) : this.#line(outcome, paths));
    if (this.#isFirst && !isJson) this.#say(this.#greeting());
    return outcome;
  }

  /** Runs what was made of `outcome`, if it is another than what ran or a key asks for it; ends what ran where there are errors. */
  #act({ errorCount, module, testPlan }: Outcome, key: 'r' | 'a' | null): void {
    const isNew = module !== null && this.#isNew(module);
    if (errorCount > 0 && this.#program?.isRunning === true) {
      this.#program.stop();
      this.#say('the program was stopped');
    }
    if (module !== null && (isNew || this.#hadErrors || key !== null)) this.#start(module, testPlan, key === 'a');
    else if (this.#program?.isRunning !== true) this.#keys.read();
    if (module !== null) this.#last = module;
    this.#hadErrors = errorCount > 0;
    this.#isFirst = false;
  }

  #start(module: Uint8Array, testPlan: TestPlan | null, isAll: boolean): void {
    if (this.#program === null) {
      this.#keys.read();
      if (this.#tests !== null && testPlan !== null) this.#testing = this.#tests.test(module, testPlan, isAll);
      return;
    }
    // The program has the terminal to itself.
    this.#keys.release();
    this.#program.start(module, (code) => {
      // First, so that keys count from what is said on.
      this.#keys.read();
      this.#say(endText(code));
    });
  }

  #isNew(module: Uint8Array): boolean {
    return this.#last === null || Buffer.compare(this.#last, module) !== 0;
  }

  /** What changed, or which key was pressed. */
  async #next(): Promise<WatchEvent> {
    this.#changes ??= this.#watcher.changes();
    const pressed = new Promise<null>((resolve) => {
      this.#onPressed = () => resolve(null);
      if (this.#pressed.length > 0) resolve(null);
    });
    const paths = await Promise.race([this.#changes, pressed]);
    this.#onPressed = null;
    const key = this.#pressed.shift();
    if (key !== undefined) return { kind: 'key', key };
    this.#changes = null;
    return { kind: 'changed', paths: paths ?? [] };
  }

  /** Ends tests that still run. Of the module that they were of it is not known how they come out: they run again. */
  async #stopTests(): Promise<void> {
    this.#tests?.stop();
    if ((await this.#testing) === null) this.#last = null;
  }

  #quit(): never {
    this.#program?.stop();
    this.#tests?.stop();
    process.exit(0);
  }

  #line(outcome: Outcome, paths: readonly string[]): string {
    const { errorCount, milliseconds, journal } = outcome;
    if (errorCount > 0)
      return `${errorCount} ${errorCount === 1 ? 'error' : 'errors'} (${milliseconds.toFixed(1)} ms)${stepsOf(outcome, paths)}`;
    if (this.#isFirst) return `built in ${milliseconds.toFixed(0)} ms: analysed ${journal?.analysed.length ?? 0}`;
    return `${this.#hadErrors ? 'no errors any more: ' : ''}${updateLine(outcome, paths)}`;
  }

  #greeting(): string {
    const files = `${this.#watcher.length} ${this.#watcher.length === 1 ? 'file' : 'files'}`;
    return `watching ${files}${Keys.areThere ? ' (h: keys)' : ''}`;
  }

  #help(): string {
    const again = this.#program === null && this.#tests === null ? [] : ['r: run again'];
    const all = this.#tests === null ? [] : ['a: run all tests'];
    return [...again, ...all, 'q: quit', 'h: this'].join(', ');
  }

  #say(line: string): void {
    process.stderr.write(`${line}\n`);
  }
}

function jsonLine({ errorCount, milliseconds, journal }: Outcome): string {
  const analysed = journal?.analysed.length ?? 0;
  return JSON.stringify({ $message_type: 'update', errors: errorCount, milliseconds, analysed });
}
