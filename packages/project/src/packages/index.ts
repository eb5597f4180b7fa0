export { type Fork, readForks } from './forks.ts';
export { emptyManifest, MANIFEST_NAME } from './manifest.ts';
export { globalCacheDirectory, packageDirectory } from './package-places.ts';
export {
  type FetcherModule,
  type Package,
  type ResolvedPackages,
  type ResolveOptions,
  resolvePackages,
} from './resolve.ts';
export { type SavedDependency, saveDependency } from './save-dependency.ts';
