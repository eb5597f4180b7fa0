import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig } from '../oracle/index.mjs';
import { BigStack } from '../test/support/big-stack.ts';
import { median, milliseconds, printTable, ratio } from './measure.ts';
import { OfficialServer, timeOfficial } from './official.ts';
import type { Edit, ProgramTimes } from './program.ts';

const PROCESSES = 5;
const BUILDS = 10;
const UPDATES = 60;

const example = fileURLToPath(new URL('../examples/hello.zig', import.meta.url));
const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));

/** One body of the example is edited. */
const EDIT: Edit = { from: 'return n * n;', to: 'return n * n + # - #;' };

/** The figures of both benchmarks come from one run of the program's thread. */
export async function measure(zigLibDir: string): Promise<ProgramTimes> {
  const thread = new BigStack(new URL('./program.ts', import.meta.url));
  try {
    return await thread.call<ProgramTimes>('measureProgram', example, zigLibDir, EDIT, BUILDS, UPDATES);
  } finally {
    await thread.close();
  }
}

function inTemporaryDirectory<T>(work: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  const clean = (): void => rmSync(directory, { recursive: true, force: true });
  const result = work(directory);
  if (result instanceof Promise) return result.finally(clean) as T;
  clean();
  return result;
}

/** Milliseconds from the start of the process until `output` is written. What it keeps for the next process it writes after that. */
function runRezig(args: readonly string[], output: string): number {
  const start = performance.timeOrigin + performance.now();
  // Certificates that are named there are read by Node at its start, which takes longer than all else that it does then.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };
  const run = spawnSync(process.execPath, [rezig, ...args, `-femit-bin=${output}`], { encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(`rezig ${args.join(' ')}: ${run.stderr}`);
  return statSync(output).mtimeMs - start;
}

/** Builds of the example in new processes, to a WebAssembly module with safety checks. */
export function benchBuild(times: ProgramTimes): void {
  const { cold, warm, same } = inTemporaryDirectory((directory) => ({
    cold: processTimes(directory, (run) => `cold${run}`, String),
    // A first build of each has filled the caches.
    warm: processTimes(directory, () => 'warm', String, 1),
    same: processTimes(
      directory,
      () => 'same',
      () => '1',
      1,
    ),
  }));
  const inProcess = median(times.builds);
  console.log(`\nbuild of examples/hello.zig, Debug, wasm32-wasi; official: -fno-llvm -fno-lld`);
  printTable([
    ['', 'ours', 'official', ''],
    ['a process, empty caches', milliseconds(cold.ours), milliseconds(cold.official), ratio(cold.ours, cold.official)],
    [
      'a process, one body edited',
      milliseconds(warm.ours),
      milliseconds(warm.official),
      ratio(warm.ours, warm.official),
    ],
    [
      'a process, nothing changed',
      milliseconds(same.ours),
      milliseconds(same.official),
      ratio(same.ours, same.official),
    ],
    ['in process, first', milliseconds(times.first), milliseconds(cold.official), ratio(times.first, cold.official)],
    ['in process, again', milliseconds(inProcess), milliseconds(cold.official), ratio(inProcess, cold.official)],
  ]);
}

/**
 * Medians of builds in processes of their own, each with the cache that `cache` names and with `body` in the body that is edited; the first
 * `skipped` do not count.
 */
function processTimes(
  directory: string,
  cache: (run: number) => string,
  body: (run: number) => string,
  skipped = 0,
): { readonly ours: number; readonly official: number } {
  const text = readFileSync(example, 'utf8');
  const source = join(directory, 'hello.zig');
  const ours: number[] = [];
  const official: number[] = [];
  for (let run = 0; run < PROCESSES + skipped; run++) {
    const edited = text.replace(EDIT.from, EDIT.to.replaceAll('#', body(run)));
    if (run === 0 || edited !== readFileSync(source, 'utf8')) writeFileSync(source, edited);
    ours.push(runRezig(['build-exe', source, '--cache-dir', join(directory, cache(run))], join(directory, 'out.wasm')));
    if (officialZig === null) continue;
    const caches = ['--cache-dir', `zig-${cache(run)}`, '--global-cache-dir', `zig-global-${cache(run)}`];
    const target = ['-target', 'wasm32-wasi', '-fno-llvm', '-fno-lld'];
    official.push(timeOfficial(['build-exe', source, ...target, '-femit-bin=zig.wasm', ...caches], directory));
  }
  return { ours: median(ours.slice(skipped)), official: median(official.slice(skipped)) };
}

/** Updates of the example after one body was edited. */
export async function benchUpdate(times: ProgramTimes): Promise<void> {
  const official = officialZig === null ? Number.NaN : await inTemporaryDirectory(measureOfficialUpdates);
  const ours = median(times.updates);
  console.log(
    `\nupdate of examples/hello.zig after an edit to one body (${times.analysed} analysed), median of ${UPDATES}`,
  );
  console.log(
    '  each makes a WebAssembly module; official: its -fincremental server, -target wasm32-wasi -fno-llvm -fno-lld',
  );
  printTable([
    ['', 'ours', 'official', ''],
    ['one body edited', milliseconds(ours), milliseconds(official), ratio(ours, official)],
    ['nothing edited', milliseconds(median(times.idle)), '-', '-'],
  ]);
}

async function measureOfficialUpdates(directory: string): Promise<number> {
  const main = join(directory, 'main.zig');
  copyFileSync(example, main);
  const text = readFileSync(example, 'utf8');
  const server = new OfficialServer('main.zig', directory);
  try {
    await server.update();
    const times: number[] = [];
    for (let i = 0; i < UPDATES; i++) {
      // It tells a change by the time of the last write.
      await new Promise((resolve) => setTimeout(resolve, 15));
      writeFileSync(main, text.replace(EDIT.from, EDIT.to.replaceAll('#', String(i))));
      times.push(await server.update());
    }
    return median(times);
  } finally {
    server.close();
  }
}
