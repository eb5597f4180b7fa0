import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { BigStack } from '../test/support/big-stack.ts';
import type { HistoryStep } from './history-steps.ts';

/*
 * npm run histories -- REPO [--root FILE] [--tests] [--library] [--module NAME=FILE]... [--last N]
 *
 * Replays the history of a git repository, from the first to the last commit of its current branch's main line (--last: only the last N), as
 * updates of one program, and compares each with a build from nothing of the same files: errors and module. Files come from git and are never
 * checked out; what is checked out does not count.
 *
 * --root: the program's root file in the repository; by default the first of `src/main.zig`, `main.zig`, `src/root.zig` that the last commit has.
 * --tests: what is compiled are the tests of the root file's module; --library: its exports. --module: a module that the root can import.
 *
 * Prints a line for each commit: files changed, milliseconds of the update, of the build, units of the program's own files that the
 * update analysed. Exit code 1 where an update is not right.
 */

const ROOTS = ['src/main.zig', 'main.zig', 'src/root.zig'];

/** Files that are larger, in bytes, are left out: they are no sources. */
const LARGEST = 1 << 20;

/** How much git may print at once. */
const MAX_BUFFER = 1 << 30;

const { values, positionals } = parseArgs({
  options: {
    root: { type: 'string' },
    tests: { type: 'boolean', default: false },
    library: { type: 'boolean', default: false },
    module: { type: 'string', multiple: true, default: [] },
    last: { type: 'string' },
  },
  allowPositionals: true,
});
if (positionals.length !== 1) throw new RangeError('name one repository: npm run histories -- REPO');
const [repository] = positionals;

function git(args: readonly string[], input = ''): Buffer {
  const run = spawnSync('git', ['-C', repository, ...args], { input, maxBuffer: MAX_BUFFER });
  if (run.status !== 0) throw new Error(`git ${args[0]}: ${run.error?.message ?? run.stderr.toString()}`);
  return run.stdout;
}

/** The object of each file of a commit, by path. */
function tree(commit: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const line of git(['ls-tree', '-r', '-l', '-z', '--full-tree', commit]).toString('utf8').split('\0')) {
    const entry = /^100\d+ blob (\w+) +(\d+)\t(.*)$/s.exec(line);
    if (entry !== null && Number(entry[2]) <= LARGEST) files.set(entry[3], entry[1]);
  }
  return files;
}

/** The content of each of `objects`. */
function blobs(objects: readonly string[]): Uint8Array[] {
  if (objects.length === 0) return [];
  const output = git(['cat-file', '--batch'], `${objects.join('\n')}\n`);
  let at = 0;
  return objects.map(() => {
    const start = output.indexOf('\n', at) + 1;
    const size = Number(output.toString('latin1', at, start - 1).split(' ')[2]);
    at = start + size + 1;
    return new Uint8Array(output.subarray(start, start + size));
  });
}

/** What to do to `before` to come to `after`: new content by path, null where the file goes. */
function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, Uint8Array | null> {
  const changed = [...after].filter(([path, object]) => before.get(path) !== object);
  const contents = blobs(changed.map(([, object]) => object));
  const changes = new Map<string, Uint8Array | null>(changed.map(([path], i) => [path, contents[i]]));
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, null);
  return changes;
}

const count = values.last === undefined ? [] : [`--max-count=${Number(values.last)}`];
const commits = git(['rev-list', '--first-parent', '--reverse', ...count, 'HEAD'])
  .toString()
  .split('\n')
  .slice(0, -1);
const last = tree(commits[commits.length - 1]);
const root = values.root ?? ROOTS.find((path) => last.has(path));
if (root === undefined) throw new RangeError(`name the root file with --root: there is none of ${ROOTS.join(', ')}`);

const thread = new BigStack(new URL('./history-steps.ts', import.meta.url));
await thread.call('openHistory', { root, tests: values.tests, isLibrary: values.library, modules: values.module });
let right = 0;
let before = new Map<string, string>();
for (const commit of commits) {
  const after = tree(commit);
  const changes = changesOf(before, after);
  before = after;
  const step = await thread.call<HistoryStep>('nextStep', changes);
  const subject = git(['show', '-s', '--format=%h %s', commit]).toString().trim();
  const times = `${step.updateMilliseconds.toFixed(1)} ms, from nothing ${step.buildMilliseconds.toFixed(1)} ms`;
  console.log(
    `${subject}\n  ${changes.size} files, ${times}, ${step.analyzed} units, ${step.compiled ? 'compiled' : 'errors'}`,
  );
  if (step.difference === null) right++;
  else console.log(`  ${step.difference}`);
}
await thread.close();
console.log(`${right} of ${commits.length} updates right`);
process.exitCode = right === commits.length ? 0 : 1;
