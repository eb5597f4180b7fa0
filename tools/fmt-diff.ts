// Compares `rezig fmt` with the official `zig fmt`: npm run fmt-diff -- [--seed N] [--every N] [FILE...]
//
// Without files: all of the library, or every N-th file. Each file as it is, and with its white space, line ends and last commas changed at random, five times.
// Both format a copy of all these files; what they leave, print and exit with has to be the same. Prints which files differ, with the first line that does, and
// the seed. Exit code 1 if something differs, 2 if the official compiler is not installed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zigLibDir } from '@rezig/zig-lib';
import { officialZig, runOfficial } from '../oracle/index.mjs';
import { libraryFiles } from '../test/front-end/official.ts';
import { mangle } from './fmt-mangle.ts';
import { Random } from './random-edit.ts';

const MANGLED = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, every: { type: 'string', default: '1' } },
});
if (officialZig === null || zigLibDir === null) {
  console.error('the official compiler is not installed: run `npm run oracle`');
  process.exit(2);
}
const library = zigLibDir;
const all = positionals.length > 0 ? positionals : libraryFiles().map((name) => join(library, name));
const paths = all.filter((_, i) => i % Number(values.every) === 0);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const random = new Random(seed);

const directory = mkdtempSync(join(tmpdir(), 'fmt-diff-'));
const official = join(directory, 'official');
const ours = join(directory, 'ours');
mkdirSync(official);
for (const [i, path] of paths.entries()) {
  const text = readFileSync(path, 'utf8');
  // A directory has the versions of one file.
  const versions = join(official, `${i} ${basename(path, '.zig')}`);
  mkdirSync(versions);
  writeFileSync(join(versions, 'as-it-is.zig'), text);
  for (let n = 1; n <= MANGLED; n++) writeFileSync(join(versions, `mangled-${n}.zig`), mangle(text, random));
}
cpSync(official, ours, { recursive: true });

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run came to. The paths that it printed, and the files whose errors it told, are in the order of their names: that of a directory is the file system's. */
function told({ status, stdout, stderr }: Ended): string {
  const errors = stderr.split(/^(?=\.\/.*: error: )/m);
  const pathOf = (error: string): string => error.split(/:\d/, 1)[0];
  errors.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : Number(pathOf(a) > pathOf(b))));
  return [`exit code ${status}`, ...stdout.split('\n').sort(), ...errors].join('\n');
}

const options = { cwd: official, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
const officialRun = told(runOfficial(['fmt', '.'], options));
const rezig = fileURLToPath(new URL('../packages/cli/bin/rezig.cjs', import.meta.url));
const ourRun = told(spawnSync(process.execPath, [rezig, 'fmt', '.'], { ...options, cwd: ours }));

/** Prints the first line that differs. Returns whether there is one. */
function differs(what: string, expected: string, actual: string): boolean {
  if (expected === actual) return false;
  const [a, b] = [expected.split('\n'), actual.split('\n')];
  const line = a.findIndex((text, i) => text !== b[i]);
  console.log(`${what}:${line + 1}\n  official: ${a[line]}\n  ours:     ${b[line]}`);
  return true;
}

let different = differs('what is told', officialRun, ourRun) ? 1 : 0;
let count = 0;
let changed = 0;
for (const versions of readdirSync(official).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))) {
  const source = paths[Number.parseInt(versions, 10)];
  for (const name of readdirSync(join(official, versions))) {
    const texts = [official, ours].map((root) => readFileSync(join(root, versions, name), 'utf8'));
    count++;
    if (officialRun.includes(join(versions, name))) changed++;
    if (differs(`${source} (${name})`, texts[0], texts[1])) different++;
  }
}
rmSync(directory, { recursive: true, force: true });
console.log(
  `${count} texts of ${paths.length} files, ${changed} of them not in form: ${different} differences (--seed ${seed})`,
);
process.exit(different === 0 ? 0 : 1);
