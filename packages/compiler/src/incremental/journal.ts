import { timeNow } from '../util/clock.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { ownedBy, PLAIN, type Renumbering, RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { type DependeeKind, dependeeRows, secondDependeeRows } from './dependee.ts';
import type { Depender } from './depender.ts';

/** What happened to a fact. */
export enum ChangeKind {
  /** Nothing: the depender was never analysed before. */
  firstTime,
  /** The content of a tracked chunk is another. */
  sourceChanged,
  /** A tracked chunk has no counterpart in the new file. */
  sourceLost,
  /** A container got a name. */
  nameAdded,
  /** A container lost a name. */
  nameRemoved,
  /** A name of a container became `pub`, or ceased to be. */
  visibilityChanged,
  /** The ordered names of a container are others. */
  namesChanged,
  /** A file came, went, began to fail or ceased to. */
  fileChanged,
  /** The bytes of an embedded file are others. */
  bytesChanged,
  /** A chunk whose place is used stands elsewhere in its file. */
  moved,
  /** Callers give the instance of a generic function another branch quota. */
  quotaChanged,
  /** Numbers of errors are others. */
  errorNumbersChanged,
  /** The order of the errors of a set is another. */
  errorOrderChanged,
  /** A block or test without a name is another one of those around it. */
  renumbered,
  /** A type that keeps its identity is called otherwise, or has safety checks where it had none. */
  renamed,
  /** The value of a declaration could be worked out and cannot any more, or the other way round. */
  failureChanged,
  /** Another depender gave another result. */
  resultChanged,
  /** It relied on the result of an analysis that asked for it: whether that holds cannot be known otherwise. */
  loop,
  /** The compiler itself failed in the analysis: that says nothing of the program. */
  faulted,
}

/** Why a depender was analysed. */
export interface JournalCause {
  readonly change: ChangeKind;
  /** The fact that changed. Without meaning for `firstTime`. */
  readonly dependee: DependeeKind;
  /** Its first word; NO_FACT if it is not known any more. */
  readonly a: number;
  readonly b: number;
}

/** One analysis of the update. */
export interface JournalEntry extends JournalCause {
  readonly depender: Depender;
  /** Whether its result is another than before. */
  readonly isChanged: boolean;
  /** How long it took without the analyses that it asked for, in microseconds. */
  readonly microseconds: number;
}

/** An input that is another in this update. */
export interface JournalInput extends JournalCause {
  /** How many dependers are outdated by it that were not before. */
  readonly outdated: number;
}

/** In the place of the first word of a fact: it is not known which it was. */
export const NO_FACT = 0x7fff_ffff;

/** Instead of the number of an update. */
const RESTARTED = 0x7fff_ffff;

/** How much a journal has. */
export interface JournalMark {
  readonly analyses: number;
  readonly unchanged: number;
  readonly inputs: number;
}

/** Causes in columns. */
class CauseColumns {
  readonly changes = new U8Column();
  readonly dependees = new U8Column();
  readonly as = new U32Column();
  readonly bs = new U32Column();

  push(change: ChangeKind, dependee: DependeeKind, a: number, b: number): void {
    this.changes.push(change);
    this.dependees.push(dependee);
    this.as.push(a);
    this.bs.push(b);
  }

  at(i: number): JournalCause {
    return {
      change: this.changes.data[i],
      dependee: this.dependees.data[i],
      a: this.as.data[i],
      b: this.bs.data[i],
    };
  }

  all(): (U8Column | U32Column)[] {
    return [this.changes, this.dependees, this.as, this.bs];
  }
}

/**
 * What happened in this update, in the order in which it did: inputs that changed, analyses and their reasons, and what was found to hold
 * without an analysis; and the reason of the last analysis of each depender, of whatever update. It is a report: nothing is decided from it.
 */
export class Journal {
  private readonly dependers = new U32Column();
  private readonly causes = new CauseColumns();
  private readonly changed = new U8Column();
  private readonly times = new U32Column();

  private readonly inputCauses = new CauseColumns();
  private readonly inputOutdated = new U32Column();

  private readonly unchangedRows = new U32Column();

  /** By row of the graph: number of the update in which the depender was analysed last, and why. */
  private readonly lastUpdates = new U32Column();
  private readonly lastCauses = new CauseColumns();
  /** [number of this update, from 1] */
  private readonly update = U32Column.over(Uint32Array.of(0));
  /** Whether what was known before this update is not to show in it: all that is analysed is so for the first time. */
  private isRestarted = false;

  /** Of the analyses in progress, outermost first: place, when it began, and how long those that it asked for took. */
  private readonly open: { readonly place: number; readonly start: number; within: number }[] = [];

  /** How many analyses there were. */
  get length(): number {
    return this.dependers.length;
  }

  /** An update starts: forgets all of the one before but for the last reasons. */
  clear(): void {
    this.isRestarted = this.update.data[0] === RESTARTED;
    this.update.data[0] = this.isRestarted ? 1 : this.update.data[0] + 1;
    this.open.length = 0;
    for (const column of [
      this.dependers,
      this.changed,
      this.times,
      this.inputOutdated,
      this.unchangedRows,
      ...this.causes.all(),
      ...this.inputCauses.all(),
    ])
      column.truncate(0);
  }

