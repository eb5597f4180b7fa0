import { U32Column } from '../util/column.ts';
import type { NamedColumn } from '../util/save.ts';

/** `start` of a row that has no run. */
const NO_RUN = 0xffff_ffff;

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

  /** All columns, in a fixed order. */
  columns(name: string): NamedColumn[] {
    return [
      { name: `${name}.words`, column: this.words },
      { name: `${name}.starts`, column: this.starts },
      { name: `${name}.lens`, column: this.lens },
      { name: `${name}.garbage`, column: this.garbage },
    ];
  }
}
