import { closeSync, openSync, readlinkSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { withSourceMapUrl } from '@rezig/compiler/state';
import { errorName } from '@rezig/node/read-source.ts';
import { UsageError } from '@rezig/node/usage-error.ts';
import { writeAtomic } from '@rezig/node/write-atomic.ts';
import { beforeSignals } from './signals.ts';

/** The part of a file's mode that says who may do what. */
const PERMISSIONS = 0o777;

/**
 * Makes `content` that of the file at `path`, as `writeAtomic` does: of the file that a link leads to, where it is one. A file that there is keeps its
 * permissions. What is no regular file, such as a device or a pipe, is written to and stays what it is. A signal that would end the process does so when
 * nothing is left half done. Throws a `UsageError`.
 */
export async function writeOutput(path: string, content: Uint8Array | string): Promise<void> {
  await beforeSignals(async () => {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat === undefined || stat.isFile())
        writeAtomic(linkTarget(path), [content], false, stat && stat.mode & PERMISSIONS);
      else writeInto(path, content);
    } catch (error) {
      throw new UsageError(`unable to write '${path}': ${errorName(error)}`);
    }
    // By the end of the second turn a signal that came meanwhile was told.
    await setImmediate();
    await setImmediate();
  });
}

/** What tells the source map of the module that it made last: `OneShotCompiler` and `CompilerThread`. */
export interface MapSource {
  sourceMap(module: Uint8Array, directory: string): Promise<string | null>;
}

/** Throws a `UsageError` where a source map cannot stand beside the module at `path`. */
export function checkMappable(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === false) throw new UsageError(`a source map stands beside a file, and '${path}' is none`);
}

/**
 * Makes `module` the file at `path`, as `writeOutput` does; with `maps`, its source map that beside it, before. Where the sources are others by now there is
 * no map of it, and it names none.
 */
export async function writeModule(path: string, module: Uint8Array, maps: MapSource | null): Promise<void> {
  const map = (await maps?.sourceMap(module, dirname(resolve(path)))) ?? null;
  if (map === null) return writeOutput(path, module);
  await writeOutput(`${path}.map`, map);
  await writeOutput(path, withSourceMapUrl(module, `${encodeURIComponent(basename(path))}.map`));
}

function writeInto(path: string, content: Uint8Array | string): void {
  const fd = openSync(path, 'w');
  try {
    writeFileSync(fd, content);
  } finally {
    closeSync(fd);
  }
}

/** How many links to links are followed where the last leads nowhere yet. */
const MAX_LINKS = 40;

/** Where the content of `path` is, or will be. */
function linkTarget(path: string): string {
  let target = resolve(path);
  for (let i = 0; i < MAX_LINKS; i++) {
    try {
      return realpathSync(target);
    } catch {
      try {
        target = resolve(dirname(target), readlinkSync(target));
      } catch {
        return target;
      }
    }
  }
  return target;
}
