import { Worker } from 'node:worker_threads';

/** Address space for the stack, in megabytes: what the command line gives the compiler. */
const STACK_MEGABYTES = 960;

/** TypeScript has to be made known to a thread before it can load any. */
const START = `import('tsx/esm/api').then((tsx) => {
  tsx.register();
  return import(require('node:worker_threads').workerData.main);
});`;

interface Call {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/**
 * A thread whose stack is large enough to analyse programs, which a test's own is not. It loads one module and calls its exported
 * functions, one after the other; arguments and results are copied.
 *
 *     const thread = new BigStack(new URL('../tools/build.ts', import.meta.url));
 *     after(() => thread.close());
 *     const errors = await thread.call<string>('errorsOf', 'main.zig');
 */
export class BigStack {
  readonly #worker: Worker;
  readonly #calls: Call[] = [];
  #fault: Error | null = null;

  /** `module`: the module with the functions. It must not define tests. */
  constructor(module: URL) {
    this.#worker = new Worker(START, {
      eval: true,
      workerData: { main: new URL('./big-stack-worker.ts', import.meta.url).href, module: module.href },
      resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxOldGenerationSizeMb: 4096, maxYoungGenerationSizeMb: 96 },
    });
    this.#worker.on('message', (message: { result: unknown } | { error: Error }) => {
      const call = this.#calls.shift()!;
      if ('error' in message) call.reject(message.error);
      else call.resolve(message.result);
    });
    this.#worker.on('error', (error: Error) => {
      this.#fault = error;
      for (const call of this.#calls.splice(0)) call.reject(error);
    });
    this.#worker.unref();
  }

  /** What the exported function `name` returns for `args`. Rejects with what it throws. */
  call<Result>(name: string, ...args: unknown[]): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) return reject(this.#fault);
      this.#worker.ref();
      const settled = (): void => {
        if (this.#calls.length === 0) this.#worker.unref();
      };
      this.#calls.push({
        resolve: (result) => {
          settled();
          resolve(result as Result);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      this.#worker.postMessage({ name, args });
    });
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
