import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Where things are kept between processes: `option` if given; else `node_modules/.cache/rezig` of the package that the root file
 * belongs to, if that has a `node_modules` that can be written to; else the user's cache directory, as each system has it.
 */
export function cacheDirectory(option: string | undefined, rootPath: string): string {
  if (option !== undefined) return resolve(option);
  const start = dirname(resolve(rootPath));
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) {
      const modules = join(directory, 'node_modules');
      const cache = join(modules, '.cache', 'rezig');
      if (existsSync(modules) && canBeWritten(cache)) return cache;
    }
    if (dirname(directory) === directory) return join(userCacheDirectory(), 'rezig');
  }
}

/** Whether the directory, or the nearest one above it that is there, can be written to. */
function canBeWritten(directory: string): boolean {
  while (!existsSync(directory)) directory = dirname(directory);
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The cache directory of the user, as each system has it. */
export function userCacheDirectory(): string {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const configured = process.env.XDG_CACHE_HOME;
  return configured !== undefined && configured !== '' ? configured : join(homedir(), '.cache');
}
