import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officialZig, runOfficial } from '../../../../oracle/index.mjs';
import { WASM32 } from '../intern/target.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { type BuiltinOptions, builtinModule } from './builtin-module.ts';
import { DEFAULT_CPU, parseCpu } from './cpu.ts';
import { parseTarget } from './target-triple.ts';

/** How the official options change what is known at compile time. */
const VARIANTS: readonly (readonly [option: string, Partial<BuiltinOptions>])[] = [
  ['-fstrip', { isStripped: true, tracesErrors: false }],
  ['-fno-error-tracing', { tracesErrors: false }],
  ['-mexec-model=reactor', { isReactor: true }],
  ['-mcpu=generic', { cpu: parseCpu('generic') }],
  [
    '-mcpu=baseline+simd128+nontrapping_bulk_memory_len0',
    { cpu: parseCpu('baseline+simd128+nontrapping_bulk_memory_len0') },
  ],
  ['-mcpu=bleeding_edge-tail_call', { cpu: parseCpu('bleeding_edge-tail_call') }],
];

const DEFAULTS = {
  isTest: false,
  isLibrary: false,
  isObject: false,
  isReactor: false,
  cpu: parseCpu(DEFAULT_CPU),
  omitsFramePointer: false,
};

for (const [option, change] of VARIANTS) {
  test(`builtin with ${option} is the official one`, { skip: officialZig === null }, () => {
    const shown = runOfficial(['build-exe', '--show-builtin', '-target', 'wasm32-wasi', option]).stdout;
    const mode = OptimizeMode.Debug;
    const options = { ...DEFAULTS, target: WASM32, mode, isStripped: false, tracesErrors: true, ...change } as const;
    assert.equal(builtinModule(options), shown);
  });
}

test('a CPU or feature that there is none is refused', () => {
  assert.throws(
    () => parseCpu('z80'),
    /^RangeError: unknown CPU: 'z80' \(there are bleeding_edge, generic, lime1, mvp\)$/,
  );
  assert.throws(() => parseCpu('generic+flying'), /^RangeError: unknown CPU feature: 'flying'/);
});

for (const os of ['wasi', 'freestanding']) {
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
        const isStripped = mode === OptimizeMode.ReleaseSmall;
        const tracesErrors = mode === OptimizeMode.Debug;
        const target = parseTarget(`wasm32-${os}`);
        const omitsFramePointer = mode === OptimizeMode.ReleaseSmall;
        const options = { ...DEFAULTS, target, mode, isTest, isLibrary, isStripped, tracesErrors, omitsFramePointer };
        assert.equal(builtinModule(options), shown);
      }
    });
  }
}
