import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officialZig, runOfficial } from '../../../../oracle/index.mjs';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { builtinModule, type TargetOs } from './builtin-module.ts';

for (const os of ['wasi', 'freestanding'] as TargetOs[]) {
  for (const mode of [
    OptimizeMode.Debug,
    OptimizeMode.ReleaseSafe,
    OptimizeMode.ReleaseFast,
    OptimizeMode.ReleaseSmall,
  ]) {
    test(`builtin of ${os} ${OptimizeMode[mode]} is the official one`, { skip: officialZig === null }, () => {
      const commands = { 'build-exe': [false, false], 'build-lib': [false, true], test: [true, false] };
      for (const [command, [isTest, isLibrary]] of Object.entries(commands)) {
        const args = [command, '--show-builtin', '-target', `wasm32-${os}`, '-O', OptimizeMode[mode]];
        const shown = runOfficial(args).stdout;
        assert.equal(builtinModule({ os, mode, isTest, isLibrary }), shown);
      }
    });
  }
}
