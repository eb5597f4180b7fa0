import { join } from 'node:path';
import type { Host, ReadError } from '@rezig/compiler/state';
import { fileStamp } from './file-stamp.ts';
import type { LoweredArchive } from './lowered-archive.ts';
import { readSource } from './read-source.ts';
import type { KeptProgram } from './state-store.ts';
import { ZIG_VERSION } from './version.ts';
import { writeAtomic } from './write-atomic.ts';

/** A text in a file below the library directory that is another one there. It is there once. */
export interface Overlay {
  readonly path: string;
  readonly find: string;
  readonly replace: string;
}

/** What changes the library for a compilation. */
export interface Overlays {
  readonly libDir: string;
  readonly overlays: readonly Overlay[];
}

/** Those of a compilation. */
export function overlaysOf({ overlays, program }: Pick<KeptProgram, 'overlays' | 'program'>): Overlays | null {
  return overlays === undefined ? null : { libDir: program.zigLibDir, overlays };
}

/**
 * The file system as a compilation sees it. What it is to keep for later processes is written when `flush` is called: after the
 * answer is given, not before.
 */
export class NodeHost implements Host {
  readonly #cacheDir: string | null;
  readonly #packaged: LoweredArchive | null;
  readonly #overlays: ReadonlyMap<string, readonly Overlay[]>;
  readonly #pending = new Map<string, Uint8Array>();

  /**
   * `cacheDir`: a directory of this build's own, created when needed; null to keep nothing. `packaged`: what is looked at before it. `overlays`: null, the default, to have the library as it is.
   */
  constructor(cacheDir: string | null, packaged: LoweredArchive | null, overlays: Overlays | null = null) {
    this.#cacheDir = cacheDir;
    this.#packaged = packaged;
    this.#overlays =
      overlays === null ? new Map() : groupBy(overlays.overlays, ({ path }) => `${overlays.libDir}/${path}`);
  }

  /** Throws where a file of the library has no place that an overlay changes. */
  readFile(path: string): Uint8Array | ReadError {
    const bytes = readSource(path);
    const overlays = this.#overlays.get(path);
    return overlays === undefined || typeof bytes === 'string' ? bytes : overlaid(path, bytes, overlays);
  }

  stamp(path: string): string | null {
    return fileStamp(path);
  }

  loadCached(key: string): Uint8Array | null {
    const packaged = this.#packaged?.load(key) ?? null;
    if (packaged !== null || this.#cacheDir === null) return packaged;
    const bytes = readSource(join(this.#cacheDir, key));
    return typeof bytes === 'string' ? null : bytes;
  }

  storeCached(key: string, bytes: Uint8Array): void {
    if (this.#cacheDir !== null) this.#pending.set(key, bytes);
  }

  sameBytes(x: Uint8Array, y: Uint8Array): boolean {
    return Buffer.compare(x, y) === 0;
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

function overlaid(path: string, bytes: Uint8Array, overlays: readonly Overlay[]): Uint8Array {
  let text = new TextDecoder().decode(bytes);
  for (const { find, replace } of overlays) {
    const [before, after, ...more] = text.split(find);
    if (after === undefined || more.length > 0)
      throw new Error(`'${path}' is not that of the library of Zig ${ZIG_VERSION}: it has no '${find}', or several`);
    text = before + replace + after;
  }
  return new TextEncoder().encode(text);
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
