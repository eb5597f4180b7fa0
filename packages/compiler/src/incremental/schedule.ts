import { InternalFault } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { DependeeKind, type DependeeRow, NO_DEPENDEE, producerOf, resultKindOf } from './dependee.ts';
import { DependencyGraph, type DependerRow, type EntryIndex, NO_ENTRY, NO_ROW } from './dependency-graph.ts';
import { type Depender, dependerIndex, NO_DEPENDER } from './depender.ts';
import { ChangeKind, Journal, type JournalMark, NO_FACT } from './journal.ts';

/** What is known of a depender's last analysis. */
export enum DependerState {
  /** It was never analysed, or what it gave was thrown away. */
  unknown,
  /** What it gave holds. */
  upToDate,
  /** A fact that it relied on is another now. */
  outdated,
  /** A fact that it relied on may turn out to be another. */
  potentiallyOutdated,
  /** It is being analysed. */
  inProgress,
}

/**
 * Which dependers have to be analysed, and when.
 *
 * Invariant: an entry of the graph is counted exactly if its fact is the result of a depender that is outdated or potentially
 * outdated and was so when the entry was made or came to be so since; `counts` has the number of counted entries of each
 * depender. So a depender that is up to date has a count of 0, one that is potentially outdated has a count of at least 1,
 * and an outdated one with a count of 0 can be analysed before all others.
 *
 * An analysis is `begin`, any number of `addDependency`, `finish`; analyses nest. Before Sema uses a result of another
 * depender it has that brought up to date:
 *
 *     for (let next; (next = schedule.demand(depender)) !== NO_DEPENDER; ) analyse(next);
 *
 * If the depender is in progress then (`isInProgress`), the program asks for what it is in the middle of: an error. Which member of such a
 * loop asks last depends on which is asked for first: see `reset`. An entry made in that situation is not counted, so it does not have
 * the depender analysed again when the loop closes.
 */
export class Schedule {
  readonly graph: DependencyGraph;
  /** Why each depender was analysed in this update. It is told, and nothing is decided by it. */
  readonly journal = new Journal();
  /** The dependers whose analysis began in this update, in that order; one stands there as often as it was analysed. */
  readonly analysed: Depender[] = [];
  private readonly states = new U8Column();
  private readonly counts = new U32Column();
  /** `ChangeKind` that made the depender outdated, and of which fact. */
  private readonly reasons = new U8Column();
  private readonly reasonDependees = new U32Column();
  /** 1 if what the depender gave was overwritten by an analysis that came to no result. */
  private readonly abandoned = new U8Column();
  /** Rows that came not to be up to date, and 1 for each of them. Not saved. */
  private readonly unsettled = new U32Column();
  private readonly isNoted = new U8Column();
  /** By row of a fact: the reading of `clock` when it changed last, or was heard of first. Not saved. */
  private readonly changedAt = new U32Column();
  private ticks = 0;
  /** Number of the last analysis of each depender, counted over all. Not saved. */
  private readonly begun = new U32Column();
  private beginnings = 0;
  /** Number of the last search that came by each depender. Not saved. */
  private readonly visits = new U32Column();
  private visit = 0;
  private readonly work = new U32Column();
  private readonly searchRows = new U32Column();
  private readonly searchEntries = new U32Column();

  constructor(graph: DependencyGraph = new DependencyGraph()) {
    this.graph = graph;
  }

  /** The row of `depender` in the graph, made if it has none yet. */
  rowOf(depender: Depender): DependerRow {
    const row = this.graph.internDepender(depender);
    while (this.states.length <= row) {
      this.states.push(DependerState.unknown);
      this.counts.push(0);
      this.reasons.push(ChangeKind.firstTime);
      this.reasonDependees.push(NO_DEPENDEE);
      this.abandoned.push(0);
      this.begun.push(0);
      this.visits.push(0);
      this.isNoted.push(0);
    }
    return row;
  }

  /** The state of a depender. */
  state(depender: Depender): DependerState {
    const row = this.graph.findDepender(depender);
    return row === NO_ROW || row >= this.states.length ? DependerState.unknown : this.states.data[row];
  }

