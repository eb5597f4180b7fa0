import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomic } from './write-atomic.ts';

/** A file that no process has finished in this time was given up. */
const ABANDONED_MILLISECONDS = 3_600_000;

/**
 * Makes `parts` the content of a file, in a directory of such files that keeps the `most` of them that were written last. False where that cannot be done:
 * then what was there is there still.
 */
export function storeKept(path: string, parts: readonly Uint8Array[], most: number): boolean {
  try {
    writeAtomic(path, parts, true);
    prune(dirname(path), most);
    return true;
  } catch {
    return false;
  }
}

/** Removes what killed processes left in a directory of such files, and the files written longest ago where there are more than `most`. */
function prune(directory: string, most: number): void {
  const files = readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return written === undefined ? [] : [{ path, written }];
  });
  files.sort((a, b) => b.written - a.written);
  const isLeft = ({ path, written }: (typeof files)[0]): boolean =>
    path.endsWith('.tmp') && written < Date.now() - ABANDONED_MILLISECONDS;
  for (const file of files.filter((file, i) => i >= most || isLeft(file))) rmSync(file.path, { force: true });
}
