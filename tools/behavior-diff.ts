import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { officialEnv, officialZig } from '../oracle/index.mjs';
import { WebAssembly } from '../packages/cli/src/webassembly.ts';
import { OptimizeMode } from '../packages/compiler/src/index.ts';
import { optimizeModule } from '../packages/compiler/src/state.ts';
import { zigLibDir } from '../packages/zig-lib/index.cjs';
import { BigStack } from '../test/support/big-stack.ts';
import { programOf, type RandomCase, type RandomProgram, randomCase } from './random-program.ts';
import type { Answer } from './sema-ours.ts';

/*
 * npm run behavior-diff -- [--count N] [--seed S] [--batch N] [--first N] [--keep DIR] [--no-release]
 *
 * Makes random programs (`random-program.ts`) and compares what they print, and with which panic they end, between the official compiler
 * with LLVM and this one: in Debug, and where nothing failed in one of the release modes too, as the compiler makes it and with all that is done to such a
 * module before Binaryen. What either refuses is compared as messages. Case I of
 * seed S is the same in every run; --first: the number of the first. Cases are compiled --batch at a time.
 *
 * Each case that they disagree on is written to DIR (behavior-diff in the directory of temporary files) as a program of its own with both answers
 * behind it. Exit code 1 if there is one, 2 if the official compiler is not installed.
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    batch: { type: 'string', default: '20' },
    keep: { type: 'string', default: join(tmpdir(), 'behavior-diff') },
    'no-release': { type: 'boolean', default: false },
  },
});
if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const zig = officialZig;
const work = mkdtempSync(join(tmpdir(), 'behavior-diff-'));
const cache = join(tmpdir(), 'behavior-diff-cache');
const thread = new BigStack(new URL('sema-ours.ts', import.meta.url));
mkdirSync(values.keep, { recursive: true });

/** What a compiler made of a program: the messages of the cases that it refuses, a module, or neither where it failed itself. */
interface Compiled {
  readonly messages: ReadonlyMap<number, string>;
  readonly module: Uint8Array<ArrayBuffer> | null;
  readonly failure: string;
}

/** The messages in what a compiler printed, by the number of the case that they are in. */
function messagesByCase(program: RandomProgram, printed: string): Map<number, string> {
  const found = new Map<number, string>();
  let current: RandomCase | undefined;
  for (const line of printed.split('\n')) {
    const match = /^(?:\S*?)main\.zig:(\d+):(\d+): (error|note): (.*)$/.exec(line);
    if (match === null) continue;
    const at = Number(match[1]);
    const holder = program.cases.findLast((one) => one.line <= at);
    if (match[3] === 'error') current = holder;
    if (current === undefined) continue;
    const place = holder === current ? `${at - current.line}:${match[2]}` : 'elsewhere';
    found.set(current.number, `${found.get(current.number) ?? ''}${place}: ${match[3]}: ${match[4]}\n`);
  }
  return found;
}

