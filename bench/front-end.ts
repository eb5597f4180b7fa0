import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officialZig } from '../oracle/index.mjs';
import { FileTable } from '../packages/compiler/src/compilation/files.ts';
import { MemoryHost } from '../packages/compiler/src/compilation/host.ts';
import { parse, parseTokens } from '../packages/compiler/src/syntax/parse.ts';
import { tokenize } from '../packages/compiler/src/syntax/tokenizer.ts';
import { lowerFile } from '../packages/compiler/src/zir/lower.ts';
import { median, milliseconds, printTable, ratio, time } from './measure.ts';
import { timeOfficial } from './official.ts';

const RUNS = 7;
const EDITS = 40;

function zigFiles(directory: string): string[] {
  const names = readdirSync(directory, { recursive: true }) as string[];
  return names.filter((name) => name.endsWith('.zig')).map((name) => join(directory, name));
}

function medianOf(runs: number, work: () => void): number {
  return median(Array.from({ length: runs }, () => time(work)));
}

/** Bytes to ZIR, and what an edit in a large file costs. `zigLibDir`: the Zig library directory. */
export function benchFrontEnd(zigLibDir: string): void {
  const paths = zigFiles(join(zigLibDir, 'std'));
  const sources = paths.map((path) => new Uint8Array(readFileSync(path)));
  const megabytes = sources.reduce((sum, source) => sum + source.length, 0) / 1e6;
  const tokens = sources.map((source) => tokenize(source));
  const trees = sources.map((source) => parse(source));
  const ours = {
    tokenize: medianOf(RUNS, () => {
      for (const source of sources) tokenize(source);
    }),
    parse: medianOf(RUNS, () => {
      for (let i = 0; i < sources.length; i++) parseTokens(sources[i], tokens[i]);
    }),
    lower: medianOf(RUNS, () => {
      for (const tree of trees) lowerFile(tree);
    }),
    all: medianOf(RUNS, () => {
      for (const source of sources) lowerFile(parse(source));
    }),
  };
  console.log(
    `\nfront end: std, ${paths.length} files, ${megabytes.toFixed(1)} MB, one thread, medians of ${RUNS} runs`,
  );
  const speed = (ms: number): string => `${((megabytes / ms) * 1000).toFixed(1)} MB/s`;
  printTable([
    ['', 'time', 'speed'],
    ['tokenize', milliseconds(ours.tokenize), speed(ours.tokenize)],
    ['parse (tokens to tree)', milliseconds(ours.parse), speed(ours.parse)],
    ['lower (tree to ZIR)', milliseconds(ours.lower), speed(ours.lower)],
    ['all (bytes to ZIR)', milliseconds(ours.all), speed(ours.all)],
  ]);
  if (officialZig !== null) compareWithAstCheck(paths, ours.all, zigLibDir);
  benchEdit(zigLibDir);
}

/**
 * The official `ast-check` takes one file a process. What a process costs is measured with an empty file, as often, and taken
 * off. It does the same work: bytes to ZIR, and the errors found on the way.
 */
function compareWithAstCheck(paths: readonly string[], ours: number, zigLibDir: string): void {
  const start = median(Array.from({ length: 50 }, () => timeOfficial(['ast-check', '/dev/null'])));
  // Each beside an empty one, so that both see the machine in the same state.
  let work = 0;
  for (const path of paths) work += timeOfficial(['ast-check', path]) - timeOfficial(['ast-check', '/dev/null']);
  const large = join(zigLibDir, 'std', 'zig', 'AstGen.zig');
  const largeSource = new Uint8Array(readFileSync(large));
  const largeOfficial = median(Array.from({ length: 15 }, () => timeOfficial(['ast-check', large]))) - start;
  const largeOurs = medianOf(15, () => lowerFile(parse(largeSource)));
  console.log(`\n  against the official ast-check, ${milliseconds(start)} for the start of each process taken off:`);
  printTable([
    ['', 'ours', 'official', ''],
    ['all of std', milliseconds(ours), milliseconds(work), ratio(ours, work)],
    ['zig/AstGen.zig alone', milliseconds(largeOurs), milliseconds(largeOfficial), ratio(largeOurs, largeOfficial)],
  ]);
}

/** One edit to one function's body in a file of 13,000 lines, from changed bytes to what of its ZIR is another. */
function benchEdit(zigLibDir: string): void {
  const path = join(zigLibDir, 'std', 'zig', 'AstGen.zig');
  const text = readFileSync(path, 'utf8');
  const host = new MemoryHost({ readFile: (file) => new Uint8Array(readFileSync(file)) });
  const files = new FileTable({
    host,
    modules: [
      { name: 'AstGen', rootPath: path, isOwn: false },
      { name: 'std', rootPath: join(zigLibDir, 'std', 'std.zig'), isOwn: false },
    ],
  });
  files.zir(files.root);
  const at = text.indexOf('fn whileExpr(');
  const body = text.indexOf('{\n', text.indexOf(') InnerError!', at)) + 2;
  const times: number[] = [];
  for (let edit = 0; edit < EDITS; edit++) {
    host.files.set(
      path,
      Buffer.from(`${text.slice(0, body)}    if (${edit} == 1000) unreachable;\n${text.slice(body)}`),
    );
    times.push(time(() => files.refresh([path])));
  }
  const official =
    officialZig === null ? Number.NaN : median(Array.from({ length: 15 }, () => timeOfficial(['ast-check', path])));
  console.log(`\n  a body edited in zig/AstGen.zig, until what changed is known, median of ${EDITS} edits:`);
  printTable([
    ['', 'ours', 'official ast-check, with its start', ''],
    ['', milliseconds(median(times)), milliseconds(official), ratio(median(times), official)],
  ]);
}
