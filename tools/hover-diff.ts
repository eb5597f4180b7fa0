import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { officialEnv, officialZig } from '../oracle/index.mjs';
import { Compilation } from '../packages/compiler/src/compilation/compilation.ts';
import { EditorQueries } from '../packages/compiler/src/editor/index.ts';
import { parse } from '../packages/compiler/src/syntax/parse.ts';
import { type Sample, samplesOf, withLogs } from '../packages/compiler/test/support/hover-samples.ts';
import { zigLibDir } from '../packages/zig-lib/index.cjs';
import { randomNumbers } from '../test/front-end/random.ts';

/*
 * npm run hover-diff -- [--count N] [--seed S] [--only TEXT] [--verbose]
 *
 * Compares what queries say of expressions in files of the library - their types, and values that are known at compile time - with what the official
 * compiler prints of the same expressions in `@compileLog`. Of each file N / (how many files) expressions of seed S are asked about at once. Expressions that
 * the official compiler does not come to are not counted. Of several instances of a generic function one has to agree.
 *
 * Exit code 1 if less than all agree, 2 if the official compiler is not installed.
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
  },
});
if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const zig = officialZig;
const library = zigLibDir;

/** Files of the library, and how a program names each. */
const FILES: readonly (readonly [string, string])[] = [
  ['ascii.zig', 'std.ascii'],
  ['base64.zig', 'std.base64'],
  ['bit_set.zig', 'std.bit_set'],
  ['enums.zig', 'std.enums'],
  ['fmt.zig', 'std.fmt'],
  ['leb128.zig', 'std.leb'],
  ['math.zig', 'std.math'],
  ['mem.zig', 'std.mem'],
  ['meta.zig', 'std.meta'],
  ['sort.zig', 'std.sort'],
  ['unicode.zig', 'std.unicode'],
  ['Uri.zig', 'std.Uri'],
  ['SemanticVersion.zig', 'std.SemanticVersion'],
  ['Random.zig', 'std.Random'],
  ['time/epoch.zig', 'std.time.epoch'],
  ['hash/crc.zig', 'std.hash.crc'],
  ['hash/wyhash.zig', 'std.hash.Wyhash'],
  ['crypto/sha2.zig', 'std.crypto.hash.sha2'],
  ['json/Scanner.zig', 'std.json.Scanner'],
  ['zig/tokenizer.zig', 'std.zig.Tokenizer'],
  ['heap/FixedBufferAllocator.zig', 'std.heap.FixedBufferAllocator'],
  ['fmt/parse_float.zig', 'std.fmt.parse_float'],
];

/** A program that has all of what is at `path` analysed that needs no arguments, and some that does. */
function program(path: string): string {
  return `const std = @import("std");
comptime {
    @setEvalBranchQuota(100_000);
    const of = ${path};
    for (@typeInfo(of).@"struct".decls) |decl| _ = &@field(of, decl.name);
}
fn use(text: []const u8, numbers: []u32) usize {
    std.sort.block(u32, numbers, {}, std.sort.asc(u32));
    const set = std.StaticBitSet(40).initFull();
    const number = std.fmt.parseInt(u16, text, 10) catch 3;
    const float = std.fmt.parseFloat(f64, text) catch 1.0;
    return std.mem.indexOf(u8, text, "a") orelse set.count() + number + @as(usize, @intFromFloat(float));
}
pub fn main() void {
    var numbers = [_]u32{ 3, 1, 2 };
    _ = use("12", &numbers);
}
`;
}

const scratch = mkdtempSync(join(tmpdir(), 'hover-diff-'));
const copy = join(scratch, 'lib');
cpSync(library, copy, { recursive: true, dereference: true });

interface Compared {
  readonly file: string;
  readonly asked: number;
  readonly agreed: number;
  readonly wrong: readonly string[];
}

