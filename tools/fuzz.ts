import { parseArgs } from 'node:util';
import { BigStack } from '../test/support/big-stack.ts';
import type { FuzzReport } from './fuzz-report.ts';

/*
 * npm run fuzz -- [--seconds N] [--seed S] [--oracle] [--pass-faults] [programs] [fragments] [lowering]; without a word, all.
 *
 * Makes random edits and compares what an incremental compiler made of them with what one from nothing does: errors and module of
 * small programs (of fragments: over a library of one page, which goes fast), ZIR of library files. With --oracle, errors of lowering are compared with the official compiler's too. Exit
 * code 1 at a difference or a fault of the compiler (--pass-faults: that a build from nothing has not), which is printed together with the seed.
 */

const PARTS = ['lowering', 'fragments', 'programs'];

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'pass-faults': { type: 'boolean', default: false },
    oracle: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const parts = positionals.length > 0 ? positionals : [...PARTS];
const seconds = Number(values.seconds) / parts.length;

/** What takes this much longer than it was given, in seconds, hangs. */
const PATIENCE = 120;

console.log(`seed ${seed}`);
for (const part of parts) {
  if (!PARTS.includes(part)) throw new RangeError(`'${part}' is none of ${PARTS.join(', ')}`);
  const module = part === 'lowering' ? './fuzz-lowering.ts' : './fuzz-programs.ts';
  const thread = new BigStack(new URL(module, import.meta.url));
  const alarm = setTimeout(
    () => {
      console.log(`seed ${seed}: ${part} hangs`);
      process.exit(1);
    },
    (seconds + PATIENCE) * 1000,
  );
  const report =
    part === 'lowering'
      ? await thread.call<FuzzReport>('fuzzLowering', seconds, seed, values.oracle)
      : await thread.call<FuzzReport>(
          part === 'programs' ? 'fuzzPrograms' : 'fuzzFragments',
          seconds,
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
