import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { type Message, messageAt, messageWithoutPlace, SourceFile } from '@rezig/compiler/zon-data';
import type { Fetcher, FetcherOptions } from './fetcher.ts';
import type { Fork } from './forks.ts';
import { type Dependency, MANIFEST_NAME, type Manifest, readManifest } from './manifest.ts';
import { globalCacheDirectory, packageDirectory } from './package-places.ts';

/** What of `fetcher.ts` is needed to fetch: a bundle of its own, which is loaded where something is to be fetched. */
export interface FetcherModule {
  createFetcher(options: FetcherOptions): Fetcher;
}

export interface ResolveOptions {
  /** Loads what fetches. */
  readonly loadFetcher: () => Promise<FetcherModule>;
  /** Which lazy dependencies are to be there: all, or those with these hashes. By default those that are there anyway. */
  readonly lazy?: 'all' | ReadonlySet<string>;
  /** A directory that has all packages, by their hashes: none is fetched. */
  readonly systemDirectory?: string | null;
  /** What stands for packages, whatever version of them is asked for. */
  readonly forks?: readonly Fork[];
  /** By default the one of the official tool. */
  readonly globalCache?: string;
  /** Further options of what fetches. */
  readonly limits?: FetcherOptions['limits'];
}

/** A package of a project. */
export interface Package {
  /**
   * What it is: the hash where it was fetched; else its path relative to the root's directory, with `/` between names (the root's is empty); or for what is in a fetched package the
   * hash and the path in it. So it does not depend on where the project is.
   */
  readonly id: string;
  /** Absolute. */
  readonly directory: string;
  /** Null where it has none, or is not available. */
  readonly manifest: Manifest | null;
  /** Whether it has a `build.zig`. */
  readonly hasBuildFile: boolean;
  /** Whether it was fetched, or is in one that was: others write it. */
  readonly isFetched: boolean;
  /** False for a lazy dependency that is not there. */
  readonly isAvailable: boolean;
  /** By the names by which its `build.zig` knows them, in the order of its manifest. */
  readonly dependencies: readonly { readonly name: string; readonly id: string }[];
}

/** All packages of a project. A package that several others depend on, with one hash, is one. */
export interface ResolvedPackages {
  readonly root: Package;
  /** All of them by their ids, each before those that it is the first to name. */
  readonly packages: ReadonlyMap<string, Package>;
  /** Where there are any, packages are missing. */
  readonly errors: readonly Message[];
  /** The manifests that were read, or looked for: where one of them changes, all is to be resolved again. */
  readonly manifests: readonly string[];
}

/** How many packages are fetched at once. */
const AT_ONCE = 4;

/** Where paths of a package's dependencies may lead, and what their ids start with. Null for the project itself, whose paths may lead anywhere. */
interface Container {
  readonly directory: string;
  readonly id: string;
}

/** A package whose manifest is to be read. */
interface Pending {
  readonly id: string;
  readonly directory: string;
  readonly container: Container | null;
}

/** A dependency whose package is to be there. */
interface Wanted {
  readonly dependency: Dependency;
  readonly file: SourceFile;
  readonly url: URL;
  readonly hash: string | null;
}

/**
 * Finds all packages that the project in `rootDir` depends on, and fetches those that are not on this machine. What is wrong is among the errors; it rejects only where the
 * file system fails.
 */
export async function resolvePackages(rootDir: string, options: ResolveOptions): Promise<ResolvedPackages> {
  return new Resolution(rootDir, options).run();
}

class Resolution {
  readonly #rootDir: string;
  readonly #packagesDir: string;
  readonly #options: ResolveOptions;
  readonly #packages = new Map<string, Package>();
  readonly #manifests: string[] = [];
  /** Errors by what they belong to, in the order of the tree. */
  readonly #errors: Message[] = [];
  #fetcher: Promise<Fetcher> | null = null;

