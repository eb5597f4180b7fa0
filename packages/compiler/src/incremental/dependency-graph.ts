import { U8Column, U32Column } from '../util/column.ts';
import { hashWords, RowIndex, U32PairMap } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, type Visit } from '../util/rows.ts';
import { replaceColumn, type TableColumn } from '../util/save.ts';
import {
  DependeeKind,
  type DependeeRow,
  dependeeRows,
  NO_DEPENDEE,
  producerOf,
  secondDependeeRows,
} from './dependee.ts';
import { type Depender, NO_DEPENDER, visitDepender } from './depender.ts';

/** Row of a depender in the graph: dense, given out at first use, another only after `renumber`. */
export type DependerRow = number & { readonly __brand: 'DependerRow' };

/** One "this depender relied on that fact". */
export type EntryIndex = number & { readonly __brand: 'Entry' };

const NONE = 0x7fff_ffff;

/** No depender row. */
export const NO_ROW = NONE as DependerRow;
/** No entry: the end of a list. */
export const NO_ENTRY = NONE as EntryIndex;

/** Bit of an entry's `depender` word: the depender has counted this entry's fact as not settled yet. */
const COUNTED = 0x8000_0000;

/** Facts of a kind with the same number here are sought together; -1 for kinds that are not sought so. */
function familyOf(kind: DependeeKind, a: number): number {
  switch (kind) {
    case DependeeKind.namespaceName:
      return a;
    case DependeeKind.position:
    case DependeeKind.errorNumber:
    case DependeeKind.errorOrder:
      return 0;
    default:
      return -1;
  }
}

/**
 * Who relied on what.
 *
 * An entry stands in two lists: the dependers of its dependee, doubly linked, newest first, so that it can be unlinked from
 * wherever it is; and the dependees of its depender, singly linked in the order in which they were recorded, walked when
 * the depender is analysed again and when it must be found out whether it has to be. `dependee` is a word of its own, since
 * the head of a list must be replaced when it goes, and a walk to it would be as long as the list.
 *
 * A free entry is in no list but the free list, which runs through `next`. A dependee with no entries keeps its row until
 * `renumber`.
 */
export class DependencyGraph {
  /** `Depender` of each depender row. */
  readonly dependers = new U32Column();
  private readonly dependerIndex = new RowIndex();
  private readonly firstDependee = new U32Column();
  private readonly lastDependee = new U32Column();
  /** Serial number of the analysis that the depender's entries come from; 0 before the first. Not saved. */
  private readonly serials = new U32Column();

  private readonly dependeeKinds = new U8Column();
  private readonly dependeeA = new U32Column();
  private readonly dependeeB = new U32Column();
  private readonly dependeeIndex = new RowIndex();
  private readonly firstDepender = new U32Column();
  /** By kind and `familyOf`: the newest fact of the family; each has the one before it. */
  private readonly families = new U32PairMap();
  private readonly nextInFamily = new U32Column();
  /** Serial number of the analysis that recorded the dependee last. Not saved. */
  private readonly stamps = new U32Column();

  private readonly entryDepender = new U32Column();
  private readonly entryDependee = new U32Column();
  private readonly entryNext = new U32Column();
  private readonly entryPrev = new U32Column();
  private readonly entryNextDependee = new U32Column();
  /** [first free entry, how many entries are free] */
  private readonly free = U32Column.over(Uint32Array.of(NONE, 0));
  private serial = 0;
  /** The row that was found last: nearly always that of the analysis that runs is asked for, again and again. */
  private lastRow = NO_ROW;

  /** How many entries are in use. */
  get size(): number {
    return this.entryDepender.length - this.free.data[1];
  }

  /** How many depender rows there are. */
  get dependersLength(): number {
    return this.dependers.length;
  }

  /** How many facts have rows. */
  get dependeesLength(): number {
    return this.dependeeKinds.length;
  }

  /** The row of `depender`, or `NO_ROW` if it has none yet. */
  findDepender(depender: Depender): DependerRow {
    const keys = this.dependers.data;
    const last = this.lastRow;
    if (last < this.dependers.length && keys[last] === depender) return last;
    const index = this.dependerIndex;
    for (let slot = index.first(hashWords(depender)); ; slot = index.next(slot)) {
      const row = index.rowAt(slot);
      if (row < 0) return NO_ROW;
      if (keys[row] === depender) return (this.lastRow = row as DependerRow);
    }
  }

