// node:test's spec report, closed by one line with the runner's own counts: `N passed, N failed`. The counts go to a file too, where the
// environment names one in REZIG_COUNTS, so that the runs of one CI can be added up, and what failed to the one beside it that ends in
// `.failed`.
import { appendFileSync } from 'node:fs';
import { spec } from 'node:test/reporters';
import { inspect, stripVTControlCharacters } from 'node:util';

/** @param {AsyncIterable<{type: string, data: any}>} events */
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  const inner = new spec();
  const lines = [];
  const failures = [];
  inner.on('data', (chunk) => lines.push(chunk.toString()));
  for await (const event of events) {
    const { skip, todo, details } = event.data;
    // A suite is no test of its own; what was skipped neither passed nor failed. A skip's reason may be the empty string.
    const counts = details?.type !== 'suite' && skip === undefined && todo === undefined;
    if (event.type === 'test:pass' && counts) passed++;
    if (event.type === 'test:fail' && counts) {
      failed++;
      failures.push(`✖ ${event.data.file}: ${event.data.name}\n${inspect(details?.error?.cause ?? details?.error)}\n`);
    }
    inner.write(event);
    while (lines.length > 0) yield lines.shift();
  }
  yield* lines;
  const { REZIG_COUNTS } = process.env;
  if (REZIG_COUNTS) {
    appendFileSync(REZIG_COUNTS, `${passed} ${failed}\n`);
    appendFileSync(`${REZIG_COUNTS}.failed`, stripVTControlCharacters(failures.join('\n')));
  }
  yield `\n${passed} passed, ${failed} failed\n`;
}
