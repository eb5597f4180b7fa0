import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officialZig } from '../oracle/index.mjs';
import { BigStack } from '../test/support/big-stack.ts';
import { type GeneratedProgram, generateProgram } from './generate.ts';
import { median, milliseconds, printTable, ratio } from './measure.ts';
import { OfficialServer } from './official.ts';
import { measureProcesses, processRows } from './processes.ts';
import type { SessionTimes, TextEdit } from './program.ts';

const SIZES = [300, 5000, 20_000];
/** So many that most are made with the code of the compiler that V8 optimized. */
const STEPS = 200;
const OFFICIAL_STEPS = 3;

interface Subject {
  readonly name: string;
  readonly program: GeneratedProgram;
}

/**
 * What builds in new processes and edits cost in programs of several sizes; edits where an update is told that a file may be another, which it then compares with what it was, and where it is told
 * the edits of its text. `words`: the sizes and programs to take, none for all; `alone` leaves out the official compiler.
 */
export async function benchIncremental(words: readonly string[], zigLibDir: string): Promise<void> {
  const isAlone = words.includes('alone') || officialZig === null;
  const chosen = words.filter((word) => word !== 'alone');
  for (const subject of subjects(chosen)) await benchSubject(subject, zigLibDir, isAlone);
}

function subjects(words: readonly string[]): Subject[] {
  const sizes = words.map(Number).filter((size) => size > 0);
  const isAll = words.length === 0;
  const layouts = words.includes('split') ? [false] : isAll ? [true, false] : [true];
  const found = (isAll ? SIZES : sizes).flatMap((size) =>
    layouts.map((inOneFile) => ({
      name: `${size} functions in ${inOneFile ? 'one file' : 'files of 200'}`,
      program: generateProgram(size, inOneFile),
    })),
  );
  if (isAll || words.includes(ZIG_IN_ZIG)) found.push({ name: ZIG_IN_ZIG, program: zigInZig() });
  if (found.length === 0) throw new RangeError(`'${words.join(' ')}' names no size and no program`);
  return found;
}

const ZIG_IN_ZIG = '12_zig_in_zig';

/** A program that uses much of the library. */
function zigInZig(): GeneratedProgram {
  const text = readFileSync(new URL(`../test/programs/${ZIG_IN_ZIG}.zig`, import.meta.url), 'utf8');
  const path = 'main.zig';
  const start = 'pub fn main(init: std.process.Init) !void {';
  return {
    files: new Map([[path, text]]),
    edits: [
      { what: 'a body', path, from: start, to: (step) => `${start}\n    if (@returnAddress() == ${step}) return;` },
      { what: 'a comment', path, from: start, to: (step) => `// Line ${step}.\n${start}` },
    ],
  };
}

async function benchSubject({ name, program }: Subject, zigLibDir: string, isAlone: boolean): Promise<void> {
  const edits = program.edits.map(({ what, path, from, to }): TextEdit => {
    return { what, path, steps: Array.from({ length: STEPS }, (_, step) => ({ from, to: to(step) })) };
  });
  const thread = new BigStack(new URL('./program.ts', import.meta.url));
  let ours: SessionTimes;
  try {
    ours = await thread.call<SessionTimes>('measureSession', program.files, edits, zigLibDir, 2);
  } finally {
    await thread.close();
  }
  const official = isAlone ? null : await measureOfficial(program);
  const bytes = [...program.files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  console.log(
    `\n${name}: ${megabytes(bytes)} of source, a module of ${megabytes(ours.moduleBytes)}, at most ${megabytes(ours.peakMemory)} of memory`,
  );
  if (!isAlone) {
    const call = program.edits.find(({ what }) => what === 'a call more')!;
    const processes = measureProcesses(program.files, program.edits[0], call);
    printTable([['', 'ours', 'official', ''], ...processRows(processes)]);
  }
  const build = official?.build ?? Number.NaN;
  const rows = ours.edits.map(({ what, updates, processor, analysed, written, asTextEdits }) => {
    const time = median(updates);
    const theirs = official?.edits.get(what) ?? Number.NaN;
    const [least, used] = [Math.min(...updates), median(processor)].map(milliseconds);
    const [edit, leastEdit] = [median(asTextEdits), Math.min(...asTextEdits)].map(milliseconds);
    return [
      what,
      milliseconds(time),
      milliseconds(theirs),
      ratio(time, theirs),
      least,
      used,
      edit,
      leastEdit,
      `${analysed}`,
      `${written}`,
    ];
  });
  const [first, second] = ours.builds;
  const [used, usedAgain] = ours.buildProcessor.map(milliseconds);
  printTable([
    [
      '',
      'ours',
      'official',
      '',
      'the least',
      'processor time',
      'as text edits',
      'the least',
      'analysed',
      'bytes written',
    ],
    [
      'a build, the first in the process',
      milliseconds(first),
      milliseconds(build),
      ratio(first, build),
      '',
      used,
      '',
      '',
      '',
      '',
    ],
    ['a build, again', milliseconds(second), '-', '-', '', usedAgain, '', '', '', ''],
    ...rows,
  ]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

interface OfficialTimes {
  readonly build: number;
  /** By what is edited; what it did not compile is missing. */
  readonly edits: ReadonlyMap<string, number>;
}

/** The same builds and edits by the official incremental server. A server that fails is started again for the next kind of edit. */
async function measureOfficial({ files, edits }: GeneratedProgram): Promise<OfficialTimes> {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  const write = (path: string, text: string): void => writeFileSync(join(directory, path), text);
  for (const [path, text] of files) write(path, text);
  let server = new OfficialServer('main.zig', directory);
  try {
    const build = await server.update();
    const found = new Map<string, number>();
    for (const { what, path, from, to } of edits) {
      const text = files.get(path)!;
      const change = async (edited: string): Promise<number> => {
        // It tells a change by the time of the last write.
        await new Promise((resolve) => setTimeout(resolve, 15));
        write(path, edited);
        return server.update();
      };
      try {
        const times: number[] = [];
        for (let step = 0; step < OFFICIAL_STEPS; step++) times.push(await change(text.replace(from, () => to(step))));
        found.set(what, median(times));
        await change(text);
      } catch {
        server.close();
        write(path, text);
        server = new OfficialServer('main.zig', directory);
        await server.update();
      }
    }
    return { build, edits: found };
  } finally {
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
