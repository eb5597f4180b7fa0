export { newFingerprint } from './fingerprint.ts';
export {
  type FetcherModule,
  type Package,
  type ResolvedPackages,
  type ResolveOptions,
  resolvePackages,
} from './resolve.ts';
