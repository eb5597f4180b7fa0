import type { LineColumn } from '../source/source-file.ts';
import { timeNow } from '../util/clock.ts';
import { UPDATE_STOPPED } from '../util/fault.ts';
import { type Change, Overlay, pathOf } from './changes.ts';
import type { Explanation, UpdateJournal } from './journal-types.ts';
import type { LinkedProgram } from './linked-program.ts';
import { type CompilationOptions, completeOptions } from './options.ts';
import { type Known, Session } from './session.ts';
import type { SourceMap, SourceMapOptions } from './source-map.ts';
import { SuspendingHost } from './suspending-host.ts';
import type { TestPlan } from './test-plan.ts';
import type { TextUnits } from './text-edits.ts';
import { TimeSlice } from './time-slice.ts';
import type { CodeLocation, UpdateResult } from './update-result.ts';

/** Says whether an update is to end early: an `AbortSignal`, or any object whose `aborted` can be asked at any time. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** How an update is made. */
export interface UpdateOptions {
  /**
   * Asked between files, units of analysis and functions of code generation, some thousands of times in a second. Where it is aborted, the update ends
   * there, and its result is not complete.
   */
  readonly signal?: StopSignal;
}

/**
 * A program, as it is compiled and compiled again. The first update builds it; each later one does what edits made necessary.
 * Errors and module are a function of sources and options alone: after any sequence of updates they are those of a build from nothing.
 *
 * An update that is stopped leaves the compilation as it should be: what was analysed is kept, and the next update goes on from there, with
 * all changes that were told before.
 */
export class Compilation {
  /** What is behind a compilation: for queries of an editor. @internal */
  static sessionOf(compilation: Compilation): Session {
    return compilation.#session;
  }

  /**
   * What `ask` gives where the file at `path` had the text `text`; null where that cannot be told. For queries of an editor: the next update is not another
   * for it. @internal
   */
  static withText<T>(compilation: Compilation, path: string, text: Uint8Array, ask: (known: Known) => T): T | null {
    const session = compilation.#session;
    const overlay = compilation.#overlay;
    const now = session.sourceAt(path)?.bytes ?? null;
    if (now === null) return null;
    const before = overlay.textOf(path);
    try {
      return session.attempt(overlay.set(path, text), ask);
    } finally {
      session.attempt(overlay.set(path, now), () => null);
      overlay.set(path, before);
    }
  }

  readonly #session: Session;
  readonly #host: SuspendingHost;
  readonly #overlay: Overlay;
  #isUpdating = false;

  /** That the root file cannot be read is an error of the first update. Throws a `RangeError` where `cpu` or `target` is none. */
  constructor(options: CompilationOptions) {
    this.#host = new SuspendingHost(options.host);
    this.#overlay = new Overlay(this.#host);
    this.#session = new Session(completeOptions(options), this.#overlay);
  }

  /**
   * Why the state that the compilation was to start from was not used, as the rest of a sentence about that file: `it is damaged`. That
   * may show in the first update only. Null if it was used, or there was none.
   */
  get stateRefusal(): string | null {
    return this.#session.stateRefusal;
  }

