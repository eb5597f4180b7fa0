import { Compilation } from '../../src/index.ts';
import { hostOf, open } from './program.ts';

/** What the update after a question did. */
export interface UpdateAfterQuestion {
  /** Names of what it analysed, each once. */
  readonly analysed: readonly string[];
  /** Units whose analysis ended in a fault of the compiler, reached or not. */
  readonly faulted: number;
  /** Whether it gave what a build from nothing does. */
  readonly isRight: boolean;
}

/** A question has all of `asked` analysed, with the program as it was after `steps`; then the file is the last of these again, and an update is made. */
export function updateAfterQuestion(steps: readonly string[], asked: string): UpdateAfterQuestion {
  const host = hostOf({});
  const compilation = open(host);
  for (const text of steps) {
    host.files.set('main.zig', Buffer.from(text));
    compilation.update(['main.zig']);
  }
  Compilation.withText(compilation, 'main.zig', Buffer.from(asked), ({ zcu, reached }) => {
    for (const row of [...reached.order]) zcu.ensureUpToDate(zcu.schedule.graph.dependerOf(row as never));
  });
  const { module } = compilation.update();
  const faulted = Compilation.sessionOf(compilation).inspect(({ zcu }) => zcu.faulted.size);
  const fresh = open(host).update();
  return {
    analysed: [...new Set(compilation.journal().analysed.map(({ unit }) => unit.name))].sort(),
    faulted: faulted ?? Number.NaN,
    isRight: Buffer.compare(module!, fresh.module!) === 0,
  };
}