  /** Whether `depender` is being analysed. */
  isInProgress(depender: Depender): boolean {
    return this.state(depender) === DependerState.inProgress;
  }

  /** Whether what is known of the depender in `row` of the graph holds. */
  isRowUpToDate(row: number): boolean {
    return this.states.data[row] === DependerState.upToDate;
  }

  /** Whether what is known of `depender` holds. */
  isUpToDate(depender: Depender): boolean {
    return this.state(depender) === DependerState.upToDate;
  }

  /**
   * Rows of dependers that are not up to date, or came not to be since this was called last: of the others that was told by a call before. Those that were
   * never analysed are none.
   */
  takeUnsettled(): Uint32Array {
    const rows = this.unsettled.view().slice();
    this.unsettled.truncate(0);
    for (const row of rows) this.isNoted.data[row] = 0;
    return rows;
  }

  /** Starts an update. */
  startUpdate(): void {
    this.journal.clear();
    this.analysed.length = 0;
  }

  /** The time, which passes where a fact changes. */
  get clock(): number {
    return this.ticks;
  }

  /**
   * Whether a fact, which was relied on before the time `since`, is known to have been the same ever since then. Of the result of a depender that
   * is not up to date it is not known.
   */
  isUnchanged(kind: DependeeKind, a: number, b: number, since: number): boolean {
    const dependee = this.graph.findDependee(kind, a, b);
    if (dependee === NO_DEPENDEE || this.hearOf(dependee) || this.changedAt.data[dependee] > since) return false;
    return kind < DependeeKind.declType || this.isUpToDate(producerOf(kind, a));
  }

  /** All facts that are known are relied on from now on: see `isUnchanged`. */
  hearOfAll(): void {
    const heardOf = this.changedAt.length;
    const { dependeesLength } = this.graph;
    this.changedAt.pushZeros(dependeesLength - heardOf);
    this.changedAt.data.fill(this.ticks, heardOf, dependeesLength);
  }

  /** Starts the analysis of `depender`: what it relied on until now is forgotten. */
  begin(depender: Depender): void {
    const row = this.rowOf(depender);
    const state = this.states.data[row];
    if (state === DependerState.inProgress) throw new InternalFault(`depender ${depender} is in progress already`);
    if (state === DependerState.upToDate) throw new InternalFault(`depender ${depender} is up to date`);
    const known = state !== DependerState.unknown;
    const reason: ChangeKind = known ? this.reasons.data[row] : ChangeKind.firstTime;
    const dependee = known ? (this.reasonDependees.data[row] as DependeeRow) : NO_DEPENDEE;
    const named = dependee !== NO_DEPENDEE;
    this.analysed.push(depender);
    this.journal.begin(
      row,
      depender,
      reason,
      named ? this.graph.dependeeKind(dependee) : DependeeKind.srcHash,
      named ? this.graph.dependeeFirst(dependee) : NO_FACT,
      named ? this.graph.dependeeSecond(dependee) : 0,
    );
    this.graph.removeDependenciesOf(row);
    this.counts.data[row] = 0;
    this.begun.data[row] = ++this.beginnings;
    this.unsettle(row, DependerState.inProgress);
  }

  /** What tells the last analysis of `depender` from those before and after it, and from those of others; 0 where there was none in this process. */
  lastAnalysis(depender: Depender): number {
    const row = this.graph.findDepender(depender);
    return row === NO_ROW || row >= this.begun.length ? 0 : this.begun.data[row];
  }

  /**
   * Records that `depender`, which is in progress, relied on a fact: see `DependeeKind` for `a` and `b`. Returns false where this
   * analysis has recorded it already.
   */
  addDependency(depender: Depender, kind: DependeeKind, a: number, b = 0): boolean {
    const graph = this.graph;
    const row = this.rowOf(depender);
    if (this.states.data[row] !== DependerState.inProgress) {
      throw new InternalFault(`depender ${depender} records a dependency and is not in progress`);
    }
    const dependee = graph.internDependee(kind, a, b);
    this.hearOf(dependee);
    const entry = graph.add(row, dependee);
    if (entry === NO_ENTRY) return false;
    if (kind < DependeeKind.declType) return true;
    const producer = graph.findDepender(producerOf(kind, a));
    if (producer === NO_ROW || producer >= this.states.length) return true;
    const state = this.states.data[producer];
    if (state === DependerState.outdated || state === DependerState.potentiallyOutdated) {
      graph.setCounted(entry, true);
      this.counts.data[row]++;
    }
    return true;
  }

