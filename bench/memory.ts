import { BigStack } from '../test/support/big-stack.ts';
import { generateProgram } from './generate.ts';
import type { Held, LongSession, SteppedEdit } from './long-session.ts';
import { median, milliseconds, printTable } from './measure.ts';

const FUNCTIONS = 300;

/** How many different texts an edit goes through, before it comes to the first again. */
const STEPS = 97;

/** What sessions hold after `count` edits: of one body, and of everything that the generated program has edits of. */
export async function benchMemory(count: number, zigLibDir: string): Promise<void> {
  const { files, edits } = generateProgram(FUNCTIONS, true);
  const stepped = edits.map(({ what, path, from, to }): SteppedEdit => {
    return { what, path, from, steps: Array.from({ length: STEPS }, (_, step) => to(step)) };
  });
  const bodies = stepped.filter(({ what }) => what === 'a body');
  for (const [what, some] of [
    ['of a body', bodies],
    ['of all kinds', stepped],
  ] as const) {
    const thread = new BigStack(new URL('./long-session.ts', import.meta.url));
    try {
      const session = await thread.call<LongSession>('measureLongSession', files, some, count, zigLibDir);
      printSession(`${count} edits ${what}`, session);
    } finally {
      await thread.close();
    }
  }
}

function printSession(
  what: string,
  { before, after, mostColumns, drops, fresh, updates, processor }: LongSession,
): void {
  const longest = (times: readonly number[]): string => milliseconds(times[times.length - 1]);
  console.log(
    `\n${what}: an update takes ${milliseconds(median(updates))}, the longest ${longest(updates)}; ` +
      `of processor time ${milliseconds(median(processor))}, and ${longest(processor)}`,
  );
  const row = (name: string, { heap, columns }: Held): string[] => [name, megabytes(heap), megabytes(columns)];
  printTable([
    ['', 'heap', 'of it columns'],
    row('after the first build', before),
    row('after the edits', after),
    row('built from nothing', fresh),
  ]);
  console.log(`at most ${megabytes(mostColumns)} in columns; what was not needed was dropped ${drops} times`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
