import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where packages of the project at `root` are unpacked. */
export function packageDirectory(root: string): string {
  return join(root, 'zig-pkg');
}

/** The official global cache directory: as the environment says, or in the user's. */
export function globalCacheDirectory(): string {
  const { ZIG_GLOBAL_CACHE_DIR, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (ZIG_GLOBAL_CACHE_DIR) return ZIG_GLOBAL_CACHE_DIR;
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'zig');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'zig');
}
