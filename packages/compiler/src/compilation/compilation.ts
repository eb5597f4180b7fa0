import type { CompilationOptions } from './options.ts';
import { Session } from './session.ts';
import type { CodeLocation, UpdateResult } from './update-result.ts';

/**
 * A program, as it is compiled and compiled again. The first `update` builds it; each later one does what edits made necessary.
 * Errors and module are a function of sources and options alone.
 */
export class Compilation {
  readonly #session: Session;

  /** Throws nothing: that the root file cannot be read is an error of the first update. */
  constructor(options: CompilationOptions) {
    this.#session = new Session(options);
  }

  /**
   * Brings the program up to date with the files as they are now. `changed`: paths of files that may have changed, come or gone
   * since the last update; those that are not used, and those that are what they were, cost next to nothing. Throws nothing: where the
   * compiler itself fails that is an error, and the next update builds from nothing.
   */
  update(changed: Iterable<string> = []): UpdateResult {
    return this.#session.update(changed);
  }

  /**
   * What byte `offset` of the module of the last update is code of; null if of no function. To be asked as long as no further update
   * was made.
   */
  locate(offset: number): CodeLocation | null {
    return this.#session.locate(offset);
  }

  /** The paths of all files that the program is made of, or that were looked for: what is to be watched. */
  watchedPaths(): string[] {
    return this.#session.watchedPaths();
  }
}
