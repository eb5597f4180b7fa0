import { totalmem } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Explanation } from '@rezig/compiler';
import { CompilerFault } from './compiler-fault.ts';
import { optimizeMore, setCompilerFlags } from './engine-flags.ts';
import type { CodePlaces, CompileSetup, Locations, Outcome, Request } from './protocol.ts';

/** Address space for the compiler's stack, in megabytes. Memory is taken only as far as the stack is used. */
const STACK_MEGABYTES = 960;

/** Room for new objects, in megabytes: most of what a build makes is dropped at once, and copying it costs. */
const YOUNG_GENERATION_MEGABYTES = 96;

/** After how long the thread's code is to be optimized more. */
const LONG_MILLISECONDS = 1000;

/** How long a program that is running waits for the compiler to say where its code comes from. */
const LOCATE_MILLISECONDS = 60_000;

/** The compiler in a thread of its own. Updates are asked for one after the other. */
export class CompilerThread {
  /** It has ended, and what it keeps is written. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  #settle: { resolve(answer: unknown): void; reject(fault: CompilerFault): void } | null = null;
  #fault: CompilerFault | null = null;

  /** Starts the thread, whose code is a bundle beside the one that this is in. */
  constructor(setup: CompileSetup) {
    setCompilerFlags();
    setTimeout(optimizeMore, LONG_MILLISECONDS).unref();
    this.#worker = new Worker(join(__dirname, 'worker.cjs'), {
      workerData: setup,
      resourceLimits: {
        stackSizeMb: STACK_MEGABYTES,
        maxOldGenerationSizeMb: Math.max(2048, Math.floor((totalmem() / 2 ** 20) * 0.75)),
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
      },
    });
    this.#worker.on('message', (answer: unknown) => {
      this.#settle?.resolve(answer);
      this.#settle = null;
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#fail(faultOf(error)));
    this.ended = new Promise((resolve) => this.#worker.on('exit', () => resolve()));
    this.#worker.on('exit', () => this.#fail(new CompilerFault("the compiler's thread ended")));
  }

  /** Brings the program up to date. `changed`, `detailed`, `isLast`: see `Request`. Rejects with a `CompilerFault`. */
  update(changed: readonly string[], detailed: boolean, isLast: boolean): Promise<Outcome> {
    return this.#ask<Outcome>({ kind: 'update', changed, detailed, isLast });
  }

  /**
   * Where code of `module` comes from, the last one: see `Request`. Blocks this thread, as a program that is running in it does. Gives nothing if the
   * compiler fails.
   */
  locate(places: CodePlaces, module: Uint8Array): Locations {
    const { port1, port2 } = new MessageChannel();
    const flag = new Int32Array(new SharedArrayBuffer(4));
    this.#worker.postMessage({ kind: 'locate', places, module, port: port2, flag } satisfies Request, [port2]);
    Atomics.wait(flag, 0, 0, LOCATE_MILLISECONDS);
    const answer = receiveMessageOnPort(port1) as { readonly message: Locations } | undefined;
    port1.close();
    return answer?.message ?? places.places.map(() => null);
  }

  /** As `Compiler.sourceMap`. Rejects with a `CompilerFault`. */
  sourceMap(module: Uint8Array, directory: string): Promise<string | null> {
    return this.#ask<string | null>({ kind: 'sourceMap', module, directory });
  }

  /** As `Compilation.explain`. Rejects with a `CompilerFault`. */
  explain(name: string): Promise<Explanation> {
    return this.#ask<Explanation>({ kind: 'explain', name });
  }

  /** Lets the thread write what it keeps for later processes, and end. */
  close(): void {
    this.#send({ kind: 'close' });
  }

  /** Each request has one answer, and the next is sent after it. */
  #ask<Answer>(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) return reject(this.#fault);
      this.#settle = { resolve: (answer) => resolve(answer as Answer), reject };
      this.#send(request);
    });
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }

  #fail(fault: CompilerFault): void {
    this.#fault ??= fault;
    this.#settle?.reject(this.#fault);
    this.#settle = null;
  }
}

function faultOf(error: NodeJS.ErrnoException): CompilerFault {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new CompilerFault('the compiler ran out of memory');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const fault = new CompilerFault(`internal fault of the compiler: ${error.message}; please report it`);
  fault.stack = detail;
  return fault;
}
