import {
  closeSync,
  fchmodSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes `parts`, one after the other, the content of the file at `path`, creating directories above it. Whoever reads the file sees the old
 * content or the new, never a part; with `isSynced` also where the machine stops meanwhile. `mode`: the permissions that it is to have; by default
 * those that a new file has. Throws what the file system gives, and then leaves nothing behind.
 */
export function writeAtomic(
  path: string,
  parts: readonly (Uint8Array | string)[],
  isSynced = false,
  mode?: number,
): void {
  makeDirectory(dirname(path));
  const temporary = `${path}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
  const fd = openSync(temporary, 'wx', mode);
  try {
    try {
      // It was made without those that new files are not to have.
      if (mode !== undefined) fchmodSync(fd, mode);
      for (const part of parts) writeFileSync(fd, part);
      if (isSynced) fdatasyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a directory, with those above it. Unlike Node's recursive `mkdirSync` it ends where a file system takes no directories and says that there is
 * no such place, as `/proc` does.
 */
export function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}
