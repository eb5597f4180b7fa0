import { readFileSync } from 'node:fs';
import {
  Compilation,
  type Host,
  MemoryHost,
  OptimizeMode,
  type ReadError,
  renderErrors,
} from '../packages/compiler/src/index.ts';

/* What is measured in a thread with a large stack: builds and updates of one program, in this process. */

/** Times of builds and updates, in milliseconds, and what the updates analysed. */
export interface ProgramTimes {
  /** The first build in this thread: no code of the compiler is optimized yet, no library file is lowered. */
  readonly first: number;
  /** Further builds from nothing: the library is lowered and the compiler's code optimized. */
  readonly builds: readonly number[];
  /** One body edited, many times. */
  readonly updates: readonly number[];
  /** Nothing edited, many times. */
  readonly idle: readonly number[];
  /** How many units the last update analysed. */
  readonly analysed: number;
  readonly moduleBytes: number;
}

/** What each edit puts in the place of `from` in the program; `#` is a number that is another each time. */
export interface Edit {
  readonly from: string;
  readonly to: string;
}

/** Measures the program at `path`. Throws an `Error` with the messages if it does not compile. */
export function measureProgram(
  path: string,
  zigLibDir: string,
  edit: Edit,
  builds: number,
  updates: number,
): ProgramTimes {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(edit.from)) throw new Error(`${path} has no '${edit.from}'`);
  const host = new MemoryHost(libraryHost());
  host.files.set('main.zig', Buffer.from(text));
  const start = (): Compilation =>
    new Compilation({
      rootPath: 'main.zig',
      zigLibDir,
      host,
      os: 'wasi',
      mode: OptimizeMode.Debug,
      isLibrary: false,
      emit: true,
    });
  const update = (compilation: Compilation, changed: readonly string[]) => {
    const before = performance.now();
    const result = compilation.update(changed);
    const milliseconds = performance.now() - before;
    if (result.errors.length > 0) throw new Error(renderErrors(result, false));
    return { milliseconds, analysed: result.analyses.length, moduleBytes: result.module?.length ?? 0 };
  };
  const first = update(start(), []);
  const buildTimes = Array.from({ length: builds }, () => update(start(), []).milliseconds);
  const compilation = start();
  update(compilation, []);
  let analysed = 0;
  const updateTimes = Array.from({ length: updates }, (_, i) => {
    host.files.set('main.zig', Buffer.from(text.replace(edit.from, edit.to.replaceAll('#', String(i)))));
    const result = update(compilation, ['main.zig']);
    analysed = result.analysed;
    return result.milliseconds;
  });
  const idle = Array.from({ length: updates }, () => update(compilation, ['main.zig']).milliseconds);
  return {
    first: first.milliseconds,
    builds: buildTimes,
    updates: updateTimes,
    idle,
    analysed,
    moduleBytes: first.moduleBytes,
  };
}

/** Files from disk, each read once, and what was lowered of them, all in memory. */
function libraryHost(): Host {
  const files = new Map<string, Uint8Array | ReadError>();
  const lowered = new Map<string, Uint8Array>();
  return {
    readFile(path) {
      let found = files.get(path);
      if (found === undefined) {
        try {
          found = new Uint8Array(readFileSync(path));
        } catch {
          found = 'FileNotFound';
        }
        files.set(path, found);
      }
      return found;
    },
    loadCached: (key) => lowered.get(key) ?? null,
    storeCached(key, bytes) {
      lowered.set(key, bytes);
    },
  };
}
