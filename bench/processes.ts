import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig } from '../oracle/index.mjs';
import type { GeneratedProgram, ProgramEdit } from './generate.ts';
import { median, milliseconds, ratio } from './measure.ts';
import { timeOfficial } from './official.ts';

const RUNS = 5;

/** The root file of a program that is built. */
const ROOT = 'main.zig';

const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));

/** Milliseconds of ours and of the official compiler, medians; NaN where the official one is not installed. */
export interface Pair {
  readonly ours: number;
  readonly official: number;
}

/** Builds in new processes of the command line, in Debug for `wasm32-wasi`. */
export interface ProcessTimes {
  /** With empty caches. */
  readonly cold: Pair;
  /** Of a program that was not built before, where another with the same options was. */
  readonly other: Pair;
  /** After an edit of a body that was built by the process before. */
  readonly edited: Pair;
  /** After an edit by which a body calls one function more, or one less. */
  readonly calling: Pair;
  /** Of what was built by the process before. */
  readonly same: Pair;
}

/**
 * Builds of `files`, whose root is `ROOT`, with `edit` made in one of them, or `call`, which in every other step adds a call; the official compiler's with its own backend and in
 * turns with ours.
 */
export function measureProcesses(files: GeneratedProgram['files'], edit: ProgramEdit, call: ProgramEdit): ProcessTimes {
  return inTemporaryDirectory((directory) => {
    for (const [path, text] of files) writeFileSync(join(directory, path), text);
    const builds = new ProcessBuilds(directory, files.get(edit.path)!, edit);
    const to = (step: number): string => (step % 2 === 0 ? call.from : call.to(step));
    const calls = new ProcessBuilds(directory, files.get(call.path)!, { ...call, to });
    return {
      cold: builds.times((run) => `cold${run}`, Number),
      // A first build of each has filled the caches.
      other: builds.times(
        () => 'other',
        Number,
        1,
        (run) => `main${run}.zig`,
      ),
      edited: builds.times(() => 'edited', Number, 1),
      calling: calls.times(() => 'calling', Number, 2),
      same: builds.times(
        () => 'same',
        () => 1,
        1,
      ),
    };
  });
}

/** The rows of a table in which the official time follows ours. */
export function processRows({ cold, other, edited, calling, same }: ProcessTimes): string[][] {
  const row = (what: string, { ours, official }: Pair): string[] => [
    what,
    milliseconds(ours),
    milliseconds(official),
    ratio(ours, official),
  ];
  return [
    row('a process, empty caches', cold),
    row('a process, another program', other),
    row('a process, one body edited', edited),
    row('a process, one call more or less', calling),
    row('a process, nothing changed', same),
  ];
}

/** Gives `work` a directory, which is removed after it. */
export function inTemporaryDirectory<T>(work: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  const clean = (): void => rmSync(directory, { recursive: true, force: true });
  const result = work(directory);
  if (result instanceof Promise) return result.finally(clean) as T;
  clean();
  return result;
}

class ProcessBuilds {
  readonly #directory: string;
  readonly #text: string;
  readonly #edit: ProgramEdit;

  constructor(directory: string, text: string, edit: ProgramEdit) {
    this.#directory = directory;
    this.#text = text;
    this.#edit = edit;
  }

  /**
   * Medians of builds, each with the cache that `cache` names, the edit of the step that `step` tells, and the root file that `root` does; the first `skipped`
   * do not count.
   */
  times(
    cache: (run: number) => string,
    step: (run: number) => number,
    skipped = 0,
    root: (run: number) => string = () => ROOT,
  ): Pair {
    const { path, from, to } = this.#edit;
    const edited = join(this.#directory, path);
    const ours: number[] = [];
    const official: number[] = [];
    for (let run = 0; run < RUNS + skipped; run++) {
      const text = this.#text.replace(from, () => to(step(run)));
      if (run === 0 || text !== readFileSync(edited, 'utf8')) writeFileSync(edited, text);
      if (root(run) !== ROOT) copyFileSync(join(this.#directory, ROOT), join(this.#directory, root(run)));
      ours.push(this.#rezig(cache(run), root(run)));
      if (officialZig !== null) official.push(this.#official(`zig-${cache(run)}`, root(run)));
    }
    return { ours: median(ours.slice(skipped)), official: median(official.slice(skipped)) };
  }

  /** Milliseconds from the start of the process until the module is written. What it keeps for the next process it writes after that. */
  #rezig(cache: string, root: string): number {
    const output = join(this.#directory, 'out.wasm');
    const args = ['build-exe', join(this.#directory, root), '--cache-dir', join(this.#directory, cache)];
    // Certificates that are named there are read by Node at its start, which takes longer than all else that it does then.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
    const start = performance.timeOrigin + performance.now();
    const run = spawnSync(process.execPath, [rezig, ...args, `-femit-bin=${output}`], { encoding: 'utf8', env });
    if (run.status !== 0) throw new Error(`rezig ${args.join(' ')}: ${run.stderr}`);
    return statSync(output).mtimeMs - start;
  }

  /** Milliseconds until the process ends. */
  #official(cache: string, root: string): number {
    const caches = ['--cache-dir', cache, '--global-cache-dir', `global-${cache}`];
    const options = ['-target', 'wasm32-wasi', '-fno-llvm', '-fno-lld', '-femit-bin=zig.wasm'];
    return timeOfficial(['build-exe', root, ...options, ...caches], this.#directory);
  }
}