  constructor(rootDir: string, options: ResolveOptions) {
    this.#rootDir = rootDir;
    this.#packagesDir = options.systemDirectory ?? packageDirectory(rootDir);
    this.#options = options;
  }

  async run(): Promise<ResolvedPackages> {
    try {
      let level: Pending[] = [{ id: '', directory: this.#rootDir, container: null }];
      while (level.length > 0) level = await this.#readLevel(level);
    } finally {
      await (await this.#fetcher)?.close();
    }
    const root = this.#packages.get('')!;
    return { root, packages: this.#packages, errors: this.#errors, manifests: this.#manifests };
  }

  /** Reads the manifests of `level`, has what they need fetched, and gives the packages that they are the first to name. */
  async #readLevel(level: readonly Pending[]): Promise<Pending[]> {
    const next = new Map<string, Pending>();
    const wanted: (readonly [id: string, wanted: Wanted])[] = [];
    for (const pending of level) {
      const { manifest, file } = this.#read(pending);
      const dependencies: { name: string; id: string }[] = [];
      for (const dependency of manifest?.dependencies ?? []) {
        const found =
          dependency.location.kind === 'path'
            ? this.#byPath(dependency, dependency.location.path, file, pending)
            : this.#byUrl(dependency, dependency.location, file);
        if (found === null) continue;
        dependencies.push({ name: dependency.name, id: found.id });
        if (this.#packages.has(found.id) || next.has(found.id) || level.some(({ id }) => id === found.id)) continue;
        next.set(found.id, found);
        if ('wanted' in found) wanted.push([found.id, found.wanted as Wanted]);
      }
      this.#packages.set(pending.id, {
        id: pending.id,
        directory: resolve(pending.directory),
        manifest,
        hasBuildFile: existsSync(join(pending.directory, 'build.zig')),
        isFetched: pending.container !== null,
        isAvailable: true,
        dependencies,
      });
    }
    const missing = await this.#fetchAll(wanted);
    for (const id of missing) {
      next.delete(id);
      const directory = resolve(this.#packagesDir, id);
      this.#packages.set(id, {
        id,
        directory,
        manifest: null,
        hasBuildFile: false,
        isFetched: true,
        isAvailable: false,
        dependencies: [],
      });
    }
    return [...next.values()];
  }

  #read({ directory }: Pending): { manifest: Manifest | null; file: SourceFile } {
    const path = join(directory, MANIFEST_NAME);
    this.#manifests.push(path);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(path);
    } catch {
      return { manifest: null, file: new SourceFile(path, new Uint8Array(0)) };
    }
    const file = new SourceFile(path, bytes);
    const { manifest, errors } = readManifest(file);
    this.#errors.push(...errors);
    return { manifest, file };
  }

  #byPath(dependency: Dependency, path: string, file: SourceFile, from: Pending): Pending | null {
    const fail = (text: string): null => {
      this.#errors.push(messageAt(file, dependency.locationSpan, text));
      return null;
    };
    if (isAbsolute(path)) return fail('expected path relative to build root; found absolute path');
    const directory = join(from.directory, path);
    const { container } = from;
    const inside = relative(container?.directory ?? this.#rootDir, directory).replaceAll('\\', '/');
    if (container !== null && (inside === '..' || inside.startsWith('../') || isAbsolute(inside)))
      return fail(`dependency path outside project: '${path}'`);
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === false)
      return fail(`unable to open package directory '${path}': NotDir`);
    const id = container === null ? inside : inside === '' ? container.id : `${container.id}/${inside}`;
    return { id, directory, container };
  }

  #byUrl(
    dependency: Dependency,
    { url: text, hash }: { readonly url: string; readonly hash: string | null },
    file: SourceFile,
  ): (Pending & { readonly wanted?: Wanted }) | null {
    if (!URL.canParse(text)) {
      this.#errors.push(messageAt(file, dependency.locationSpan, 'invalid URI: InvalidFormat'));
      return null;
    }
    const wanted = { dependency, file, url: new URL(text), hash };
    // Its hash is found out by fetching it, and then told.
    const id = hash ?? text;
    const fork = hash === null ? undefined : this.#options.forks?.find(({ matches }) => matches(hash));
    if (fork !== undefined) {
      fork.matched.add(id);
      return { id, directory: fork.directory, container: { directory: fork.directory, id } };
    }
    const directory = join(this.#packagesDir, id);
    const pending = { id, directory, container: { directory, id } };
    return hash !== null && existsSync(directory) ? pending : { ...pending, wanted };
  }

  /** Fetches packages, some at once. Gives the ids of those that are not there then. */
  async #fetchAll(wanted: readonly (readonly [id: string, wanted: Wanted])[]): Promise<string[]> {
    const outcomes: (readonly Message[] | null)[] = wanted.map(() => null);
    let started = 0;
    const work = async (): Promise<void> => {
      while (started < wanted.length) {
        const i = started++;
        outcomes[i] = await this.#fetch(wanted[i][1]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const outcome of outcomes) this.#errors.push(...(outcome ?? []));
    return wanted.filter((_, i) => outcomes[i] !== null).map(([id]) => id);
  }

  /** Null if the package is there now; else the errors, none for a lazy dependency that nobody asked for. */
  async #fetch({ dependency, file, url, hash }: Wanted): Promise<readonly Message[] | null> {
    const { systemDirectory = null } = this.#options;
    if (systemDirectory !== null && hash !== null) {
      if (dependency.isLazy) return [];
      const { location, locationSpan } = dependency;
      const span = location.kind === 'url' ? (location.hashSpan ?? locationSpan) : locationSpan;
      return [messageAt(file, span, `package not found at '${join(systemDirectory, hash)}'`)];
    }
    const fetcher = await this.#startFetcher();
    try {
      if (hash === null) {
        const fetched = await fetcher.fetch(url);
        const expected = messageWithoutPlace(`expected .hash = "${fetched.hash}",`);
        return [messageAt(file, dependency.locationSpan, 'dependency is missing hash field', [expected])];
      }
      if ((await fetcher.restore(hash)) !== null) return null;
      if (dependency.isLazy && !this.#isAskedFor(hash)) return [];
      await fetcher.fetch(url, hash);
      return null;
    } catch (error) {
      return fetchErrors(error, dependency, file);
    }
  }

  #isAskedFor(hash: string): boolean {
    const { lazy } = this.#options;
    return lazy === 'all' || lazy?.has(hash) === true;
  }

  #startFetcher(): Promise<Fetcher> {
    const { loadFetcher, globalCache = globalCacheDirectory(), limits } = this.#options;
    this.#fetcher ??= loadFetcher().then(({ createFetcher }) =>
      createFetcher({ packages: this.#packagesDir, globalCache, ...(limits && { limits }) }),
    );
    return this.#fetcher;
  }
}

/** What went wrong with fetching `dependency`, at its place in `file`. Classes of the fetcher are those of another bundle, so they are known by name. */
function fetchErrors(error: unknown, dependency: Dependency, file: SourceFile): readonly Message[] {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'HashMismatch') {
    const { location, locationSpan } = dependency;
    const span = location.kind === 'url' ? (location.hashSpan ?? locationSpan) : locationSpan;
    return [messageAt(file, span, error.message)];
  }
  if (error.name === 'ManifestError') {
    const { errors } = error as Error & { readonly errors: readonly Message[] };
    const note = messageAt(file, dependency.locationSpan, 'the package is fetched for this dependency');
    return errors.map((one) => ({ ...one, notes: [...one.notes, { ...note, severity: 'note' as const }] }));
  }
  const notes = 'notes' in error ? (error.notes as readonly string[]) : [];
  return [
    messageAt(
      file,
      dependency.locationSpan,
      error.message,
      notes.map((note) => messageWithoutPlace(note)),
    ),
  ];
}
