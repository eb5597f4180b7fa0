import { DependeeKind } from '../incremental/dependee.ts';
import { invalidateMatch, invalidatePositions } from '../incremental/invalidate.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { TrackedTable } from '../incremental/tracked.ts';
import { type FileIndex, NO_TRACKED, type TrackedIndex } from '../intern/ids.ts';
import type { Zcu } from '../query/zcu.ts';
import type { ZirMatch } from '../zir/match.ts';
import { type ChunkIndex, ChunkKind, type Zir } from '../zir/zir.ts';
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
  for (const { file, old, match } of edits.edits) {
    const change = invalidateMatch(schedule, tracked, file, match, old.chunks.kind, intern);
    invalidatePositions(schedule, tracked, file);
    lost.push(...change.lost);
    rescan.push(...change.rescan, ...containersOfChanged(tracked, file, old, match));
  }
  for (const file of edits.embedded) schedule.invalidate(ChangeKind.bytesChanged, DependeeKind.embedFile, file);
  return { lost, rescan };
}

/** The containers with a member whose declaration is another: what it is, and whether it is `pub` or exported, is read by the scan. */
function containersOfChanged(tracked: TrackedTable, file: FileIndex, old: Zir, match: ZirMatch): TrackedIndex[] {
  const { kind, parent } = old.chunks;
  const containers: TrackedIndex[] = [];
  for (let chunk = 0; chunk < match.newOf.length; chunk++) {
    if (match.changed[chunk] === 0 || kind.data[chunk] !== ChunkKind.declaration) continue;
    const container = tracked.find(file, parent.data[chunk] as ChunkIndex);
    if (container !== NO_TRACKED) containers.push(container);
  }
  return containers;
}
