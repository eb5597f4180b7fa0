import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Host, ReadError } from '@rezig/compiler/state';
import { readSource } from './read-source.ts';
import { writeAtomic } from './write-atomic.ts';

/** What was written in the last so many milliseconds can be written again and have the same times: file systems count in steps of up to two seconds. */
const SETTLED_MILLISECONDS = 3000;

/**
 * The file system as a compilation sees it. What it is to keep for later processes is written when `flush` is called: after the
 * answer is given, not before.
 */
export class NodeHost implements Host {
  readonly #cacheDir: string | null;
  readonly #packagedDir: string | null;
  readonly #pending = new Map<string, Uint8Array>();

  /**
   * `cacheDir`: a directory of this build's own, created when needed; null to keep nothing. `packagedDir`: one that is read before it
   * and never written; null if there is none.
   */
  constructor(cacheDir: string | null, packagedDir: string | null) {
    this.#cacheDir = cacheDir;
    this.#packagedDir = packagedDir;
  }

  readFile(path: string): Uint8Array | ReadError {
    return readSource(path);
  }

  stamp(path: string): string | null {
    try {
      const { size, ino, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
      const newest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
      return newest > Date.now() - SETTLED_MILLISECONDS ? null : `${size} ${ino} ${mtimeNs} ${ctimeNs}`;
    } catch {
      return null;
    }
  }

  loadCached(key: string): Uint8Array | null {
    for (const directory of [this.#packagedDir, this.#cacheDir]) {
      const bytes = directory === null ? 'FileNotFound' : readSource(join(directory, key));
      if (typeof bytes !== 'string') return bytes;
    }
    return null;
  }

  storeCached(key: string, bytes: Uint8Array): void {
    if (this.#cacheDir !== null) this.#pending.set(key, bytes);
  }

  /** Writes what was stored. A cache that cannot be written is no error: the next process does the work again. */
  flush(): void {
    if (this.#cacheDir === null || this.#pending.size === 0) return;
    try {
      for (const [key, bytes] of this.#pending) writeAtomic(join(this.#cacheDir, key), [bytes]);
    } catch {
      // What was not written is dropped with the rest.
    }
    this.#pending.clear();
  }
}
