import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ASK_FD, TELL_FD } from './pipe-lines.ts';

let endsOnSignals = false;

/** Has this process end by itself on signals that would end it, so that what it does at its end is done: also where another signal comes meanwhile. */
function endOnSignals(): void {
  if (endsOnSignals) return;
  endsOnSignals = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

/** A new directory for what such processes are given, which is gone when this one ends. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A process of ours that runs code of the user's, which can be ended whatever that does. */
export class RunningProcess {
  readonly #child: ChildProcess;
  #isStopped = false;
  #onAsk: (message: unknown) => void = () => {};
  #onExit: (code: number | null) => void = () => {};

  /**
   * Starts `script`, a bundle beside this one. `input`: what it has as its standard input. `output`: whether what it writes goes where this process writes to, or to `pipe`.
   * `morePipes`: how many pipes it has besides.
   */
  constructor(
    script: string,
    args: readonly string[],
    input: 'inherit' | 'ignore',
    output: 'inherit' | 'pipe' = 'inherit',
    morePipes = 0,
  ) {
    endOnSignals();
    const child = spawn(process.execPath, [join(__dirname, script), ...args], {
      stdio: [input, output, output, 'pipe', 'pipe', ...new Array<'pipe'>(morePipes).fill('pipe')],
    });
    this.#child = child;
    const asked = createInterface({ input: child.stdio[ASK_FD] as Readable });
    asked.on('line', (line) => {
      if (!this.#isStopped) this.#onAsk(JSON.parse(line));
    });
    // One that is gone is not told any more.
    (child.stdio[TELL_FD] as Writable).on('error', () => {});
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    process.on('exit', kill);
    child.on('close', (code) => {
      process.removeListener('exit', kill);
      if (!this.#isStopped) this.#onExit(code);
    });
  }

  /** Has `onAsk` given each message of the process from now on (see `pipe-lines.ts`), `onExit` its exit code, null where a signal ended it, unless `stop` did. */
  listen(onAsk: (message: unknown) => void, onExit: (code: number | null) => void): void {
    this.#onAsk = onAsk;
    this.#onExit = onExit;
  }

  /** The pipe that the process has as descriptor `fd`. */
  pipe(fd: number): Readable & Writable {
    return this.#child.stdio[fd] as Readable & Writable;
  }

  /** Gives the process a message. */
  tell(message: unknown): void {
    (this.#child.stdio[TELL_FD] as Writable).write(`${JSON.stringify(message)}\n`);
  }

  /** Ends the process at once. */
  stop(): void {
    this.#isStopped = true;
    this.#child.kill('SIGKILL');
  }
}
