import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Depender } from '../incremental/depender.ts';
import { ChangeKind, type JournalCause } from '../incremental/journal.ts';
import type { Zcu } from '../query/zcu.ts';
import { type FactName, Names, type UnitName } from './names.ts';

/**
 * What happened to a fact; or another reason for an analysis: there was none before, it is part of a loop of units that ask for each other, or the compiler failed in it.
 */
export type ChangeName =
  | 'first-time'
  | 'source-changed'
  | 'source-lost'
  | 'name-added'
  | 'name-removed'
  | 'visibility-changed'
  | 'names-changed'
  | 'file-changed'
  | 'bytes-changed'
  | 'moved'
  | 'quota-changed'
  | 'error-numbers-changed'
  | 'renumbered'
  | 'renamed'
  | 'result-changed'
  | 'loop'
  | 'faulted';

/** Why a unit was analysed. */
export interface Cause {
  readonly change: ChangeName;
  /** The fact that changed; null where there is none, or it is not known any more. */
  readonly fact: FactName | null;
}

/** A fact in the files that was another in the update. */
export interface InputChange extends Cause {
  /** How many units had to be analysed again for it alone. */
  readonly outdated: number;
}

/** One analysis of a unit. */
export interface Analysis {
  readonly unit: UnitName;
  readonly cause: Cause;
  /** Whether its result is another than before. If it is not, who relied on it is not analysed for it. */
  readonly isChanged: boolean;
  /** How long it took without the analyses that it asked for. */
  readonly milliseconds: number;
}

/** How long the parts of an update took, in milliseconds. */
export interface UpdateTimes {
  /** Reading files, finding what is another in them, lowering. */
  readonly files: number;
  readonly analysis: number;
  /** Code of functions. */
  readonly code: number;
  /** Making the module. */
  readonly link: number;
}

/** What an update did. */
export interface UpdateJournal {
  /** What changed in the files, as far as a unit had relied on it. */
  readonly inputs: readonly InputChange[];
  /** What was analysed, in the order in which that began. */
  readonly analysed: readonly Analysis[];
  /** Units that relied on something that was analysed again and turned out as it was: they were not analysed. */
  readonly unchanged: readonly UnitName[];
  /** Qualified names of the functions that code was generated for. */
  readonly generated: readonly string[];
  /** Length of the module in bytes; 0 where there is none. */
  readonly moduleBytes: number;
  readonly times: UpdateTimes;
}

const CHANGES: { readonly [kind in ChangeKind]: ChangeName } = {
  [ChangeKind.firstTime]: 'first-time',
  [ChangeKind.sourceChanged]: 'source-changed',
  [ChangeKind.sourceLost]: 'source-lost',
  [ChangeKind.nameAdded]: 'name-added',
  [ChangeKind.nameRemoved]: 'name-removed',
  [ChangeKind.visibilityChanged]: 'visibility-changed',
  [ChangeKind.namesChanged]: 'names-changed',
  [ChangeKind.fileChanged]: 'file-changed',
  [ChangeKind.bytesChanged]: 'bytes-changed',
  [ChangeKind.moved]: 'moved',
  [ChangeKind.quotaChanged]: 'quota-changed',
  [ChangeKind.errorNumbersChanged]: 'error-numbers-changed',
  [ChangeKind.renumbered]: 'renumbered',
  [ChangeKind.renamed]: 'renamed',
  [ChangeKind.resultChanged]: 'result-changed',
  [ChangeKind.loop]: 'loop',
  [ChangeKind.faulted]: 'faulted',
};

/** A cause as the reader is told it. `of`: the unit that was analysed for it. */
export function causeOf(names: Names, cause: JournalCause, of: Depender | null): Cause {
  const change = CHANGES[cause.change];
  return { change, fact: cause.change === ChangeKind.firstTime ? null : names.fact(cause, of) };
}

/** The inputs, analyses and unchanged units of the update that was made last. */
export function analysisJournal(zcu: Zcu): Pick<UpdateJournal, 'inputs' | 'analysed' | 'unchanged'> {
  const { journal, graph } = zcu.schedule;
  const names = new Names(zcu);
  const analysed = Array.from({ length: journal.length }, (_, i): Analysis => {
    const entry = journal.entry(i);
    return {
      unit: names.unit(entry.depender),
      cause: causeOf(names, entry, entry.depender),
      isChanged: entry.isChanged,
      milliseconds: entry.microseconds / 1000,
    };
  });
  const inputs = journal.inputs().map((input) => ({ ...causeOf(names, input, null), outdated: input.outdated }));
  const unchanged = Array.from(journal.unchanged(), (row) => names.unit(graph.dependerOf(row as DependerRow)));
  return { inputs, analysed, unchanged };
}
