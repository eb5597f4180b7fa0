import type { DeclIndex, Index } from '../intern/ids.ts';
import { RowKind } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { RunTable } from './run-table.ts';

/** The type of a declaration, and what is said of where it lives: the columns of the declaration table. */
export interface DeclType {
  readonly type: Index;
  readonly alignment: number;
  readonly section: number;
  readonly addressSpace: number;
  readonly storage: number;
}

/** What the unit of the type of each declaration last gave. The table of declarations may have what the unit of its value says of it by now. */
export class DeclTypes {
  /** By declaration: the words of `DeclType`. */
  private readonly runs = new RunTable();

  /** Notes what the unit gives now. Returns whether that is not what it was. */
  note(decl: DeclIndex, { type, section, alignment, addressSpace, storage }: DeclType): boolean {
    const is = Uint32Array.of(type, section, alignment, addressSpace, storage);
    const start = this.runs.start(decl);
    const changed = !this.runs.has(decl) || is.some((word, i) => word !== this.runs.words.data[start + i]);
    if (changed) this.runs.set(decl, is, 0, is.length);
    return changed;
  }

  /** What the unit gave is not known any more. */
  forget(decl: DeclIndex): void {
    this.runs.delete(decl);
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    return this.runs.columns('declTypes', RowKind.decl, (words, start, _, visit) => {
      words[start] = visit(RowKind.item, words[start]!);
      words[start + 1] = visit(RowKind.string, words[start + 1]!);
    });
  }
}
