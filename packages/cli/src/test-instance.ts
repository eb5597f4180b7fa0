import type { Exports, ProgramTraces } from './program-traces.ts';
import { gatherBytes, setWord, type WasiFunctions } from './wasi-memory.ts';
import type { OpenedWasi } from './wasi-program.ts';
import { WebAssembly } from './webassembly.ts';

/*
 * Runs tests of a module one by one, through the official runner: it is told over its standard input which test to run, in the protocol of
 * `std.zig.Server`. What it cannot tell, which error a test returned, is seen by calling the test in its place.
 */

/** Name under which the copy of the module that is run exports its table. */
export const TABLE = 'rezig:table';

interface TestExports extends Exports {
  readonly [TABLE]: { get(slot: number): () => number; set(slot: number, func: unknown): void };
}

/** How a test ended. */
export interface TestEnd {
  readonly status: 'ok' | 'skipped' | 'failed' | 'panicked';
  /** Name of the error that it returned, or how else it failed; empty where it did not. */
  readonly reason: string;
  readonly milliseconds: number;
  /** Whether it asked for anything but code and data: the time, chance, files, the environment. */
  readonly isImpure: boolean;
}

/** Who is told of what tests do. */
export interface TestListener {
  started(index: number): void;
  /** Bytes that the test writes to its standard output (1) or error (2). */
  wrote(fd: number, text: string): void;
  ended(index: number, end: TestEnd): void;
}

enum ClientTag {
  exit = 0,
  runTest = 5,
}

enum ServerTag {
  testResults = 4,
}

const HEADER_BYTES = 8;
const [STDIN, STDOUT, STDERR] = [0, 1, 2];
const SKIPPED = 'SkipZigTest';

/** What a test may ask without depending on anything but itself. */
const PURE = new Set(['fd_write', 'fd_fdstat_get', 'proc_exit', 'sched_yield']);

/** A module that takes a function of the host, and exports it as one of WebAssembly: (result i32), as tests are. */
const WRAPPER = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7f],
  ...[2, 6, 1, 0, 1, 0x66, 0, 0],
  ...[7, 5, 1, 1, 0x66, 0, 0],
);

/** One instance of a module of tests. It is of no use any more once a test has trapped in it. */
export class TestInstance {
  readonly #traces: ProgramTraces;
  readonly #listener: TestListener;
  readonly #errors: readonly string[];
  /** Tests still to run: [index, slot]. */
  readonly #queue: (readonly [number, number])[];
  /** What the runner has not read yet of what it is told, and what it has told of a message that is not complete. */
  #input: Uint8Array = new Uint8Array(0);
  #output = Buffer.alloc(0);
  #isInTest = false;
  #isImpure = false;
  #error = '';
  #start = 0;
  #milliseconds = 0;
  #current = -1;

  constructor(
    traces: ProgramTraces,
    tests: readonly (readonly [number, number])[],
    errors: readonly string[],
    listener: TestListener,
  ) {
    this.#traces = traces;
    this.#queue = [...tests];
    this.#errors = errors;
    this.#listener = listener;
  }

