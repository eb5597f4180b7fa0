import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { CodePlaces, Locations } from './protocol.ts';
import { RunningProcess } from './running-process.ts';
import type { TraceStyle } from './stack-trace.ts';

/** An editor writes a file in several steps, and several files at once: so long we wait for the last of them, in milliseconds. */
const SETTLE_MILLISECONDS = 8;

/** By so much the times that a file system notes may be behind, in milliseconds. */
const CLOCK_MILLISECONDS = 20;

/** Tells which of a set of files changed, came or went. */
export class SourceWatcher {
  readonly #watcher: FSWatcher;
  /** Absolute path to the path that the compiler knows. */
  readonly #known = new Map<string, string>();
  /** When the files that are not watched yet were read, by absolute path. */
  readonly #read = new Map<string, number>();
  readonly #changed = new Set<string>();
  #wake: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor() {
    this.#watcher = watch([], { atomic: false });
    this.#watcher.on('unlink', (path: string) => this.#onEvent(path));
    this.#watcher.on('add', (path: string) => this.#onAdd(resolve(path)));
    // Not `change`: of several changes within 50 ms it tells the first only, and what it tells of may be half of what was written.
    this.#watcher.on('raw', (_event, name: string | null, details) => {
      const { watchedPath } = details as { watchedPath: string };
      this.#onEvent(watchedPath);
      if (name !== null) this.#onEvent(join(watchedPath, name));
    });
  }

  /**
   * Watches these files and no others. They need not exist. Those that are new here count as changed if they were written after the
   * time `since`, in milliseconds since the epoch: it takes a moment until a file is watched.
   */
  setPaths(paths: readonly string[], since: number): void {
    const wanted = new Map(paths.map((path) => [resolve(path), path]));
    const gone = [...this.#known.keys()].filter((path) => !wanted.has(path));
    const come = [...wanted.keys()].filter((path) => !this.#known.has(path));
    for (const path of gone) this.#known.delete(path);
    for (const path of come) {
      this.#known.set(path, wanted.get(path)!);
      if (existsSync(path)) this.#read.set(path, since);
    }
    if (gone.length > 0) this.#watcher.unwatch(gone);
    if (come.length > 0) this.#watcher.add(come);
  }

  /** Waits until something changed and no more does for a moment. Returns the paths, as they were given. */
  async changes(): Promise<string[]> {
    if (this.#changed.size === 0 || this.#timer !== null) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  /** A file is watched from now on, or is there again. */
  #onAdd(path: string): void {
    const read = this.#read.get(path);
    this.#read.delete(path);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (read !== undefined && written < read - CLOCK_MILLISECONDS) return;
    this.#onEvent(path);
  }

  #onEvent(path: string): void {
    const known = this.#known.get(resolve(path));
    if (known === undefined) return;
    this.#changed.add(known);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#wake?.();
      this.#wake = null;
    }, SETTLE_MILLISECONDS);
  }
}

/** A program that is run again and again, in a process of its own, so that a new version can end the old one. */
export class RestartableProgram {
  readonly #directory = mkdtempSync(join(tmpdir(), 'rezig-'));
  readonly #args: readonly string[];
  readonly #style: TraceStyle;
  readonly #locate: (places: CodePlaces, module: Uint8Array) => Locations;
  #process: RunningProcess | null = null;

  /** `args`: the program's arguments, its name first. `locate`: where code of a module comes from. */
  constructor(
    args: readonly string[],
    style: TraceStyle,
    locate: (places: CodePlaces, module: Uint8Array) => Locations,
  ) {
    this.#args = args;
    this.#style = style;
    this.#locate = locate;
    process.on('exit', () => rmSync(this.#directory, { recursive: true, force: true }));
  }

  /** Whether the program runs. */
  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Ends the program if it still runs, and starts `module` in its place. `onEnd` is told its exit code; null where a signal ended it. */
  start(module: Uint8Array, onEnd: (exitCode: number | null) => void): void {
    this.stop();
    const file = join(this.#directory, 'program.wasm');
    writeFileSync(file, module);
    const args = [file, JSON.stringify(this.#style), ...this.#args];
    const started: RunningProcess = new RunningProcess(
      'program.cjs',
      args,
      'inherit',
      (places) => started.tell(this.#locate(places as CodePlaces, module)),
      (code) => {
        this.#process = null;
        onEnd(code);
      },
    );
    this.#process = started;
  }

  /** Ends the program if it still runs. */
  stop(): void {
    this.#process?.stop();
    this.#process = null;
  }
}
