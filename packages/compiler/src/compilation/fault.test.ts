import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { openLibrary, smallLib } from './test-library.ts';

test('where the compiler itself fails, that is an error, and the session goes on', () => {
  const program = 'export fn get() u32 {\n    return 1;\n}\n';
  const { host, compilation } = openLibrary(program, smallLib);
  const { module } = compilation.update();
  const { readFile } = host;
  host.readFile = () => {
    throw new Error('the disk is gone');
  };
  const broken = compilation.update(['main.zig']);
  deepEqual(
    broken.errors.map(({ text }) => text),
    ['internal fault of the compiler: please report it'],
  );
  equal(broken.module, null);
  match(broken.faults[0]!, /the disk is gone/);
  deepEqual(compilation.watchedPaths().includes('main.zig'), true);
  host.readFile = readFile;
  const mended = compilation.update();
  deepEqual(mended.errors, []);
  deepEqual(mended.module, module);
});