  /** The row of `depender`, made if it has none yet. */
  internDepender(depender: Depender): DependerRow {
    const found = this.findDepender(depender);
    if (found !== NO_ROW) return found;
    const row = this.dependers.push(depender);
    this.firstDependee.push(NONE);
    this.lastDependee.push(NONE);
    this.serials.push(0);
    this.dependerIndex.add(hashWords(depender), row);
    return row as DependerRow;
  }

  /** The depender of a row. */
  dependerOf(row: DependerRow): Depender {
    return this.dependers.data[row] as Depender;
  }

  /** The row of a fact, or `NO_DEPENDEE` if nothing ever depended on it. */
  findDependee(kind: DependeeKind, a: number, b: number): DependeeRow {
    const index = this.dependeeIndex;
    a >>>= 0;
    b >>>= 0;
    for (let slot = index.first(hashWords(kind, a, b)); ; slot = index.next(slot)) {
      const row = index.rowAt(slot);
      if (row < 0) return NO_DEPENDEE;
      if (this.dependeeKinds.data[row] === kind && this.dependeeA.data[row] === a && this.dependeeB.data[row] === b) {
        return row as DependeeRow;
      }
    }
  }

  /** The row of a fact, made if it has none yet. */
  internDependee(kind: DependeeKind, a: number, b: number): DependeeRow {
    const found = this.findDependee(kind, a, b);
    if (found !== NO_DEPENDEE) return found;
    const row = this.dependeeKinds.push(kind);
    this.dependeeA.push(a);
    this.dependeeB.push(b);
    this.firstDepender.push(NONE);
    this.joinFamily(row, kind, a);
    this.stamps.push(0);
    this.dependeeIndex.add(hashWords(kind, a, b), row);
    return row as DependeeRow;
  }

  private joinFamily(row: number, kind: DependeeKind, a: number): void {
    const family = familyOf(kind, a);
    const before = family < 0 ? -1 : this.families.get(kind, family);
    this.nextInFamily.push(before < 0 ? NONE : before);
    if (family >= 0) this.families.set(kind, family, row);
  }

  /**
   * The newest of the facts that are sought together, or `NO_DEPENDEE`; go on with `nextOfFamily`. Those are the names of the container
   * `a`, and all facts of the kinds `position`, `errorNumber` and `errorOrder`.
   */
  firstOfFamily(kind: DependeeKind, a = 0): DependeeRow {
    const row = this.families.get(kind, familyOf(kind, a));
    return row < 0 ? NO_DEPENDEE : (row as DependeeRow);
  }

  /** The fact of the same family that came before `row`. */
  nextOfFamily(row: DependeeRow): DependeeRow {
    return this.nextInFamily.data[row] as DependeeRow;
  }

  /** The kind of a fact. */
  dependeeKind(row: DependeeRow): DependeeKind {
    return this.dependeeKinds.data[row];
  }

  /** The first word of a fact: see `DependeeKind`. */
  dependeeFirst(row: DependeeRow): number {
    return this.dependeeA.data[row];
  }

  /** The second word of a fact: the name in `namespaceName`, else 0. */
  dependeeSecond(row: DependeeRow): number {
    return this.dependeeB.data[row];
  }

  /**
   * Records that `depender` relied on `dependee`. Returns the new entry, or `NO_ENTRY` if the analysis that runs has recorded
   * it already. (Where two analyses are nested and take turns, a fact can be recorded twice: that costs an entry and means
   * nothing.)
   */
  add(depender: DependerRow, dependee: DependeeRow): EntryIndex {
    let serial = this.serials.data[depender];
    if (serial === 0) this.serials.data[depender] = serial = ++this.serial;
    if (this.stamps.data[dependee] === serial) return NO_ENTRY;
    this.stamps.data[dependee] = serial;

    const head = this.firstDepender.data[dependee];
    const entry = this.takeEntry();
    this.entryDepender.data[entry] = depender;
    this.entryDependee.data[entry] = dependee;
    this.entryPrev.data[entry] = NONE;
    this.entryNext.data[entry] = head;
    this.entryNextDependee.data[entry] = NONE;
    if (head !== NONE) this.entryPrev.data[head] = entry;
    this.firstDepender.data[dependee] = entry;

    const last = this.lastDependee.data[depender];
    if (last === NONE) this.firstDependee.data[depender] = entry;
    else this.entryNextDependee.data[last] = entry;
    this.lastDependee.data[depender] = entry;
    return entry as EntryIndex;
  }

