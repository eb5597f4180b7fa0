import type { DeclIndex, Index } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { U32Map } from '../util/map.ts';
import type { NamedColumn } from '../util/save.ts';

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
  /** By declaration: where its words start. */
  private readonly starts = new U32Map();
  /** Five words for each: those of `DeclType`. */
  private readonly words = new U32Column();

  /** Notes what the unit gives now. Returns whether that is not what it was. */
  note(decl: DeclIndex, { type, alignment, section, addressSpace, storage }: DeclType): boolean {
    const is = [type, alignment, section, addressSpace, storage];
    const known = this.starts.get(decl);
    if (known < 0) {
      this.starts.set(decl, this.words.pushAll(is));
      return true;
    }
    const was = this.words.data.subarray(known, known + is.length);
    const changed = is.some((word, i) => word >>> 0 !== was[i]);
    was.set(is);
    return changed;
  }

  /** All columns, in a fixed order. */
  columns(): NamedColumn[] {
    return [...this.starts.columns('declTypes.starts'), { name: 'declTypes.words', column: this.words }];
  }
}