async function compare(file: string, path: string, count: number, seed: number): Promise<Compared> {
  const rootPath = join(scratch, 'main.zig');
  writeFileSync(rootPath, program(path));
  const filePath = join(library, 'std', file);
  const host = {
    readFile: (name: string) => (existsSync(name) ? new Uint8Array(readFileSync(name)) : ('FileNotFound' as const)),
  };
  const compilation = new Compilation({ rootPath, zigLibDir: library, host, emit: false });
  compilation.update();
  const queries = new EditorQueries(compilation);
  const source = readFileSync(filePath);
  const tree = parse(source);
  const samples = samplesOf(tree, count, randomNumbers(seed)).flatMap((sample) => {
    const told = queries.typeAt(filePath, sample.at);
    const isWhole = told !== null && told.range.start === sample.start && told.range.end === sample.end;
    return isWhole ? [{ ...sample, type: told.type, value: told.value }] : [];
  });
  const output = await official(file, rootPath, source, samples);
  const wrong: string[] = [];
  let asked = 0;
  for (const [number, sample] of samples.entries()) {
    const types = output.get(2 * number) ?? [];
    if (types.length === 0) continue;
    asked++;
    const values = output.get(2 * number + 1) ?? [];
    const isType = types.includes(unnumbered(`@as(type, ${sample.type})`));
    const isValue =
      sample.value === null ||
      values.length === 0 ||
      values.includes(unnumbered(`@as(${sample.type}, ${sample.value})`));
    if (isType && isValue) continue;
    const given = `${sample.type}${sample.value === null ? '' : ` = ${sample.value}`}`;
    wrong.push(
      `${file}:${lineOf(source, sample.start)}: ${sample.text}\n  ours: ${given}\n  official: ${[...new Set([...types, ...values])].join(' | ')}`,
    );
  }
  return { file, asked, agreed: asked - wrong.length, wrong };
}

/** Without the numbers in official names, which they have by the order of analysis. */
function unnumbered(text: string): string {
  return text.replaceAll(/__(anon|struct|enum|union|opaque)_\d+/g, '__$1');
}

function lineOf(source: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) if (source[i] === 0x0a) line++;
  return line;
}

/** What the official compiler prints of each sample, by twice its number for the type, and one more for the value. */
async function official(
  file: string,
  rootPath: string,
  source: Uint8Array,
  samples: readonly Sample[],
): Promise<Map<number, string[]>> {
  const target = join(copy, 'std', file);
  rmSync(target);
  writeFileSync(target, withLogs(source, samples));
  const args = [
    'build-obj',
    rootPath,
    '-fno-emit-bin',
    '-target',
    'wasm32-wasi',
    '--zig-lib-dir',
    copy,
    '--cache-dir',
    join(scratch, 'cache'),
  ];
  const run = spawn(zig, args, { stdio: ['ignore', 'ignore', 'pipe'], env: officialEnv });
  const errors = await text(run.stderr);
  rmSync(target);
  writeFileSync(target, source);
  const found = new Map<number, string[]>();
  for (const [, number, told] of errors.matchAll(/^@as\(comptime_int, (\d+)\), (.*)$/gm)) {
    const known = found.get(Number(number));
    if (known === undefined) found.set(Number(number), [unnumbered(told)]);
    else known.push(unnumbered(told));
  }
  if (found.size === 0 && samples.length > 0) console.error(`${file}: ${errors.slice(0, 600)}`);
  return found;
}

const files = FILES.filter(([file]) => file.includes(values.only));
const perFile = Math.ceil(Number(values.count) / files.length);
let asked = 0;
let agreed = 0;
for (const [i, [file, path]] of files.entries()) {
  const compared = await compare(file, path, perFile, Number(values.seed) * 1000 + i);
  asked += compared.asked;
  agreed += compared.agreed;
  console.log(`${file}: ${compared.agreed} of ${compared.asked}`);
  if (values.verbose || compared.wrong.length < 6) for (const line of compared.wrong) console.log(line);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${agreed} of ${asked} agree`);
process.exitCode = agreed === asked ? 0 : 1;