  /** How much there is now. */
  mark(): JournalMark {
    return { analyses: this.dependers.length, unchanged: this.unchangedRows.length, inputs: this.inputOutdated.length };
  }

  /** Forgets inputs, analyses, and units found to be up to date, that came since `mark`. */
  truncate({ analyses, unchanged, inputs }: JournalMark): void {
    for (const column of [this.dependers, this.changed, this.times, ...this.causes.all()]) column.truncate(analyses);
    this.unchangedRows.truncate(unchanged);
    for (const column of [this.inputOutdated, ...this.inputCauses.all()]) column.truncate(inputs);
  }

  /** The one update that there was is not to show: the next one counts as the first. */
  restart(): void {
    this.update.data[0] = RESTARTED;
  }

  /** Notes that the depender in `row` of the graph begins to be analysed, and why. Analyses nest. */
  begin(row: number, depender: Depender, reason: ChangeKind, dependee: DependeeKind, a: number, b: number): void {
    const change = this.isRestarted ? ChangeKind.firstTime : reason;
    const place = this.dependers.push(depender);
    this.causes.push(change, dependee, a, b);
    this.changed.push(1);
    this.times.push(0);
    while (this.lastUpdates.length <= row) {
      this.lastUpdates.push(0);
      this.lastCauses.push(ChangeKind.firstTime, 0, NO_FACT, 0);
    }
    this.lastUpdates.data[row] = this.update.data[0];
    this.lastCauses.changes.data[row] = change;
    this.lastCauses.dependees.data[row] = dependee;
    this.lastCauses.as.data[row] = a;
    this.lastCauses.bs.data[row] = b;
    this.open.push({ place, start: timeNow(), within: 0 });
  }

  /** The innermost analysis that was begun has ended. */
  end(isChanged: boolean): void {
    const ended = this.open.pop();
    if (ended === undefined) return;
    const time = timeNow() - ended.start;
    this.changed.data[ended.place] = isChanged ? 1 : 0;
    this.times.data[ended.place] = Math.max(0, time - ended.within) * 1000;
    const outer = this.open[this.open.length - 1];
    if (outer !== undefined) outer.within += time;
  }

  /** Notes that an input is another now, and how many dependers became outdated by it. */
  addInput(change: ChangeKind, dependee: DependeeKind, a: number, b: number, outdated: number): void {
    if (this.isRestarted) return;
    this.inputCauses.push(change, dependee, a, b);
    this.inputOutdated.push(outdated);
  }

  /** Notes that the depender in `row` of the graph turned out to be up to date without an analysis. */
  addUnchanged(row: number): void {
    if (this.isRestarted) return;
    this.unchangedRows.push(row);
  }

  /** Analysis `i`, from 0. */
  entry(i: number): JournalEntry {
    return {
      depender: this.dependers.data[i] as Depender,
      ...this.causes.at(i),
      isChanged: this.changed.data[i] === 1,
      microseconds: this.times.data[i],
    };
  }

  /** The inputs that changed. */
  inputs(): JournalInput[] {
    return Array.from({ length: this.inputOutdated.length }, (_, i) => ({
      ...this.inputCauses.at(i),
      outdated: this.inputOutdated.data[i]!,
    }));
  }

  /** The rows of the dependers that turned out to be up to date without an analysis. */
  unchanged(): Uint32Array {
    return this.unchangedRows.view();
  }

  /** Number of the update in which the depender in `row` of the graph was analysed last: of later ones greater. 0 if it never was. */
  lastUpdate(row: number): number {
    return row < this.lastUpdates.length ? this.lastUpdates.data[row] : 0;
  }

  /** Why the depender in `row` of the graph was analysed last; to be asked only where it was. */
  lastCause(row: number): JournalCause {
    return this.lastCauses.at(row);
  }

  /** Number of this update. */
  get number(): number {
    return this.update.data[0];
  }

  /** The columns that outlive an update. */
  columns(): TableColumn[] {
    const { changes, dependees, as, bs } = this.lastCauses;
    const facts = ownedBy({ renumber: (rows) => this.renumberFacts(rows) });
    return [
      { name: 'journal.update', column: this.update, words: PLAIN },
      { name: 'journal.lastUpdates', column: this.lastUpdates, words: wordOf(RowKind.unit) },
      { name: 'journal.lastChanges', column: changes, words: wordOf(RowKind.unit) },
      { name: 'journal.lastDependees', column: dependees, words: facts },
      { name: 'journal.lastA', column: as, words: facts },
      { name: 'journal.lastB', column: bs, words: facts },
    ];
  }

  /** Of a fact that goes it is not known any more which it was. */
  private renumberFacts({ keeps, visit }: Renumbering): void {
    const { dependees, as, bs } = this.lastCauses;
    const put = (words: Uint32Array, at: number, kind: RowKind | null, word: number): void => {
      words[at] = kind === null || word === NO_FACT ? word : keeps(kind, word) ? visit(kind, word) : NO_FACT;
    };
    let to = 0;
    for (let row = 0; row < dependees.length; row++) {
      if (!keeps(RowKind.unit, row)) continue;
      const kind = dependees.data[row]!;
      dependees.data[to] = kind;
      put(as.data, to, dependeeRows(kind), as.data[row]!);
      put(bs.data, to, secondDependeeRows(kind), bs.data[row]!);
      to++;
    }
    for (const column of [dependees, as, bs]) column.truncate(to);
  }
}
