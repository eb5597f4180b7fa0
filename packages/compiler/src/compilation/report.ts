import { DependeeKind } from '../incremental/dependee.ts';
import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { ChangeKind, type JournalEntry } from '../incremental/journal.ts';
import { containerTracked } from '../intern/containers.ts';
import {
  type DeclIndex,
  type FileIndex,
  type Index,
  NO_DECL,
  NO_TRACKED,
  type StringIndex,
  type TrackedIndex,
} from '../intern/ids.ts';
import type { Zcu } from '../query/zcu.ts';
import type { FileTable } from './files.ts';

/** One unit that was analysed in an update. */
export interface Analysis {
  /** What it is: `value of main.limit`, `body of main.twice`, `fields of main.S`. */
  readonly unit: string;
  /** Why: `its source changed`, `value of main.limit changed`. */
  readonly reason: string;
  /** Whether it belongs to the program's own files. */
  readonly isOwn: boolean;
}

/** What was analysed in this update and why, in the order in which that happened. */
export function describeAnalyses(zcu: Zcu, files: FileTable): Analysis[] {
  const { journal } = zcu.schedule;
  const analyses: Analysis[] = [];
  for (let i = 0; i < journal.length; i++) {
    const entry = journal.entry(i);
    const file = fileOf(zcu, entry.depender);
    analyses.push({
      unit: unitName(zcu, entry.depender),
      reason: reasonOf(zcu, entry),
      isOwn: file !== -1 && files.isOwn(file as FileIndex),
    });
  }
  return analyses;
}

function fileOf(zcu: Zcu, unit: Depender): number {
  const tracked = trackedOf(zcu, unit);
  return tracked === NO_TRACKED ? -1 : zcu.tracked.fileOf(tracked);
}

function trackedOf(zcu: Zcu, unit: Depender): TrackedIndex {
  const { pool } = zcu;
  const decl = zcu.declOf(unit);
  if (decl !== NO_DECL) return pool.decls.trackedOf(decl);
  switch (dependerKind(unit)) {
    case DependerKind.typeLayout:
    case DependerKind.typeDefaults:
      return containerTracked(pool, pool.containers.type.data[dependerIndex(unit)]! as Index);
    default:
      return NO_TRACKED;
  }
}

const UNIT_NAMES: { readonly [kind in DependerKind]: string } = {
  [DependerKind.declType]: 'type of',
  [DependerKind.declValue]: 'value of',
  [DependerKind.typeLayout]: 'layout of',
  [DependerKind.typeDefaults]: 'default values of',
  [DependerKind.funcBody]: 'body of',
  [DependerKind.comptimeBlock]: 'block',
  [DependerKind.call]: 'call of',
  [DependerKind.builtins]: 'std.builtin',
};

function unitName(zcu: Zcu, unit: Depender): string {
  const { pool } = zcu;
  const decl = zcu.declOf(unit);
  const kind = dependerKind(unit);
  let name = '';
  if (decl !== NO_DECL) name = pool.text(pool.decls.fqnOf(decl));
  else if (trackedOf(zcu, unit) !== NO_TRACKED)
    name = pool.text(pool.containers.nameOf(dependerIndex(unit) as Parameters<typeof pool.containers.nameOf>[0]));
  return `${UNIT_NAMES[kind]} ${name}`.trim();
}

function reasonOf(zcu: Zcu, entry: JournalEntry): string {
  const name = (): string => `'${zcu.pool.text(entry.b as StringIndex)}'`;
  switch (entry.change) {
    case ChangeKind.firstTime:
      return 'never analysed before';
    case ChangeKind.sourceChanged:
      return 'its source changed';
    case ChangeKind.sourceLost:
      return 'source that it relied on is gone';
    case ChangeKind.nameAdded:
      return `the name ${name()} came`;
    case ChangeKind.nameRemoved:
      return `the name ${name()} went`;
    case ChangeKind.visibilityChanged:
      return `the name ${name()} became pub, or ceased to be`;
    case ChangeKind.namesChanged:
      return 'the names of a container changed';
    case ChangeKind.fileChanged:
      return 'a file came or went';
    case ChangeKind.bytesChanged:
      return 'an embedded file changed';
    case ChangeKind.moved:
      return 'its place in the file changed';
    case ChangeKind.quotaChanged:
      return 'its callers give it another branch quota';
    case ChangeKind.renumbered:
      return 'its number among its like changed';
    case ChangeKind.errorNumbersChanged:
      return 'numbers of errors changed';
    case ChangeKind.resultChanged:
      return `${factName(zcu, entry)} changed`;
    case ChangeKind.loop:
      return 'it is part of a loop';
    case ChangeKind.faulted:
      return 'the compiler failed in it';
  }
}

function factName(zcu: Zcu, entry: JournalEntry): string {
  const { pool } = zcu;
  const declName = (): string => pool.text(pool.decls.fqnOf(entry.a as DeclIndex));
  const containerName = (): string =>
    pool.text(pool.containers.nameOf(entry.a as Parameters<typeof pool.containers.nameOf>[0]));
  switch (entry.dependee) {
    case DependeeKind.declVal:
      return `value of ${declName()}`;
    case DependeeKind.declType:
      return `type of ${declName()}`;
    case DependeeKind.typeLayout:
      return `layout of ${containerName()}`;
    case DependeeKind.typeDefaults:
      return `default values of ${containerName()}`;
    case DependeeKind.inferredErrors:
      return `errors of ${pool.text(pool.decls.fqnOf(pool.funcs.decl.data[entry.a]! as DeclIndex))}`;
    default:
      return DependeeKind[entry.dependee]!;
  }
}
