import { statSync } from 'node:fs';
import { isBelow } from '../paths.ts';
import type { Workspace } from '../workspace.ts';

/** What tells one state of a file from another; the empty string where there is none. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '' : `${stat.size} ${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs}`;
}

/** The files of programs on the disk, as they were when they were last looked at: for clients that do not tell of all that changes. */
export class WatchedFiles {
  readonly #clientWatches: boolean;
  #stamps = new Map<string, string>();

  /** `clientWatches`: whether the client tells of source files. */
  constructor(clientWatches: boolean) {
    this.#clientWatches = clientWatches;
  }

  /** The paths of the files that are others than when this was last called, or were not looked at then. Those of the library are not looked at. */
  changed(workspace: Workspace): string[] {
    const stamps = new Map<string, string>();
    const changed: string[] = [];
    for (const path of workspace.watched()) {
      if (workspace.open.has(path) || isBelow(workspace.zigLibDir, path)) continue;
      if (this.#clientWatches && /\.(zig|zon)$/.test(path)) continue;
      const stamp = stampOf(path);
      stamps.set(path, stamp);
      if (this.#stamps.get(path) !== stamp) changed.push(path);
    }
    this.#stamps = stamps;
    return changed;
  }
}
