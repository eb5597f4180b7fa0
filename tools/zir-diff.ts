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
import { parse } from '../packages/compiler/src/syntax/parse.ts';
import { lowerFile } from '../packages/compiler/src/zir/lower.ts';
import { libraryFiles } from '../test/front-end/official.ts';
import { OfficialDumps } from './zir-diff/dump.ts';
import { OfficialReader } from './zir-diff/official.ts';
import { OurReader } from './zir-diff/ours.ts';
import { printUnits, type Unit } from './zir-diff/print.ts';

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
const members = new Map(dumps.names.tags.map(({ name, member }) => [name, member]));

interface Difference {
  readonly unit: string;
  readonly kind: string;
  readonly official: string;
  readonly ours: string;
}

function compareUnits(official: readonly Unit[], ours: readonly Unit[]): Difference[] {
  const found: Difference[] = [];
  for (let i = 0; i < Math.max(official.length, ours.length); i++) {
    const theirLines = official[i]?.lines ?? [];
    const ourLines = ours[i]?.lines ?? [];
    const unit = official[i]?.name ?? ours[i]?.name ?? '';
    if (values.filter !== undefined && !unit.includes(values.filter)) continue;
    if (failed(theirLines) && failed(ourLines)) continue;
    const length = Math.max(theirLines.length, ourLines.length);
    let line = 0;
    while (line < length && theirLines[line] === ourLines[line]) line++;
    if (line === length) continue;
    if (values.verbose && found.length === 0) showBoth(unit, theirLines, ourLines, line);
    const [theirs, own] = [theirLines[line] ?? '<end>', ourLines[line] ?? '<end>'];
    found.push({ unit, kind: kindOf(theirs, own), official: theirs.trim(), ours: own.trim() });
  }
  return found;
}

/** Whether a declaration has an error instead of its value. Of its kind the official one then says nothing. */
function failed(lines: readonly string[]): boolean {
  return lines.length > 0 && /^ {4}%\d+ = astgen_error/.test(lines[lines.length - 1]);
}

const nameIn = (line: string): string => /= (\w+)\(/.exec(line)?.[1] ?? line.trim();

function kindOf(official: string, ours: string): string {
  const [theirs, own] = [nameIn(official), nameIn(ours)];
  if (theirs !== own) return `${theirs} | ${own}`;
  const place = (line: string): string => line.slice(line.lastIndexOf(')'));
  const operands = (line: string): string => line.slice(0, line.lastIndexOf(')'));
  return operands(official) === operands(ours) && place(official) !== place(ours)
    ? `${theirs}: place`
    : `${theirs}: operands`;
}

function showBoth(unit: string, official: readonly string[], ours: readonly string[], line: number): void {
  const from = Math.max(0, line - 12);
  console.log(`--- ${unit}, from line ${from}`);
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
  const tree = parse(source);
  const reader = new OfficialReader(dumps.read(source), dumps.names, tree);
  let differences: Difference[];
  try {
    const zir = lowerFile(tree);
    const official = reader.empty ? [] : printUnits(reader);
    units += official.length;
    differences =
      reader.failed !== zir.errors.length > 0
        ? [{ unit: name, kind: 'errors', official: `failed: ${reader.failed}`, ours: zir.errors[0]?.message ?? '-' }]
        : reader.empty
          ? []
          : compareUnits(official, printUnits(new OurReader(zir, tree, members)));
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const [message, at] = stack.split('\n');
    differences = [{ unit: name, kind: `throws ${message} ${at?.trim()}`, official: '', ours: stack.slice(0, 600) }];
  }
  if (differences.length === 0) same++;
  different += differences.length;
  for (const { kind, unit } of differences) {
    const entry = kinds.get(kind) ?? { count: 0, example: `${name} ${unit}` };
    entry.count++;
    kinds.set(kind, entry);
  }
  for (const { unit, official, ours } of values.all ? differences : differences.slice(0, 3)) {
    console.log(`${name}: ${unit}\n  official: ${official}\n  ours:     ${ours}`);
  }
}
const sorted = Array.from(kinds).sort(([, a], [, b]) => b.count - a.count);
for (const [kind, { count, example }] of sorted.slice(0, Number(values.kinds))) {
  console.log(`${String(count).padStart(6)}  ${kind}   (${example})`);
}
console.log(`${units - different} of ${units} declarations the same`);
console.log(`${same} of ${files.length} files the same`);
process.exit(same === files.length ? 0 : 1);