  /** Records that what was made of the result of `depender`, which is up to date, relied on `facts`, (kind, a, b) each: results are up to date too. */
  addDependencies(depender: Depender, facts: readonly number[]): void {
    if (facts.length === 0) return;
    const row = this.rowOf(depender);
    if (this.states.data[row] !== DependerState.upToDate)
      throw new InternalFault(`depender ${depender} is to rely on more and is not up to date`);
    this.graph.resume(row);
    for (let i = 0; i < facts.length; i += 3) {
      const dependee = this.graph.internDependee(facts[i] as DependeeKind, facts[i + 1]!, facts[i + 2]!);
      this.hearOf(dependee);
      this.graph.add(row, dependee);
    }
  }

  /** Whether the analysis of `depender` has recorded a fact. Looks through all that it has recorded. */
  reliesOn(depender: Depender, kind: DependeeKind, a: number, b = 0): boolean {
    const { graph } = this;
    const dependee = graph.findDependee(kind, a, b);
    if (dependee === NO_DEPENDEE) return false;
    let entry = graph.firstOfDepender(this.rowOf(depender));
    while (entry !== NO_ENTRY && graph.entryDependeeRow(entry) !== dependee) entry = graph.nextOfDepender(entry);
    return entry !== NO_ENTRY;
  }

  /** From here on analyses are of no update: they do not show among those of the last one. Returns what `endAside` is to be given. */
  beginAside(): { readonly analysed: number; readonly journal: JournalMark } {
    return { analysed: this.analysed.length, journal: this.journal.mark() };
  }

  /** Ends what `beginAside` began. */
  endAside({ analysed, journal }: ReturnType<Schedule['beginAside']>): void {
    this.analysed.length = analysed;
    this.journal.truncate(journal);
  }

  /** Ends the analysis of `depender`. `changed`: its result is not what it was at the end of the analysis before. */
  finish(depender: Depender, changed: boolean): void {
    const row = this.rowOf(depender);
    if (this.states.data[row] !== DependerState.inProgress) {
      throw new InternalFault(`depender ${depender} ends and is not in progress`);
    }
    changed ||= this.abandoned.data[row] === 1;
    this.abandoned.data[row] = 0;
    this.journal.end(changed);
    if (this.counts.data[row] > 0 && !changed) {
      // It recorded a fact that no one has settled: whether it stays as it is shows when that is.
      this.unsettle(row, DependerState.potentiallyOutdated);
      this.markTransitively(row);
      return;
    }
    this.settle(row, changed);
    this.states.data[row] = DependerState.upToDate;
    if (this.counts.data[row] > 0) {
      this.unsettle(row, DependerState.potentiallyOutdated);
      this.markTransitively(row);
    }
  }

  /**
   * Ends the analysis of `depender` before it has a result. It has to be analysed again, and what it gives then counts as another: what it was
   * before may be overwritten.
   */
  abandon(depender: Depender): void {
    const row = this.rowOf(depender);
    if (this.states.data[row] !== DependerState.inProgress) {
      throw new InternalFault(`depender ${depender} is abandoned and is not in progress`);
    }
    this.journal.end(true);
    this.graph.removeDependenciesOf(row);
    this.counts.data[row] = 0;
    this.abandoned.data[row] = 1;
    this.unsettle(row, DependerState.outdated);
  }

  /** Ends the analysis of `depender` without a result: who relied on the one before is outdated, and nothing is known of it any more. */
  discard(depender: Depender): void {
    const row = this.rowOf(depender);
    if (this.states.data[row] !== DependerState.inProgress) {
      throw new InternalFault(`depender ${depender} is discarded and is not in progress`);
    }
    this.journal.end(true);
    this.graph.removeDependenciesOf(row);
    this.counts.data[row] = 0;
    this.settle(row, true);
    this.unsettle(row, DependerState.unknown);
  }

