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

/** The part of normalized `path` below `directory`; null if it is not there. */
export function pathBelow(directory: string, path: string): string | null {
  if (directory === '') return path.startsWith('/') || path === '..' || path.startsWith('../') ? null : path;
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}