  /**
   * Runs the tests in an instance of `module`. Returns how many of them were run: fewer where one trapped, which is told of.
   */
  run(module: object, { functions, start }: OpenedWasi): number {
    const all = this.#queue.length;
    const instance = new WebAssembly.Instance<TestExports>(module, { wasi_snapshot_preview1: this.#wasi(functions) });
    this.#traces.attach(instance.exports);
    for (const [index, slot] of this.#queue) this.#wrap(instance.exports[TABLE], index, slot);
    try {
      start(instance);
      if (this.#current >= 0) this.#trapped('exited', '');
    } catch (error) {
      this.#trapped('trapped', this.#traces.report(error));
    }
    return all - this.#queue.length;
  }

  #trapped(how: string, report: string): void {
    if (this.#current < 0) throw new Error(`the test runner ${how}: ${report}`);
    if (this.#isInTest) this.#milliseconds = performance.now() - this.#start;
    this.#listener.wrote(STDERR, report);
    this.#end({ status: 'panicked', reason: how === 'exited' ? how : 'panic' });
  }

  #end(end: Pick<TestEnd, 'status' | 'reason'>): void {
    const index = this.#current;
    this.#current = -1;
    this.#isInTest = false;
    this.#listener.ended(index, { ...end, milliseconds: this.#milliseconds, isImpure: this.#isImpure });
  }

  /** Has the test in `slot` of the table run under our eyes. */
  #wrap(table: TestExports[typeof TABLE], index: number, slot: number): void {
    const test = table.get(slot);
    const watched = (): number => {
      this.#isInTest = true;
      this.#current = index;
      this.#start = performance.now();
      const error = test();
      this.#milliseconds = performance.now() - this.#start;
      this.#isInTest = false;
      this.#error = error === 0 ? '' : (this.#errors[error - 1] ?? `error ${error}`);
      return error;
    };
    const { exports } = new WebAssembly.Instance<{ readonly f: unknown }>(new WebAssembly.Module(WRAPPER), {
      '': { f: watched },
    });
    table.set(slot, exports.f);
  }

  #wasi(functions: WasiFunctions): WasiFunctions {
    const wrapped: WasiFunctions = {};
    for (const [name, call] of Object.entries(functions)) {
      wrapped[name] = (...args) => {
        if (this.#isInTest && !PURE.has(name)) this.#isImpure = true;
        return call(...args);
      };
    }
    wrapped.fd_write = (fd, vectors, count, written) => this.#write(functions.fd_write, fd, vectors, count, written);
    const read = wrapped.fd_read;
    wrapped.fd_read = (fd, ...rest) => (fd === STDIN ? this.#read(rest[0], rest[1], rest[2]) : read(fd, ...rest));
    return wrapped;
  }

  #write(write: WasiFunctions[string], fd: number, vectors: number, count: number, written: number): number {
    if (fd !== STDOUT && fd !== STDERR) {
      if (this.#isInTest) this.#isImpure = true;
      return write(fd, vectors, count, written);
    }
    const { buffer } = this.#traces.exports.memory;
    const bytes = gatherBytes(buffer, vectors, count);
    setWord(buffer, written, bytes.length);
    if (fd === STDOUT && !this.#isInTest) {
      this.#output = Buffer.concat([this.#output, bytes]);
      this.#readMessages();
    } else {
      const trace = fd === STDERR ? this.#traces.inPlaceOf(bytes) : null;
      this.#listener.wrote(fd, trace ?? Buffer.from(bytes).toString());
    }
    return 0;
  }

  /** A test finds its standard input at its end. The runner is told what to do next. */
  #read(vectors: number, count: number, read: number): number {
    if (!this.#isInTest && this.#input.length === 0) this.#input = this.#nextMessage();
    const { buffer } = this.#traces.exports.memory;
    const words = new DataView(buffer);
    let total = 0;
    for (let i = 0; i < count && !this.#isInTest; i++) {
      const start = words.getUint32(vectors + 8 * i, true);
      const part = this.#input.subarray(0, words.getUint32(vectors + 8 * i + 4, true));
      new Uint8Array(buffer).set(part, start);
      this.#input = this.#input.subarray(part.length);
      total += part.length;
    }
    setWord(buffer, read, total);
    return 0;
  }

  #nextMessage(): Uint8Array {
    const next = this.#queue.shift();
    if (next === undefined) return message(ClientTag.exit, []);
    const [index] = next;
    this.#current = index;
    this.#isImpure = false;
    this.#error = '';
    this.#milliseconds = 0;
    this.#listener.started(index);
    return message(ClientTag.runTest, [index]);
  }

  #readMessages(): void {
    while (this.#output.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#output.readUInt32LE(4);
      if (this.#output.length < end) return;
      const body = this.#output.subarray(HEADER_BYTES, end);
      if (this.#output.readUInt32LE(0) === ServerTag.testResults) this.#readResults(body);
      this.#output = this.#output.subarray(end);
    }
  }

  /** `TestResults`: the index, then a word of 64 bits with the status (2 bits), whether it is a fuzz test (1), errors logged (30), leaks (31). */
  #readResults(body: Buffer): void {
    const flags = body.readBigUInt64LE(4);
    const logged = Number((flags >> 3n) & 0x3fff_ffffn);
    const leaks = Number(flags >> 33n);
    if (this.#error === SKIPPED) this.#end({ status: 'skipped', reason: '' });
    else if (this.#error !== '') this.#end({ status: 'failed', reason: this.#error });
    else if (leaks > 0) this.#end({ status: 'failed', reason: `leaked ${counted(leaks, 'allocation')}` });
    else if (logged > 0) this.#end({ status: 'failed', reason: `logged ${counted(logged, 'error')}` });
    else this.#end({ status: 'ok', reason: '' });
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function message(tag: ClientTag, words: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + 4 * words.length);
  for (const [i, word] of [tag, 4 * words.length, ...words].entries()) bytes.writeUInt32LE(word, 4 * i);
  return bytes;
}