  /** Goes on with the last analysis of `depender`, though others have come after it: what is added from now on belongs to that. */
  resume(depender: DependerRow): void {
    const serial = ++this.serial;
    this.serials.data[depender] = serial;
    for (let entry = this.firstDependee.data[depender]; entry !== NONE; entry = this.entryNextDependee.data[entry])
      this.stamps.data[this.entryDependee.data[entry]] = serial;
  }

  /** Removes all that `depender` relied on. What it records from now on belongs to a new analysis. */
  removeDependenciesOf(depender: DependerRow): void {
    const next = this.entryNext.data;
    const prev = this.entryPrev.data;
    const nextDependee = this.entryNextDependee.data;
    let freeHead = this.free.data[0];
    let freed = 0;
    for (let entry = this.firstDependee.data[depender]; entry !== NONE; entry = nextDependee[entry]) {
      const after = next[entry];
      const before = prev[entry];
      if (before === NONE) this.firstDepender.data[this.entryDependee.data[entry]] = after;
      else next[before] = after;
      if (after !== NONE) prev[after] = before;
      next[entry] = freeHead;
      freeHead = entry;
      freed++;
    }
    this.free.data[0] = freeHead;
    this.free.data[1] += freed;
    this.firstDependee.data[depender] = NONE;
    this.lastDependee.data[depender] = NONE;
    this.serials.data[depender] = ++this.serial;
  }

  /** The newest entry on a fact; go on with `nextOnDependee`. */
  firstOnDependee(dependee: DependeeRow): EntryIndex {
    return this.firstDepender.data[dependee] as EntryIndex;
  }

  /** The entry on the same fact after `entry`. Ask before `entry` can be removed. */
  nextOnDependee(entry: EntryIndex): EntryIndex {
    return this.entryNext.data[entry] as EntryIndex;
  }

  /** The first fact that a depender recorded; go on with `nextOfDepender`. */
  firstOfDepender(depender: DependerRow): EntryIndex {
    return this.firstDependee.data[depender] as EntryIndex;
  }

  /** The entry that the same depender recorded after `entry`. */
  nextOfDepender(entry: EntryIndex): EntryIndex {
    return this.entryNextDependee.data[entry] as EntryIndex;
  }

  /** Who relied. */
  entryDependerRow(entry: EntryIndex): DependerRow {
    return (this.entryDepender.data[entry] & ~COUNTED) as DependerRow;
  }

  /** On what. */
  entryDependeeRow(entry: EntryIndex): DependeeRow {
    return this.entryDependee.data[entry] as DependeeRow;
  }

  /** Whether the entry's fact is counted by its depender as not settled yet. */
  isCounted(entry: EntryIndex): boolean {
    return this.entryDepender.data[entry] >= COUNTED;
  }

  /** Sets what `isCounted` says. */
  setCounted(entry: EntryIndex, counted: boolean): void {
    const row = this.entryDepender.data[entry] & ~COUNTED;
    this.entryDepender.data[entry] = counted ? row | COUNTED : row;
  }

  /** Calls `found` with the row of each depender whose result `depender` relied on. */
  eachProducer(depender: DependerRow, found: (row: DependerRow) => void): void {
    for (let entry = this.firstDependee.data[depender]; entry !== NONE; entry = this.entryNextDependee.data[entry]) {
      const dependee = this.entryDependee.data[entry];
      const producer = producerOf(this.dependeeKinds.data[dependee], this.dependeeA.data[dependee]);
      const row = producer === NO_DEPENDER ? NO_ROW : this.findDepender(producer);
      if (row !== NO_ROW) found(row);
    }
  }

  private trace(depender: DependerRow, visit: Visit): void {
    visitDepender(this.dependerOf(depender), visit);
    for (let entry = this.firstDependee.data[depender]; entry !== NONE; entry = this.entryNextDependee.data[entry])
      this.visitFact(this.entryDependee.data[entry], visit);
  }

  /** `visit` sees the rows that a fact is of. Returns its words with those that it gives. */
  private visitFact(row: number, visit: Visit): readonly [number, number] {
    const kind = this.dependeeKinds.data[row];
    const [first, second] = [dependeeRows(kind), secondDependeeRows(kind)];
    const [a, b] = [this.dependeeA.data[row], this.dependeeB.data[row]];
    return [first === null ? a : visit(first, a), second === null ? b : visit(second, b)];
  }

