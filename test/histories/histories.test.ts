import { equal, match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseCase } from '../../tools/incremental-case.ts';
import { scratchDirectory } from '../support/scratch.ts';

const TOOL = fileURLToPath(new URL('../../tools/histories.ts', import.meta.url));

const repository = scratchDirectory();

function git(...args: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const run = spawnSync('git', ['-C', repository, ...who, ...args], { encoding: 'utf8' });
  equal(run.status, 0, run.stderr);
}

/** A repository whose commits are the updates of an incremental case, its files in `src`. */
function makeRepository(name: string): number {
  git('init', '-q');
  const { updates } = parseCase(readFileSync(new URL(`../incremental/${name}`, import.meta.url), 'utf8'));
  for (const update of updates) {
    for (const [path, text] of update.files) {
      const file = join(repository, 'src', path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === null) rmSync(file);
      else writeFileSync(file, text);
    }
    git('add', '-A');
    git('commit', '-q', '-m', update.name);
  }
  return updates.length;
}

test('each commit of a repository is an update, and compared with a build from nothing', () => {
  const commits = makeRepository('02_comments_and_order');
  writeFileSync(join(repository, 'src/main.zig'), 'what is checked out does not count');
  const run = spawnSync(process.execPath, ['--import', 'tsx', TOOL, repository], { encoding: 'utf8' });
  equal(run.status, 0, run.stdout + run.stderr);
  const lines = run.stdout.trimEnd().split('\n');
  equal(lines.length, 2 * commits + 1);
  match(lines[1], /^ {2}2 files, [\d.]+ ms, from nothing [\d.]+ ms, \d+ units, compiled$/);
  match(lines[3], /^ {2}1 files, [\d.]+ ms, from nothing [\d.]+ ms, 0 units, compiled$/);
  equal(lines[lines.length - 1], `${commits} of ${commits} updates right`);
});
