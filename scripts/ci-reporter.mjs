// node:test's spec report, closed by one line with the runner's own counts: `N passed, N failed`.
import { spec } from 'node:test/reporters';

/** @param {AsyncIterable<{type: string, data: any}>} events */
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  const inner = new spec();
  const lines = [];
  inner.on('data', (chunk) => lines.push(chunk.toString()));
  for await (const event of events) {
    if (event.type === 'test:pass' && event.data.details?.type !== 'suite') passed++;
    if (event.type === 'test:fail' && event.data.details?.type !== 'suite') failed++;
    inner.write(event);
    while (lines.length > 0) yield lines.shift();
  }
  yield* lines;
  yield `\n${passed} passed, ${failed} failed\n`;
}
