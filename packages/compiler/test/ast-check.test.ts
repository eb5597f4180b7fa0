import { deepEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { astCheck } from '../src/compilation/check.ts';

/*
 * ast-check/name.zig (or name.zon) has errors, ast-check/name.txt is what `zig ast-check --color off name.zig` says of them. To refresh the
 * expectation, ask the official compiler.
 */

const directory = new URL('ast-check/', import.meta.url);

for (const name of readdirSync(directory).filter((file) => /\.z[io][gn]$/.test(file))) {
  test(`ast-check ${name}`, () => {
    const source = new Uint8Array(readFileSync(new URL(name, directory)));
    const found = astCheck(name, source, { color: false });
    const expected = readFileSync(new URL(name.replace(/z[io][gn]$/, 'txt'), directory), 'utf8');
    deepEqual(found.split('\n'), expected.split('\n'));
  });
}
