import { deepEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compareZir } from '../../tools/zir-diff/compare.ts';
import { OfficialDumps } from '../../tools/zir-diff/dump.ts';
import { library, libraryFiles, skip } from './official.ts';

const compilerTests = fileURLToPath(new URL('../../packages/compiler/test', import.meta.url));

/** Files with literals such as `1e5.5`, of which the official compiler makes whatever its parser of floats leaves. */
const withUndefinedValue: ReadonlySet<string> = new Set(['limits.zig', 'literal-number.zig']);

/** A part of the library with files of all kinds, and texts about single rules, with and without errors. `npm run zir-diff` takes all. */
const paths = [
  ...libraryFiles()
    .filter((name) => /^std\/(zig|meta|mem|fmt|math)\b/.test(name))
    .map((name) => join(library, name)),
  ...['ast-check', 'zir-golden', 'sema/run', 'sema/errors'].flatMap((directory) =>
    readdirSync(join(compilerTests, directory))
      .filter((name) => name.endsWith('.zig') && !withUndefinedValue.has(name))
      .map((name) => join(compilerTests, directory, name)),
  ),
];

test('files are lowered to the instructions, operands and places of the official ZIR', { skip }, () => {
  const files = paths.map((path) => ({ path, source: new Uint8Array(readFileSync(path)) }));
  const dumps = new OfficialDumps();
  dumps.prepare(files);
  for (const { path, source } of files) {
    const found = compareZir(source, dumps).differences.map(({ unit, official, ours, line }) => ({
      unit,
      official: official[line],
      ours: ours[line],
    }));
    deepEqual(found, [], path);
  }
});
