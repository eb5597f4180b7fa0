import { equal } from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { displayPath, rootDisplayPath } from './display-path.ts';

test('paths are shown from the working directory where they are below it, and are one however they are written', () => {
  for (const path of ['a/b.zig', './a/b.zig', 'a/../a/b.zig', resolve('a/b.zig')]) equal(displayPath(path), 'a/b.zig');
  equal(displayPath('../b.zig'), resolve('../b.zig'));
  equal(displayPath('a/b.zig', '/'), resolve('/a/b.zig'));
});

test('a root file of the library has the form of the other files of the library', () => {
  const above = resolve('..');
  equal(rootDisplayPath('std.zig', above), join(above, resolve('.').slice(above.length), 'std.zig'));
  equal(rootDisplayPath('std.zig', resolve('elsewhere')), 'std.zig');
});
