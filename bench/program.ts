import { readFileSync } from 'node:fs';
import {
  type Change,
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
  const first = timedUpdate(open(host, zigLibDir), []);
  const buildTimes = Array.from({ length: builds }, () => timedUpdate(open(host, zigLibDir), []).milliseconds);
  const compilation = open(host, zigLibDir);
  timedUpdate(compilation, []);
  let analysed = 0;
  const updateTimes = Array.from({ length: updates }, (_, i) => {
    host.files.set('main.zig', Buffer.from(text.replace(edit.from, edit.to.replaceAll('#', String(i)))));
    const result = timedUpdate(compilation, ['main.zig']);
    analysed = result.analysed;
    return result.milliseconds;
  });
  const idle = Array.from({ length: updates }, () => timedUpdate(compilation, ['main.zig']).milliseconds);
  return {
    first: first.milliseconds,
    builds: buildTimes,
    updates: updateTimes,
    idle,
    analysed,
    moduleBytes: first.moduleBytes,
  };
}

/** What one kind of edit costs. */
export interface EditTimes {
  readonly what: string;
  /** Milliseconds of each update. */
  readonly updates: readonly number[];
  /** Milliseconds of processor time of each, with what the process does beside: collecting garbage, compiling JavaScript. */
  readonly processor: readonly number[];
  /** How many units the last update analysed. */
  readonly analysed: number;
  /** How many bytes of the module the last update wrote. */
  readonly written: number;
  /** Milliseconds of updates that were told the same as text edits, so that the file was not to be compared with what it was. */
  readonly asTextEdits: readonly number[];
}

/** What builds and edits of a program of several files cost. */
export interface SessionTimes {
  /** Milliseconds of processor time of the builds. */
  readonly buildProcessor: readonly number[];
  /** Milliseconds of builds from nothing; the first one finds the library not lowered and the compiler's code not optimized. */
  readonly builds: readonly number[];
  readonly edits: readonly EditTimes[];
  readonly moduleBytes: number;
  /** The most memory that the process held, in bytes. */
  readonly peakMemory: number;
}

/** Builds the program of `files`, `main.zig` first, `builds` times, and makes each edit in as many steps as `steps` says. Throws with the messages if it does not compile. */
export function measureSession(
  files: ReadonlyMap<string, string>,
  edits: readonly TextEdit[],
  zigLibDir: string,
  builds: number,
): SessionTimes {
  const host = new MemoryHost(libraryHost());
  for (const [path, text] of files) host.files.set(path, Buffer.from(text));
  let compilation = open(host, zigLibDir);
  const buildTimes: number[] = [];
  const buildProcessor: number[] = [];
  let moduleBytes = 0;
  for (let build = 0; build < builds; build++) {
    compilation = open(host, zigLibDir);
    const result = timedUpdate(compilation, []);
    buildTimes.push(result.milliseconds);
    buildProcessor.push(result.processor);
    moduleBytes = result.moduleBytes;
  }
  const editTimes = edits.map(({ what, path, steps }): EditTimes => {
    const text = files.get(path)!;
    const bytes = Buffer.from(text);
    const updates: number[] = [];
    const processor: number[] = [];
    let analysed = 0;
    let written = 0;
    for (const { from, to } of steps) {
      const start = bytes.indexOf(from);
      if (start < 0) throw new Error(`${path} has no '${from}'`);
      // As much work as reading a file is, since an update is slower where what it needs has gone from the processor's caches.
      const end = start + Buffer.byteLength(from);
      host.files.set(path, Buffer.concat([bytes.subarray(0, start), Buffer.from(to), bytes.subarray(end)]));
      const result = timedUpdate(compilation, [path]);
      updates.push(result.milliseconds);
      processor.push(result.processor);
      analysed = result.analysed;
      written = result.written;
    }
    host.files.set(path, bytes);
    timedUpdate(compilation, [path]);
    const asTextEdits = steps.map(({ from, to }, i) => {
      const start = bytes.indexOf(from);
      const end = start + Buffer.byteLength(i === 0 ? from : steps[i - 1].to);
      return timedUpdate(compilation, [{ path, edits: [{ start, end, text: to }], units: 'utf-8' }]).milliseconds;
    });
    timedUpdate(compilation, [{ path, text: null }]);
    return { what, updates, processor, analysed, written, asTextEdits };
  });
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  return { builds: buildTimes, buildProcessor, edits: editTimes, moduleBytes, peakMemory };
}

/** An edit of the file at `path`, in steps: each puts `to` in the place of what `from` is at first. */
export interface TextEdit {
  readonly what: string;
  readonly path: string;
  readonly steps: readonly { readonly from: string; readonly to: string }[];
}

export function open(host: Host, zigLibDir: string): Compilation {
  return new Compilation({
    rootPath: 'main.zig',
    zigLibDir,
    host,
    target: 'wasm32-wasi',
    mode: OptimizeMode.Debug,
    isLibrary: false,
    emit: true,
  });
}

export function timedUpdate(compilation: Compilation, changed: readonly Change[]) {
  const used = process.cpuUsage();
  const before = performance.now();
  const result = compilation.update(changed);
  const milliseconds = performance.now() - before;
  const { user, system } = process.cpuUsage(used);
  const processor = (user + system) / 1000;
  if (result.errors.length > 0) throw new Error(renderErrors(result, false));
  const written = result.written.reduce((sum, { start, end }) => sum + end - start, 0);
  const analysed = compilation.journal().analysed.length;
  return { milliseconds, processor, analysed, written, moduleBytes: result.module?.length ?? 0 };
}

/** Files from disk, each read once, and what was lowered of them, all in memory. */
export function libraryHost(): Host {
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
    sameBytes: (x, y) => Buffer.compare(x, y) === 0,
  };
}
