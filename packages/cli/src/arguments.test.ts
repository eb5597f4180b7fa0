import { deepEqual, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { splitArguments } from './arguments.ts';

test('official options become those that the argument parser knows, each with its value', () => {
  const given = [
    'build-exe',
    'a.zig',
    '-target',
    'wasm32-wasi',
    '-OReleaseSafe',
    '-mcpu=generic',
    '-femit-bin=x/y.wasm',
    '-femit-bin',
    '-fno-entry',
    '-fstrip',
    '-rdynamic',
    '--export=add',
    '--stack',
    '65536',
    '-freference-trace',
  ];
  deepEqual(splitArguments(given).own, [
    'build-exe',
    'a.zig',
    '--target=wasm32-wasi',
    '--optimize=ReleaseSafe',
    '--cpu=generic',
    '--emit-bin=x/y.wasm',
    '--no-entry',
    '--strip=yes',
    '--rdynamic',
    '--export=add',
    '--stack=65536',
    '--reference-trace=all',
  ]);
  deepEqual(splitArguments(['run', '-O', 'Debug', '-mcpu', 'lime1']).own, ['run', '--optimize=Debug', '--cpu=lime1']);
  throws(() => splitArguments(['run', 'a.zig', '-target']), /^UsageError: expected parameter after -target$/);
});

test('official options that mean nothing here are accepted, with their values', () => {
  const given = [
    'build-exe',
    '-flibllvm',
    '-j4',
    '-DX=1',
    '-I',
    'include',
    '-Iother',
    '-z',
    'relro',
    '--sysroot',
    '/',
    'a.zig',
  ];
  deepEqual(splitArguments(given).own, ['build-exe', 'a.zig']);
});

test('official options that ask for what there is not are refused, with the reason', () => {
  throws(() => splitArguments(['run', 'a.zig', '-lc']), /^UsageError: '-l' is refused: there are no libraries/);
  throws(() => splitArguments(['run', 'a.zig', '-femit-llvm-ir=x']), /'-femit-llvm-ir' is refused: there is no LLVM/);
  throws(() => splitArguments(['run', 'a.zig', '-fno-single-threaded']), /is refused: modules have no threads$/);
});

test('modules are told with what each depends on, in their order', () => {
  const given = ['run', '--dep', 'a', '--dep', 'b=c', '-OReleaseSafe', '-Mroot=main.zig'];
  given.push('--dep', 'c', '-OReleaseFast', '-fstrip', '-Ma=x/a.zig', '-Mc=c.zig');
  deepEqual(splitArguments(given).own, ['run', '--optimize=ReleaseSafe']);
  deepEqual(splitArguments(given).modules, [
    { text: 'root=main.zig', dependencies: ['a', 'b=c'], settings: {} },
    { text: 'a=x/a.zig', dependencies: ['c'], settings: { optimize: 'ReleaseFast', strip: 'yes' } },
    { text: 'c=c.zig', dependencies: [], settings: {} },
  ]);
  deepEqual(splitArguments(['run', '-O', 'Debug', '-M', 'root=main.zig']).modules.length, 1);
  throws(
    () => splitArguments(['run', '-Mroot=main.zig', '-target', 'wasm32-freestanding', '-Ma=a.zig']),
    /^UsageError: '-target' for one module is refused/,
  );
});

test("what follows -- is the program's and stays as it is", () => {
  deepEqual(splitArguments(['run', 'a.zig', '--', '-O', '--', 'b']), {
    own: ['run', 'a.zig'],
    modules: [],
    program: ['-O', '--', 'b'],
  });
  deepEqual(splitArguments(['run', '--']), { own: ['run'], modules: [], program: [] });
});
