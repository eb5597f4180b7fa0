import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { officialEnv, officialZig } from '../oracle/index.mjs';
import { zigLibDir } from '../packages/zig-lib/index.cjs';
import { randomNumbers } from '../test/front-end/random.ts';
import { BigStack } from '../test/support/big-stack.ts';
import { type Base, basePrograms } from './sema-bases.ts';
import { messagesOf } from './sema-messages.ts';
import { mutateMeaning } from './sema-mutate.ts';
import type { Answer } from './sema-ours.ts';

/*
 * npm run sema-diff -- [--count N] [--seed S] [--changes N] [--only TEXT] [--run] [--keep DIR] [--plain] [FILE...]
 *
 * Changes valid programs so that analysis has something to say - another type, operand, qualifier, `comptime` before an expression, a `try` fewer
 * - and compares what this compiler and the official one say of each: texts, places, notes, order. Change I of seed S is the same in every
 * run. `--changes`: how many changes are made to a program at most, not just one or two; `--only`: programs with TEXT in their name; FILE: those instead of the project's; `--plain`: each of the programs once as it is; `--run`: what both
 * accept is also run, and what it prints compared, which takes the official compiler some seconds each.
 *
 * Each change that they disagree on is written to DIR (sema-diff in the directory of temporary files) with both answers behind it. Exit code 1
 * if there is one, 2 if the official compiler is not installed.
 */

/** How long one program may take, in milliseconds. */
const PATIENCE = 60_000;

const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    changes: { type: 'string' },
    only: { type: 'string', default: '' },
    keep: { type: 'string', default: join(tmpdir(), 'sema-diff') },
    plain: { type: 'boolean', default: false },
    run: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const zig = officialZig;
const cache = join(tmpdir(), 'sema-diff-cache');
const work = mkdtempSync(join(tmpdir(), 'sema-diff-'));
mkdirSync(values.keep, { recursive: true });

/** One program to ask both compilers about. */
interface Item {
  readonly number: number;
  readonly base: Base;
  readonly text: string;
}

