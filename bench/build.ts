import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig } from '../oracle/index.mjs';
import { BigStack } from '../test/support/big-stack.ts';
import type { ProgramEdit } from './generate.ts';
import { median, milliseconds, printTable, ratio } from './measure.ts';
import { OfficialServer } from './official.ts';
import { inTemporaryDirectory, measureProcesses, processRows } from './processes.ts';
import type { Edit, ProgramTimes } from './program.ts';

const BUILDS = 10;
const UPDATES = 60;

const example = fileURLToPath(new URL('../examples/hello.zig', import.meta.url));

/** One body of the example is edited. */
const EDIT: Edit = { from: 'return n * n;', to: 'return n * n + # - #;' };

/** That body calls a function more. */
const CALL: ProgramEdit = {
  what: 'a call more',
  path: 'main.zig',
  from: 'fn square(n: u32) u32 {',
  to: () => 'fn same(n: u32) u32 {\n    return n;\n}\nfn square(n: u32) u32 {\n    _ = same(n);',
};

/** The figures of both benchmarks come from one run of the program's thread. */
export async function measure(zigLibDir: string): Promise<ProgramTimes> {
  const thread = new BigStack(new URL('./program.ts', import.meta.url));
  try {
    return await thread.call<ProgramTimes>('measureProgram', example, zigLibDir, EDIT, BUILDS, UPDATES);
  } finally {
    await thread.close();
  }
}

/** Builds of the example in new processes, to a WebAssembly module with safety checks. */
export function benchBuild(times: ProgramTimes): void {
  const edit: ProgramEdit = {
    what: 'a body',
    path: 'main.zig',
    from: EDIT.from,
    to: (step) => EDIT.to.replaceAll('#', String(step)),
  };
  const processes = measureProcesses(new Map([['main.zig', readFileSync(example, 'utf8')]]), edit, CALL);
  const { official } = processes.cold;
  const inProcess = median(times.builds);
  console.log(`\nbuild of examples/hello.zig, Debug, wasm32-wasi; official: -fno-llvm -fno-lld`);
  printTable([
    ['', 'ours', 'official', ''],
    ...processRows(processes),
    ['in process, first', milliseconds(times.first), milliseconds(official), ratio(times.first, official)],
    ['in process, again', milliseconds(inProcess), milliseconds(official), ratio(inProcess, official)],
  ]);
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
