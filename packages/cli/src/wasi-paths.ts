import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Errno } from './wasi-errno.ts';
import type { WasiFunctions } from './wasi-memory.ts';

/*
 * Node's WASI follows links out of the directories that a program was given. Here each path that the program names is followed first, and
 * refused where it leads out.
 */

/** Descriptors of directories that a program is given come after those of the standard streams. */
const FIRST_DIRECTORY = 3;

/** The flag of a lookup that follows a link at the end of the path. */
const FOLLOW = 1;

/** How many links are followed for one path. */
const MAX_LINKS = 40;

/** Where arguments of a function are that name a path: the descriptor of the directory, and the path's address, which its length follows. */
export interface PathArguments {
  readonly descriptor: number;
  readonly address: number;
  /** Whether a link at the end is followed, or the flags of the lookup say so: they are the second argument. */
  readonly follows: boolean | 'flags';
}

const FLAGS = 1;
const FIRST: PathArguments = { descriptor: 0, address: 1, follows: false };
const FLAGGED: PathArguments = { descriptor: 0, address: 2, follows: 'flags' };

/** The functions that name paths, and where their arguments do. */
export const WASI_PATHS: Readonly<Record<string, readonly PathArguments[]>> = {
  path_create_directory: [FIRST],
  path_filestat_get: [FLAGGED],
  path_filestat_set_times: [FLAGGED],
  path_link: [FLAGGED, { descriptor: 4, address: 5, follows: false }],
  // Node follows the link whatever the flags say.
  path_open: [{ ...FLAGGED, follows: true }],
  path_readlink: [FIRST],
  path_remove_directory: [FIRST],
  path_rename: [FIRST, { descriptor: 3, address: 4, follows: false }],
  path_symlink: [{ descriptor: 2, address: 3, follows: false }],
  path_unlink_file: [FIRST],
};

/** Where `path_open` writes the descriptor. */
const OPENED = 8;

/**
 * The functions of WASI, but for paths that lead out of `directories`, in the order in which the program knows them: those are refused as ones that it has no
 * right to. `memory`: the program's own.
 */
export function confinePaths(
  functions: WasiFunctions,
  directories: readonly string[],
  memory: () => ArrayBuffer,
): WasiFunctions {
  const roots = directories.map((path) => realpathSync(path));
  const known = new Map(roots.map((root, i) => [FIRST_DIRECTORY + i, root]));
  const confined = { ...functions };

  /** What a path of the program is in the file system; null where the descriptor is that of no directory, or it is no path: then Node says so. */
  const pathOf = (args: readonly number[], { descriptor, address, follows }: PathArguments): Place | null => {
    const base = known.get(args[descriptor]);
    if (base === undefined) return null;
    const [start, length] = [args[address], args[address + 1]];
    const path = Buffer.from(memory().slice(start, start + length)).toString();
    const isFollowed = follows === 'flags' ? (args[FLAGS] & FOLLOW) !== 0 : follows;
    return isAbsolute(path) ? null : placeOf(join(base, path), isFollowed);
  };

  for (const [name, paths] of Object.entries(WASI_PATHS)) {
    const call = functions[name];
    confined[name] = (...args) => {
      const places = paths.map((path) => pathOf(args, path));
      for (const place of places) {
        if (place === 'loop') return Errno.loop;
        if (place !== null && !roots.some((root) => isWithin(root, place.path))) return Errno.notcapable;
      }
      const errno = call(...args);
      const [place] = places;
      if (name === 'path_open' && errno === Errno.success && place !== null && place !== 'loop')
        known.set(new DataView(memory()).getUint32(args[OPENED], true), place.path);
      return errno;
    };
  }
  const renumber = functions.fd_renumber;
  confined.fd_renumber = (from, to) => {
    const errno = renumber(from, to);
    const path = known.get(from);
    if (errno !== Errno.success) return errno;
    known.delete(to);
    if (path !== undefined) known.set(to, path);
    known.delete(from);
    return errno;
  };
  return confined;
}

/** Where a path leads, all links followed; `'loop'` if they never end. */
type Place = { readonly path: string } | 'loop';

/** Where `path` leads. What is not there yet is where it would be made. */
export function placeOf(path: string, isFollowed: boolean): Place {
  let at = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const directory = realParent(at);
    const name = basename(at);
    at = name === '' ? directory : join(directory, name);
    if (!isFollowed || !isLink(at)) return { path: at };
    at = resolve(directory, readlinkSync(at));
  }
  return 'loop';
}

/** The directory above, all links followed as far as there is something. */
function realParent(path: string): string {
  const parent = dirname(path);
  try {
    return realpathSync(parent);
  } catch {
    if (parent === path || isLink(parent)) return parent;
    return join(realParent(parent), basename(parent));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** Whether `path` is `root` or below it. Both are absolute. */
export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
