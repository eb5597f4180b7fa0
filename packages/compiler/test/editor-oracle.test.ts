import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { officialZig, runOfficial } from '../../../oracle/index.mjs';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { parse } from '../src/syntax/parse.ts';
import { editorCases } from './support/editor-cases.ts';
import { samplesOf, withLogs } from './support/hover-samples.ts';

/* What the marks of `editor/*.zig` say of the types and values of expressions is what the official compiler says. */

const directory = new URL('./editor/', import.meta.url);

/** What it prints has the name of the file in it, and numbers that follow from the order of analysis. */
function plain(text: string): string {
  return text.replaceAll(/\bcase\d+\./g, 'main.').replaceAll(/__(anon|struct|enum|union|opaque)_\d+/g, '__$1');
}

test('expected types and values are what the official compiler logs', {
  skip: officialZig === null && 'no official compiler',
}, () => {
  const scratch = scratchDirectory();
  const expected = new Map<number, string>();
  const files: string[] = [];
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.zig'))) {
    for (const { text, expectations } of editorCases(readFileSync(new URL(name, directory), 'utf8'))) {
      const bytes = Buffer.from(text);
      const tree = parse(bytes);
      if (tree.errors.length > 0) continue;
      const asked = expectations.filter(({ question }) => question === 'type');
      const samples = samplesOf(tree, Number.POSITIVE_INFINITY, () => 0)
        .filter((sample) => asked.some(({ at }) => at === sample.at))
        .map((sample) => ({ ...sample, number: expected.size }));
      for (const [i, sample] of samples.entries()) {
        const { answer } = asked.find(({ at }) => at === sample.at)!;
        samples[i] = { ...sample, number: expected.size };
        expected.set(expected.size, answer);
      }
      if (samples.length === 0) continue;
      const file = `case${files.length}.zig`;
      files.push(file);
      writeFileSync(join(scratch, file), withLogs(bytes, samples));
    }
  }
  const imports = files.map((file) => `    _ = @import("${file}");\n`).join('');
  writeFileSync(join(scratch, 'main.zig'), `comptime {\n${imports}}\npub fn main() void {}\n`);
  const { stderr } = runOfficial([
    'build-obj',
    join(scratch, 'main.zig'),
    '-fno-emit-bin',
    '-target',
    'wasm32-wasi',
    '--cache-dir',
    join(scratch, 'cache'),
  ]);
  const logged = new Map<number, string[]>();
  for (const [, number, told] of stderr.matchAll(/^@as\(comptime_int, (\d+)\), (.*)$/gm))
    logged.set(Number(number), [...(logged.get(Number(number)) ?? []), plain(told)]);
  const wrong: string[] = [];
  let compared = 0;
  for (const [number, answer] of expected) {
    const types = logged.get(2 * number);
    if (types === undefined) continue;
    compared++;
    const [type] = answer.split(' = ');
    if (!types.includes(plain(`@as(type, ${type})`))) wrong.push(`${answer}\n    official: ${types.join(' | ')}`);
    const values = logged.get(2 * number + 1) ?? [];
    const value = answer.slice(type.length + 3);
    if (value !== '' && values.length > 0 && !values.includes(plain(`@as(${type}, ${value})`)))
      wrong.push(`${answer}\n    official: ${values.join(' | ')}`);
  }
  deepEqual(wrong, []);
  ok(compared > 100, `${compared} of ${expected.size} compared: ${stderr.slice(0, 2000)}`);
});
