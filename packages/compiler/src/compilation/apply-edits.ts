import { DependeeKind } from '../incremental/dependee.ts';
import { invalidateChange, invalidatePositions } from '../incremental/invalidate.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { TrackedTable } from '../incremental/tracked.ts';
import { type FileIndex, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import type { Zcu } from '../query/zcu.ts';
import type { ZirChange } from '../zir/match.ts';
import type { FileEdits } from './files.ts';

/** What is to be done after the facts that changed are marked. */
export interface AppliedEdits {
  /** Chunks that are no more. */
  readonly lost: readonly TrackedIndex[];
  /** Containers whose members are to be read again. */
  readonly rescan: readonly TrackedIndex[];
}

/** Marks outdated all that relied on what is another now in the files of `edits`. */
export function applyEdits(zcu: Zcu, edits: FileEdits): AppliedEdits {
  const { schedule, tracked, pool } = zcu;
  const intern = (name: Uint8Array) => pool.stringOfBytes(name, 0, name.length);
  const lost: TrackedIndex[] = [];
  const rescan: TrackedIndex[] = [];
  for (const { file, change: zirChange } of edits.edits) {
    const change = invalidateChange(schedule, tracked, file, zirChange, intern);
    invalidatePositions(schedule, tracked, file);
    lost.push(...change.lost);
    rescan.push(...change.rescan, ...containersOfChanged(tracked, file, zirChange));
  }
  for (const file of edits.embedded) schedule.invalidate(ChangeKind.bytesChanged, DependeeKind.embedFile, file);
  return { lost, rescan };
}

/** The containers with a member whose declaration is another: what it is, and whether it is `pub` or exported, is read by the scan. */
function containersOfChanged(tracked: TrackedTable, file: FileIndex, change: ZirChange): TrackedIndex[] {
  return change.containers.map((chunk) => tracked.find(file, chunk)).filter((container) => container !== NO_TRACKED);
}
