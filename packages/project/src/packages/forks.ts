import { join, resolve } from 'node:path';
import { SourceFile } from '@rezig/compiler/zon-data';
import { fingerprintId } from './fingerprint.ts';
import { MANIFEST_NAME, readManifest } from './manifest.ts';
import { PackageError } from './package-error.ts';
import { isHashOf } from './package-hash.ts';

/** A directory that stands for a package of the project, whatever hash that has. */
export interface Fork {
  /** As it was named. */
  readonly path: string;
  /** Absolute. */
  readonly directory: string;
  readonly name: string;
  /** Whether a package of this hash is the one that it stands for. */
  readonly matches: (hash: string) => boolean;
  /** The hashes of the packages that it stood for. */
  readonly matched: Set<string>;
}

/**
 * The forks in these directories, whose files `read` gives, or the official name of the reason why it cannot. Throws a `PackageError` where one has no
 * manifest that can be read.
 */
export function readForks(paths: readonly string[], read: (path: string) => Uint8Array | string): readonly Fork[] {
  return paths.map((path) => {
    const file = join(path, MANIFEST_NAME);
    const fail = (why: string): never => {
      throw new PackageError(`failed to load package manifest ${file}: ${why}`);
    };
    const bytes = read(file);
    if (typeof bytes === 'string') return fail(bytes);
    const { manifest } = readManifest(new SourceFile(file, bytes));
    if (manifest === null) return fail('it has errors');
    const { name, fingerprint } = manifest;
    const id = fingerprintId(fingerprint);
    return { path, directory: resolve(path), name, matches: (hash) => isHashOf(hash, name, id), matched: new Set() };
  });
}
