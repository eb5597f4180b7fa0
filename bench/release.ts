import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig } from '../oracle/index.mjs';
import { importWasi } from '../packages/cli/src/wasi-program.ts';
import { milliseconds, printTable, ratio } from './measure.ts';
import { timeOfficial } from './official.ts';

/** Runs of each module. */
const RUNS = 40;
/** Milliseconds that those of a program take at least: what other processes do meanwhile is not in the least time. */
const MILLISECONDS = 10_000;
const MODES = ['ReleaseSmall', 'ReleaseFast'] as const;

const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));
const programs = fileURLToPath(new URL('../test/programs/', import.meta.url));

/** As much of the global as is used here; the types that come with Node have none for it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
};

/** A program of `test/programs`, and what it works on. */
interface Subject {
  readonly name: string;
  readonly args?: readonly string[];
  readonly input?: () => string;
}

const SUBJECTS: readonly Subject[] = [
  { name: '02_wordcount', input: wordText },
  { name: '09_crypto' },
  { name: '10_floats' },
  { name: '12_zig_in_zig' },
  { name: '18_vm', args: new Array<string>(20).fill(countdown(9000)) },
  { name: '19_records', input: recordLines },
];

/** Half a megabyte of words, some of them frequent. */
function wordText(): string {
  const words: string[] = [];
  for (let i = 0; i < 80_000; i++) words.push(`word${(i * i) % 997}${i % 7 === 0 ? ',' : ''}`);
  return words.join(' ');
}

/** A program of the virtual machine that counts down, in as many steps as it allows. */
function countdown(from: number): string {
  return `int ${from}\nloop:\nint -1\nadd\ndup 0\njumpz done\njump loop\ndone:\nprint`;
}

function recordLines(): string {
  const lines: string[] = [];
  for (let i = 0; i < 600; i++)
    lines.push(`name-${(i * 7919) % 600} someone;city${i % 23};${((i * 31) % 1000) / 10};tag${i % 5}, other`);
  return `${lines.join('\n')}\n`;
}

interface Built {
  readonly bytes: Buffer;
  /** Bytes of the module without what only tools read: names and debug information. */
  readonly size: number;
}

/** Sizes and run times of programs in release modes, beside those that the official compiler with LLVM makes. `words`: programs to take, none for all. */
export async function benchRelease(words: readonly string[]): Promise<void> {
  const chosen = SUBJECTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (chosen.length === 0)
    throw new RangeError(`'${words.join(' ')}' names no program: ${SUBJECTS.map(({ name }) => name).join(', ')}`);
  const directory = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  try {
    for (const mode of MODES) await benchMode(mode, chosen, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function benchMode(mode: string, subjects: readonly Subject[], directory: string): Promise<void> {
  console.log(
    `\n-O ${mode}, wasm32-wasi: bytes without names and debug information, and times of _start, the least of ${RUNS} runs or more`,
  );
  const rows = [['', 'ours', 'official', 'ratio', 'ours', 'official', '']];
  for (const subject of subjects) {
    const source = join(programs, `${subject.name}.zig`);
    const ours = built(join(directory, 'ours.wasm'), (output) => buildOurs(source, mode, output, directory));
    const official =
      officialZig === null
        ? null
        : built(join(directory, 'official.wasm'), (output) => {
            const target = ['-target', 'wasm32-wasi', '-O', mode, `-femit-bin=${output}`];
            const caches = ['--cache-dir', join(directory, 'zig'), '--global-cache-dir', join(directory, 'zig-global')];
            timeOfficial(['build-exe', source, ...target, ...caches], directory);
          });
    const times = await runTimes(subject, official === null ? [ours] : [ours, official], directory);
    const [time, theirs] = [times[0], times[1] ?? Number.NaN];
    const sizes = official === null ? ['-', '-'] : [bytes(official.size), (ours.size / official.size).toFixed(2)];
    rows.push([
      subject.name,
      bytes(ours.size),
      ...sizes,
      milliseconds(time),
      milliseconds(theirs),
      ratio(time, theirs),
    ]);
  }
  printTable(rows);
}

function bytes(count: number): string {
  return count.toLocaleString('en-US');
}

function buildOurs(source: string, mode: string, output: string, directory: string): void {
  const args = ['build-exe', source, '-O', mode, `-femit-bin=${output}`, '--cache-dir', join(directory, 'rezig')];
  const run = spawnSync(process.execPath, [rezig, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`rezig ${args.join(' ')}: ${run.stderr}`);
}

function built(output: string, build: (output: string) => void): Built {
  build(output);
  const bytes = readFileSync(output);
  return { bytes, size: sizeWithoutCustomSections(bytes) };
}

const CUSTOM_SECTION = 0;
const HEADER_SIZE = 8;

function sizeWithoutCustomSections(module: Buffer): number {
  let size = HEADER_SIZE;
  for (let at = HEADER_SIZE; at < module.length; ) {
    const start = at;
    const id = module[at++];
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++];
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += length;
    if (id !== CUSTOM_SECTION) size += at - start;
  }
  return size;
}

/** The least milliseconds that `_start` of each module takes, run in turns in this process; all must print the same. */
async function runTimes(subject: Subject, modules: readonly Built[], directory: string): Promise<number[]> {
  const inputFile = join(directory, 'input');
  writeFileSync(inputFile, subject.input?.() ?? '');
  const compiled = await Promise.all(modules.map(({ bytes }) => WebAssembly.compile(bytes)));
  const times = modules.map(() => Number.POSITIVE_INFINITY);
  const outputs = modules.map((_, which) => join(directory, `output${which}`));
  const start = performance.now();
  for (let run = 0; run < RUNS || performance.now() - start < MILLISECONDS; run++)
    for (let which = 0; which < compiled.length; which++)
      times[which] = Math.min(times[which], await timeRun(subject, compiled[which], inputFile, outputs[which]));
  const printed = outputs.map((output) => readFileSync(output, 'utf8'));
  if (printed.some((text) => text !== printed[0]))
    throw new Error(`${subject.name} does not print what the official one does`);
  return times;
}

async function timeRun({ name, args = [] }: Subject, module: object, input: string, output: string): Promise<number> {
  const { WASI } = await importWasi();
  const stdin = openSync(input, 'r');
  const stdout = openSync(output, 'w');
  const wasi = new WASI({ version: 'preview1', args: [name, ...args], stdin, stdout, returnOnExit: true });
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  const start = performance.now();
  const status = wasi.start(instance);
  const taken = performance.now() - start;
  closeSync(stdin);
  closeSync(stdout);
  if (status !== 0) throw new Error(`${name} ends with ${status}`);
  return taken;
}
