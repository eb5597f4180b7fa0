// Compares our ZIR with the official one, instruction by instruction: npm run zir-diff -- [--verbose] [--all] [--kinds N] [FILE...]
//
// Without files: all of the library (std, compiler_rt, compiler, init). Prints for each file that differs the first difference in each
// declaration that has one (at most three a file; `--all` prints all), a count per kind of difference, and how many files are the same.
// `--verbose` prints both texts of the first declaration that differs. `--filter TEXT`: only declarations whose name has TEXT in it.
//
// What the format of our ZIR leaves out is not compared: hashes, lines, doc comments, names of captures. Exit code 1 if something differs,
// 2 if the official compiler is not installed.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { zigLibDir } from '@rezig/zig-lib';
import { officialZig } from '../oracle/index.mjs';
import { libraryFiles } from '../test/front-end/official.ts';
import { compareZir, type Difference } from './zir-diff/compare.ts';
import { OfficialDumps } from './zir-diff/dump.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    verbose: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    kinds: { type: 'string', default: '40' },
    filter: { type: 'string' },
  },
});
if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const library = zigLibDir;
const paths = positionals.length > 0 ? positionals : libraryFiles().map((name) => join(library, name));
const files = paths.map((path) => ({ path, source: new Uint8Array(readFileSync(path)) }));
const dumps = new OfficialDumps();
dumps.prepare(files);

function compareFile(source: Uint8Array): ReturnType<typeof compareZir> {
  try {
    return compareZir(source, dumps);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const lines = stack.split('\n');
    const kind = `throws ${lines[0]} ${lines[1]?.trim()}`;
    return { units: 1, differences: [{ unit: 'the file', kind, official: [''], ours: lines, line: 0 }] };
  }
}

function show(file: string, { unit, official, ours, line }: Difference): void {
  const end = '<end>';
  console.log(
    `${file}: ${unit}\n  official: ${(official[line] ?? end).trim()}\n  ours:     ${(ours[line] ?? end).trim()}`,
  );
}

/** Both texts around the first difference. */
function showBoth({ official, ours, line }: Difference): void {
  const from = Math.max(0, line - 12);
  for (let i = from; i < line; i++) console.log(`    ${official[i]}`);
  for (const text of official.slice(line, line + 25)) console.log(`  o ${text}`);
  for (const text of ours.slice(line, line + 25)) console.log(`  r ${text}`);
}

let same = 0;
let units = 0;
let different = 0;
const kinds = new Map<string, { count: number; example: string }>();
for (const { path, source } of files) {
  const name = relative(library, path).startsWith('..') ? path : relative(library, path);
  const result = compareFile(source);
  const differences = result.differences.filter(
    ({ unit }) => values.filter === undefined || unit.includes(values.filter),
  );
  units += result.units;
  different += differences.length;
  if (differences.length === 0) same++;
  for (const { kind, unit } of differences) {
    const entry = kinds.get(kind) ?? { count: 0, example: `${name} ${unit}` };
    entry.count++;
    kinds.set(kind, entry);
  }
  for (const difference of values.all ? differences : differences.slice(0, 3)) show(name, difference);
  if (values.verbose && differences.length > 0) showBoth(differences[0]);
}
const sorted = Array.from(kinds).sort(([, a], [, b]) => b.count - a.count);
for (const [kind, { count, example }] of sorted.slice(0, Number(values.kinds))) {
  console.log(`${String(count).padStart(6)}  ${kind}   (${example})`);
}
console.log(`${units - different} of ${units} declarations the same`);
console.log(`${same} of ${files.length} files the same`);
process.exit(same === files.length ? 0 : 1);
