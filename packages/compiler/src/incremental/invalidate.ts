import { type FileIndex, NO_TRACKED, type StringIndex, type TrackedIndex } from '../intern/ids.ts';
import { NameChange, type ZirMatch } from '../zir/match.ts';
import { type ChunkIndex, ChunkKind } from '../zir/zir.ts';
import { DependeeKind, NO_DEPENDEE } from './dependee.ts';
import { ChangeKind } from './journal.ts';
import type { Schedule } from './schedule.ts';
import type { TrackedTable } from './tracked.ts';

/** What the rest of the compiler has to do about a file's new text. */
export interface FileChange {
  /** Chunks that are no more. What was made from them is to be retired. */
  readonly lost: TrackedIndex[];
  /** Containers whose member declarations are to be read again, since some came, went or changed places. */
  readonly rescan: TrackedIndex[];
}

/**
 * Makes outdated whatever relied on something that `match` says is another now, and loses the chunks that are no more. The chunk
 * rows of `match` are those before the merge, which are the ones that `tracked` knows. `intern` gives the number of a name.
 */
export function invalidateMatch(
  schedule: Schedule,
  tracked: TrackedTable,
  file: FileIndex,
  match: ZirMatch,
  kinds: { readonly data: Uint8Array },
  intern: (name: Uint8Array) => StringIndex,
): FileChange {
  const change: FileChange = { lost: [], rescan: [] };
  for (const difference of match.names) {
    const container = tracked.find(file, difference.container);
    if (container === NO_TRACKED) continue;
    const name = intern(difference.name);
    schedule.invalidate(nameChangeKind(difference.change), DependeeKind.namespaceName, container, name);
  }
  for (const chunk of match.namespaces) {
    const container = tracked.find(file, chunk);
    if (container !== NO_TRACKED) schedule.invalidate(ChangeKind.namesChanged, DependeeKind.namespace, container);
  }
  for (const chunk of match.members) {
    const container = tracked.find(file, chunk);
    if (container !== NO_TRACKED) change.rescan.push(container);
  }
  for (let chunk = 0; chunk < match.newOf.length; chunk++) {
    if (match.changed[chunk] === 0 || kinds.data[chunk] === ChunkKind.free) continue;
    const index = tracked.find(file, chunk as ChunkIndex);
    if (index === NO_TRACKED) continue;
    if (match.newOf[chunk] === 0xffff_ffff) {
      tracked.lose(file, chunk as ChunkIndex);
      change.lost.push(index);
    } else schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, index);
  }
  invalidateLost(schedule, change.lost);
  return change;
}

/** Tracked chunks are no more: all that relied on one in any way is outdated. */
export function invalidateLost(schedule: Schedule, lost: readonly TrackedIndex[]): void {
  for (const tracked of lost) {
    schedule.invalidate(ChangeKind.sourceLost, DependeeKind.srcHash, tracked);
    schedule.invalidate(ChangeKind.sourceLost, DependeeKind.namespace, tracked);
    schedule.invalidate(ChangeKind.sourceLost, DependeeKind.position, tracked);
  }
  schedule.invalidateAllNames(ChangeKind.sourceLost, new Set<number>(lost));
}

/** The bytes of a file are others, so its chunks may stand elsewhere: what shows a place in it (`@src()`) is outdated. */
export function invalidatePositions(schedule: Schedule, tracked: TrackedTable, file: FileIndex): void {
  const { graph } = schedule;
  let row = graph.firstOfFamily(DependeeKind.position);
  for (; row !== NO_DEPENDEE; row = graph.nextOfFamily(row)) {
    const index = graph.dependeeFirst(row);
    if (tracked.fileOf(index as TrackedIndex) === file)
      schedule.invalidate(ChangeKind.moved, DependeeKind.position, index);
  }
}

function nameChangeKind(change: NameChange): ChangeKind {
  switch (change) {
    case NameChange.added:
      return ChangeKind.nameAdded;
    case NameChange.removed:
      return ChangeKind.nameRemoved;
    case NameChange.visibility:
      return ChangeKind.visibilityChanged;
  }
}