  /** The same for an analysis within that of `outer`, which relies on what that has relied on. */
  dissolve(depender: Depender, outer: Depender): void {
    const { graph } = this;
    const facts: DependeeRow[] = [];
    let entry = graph.firstOfDepender(this.rowOf(depender));
    for (; entry !== NO_ENTRY; entry = graph.nextOfDepender(entry)) facts.push(graph.entryDependeeRow(entry));
    this.discard(depender);
    for (const fact of facts)
      this.addDependency(outer, graph.dependeeKind(fact), graph.dependeeFirst(fact), graph.dependeeSecond(fact));
  }

  /**
   * An input is another now. Returns how many dependers became outdated by it.
   */
  invalidate(change: ChangeKind, kind: DependeeKind, a: number, b = 0): number {
    const dependee = this.graph.findDependee(kind, a, b);
    if (dependee === NO_DEPENDEE) return 0;
    const outdated = this.invalidateRow(change, dependee);
    this.journal.addInput(change, kind, a, b, outdated);
    return outdated;
  }

  /** Every name of the containers whose tracked chunks are given may be found elsewhere now, or no more. */
  invalidateAllNames(change: ChangeKind, containers: ReadonlySet<number>): void {
    const { graph } = this;
    for (const container of containers) {
      let row = graph.firstOfFamily(DependeeKind.namespaceName, container);
      for (; row !== NO_DEPENDEE; row = graph.nextOfFamily(row)) {
        const outdated = this.invalidateRow(change, row);
        const [kind, a, b] = [graph.dependeeKind(row), graph.dependeeFirst(row), graph.dependeeSecond(row)];
        this.journal.addInput(change, kind, a, b, outdated);
      }
    }
  }

  /**
   * The depender that has to be analysed now for `depender` to come to be up to date: itself, or one that it relied on; to be
   * asked again after that one is `finish`ed. `NO_DEPENDER` if it is up to date or in progress.
   *
   * Facts are looked at in the order in which they were recorded, since a later one may have been asked for only because of what
   * an earlier one was.
   */
  demand(depender: Depender): Depender {
    const row = this.rowOf(depender);
    switch (this.states.data[row]) {
      case DependerState.unknown:
      case DependerState.outdated:
        return depender;
      case DependerState.potentiallyOutdated:
        return this.search(row);
      default:
        return NO_DEPENDER;
    }
  }

  /** What `depender` gave is not to be relied on, if it was analysed at all: it is to be analysed again. */
  outdate(depender: Depender, change: ChangeKind): void {
    const row = this.graph.findDepender(depender);
    if (row !== NO_ROW && row < this.states.length) this.markOutdated(row, change, NO_DEPENDEE);
  }

  /** What `depender` gave is no more, its declaration was lost: who relied on it is outdated, and it relies on nothing. */
  retire(depender: Depender): void {
    const row = this.graph.findDepender(depender);
    if (row === NO_ROW || row >= this.states.length || this.states.data[row] === DependerState.unknown) return;
    if (this.states.data[row] === DependerState.upToDate) this.markTransitively(row);
    this.graph.removeDependenciesOf(row);
    this.counts.data[row] = 0;
    this.settle(row, true);
    this.unsettle(row, DependerState.unknown);
  }

