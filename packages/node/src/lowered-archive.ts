import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LOWERING_ID } from './build-id.ts';
import { writeAtomic } from './write-atomic.ts';

/*
 * What the package has of the library lowered, in one file: a word with the length of the index, the index, and the entries one after the other.
 * The index is JSON: keys, each with how many bytes its entry has. An entry says by itself of which text it is, and has a checksum, so what is not as it
 * should be is not used.
 */

type Index = readonly (readonly [key: string, length: number])[];

const WORD = 4;

/** Makes the archive at `path`. Throws what the file system gives. */
export function writeLoweredArchive(path: string, entries: readonly { key: string; value: Uint8Array }[]): void {
  const index = Buffer.from(JSON.stringify(entries.map(({ key, value }) => [key, value.length]) satisfies Index));
  const length = Buffer.alloc(WORD);
  length.writeUInt32LE(index.length);
  writeAtomic(path, [length, index, ...entries.map(({ value }) => value)]);
}

/** The archive of a package, which is opened when something is asked of it. One that is not there, or is none, has no entries. */
export class LoweredArchive {
  readonly #path: string;
  /** Where each entry is, its first byte and its length. Null before it was read. */
  #places: Map<string, readonly [at: number, length: number]> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** The entry of `key`, in a buffer of its own; null if there is none. */
  load(key: string): Uint8Array | null {
    if (this.#places?.size === 0) return null;
    let file: number;
    try {
      file = openSync(this.#path, 'r');
    } catch {
      this.#places = new Map();
      return null;
    }
    try {
      this.#places ??= readPlaces(file);
      const place = this.#places.get(key);
      return place === undefined ? null : read(file, place[0], place[1]);
    } catch {
      return null;
    } finally {
      closeSync(file);
    }
  }
}

/** Throws where the file does not begin with an index. */
function readPlaces(file: number): Map<string, readonly [number, number]> {
  const length = Buffer.from(read(file, 0, WORD) ?? []).readUInt32LE();
  if (length > fstatSync(file).size) throw new RangeError('no index');
  const index = JSON.parse(Buffer.from(read(file, WORD, length) ?? []).toString()) as Index;
  let at = WORD + length;
  return new Map(
    index.map(([key, size]) => {
      at += size;
      return [key, [at - size, size]];
    }),
  );
}

/** Null where the file ends before. */
function read(file: number, at: number, length: number): Uint8Array | null {
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const count = readSync(file, bytes, filled, length - filled, at + filled);
    if (count === 0) return null;
    filled += count;
  }
  return bytes;
}

/** The archive of this build in the directory of a package; null where this runs from source. */
export function packagedArchive(directory: string): LoweredArchive | null {
  return LOWERING_ID === null ? null : new LoweredArchive(join(directory, LOWERING_ID));
}