  /**
   * Brings the program up to date. `changes`: what may be another than in the last update; files that the program does not use, and those that
   * are what they were, cost next to nothing. Faults of the compiler itself are errors of the result, which say what
   * it was doing, and the next update does that again; where what is kept may be half done, it builds from nothing.
   *
   * Throws a `RangeError`, and changes nothing, where text edits do not fit their text; an `Error` while `updateAsync` is under way, or where the
   * host answers with a promise.
   */
  update(changes: Iterable<Change> = [], options: UpdateOptions = {}): UpdateResult {
    this.#refuseSecondUpdate();
    const { signal } = options;
    try {
      const result = this.#session.update(this.#apply(changes), () => signal?.aborted === true);
      if (result.isComplete || !this.#host.isWaiting) return result;
    } catch (thrown) {
      if (thrown !== UPDATE_STOPPED) throw thrown;
    }
    this.#host.forget();
    throw new Error('the host reads files later: use updateAsync');
  }

  /**
   * As `update`, for a host that reads files later, and for threads that have other things to do: now and then, and while the host reads a file
   * that the update turned out to need, other code of the thread runs. So `signal` can be an `AbortSignal` that an event aborts. No other update can be made
   * until the promise is settled. Rejects where `update` throws.
   */
  async updateAsync(changes: Iterable<Change> = [], options: UpdateOptions = {}): Promise<UpdateResult> {
    this.#refuseSecondUpdate();
    this.#isUpdating = true;
    const { signal } = options;
    const start = timeNow();
    const host = this.#host;
    try {
      const told = [...changes];
      for (const change of told) if (this.#asksHost(change)) host.expectFile(pathOf(change));
      await host.settle();
      let paths = this.#apply(told);
      for (const slice = new TimeSlice(); ; slice.next()) {
        const result = this.#session.update(paths, () => signal?.aborted === true || slice.isOver());
        if (result.isComplete || signal?.aborted === true) return { ...result, milliseconds: timeNow() - start };
        paths = [];
        await (host.isWaiting ? host.settle() : slice.pause());
      }
    } finally {
      host.forget();
      this.#isUpdating = false;
    }
  }

  /**
   * To be called where there is time between two updates, before state is saved: where the tables hold much that nothing needs any more, drops that, which takes up to a tenth
   * of a build, and one of the next updates would do otherwise. Returns whether it did. It counts as an update in which nothing changed: the module that
   * was given holds until the next one, and the journal is of this.
   */
  tidy(): boolean {
    this.#refuseSecondUpdate();
    return this.#session.tidy();
  }

  /**
   * All that is known after the last update, in parts that make one file when they are written one after the other: see
   * `CompilationOptions.state`. Null if there is nothing to save: there was no update, or it was stopped, or the compiler failed in it, or it found
   * all as it was in the state that the compilation started from.
   */
  saveState(): Uint8Array[] | null {
    return this.#session.save();
  }

  /**
   * What is known of the library, as parts of one file, if it was made by the last update, or stamps of files in the one that was
   * given tell nothing any more, and it is to be kept for later compilations: see `CompilationOptions.image`. Null otherwise. To be written before the state, which builds on it.
   */
  saveImage(): Uint8Array[] | null {
    return this.#session.saveImage();
  }

  /**
   * What the last update did; where it went on from one that was stopped, that one is included. Costs as much as the update did: to be asked where
   * someone looks at it, and before the next update.
   */
  journal(): UpdateJournal {
    return this.#session.journal();
  }

  /**
   * What the declaration called `name` depends on, what depends on it, and why it was analysed last. `name`: its qualified name, such as
   * `main.List(u32).append`, or the end of that, from a dot on, if no other that the program needs ends so. To be asked after an update that was complete.
   */
  explain(name: string): Explanation {
    return this.#session.explain(name);
  }

  /**
   * What byte `offset` of the module of the last update is code of; null if of no function. To be asked as long as no further update
   * was made.
   */
  locate(offset: number): CodeLocation | null {
    return this.#session.locate(offset);
  }

  /**
   * The source map of the module that the last update gave, which says of each statement in the module what `locate` says of its code; null where
   * it gave none. Costs a look at all functions, and where what they are written in was not looked at for a map before, or is another since, at
   * the tokens of those files. To be asked as long as no further update was made. The module names its map with `withSourceMapUrl`.
   */
  sourceMap(options: SourceMapOptions = {}): SourceMap | null {
    return this.#session.sourceMap(options);
  }

  /**
   * As `locate`, of the code that added `place` to an error return trace: one of the `instruction_addresses` of a `std.builtin.StackTrace` in the
   * memory of the running module. There are such traces in Debug, or as the option `tracesErrors` says.
   */
  locateReturn(place: number): CodeLocation | null {
    return this.#session.locateReturn(place);
  }

  /**
   * The line and the column, each from 0, of byte `offset` of the source file at `path` as the compilation has it: for the spans of messages.
   * `units`: how the column is counted. Null where it has no such file or that is shorter.
   */
  position(path: string, offset: number, units: TextUnits): LineColumn | null {
    const source = this.#session.sourceAt(path);
    if (source === null || offset > source.bytes.length) return null;
    return units === 'utf-8' ? source.lineColumn(offset) : source.lineColumnUtf16(offset);
  }

  /**
   * The tests in the module of the last update, for a host that runs them one by one, and what shows whether one has to be run again. Null where there is
   * no module of tests. Costs a walk over all code that the tests reach.
   */
  testPlan(): TestPlan | null {
    return this.#session.testPlan();
  }

  /** How many bytes each column of the tables holds that are kept from update to update, by the names of table and column. */
  memoryReport(): ReadonlyMap<string, number> {
    return this.#session.memoryReport();
  }

  /** The paths of all files that the program is made of, or that were looked for: what is to be watched. */
  watchedPaths(): string[] {
    return this.#session.watchedPaths();
  }

  /** The module of the last update with all that is known of it, for what is built on this; null where it gave none whose functions can be replaced. */
  linkedProgram(): LinkedProgram | null {
    return this.#session.linkedProgram();
  }

  #apply(changes: Iterable<Change>): string[] {
    return this.#overlay.apply(
      changes,
      (path) => this.#session.sourceAt(path)?.bytes ?? null,
      (path, text) => this.#session.hasText(path, text),
    );
  }

  /** Whether the host may be asked for the file before the update can be stopped. */
  #asksHost(change: Change): boolean {
    if (typeof change !== 'string' && 'text' in change && change.text !== null) return false;
    return this.#session.isKnown(pathOf(change)) || (typeof change !== 'string' && 'edits' in change);
  }

  #refuseSecondUpdate(): void {
    if (this.#isUpdating) throw new Error('another update of this compilation is under way');
  }
}
