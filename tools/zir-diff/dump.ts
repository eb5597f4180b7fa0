import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officialEnv, officialZig } from '../../oracle/index.mjs';
import { type OfficialNames, parseNames } from './official.ts';

const program = fileURLToPath(new URL('../zir-dump/main.zig', import.meta.url));
const runner = fileURLToPath(new URL('run-dump.mjs', import.meta.url));
const cacheRoot = fileURLToPath(new URL('../../node_modules/.cache/zir-diff', import.meta.url));

/** Node 20 crashes in optimized calls from WebAssembly to its WASI where the module's memory has grown. */
const nodeFlags = ['--no-warnings', '--no-turbo-fast-api-calls'];

/** How many files one run of the program dumps. */
const JOBS_PER_RUN = 100;

/** Official ZIR of files. What was dumped once is kept under `node_modules/.cache`. */
export class OfficialDumps {
  readonly #directory: string;
  readonly names: OfficialNames;
  /** Which layout instructions have, by their name. */
  readonly members: ReadonlyMap<string, string>;

  constructor() {
    this.#directory = join(cacheRoot, hashOf(readFileSync(program)));
    mkdirSync(this.#directory, { recursive: true });
    const names = join(this.#directory, 'names');
    if (!existsSync(names)) this.#run([{ source: '', dump: names }]);
    this.names = parseNames(readFileSync(names, 'utf8'));
    this.members = new Map(this.names.tags.map(({ name, member }) => [name, member]));
  }

  /** Makes the dumps that are missing. */
  prepare(files: readonly { readonly path: string; readonly source: Uint8Array }[]): void {
    const missing = new Map<string, string>();
    for (const { path, source } of files) {
      const dump = this.#path(source);
      if (!existsSync(dump)) missing.set(dump, resolve(path));
    }
    const jobs = Array.from(missing, ([dump, source]) => ({ source, dump }));
    for (let i = 0; i < jobs.length; i += JOBS_PER_RUN) this.#run(jobs.slice(i, i + JOBS_PER_RUN));
  }

  /** The dump of a file that was prepared. */
  read(source: Uint8Array): Uint8Array {
    const bytes = readFileSync(this.#path(source));
    return new Uint8Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  #path(source: Uint8Array): string {
    return join(this.#directory, `${hashOf(source)}.zir`);
  }

  #run(jobs: readonly { readonly source: string; readonly dump: string }[]): void {
    const module = this.#module();
    const list = join(this.#directory, `jobs-${process.pid}`);
    const unfinished = (dump: string): string => `${dump}-${process.pid}`;
    const lines = jobs.flatMap(({ source, dump }) => [source, unfinished(dump)].map(relativeToRoot));
    writeFileSync(list, lines.join('\n'));
    const run = spawnSync(process.execPath, [...nodeFlags, runner, module, relativeToRoot(list)], { stdio: 'inherit' });
    if (run.status !== 0)
      throw new Error(`the program that dumps the official ZIR ended with ${run.status ?? run.signal}`);
    for (const { dump } of jobs) renameSync(unfinished(dump), dump);
    rmSync(list);
  }

  #module(): string {
    const module = join(this.#directory, 'zir-dump.wasm');
    if (existsSync(module)) return module;
    if (officialZig === null) throw new Error('the official compiler is not installed');
    const made = `${module}-${process.pid}`;
    const args = ['build-exe', program, '-target', 'wasm32-wasi', '-OReleaseFast', `-femit-bin=${made}`];
    const cache = join(cacheRoot, 'zig');
    const run = spawnSync(officialZig, [...args, '--cache-dir', cache, '--global-cache-dir', cache], {
      encoding: 'utf8',
      env: officialEnv,
    });
    if (run.status !== 0) throw new Error(`the official compiler does not compile ${program}:\n${run.stderr}`);
    renameSync(made, module);
    return module;
  }
}

/** As the program sees it, whose working directory is the root of the file system. */
function relativeToRoot(path: string): string {
  return path.replace(/^\//, '');
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
