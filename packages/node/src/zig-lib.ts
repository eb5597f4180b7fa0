import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zigLibDir as packagedDir } from '@rezig/zig-lib';
import { UsageError } from './usage-error.ts';
import { ZIG_VERSION } from './version.ts';

function isLibDir(dir: string): boolean {
  return existsSync(join(dir, 'std', 'std.zig'));
}

/**
 * The Zig library directory: `--zig-lib-dir`, else the environment's ZIG_LIB_DIR, else the one that comes with this package, else
 * that of the `zig` on the PATH. Throws a `UsageError` that names all four where none is there, or where one that was
 * asked for has no `std/std.zig` or is of another version. `packaged`: the directory in the package, or null.
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
  const env = spawnSync('zig', ['env'], { encoding: 'utf8', env: environment }).stdout ?? '';
  const dir = envField(env, 'lib_dir');
  if (dir !== null && isLibDir(dir)) {
    requireVersion(envField(env, 'version') ?? versionOf(dir), '`zig env`', dir);
    return dir;
  }
  throw new UsageError(
    'unable to find the Zig library directory: tried --zig-lib-dir, the environment variable ZIG_LIB_DIR, the package @rezig/zig-lib, and `zig env` of a zig on the PATH',
  );
}

/** A field of what `zig env` prints: JSON before 0.15, ZON from there on. */
function envField(env: string, name: string): string | null {
  const found = new RegExp(`(?:"${name}":|\\.${name} =)\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(env);
  return found === null ? null : (JSON.parse(found[1]) as string);
}

function checked(dir: string, source: string): string {
  const absolute = resolve(dir);
  if (!isLibDir(absolute)) throw new UsageError(`${source}: '${dir}' has no std/std.zig`);
  requireVersion(versionOf(absolute), source, dir);
  return absolute;
}

function requireVersion(version: string | null, source: string, dir: string): void {
  if (version === null || version === ZIG_VERSION) return;
  throw new UsageError(`${source}: '${dir}' is the library of Zig ${version}; rezig compiles Zig ${ZIG_VERSION}`);
}

/**
 * The version of the library in `dir`, as far as anything tells it: the package that it came in, the compiler beside it, or the files
 * that a version before this one has or lacks. Null if nothing does.
 */
function versionOf(dir: string): string | null {
  for (const manifest of [join(dir, 'package.json'), join(dir, '..', 'package.json')]) {
    const version = packageVersion(manifest);
    if (version !== null) return version;
  }
  const zig = join(dir, '..', process.platform === 'win32' ? 'zig.exe' : 'zig');
  if (existsSync(zig)) {
    const { status, stdout } = spawnSync(zig, ['version'], { encoding: 'utf8' });
    if (status === 0 && stdout.trim() !== '') return stdout.trim();
  }
  if (existsSync(join(dir, 'std', 'io.zig'))) return '0.14 or older';
  return existsSync(join(dir, 'std', 'Io.zig')) && !existsSync(join(dir, 'std', 'Io', 'Threaded.zig')) ? '0.15' : null;
}

/** The version that a package of Zig's has; null if the file is none of such a package. */
function packageVersion(manifest: string): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string };
    return version !== undefined && /zig/.test(name ?? '') && !name!.startsWith('@rezig/') ? version : null;
  } catch {
    return null;
  }
}