  /** Drops dependers that go, facts on which nothing depends, and free entries. */
  renumber({ keeps, visit }: Renumbering): void {
    const fresh = new DependencyGraph();
    for (let row = 0; row < this.dependers.length; row++)
      if (keeps(RowKind.unit, row)) fresh.internDepender(visitDepender(this.dependerOf(row as DependerRow), visit));
    // The lists of the dependees first, in their order; those of the dependers are linked afterwards, in theirs.
    const place = new Uint32Array(this.entryDepender.length);
    for (let row = 0; row < this.dependeeKinds.length; row++) {
      let to = NO_DEPENDEE;
      let before = NONE;
      let entry = this.firstDepender.data[row];
      for (; entry !== NONE; entry = this.entryNext.data[entry]) {
        const depender = this.entryDependerRow(entry as EntryIndex);
        if (!keeps(RowKind.unit, depender)) continue;
        if (to === NO_DEPENDEE) to = fresh.internDependee(this.dependeeKinds.data[row], ...this.visitFact(row, visit));
        const counted = this.entryDepender.data[entry] & COUNTED;
        const copy = fresh.entryDepender.push(visit(RowKind.unit, depender) | counted);
        fresh.entryDependee.push(to);
        fresh.entryPrev.push(before);
        fresh.entryNext.push(NONE);
        fresh.entryNextDependee.push(NONE);
        if (before === NONE) fresh.firstDepender.data[to] = copy;
        else fresh.entryNext.data[before] = copy;
        place[entry] = copy;
        before = copy;
      }
    }
    for (let row = 0; row < this.dependers.length; row++) {
      if (!keeps(RowKind.unit, row)) continue;
      const to = visit(RowKind.unit, row);
      let before = NONE;
      for (let entry = this.firstDependee.data[row]; entry !== NONE; entry = this.entryNextDependee.data[entry]) {
        const copy = place[entry];
        if (before === NONE) fresh.firstDependee.data[to] = copy;
        else fresh.entryNextDependee.data[before] = copy;
        before = copy;
      }
      fresh.lastDependee.data[to] = before;
    }
    const from = fresh.columns();
    const to = this.columns();
    for (let i = 0; i < to.length; i++) replaceColumn(to[i].column, from[i].column);
    this.lastRow = NO_ROW;
    this.resetSerials();
  }

  /** All columns that hold state worth keeping, in a fixed order. */
  columns(): TableColumn[] {
    const words = ownedBy({
      of: RowKind.unit,
      trace: (row, visit) => this.trace(row as DependerRow, visit),
      renumber: (rows) => this.renumber(rows),
    });
    return [
      { name: 'dependers', column: this.dependers, words },
      { name: 'dependerSlots', column: this.dependerIndex.slots, words },
      { name: 'dependerCounts', column: this.dependerIndex.counts, words },
      { name: 'firstDependee', column: this.firstDependee, words },
      { name: 'lastDependee', column: this.lastDependee, words },
      { name: 'dependeeKinds', column: this.dependeeKinds, words },
      { name: 'dependeeA', column: this.dependeeA, words },
      { name: 'dependeeB', column: this.dependeeB, words },
      { name: 'dependeeSlots', column: this.dependeeIndex.slots, words },
      { name: 'dependeeCounts', column: this.dependeeIndex.counts, words },
      { name: 'firstDepender', column: this.firstDepender, words },
      ...this.families.columns('families', words),
      { name: 'nextInFamily', column: this.nextInFamily, words },
      { name: 'entryDepender', column: this.entryDepender, words },
      { name: 'entryDependee', column: this.entryDependee, words },
      { name: 'entryNext', column: this.entryNext, words },
      { name: 'entryPrev', column: this.entryPrev, words },
      { name: 'entryNextDependee', column: this.entryNextDependee, words },
      { name: 'free', column: this.free, words },
    ];
  }

  /** To be called after the columns were replaced by saved ones: makes the columns that are not saved anew. */
  resetSerials(): void {
    this.serials.truncate(0);
    this.serials.pushZeros(this.dependers.length);
    this.stamps.truncate(0);
    this.stamps.pushZeros(this.dependeeKinds.length);
    this.serial = 0;
  }

  private takeEntry(): number {
    const entry = this.free.data[0];
    if (entry !== NONE) {
      this.free.data[0] = this.entryNext.data[entry];
      this.free.data[1]--;
      return entry;
    }
    this.entryDepender.push(0);
    this.entryDependee.push(0);
    this.entryNext.push(0);
    this.entryPrev.push(0);
    return this.entryNextDependee.push(0);
  }
}
