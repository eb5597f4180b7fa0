import { UPDATE_STOPPED } from '../util/fault.ts';
import type { AsyncHost, FileSource, Host, ReadError } from './host.ts';

/**
 * An asynchronous host as a synchronous one: where the answer takes longer, the update is stopped, to be made again when it is there.
 * Answers are kept until `forget`, so that an update sees one state of the files however often it is stopped.
 */
export class SuspendingHost implements FileSource {
  readonly loadCached?: (key: string) => Uint8Array | null;
  readonly storeCached?: (key: string, bytes: Uint8Array) => void;
  readonly sameBytes?: (x: Uint8Array, y: Uint8Array) => boolean;
  readonly #host: Host | AsyncHost;
  readonly #answers = new Map<string, Uint8Array | ReadError>();
  readonly #pending = new Map<string, Promise<void>>();

  constructor(host: Host | AsyncHost) {
    this.#host = host;
    if (host.loadCached !== undefined) this.loadCached = (key) => host.loadCached!(key);
    if (host.storeCached !== undefined) this.storeCached = (key, bytes) => host.storeCached!(key, bytes);
    if (host.sameBytes !== undefined) this.sameBytes = (x, y) => host.sameBytes!(x, y);
  }

  /** Whether answers are still to come. */
  get isWaiting(): boolean {
    return this.#pending.size > 0;
  }

  readFile(path: string): Uint8Array | ReadError {
    const answer = this.#ask(path);
    if (answer === null) throw UPDATE_STOPPED;
    return answer;
  }

  /** Nothing can be told of what was read before this was asked. */
  stamp(path: string): string | null {
    return this.#pending.has(path) || this.#answers.has(path) ? null : (this.#host.stamp?.(path) ?? null);
  }

  expectFile(path: string): void {
    this.#ask(path);
  }

  /** Waits for all answers that are still to come. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending.values());
  }

  /** Forgets the answers: the next update asks again. */
  forget(): void {
    this.#answers.clear();
    this.#pending.clear();
  }

  /** Null where the answer is still to come. */
  #ask(path: string): Uint8Array | ReadError | null {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    if (this.#pending.has(path)) return null;
    const answer = this.#host.readFile(path);
    if (!(answer instanceof Promise)) {
      // What is known at once may be asked for again, and need not be kept twice.
      return answer;
    }
    const keep = (read: Uint8Array | ReadError): void => {
      if (this.#pending.get(path) !== pending) return;
      this.#pending.delete(path);
      this.#answers.set(path, read);
    };
    const pending: Promise<void> = answer.then(keep, () => keep('Unexpected'));
    this.#pending.set(path, pending);
    return null;
  }
}
