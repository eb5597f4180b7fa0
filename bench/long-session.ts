import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MemoryHost } from '../packages/compiler/src/index.ts';
import type { ProgramEdit } from './generate.ts';
import { libraryHost, open, timedUpdate } from './program.ts';

/* What a session holds after many edits, measured in a thread with a large stack. */

/** What a session holds, in bytes. */
export interface Held {
  /** Objects and typed arrays that are in use, after a collection of garbage. */
  readonly heap: number;
  readonly columns: number;
}

/** What sessions hold, and how long the updates took. */
export interface LongSession {
  /** After the first build. */
  readonly before: Held;
  /** After all edits. */
  readonly after: Held;
  /** The most bytes that there were in columns between any two edits, and how often it was found that some were not needed. */
  readonly mostColumns: number;
  readonly drops: number;
  /** A session that builds the last state from nothing. */
  readonly fresh: Held;
  /** Milliseconds of each update, in order of length. */
  readonly updates: readonly number[];
  /** Milliseconds of processor time of each, in order too. */
  readonly processor: readonly number[];
}

/** Where columns come to hold less than this part of what they did, what was not needed was dropped. */
const WITHOUT_DROPPED = 0.9;

/** An edit as it can be given to a thread: the texts of its steps. */
export type SteppedEdit = Omit<ProgramEdit, 'to'> & { readonly steps: readonly string[] };

/** Makes `count` updates of the program of `files`, `main.zig` its root: each the next step of the next one of `edits`. */
export function measureLongSession(
  files: ReadonlyMap<string, string>,
  edits: readonly SteppedEdit[],
  count: number,
  zigLibDir: string,
): LongSession {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const host = new MemoryHost(libraryHost());
  for (const [path, text] of files) host.files.set(path, Buffer.from(text));
  let compilation = open(host, zigLibDir);
  const columnBytes = (): number => [...compilation.memoryReport().values()].reduce((sum, bytes) => sum + bytes, 0);
  const held = (): Held => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return { heap: heapUsed + arrayBuffers, columns: columnBytes() };
  };
  timedUpdate(compilation, []);
  const before = held();
  const updates: number[] = [];
  const processor: number[] = [];
  let mostColumns = before.columns;
  let drops = 0;
  let last = before.columns;
  for (let i = 0; i < count; i++) {
    const { path, from, steps } = edits[i % edits.length];
    const text = files.get(path)!;
    const step = Math.floor(i / edits.length) % steps.length;
    host.files.set(path, Buffer.from(text.replace(from, () => steps[step])));
    const update = timedUpdate(compilation, [path]);
    updates.push(update.milliseconds);
    processor.push(update.processor);
    const columns = columnBytes();
    mostColumns = Math.max(mostColumns, columns);
    if (columns < last * WITHOUT_DROPPED) drops++;
    last = columns;
  }
  const after = held();
  compilation = open(host, zigLibDir);
  timedUpdate(compilation, []);
  for (const times of [updates, processor]) times.sort((x, y) => x - y);
  return { before, after, mostColumns, drops, fresh: held(), updates, processor };
}
