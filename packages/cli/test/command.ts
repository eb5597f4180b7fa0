import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { scratchDirectory } from '../../../test/support/scratch.ts';

export const bin = fileURLToPath(new URL('../bin/rezig.cjs', import.meta.url));

/** What a command came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A directory with these files, which is gone when the tests of this process are done. */
export function makeDirectory(files: { readonly [path: string]: string }): string {
  const directory = scratchDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** Runs `rezig` in `cwd` until it ends. What it keeps between runs, it keeps in `cwd`. `environment`: variables that are otherwise than usual. */
export function rezig(
  cwd: string,
  args: readonly string[],
  input = '',
  environment: { readonly [name: string]: string } = {},
): Ended {
  const env = { ...process.env, XDG_CACHE_HOME: join(cwd, '.cache'), NO_COLOR: '1', ...environment };
  const run = spawnSync(process.execPath, [bin, ...args], { cwd, input, encoding: 'utf8', env, timeout: 120_000 });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** The same beside this process, which can answer what the command asks of a server meanwhile. `delay`: milliseconds before anything that it writes is read. */
export async function rezigBeside(
  cwd: string,
  args: readonly string[],
  environment: { readonly [name: string]: string } = {},
  delay = 0,
): Promise<Ended> {
  const env = { ...process.env, XDG_CACHE_HOME: join(cwd, '.cache'), NO_COLOR: '1', ...environment };
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  const ended = { stdout: '', stderr: '' };
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  if (delay > 0) await sleep(delay);
  child.stdout.on('data', (bytes: Buffer) => {
    ended.stdout += bytes;
  });
  child.stderr.on('data', (bytes: Buffer) => {
    ended.stderr += bytes;
  });
  return { code: await closed, ...ended };
}

/** A trace without what no reader of a test knows: where in the module code is. */
export function withoutAddresses(text: string): string {
  return text.replace(/ 0x[0-9a-f]+ in /g, ' 0x in ');
}

/** Whether there is what makes terminals: `script` of util-linux. */
export const hasTerminals =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

/** A `rezig` that goes on, and what it has written so far. */
export class Running {
  stdout = '';
  stderr = '';
  /** It has ended, and so has what it started. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  #wake: (() => void) | null = null;

  /** `onTerminal`: in a terminal, what it writes to which is `stdout` (see `hasTerminals`). `before`: the command that starts it there, if another does. */
  constructor(cwd: string, args: readonly string[], onTerminal = false, before: readonly string[] = []) {
    const env = { ...process.env, XDG_CACHE_HOME: join(cwd, '.cache'), NO_COLOR: '1' };
    const quoted = [...before, process.execPath, bin, ...args].map((arg) => `'${arg}'`).join(' ');
    this.#process = onTerminal
      ? spawn('script', ['-qfec', quoted, '/dev/null'], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
      : spawn(process.execPath, [bin, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.on('data', (bytes: Buffer) => {
      this.stdout += bytes;
      this.#wake?.();
    });
    this.#process.stderr?.on('data', (bytes: Buffer) => {
      this.stderr += bytes;
      this.#wake?.();
    });
    const ended = new Promise<void>((resolve) => this.#process.on('close', () => resolve()));
    this.ended = ended;
    // Not SIGKILL: what the command started has to end with it.
    after(async () => {
      this.stop();
      await ended;
    });
  }

  /** The id of its process. */
  get pid(): number {
    return this.#process.pid as number;
  }

  /** Types `keys` at the terminal. */
  press(keys: string): void {
    this.#process.stdin?.write(keys);
  }

  /** Waits until `isDone` of what was written. Throws after a minute, with what was written instead. */
  async until(isDone: (running: Running) => boolean): Promise<void> {
    const end = Date.now() + 60_000;
    while (!isDone(this)) {
      if (Date.now() > end) throw new Error(`waited in vain; stdout:\n${this.stdout}\nstderr:\n${this.stderr}`);
      await new Promise<void>((wake) => {
        this.#wake = wake;
        setTimeout(wake, 1000).unref();
      });
    }
  }

  /** Forgets what was written so far. */
  clear(): void {
    this.stdout = '';
    this.stderr = '';
  }

  stop(): void {
    this.#process.kill('SIGTERM');
  }
}
