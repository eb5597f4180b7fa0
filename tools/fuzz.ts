import { parseArgs } from 'node:util';
import { BigStack } from '../test/support/big-stack.ts';
import type { FuzzBudget, FuzzReport } from './fuzz-report.ts';

/*
 * npm run fuzz -- [--seconds N] [--edits N] [--seed S] [--oracle] [--pass-faults] [--walk NAME]... [walks] [programs] [fragments] [lowering];
 * without a word, all.
 *
 * --edits N: as many, each part its share, however long they take; the same seed then does the same. --seconds N (by default 20): as many as
 * come in that time. Both: until either is used up.
 *
 * Makes random edits and compares what an incremental compiler made of them with what one from nothing does: errors and module of
 * small programs (of fragments: over a library of one page, which goes fast), ZIR of library files. The edits of walks keep programs valid: they
 * change what stands in the holes of `test/walks` (--walk: of these). With --oracle, errors of lowering are compared with the official compiler's too. Exit
 * code 1 at a difference or a fault of the compiler (--pass-faults: that a build from nothing has not), which is printed together with the seed.
 */

/** The parts, and the module of each. */
const MODULES: Readonly<Record<string, string>> = {
  lowering: './fuzz-lowering.ts',
  fragments: './fuzz-programs.ts',
  programs: './fuzz-programs.ts',
  walks: './fuzz-walks.ts',
};
const PARTS = Object.keys(MODULES);

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string' },
    edits: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'pass-faults': { type: 'boolean', default: false },
    walk: { type: 'string', multiple: true, default: [] },
    oracle: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const parts = positionals.length > 0 ? positionals : [...PARTS];
const seconds = Number(values.seconds ?? (values.edits === undefined ? 20 : Infinity)) / parts.length;
const edits = Math.ceil(Number(values.edits ?? Infinity) / parts.length);

/** What takes this much longer than it was given, in seconds, hangs. */
const PATIENCE = 120;

console.log(`seed ${seed}`);
for (const part of parts) {
  if (!PARTS.includes(part)) throw new RangeError(`'${part}' is none of ${PARTS.join(', ')}`);
  const thread = new BigStack(new URL(MODULES[part], import.meta.url));
  const hangs = (): void => {
    console.log(`seed ${seed}: ${part} hangs`);
    process.exit(1);
  };
  const alarm = seconds === Infinity ? undefined : setTimeout(hangs, (seconds + PATIENCE) * 1000);
  const report = await thread.call<FuzzReport>(...callOf(part, { seconds, edits }));
  console.log(`${part}: ${report.edits} edits, ${report.compiled} of them without errors`);
  if (report.difference !== null) {
    console.log(`seed ${seed}: ${report.difference}`);
    process.exitCode = 1;
  }
  clearTimeout(alarm);
  await thread.close();
}

/** The function of a part's module, and its arguments. */
function callOf(part: string, budget: FuzzBudget): [string, ...unknown[]] {
  switch (part) {
    case 'lowering':
      return ['fuzzLowering', budget, seed, values.oracle];
    case 'walks':
      return ['fuzzWalks', budget, seed, values['pass-faults'], values.walk];
    default:
      return [part === 'programs' ? 'fuzzPrograms' : 'fuzzFragments', budget, seed, values['pass-faults']];
  }
}
