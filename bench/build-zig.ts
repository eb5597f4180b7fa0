import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialZig } from '../oracle/index.mjs';
import { median, milliseconds, printTable, ratio } from './measure.ts';
import { timeOfficial } from './official.ts';

/* npm run bench -- build-zig: builds of a project of test/projects, by `rezig build` and `zig build`, with the same steps. */

const PROJECT = fileURLToPath(new URL('../test/projects/options', import.meta.url));
const REZIG = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));

const TARGET = '-Dtarget=wasm32-wasi';
const RUNS = 5;

/** Builds of one tool in a copy of the project. */
interface Builder {
  readonly directory: string;
  build(): number;
}

/** Measures and prints. */
export async function benchBuildZig(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  try {
    const own = ownBuilder(join(root, 'own'));
    const official = officialZig === null ? null : officialBuilder(join(root, 'official'));
    const rows: (readonly [string, number, number | null])[] = [];
    const row = (name: string, time: (builder: Builder) => number): void => {
      rows.push([name, time(own), official === null ? null : time(official)]);
    };
    row('first, with empty caches', (builder) => builder.build());
    row('again, nothing changed', (builder) => median(repeat(() => builder.build())));
    row('after an edit of one body', (builder) => median(repeat((i) => edit(builder, i).build())));
    row('after an edit of build.zig', (builder) => median(repeat((i) => editBuildFile(builder, i).build())));
    rows.push(['with --watch, after an edit of one body', await watchedEdit(own.directory), null]);
    printTable([
      ['rezig build and zig build', 'rezig', 'official', ''],
      ...rows.map(([name, ours, theirs]) => [
        name,
        milliseconds(ours),
        theirs === null ? '' : milliseconds(theirs),
        theirs === null ? '' : ratio(ours, theirs),
      ]),
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function repeat(time: (i: number) => number): number[] {
  return Array.from({ length: RUNS }, (_, i) => time(i));
}

function ownBuilder(directory: string): Builder {
  cpSync(PROJECT, directory, { recursive: true });
  return {
    directory,
    build: () => {
      const start = performance.now();
      const run = spawnSync(process.execPath, [REZIG, 'build', TARGET], {
        cwd: directory,
        env: environment(directory),
      });
      if (run.status !== 0) throw new Error(`rezig build: ${run.stderr}`);
      return performance.now() - start;
    },
  };
}

function environment(directory: string): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CACHE_HOME: join(directory, 'cache'), NODE_EXTRA_CA_CERTS: undefined };
}

function officialBuilder(directory: string): Builder {
  cpSync(PROJECT, directory, { recursive: true });
  const caches = ['--cache-dir', join(directory, 'cache'), '--global-cache-dir', join(directory, 'global-cache')];
  return { directory, build: () => timeOfficial(['build', TARGET, ...caches], directory) };
}

/** Has one body do something else. */
function edit(builder: Builder, i: number): Builder {
  return replaceIn(builder, 'src/words.zig', /(bye|hello)\d*, /, `bye${i}, `);
}

function editBuildFile(builder: Builder, i: number): Builder {
  return replaceIn(builder, 'build.zig', /orelse "[a-z]*\d*"/, `orelse "reader${i}"`);
}

function replaceIn(builder: Builder, name: string, from: RegExp, to: string): Builder {
  const path = join(builder.directory, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  return builder;
}

/** From the edit until the build says that it is done. */
async function watchedEdit(directory: string): Promise<number> {
  const args = [REZIG, 'build', TARGET, '--watch'];
  const child = spawn(process.execPath, args, {
    cwd: directory,
    env: environment(directory),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let seen = 0;
  let wake = (): void => {};
  child.stderr.on('data', (bytes: Buffer) => {
    seen += bytes.toString().split('Build Summary').length - 1;
    wake();
  });
  const built = async (count: number): Promise<void> => {
    while (seen < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  try {
    await built(1);
    const times: number[] = [];
    for (let i = 0; i < 4 * RUNS; i++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      edit({ directory, build: () => 0 }, i + RUNS);
      await built(i + 2);
      times.push(performance.now() - start);
    }
    return median(times.slice(-RUNS));
  } finally {
    child.kill('SIGTERM');
  }
}
