import { type TestEnd, TestRunner } from '@rezig/compiler/state';
import type { Exports, ProgramTraces } from './program-traces.ts';
import { gatherBytes, setWord, type WasiFunctions } from './wasi-memory.ts';
import type { OpenedWasi } from './wasi-program.ts';
import { WebAssembly } from './webassembly.ts';

/** Name under which the copy of the module that is run exports its table. */
export const TABLE = 'rezig:table';

interface TestExports extends Exports {
  readonly [TABLE]: { get(slot: number): unknown; set(slot: number, func: unknown): void };
}

/** Who is told of what tests do. */
export interface TestListener {
  started(index: number): void;
  /** Bytes that the test writes to its standard output (1) or error (2). */
  wrote(fd: number, text: string): void;
  ended(index: number, end: TestEnd): void;
}

const [STDIN, STDOUT, STDERR] = [0, 1, 2];

/** One instance of a module of tests. It is of no use any more once a test has trapped in it. */
export class TestInstance {
  readonly #traces: ProgramTraces;
  readonly #listener: TestListener;
  readonly #runner: TestRunner;

  constructor(
    traces: ProgramTraces,
    tests: readonly (readonly [number, number])[],
    errors: readonly string[],
    listener: TestListener,
  ) {
    this.#traces = traces;
    this.#listener = listener;
    this.#runner = new TestRunner(tests, errors, listener);
  }

  /**
   * Runs the tests in an instance of `module`. Returns how many of them were run: fewer where one trapped, which is told of.
   */
  run(module: object, { functions, start }: OpenedWasi): number {
    const runner = this.#runner;
    const all = runner.left;
    const instance = new WebAssembly.Instance<TestExports>(module, { wasi_snapshot_preview1: this.#wasi(functions) });
    this.#traces.attach(instance.exports);
    runner.attach(instance.exports[TABLE]);
    try {
      start(instance);
      runner.endedEarly('exited');
    } catch (error) {
      const report = this.#traces.report(error);
      if (!runner.isWithTest) throw new Error(`the test runner trapped: ${report}`);
      this.#listener.wrote(STDERR, report);
      runner.endedEarly('panic');
    }
    return all - runner.left;
  }

  #wasi(functions: WasiFunctions): WasiFunctions {
    const wrapped = this.#runner.watched(functions);
    wrapped.fd_write = (fd, vectors, count, written) => this.#write(functions.fd_write, fd, vectors, count, written);
    const read = wrapped.fd_read;
    wrapped.fd_read = (fd, ...rest) => (fd === STDIN ? this.#read(rest[0], rest[1], rest[2]) : read(fd, ...rest));
    return wrapped;
  }

  #write(write: WasiFunctions[string], fd: number, vectors: number, count: number, written: number): number {
    if (fd !== STDOUT && fd !== STDERR) {
      this.#runner.noteImpure();
      return write(fd, vectors, count, written);
    }
    const { buffer } = this.#traces.exports.memory;
    const bytes = gatherBytes(buffer, vectors, count);
    setWord(buffer, written, bytes.length);
    if (fd === STDOUT && !this.#runner.isInTest) this.#runner.take(bytes);
    else {
      const trace = fd === STDERR ? this.#traces.inPlaceOf(bytes) : null;
      this.#listener.wrote(fd, trace ?? Buffer.from(bytes).toString());
    }
    return 0;
  }

  #read(vectors: number, count: number, read: number): number {
    const { buffer } = this.#traces.exports.memory;
    const words = new DataView(buffer);
    const rooms = Array.from({ length: count }, (_, i) => words.getUint32(vectors + 8 * i + 4, true));
    const bytes = this.#runner.read(rooms.reduce((sum, room) => sum + room, 0));
    let at = 0;
    for (const [i, room] of rooms.entries()) {
      new Uint8Array(buffer).set(bytes.subarray(at, at + room), words.getUint32(vectors + 8 * i, true));
      at += Math.min(room, bytes.length - at);
    }
    setWord(buffer, read, bytes.length);
    return 0;
  }
}