function items(): Item[] {
  const bases =
    positionals.length > 0
      ? positionals.map((name): Base => {
          const text = readFileSync(name, 'utf8');
          return { name, text, isLibrary: !/^pub fn main\(/m.test(text), kind: 'program' };
        })
      : basePrograms(zigLibDir!).filter(({ name }) => name.includes(values.only));
  if (values.plain) return bases.map((base, number) => ({ number, base, text: base.text }));
  const seed = Number(values.seed);
  const changes = values.changes === undefined ? null : Number(values.changes);
  const found: (Item & { readonly at: number })[] = [];
  const kinds = [...new Set(bases.map(({ kind }) => kind))];
  for (let number = 0; number < Number(values.count); number++) {
    const random = randomNumbers(seed * 1_000_003 + number);
    const kind = kinds[random(kinds.length)];
    const ofKind = bases.filter((base) => base.kind === kind);
    const base = ofKind[random(ofKind.length)];
    found.push({ number, at: bases.indexOf(base), base, text: mutateMeaning(base.text, random, changes) });
  }
  // Those of one program after each other: they are compiled as updates of it.
  return found.sort((a, b) => a.at - b.at || a.number - b.number);
}

/** What a command did; `code` null if it crashed or did not end. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function execute(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...officialEnv, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs `use` in a directory that has `text` as `main.zig`. */
async function inDirectory<Result>(
  name: string,
  text: string,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = join(work, name);
  mkdirSync(directory);
  writeFileSync(join(directory, 'main.zig'), text);
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What the official compiler prints about the text; null if it crashes, runs out of memory or does not end. */
function askOfficial({ number, base, text }: Item): Promise<string | null> {
  return inDirectory(String(number), text, async (directory) => {
    const goal = base.isLibrary ? 'build-obj' : 'build-exe';
    const args = [goal, 'main.zig', '-target', 'wasm32-wasi', '-fno-emit-bin', '--color', 'off'];
    const { code, stderr } = await execute(zig, args, directory);
    return (code === 0 || code === 1) && !stderr.includes('error: OutOfMemory') ? stderr : null;
  });
}

/** What the module prints and how it ends. Stack traces are not compared. */
async function runModule(directory: string): Promise<string> {
  const runner = fileURLToPath(new URL('run-wasi.mjs', import.meta.url));
  const { code, stdout, stderr } = await execute(process.execPath, ['--no-warnings', runner, 'main.wasm'], directory);
  const complaint = stderr.split('\n').find((line) => /^(?:thread \d+ )?(?:panic|error): |^RuntimeError/.test(line));
  return `prints ${JSON.stringify(stdout)}, ${code === 0 ? 'ends well' : `ends badly: ${(complaint ?? '').replace(/^thread \d+ /, '')}`}`;
}

/** What the programs of both compilers do, the official one's first; null if that could not make one. */
function runBoth({ number, text }: Item): Promise<readonly [string, string] | null> {
  return inDirectory(`run-${number}`, text, async (directory) => {
    const args = ['build-exe', 'main.zig', '-target', 'wasm32-wasi', '-femit-bin=main.wasm', '--color', 'off'];
    if ((await execute(zig, args, directory)).code !== 0) return null;
    const expected = await runModule(directory);
    const { module, printed } = await askOurs('compileFresh', false, text, true);
    if (module === null) return [expected, `no module: ${printed}`];
    writeFileSync(join(directory, 'main.wasm'), module);
    return [expected, await runModule(directory)];
  });
}

let thread: BigStack | null = null;

/** What this compiler gives; it starts anew where it does not end. */
async function askOurs(name: 'compileChange' | 'compileFresh', ...args: unknown[]): Promise<Answer> {
  thread ??= new BigStack(new URL('sema-ours.ts', import.meta.url));
  const current = thread;
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    alarm = setTimeout(() => {
      void current.close();
      thread = null;
      resolve({ printed: `error: no end in ${PATIENCE / 1000} s`, module: null });
    }, PATIENCE);
  });
  const answer = current.call<Answer>(name, ...args).catch((fault: Error): Answer => {
    thread = null;
    return { printed: `error: internal fault: the thread ended: ${fault.message}`, module: null };
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(alarm);
  }
}

const commented = (text: string): string => text.replace(/^/gm, '// ');

let agreed = 0;
let compared = 0;
let crashes = 0;
let accepted = 0;
let stale = 0;

async function compare(item: Item, official: string | null): Promise<void> {
  const { base, text } = item;
  if (official === null) {
    crashes++;
    return;
  }
  compared++;
  const expected = messagesOf(official);
  if (expected === '') accepted++;
  const kept = messagesOf((await askOurs('compileChange', base.name, base.isLibrary, text)).printed);
  if (kept !== expected) {
    const found = messagesOf((await askOurs('compileFresh', base.isLibrary, text, false)).printed);
    if (found === expected) stale++;
    return found === expected ? keep(item, expected, kept, ', as an update') : keep(item, expected, found);
  }
  if (values.run && expected === '' && !base.isLibrary) {
    const runs = await runBoth(item);
    if (runs !== null && runs[0] !== runs[1]) return keep(item, ...runs);
  }
  agreed++;
}

/** Prints and writes down what the two compilers do not agree on. */
function keep({ number, base, text }: Item, expected: string, found: string, how = ''): void {
  const title = values.plain ? base.name : `${values.seed}-${number} of ${base.name}`;
  const answers = `official:\n${expected || 'nothing'}\nours${how}:\n${found || 'nothing'}`;
  console.log(`--- ${title}\n${answers}`);
  const path = join(values.keep, `${values.plain ? 'plain' : values.seed}-${number}.zig`);
  writeFileSync(path, `${text.trimEnd()}\n${commented(`of ${base.name}\n${answers}`)}\n`);
}

const all = items();
const asked = new Map<number, Promise<string | null>>();
const ahead = Math.max(1, availableParallelism());
const ask = (at: number): void => {
  if (at < all.length) asked.set(at, askOfficial(all[at]));
};
for (let at = 0; at < ahead; at++) ask(at);
for (const [at, item] of all.entries()) {
  const official = await asked.get(at)!;
  asked.delete(at);
  ask(at + ahead);
  await compare(item, official);
}
await (thread as BigStack | null)?.close();
rmSync(work, { recursive: true, force: true });
const share = ((100 * agreed) / Math.max(compared, 1)).toFixed(1);
console.log(
  `${accepted} of ${compared} are accepted by the official compiler, which failed on ${crashes} more; ${stale} are right only from nothing`,
);
console.log(`${agreed} of ${compared} agree (${share} %)`);
process.exit(agreed === compared ? 0 : 1);
