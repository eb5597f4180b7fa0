import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * What names the project in `directory` on every machine, and stays the same from commit to commit: where its repository comes from, where it is in that, and what its
 * `package.json` calls it; null where there is neither a repository with an origin nor a name.
 */
export function projectIdentity(directory: string): readonly (string | null)[] | null {
  const root = nearest(directory, '.git');
  const origin = root === null ? null : originOf(join(root, '.git'));
  const below = root === null ? null : relative(root, directory).split(sep).join('/');
  const named = nearest(directory, 'package.json');
  const name = named === null ? null : nameIn(join(named, 'package.json'));
  return origin === null && name === null ? null : [origin, origin === null ? null : below, name];
}

function nearest(start: string, name: string): string | null {
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, name))) return directory;
    if (dirname(directory) === directory) return null;
  }
}

/** `HOST/PATH` of a repository's origin, by whichever protocol it is reached. `git`: the directory, or the file that names it. */
function originOf(git: string): string | null {
  const config = textOf(join(git, 'config')) ?? textOf(join(commonDirectory(git), 'config')) ?? '';
  const url = /^\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S+)/m.exec(config)?.[1];
  if (url === undefined) return null;
  const plain = url.replace(/^[a-z+]+:\/\//, '').replace(/^[^@/]*@/, '');
  return plain.replace(/^([^/:]+):(\d+\/)?/, '$1/').replace(/(\.git)?\/*$/, '');
}

/** The directory of the repository to which a further work tree belongs, whose `.git` is a file. */
function commonDirectory(git: string): string {
  const named = /^gitdir: (.*)$/m.exec(textOf(git) ?? '')?.[1];
  return named === undefined ? git : resolve(dirname(git), named, '..', '..');
}

function nameIn(path: string): string | null {
  try {
    const { name } = JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
