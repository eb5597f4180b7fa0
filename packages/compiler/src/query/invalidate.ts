import { DependeeKind, NO_DEPENDEE } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind, makeDepender } from '../incremental/depender.ts';
import { ChangeKind } from '../incremental/journal.ts';
import type { Schedule } from '../incremental/schedule.ts';
import type { TrackedTable } from '../incremental/tracked.ts';
import { containerTracked } from '../intern/containers.ts';
import {
  type ContainerIndex,
  type DeclIndex,
  type FileIndex,
  type FuncIndex,
  type Index,
  type NamespaceIndex,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import { NameChange, NO_SAME_MEMBERS, type SameMembers, type ZirChange } from '../zir/match.ts';
import type { ChunkIndex } from '../zir/zir.ts';
import { retire } from './analyze.ts';
import { scanNamespace } from './namespace.ts';
import type { Zcu } from './zcu.ts';

/** A file whose ZIR is another than it was. */
export interface FileEdit {
  readonly file: FileIndex;
  readonly change: ZirChange;
}

/** What became of the files. */
export interface FileEdits {
  readonly edits: readonly FileEdit[];
  /** Files of the library that could be analysed and cannot any more, or the other way round. */
  readonly turned: readonly FileIndex[];
  /** Embedded files with other bytes than before. */
  readonly embedded: readonly FileIndex[];
}

/** What came of edits besides units that are outdated. */
export interface Invalidated {
  /** The types whose members were read again. */
  readonly rescanned: readonly Index[];
  /** Whether something is no more. */
  readonly isLost: boolean;
}

/**
 * Makes outdated all that relied on what is another now in the files of `edits`, reads again the members of containers that have others, and
 * retires the units of what is no more. What relied on those is outdated too, and finds out for itself that they are gone.
 */
export function invalidate(zcu: Zcu, { edits, turned, embedded }: FileEdits): Invalidated {
  const { schedule, tracked, pool } = zcu;
  const intern = (name: Uint8Array) => pool.stringOfBytes(name, 0, name.length);
  const lost = new Set<TrackedIndex>();
  const rescan = new Map<TrackedIndex, SameMembers>();
  for (const { file, change: zirChange } of edits) {
    const change = invalidateChange(schedule, tracked, file, zirChange, intern);
    invalidatePositions(schedule, tracked, file);
    for (const chunk of change.lost) lost.add(chunk);
    const root = tracked.find(file, 0 as ChunkIndex);
    for (const container of change.rescan)
      rescan.set(container, container === root ? zirChange.sameMembers : NO_SAME_MEMBERS);
  }
  for (const file of turned) schedule.invalidate(ChangeKind.fileChanged, DependeeKind.file, file);
  for (const file of embedded) schedule.invalidate(ChangeKind.bytesChanged, DependeeKind.embedFile, file);
  const rescanned = rescan.size === 0 ? [] : scanAgain(zcu, rescan);
  if (lost.size > 0) retireLost(zcu, lost);
  return { rescanned, isLost: lost.size > 0 };
}

/** Reads the members of the containers `rescan` again, as far as they may be others. Returns their types. */
function scanAgain(zcu: Zcu, rescan: ReadonlyMap<TrackedIndex, SameMembers>): Index[] {
  const { pool } = zcu;
  const { namespaces } = pool;
  const isScanned = marked(zcu.tracked.length, rescan.keys());
  const types: Index[] = [];
  for (let namespace = 0; namespace < namespaces.length; namespace++) {
    const owner = namespaces.ownerOf(namespace as NamespaceIndex);
    const tracked = containerTracked(pool, owner);
    if (isScanned[tracked] !== 1) continue;
    scanNamespace(zcu, namespace as NamespaceIndex, rescan.get(tracked));
    types.push(owner);
  }
  return types;
}

/** 1 for each of `numbers`, which are below `length`: for loops over whole tables, which a set would be slow for. */
function marked(length: number, numbers: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(length);
  for (const number of numbers) marks[number] = 1;
  return marks;
}

/** Retires the units that analyse one of the chunks `lost`. */
function retireLost(zcu: Zcu, lost: ReadonlySet<TrackedIndex>): void {
  for (const unit of unitsOf(zcu, lost)) {
    retire(zcu, unit);
    if (dependerKind(unit) === DependerKind.funcBody) zcu.airs.delete(dependerIndex(unit) as FuncIndex);
  }
}

/** The units that analyse one of the chunks `lost`. */
function unitsOf(zcu: Zcu, lost: ReadonlySet<TrackedIndex>): Depender[] {
  const { pool } = zcu;
  const { decls, funcs, containers } = pool;
  const units: Depender[] = [];
  const isLost = marked(zcu.tracked.length, lost);
  for (let decl = 0; decl < decls.length; decl++) {
    if (isLost[decls.trackedOf(decl as DeclIndex)] !== 1) continue;
    for (const kind of [DependerKind.declType, DependerKind.declValue, DependerKind.comptimeBlock])
      units.push(makeDepender(kind, decl));
  }
  for (let func = 0; func < funcs.length; func++) {
    if (isLost[funcs.bodyOf(func as FuncIndex)] === 1) units.push(makeDepender(DependerKind.funcBody, func));
  }
  for (let container = 0; container < containers.length; container++) {
    if (isLost[containerTracked(pool, containers.typeOf(container as ContainerIndex))] !== 1) continue;
    for (const kind of [DependerKind.typeLayout, DependerKind.typeDefaults]) units.push(makeDepender(kind, container));
  }
  return units;
}

/** What is to be done after the facts that a file's new text changed are marked. */
export interface FileChange {
  /** Chunks that are no more. What was made from them is to be retired. */
  readonly lost: TrackedIndex[];
  /** Containers whose member declarations are to be read again, since some came, went, changed places or are others. */
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
  { changed, lost, names, namespaces, members, containers }: ZirChange,
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
  // Of a declaration that is another, the scan reads what it is, and whether it is `pub` or exported.
  for (const chunk of containers) {
    const container = tracked.find(file, chunk);
    if (container !== NO_TRACKED && !change.rescan.includes(container)) change.rescan.push(container);
  }
  return change;
}

/** Tracked chunks are no more: all that relied on one in any way is outdated. */
function invalidateLost(schedule: Schedule, lost: readonly TrackedIndex[]): void {
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
