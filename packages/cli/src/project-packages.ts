import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import type { PackageTree } from '@rezig/project/build';
import type { Package, ResolvedPackages } from '@rezig/project/packages';
import { loadFetcher, loadPackages } from './bundles.ts';
import { errorText } from './error-text.ts';
import type { CompileSetup } from './protocol.ts';

/** The packages of a project. */
export interface ProjectPackages {
  readonly tree: PackageTree;
  /** The manifests that it is made of, whether they are there or not. */
  readonly manifests: readonly string[];
  /** What is wrong, as it is told; empty if all is well. */
  readonly errorText: string;
}

/** Where packages are from, but for the network. */
export interface PackageSources {
  readonly globalCacheDir: string;
  /** See `ResolveOptions`. */
  readonly systemDirectory: string | null;
  /** Directories that stand for packages. */
  readonly forks: readonly string[];
}

/**
 * The packages of the project in `buildRoot`, those that are missing fetched. `lazy`: see `ResolveOptions`. Throws a `UsageError` where they cannot be kept, and for
 * sources that are none.
 */
export async function projectPackages(
  buildRoot: string,
  sources: PackageSources,
  lazy: 'all' | ReadonlySet<string>,
  style: Pick<CompileSetup, 'errorFormat' | 'color'>,
): Promise<ProjectPackages> {
  const manifest = join(buildRoot, 'build.zig.zon');
  if (!existsSync(manifest))
    return { tree: { rootDependencies: {}, packages: [] }, manifests: [manifest], errorText: '' };
  const { root, packages, errors, manifests } = await resolve(buildRoot, sources, lazy);
  const others = [...packages.values()].filter(({ id }) => id !== root.id);
  return {
    tree: {
      rootDependencies: dependenciesOf(root),
      packages: others.map((one) => ({
        id: one.id,
        root: one.isAvailable ? one.directory : null,
        hasBuildFile: one.hasBuildFile,
        isFetched: one.isFetched,
        dependencies: dependenciesOf(one),
      })),
    },
    manifests,
    errorText: errors.length === 0 ? '' : errorText({ errors, compileLog: '' }, style),
  };
}

async function resolve(
  buildRoot: string,
  { globalCacheDir: globalCache, systemDirectory, forks: paths }: PackageSources,
  lazy: 'all' | ReadonlySet<string>,
): Promise<ResolvedPackages> {
  if (systemDirectory !== null && !existsSync(systemDirectory))
    throw new UsageError(`unable to open system package directory '${systemDirectory}': FileNotFound`);
  const packages = loadPackages();
  let keepFetcher = (): void => {};
  try {
    const forks = packages.exports.readForks(paths, readSource);
    const resolved = await packages.exports.resolvePackages(buildRoot, {
      globalCache,
      systemDirectory,
      forks,
      lazy,
      loadFetcher: async () => {
        const fetcher = loadFetcher();
        keepFetcher = fetcher.keepCode;
        return fetcher.exports;
      },
    });
    for (const { path, name, matched } of forks)
      if (matched.size === 0) throw new UsageError(`fork ${path} matched no ${name} packages`);
    return resolved;
  } catch (error) {
    if (error instanceof Error && error.name === 'PackageError') throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error) throw new UsageError(`unable to keep packages: ${error.message}`);
    throw error;
  } finally {
    packages.keepCode();
    keepFetcher();
  }
}

function dependenciesOf({ dependencies }: Package): Readonly<Record<string, string>> {
  return Object.fromEntries(dependencies.map(({ name, id }) => [name, id]));
}
