import { type FileIndex, NO_TRACKED, type StringIndex, type TrackedIndex } from '../intern/ids.ts';
import { NameChange, type ZirChange } from '../zir/match.ts';
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
 * Makes outdated whatever relied on something that `change` says is another now, and loses the chunks that are no more. The chunk
 * rows of `change` are those before the merge, which are the ones that `tracked` knows. `intern` gives the number of a name.
 */
export function invalidateChange(
  schedule: Schedule,
  tracked: TrackedTable,
  file: FileIndex,
  { changed, lost, names, namespaces, members }: ZirChange,
  intern: (name: Uint8Array) => StringIndex,
): FileChange {
  const change: FileChange = { lost: [], rescan: [] };
  for (const difference of names) {
    const container = tracked.find(file, difference.container);
    if (container === NO_TRACKED) continue;
    const name = intern(difference.name);
    schedule.invalidate(nameChangeKind(difference.change), DependeeKind.namespaceName, container, name);
  }
  for (const chunk of namespaces) {
    const container = tracked.find(file, chunk);
    if (container !== NO_TRACKED) schedule.invalidate(ChangeKind.namesChanged, DependeeKind.namespace, container);
  }
  for (const chunk of members) {
    const container = tracked.find(file, chunk);
    if (container !== NO_TRACKED) change.rescan.push(container);
  }
  for (const chunk of changed) {
    const index = tracked.find(file, chunk);
    if (index !== NO_TRACKED) schedule.invalidate(ChangeKind.sourceChanged, DependeeKind.srcHash, index);
  }
  for (const chunk of lost) {
    const index = tracked.lose(file, chunk);
    if (index !== NO_TRACKED) change.lost.push(index);
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
