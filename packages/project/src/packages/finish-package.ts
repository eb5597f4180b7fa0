import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Message, SourceFile } from '@rezig/compiler/zon-data';
import { fingerprintId } from './fingerprint.ts';
import { resolveInPackage } from './link-target.ts';
import { MANIFEST_NAME, type Manifest, readManifest } from './manifest.ts';
import { PackageError } from './package-error.ts';
import { fileDigest, linkDigest, packageHash } from './package-hash.ts';
import { PathFilter } from './path-filter.ts';
import type { StagedPackage } from './staged-package.ts';

/** A package that is ready to be put in its place. */
export interface FinishedPackage {
  /** Where its files are, which can be the staged directory or the one in it. */
  readonly directory: string;
  readonly hash: string;
  /** Null where it has none. */
  readonly manifest: Manifest | null;
}

/** Thrown where a package's manifest has errors. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly errors: readonly Message[];

  constructor(errors: readonly Message[]) {
    super(errors[0].text);
    this.errors = errors;
  }
}

/**
 * Makes of what was unpacked what the package is: without what its manifest does not keep, with its links, and files executable that are programs. `hasRoot`: a single
 * directory around everything is not part of it. `shownAs`: what messages call the directory. Throws a `PackageError` or a `ManifestError`.
 */
export function finishPackage(staged: StagedPackage, hasRoot: boolean, shownAs: string): FinishedPackage {
  const root = hasRoot ? singleRoot(staged) : '';
  const files = staged.files.map((path) => path.slice(root.length));
  const links = new Map([...staged.links].map(([path, target]) => [path.slice(root.length), target]));
  const directory = join(staged.directory, root);
  const manifest = manifestOf(directory, files, links, shownAs);
  const filter = new PathFilter(manifest?.paths ?? ['']);
  const keptFiles = files.filter((path) => filter.keeps(path));
  const keptLinks = [...links].filter(([path]) => filter.keeps(path));
  for (const [path, target] of keptLinks) {
    if (resolveInPackage(path, links) === null)
      throw new PackageError('unable to unpack the package', [
        `the link '${path}' leads out of the package: '${target}'`,
      ]);
  }
  let size = 0;
  const entries: { path: string; digest: Uint8Array }[] = [];
  for (const path of keptFiles) {
    const file = readStaged(join(directory, path), path);
    size += file.size;
    entries.push({ path, digest: file.digest });
    if (file.isProgram) chmodSync(join(directory, path), 0o755);
  }
  for (const [path, target] of keptLinks) entries.push({ path, digest: linkDigest(path, target) });
  removeOthers(directory, staged, root, new Set(keptFiles));
  for (const [path, target] of keptLinks) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    symlinkSync(target, join(directory, path));
  }
  const identity =
    manifest === null
      ? null
      : { name: manifest.name, version: manifest.version, id: fingerprintId(manifest.fingerprint) };
  return { directory, hash: packageHash(entries, size, identity), manifest };
}

/** The directory that everything is in, with a slash; the empty string if there is none. */
function singleRoot(staged: StagedPackage): string {
  const first = (path: string): string => path.split('/', 1)[0];
  const roots = new Set([...staged.files, ...staged.links.keys(), ...staged.directories].map(first));
  const [root] = roots;
  return roots.size === 1 && staged.directories.has(root) ? `${root}/` : '';
}

function manifestOf(
  directory: string,
  files: readonly string[],
  links: ReadonlyMap<string, string>,
  shownAs: string,
): Manifest | null {
  const path = resolveInPackage(MANIFEST_NAME, links);
  if (path === null || !files.includes(path)) return null;
  const { manifest, errors } = readManifest(
    new SourceFile(`${shownAs}/${MANIFEST_NAME}`, readFileSync(join(directory, path))),
  );
  if (manifest === null) throw new ManifestError(errors);
  return manifest;
}

const PART_BYTES = 1 << 18;
const part = Buffer.alloc(PART_BYTES);

function readStaged(file: string, path: string): { size: number; digest: Buffer; isProgram: boolean } {
  const hash = fileDigest(path);
  const fd = openSync(file, 'r');
  try {
    let size = 0;
    let isProgram = false;
    for (let count: number; (count = readSync(fd, part, 0, PART_BYTES, null)) > 0; size += count) {
      if (size === 0) isProgram = startsProgram(part.subarray(0, count));
      hash.update(part.subarray(0, count));
    }
    return { size, digest: hash.digest(), isProgram };
  } finally {
    closeSync(fd);
  }
}

/** Whether a file that starts so is a program by itself: one of ELF, or one that names its interpreter. What an archive says of it does not matter. */
function startsProgram(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === '#!' || bytes.subarray(0, 4).toString('latin1') === '\x7fELF';
}

function removeOthers(directory: string, staged: StagedPackage, root: string, kept: ReadonlySet<string>): void {
  const needed = new Set<string>();
  for (const path of kept)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) needed.add(path.slice(0, end));
  for (const path of staged.files) {
    const inside = path.slice(root.length);
    if (!kept.has(inside)) rmSync(join(directory, inside), { force: true });
  }
  for (const path of staged.directories) {
    const inside = path.slice(root.length);
    if (path.length > root.length && !needed.has(inside))
      rmSync(join(directory, inside), { recursive: true, force: true });
  }
}
