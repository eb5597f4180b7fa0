import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';

/*
 * Where packages are kept, as officially: unpacked in `zig-pkg/HASH` beside the root's manifest, and as `p/HASH.tar.gz` in the global cache. Names come to be there
 * by renaming what is whole, so that processes at once, ours or official ones, see all of a package or none of it.
 */

/** What no process has finished in this time was given up. */
const ABANDONED_MILLISECONDS = 3_600_000;

const TEMPORARY = '.tmp-';

/** A directory of its own in `directory`, for what is being made. */
export function makeTemporary(directory: string): string {
  mkdirSync(directory, { recursive: true });
  removeAbandoned(directory);
  const path = join(directory, TEMPORARY + randomBytes(8).toString('hex'));
  mkdirSync(path);
  return path;
}

function removeAbandoned(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(directory, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && written < Date.now() - ABANDONED_MILLISECONDS)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Puts `made` in its place at `path`. If another process was faster, what it put there stays. */
export function place(made: string, path: string): void {
  try {
    renameSync(made, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** Where the global cache has the package with this hash, whether it has it or not. */
export function cachedArchive(globalCache: string, hash: string): string {
  return join(globalCache, 'p', `${hash}.tar.gz`);
}

/**
 * Puts the package in `directory` into the global cache, in the official form. One that cannot be written to is no error: only other projects would have gained by it.
 */
export async function addToCache(globalCache: string, hash: string, directory: string): Promise<void> {
  const path = cachedArchive(globalCache, hash);
  const temporary = join(dirname(path), `${TEMPORARY}${randomBytes(8).toString('hex')}`);
  if (existsSync(path)) return;
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch {
    return;
  }
  try {
    await pipeline(
      packed(hash, directory) as AsyncIterable<Uint8Array>,
      createGzip(),
      createWriteStream(temporary, { flags: 'wx' }),
    );
    renameSync(temporary, path);
  } catch {
    rmSync(temporary, { force: true });
  }
}

/** A tar archive of all files and links in `directory`, below a directory called `hash`: the same for the same package. */
function packed(hash: string, directory: string): Pack {
  const archive = pack();
  const add = (paths: readonly string[]): void => {
    const [path, ...rest] = paths;
    if (path === undefined) return archive.finalize();
    const header = { name: `${hash}/${path}`, mode: 0o664, mtime: new Date(0), uid: 0, gid: 0 };
    const target = linkTarget(join(directory, path));
    const next = (error?: Error | null): void => {
      if (error) archive.destroy(error);
      else add(rest);
    };
    if (target !== null) archive.entry({ ...header, type: 'symlink', mode: 0o777, linkname: target }, next);
    else archive.entry(header, readFileSync(join(directory, path)), next);
  };
  add(filesBelow(directory));
  return archive;
}

function filesBelow(directory: string): string[] {
  const paths: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(directory, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else paths.push(path);
    }
  };
  walk('');
  return paths.sort();
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
