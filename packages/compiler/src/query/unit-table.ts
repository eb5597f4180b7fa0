import type { DependerRow } from '../incremental/dependency-graph.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { RowKind, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';

/** What is known of a unit's last analysis. */
export enum UnitFlag {
  /** It failed: by an error of its own, by that of what it depends on, or by a fault. */
  failed = 1,
  /** Some of its references say that it made a type. */
  makesTypes = 2,
  /** It is of the value of a declaration that says its type. */
  saysType = 4,
}

/**
 * What the last analysis of each unit left, besides its result in the pool, what it refers to, and what it says. A unit has the row that it has as a
 * depender in the dependency graph.
 */
export class UnitTable {
  private readonly flags = new U8Column();
  /** The least branch quota with which the unit would have been analysed as it was. */
  readonly branchesNeeded = new U32Column();
  /** The word of the greatest quota in its references: see `quotaWord`. */
  readonly quotaGiven = new U32Column();
  /** Number of the walk that reached the unit last, from 1 on, and its place among those reached. Not saved: `Reached` has them again. */
  readonly walk = new U32Column();
  readonly place = new U32Column();

  /** How many rows there are. */
  get length(): number {
    return this.flags.length;
  }

  /** Has rows up to `row`. */
  extendTo(row: DependerRow): void {
    while (this.flags.length <= row) {
      this.flags.push(0);
      this.branchesNeeded.push(0);
      this.quotaGiven.push(0);
      this.walk.push(0);
      this.place.push(0);
    }
  }

  /** Whether `flag` is set for the unit; false if it has no row here. */
  has(row: DependerRow, flag: UnitFlag): boolean {
    return row < this.flags.length && (this.flags.data[row]! & flag) !== 0;
  }

  /** Sets `flag` or takes it away. */
  setFlag(row: DependerRow, flag: UnitFlag, isSet: boolean): void {
    if (isSet) this.flags.data[row]! |= flag;
    else this.flags.data[row]! &= ~flag;
  }

  /** All columns worth keeping, in a fixed order. */
  columns(): TableColumn[] {
    return [
      { name: 'units.flags', column: this.flags, words: wordOf(RowKind.unit) },
      { name: 'units.branchesNeeded', column: this.branchesNeeded, words: wordOf(RowKind.unit) },
      { name: 'units.quotaGiven', column: this.quotaGiven, words: wordOf(RowKind.unit) },
    ];
  }

  /** To be called after the columns were replaced by saved ones: makes those that are not saved anew. */
  columnsReplaced(): void {
    for (const column of [this.walk, this.place]) {
      column.truncate(0);
      column.pushZeros(this.flags.length);
    }
  }
}
