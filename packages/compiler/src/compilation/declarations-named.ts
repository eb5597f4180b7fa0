import { containerTracked } from '../intern/containers.ts';
import { type ContainerIndex, type DeclIndex, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import { containerName, qualifiedName } from '../intern/names.ts';
import type { Zcu } from '../query/zcu.ts';

/** The declarations and types of one qualified name; or the names that could have been meant. */
export type DeclarationsNamed =
  | ({ readonly kind: 'found'; readonly name: string } & Named)
  | { readonly kind: 'ambiguous' | 'unknown'; readonly names: readonly string[] };

/** How many names are told that could have been meant. */
const NAMES_TOLD = 10;

/** The declarations and container types of one name. */
export interface Named {
  readonly decls: readonly DeclIndex[];
  readonly containers: readonly ContainerIndex[];
}

interface FoundNames {
  readonly decls: DeclIndex[];
  readonly containers: ContainerIndex[];
  isOwn: boolean;
}

/**
 * The declarations and types whose qualified name is `name` or, where there are none, the one name that ends in `.` and it: one of the program's
 * own files before those of the library, and one that `isNeeded` before those that are not.
 */
export function declarationsNamed(zcu: Zcu, name: string, isNeeded: (named: Named) => boolean): DeclarationsNamed {
  const all = allNames(zcu);
  const found = (full: string): DeclarationsNamed => {
    const { decls, containers } = all.get(full)!;
    return { kind: 'found', name: full, decls, containers };
  };
  if (all.has(name)) return found(name);
  const ending = [...all.keys()].filter((full) => full.endsWith(`.${name}`));
  const own = ending.filter((full) => all.get(full)!.isOwn);
  const ofOneSort = own.length > 0 ? own : ending;
  const needed = ofOneSort.length > 1 ? ofOneSort.filter((full) => isNeeded(all.get(full)!)) : [];
  const candidates = needed.length > 0 ? needed : ofOneSort;
  if (candidates.length === 1) return found(candidates[0]!);
  if (candidates.length > 1) return { kind: 'ambiguous', names: candidates.sort() };
  return { kind: 'unknown', names: similarNames(all, name) };
}

function allNames(zcu: Zcu): Map<string, FoundNames> {
  const { pool, tracked, files } = zcu;
  const { decls, containers } = pool;
  const all = new Map<string, FoundNames>();
  const named = (name: string, chunk: TrackedIndex): FoundNames | null => {
    if (name === '' || (chunk !== NO_TRACKED && tracked.isLost(chunk))) return null;
    let known = all.get(name);
    if (known === undefined) all.set(name, (known = { decls: [], containers: [], isOwn: false }));
    known.isOwn ||= chunk !== NO_TRACKED && files.isOwn(tracked.fileOf(chunk));
    return known;
  };
  for (let i = 0; i < decls.length; i++) {
    const decl = i as DeclIndex;
    named(qualifiedName(pool, decl), decls.trackedOf(decl))?.decls.push(decl);
  }
  for (let i = 0; i < containers.length; i++) {
    const container = i as ContainerIndex;
    const ty = containers.typeOf(container);
    named(containerName(pool, ty), containerTracked(pool, ty))?.containers.push(container);
  }
  return all;
}

/** Names whose last part is spelled much like that of `name`, those of the program first. */
function similarNames(all: ReadonlyMap<string, FoundNames>, name: string): string[] {
  const last = lastPart(name);
  const most = Math.min(2, last.length >>> 1);
  const near = [...all.keys()]
    .map((full) => ({ full, distance: distance(lastPart(full), last, most), isOwn: all.get(full)!.isOwn }))
    .filter(({ distance }) => distance <= most);
  near.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.distance - b.distance || (a.full < b.full ? -1 : 1));
  return near.slice(0, NAMES_TOLD).map(({ full }) => full);
}

/** The last part of a qualified name, whose own dots stand in brackets or quotes. */
export function lastPart(name: string): string {
  return /(?:@"(?:[^"\\]|\\.)*"|\([\s\S]*\)|[^.])*$/.exec(name)![0];
}

/** How many letters of `a` have to be put in, left out or changed for it to be `b`; some greater number where that is more than `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
