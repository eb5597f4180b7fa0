import { importLinks } from '@rezig/compiler/editor';
import { directoryOf, isBelow, joinPath } from './paths.ts';

/** What the search for root files looks at. */
export interface SourceTree {
  /** The bytes of a file, as a client or the disk has it; null where there is none. */
  read(path: string): Uint8Array | null;
  /** Absolute paths of the folders that the client has open. */
  readonly folders: readonly string[];
  /** Absolute path of the library directory. */
  readonly zigLibDir: string;
  /** The paths of the files that the client has open. */
  openPaths(): Iterable<string>;
}

/** What root files of programs are called, from the directory of a project. */
export const ROOT_NAMES = ['src/main.zig', 'src/root.zig', 'main.zig', 'root.zig'];

/** What the directory of a project has. */
export const BUILD_FILE = 'build.zig';

/**
 * The root file of the program that the file at `path` belongs to: of a project or folder around it, the one from which imports lead to the file; else an open
 * file from which they do; else the file itself. Null for a file of the library, which is looked at as part of the programs that use it, and for what is no source.
 */
export function rootOf(path: string, tree: SourceTree): string | null {
  if (isBelow(tree.zigLibDir, path) || !path.endsWith('.zig')) return null;
  const reached = new Map<string, ReadonlySet<string>>();
  const reaches = (from: string): boolean => {
    const known = reached.get(from) ?? filesFrom(from, tree);
    reached.set(from, known);
    return known.has(path);
  };
  for (const directory of directoriesAround(path, tree)) {
    for (const name of ROOT_NAMES) {
      const root = joinPath(directory, name);
      if (root === path || (tree.read(root) !== null && reaches(root))) return root;
    }
  }
  const open = [...tree.openPaths()].filter((other) => other.endsWith('.zig')).sort();
  let root = path;
  for (let isSettled = false; !isSettled; ) {
    const fromRoot = filesFrom(root, tree);
    // Of files that import one another the first is the root.
    const above = open.find(
      (other) => other !== root && filesFrom(other, tree).has(root) && (!fromRoot.has(other) || other < root),
    );
    isSettled = above === undefined;
    root = above ?? root;
  }
  return root;
}

/** From the directory of the file to that of its project, or the folder that it is in, or no further. */
function directoriesAround(path: string, tree: SourceTree): string[] {
  const own = directoryOf(path);
  const above: string[] = [];
  for (let directory = own; ; directory = directoryOf(directory)) {
    above.push(directory);
    if (tree.read(joinPath(directory, BUILD_FILE)) !== null || tree.folders.includes(directory)) return above;
    if (directory === directoryOf(directory)) return [own];
  }
}

/** The files that imports lead to from the one at `path`, and that one. */
export function filesFrom(path: string, tree: SourceTree): ReadonlySet<string> {
  const found = new Set([path]);
  for (const file of found) {
    const bytes = tree.read(file);
    for (const target of bytes === null ? [] : importedPaths(bytes)) found.add(joinPath(directoryOf(file), target));
  }
  return found;
}

const known = new WeakMap<Uint8Array, readonly string[]>();

/** The source files that a text imports, as it names them. */
export function importedPaths(bytes: Uint8Array): readonly string[] {
  let paths = known.get(bytes);
  if (paths === undefined) {
    const links = importLinks(bytes).filter(({ target, isEmbedded }) => !isEmbedded && target.endsWith('.zig'));
    paths = links.map(({ target }) => target);
    known.set(bytes, paths);
  }
  return paths;
}
