import type { DependerRow } from '../incremental/dependency-graph.ts';
import type { Depender } from '../incremental/depender.ts';
import { ChangeKind, type JournalCause } from '../incremental/journal.ts';
import type { Zcu } from '../query/zcu.ts';
import type { Analysis, Cause, ChangeName, UpdateJournal } from './journal-types.ts';
import { Names } from './names.ts';

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
  [ChangeKind.errorOrderChanged]: 'error-order-changed',
  [ChangeKind.renumbered]: 'renumbered',
  [ChangeKind.renamed]: 'renamed',
  [ChangeKind.failureChanged]: 'failure-changed',
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
