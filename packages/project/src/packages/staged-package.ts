import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Limits } from './limits.ts';
import { PackageError, reasonOf } from './package-error.ts';

/** Content of a file, part by part. */
export type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * The files of a package on their way into a directory of their own. Names come from elsewhere: none leads out of the directory, and links are only noted,
 * so that nothing is written through one. Every method throws a `PackageError`.
 */
export class StagedPackage {
  readonly directory: string;
  /** Paths of files, in the order in which they came, with `/` between names. */
  readonly files: string[] = [];
  /** Targets of links by their paths. */
  readonly links = new Map<string, string>();
  readonly directories = new Set<string>();
  readonly #limits: Limits;

  /** `directory` is there, and empty. */
  constructor(directory: string, limits: Limits) {
    this.directory = directory;
    this.#limits = limits;
  }

  /** Writes a file. */
  async file(name: string, content: Content): Promise<void> {
    const path = this.#claim(name);
    let fd: number;
    try {
      mkdirSync(join(this.directory, dirname(path)), { recursive: true });
      fd = openSync(join(this.directory, path), 'wx');
    } catch (error) {
      throw new PackageError('unable to unpack the package', [`unable to create file '${path}': ${reasonOf(error)}`]);
    }
    try {
      for await (const part of content) writeSync(fd, part);
    } finally {
      closeSync(fd);
    }
    this.files.push(path);
    this.#addParents(path);
  }

  /** Notes a symbolic link. */
  link(name: string, target: string): void {
    const path = this.#claim(name);
    this.links.set(path, target);
    this.#addParents(path);
  }

  /** Notes a directory, which stays only if something is in it. */
  addDirectory(name: string): void {
    const path = entryPath(name);
    if (path === '') return;
    this.directories.add(path);
    this.#addParents(path);
    this.#count();
  }

  #claim(name: string): string {
    const path = entryPath(name);
    if (path === '' || this.links.has(path))
      throw new PackageError('unable to unpack the package', [`unable to create file '${path}': EEXIST`]);
    this.#count();
    return path;
  }

  #addParents(path: string): void {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const parent = path.slice(0, end);
      if (this.links.has(parent))
        throw new PackageError('unable to unpack the package', [`'${path}' is below the link '${parent}'`]);
      if (this.directories.has(parent)) break;
      this.directories.add(parent);
      this.#count();
    }
  }

  #count(): void {
    const { entries } = this.#limits;
    if (this.files.length + this.links.size + this.directories.size > entries)
      throw new PackageError('unable to unpack the package', [`it has more than ${entries} files`]);
  }
}

/** `name` as a path inside a package: without `.` and doubled slashes. Throws a `PackageError` where it leads elsewhere. */
function entryPath(name: string): string {
  const names = name.split('/').filter((part) => part !== '' && part !== '.');
  const isForeign =
    process.platform === 'win32' &&
    names.some((part) => /[\\:*?"<>|]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part));
  if (name.startsWith('/') || names.includes('..') || name.includes('\0') || isForeign)
    throw new PackageError('unable to unpack the package', [`the path '${name}' leads out of the package`]);
  return names.join('/');
}
