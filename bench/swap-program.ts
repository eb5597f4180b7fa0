import { Compilation, MemoryHost } from '../packages/compiler/src/index.ts';
import { HotSwap, type Swap } from '../packages/compiler/src/swap/index.ts';
import { applyPatch, startProgram } from '../packages/compiler/src/swap/runtime.ts';
import { generateProgram } from './generate.ts';
import { libraryHost } from './program.ts';

/* What is measured of hot swap, in a thread with a large stack. */

const STEPS = 21;

/** What edits of one kind cost, in milliseconds. */
export interface SwapEditTimes {
  readonly what: string;
  /** What the last came to. */
  readonly kind: Swap['kind'];
  readonly update: readonly number[];
  readonly patch: readonly number[];
  /** To compile the patch and to start it. */
  readonly apply: readonly number[];
  /** Of the last patch: its size, and how many functions are in it. */
  readonly bytes: number;
  readonly count: number;
}

/** What all of them cost. */
export interface SwapTimes {
  readonly moduleBytes: number;
  readonly edits: readonly SwapEditTimes[];
}

/** Edits a generated program of so many functions while it is loaded. */
export async function measureSwaps(functions: number, zigLibDir: string): Promise<SwapTimes> {
  const { files, edits } = generateProgram(functions, true);
  const host = new MemoryHost(libraryHost());
  for (const [path, text] of files) host.files.set(path, Buffer.from(text));
  const compilation = new Compilation({ rootPath: 'main.zig', zigLibDir, host, link: { isSwappable: true } });
  const { module, errors } = compilation.update();
  if (module === null) throw new Error(`the program does not compile: ${errors[0].text}`);
  const moduleBytes = module.length;
  const swap = new HotSwap(compilation);
  // It is loaded and not run: nothing of the host is called.
  const system = new Proxy({}, { get: () => () => 0 });
  const imports = { wasi_snapshot_preview1: system };
  const start = () => startProgram(swap.start()!, imports);
  let program = await start();
  const found: SwapEditTimes[] = [];
  for (const { what, path, from, to } of edits) {
    const times = { update: [] as number[], patch: [] as number[], apply: [] as number[] };
    let last: Pick<SwapEditTimes, 'kind' | 'bytes' | 'count'> = { kind: 'same', bytes: 0, count: 0 };
    for (let step = 0; step < STEPS; step++) {
      host.files.set(path, Buffer.from(files.get(path)!.replace(from, to(step))));
      const { milliseconds } = compilation.update([path]);
      const before = performance.now();
      const next = swap.next()!;
      const given = performance.now();
      if (next.kind === 'patch') await applyPatch(program, next.patch);
      const applied = performance.now();
      if (next.kind === 'reload') program = await start();
      const { module: patch, functions: names } = next.kind === 'patch' ? next.patch : { module: [], functions: [] };
      last = { kind: next.kind, bytes: patch.length, count: names.length };
      times.update.push(milliseconds);
      times.patch.push(given - before);
      times.apply.push(applied - given);
    }
    found.push({ what, ...last, ...times });
  }
  return { moduleBytes, edits: found };
}
