// Compares our ast-check with the official one on library files with random faults: npm run front-end-diff -- [--count N] [--seed S].
//
// Prints how many of the N texts (default 500) the two agree on, and what both say where they do not. Text I of seed S is the same in
// every run. Exit code 1 if there is a disagreement, 2 if the official compiler is not installed.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { officialZig } from '../oracle/index.mjs';
import { Agreement, compareAstCheck } from '../test/front-end/compare.ts';
import { mutate, mutateNames } from '../test/front-end/mutate.ts';
import { libraryFiles, readLibrary } from '../test/front-end/official.ts';
import { randomNumbers } from '../test/front-end/random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    /** Directory where the texts that are disagreed on are written. */
    keep: { type: 'string' },
  },
});
if (officialZig === null) {
  console.error('the official compiler is not installed');
  process.exit(2);
}
const count = Number(values.count);
const seed = Number(values.seed);
const files = libraryFiles().map((name) => ({ name, bytes: readLibrary(name) }));
const candidates = files.filter(({ bytes }) => bytes.length > 200 && bytes.length < 100_000);
let faulty = 0;
const tally = new Map<Agreement, number>();
for (let i = 0; i < count; i++) {
  const random = randomNumbers(seed * 1_000_003 + i);
  const { name, bytes } = candidates[random(candidates.length)];
  const text = (random(3) === 0 ? mutate : mutateNames)(bytes, random);
  const { agreement, expected, found } = compareAstCheck(text);
  tally.set(agreement, (tally.get(agreement) ?? 0) + 1);
  if (expected !== '') faulty++;
  if (agreement === Agreement.full) continue;
  console.log(`--- ${i} ${name}: ${Agreement[agreement]}`);
  console.log(`official:\n${expected.trimEnd()}\nours:\n${found.trimEnd()}`);
  if (values.keep !== undefined) writeFileSync(`${values.keep}/${seed}-${i}.zig`, text);
}
const of = (agreement: Agreement): number => tally.get(agreement) ?? 0;
const compared = count - of(Agreement.crash);
const share = (n: number): string => `${n} (${((100 * n) / Math.max(compared, 1)).toFixed(2)} %)`;
console.log(
  `${compared} texts compared, ${of(Agreement.crash)} on which the official compiler crashed; ${faulty} have errors\n` +
    `same errors or none: ${share(of(Agreement.full) + of(Agreement.first) + of(Agreement.errors))}\n` +
    `same first error at the same place: ${share(of(Agreement.full) + of(Agreement.first))}\n` +
    `same output: ${share(of(Agreement.full))}`,
);
process.exit(of(Agreement.full) === compared ? 0 : 1);
