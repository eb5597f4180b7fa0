import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zigLibDir as packagedDir } from '@rezig/zig-lib';
import { UsageError } from './usage-error.ts';

function isLibDir(dir: string): boolean {
  return existsSync(join(dir, 'std', 'std.zig'));
}

/**
 * The Zig library directory: `--zig-lib-dir`, else the environment's ZIG_LIB_DIR, else the one that comes with this package, else
 * that of the `zig` on the PATH. Throws a `UsageError` that names all four where none is there, or where one that was
 * asked for has no `std/std.zig`. `packaged`: the directory in the package, or null.
 */
export function findZigLib(
  option: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  packaged: string | null = packagedDir,
): string {
  if (option !== undefined) return checked(option, '--zig-lib-dir');
  const variable = environment.ZIG_LIB_DIR;
  if (variable !== undefined && variable !== '') return checked(variable, 'ZIG_LIB_DIR');
  if (packaged !== null) return packaged;
  const env = spawnSync('zig', ['env'], { encoding: 'utf8', env: environment });
  const found = /"lib_dir":\s*("(?:[^"\\]|\\.)*")/.exec(env.stdout ?? '');
  if (found !== null) {
    const dir = JSON.parse(found[1]) as string;
    if (isLibDir(dir)) return dir;
  }
  throw new UsageError(
    'unable to find the Zig library directory: tried --zig-lib-dir, the environment variable ZIG_LIB_DIR, the package @rezig/zig-lib, and `zig env` of a zig on the PATH',
  );
}

function checked(dir: string, source: string): string {
  const absolute = resolve(dir);
  if (!isLibDir(absolute)) throw new UsageError(`${source}: '${dir}' has no std/std.zig`);
  return absolute;
}
