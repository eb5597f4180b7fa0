// Compiles and runs the examples of the language reference with this compiler and the official one:
// npm run langref -- [--only WORD] [--skip N] [--verbose]
//
// An example agrees if both print the same errors, or if the programs print the same and end alike. Prints the tally, and of each
// example that disagrees what both said. Exit code 1 if one does, 2 if the official compiler is not installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { official } from '../test/front-end/official.ts';
import { BigStack } from '../test/support/big-stack.ts';
import type { Built } from './langref-build.ts';
import { type Example, examples } from './langref-examples.ts';

const { values } = parseArgs({
  options: {
    /** Only examples with this in the name. */
    only: { type: 'string', default: '' },
    /** Leaves out this many examples at the start. */
    skip: { type: 'string', default: '0' },
    /** Also says what agrees. */
    verbose: { type: 'boolean', default: false },
  },
});

/** What came of an example: errors, or the output of the program. */
interface Result {
  readonly errors: string;
  readonly output: string;
}

enum Verdict {
  agrees,
  /** The official compiler cannot compile it for this target, for a reason of its own. */
  noReference,
  notSupported,
  fault,
  wrongErrors,
  wrongOutput,
}

const runner = fileURLToPath(new URL('run-wasi.mjs', import.meta.url));

/** Error lines with their notes; the traces and source lines between them are left out. */
function errorLines(text: string): string {
  return (text.match(/^(?:\S+:\d+:\d+: )?(?:error|note): .*$/gm) ?? [])
    .filter((line) => !line.startsWith('error: the follow'))
    .join('\n');
}

function runModule(path: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', runner, path], {
    timeout: 10_000,
    encoding: 'utf8',
  });
  // Node's report of a trap, addresses and the numbers of types, which mean nothing.
  const own = stderr
    .replace(/(?:wasm:\/\/|node:|file:|\/\S*run-wasi)[\s\S]*/, '')
    .replace(/0x[0-9a-f]+/g, '0x')
    .replace(/__(struct|enum|union|opaque|anon)_\d+/g, '__$1')
    .trim();
  return `${stdout}${own}\nexit ${status === 0 ? 0 : 1}`;
}

/** The official back ends differ in how they report a panic: LLVM's, which is slower, has the messages. */
function officialResult({ name, command }: Example, useLlvm: boolean): Result {
  const { goal, mode } = command!;
  const target = [
    '-target',
    'wasm32-wasi',
    ...(useLlvm ? [] : ['-fno-llvm', '-fno-lld']),
    `-O${mode}`,
    '--color',
    'off',
    '--cache-dir',
    'cache',
  ];
  const emit = goal === 'build-obj' ? '-fno-emit-bin' : '-femit-bin=official.wasm';
  const args = [goal, name, ...target, ...(goal === 'test' ? ['--test-no-exec'] : []), emit];
  const { status, stderr } = spawnSync(join(official!, 'zig'), args, { encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) return { errors: errorLines(stderr) || stderr || 'it crashed', output: '' };
  return { errors: '', output: goal === 'build-obj' ? '' : runModule('official.wasm') };
}

function ownResult(built: Built, goal: string): Result {
  if (built.module === null) return { errors: errorLines(built.errors), output: '' };
  writeFileSync('own.wasm', built.module);
  return { errors: '', output: goal === 'build-obj' ? '' : runModule('own.wasm') };
}

function verdictOf(own: Result, reference: Result, faults: readonly string[]): Verdict {
  if (faults.length > 0) return Verdict.fault;
  if (own.errors.includes('not supported yet')) return Verdict.notSupported;
  const isOwnReason = reference.errors !== '' && !/^\S+:\d+:\d+: /.test(reference.errors);
  if (isOwnReason || /CodegenFail|TODO/.test(reference.errors)) return Verdict.noReference;
  if (own.errors !== reference.errors) return Verdict.wrongErrors;
  return own.output === reference.output ? Verdict.agrees : Verdict.wrongOutput;
}

if (official === null) {
  console.error('the official compiler is not installed');
  process.exit(2);
}
const directory = mkdtempSync(join(tmpdir(), 'langref-'));
const thread = new BigStack(new URL('langref-build.ts', import.meta.url));
await thread.call('ready');
process.chdir(directory);
const all = examples(join(official, 'doc/langref.html'));
for (const { name, source } of all) writeFileSync(name, source);
const tally = new Map<Verdict, number>();
let total = 0;
const chosen = all.filter(({ name, command }) => command !== null && name.includes(values.only));
for (const example of chosen.slice(Number(values.skip))) {
  const { name, source } = example;
  const command = example.command!;
  writeFileSync(name, source);
  total++;
  const built = await thread
    .call<Built>('build', name, command.goal, command.mode)
    .catch((error: Error): Built => ({ errors: '', module: null, faults: [error.stack ?? error.message] }));
  const own = ownResult(built, command.goal);
  let reference = officialResult(example, false);
  if (reference.output.endsWith('exit 1') && reference.output !== own.output) reference = officialResult(example, true);
  const verdict = verdictOf(own, reference, built.faults);
  tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
  if (values.verbose || verdict === Verdict.agrees) {
    if (values.verbose) console.log(`${name}: ${Verdict[verdict]}`);
    if (verdict === Verdict.agrees) continue;
  }
  console.log(`--- ${name} (${command.goal} ${command.mode}): ${Verdict[verdict]}`);
  console.log(`official: ${reference.errors || reference.output}\nours: ${own.errors || own.output}`);
  for (const fault of built.faults) console.log(fault);
}
await thread.close();
rmSync(directory, { recursive: true });
console.log([...tally].map(([verdict, count]) => `${Verdict[verdict]} ${count}`).join(', '));
console.log(`${tally.get(Verdict.agrees) ?? 0} of ${total} agree`);
process.exitCode = tally.size === 1 && tally.has(Verdict.agrees) ? 0 : 1;
