import { equal, match } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BOX, BOX_OPTIONS } from './box-program.ts';
import { makeDirectory, rezig } from './command.ts';

test('explain says what a declaration depends on, what depends on it, and why it was analysed last', () => {
  const cwd = makeDirectory({ 'main.zig': BOX });
  const explain = (...args: string[]) => rezig(cwd, ['explain', 'main.zig', ...args, ...BOX_OPTIONS]);
  const fresh = explain('main.area');
  equal(fresh.code, 0, fresh.stderr);
  match(
    fresh.stdout,
    /^body of main\.area\n {2}analysed for the first time in this update\n {2}reached from: body of main\.box\n {2}depends on:\n(?: {4}.*\n)*? {4}value of main\.width\n/m,
  );
  const width = explain('width');
  match(width.stdout, /^ {2}needed by:\n {4}body of main\.area$/m);

  // An edit since the last build is explained by another process.
  writeFileSync(join(cwd, 'main.zig'), BOX.replace('20', '30'));
  const edited = explain('area');
  match(
    edited.stdout,
    /^body of main\.area\n {2}analysed again because value of main\.width changed, because source of main\.width changed$/m,
  );
  // And still is when it is asked again.
  match(explain('area').stdout, /^ {2}analysed again one update ago because value of main\.width changed/m);
  match(explain('main.box').stdout, /^body of main\.box\n {2}analysed for the first time \d+ updates ago$/m);
});

test('a name that no declaration has, or several, is an error that tells which could be meant', () => {
  const two = 'const A = struct {\n    const one = 1;\n};\nconst B = struct {\n    const one = 2;\n};\n';
  const use = 'export fn sum() u32 {\n    return A.one + B.one;\n}\n';
  const cwd = makeDirectory({ 'main.zig': `${BOX}${two}${use}` });
  const explain = (name: string) => rezig(cwd, ['explain', 'main.zig', name, ...BOX_OPTIONS]);
  const missing = explain('main.aera');
  equal(missing.code, 1);
  match(missing.stderr, /^error: 'main\.aera': there is no such declaration; similar ones are:\n {4}main\.area$/m);
  equal(missing.stdout, '');
  const several = explain('one');
  equal(several.code, 1);
  match(several.stderr, /^error: 'one': several declarations have this name:\n {4}main\.A\.one\n {4}main\.B\.one\n$/);
});
