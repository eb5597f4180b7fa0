import { BigStack } from '../test/support/big-stack.ts';
import { median, milliseconds, printTable } from './measure.ts';
import type { SwapTimes } from './swap-program.ts';

/** How many functions the program has where that is not said: its module then has a megabyte and a quarter. */
const FUNCTIONS = 3000;

/** What it costs that an edit comes to a program that runs, in Node: the update, the patch, and its compilation and start. `words`: numbers of functions. */
export async function benchSwap(words: readonly string[], zigLibDir: string): Promise<void> {
  const sizes = words.map(Number).filter((size) => size > 0);
  for (const functions of sizes.length > 0 ? sizes : [FUNCTIONS]) {
    const thread = new BigStack(new URL('./swap-program.ts', import.meta.url));
    try {
      const { moduleBytes, edits } = await thread.call<SwapTimes>('measureSwaps', functions, zigLibDir);
      console.log(
        `\nhot swap in a program of ${functions} functions, a module of ${(moduleBytes / 1e6).toFixed(2)} MB`,
      );
      const rows = edits.map(({ what, kind, update, patch, apply, bytes, count }) => [
        what,
        kind,
        ...[update, patch, apply].map((times) => milliseconds(median(times))),
        `${bytes}`,
        `${count}`,
      ]);
      printTable([['edit', '', 'update', 'patch', 'apply', 'bytes', 'functions'], ...rows]);
    } finally {
      await thread.close();
    }
  }
}
