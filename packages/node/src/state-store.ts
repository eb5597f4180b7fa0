import { fstatSync, openSync, readFileSync, readSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUILD_ID, type CompilationOptions, contentHash, imageOptions, type StateSource } from '@rezig/compiler/state';
import { storeKept } from './kept-files.ts';
import type { Overlay } from './node-host.ts';

/** How much is read at once from the start of a file: what is needed to find out whether anything changed, for a small program. */
const PREFIX_BYTES = 1 << 16;

/** How many state files are kept in a cache directory. */
const MAX_STATES = 100;

/** How many library images. */
const MAX_IMAGES = 20;

/** How many optimized modules. */
const MAX_OPTIMIZED = 50;

/** Options of a compilation that can be sent to a thread, and that name what is kept of it. */
export type ProgramOptions = Omit<CompilationOptions, 'host' | 'state' | 'image'>;

/** What says where state of a program is kept. */
export interface KeptProgram {
  readonly program: ProgramOptions;
  /** Where things are kept between processes; null to keep none. */
  readonly cacheDir: string | null;
  /** Changes of files of the library, for a program of ours that could not be compiled otherwise. */
  readonly overlays?: readonly Overlay[];
}

/**
 * Where state of a program is kept: a file for each root file, working directory and set of options. Null where there is no cache directory, or the
 * compiler runs from source, which can change without notice.
 */
export function statePath({ cacheDir, program, overlays = [] }: KeptProgram): string | null {
  if (cacheDir === null || BUILD_ID === null) return null;
  return join(cacheDir, 'state', nameOf([process.cwd(), program, String(program.referenceTrace), overlays]));
}

/** Where that is kept which programs have in common: a file for each library directory and set of the options that concern it. Null as for `statePath`. */
export function imagePath({ cacheDir, program }: KeptProgram): string | null {
  if (cacheDir === null || BUILD_ID === null) return null;
  return join(cacheDir, 'images', nameOf([BUILD_ID, resolve(program.zigLibDir), imageOptions(program)]));
}

function nameOf(parts: readonly unknown[]): string {
  return contentHash(new TextEncoder().encode(JSON.stringify(parts)));
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
    // All of it is written to, or nobody sees it.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
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
  storeKept(path, parts, MAX_STATES);
}

/** Makes `parts` the library image at `path`. Returns whether it could be written. */
export function storeImage(path: string, parts: readonly Uint8Array[]): boolean {
  return storeKept(path, parts, MAX_IMAGES);
}

/** State that is written builds on the image at `path`: it is not to be removed before those that no state was written for since. */
export function keepImage(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // It is no more, which the next process finds out.
  }
}

/** What an optimizer came to, kept in `cacheDir` as `name`; null if it is not there. */
export function openOptimized(cacheDir: string, name: string): Uint8Array | null {
  try {
    return readFileSync(optimizedPath(cacheDir, name));
  } catch {
    return null;
  }
}

/** Keeps what an optimizer came to. `name` says all that this depends on. */
export function storeOptimized(cacheDir: string, name: string, module: Uint8Array): void {
  storeKept(optimizedPath(cacheDir, name), [module], MAX_OPTIMIZED);
}

function optimizedPath(cacheDir: string, name: string): string {
  return join(cacheDir, 'optimized', `${name}.wasm`);
}
