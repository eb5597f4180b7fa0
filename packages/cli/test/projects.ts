import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, makeDirectory, Running, rezig } from './command.ts';

const projects = fileURLToPath(new URL('../../../test/projects', import.meta.url));

/** Copies of the projects of `test/projects`, and what is kept of all their builds. */
const directory = makeDirectory({});
cpSync(projects, directory, { recursive: true });
const environment = { XDG_CACHE_HOME: join(directory, 'cache'), ZIG_GLOBAL_CACHE_DIR: join(directory, 'global-cache') };

/** Names of the projects. */
export const PROJECTS = readdirSync(projects, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The directory of this test's copy of a project. */
export function projectDirectory(name: string): string {
  return join(directory, name);
}

/** Builds a project. */
export function buildProject(name: string, args: readonly string[] = []): Ended {
  return rezig(projectDirectory(name), ['build', ...args], '', environment);
}

/** A build that goes on. */
export function watchProject(name: string, args: readonly string[]): Running {
  return new Running(projectDirectory(name), ['build', ...args, '--watch']);
}

/** The files below a directory, by their paths from there. */
export function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

/** The content of a file that a project installed. */
export function installed(name: string, path: string, prefix = 'zig-out'): string {
  return readFileSync(join(projectDirectory(name), prefix, path), 'utf8');
}

/** How many tests a summary says that passed, and of how many. */
export function testCounts(text: string): string | undefined {
  return /(\d+\/\d+) tests passed/.exec(text)?.[1];
}

const RUN = `const { readFileSync } = require('node:fs');
const { WASI } = require('node:wasi');
const wasi = new WASI({ version: 'preview1', args: ['program'], returnOnExit: true });
WebAssembly.instantiate(readFileSync(process.argv[1]), { wasi_snapshot_preview1: wasi.wasiImport }).then(
  ({ instance }) => process.exit(wasi.start(instance)),
);`;

/** What a program prints that a project installed. Throws where it fails. */
export function runInstalled(name: string, path: string, prefix = 'zig-out'): string {
  const file = join(projectDirectory(name), prefix, path);
  const run = spawnSync(process.execPath, ['--no-warnings', '-e', RUN, file], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${path}: ${run.stderr}`);
  return run.stdout;
}
