import type { Answer, LanguageMessage, LanguageReply, Question, Questions } from './protocol.ts';

interface Waiting {
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** The compiler in its worker, as the page asks it. Questions are answered in their order. */
export class CompilerClient {
  readonly #worker = new Worker(new URL('./compiler-worker.ts', import.meta.url), { type: 'module', name: 'compiler' });
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(message: string) => void>();
  #last = 0;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Answer | LanguageReply>) => {
      if ('message' in data) {
        for (const listener of this.#listeners) listener(data.message);
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('failure' in data) waiting?.reject(new Error(data.failure));
      else waiting?.resolve(data.answer as never);
    });
    this.#worker.addEventListener('error', ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(message || 'the compiler could not be loaded'));
      this.#waiting.clear();
    });
  }

  /** Rejects with an `Error` where the worker fails. */
  ask<K extends keyof Questions>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer']> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, kind, ask } as Question);
    });
  }

  /* The channel of the editor's client to the language server. What is sent there is looked at before what is asked later. */

  send(message: string): void {
    this.#worker.postMessage({ kind: 'message', message } satisfies LanguageMessage);
  }

  subscribe(listener: (message: string) => void): void {
    this.#listeners.add(listener);
  }

  unsubscribe(listener: (message: string) => void): void {
    this.#listeners.delete(listener);
  }
}