  /**
   * Throws away what `depender`, and all that rely on its result, gave, so that demands come in the order of a build from nothing.
   * For loops: which of their members has the error depends on which is asked for first.
   */
  reset(depender: Depender): void {
    const graph = this.graph;
    const work = this.work;
    work.truncate(0);
    work.push(this.rowOf(depender));
    while (work.length > 0) {
      const row = work.data[work.length - 1] as DependerRow;
      work.truncate(work.length - 1);
      if (this.states.data[row] === DependerState.inProgress)
        throw new InternalFault('reset of an analysis in progress');
      if (this.states.data[row] === DependerState.unknown) continue;
      this.unsettle(row, DependerState.unknown);
      graph.removeDependenciesOf(row);
      this.counts.data[row] = 0;
      const dependee = this.resultRow(row);
      if (dependee === NO_DEPENDEE) continue;
      for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
        work.push(graph.entryDependerRow(entry));
      }
    }
  }

  /** All columns that hold state worth keeping, those of the graph included. To be taken between updates. */
  columns(): TableColumn[] {
    return [
      ...this.graph.columns(),
      { name: 'states', column: this.states, words: wordOf(RowKind.unit) },
      { name: 'counts', column: this.counts, words: wordOf(RowKind.unit) },
      { name: 'reasons', column: this.reasons, words: wordOf(RowKind.unit) },
      { name: 'abandoned', column: this.abandoned, words: wordOf(RowKind.unit) },
      ...this.journal.columns(),
    ];
  }

  /** To be called after the columns were replaced by others, saved ones or those of the tables before: makes those anew that are not among them. */
  columnsReplaced(): void {
    this.graph.resetSerials();
    this.visits.truncate(0);
    this.visits.pushZeros(this.states.length);
    this.visit = 0;
    this.begun.truncate(0);
    this.begun.pushZeros(this.states.length);
    this.unsettled.truncate(0);
    this.isNoted.truncate(0);
    this.isNoted.pushZeros(this.states.length);
    for (let row = 0; row < this.states.length; row++) {
      if (this.isRowUpToDate(row)) continue;
      this.unsettled.push(row);
      this.isNoted.data[row] = 1;
    }
    this.reasonDependees.truncate(0);
    this.reasonDependees.pushZeros(this.states.length);
    this.reasonDependees.data.fill(NO_DEPENDEE);
    this.forgetChanges();
  }

  /** Gives the depender of `row` a state in which it is not up to date. */
  private unsettle(row: DependerRow, state: DependerState): void {
    this.states.data[row] = state;
    if (this.isNoted.data[row] === 1) return;
    this.isNoted.data[row] = 1;
    this.unsettled.push(row);
  }

  private resultRow(row: DependerRow): DependeeRow {
    const depender = this.graph.dependerOf(row);
    const kind = resultKindOf(depender);
    return kind === -1 ? NO_DEPENDEE : this.graph.findDependee(kind, dependerIndex(depender), 0);
  }

  private noteChange(dependee: DependeeRow): void {
    // Time passes as well where nobody has heard of it in this process, as after the tables were restored.
    this.ticks++;
    if (dependee < this.changedAt.length) this.changedAt.data[dependee] = this.ticks;
  }

  /** From now on it is known when `dependee` changes. Returns whether it was not before. */
  private hearOf(dependee: DependeeRow): boolean {
    if (dependee < this.changedAt.length) return false;
    while (this.changedAt.length <= dependee) this.changedAt.push(this.ticks);
    return true;
  }

  /** Rows of facts are others: nothing is known of when they changed before. */
  private forgetChanges(): void {
    this.changedAt.truncate(0);
    this.ticks++;
  }

  private invalidateRow(change: ChangeKind, dependee: DependeeRow): number {
    const graph = this.graph;
    this.noteChange(dependee);
    let outdated = 0;
    for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
      if (this.markOutdated(graph.entryDependerRow(entry), change, dependee)) outdated++;
    }
    return outdated;
  }

  /** Returns whether the depender was not outdated before. */
  private markOutdated(row: DependerRow, change: ChangeKind, dependee: DependeeRow): boolean {
    const state = this.states.data[row];
    if (state !== DependerState.upToDate && state !== DependerState.potentiallyOutdated) return false;
    this.unsettle(row, DependerState.outdated);
    this.reasons.data[row] = change;
    this.reasonDependees.data[row] = dependee;
    // The dependers of one that was potentially outdated are marked already.
    if (state === DependerState.upToDate) this.markTransitively(row);
    return true;
  }

  /** The result of `start` is not settled any more: counts it at all that rely on it, and so on from those. */
  private markTransitively(start: DependerRow): void {
    const graph = this.graph;
    const work = this.work;
    work.truncate(0);
    work.push(start);
    while (work.length > 0) {
      const row = work.data[work.length - 1] as DependerRow;
      work.truncate(work.length - 1);
      const dependee = this.resultRow(row);
      if (dependee === NO_DEPENDEE) continue;
      for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
        if (graph.isCounted(entry)) continue;
        const depender = graph.entryDependerRow(entry);
        const state = this.states.data[depender];
        if (state === DependerState.inProgress) continue;
        graph.setCounted(entry, true);
        this.counts.data[depender]++;
        if (state !== DependerState.upToDate) continue;
        this.unsettle(depender, DependerState.potentiallyOutdated);
        work.push(depender);
      }
    }
  }

  /**
   * The result of `start` is settled: it is another (`changed`) or what it was. Those that counted it count it no more; one that
   * was waiting only for such as have not changed is up to date, and its own result is settled.
   */
  private settle(start: DependerRow, changed: boolean): void {
    const graph = this.graph;
    if (changed) this.noteChange(this.resultRow(start));
    const work = this.work;
    work.truncate(0);
    work.push(start);
    while (work.length > 0) {
      const row = work.data[work.length - 1] as DependerRow;
      work.truncate(work.length - 1);
      const dependee = this.resultRow(row);
      if (dependee === NO_DEPENDEE) continue;
      const other = changed && row === start;
      for (let entry = graph.firstOnDependee(dependee); entry !== NO_ENTRY; entry = graph.nextOnDependee(entry)) {
        if (!graph.isCounted(entry)) continue;
        graph.setCounted(entry, false);
        const depender = graph.entryDependerRow(entry);
        const count = --this.counts.data[depender];
        if (this.states.data[depender] === DependerState.potentiallyOutdated) {
          if (other) {
            this.unsettle(depender, DependerState.outdated);
            this.reasons.data[depender] = ChangeKind.resultChanged;
            this.reasonDependees.data[depender] = dependee;
          } else if (count === 0) {
            this.states.data[depender] = DependerState.upToDate;
            this.journal.addUnchanged(depender);
            if (depender !== start) work.push(depender);
          }
        }
      }
    }
  }

  private search(start: DependerRow): Depender {
    const graph = this.graph;
    const rows = this.searchRows;
    const entries = this.searchEntries;
    const visit = ++this.visit;
    const seen: number[] = [start];
    rows.truncate(0);
    entries.truncate(0);
    rows.push(start);
    entries.push(graph.firstOfDepender(start));
    this.visits.data[start] = visit;
    while (rows.length > 0) {
      const top = rows.length - 1;
      const entry = entries.data[top] as EntryIndex;
      if (entry === NO_ENTRY) {
        rows.truncate(top);
        entries.truncate(top);
        continue;
      }
      entries.data[top] = graph.nextOfDepender(entry);
      if (!graph.isCounted(entry)) continue;
      const producer = this.producerRow(entry);
      if (producer === NO_ROW) continue;
      switch (this.states.data[producer]) {
        case DependerState.outdated:
          return graph.dependerOf(producer);
        case DependerState.inProgress:
          this.markOutdated(start, ChangeKind.loop, graph.entryDependeeRow(entry));
          return graph.dependerOf(start);
        case DependerState.potentiallyOutdated:
          if (this.visits.data[producer] === visit) break;
          this.visits.data[producer] = visit;
          seen.push(producer);
          rows.push(producer);
          entries.push(graph.firstOfDepender(producer));
      }
    }
    this.settleVisited(visit, seen);
    return NO_DEPENDER;
  }

  /** The depender whose result an entry is about. */
  private producerRow(entry: EntryIndex): DependerRow {
    const dependee = this.graph.entryDependeeRow(entry);
    return this.graph.findDepender(producerOf(this.graph.dependeeKind(dependee), this.graph.dependeeFirst(dependee)));
  }

  /**
   * The dependers `rows`, those of the search `visit`, that are potentially outdated wait only for each other: they are up to date.
   */
  private settleVisited(visit: number, rows: ArrayLike<number>): void {
    const graph = this.graph;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as DependerRow;
      if (this.states.data[row] !== DependerState.potentiallyOutdated || this.visits.data[row] !== visit) continue;
      this.states.data[row] = DependerState.upToDate;
      this.journal.addUnchanged(row);
      this.counts.data[row] = 0;
      for (let entry = graph.firstOfDepender(row); entry !== NO_ENTRY; entry = graph.nextOfDepender(entry)) {
        graph.setCounted(entry, false);
      }
    }
    for (let i = 0; i < rows.length; i++) this.settle(rows[i] as DependerRow, false);
  }
}
