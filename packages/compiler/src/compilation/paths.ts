/** `path` without `.` and empty parts, and with each `..` taken together with the part before it where there is one. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  const root = path.startsWith('/') ? '/' : '';
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  return root + parts.join('/');
}

/** The directory of a normalized path; the empty string where it has none. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at === 0 ? '/' : path.slice(0, Math.max(at, 0));
}

/** What `name` means to a file in `directory`. */
export function resolvePath(directory: string, name: string): string {
  return normalizePath(name.startsWith('/') || directory === '' ? name : `${directory}/${name}`);
}

/** What leads from normalized `directory` to normalized `path`; that itself where only one of the two starts at the root. */
export function relativePath(directory: string, path: string): string {
  if (directory.startsWith('/') !== path.startsWith('/')) return path;
  const [from, to] = [directory, path].map((one) => one.split('/').filter((part) => part !== ''));
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** The part of normalized `path` below `directory`; null if it is not there. */
export function pathBelow(directory: string, path: string): string | null {
  if (directory === '') return path.startsWith('/') || path === '..' || path.startsWith('../') ? null : path;
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
