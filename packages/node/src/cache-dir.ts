import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * Where things are kept between processes: `option` if given; else `node_modules/.cache/rezig` of the package that the root file
 * belongs to, if that has a `node_modules`; else the user's cache directory, as each system has it.
 */
export function cacheDirectory(option: string | undefined, rootPath: string): string {
  if (option !== undefined) return resolve(option);
  const start = dirname(resolve(rootPath));
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) {
      const modules = join(directory, 'node_modules');
      if (existsSync(modules)) return join(modules, '.cache', 'rezig');
    }
    if (dirname(directory) === directory) return join(userCacheDirectory(), 'rezig');
  }
}

function userCacheDirectory(): string {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const configured = process.env.XDG_CACHE_HOME;
  return configured !== undefined && configured !== '' ? configured : join(homedir(), '.cache');
}
