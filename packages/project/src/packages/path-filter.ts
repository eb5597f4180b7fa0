import { posix } from 'node:path';

/** Which files of a package its manifest's `paths` keep. A path keeps itself and all below it; `''` keeps everything, and so does no manifest. */
export class PathFilter {
  readonly #kept: ReadonlySet<string>;

  constructor(paths: readonly string[]) {
    this.#kept = new Set(paths.map(normalized));
  }

  /** Whether the file at `path` is kept, which is relative to the package, normalized, with `/` between names. */
  keeps(path: string): boolean {
    if (this.#kept.has('')) return true;
    for (let end = path.length; end >= 0; end = path.lastIndexOf('/', end - 1)) {
      if (this.#kept.has(path.slice(0, end))) return true;
      if (end === 0) break;
    }
    return false;
  }
}

/** `src/`, `./src` and `a/../src` are `src`; `.` is all. */
function normalized(path: string): string {
  const joined = posix.normalize(path).replace(/\/+$/, '');
  return joined === '.' ? '' : joined;
}
