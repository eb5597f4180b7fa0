import { Fd, WASI, wasi as wasiDefs } from '@bjorn3/browser_wasi_shim';
import { OutputStream } from './output-stream.ts';
import type { Order, RunEvent, TestStatus } from './protocol.ts';

/*
 * Runs tests of a module one by one, through the official runner: it is told over its standard input which test to run, in the protocol of
 * `std.zig.Server`. Which error a test returned it does not tell: that is seen by calling the test in its place.
 */

/** Who is told of what tests do. */
export interface TestListener {
  tell(event: RunEvent): void;
  write(isError: boolean, bytes: Uint8Array): void;
  flush(): void;
  trapped(error: unknown): void;
}

interface TestExports extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory;
  readonly __indirect_function_table: WebAssembly.Table;
  readonly _start: () => unknown;
}

type TestOrder = Extract<Order, { kind: 'tests' }>;
type Result = { readonly status: TestStatus; readonly reason: string };

const EXIT = 0;
const RUN_TEST = 5;
const TEST_RESULTS = 4;
const HEADER_BYTES = 8;

/** What a test may ask without depending on anything but itself. */
const PURE = new Set(['fd_write', 'fd_fdstat_get', 'proc_exit', 'sched_yield']);

/** A module that takes a function of the host, and exports it as one of WebAssembly: (result i32), as tests are. */
const WRAPPER = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7f],
  ...[2, 6, 1, 0, 1, 0x66, 0, 0],
  ...[7, 5, 1, 1, 0x66, 0, 0],
);

/** Runs them all; after one that traps the rest is run in another instance. */
export async function runTests({ module, tests, errors }: TestOrder, listener: TestListener): Promise<void> {
  const compiled = await WebAssembly.compile(module);
  const wrapper = await WebAssembly.compile(WRAPPER);
  const queue = [...tests];
  while (queue.length > 0) new TestInstance(queue, errors, listener).run(compiled, wrapper);
  listener.tell({ kind: 'exited', code: 0, files: {} });
}

class TestInstance {
  readonly #queue: (readonly [number, number])[];
  readonly #errors: readonly string[];
  readonly #listener: TestListener;
  /** What the runner has told of a message that is not complete, and what it has not read yet. */
  #output: Uint8Array = new Uint8Array(0);
  #input: Uint8Array = new Uint8Array(0);
  #current = -1;
  #isInTest = false;
  #isImpure = false;
  #error = '';
  #start = 0;
  #milliseconds = 0;

  constructor(queue: (readonly [number, number])[], errors: readonly string[], listener: TestListener) {
    this.#queue = queue;
    this.#errors = errors;
    this.#listener = listener;
  }

