/** How many links a path may lead through: systems follow no more. */
const MAX_LINKS = 40;

/**
 * Where `path` in a package leads, by `links`, which has targets by paths: the path of what need not be there; null where it leads out of the package. A path
 * that leads in a circle leads nowhere, and so not out.
 */
export function resolveInPackage(path: string, links: ReadonlyMap<string, string>): string | null {
  const pending = path.split('/').reverse();
  const names: string[] = [];
  let followed = 0;
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (names.pop() === undefined) return null;
      continue;
    }
    names.push(name);
    const target = links.get(names.join('/'));
    if (target === undefined) continue;
    if (isAbsoluteTarget(target)) return null;
    if (++followed > MAX_LINKS) break;
    names.pop();
    pending.push(...target.split('/').reverse());
  }
  return names.join('/');
}

/** On every system, whichever the package is unpacked on. */
function isAbsoluteTarget(target: string): boolean {
  return /^(\/|\\|[A-Za-z]:)/.test(target);
}
