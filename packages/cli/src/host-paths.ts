import { isAbsolute, resolve } from 'node:path';
import { Errno } from './wasi-errno.ts';
import type { WasiFunctions } from './wasi-memory.ts';
import { isWithin, type PathArguments, placeOf, WASI_PATHS } from './wasi-paths.ts';

/*
 * A program that a build runs names files by absolute paths, which the library of Zig hands on to WASI as they are. So the program is given the root of
 * the file system, and each path is made what it means here: below the working directory, or absolute.
 */

/** The descriptor of the root, which the program takes for that of its working directory. */
const ROOT = 3;

/** Where `path_open` writes the descriptor. */
const OPENED = 8;

const PAGE = 65536;

/** What a program asked of the file system: absolute paths. */
export interface PathRecord {
  /** All that it named, whether it is there or not. */
  readonly paths: Set<string>;
  /** Those whose entries it read. */
  readonly listed: Set<string>;
}

/** A program's memory, which may grow. */
export interface ProgramMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * The functions of WASI of a program that has `/` alone as its directory, for one that works in `cwd` and may use what is below `roots`. What it asks for is put
 * into `record`, if that is not null.
 */
export function hostPaths(
  functions: WasiFunctions,
  { cwd, roots }: { readonly cwd: string; readonly roots: readonly string[] },
  record: PathRecord | null,
  memory: () => ProgramMemory,
): WasiFunctions {
  const known = new Map([[ROOT, cwd]]);
  const hosted = { ...functions };
  let scratch = 0;

  const pathOf = (args: readonly number[], { descriptor, address }: PathArguments): string | null => {
    const base = known.get(args[descriptor]);
    const bytes = memory().buffer.slice(args[address], args[address] + args[address + 1]);
    const path = Buffer.from(bytes).toString();
    if (isAbsolute(path)) return resolve(path);
    return base === undefined ? null : resolve(base, path);
  };

  /** Has `args` name `path`. */
  const setPath = (args: number[], { descriptor, address }: PathArguments, path: string, part: number): void => {
    // A page that the program does not know of.
    if (scratch === 0) scratch = memory().grow(1) * PAGE;
    const bytes = Buffer.from(path === '/' ? '.' : path.slice(1));
    const start = scratch + (part * PAGE) / 2;
    new Uint8Array(memory().buffer).set(bytes, start);
    args[descriptor] = ROOT;
    args[address] = start;
    args[address + 1] = bytes.length;
  };

  for (const [name, places] of Object.entries(WASI_PATHS)) {
    const call = functions[name];
    hosted[name] = (...args) => {
      let first: string | null = null;
      for (const [part, place] of places.entries()) {
        const path = pathOf(args, place);
        if (path === null) continue;
        const isFollowed = place.follows === 'flags' ? (args[1] & 1) !== 0 : place.follows;
        const real = placeOf(path, isFollowed);
        if (real === 'loop') return Errno.loop;
        if (!roots.some((root) => isWithin(root, real.path))) return Errno.notcapable;
        record?.paths.add(path);
        setPath(args, place, path, part);
        first ??= path;
      }
      const errno = call(...args);
      if (name === 'path_open' && errno === Errno.success && first !== null)
        known.set(new DataView(memory().buffer).getUint32(args[OPENED], true), first);
      return errno;
    };
  }
  const list = functions.fd_readdir;
  hosted.fd_readdir = (descriptor, ...args) => {
    const path = known.get(descriptor);
    if (path !== undefined) record?.listed.add(path);
    return list(descriptor, ...args);
  };
  return hosted;
}