function compileOfficially(program: RandomProgram): Promise<Compiled> {
  const directory = mkdtempSync(join(work, 'official-'));
  writeFileSync(join(directory, 'main.zig'), program.text);
  const args = [
    'build-exe',
    'main.zig',
    '-target',
    'wasm32-wasi',
    '-fllvm',
    '-fno-ubsan-rt',
    '-fno-entry',
    '-rdynamic',
  ];
  const env = { ...officialEnv, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
  return new Promise((resolve) => {
    const child = spawn(zig, [...args, '--color', 'off', '-femit-bin=main.wasm'], {
      cwd: directory,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (printed += text));
    child.on('close', (code) => {
      const module = code === 0 ? new Uint8Array(readFileSync(join(directory, 'main.wasm'))) : null;
      rmSync(directory, { recursive: true, force: true });
      const messages = messagesByCase(program, printed);
      resolve({ messages, module, failure: module === null && messages.size === 0 ? printed || `code ${code}` : '' });
    });
  });
}

async function compileOurs(program: RandomProgram, mode: OptimizeMode): Promise<Compiled> {
  const { printed, module } = await thread.call<Answer>('compileFresh', true, program.text, true, mode);
  const messages = messagesByCase(program, printed);
  const isFault = printed.includes('fault');
  return {
    messages,
    module: module === null ? null : new Uint8Array(module),
    failure: isFault || (module === null && messages.size === 0) ? printed : '',
  };
}

/** `module` with all that is done to it for speed but what Binaryen does. */
function prepared(module: Uint8Array): Promise<Uint8Array> {
  const level = { first: [], later: [], last: [], rounds: 4, unrolls: true };
  return optimizeModule(module, level, async (_args, between) => between);
}

/** What a module exports: `case_NUMBER` besides. */
type CaseExports = { readonly memory: { readonly buffer: ArrayBuffer } } & Readonly<Record<string, () => void>>;

/** What case `number` of a module prints, and how it ends. */
function runCase(module: object, number: number): string {
  const lines: string[] = [];
  let memory: { readonly buffer: ArrayBuffer } | undefined;
  const env = {
    put: (bits: bigint) => lines.push(BigInt.asUintN(64, bits).toString(16)),
    say: (at: number, len: number) => lines.push(Buffer.from(memory!.buffer, at, len).toString('latin1')),
  };
  const wasi = new Proxy({}, { get: () => () => 0 });
  const { exports } = new WebAssembly.Instance<CaseExports>(module, { env, wasi_snapshot_preview1: wasi });
  memory = exports.memory;
  try {
    exports[`case_${number}`]();
  } catch (trap) {
    lines.push(`trap`);
    if (!(trap instanceof Error) || trap.name !== 'RuntimeError') lines.push(String(trap));
  }
  return lines.join(' ');
}

const counts = { compared: 0, refused: 0, differ: 0, failed: 0, trapped: 0 };

function report(number: number, what: string, expected: string, found: string): void {
  counts.differ++;
  const { text } = programOf([randomCase(Number(values.seed), number)]);
  const path = join(values.keep, `${values.seed}-${number}.zig`);
  const answers = `${what}\nofficial: ${expected}\nours:     ${found}`;
  console.log(`--- case ${number}, ${path}: ${answers.slice(0, 1200)}`);
  writeFileSync(path, `${text}${answers.replace(/^/gm, '// ')}\n`);
}

/** Compares cases. Those that a compiler refuses are left out and the others compiled again. */
async function compare(cases: readonly Omit<RandomCase, 'line'>[]): Promise<void> {
  if (cases.length === 0) return;
  const program = programOf(cases);
  const [official, ours] = await Promise.all([compileOfficially(program), compileOurs(program, OptimizeMode.Debug)]);
  if (official.failure !== '' || ours.failure !== '') {
    if (cases.length > 1) {
      const half = cases.length >> 1;
      await compare(cases.slice(0, half));
      return compare(cases.slice(half));
    }
    if (ours.failure !== '') report(cases[0].number, 'compiling', official.failure, ours.failure);
    else counts.failed++;
    return;
  }
  if (official.messages.size > 0 || ours.messages.size > 0) {
    for (const { number } of cases) {
      const expected = official.messages.get(number) ?? '';
      const found = ours.messages.get(number) ?? '';
      if (expected !== '') counts.refused++;
      if (expected !== found) report(number, 'messages', `\n${expected}`, `\n${found}`);
    }
    return compare(cases.filter(({ number }) => !official.messages.has(number) && !ours.messages.has(number)));
  }
  const expected = await WebAssembly.compile(official.module!);
  const found = await WebAssembly.compile(ours.module!);
  const modes = [OptimizeMode.ReleaseSafe, OptimizeMode.ReleaseFast, OptimizeMode.ReleaseSmall];
  const mode = modes[cases[0].number % 3];
  const release = values['no-release'] ? null : await compileOurs(program, mode);
  if (release !== null && release.module === null)
    report(cases[0].number, 'compiling for release', '', release.failure);
  const released = new Map<string, object>();
  if (release?.module) {
    released.set(OptimizeMode[mode], await WebAssembly.compile(release.module));
    released.set(`${OptimizeMode[mode]}, prepared`, await WebAssembly.compile(await prepared(release.module)));
  }
  for (const { number } of cases) {
    counts.compared++;
    const wanted = runCase(expected, number);
    const got = runCase(found, number);
    const trapped = wanted.endsWith('trap');
    if (trapped) counts.trapped++;
    if (wanted !== got) report(number, 'Debug', wanted, got);
    else if (!trapped || mode === OptimizeMode.ReleaseSafe)
      for (const [what, module] of released) {
        const inRelease = runCase(module, number);
        if (inRelease !== wanted) report(number, what, wanted, inRelease);
      }
  }
}

const first = Number(values.first);
const end = first + Number(values.count);
for (let at = first; at < end; at += Number(values.batch)) {
  const numbers = Array.from({ length: Math.min(Number(values.batch), end - at) }, (_, i) => at + i);
  await compare(numbers.map((number) => randomCase(Number(values.seed), number)));
}
await thread.close();
rmSync(work, { recursive: true, force: true });
console.log(
  `${counts.compared} cases run, ${counts.trapped} of them to a failed check; ${counts.refused} refused, ${counts.failed} not compiled by the official compiler`,
);
console.log(`${counts.differ} differ`);
process.exit(counts.differ === 0 ? 0 : 1);
