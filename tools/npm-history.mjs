import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/*
 * node tools/npm-history.mjs PACKAGE DIRECTORY
 *
 * Makes a git repository in DIRECTORY, which must not be there, with a commit for each version of an npm package, in the order of their
 * numbers: a history of a library for `npm run histories`, as fine as its releases.
 */

const [name, directory] = process.argv.slice(2);
if (directory === undefined) throw new RangeError('usage: node tools/npm-history.mjs PACKAGE DIRECTORY');
mkdirSync(directory);
const repository = resolve(directory);
const run = (command, ...args) => execFileSync(command, args, { cwd: repository, encoding: 'utf8' });

const git = (...args) => run('git', '-c', 'user.name=npm', '-c', 'user.email=npm@localhost', ...args);

git('init', '--quiet', '.');
const versions = JSON.parse(run('npm', 'view', name, 'versions', '--json'));
const packed = mkdtempSync(join(tmpdir(), 'npm-history-'));
try {
  for (const version of versions) {
    for (const entry of readdirSync(repository))
      if (entry !== '.git') rmSync(join(repository, entry), { recursive: true });
    const tarball = run('npm', 'pack', `${name}@${version}`, '--silent', '--pack-destination', packed).trim();
    run('tar', '-xzf', join(packed, tarball), '--strip-components=1');
    git('add', '--all', '--force');
    git('commit', '--quiet', '--allow-empty', '-m', version);
    console.log(version);
  }
} finally {
  rmSync(packed, { recursive: true });
}
