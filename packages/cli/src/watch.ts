import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FSWatcher, watch } from 'chokidar';

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
  #process: ChildProcess | null = null;

  /** `args`: the program's arguments, its name first. */
  constructor(args: readonly string[]) {
    this.#args = args;
    // A signal would end this process without an `exit` event, and leave a program that does not end by itself behind.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
    }
    process.on('exit', () => {
      this.#process?.kill('SIGKILL');
      rmSync(this.#directory, { recursive: true, force: true });
    });
  }

  /** Ends the program if it still runs, and starts `module` in its place. `report` is told of an exit code other than 0. */
  start(module: Uint8Array, report: (exitCode: number) => void): void {
    this.stop();
    const file = join(this.#directory, 'program.wasm');
    writeFileSync(file, module);
    const runner = fileURLToPath(new URL('./program.js', import.meta.url));
    const child = spawn(process.execPath, [runner, file, ...this.#args], { stdio: 'inherit' });
    child.on('exit', (code) => {
      if (this.#process !== child) return;
      this.#process = null;
      if (code !== null && code !== 0) report(code);
    });
    this.#process = child;
  }

  /** Ends the program if it still runs. */
  stop(): void {
    const child = this.#process;
    this.#process = null;
    child?.kill('SIGKILL');
  }
}
