import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Message, renderMessages } from '@rezig/compiler/zon-data';
import { displayPath } from '@rezig/node/display-path.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import type { FetchedPackage } from '@rezig/project/fetcher';
import {
  emptyManifest,
  globalCacheDirectory,
  MANIFEST_NAME,
  packageDirectory,
  type SavedDependency,
  saveDependency,
} from '@rezig/project/packages';
import { loadFetcher } from './bundles.ts';
import { useColor } from './color.ts';

const USAGE = `Usage: rezig fetch [options] URL|PATH

    Puts a package into the project's zig-pkg and the global cache, and prints its hash.
    A package is an archive (.tar, .tar.gz, .tar.xz, .tar.zst, .zip) or a directory, or a commit of
    a git repository: git+https://HOST/PATH#COMMIT, BRANCH or TAG.

Options:
  -h, --help                    Print this
  --global-cache-dir [path]     Where packages are kept that were fetched
  --save                        Add the package to build.zig.zon by its own name, and print nothing
  --save=[name]                 Add it as name
  --save-exact                  Add it with the URL as it is given: a branch stays one
  --save-exact=[name]           The same, as name
`;

interface FetchArguments {
  readonly location: string;
  readonly globalCache: string | null;
  /** Null where it is not saved; the empty string for the package's own name. */
  readonly saveAs: string | null;
  readonly isExact: boolean;
}

/** `rezig fetch` in the project in `root`, which is null where there is none. Returns the exit code. Throws a `UsageError`. */
export async function runFetch(given: readonly string[], root: string | null): Promise<number> {
  const args = fetchArguments(given);
  if (args === null) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (root === null)
    throw new UsageError(
      "no build.zig file found, in the current directory or any parent directories ('rezig init' makes one)",
    );
  const { exports, keepCode } = loadFetcher();
  const fetcher = exports.createFetcher({
    packages: packageDirectory(root),
    globalCache: args.globalCache ?? globalCacheDirectory(),
  });
  try {
    const fetched = await fetcher.fetch(args.location);
    if (args.saveAs === null) process.stdout.write(`${fetched.hash}\n`);
    else save(root, args, fetched);
    return 0;
  } catch (error) {
    tell(error);
    return 1;
  } finally {
    await fetcher.close();
    keepCode();
  }
}

/** Null where help is asked for. */
function fetchArguments(given: readonly string[]): FetchArguments | null {
  let location: string | null = null;
  let globalCache: string | null = null;
  let saveAs: string | null = null;
  let isExact = false;
  for (let i = 0; i < given.length; i++) {
    const [name, ...rest] = given[i].split('=');
    const value = rest.length === 0 ? null : rest.join('=');
    if (given[i] === '-h' || given[i] === '--help') return null;
    if (given[i] === '--global-cache-dir') {
      if (i + 1 === given.length) throw new UsageError("expected argument after '--global-cache-dir'");
      globalCache = resolve(given[++i]);
    } else if (name === '--save' || name === '--save-exact') {
      saveAs = value ?? '';
      isExact = name === '--save-exact';
    } else if (given[i].startsWith('-')) throw new UsageError(`unrecognized parameter: '${given[i]}'`);
    else if (location !== null) throw new UsageError(`unexpected extra parameter: '${given[i]}'`);
    else location = given[i];
  }
  if (location === null) throw new UsageError('missing url or path parameter');
  return { location, globalCache, saveAs, isExact };
}

/** Adds the package to the manifest in `root`, which is made where there is none. */
function save(root: string, args: FetchArguments, fetched: FetchedPackage): void {
  const name = args.saveAs || fetched.manifest?.name;
  if (name === undefined)
    throw new UsageError(`unable to determine name; fetched package has no ${MANIFEST_NAME} file`);
  const dependency = savedDependency(root, args, fetched);
  const path = join(root, MANIFEST_NAME);
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.from(emptyManifest(basename(root)));
  const saved = saveDependency(displayPath(path), bytes, name, dependency);
  if ('errors' in saved) throw Object.assign(new Error(), { name: 'ManifestError', errors: saved.errors });
  if (saved.before === 'same') say('info', `existing dependency named '${name}' is up-to-date`);
  if (saved.before === 'other') say('warning', `overwriting existing dependency named '${name}'`);
  if (saved.before !== 'same') writeAtomic(path, [saved.text]);
}

function savedDependency(
  root: string,
  { location, isExact }: FetchArguments,
  fetched: FetchedPackage,
): SavedDependency {
  const { hash, commit } = fetched;
  const path = location.startsWith('file:') ? fileURLToPath(location) : location;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    const inside = relative(root, resolve(path)).replaceAll('\\', '/');
    if (isAbsolute(inside)) throw new UsageError(`no path leads from ${root} to '${location}'`);
    return { path: inside === '' ? '.' : inside };
  }
  if (stats !== undefined) return { url: pathToFileURL(resolve(path)).href, hash };
  if (commit === null || isExact) {
    if (commit?.ref) say('info', `resolved ref '${commit.ref}' to commit ${commit.commit}`);
    return { url: location, hash };
  }
  const url = new URL(location);
  if (commit.ref !== null) {
    say('info', `resolved ref '${commit.ref}' to commit ${commit.commit}`);
    url.search = `?ref=${commit.ref}`;
  } else if (url.hash === '') say('info', `resolved to commit ${commit.commit}`);
  url.hash = commit.commit;
  return { url: url.href, hash };
}

function say(kind: 'info' | 'warning' | 'error', text: string): void {
  process.stderr.write(`${kind}: ${text}\n`);
}

/** Says what went wrong. Classes of the fetcher are those of another bundle, so they are known by name. */
function tell(error: unknown): void {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'ManifestError' && 'errors' in error) {
    process.stderr.write(renderMessages(error.errors as readonly Message[], { color: useColor('auto') }));
    return;
  }
  if (error.name !== 'PackageError') throw error;
  say('error', error.message);
  for (const note of (error as Error & { notes: readonly string[] }).notes) process.stderr.write(`    note: ${note}\n`);
}
