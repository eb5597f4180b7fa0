import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { scratchDirectory } from '../../../../test/support/scratch.ts';
import { createFetcher, type Fetcher } from '../../src/packages/fetcher.ts';
import type { Limits } from '../../src/packages/limits.ts';

/** A directory with these files, which is gone when the tests of this process are done. */
export function makeDirectory(files: { readonly [path: string]: string | Uint8Array } = {}): string {
  const directory = scratchDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** What fetches into `zig-pkg` of `directory`, with the global cache in `cache` of it. */
export function fetcherIn(directory: string, limits: Partial<Limits> = {}): Fetcher {
  const fetcher = createFetcher({
    packages: join(directory, 'zig-pkg'),
    globalCache: join(directory, 'cache'),
    limits,
  });
  after(() => fetcher.close());
  return fetcher;
}

/** The paths of all files, links and directories below `directory`, those of directories with a slash, in order. */
export function listing(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries
    .map(
      (entry) =>
        join(entry.parentPath ?? entry.path, entry.name).slice(directory.length + 1) + (entry.isDirectory() ? '/' : ''),
    )
    .sort();
}
