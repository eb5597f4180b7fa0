// Feeds the front end library files with random faults and random bytes: npm run front-end-robustness -- [--count N] [--seed S].
//
// Each of the N texts (default 10,000) is checked, and where it has no errors its ZIR is printed, saved and loaded. Prints how many texts
// there were, the longest time that one took and the most memory used. Exit code 1 if there was an exception, with the number of the
// text: text I of seed S is the same in every run.
import { parseArgs } from 'node:util';
import { checkText } from '../test/front-end/check-text.ts';
import { mutate, randomBytes } from '../test/front-end/mutate.ts';
import { libraryFiles, readLibrary } from '../test/front-end/official.ts';
import { randomNumbers } from '../test/front-end/random.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const seed = Number(values.seed);
const files = libraryFiles()
  .map(readLibrary)
  .filter((bytes) => bytes.length < 30_000);
let slowest = 0;
let slowestText = 0;
let faulty = 0;
let memory = 0;
for (let i = 0; i < count; i++) {
  const random = randomNumbers(seed * 1_000_003 + i);
  const text = random(3) === 0 ? randomBytes(random) : mutate(files[random(files.length)], random);
  const start = process.hrtime.bigint();
  try {
    if (checkText(text) !== '') faulty++;
  } catch (error) {
    console.error(`text ${i} of seed ${seed}:`, error);
    process.exit(1);
  }
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (time > slowest) {
    slowest = time;
    slowestText = i;
  }
  if (i % 100 === 0) memory = Math.max(memory, process.memoryUsage.rss());
}
console.log(
  `${count} texts, ${faulty} of them with errors, no exception; ` +
    `slowest ${slowest.toFixed(0)} ms (text ${slowestText}), at most ${Math.round(memory / 2 ** 20)} MiB`,
);
