import { fstatSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILD_ID, contentHash, type StateSource } from '@rezig/compiler/state';
import type { CompileSetup } from './protocol.ts';
import { writeAtomic } from './write-atomic.ts';

/** How much is read at once from the start of a file: what is needed to find out whether anything changed, for a small program. */
const PREFIX_BYTES = 1 << 16;

/** How many state files are kept in a cache directory. */
const MAX_FILES = 100;

/** A file that no process has finished in this time was given up. */
const ABANDONED_MILLISECONDS = 3_600_000;

/**
 * Where state of a program is kept: a file for each root file, working directory and set of options. Null where there is no cache directory, or the
 * compiler runs from source, which can change without notice.
 */
export function statePath(setup: Omit<CompileSetup, 'statePath'>): string | null {
  const { cacheDir, color: _, loweredDir: __, ...rest } = setup;
  if (cacheDir === null || BUILD_ID === null) return null;
  const name = contentHash(
    new TextEncoder().encode(JSON.stringify([process.cwd(), rest, String(rest.referenceTrace)])),
  );
  return join(cacheDir, 'state', name);
}

/** The state file at `path`; null if there is none that can be read. It is the file as it is now, whatever takes its place. */
export function openState(path: string): StateSource | null {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return null;
  }
  const read = (offset: number, length: number): Uint8Array | null => {
    const bytes = new Uint8Array(length);
    try {
      for (let filled = 0; filled < length; ) {
        const count = readSync(fd, bytes, filled, length - filled, offset + filled);
        if (count === 0) return null;
        filled += count;
      }
    } catch {
      return null;
    }
    return bytes;
  };
  const { size } = fstatSync(fd);
  const prefix = read(0, Math.min(size, PREFIX_BYTES)) ?? new Uint8Array(0);
  return {
    length: size,
    read: (offset, length) =>
      offset + length <= prefix.length ? prefix.slice(offset, offset + length) : read(offset, length),
  };
}

/** Makes `parts` the state file at `path`. A file that cannot be written is no error: the next process does the work again. */
export function storeState(path: string, parts: readonly Uint8Array[]): void {
  try {
    writeAtomic(path, parts, true);
    prune(dirname(path));
  } catch {
    // What is there is what was there before.
  }
}

/** Removes what killed processes left in the directory of state files, and the files written longest ago where there are too many. */
function prune(directory: string): void {
  const files = readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return written === undefined ? [] : [{ path, written }];
  });
  files.sort((a, b) => b.written - a.written);
  const isLeft = ({ path, written }: (typeof files)[0]): boolean =>
    path.endsWith('.tmp') && written < Date.now() - ABANDONED_MILLISECONDS;
  for (const file of files.filter((file, i) => i >= MAX_FILES || isLeft(file))) rmSync(file.path, { force: true });
}
