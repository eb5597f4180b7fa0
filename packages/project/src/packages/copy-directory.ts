import { createReadStream, type Dirent, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SourceFile } from '@rezig/compiler/zon-data';
import { MANIFEST_NAME, readManifest } from './manifest.ts';
import { PackageError, reasonOf } from './package-error.ts';
import { PathFilter } from './path-filter.ts';
import type { StagedPackage } from './staged-package.ts';

/** Copies what the directory at `source` keeps of itself into `staged`. Links are taken as links. Throws a `PackageError`. */
export async function copyDirectory(source: string, staged: StagedPackage): Promise<void> {
  const filter = filterOf(source);
  const pending = [''];
  while (pending.length > 0) {
    const directory = pending.pop()!;
    for (const entry of list(join(source, directory))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory()) pending.push(path);
      else if (path !== MANIFEST_NAME && !filter.keeps(path)) continue;
      else if (entry.isSymbolicLink()) staged.link(path, readlinkSync(join(source, path)).replaceAll('\\', '/'));
      else if (entry.isFile()) await staged.file(path, createReadStream(join(source, path)));
      else throw new PackageError('unable to copy the package', [`'${path}' is no file, directory or link`]);
    }
  }
}

function list(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new PackageError(`unable to open '${directory}': ${reasonOf(error)}`);
  }
}

/** Before a manifest is checked as one of a package, it only spares copying what is then removed. */
function filterOf(source: string): PathFilter {
  try {
    const file = new SourceFile(MANIFEST_NAME, readFileSync(join(source, MANIFEST_NAME)));
    return new PathFilter(readManifest(file).manifest?.paths ?? ['']);
  } catch {
    return new PathFilter(['']);
  }
}
