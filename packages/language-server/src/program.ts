import { type Change, Compilation, type StopSignal, type UpdateResult } from '@rezig/compiler';
import { EditorQueries } from '@rezig/compiler/editor';
import type { Environment, ProgramOptions } from './environment.ts';

/** A program that is analysed for the client, from one root file. */
export class Program {
  /** What tells it from others. */
  readonly key: string;
  readonly rootPath: string;
  readonly options: ProgramOptions;
  readonly #environment: Environment;
  readonly #compilation: Compilation;
  readonly #queries: EditorQueries;
  /** By path: of several the last one counts. */
  readonly #changes = new Map<string, Change>();
  #watched: ReadonlySet<string> | null = null;
  #isCurrent = false;
  #isKept = false;
  #isParked = false;
  #last: UpdateResult | null = null;
  /** When it was last of use, as `Date.now` counts. */
  lastUse = Date.now();

  constructor(key: string, options: ProgramOptions, environment: Environment) {
    this.key = key;
    this.rootPath = options.rootPath;
    this.options = options;
    this.#environment = environment;
    const { host } = environment;
    this.#compilation =
      environment.openCompilation?.(options) ??
      new Compilation({ ...options, host, ...environment.openState(options) });
    this.#queries = new EditorQueries(this.#compilation);
  }

  /** Whether all changes that it was told of are in its result. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /** The result of the last update that was done; null before the first. */
  get last(): UpdateResult | null {
    return this.#last;
  }

  /** Of the last update. To be asked where `isCurrent`. */
  get queries(): EditorQueries {
    return this.#queries;
  }

  get compilation(): Compilation {
    return this.#compilation;
  }

  /** Why saved state was not used; null if it was, or there was none. */
  get stateRefusal(): string | null {
    return this.#compilation.stateRefusal;
  }

  /** Whether the program, as it was when it was last up to date, has the file at `path`. */
  has(path: string): boolean {
    return this.#compilation.position(path, 0, 'utf-8') !== null;
  }

  /** The paths of all files that matter to the program, and that are not there and would. */
  watched(): ReadonlySet<string> {
    return (this.#watched ??= new Set(this.#compilation.watchedPaths()));
  }

  /** What is to be told with the next update. It is outdated then if that can matter to it. */
  tell(path: string, change: Change): void {
    this.#changes.set(path, change);
    if (this.#isCurrent && (this.#isParked || this.has(path) || this.watched().has(path))) this.#isCurrent = false;
    this.#isParked &&= this.#isCurrent;
  }

  /** Lets it be until it is told of a change: it cannot be brought up to date. */
  park(): void {
    this.#isParked = true;
    this.#isCurrent = true;
  }

  /** Brings it up to date. Returns null where `signal` ended that before. */
  update(signal: StopSignal): UpdateResult | null {
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    this.#watched = null;
    const result = this.#compilation.update(changes, { signal });
    if (!result.isComplete) return null;
    this.#isCurrent = true;
    this.#isKept = false;
    this.#last = result;
    return result;
  }

  /** Drops what nothing needs any more, where that is much. It takes longer than many an update. */
  tidy(): void {
    if (this.#isCurrent && !this.#isParked) this.#compilation.tidy();
  }

  /** Keeps for later processes what is known, if it is more than what was kept. It takes longer than many an update. */
  keep(): void {
    const { keepState } = this.#environment;
    if (keepState === null || this.#isKept || !this.#isCurrent || this.#isParked) return;
    this.#isKept = true;
    this.#compilation.tidy();
    keepState(this.options, this.#compilation.saveImage(), () => this.#compilation.saveState());
  }
}
