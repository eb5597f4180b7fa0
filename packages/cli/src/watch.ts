import { statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import { RunningProcess, temporaryDirectory } from './running-process.ts';
import type { TraceStyle } from './stack-trace.ts';

/** An editor writes a file in several steps, and several files at once: so long we wait for the last of them, in milliseconds. */
const SETTLE_MILLISECONDS = 8;

/** By so much the times that a file system notes may be behind, in milliseconds. */
const CLOCK_MILLISECONDS = 20;

/** How often all files are looked at, in milliseconds, where that takes next to no time. */
const LOOK_MILLISECONDS = 100;

/** For which part of the time files may be looked at. */
const LOOK_SHARE = 1 / 20;

/** Clears a terminal, with what has gone out of sight. */
export const CLEAR = '\x1b[2J\x1b[3J\x1b[H';

/** How a program that was watched ended: `exitCode` is null where a signal ended it. */
export function endText(exitCode: number | null): string {
  return exitCode === null ? 'the program was ended by a signal' : `the program exited with code ${exitCode}`;
}

/**
 * Tells which of a set of files changed, came or went. Events of the file system say so at once, but not where a directory or a link on the way to a
 * file is another one now. So what the paths lead to is looked at now and then too.
 */
export class SourceWatcher {
  readonly #watcher: FSWatcher;
  /** By absolute path: the path that the compiler knows, and what it led to when it was looked at last. */
  readonly #known = new Map<string, { readonly path: string; seen: string }>();
  readonly #changed = new Set<string>();
  #wake: (() => void) | null = null;
  #settling: NodeJS.Timeout | null = null;

  constructor() {
    this.#watcher = watch([], { atomic: false });
    // Not `change`: of several changes within 50 ms it tells the first only, and what it tells of may be half of what was written.
    this.#watcher.on('raw', (_event, name: string | null, details) => {
      const { watchedPath } = details as { watchedPath: string };
      this.#onEvent(watchedPath);
      if (name !== null) this.#onEvent(join(watchedPath, name));
    });
    // What it cannot watch is looked at all the same.
    this.#watcher.on('error', () => {});
    this.#lookLater(LOOK_MILLISECONDS);
  }

  /** How many files are watched. */
  get length(): number {
    return this.#known.size;
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
      this.#known.set(path, { path: wanted.get(path) as string, seen: identity(path) });
      const changed = statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0;
      if (changed > since - CLOCK_MILLISECONDS) this.#onEvent(path);
    }
    if (gone.length > 0) this.#watcher.unwatch(gone);
    if (come.length > 0) this.#watcher.add(come);
  }

  /** Waits until something changed and no more does for a moment. Returns the paths, as they were given. */
  async changes(): Promise<string[]> {
    if (this.#changed.size === 0 || this.#settling !== null) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  #lookLater(milliseconds: number): void {
    setTimeout(() => {
      const start = performance.now();
      this.#look();
      this.#lookLater(Math.max(LOOK_MILLISECONDS, (performance.now() - start) / LOOK_SHARE));
    }, milliseconds).unref();
  }

  #look(): void {
    for (const [absolute, known] of this.#known) {
      const seen = identity(absolute);
      if (seen === known.seen) continue;
      known.seen = seen;
      this.#onEvent(absolute);
    }
  }

  #onEvent(path: string): void {
    const known = this.#known.get(resolve(path));
    if (known === undefined) return;
    this.#changed.add(known.path);
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = null;
      this.#look();
      if (this.#settling !== null) return;
      this.#wake?.();
      this.#wake = null;
    }, SETTLE_MILLISECONDS);
  }
}

/** Tells apart what a path leads to: files, versions of one, and reasons why there is none. */
function identity(path: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs, mode } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs} ${mode}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

/** A program that is run again and again, in a process of its own, so that a new version can end the old one. */
export class RestartableProgram {
  readonly #directory = temporaryDirectory();
  readonly #world: ProgramWorld;
  readonly #style: TraceStyle;
  readonly #locate: (places: CodePlaces, module: Uint8Array) => Locations;
  #process: RunningProcess | null = null;

  /** `world`: what the program is given. `locate`: where code of a module comes from. */
  constructor(world: ProgramWorld, style: TraceStyle, locate: (places: CodePlaces, module: Uint8Array) => Locations) {
    this.#world = world;
    this.#style = style;
    this.#locate = locate;
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
    const args = [file, JSON.stringify(this.#style), JSON.stringify(this.#world)];
    const started = new RunningProcess('program.cjs', args, 'inherit');
    started.listen(
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
