import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ASK_FD, TELL_FD } from './pipe-lines.ts';

/** A process of ours that runs code of the user's, which can be ended whatever that does. */
export class RunningProcess {
  readonly #child: ChildProcess;
  #isStopped = false;

  /**
   * Starts `script`, a bundle beside this one. `input`: what it has as its standard input. `onAsk` is given each message of it (see `pipe-lines.ts`), `onExit`
   * its exit code, null where a signal ended it, unless `stop` did.
   */
  constructor(
    script: string,
    args: readonly string[],
    input: 'inherit' | 'ignore',
    onAsk: (message: unknown) => void,
    onExit: (code: number | null) => void,
  ) {
    const child = spawn(process.execPath, [join(__dirname, script), ...args], {
      stdio: [input, 'inherit', 'inherit', 'pipe', 'pipe'],
    });
    this.#child = child;
    const asked = createInterface({ input: child.stdio[ASK_FD] as Readable });
    asked.on('line', (line) => {
      if (!this.#isStopped) onAsk(JSON.parse(line));
    });
    // One that is gone is not told any more.
    (child.stdio[TELL_FD] as Writable).on('error', () => {});
    child.on('close', (code) => {
      process.removeListener('exit', kill);
      if (!this.#isStopped) onExit(code);
    });
    const kill = (): void => {
      child.kill('SIGKILL');
    };
    process.on('exit', kill);
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
