import { existsSync, rmSync, statSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHttpClient, HttpError } from '../http/http-client.ts';
import { fileBytes, unpackArchive } from './archive.ts';
import { copyDirectory } from './copy-directory.ts';
import { type FinishedPackage, finishPackage } from './finish-package.ts';
import { fetchCommit, type GitCommit, resolveCommit } from './git-source.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { PackageError } from './package-error.ts';
import { addToCache, cachedArchive, makeTemporary, place } from './package-store.ts';
import { StagedPackage } from './staged-package.ts';

/** A package that is in its place. */
export interface FetchedPackage {
  readonly hash: string;
  /** Null where it has none. */
  readonly manifest: Manifest | null;
  /** Where its files are. */
  readonly directory: string;
  /** The commit that a git URL came to mean; null for other places. */
  readonly commit: GitCommit | null;
}

/** Where packages are put, and what is taken. */
export interface FetcherOptions {
  /** Of packages, unpacked: see `packageDirectory`. */
  readonly packages: string;
  readonly globalCache: string;
  readonly limits?: Partial<Limits>;
}

/** Brings packages to this machine. Loaded only where one is to be brought. */
export interface Fetcher {
  /**
   * The package at `location`, a URL, or as a string also a path: unpacked, hashed, put in its place and into the global cache. `expected`: the hash that it is to have; another one is a
   * `HashMismatch`, and the package then is not kept. Rejects with a `PackageError` or a `ManifestError` too; nothing is left behind then.
   */
  fetch(location: string | URL, expected?: string): Promise<FetchedPackage>;
  /** The package with this hash from the global cache; null if that has none, or it is damaged there. */
  restore(hash: string): Promise<FetchedPackage | null>;
  /** Ends what it has open. */
  close(): Promise<void>;
}

/** A package that has another hash than it is to have. */
export class HashMismatch extends Error {
  override readonly name = 'HashMismatch';
  readonly hash: string;

  constructor(expected: string, hash: string) {
    super(`hash mismatch: manifest declares ${expected} but the fetched package has ${hash}`);
    this.hash = hash;
  }
}

export function createFetcher(options: FetcherOptions): Fetcher {
  const { packages, globalCache } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const client = createHttpClient(limits.stallMilliseconds);

  /** Has `fill` unpack a package, and puts it in its place. */
  async function make(
    fill: (staged: StagedPackage) => Promise<{ hasRoot: boolean; commit: GitCommit | null }>,
    shownAs: string,
    expected: string | undefined,
  ): Promise<FetchedPackage> {
    const temporary = makeTemporary(packages);
    try {
      const staged = new StagedPackage(temporary, limits);
      const { hasRoot, commit } = await fill(staged);
      const { hash, manifest, directory: made }: FinishedPackage = finishPackage(staged, hasRoot, shownAs);
      if (expected !== undefined && hash !== expected) throw new HashMismatch(expected, hash);
      const directory = join(packages, hash);
      place(made, directory);
      return { hash, manifest, directory, commit };
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }

  return {
    async fetch(location, expected) {
      const fetched = await make(
        (staged) => fillFrom(location, staged, client, limits),
        String(location).replace(/\/+$/, ''),
        expected,
      );
      await addToCache(globalCache, fetched.hash, fetched.directory);
      return fetched;
    },
    async restore(hash) {
      const archive = cachedArchive(globalCache, hash);
      if (!existsSync(archive)) return null;
      const fill = async (staged: StagedPackage) => {
        await unpackArchive(fileBytes(archive), archive, staged, limits);
        return { hasRoot: true, commit: null };
      };
      try {
        return await make(fill, archive, hash);
      } catch {
        // It is fetched again, and written again.
        rmSync(archive, { force: true });
        return null;
      }
    },
    close: () => client.close(),
  };
}

type Source = { readonly hasRoot: boolean; readonly commit: GitCommit | null };

/** Unpacks what is at `location` into `staged`. */
async function fillFrom(
  location: string | URL,
  staged: StagedPackage,
  client: ReturnType<typeof createHttpClient>,
  limits: Limits,
): Promise<Source> {
  if (typeof location === 'string' && existsSync(location)) return fillFromPath(location, staged, limits);
  const url = typeof location === 'string' ? parseUrl(location) : location;
  switch (url.protocol) {
    case 'file:':
      return fillFromPath(pathOf(url), staged, limits);
    case 'http:':
    case 'https:':
      await fillFromServer(url, staged, client, limits);
      return { hasRoot: true, commit: null };
    case 'git+http:':
    case 'git+https:': {
      const commit = await resolveCommit(url, client, limits);
      await fetchCommit(commit, staged, client, limits);
      return { hasRoot: false, commit };
    }
    default:
      throw new PackageError(`unsupported URL scheme: ${url.protocol.slice(0, -1)}`);
  }
}

function parseUrl(location: string): URL {
  try {
    return new URL(location);
  } catch {
    throw new PackageError(
      `'${location}' could not be recognized as a file path (FileNotFound) or an URL (InvalidFormat)`,
    );
  }
}

function pathOf(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new PackageError(`unable to open '${url.href}': ${(error as Error).message}`);
  }
}

async function fillFromPath(path: string, staged: StagedPackage, limits: Limits): Promise<Source> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new PackageError(`unable to open '${path}': FileNotFound`);
  if (stats.isDirectory()) {
    await copyDirectory(path, staged);
    return { hasRoot: false, commit: null };
  }
  await unpackArchive(fileBytes(path), path, staged, limits);
  return { hasRoot: true, commit: null };
}

async function fillFromServer(
  url: URL,
  staged: StagedPackage,
  client: ReturnType<typeof createHttpClient>,
  limits: Limits,
): Promise<void> {
  try {
    const answer = await client.request(url.href, { headers: { accept: '*/*', 'user-agent': 'rezig' } });
    if (answer.status !== 200) {
      await answer.body[Symbol.asyncIterator]().return?.();
      throw new PackageError(`bad HTTP response code: '${answer.status} ${STATUS_CODES[answer.status] ?? ''}'`);
    }
    await unpackArchive(answer.body, url.pathname, staged, limits);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    if (error.kind === 'connect') throw new PackageError(`unable to connect to server: ${error.message}`);
    throw new PackageError(`unable to fetch the package: ${error.message}`);
  }
}
