import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { officialEnv, officialZig, runOfficial } from '../oracle/index.mjs';

/** Runs the official compiler once and returns the milliseconds it took. Throws if it fails. */
export function timeOfficial(args: readonly string[], cwd?: string): number {
  const start = performance.now();
  const run = runOfficial(args, cwd === undefined ? {} : { cwd });
  const taken = performance.now() - start;
  if (run.status !== 0) throw new Error(`zig ${args.join(' ')}: ${run.stderr}`);
  return taken;
}

/** What the server is told: bring the program up to date. */
const REQUEST_UPDATE = 1;
/** What ends the server's answer: the errors, if any. */
const ANSWER_ERRORS = 1;

/** The official compiler as a server that stays, with `-fincremental` and its own WebAssembly backend, which emits a module each time. */
export class OfficialServer {
  readonly #process: ChildProcess;
  #received = Buffer.alloc(0);
  #wake: (() => void) | null = null;

  constructor(root: string, cwd: string) {
    const options = ['-fincremental', '--listen=-', '-target', 'wasm32-wasi', '-fno-llvm', '-fno-lld'];
    const caches = ['--cache-dir', join(cwd, 'cache'), '--global-cache-dir', join(cwd, 'global-cache')];
    this.#process = spawn(officialZig!, ['build-exe', root, ...options, ...caches], {
      cwd,
      env: officialEnv,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#process.stdout!.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#wake?.();
    });
    this.#process.on('exit', () => this.#wake?.());
  }

  /** Has the program brought up to date, and returns the milliseconds that took. Throws if that fails. */
  async update(): Promise<number> {
    const request = Buffer.alloc(8);
    request.writeUInt32LE(REQUEST_UPDATE, 0);
    const start = performance.now();
    this.#process.stdin!.write(request);
    while (true) {
      const answer = this.#take();
      if (answer !== null && answer.tag === ANSWER_ERRORS) {
        if (answer.body.readUInt32LE(0) > 0) throw new Error('the official compiler found errors');
        return performance.now() - start;
      }
      if (answer !== null) continue;
      if (this.#process.exitCode !== null) throw new Error('the official compiler ended');
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  close(): void {
    this.#process.kill('SIGKILL');
  }

  #take(): { tag: number; body: Buffer } | null {
    if (this.#received.length < 8) return null;
    const end = 8 + this.#received.readUInt32LE(4);
    if (this.#received.length < end) return null;
    const answer = { tag: this.#received.readUInt32LE(0), body: this.#received.subarray(8, end) };
    this.#received = this.#received.subarray(end);
    return answer;
  }
}
