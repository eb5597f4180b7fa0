import type { MoreInput, Order, RunEvent } from './protocol.ts';

/** Runs one module at a time, in a worker that lives as long as it runs. The next one is started ahead of time. */
export class Runner {
  #next = start();
  #worker: Worker | null = null;
  #stopped: (() => void) | null = null;

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Carries out `order`; `told` hears of what happens. Done when it has come to its end or is stopped. Another one that is under way is stopped. */
  run(order: Order, told: (event: RunEvent) => void): Promise<void> {
    this.stop();
    return new Promise((resolve) => {
      const worker = this.#next;
      this.#worker = worker;
      this.#stopped = resolve;
      worker.addEventListener('message', ({ data }: MessageEvent<RunEvent>) => {
        if (this.#worker !== worker) return;
        told(data);
        if (data.kind === 'exited') this.stop();
      });
      worker.addEventListener('error', ({ message }) => {
        if (this.#worker !== worker) return;
        told({ kind: 'trapped', text: message || 'the program could not be started', offsets: [] });
        this.stop();
      });
      worker.postMessage(order, [order.module.buffer]);
    });
  }

  /** Gives the program that asked the input that it waits for; null where there is no more. */
  give(text: string | null): void {
    this.#worker?.postMessage({ kind: 'input', text } satisfies MoreInput);
  }

  /** Ends what runs. */
  stop(): void {
    if (this.#worker !== null) {
      this.#worker.terminate();
      this.#next = start();
    }
    this.#worker = null;
    this.#stopped?.();
    this.#stopped = null;
  }
}

function start(): Worker {
  return new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module', name: 'program' });
}
