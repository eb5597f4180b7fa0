import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { splitArguments } from './arguments.ts';

test('official options of one dash become long ones', () => {
  const given = [
    'build-exe',
    'a.zig',
    '-target',
    'wasm32-wasi',
    '-OReleaseSafe',
    '-femit-bin=x/y.wasm',
    '-femit-bin',
    '-fno-entry',
    '-rdynamic',
  ];
  deepEqual(splitArguments(given).own, [
    'build-exe',
    'a.zig',
    '--target',
    'wasm32-wasi',
    '--optimize=ReleaseSafe',
    '--femit-bin=x/y.wasm',
    '--fno-entry',
    '--rdynamic',
  ]);
  deepEqual(splitArguments(['-O', 'Debug', '-target']).own, ['--optimize', 'Debug', '--target']);
});

test("what follows -- is the program's and stays as it is", () => {
  deepEqual(splitArguments(['run', 'a.zig', '--', '-O', '--', 'b']), {
    own: ['run', 'a.zig'],
    program: ['-O', '--', 'b'],
  });
  deepEqual(splitArguments(['run', '--']), { own: ['run'], program: [] });
});
