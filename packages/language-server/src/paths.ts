/** The directory that `path` is in; the root of all paths is in itself, and so is what has no `/`. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  if (at < 0) return path;
  return at === 0 ? '/' : path.slice(0, at);
}

/** What `name` means in `directory`, which is absolute. */
export function joinPath(directory: string, name: string): string {
  const parts: string[] = [];
  for (const part of (name.startsWith('/') ? name : `${directory}/${name}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return directory.startsWith('/') || name.startsWith('/') ? `/${parts.join('/')}` : parts.join('/');
}

/** How the file at `path` is named in `directory`; both are absolute. */
export function relativePath(directory: string, path: string): string {
  const from = directory.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** Whether `path` is in `directory` or below. */
export function isBelow(directory: string, path: string): boolean {
  return path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}
