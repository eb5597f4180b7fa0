import { parseArgs } from 'node:util';
import { BigStack } from '../test/support/big-stack.ts';
import type { FuzzBudget, FuzzReport } from './fuzz-report.ts';

/*
 * npm run fuzz -- [--seconds N] [--edits N] [--seed S] [--oracle] [--pass-faults] [programs] [fragments] [lowering]; without a word, all.
 *
 * --edits N: as many, each part its share, however long they take; the same seed then does the same. --seconds N (by default 20): as many as
 * come in that time. Both: until either is used up.
 *
 * Makes random edits and compares what an incremental compiler made of them with what one from nothing does: errors and module of
 * small programs (of fragments: over a library of one page, which goes fast), ZIR of library files. With --oracle, errors of lowering are compared with the official compiler's too. Exit
 * code 1 at a difference or a fault of the compiler (--pass-faults: that a build from nothing has not), which is printed together with the seed.
 */

const PARTS = ['lowering', 'fragments', 'programs'];

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string' },
    edits: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'pass-faults': { type: 'boolean', default: false },
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
  const module = part === 'lowering' ? './fuzz-lowering.ts' : './fuzz-programs.ts';
  const thread = new BigStack(new URL(module, import.meta.url));
  const hangs = (): void => {
    console.log(`seed ${seed}: ${part} hangs`);
    process.exit(1);
  };
  const alarm = seconds === Infinity ? undefined : setTimeout(hangs, (seconds + PATIENCE) * 1000);
  const budget: FuzzBudget = { seconds, edits };
  const report =
    part === 'lowering'
      ? await thread.call<FuzzReport>('fuzzLowering', budget, seed, values.oracle)
      : await thread.call<FuzzReport>(
          part === 'programs' ? 'fuzzPrograms' : 'fuzzFragments',
          budget,
          seed,
          values['pass-faults'],
        );
  console.log(`${part}: ${report.edits} edits, ${report.compiled} of them without errors`);
  if (report.difference !== null) {
    console.log(`seed ${seed}: ${report.difference}`);
    process.exitCode = 1;
  }
  clearTimeout(alarm);
  await thread.close();
}
