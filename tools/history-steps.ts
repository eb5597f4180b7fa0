import { type Changes, differenceOf, outcomeOf } from './fuzz-compare.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/* Makes the updates of a history, in a thread with a large stack: see histories.ts. */

/** What is compiled of a history. */
export interface HistoryProgram {
  readonly root: string;
  readonly tests: boolean;
  readonly isLibrary: boolean;
  /** `NAME=FILE` each. */
  readonly modules: readonly string[];
}

/** What an update came to, beside a build from nothing of the same files. */
export interface HistoryStep {
  /** How they differ; null if they do not. */
  readonly difference: string | null;
  readonly compiled: boolean;
  readonly updateMilliseconds: number;
  readonly buildMilliseconds: number;
  /** Units of the program's own files that the update analysed. */
  readonly analyzed: number;
}

let options: SessionOptions = {};
let session: Session | null = null;
const files = new Map<string, Uint8Array>();

/** Starts a history in which there are no files yet. */
export function openHistory({ root, tests, isLibrary, modules }: HistoryProgram): void {
  const named = modules.map((module): [string, string] => {
    const at = module.indexOf('=');
    if (at < 0) throw new RangeError(`'${module}' is not NAME=FILE`);
    return [module.slice(0, at), module.slice(at + 1)];
  });
  options = {
    root,
    isLibrary,
    ...(named.length > 0 ? { modules: new Map(named) } : {}),
    ...(tests ? { testFilters: [] } : {}),
  };
  session = openSession(options);
  files.clear();
}

/** Makes one update, after `openHistory`: `changes` is new content by path, null where the file goes. */
export function nextStep(changes: Changes): HistoryStep {
  for (const [path, bytes] of changes) {
    if (bytes === null) files.delete(path);
    else files.set(path, bytes);
  }
  const kept = outcomeOf(session!, changes, false);
  const fresh = outcomeOf(openSession(options), files, true);
  return {
    difference: differenceOf(kept, fresh, true),
    compiled: fresh.module !== null,
    updateMilliseconds: kept.milliseconds,
    buildMilliseconds: fresh.milliseconds,
    analyzed: kept.analyzed,
  };
}
