/*
 * Runs tests of a module one by one, through the official runner: it is told over its standard input which test to run, in the protocol of
 * `std.zig.Server`. What it cannot tell, which error a test returned, is seen by calling the test in its place.
 */

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
export interface TestProgress {
  started(index: number): void;
  ended(index: number, end: TestEnd): void;
}

/** Functions of WASI by their names. */
interface WasiFunctions<Result> {
  [name: string]: (...args: number[]) => Result;
}

/** As much of a table of functions as is needed here. */
interface TestTable {
  get(slot: number): unknown;
  set(slot: number, func: unknown): void;
}

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly f: unknown } };
};

enum ClientTag {
  exit = 0,
  runTest = 5,
}

enum ServerTag {
  testResults = 4,
}

const HEADER_BYTES = 8;
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

/** Tests that one instance of a module runs. It is of no use any more once a test has trapped in it. */
export class TestRunner {
  /** Tests still to run: [index, slot]. */
  readonly #queue: (readonly [number, number])[];
  readonly #errors: readonly string[];
  readonly #progress: TestProgress;
  /** What the runner has not read yet of what it is told, and what it has told of a message that is not complete. */
  #input: Uint8Array = new Uint8Array(0);
  #output: Uint8Array = new Uint8Array(0);
  #isInTest = false;
  #isImpure = false;
  #error = '';
  #start = 0;
  #milliseconds = 0;
  #current = -1;

  /** `tests`: index and slot of each; `errors`: names of errors, that of number n + 1 the n-th. */
  constructor(tests: readonly (readonly [number, number])[], errors: readonly string[], progress: TestProgress) {
    this.#queue = [...tests];
    this.#errors = errors;
    this.#progress = progress;
  }

  /** How many tests were not begun. */
  get left(): number {
    return this.#queue.length;
  }

  /** Whether a test runs, and not what is between two. */
  get isInTest(): boolean {
    return this.#isInTest;
  }

  /** Whether a test was begun that has not ended. */
  get isWithTest(): boolean {
    return this.#current >= 0;
  }

  /** Has the tests in `table` run under our eyes. */
  attach(table: TestTable): void {
    const wrapper = new WebAssembly.Module(WRAPPER);
    for (const [index, slot] of this.#queue) {
      const test = table.get(slot) as () => number;
      const f = (): number => {
        this.#isInTest = true;
        this.#current = index;
        this.#start = performance.now();
        const error = test();
        this.#milliseconds = performance.now() - this.#start;
        this.#isInTest = false;
        this.#error = error === 0 ? '' : (this.#errors[error - 1] ?? `error ${error}`);
        return error;
      };
      table.set(slot, new WebAssembly.Instance(wrapper, { '': { f } }).exports.f);
    }
  }

  /** `functions`, with note taken of those that a test depends on. */
  watched<Result>(functions: Readonly<WasiFunctions<Result>>): WasiFunctions<Result> {
    const watched: WasiFunctions<Result> = {};
    for (const [name, call] of Object.entries(functions)) {
      watched[name] = (...args) => {
        if (!PURE.has(name)) this.noteImpure();
        return call(...args);
      };
    }
    return watched;
  }

  /** The test that runs, if one does, depends on what is outside of the module. */
  noteImpure(): void {
    if (this.#isInTest) this.#isImpure = true;
  }

  /** At most `size` bytes of standard input, of which a test finds the end, and the runner what to do next. */
  read(size: number): Uint8Array {
    if (this.#isInTest) return new Uint8Array(0);
    if (this.#input.length === 0) this.#input = this.#nextOrder();
    const part = this.#input.slice(0, size);
    this.#input = this.#input.subarray(part.length);
    return part;
  }

  /** What the runner, and no test, writes to standard output. */
  take(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#output.length + bytes.length);
    all.set(this.#output);
    all.set(bytes, this.#output.length);
    this.#output = all;
    while (this.#output.length >= HEADER_BYTES) {
      const words = new DataView(this.#output.buffer, this.#output.byteOffset);
      const end = HEADER_BYTES + words.getUint32(4, true);
      if (this.#output.length < end) return;
      if (words.getUint32(0, true) === ServerTag.testResults)
        this.#end(this.#resultOf(words.getBigUint64(HEADER_BYTES + 4, true)));
      this.#output = this.#output.subarray(end);
    }
  }

  /** The instance ended within a test: `reason` says how. Nothing happens where no test was begun. */
  endedEarly(reason: 'exited' | 'panic'): void {
    if (this.#current < 0) return;
    if (this.#isInTest) this.#milliseconds = performance.now() - this.#start;
    this.#end({ status: 'panicked', reason });
  }

  #end(end: Pick<TestEnd, 'status' | 'reason'>): void {
    const index = this.#current;
    this.#current = -1;
    this.#isInTest = false;
    this.#progress.ended(index, { ...end, milliseconds: this.#milliseconds, isImpure: this.#isImpure });
  }

  #nextOrder(): Uint8Array {
    const next = this.#queue.shift();
    if (next === undefined) return message(ClientTag.exit, []);
    const [index] = next;
    this.#current = index;
    this.#isImpure = false;
    this.#error = '';
    this.#milliseconds = 0;
    this.#progress.started(index);
    return message(ClientTag.runTest, [index]);
  }

  /** `flags` of `TestResults`: the status (2 bits), whether it is a fuzz test (1), errors logged (30), leaks (31). */
  #resultOf(flags: bigint): Pick<TestEnd, 'status' | 'reason'> {
    const logged = Number((flags >> 3n) & 0x3fff_ffffn);
    const leaks = Number(flags >> 33n);
    if (this.#error === SKIPPED) return { status: 'skipped', reason: '' };
    if (this.#error !== '') return { status: 'failed', reason: this.#error };
    if (leaks > 0) return { status: 'failed', reason: `leaked ${counted(leaks, 'allocation')}` };
    if (logged > 0) return { status: 'failed', reason: `logged ${counted(logged, 'error')}` };
    return { status: 'ok', reason: '' };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function message(tag: ClientTag, words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of [tag, 4 * words.length, ...words].entries()) view.setUint32(4 * i, word, true);
  return bytes;
}
