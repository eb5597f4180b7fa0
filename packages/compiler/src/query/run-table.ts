import { U32Column } from '../util/column.ts';
import { ownedBy, type Renumbering, type RowKind, type Visit } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';

/** `start` of a row that has no run. */
const NO_RUN = 0x7fff_ffff;

/** So many words of garbage are not worth a copy of the rest. */
const GARBAGE_KEPT = 1 << 14;

/**
 * A run of words for each row of some table. A run that is no longer than the one before it takes its place; else it goes behind all others, and
 * what it leaves is garbage until `compact`.
 */
export class RunTable {
  readonly words = new U32Column();
  private readonly starts = new U32Column();
  private readonly lens = new U32Column();
  /** [how many of `words` belong to no run] */
  private readonly garbage = U32Column.over(new Uint32Array(1));

  /** Where in `words` the run of `row` starts; `NO_RUN` if it has none. */
  start(row: number): number {
    return row < this.starts.length ? this.starts.data[row]! : NO_RUN;
  }

  /** How many words the run of `row` has; 0 if there is none. */
  len(row: number): number {
    return row < this.lens.length ? this.lens.data[row]! : 0;
  }

  /** Whether `row` has a run, be it an empty one. */
  has(row: number): boolean {
    return this.start(row) !== NO_RUN;
  }

  /** Makes `len` words of `source` from `from` on the run of `row`. They may be words of this table only if no run is made longer. */
  set(row: number, source: Uint32Array, from: number, len: number): void {
    while (this.starts.length <= row) {
      this.starts.push(NO_RUN);
      this.lens.push(0);
    }
    const before = this.lens.data[row]!;
    if (len > before || this.starts.data[row] === NO_RUN) {
      this.garbage.data[0] += before;
      const { words } = this;
      words.reserve(len);
      this.starts.data[row] = words.length;
      words.truncate(words.length + len);
    } else this.garbage.data[0] += before - len;
    this.lens.data[row] = len;
    const { data } = this.words;
    const to = this.starts.data[row]!;
    for (let i = 0; i < len; i++) data[to + i] = source[from + i]!;
  }

  /** Takes its run from `row`. */
  delete(row: number): void {
    if (!this.has(row)) return;
    this.garbage.data[0] += this.lens.data[row]!;
    this.starts.data[row] = NO_RUN;
    this.lens.data[row] = 0;
  }

  /** Whether more than half of the words are garbage, so that `compact` is worth its while. */
  isWasteful(): boolean {
    return this.garbage.data[0]! > GARBAGE_KEPT && this.garbage.data[0]! * 2 > this.words.length;
  }

  /** Drops the garbage. */
  compact(): void {
    const from = this.words.data;
    const kept = new Uint32Array(this.words.length - this.garbage.data[0]!);
    let length = 0;
    for (let row = 0; row < this.starts.length; row++) {
      const start = this.starts.data[row]!;
      if (start === NO_RUN) continue;
      const len = this.lens.data[row]!;
      kept.set(from.subarray(start, start + len), length);
      this.starts.data[row] = length;
      length += len;
    }
    this.words.data = kept;
    this.words.length = length;
    this.garbage.data[0] = 0;
  }

  /**
   * All columns of runs of the rows of `of`, in a fixed order. `visitRun`: has its last argument see every row that a run, which is at `start` ..
   * `end`-1 of the words, keeps, and puts what that returns in its place.
   */
  columns(name: string, of: RowKind, visitRun: VisitRun): TableColumn[] {
    const { words: runs, starts } = this;
    const words = ownedBy({
      of,
      trace: (row, visit) => {
        if (this.has(row)) visitRun(runs.data, starts.data[row]!, starts.data[row]! + this.len(row), visit);
      },
      renumber: (rows) => this.renumber(of, rows, visitRun),
    });
    return [
      { name: `${name}.words`, column: runs, words },
      { name: `${name}.starts`, column: starts, words },
      { name: `${name}.lens`, column: this.lens, words },
      { name: `${name}.garbage`, column: this.garbage, words },
    ];
  }

  private renumber(of: RowKind, rows: Renumbering, visitRun: VisitRun): void {
    const { starts, lens } = this;
    let to = 0;
    for (let row = 0; row < starts.length; row++) {
      const start = starts.data[row]!;
      const len = lens.data[row]!;
      if (!rows.keeps(of, row)) {
        this.delete(row);
        continue;
      }
      if (start !== NO_RUN) visitRun(this.words.data, start, start + len, rows.visit);
      starts.data[to] = start;
      lens.data[to++] = len;
    }
    starts.truncate(to);
    lens.truncate(to);
    this.compact();
  }
}

/** Sees the rows that the words `start` .. `end`-1 of a run are the numbers of. */
export type VisitRun = (words: Uint32Array, start: number, end: number, visit: Visit) => void;