  /** Throws where the runner fails outside of a test. */
  run(compiled: WebAssembly.Module, wrapper: WebAssembly.Module): void {
    const fds: Fd[] = [
      new Orders((size) => this.#read(size)),
      new OutputStream((bytes) => this.#wrote(bytes)),
      new OutputStream((bytes) => this.#listener.write(true, bytes)),
    ];
    const wasi = new WASI(['test', '--listen=-'], [], fds, { debug: false });
    const instance = new WebAssembly.Instance(compiled, { wasi_snapshot_preview1: this.#watched(wasi.wasiImport) });
    const exports = instance.exports as TestExports;
    for (const [number, slot] of this.#queue) this.#wrap(exports.__indirect_function_table, wrapper, number, slot);
    try {
      wasi.start({ exports });
      if (this.#current >= 0) this.#end({ status: 'panicked', reason: 'exited' });
    } catch (error) {
      if (this.#current < 0) throw error;
      if (this.#isInTest) this.#milliseconds = performance.now() - this.#start;
      this.#listener.flush();
      this.#listener.trapped(error);
      this.#end({ status: 'panicked', reason: 'panic' });
    }
  }

  #watched(functions: WASI['wasiImport']): WASI['wasiImport'] {
    const watched: WASI['wasiImport'] = {};
    for (const [name, call] of Object.entries(functions)) {
      watched[name] = (...args) => {
        if (this.#isInTest && !PURE.has(name)) this.#isImpure = true;
        return call(...args);
      };
    }
    return watched;
  }

  /** Has the test in `slot` of the table run under our eyes. */
  #wrap(table: WebAssembly.Table, wrapper: WebAssembly.Module, number: number, slot: number): void {
    const test = table.get(slot) as () => number;
    const f = (): number => {
      this.#isInTest = true;
      this.#current = number;
      this.#start = performance.now();
      const error = test();
      this.#milliseconds = performance.now() - this.#start;
      this.#isInTest = false;
      this.#error = error === 0 ? '' : (this.#errors[error - 1] ?? `error ${error}`);
      return error;
    };
    table.set(slot, new WebAssembly.Instance(wrapper, { '': { f } }).exports.f);
  }

  #end(result: Result): void {
    const test = this.#current;
    this.#current = -1;
    this.#isInTest = false;
    this.#listener.flush();
    this.#listener.tell({
      kind: 'ended',
      test,
      ...result,
      milliseconds: this.#milliseconds,
      isImpure: this.#isImpure,
    });
  }

  /** A test finds its standard input at its end. The runner is told what to do next. */
  #read(size: number): Uint8Array {
    if (this.#isInTest) return new Uint8Array(0);
    if (this.#input.length === 0) this.#input = this.#nextOrder();
    const part = this.#input.slice(0, size);
    this.#input = this.#input.subarray(part.length);
    return part;
  }

  #nextOrder(): Uint8Array {
    const next = this.#queue.shift();
    if (next === undefined) return message(EXIT, []);
    const [number] = next;
    this.#current = number;
    this.#isImpure = false;
    this.#error = '';
    this.#milliseconds = 0;
    this.#listener.tell({ kind: 'started', test: number });
    return message(RUN_TEST, [number]);
  }

  #wrote(bytes: Uint8Array): void {
    if (this.#isInTest) {
      this.#listener.write(false, bytes);
      return;
    }
    const all = new Uint8Array(this.#output.length + bytes.length);
    all.set(this.#output);
    all.set(bytes, this.#output.length);
    this.#output = all;
    while (this.#output.length >= HEADER_BYTES) {
      const words = new DataView(this.#output.buffer, this.#output.byteOffset);
      const end = HEADER_BYTES + words.getUint32(4, true);
      if (this.#output.length < end) return;
      if (words.getUint32(0, true) === TEST_RESULTS)
        this.#end(this.#resultOf(words.getBigUint64(HEADER_BYTES + 4, true)));
      this.#output = this.#output.subarray(end);
    }
  }

  /** `flags`: the status (2 bits), whether it is a fuzz test (1), errors logged (30), leaks (31). */
  #resultOf(flags: bigint): Result {
    const logged = Number((flags >> 3n) & 0x3fff_ffffn);
    const leaks = Number(flags >> 33n);
    if (this.#error === 'SkipZigTest') return { status: 'skipped', reason: '' };
    if (this.#error !== '') return { status: 'failed', reason: this.#error };
    if (leaks > 0) return { status: 'failed', reason: `leaked ${counted(leaks, 'allocation')}` };
    if (logged > 0) return { status: 'failed', reason: `logged ${counted(logged, 'error')}` };
    return { status: 'ok', reason: '' };
  }
}

/** A standard input that is asked for when it is read. */
class Orders extends Fd {
  readonly #read: (size: number) => Uint8Array;

  constructor(read: (size: number) => Uint8Array) {
    super();
    this.#read = read;
  }

  override fd_read(size: number): { ret: number; data: Uint8Array } {
    return { ret: wasiDefs.ERRNO_SUCCESS, data: this.#read(size) };
  }

  override fd_fdstat_get(): { ret: number; fdstat: wasiDefs.Fdstat } {
    return { ret: wasiDefs.ERRNO_SUCCESS, fdstat: new wasiDefs.Fdstat(wasiDefs.FILETYPE_CHARACTER_DEVICE, 0) };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function message(tag: number, words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of [tag, 4 * words.length, ...words].entries()) view.setUint32(4 * i, word, true);
  return bytes;
}
