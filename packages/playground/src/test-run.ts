import { Fd, WASI, wasi as wasiDefs } from '@bjorn3/browser_wasi_shim';
import { TestRunner } from '@rezig/compiler/state';
import { OutputStream } from './output-stream.ts';
import type { Order, RunEvent } from './protocol.ts';

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

/** Runs them all; after one that traps the rest is run in another instance. */
export async function runTests({ module, tests, errors }: TestOrder, listener: TestListener): Promise<void> {
  const compiled = await WebAssembly.compile(module);
  for (let done = 0; done < tests.length; ) {
    const runner = new TestRunner(tests.slice(done), errors, {
      started: (test) => listener.tell({ kind: 'started', test }),
      ended(test, end) {
        listener.flush();
        listener.tell({ kind: 'ended', test, ...end });
      },
    });
    run(runner, compiled, listener);
    done = tests.length - runner.left;
  }
  listener.tell({ kind: 'exited', code: 0, files: {} });
}

/** Throws where the runner fails outside of a test. */
function run(runner: TestRunner, compiled: WebAssembly.Module, listener: TestListener): void {
  const fds: Fd[] = [
    new Orders((size) => runner.read(size)),
    new OutputStream((bytes) => {
      if (runner.isInTest) listener.write(false, bytes);
      else runner.take(bytes);
    }),
    new OutputStream((bytes) => listener.write(true, bytes)),
  ];
  const wasi = new WASI(['test', '--listen=-'], [], fds, { debug: false });
  const imports = { wasi_snapshot_preview1: runner.watched(wasi.wasiImport) };
  const exports = new WebAssembly.Instance(compiled, imports).exports as TestExports;
  runner.attach(exports.__indirect_function_table);
  try {
    wasi.start({ exports });
    runner.endedEarly('exited');
  } catch (error) {
    if (!runner.isWithTest) throw error;
    listener.flush();
    listener.trapped(error);
    runner.endedEarly('panic');
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
