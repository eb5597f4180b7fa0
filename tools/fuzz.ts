import { parseArgs } from 'node:util';
import { BigStack } from '../test/support/big-stack.ts';
import type { FuzzReport } from './fuzz-report.ts';

/*
 * npm run fuzz -- [--seconds N] [--edits N] [--seed S] [--oracle] [--pass-faults] [--collect] [--walk NAME]... [walks] [swaps] [typing] [programs] [fragments] [lowering];
 * without a word, all.
 *
 * --edits N: as many, each part its share, however long they take; the same seed then does the same. --seconds N (by default 20): as many as
 * come in that time. Both: until either is used up.
 *
 * Makes random edits and compares what an incremental compiler made of them with what one from nothing does: errors and module of
 * small programs (of fragments: over a library of one page, which goes fast), ZIR of library files. The edits of walks keep programs valid: they
 * change what stands in the holes of `test/walks` (--walk: of these). Those of typing are the states of a text that is
 * typed. Some programs are told text edits, others that files may be others. Those of swaps are made to a simulation that runs: see `fuzz-swaps.ts`. --collect: compilations drop what no unit needs any more before each update. With --oracle, errors of lowering are compared with the official compiler's too. Exit code 1 at a difference or a fault of the compiler (--pass-faults: that a build from nothing has not), which is printed together with the seed.
 */

/** The parts: the module and the function of each. */
const PARTS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['lowering', ['./fuzz-lowering.ts', 'fuzzLowering']],
  ['fragments', ['./fuzz-programs.ts', 'fuzzFragments']],
  ['programs', ['./fuzz-programs.ts', 'fuzzPrograms']],
  ['walks', ['./fuzz-walks.ts', 'fuzzWalks']],
  ['swaps', ['./fuzz-swaps.ts', 'fuzzSwaps']],
  ['typing', ['./fuzz-programs.ts', 'fuzzTyping']],
]);

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string' },
    edits: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'pass-faults': { type: 'boolean', default: false },
    collect: { type: 'boolean', default: false },
    walk: { type: 'string', multiple: true, default: [] },
    oracle: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const parts = positionals.length > 0 ? positionals : [...PARTS.keys()];
const seconds = Number(values.seconds ?? (values.edits === undefined ? 20 : Infinity)) / parts.length;
const edits = Math.ceil(Number(values.edits ?? Infinity) / parts.length);

/** What takes this much longer than it was given, in seconds, hangs. */
const PATIENCE = 120;

console.log(`seed ${seed}`);
for (const part of parts) {
  const found = PARTS.get(part);
  if (found === undefined) throw new RangeError(`'${part}' is none of ${[...PARTS.keys()].join(', ')}`);
  const [module, name] = found;
  const thread = new BigStack(new URL(module, import.meta.url));
  const hangs = (): void => {
    console.log(`seed ${seed}: ${part} hangs`);
    process.exit(1);
  };
  const alarm = seconds === Infinity ? undefined : setTimeout(hangs, (seconds + PATIENCE) * 1000);
  const report = await thread.call<FuzzReport>(name, { seconds, edits }, seed, ...settingsOf(part));
  console.log(`${part}: ${report.edits} edits, ${report.compiled} of them without errors`);
  if (report.difference !== null) {
    console.log(`seed ${seed}: ${report.difference}`);
    process.exitCode = 1;
  }
  clearTimeout(alarm);
  await thread.close();
}

/** What the function of a part is given besides the budget and the seed. */
function settingsOf(part: string): unknown[] {
  if (part === 'lowering') return [values.oracle];
  const settings = { passFaults: values['pass-faults'], collectsAlways: values.collect };
  return part === 'walks' ? [settings, values.walk] : [settings];
}
