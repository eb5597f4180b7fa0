import { U8Column, U32Column } from '../util/column.ts';
import { hashWords, RowIndex } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, type Visit, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { Src, SrcPart, SubSrc } from './src.ts';

/** A word that names a row here would be a node of the chunk itself with a number that none has; others are places by themselves. */
const ROW = 0x1000_0000;
/** The bits of a word that tell what it is: those of `SRC_TOKEN`, of `SRC_OUTER`, and `ROW`. */
const KIND = 0x7000_0000;

/** Places as words, so that equal places are equal numbers. */
export class SrcTable {
  private readonly parts = new U8Column();
  private readonly bases = new U32Column();
  private readonly indices = new U32Column();
  private readonly items = new U32Column();
  private readonly rows = new RowIndex();

  /** How many rows there are. */
  get length(): number {
    return this.parts.length;
  }

  /** The word of a place. */
  word(src: Src): number {
    if (typeof src === 'number') return src;
    const { part, base, index, item } = src;
    const { rows } = this;
    const hash = hashOfPlace(part, base, index, item);
    for (let slot = rows.first(hash); ; slot = rows.next(slot)) {
      const row = rows.rowAt(slot);
      if (row < 0) break;
      if (
        this.bases.data[row] === base >>> 0 &&
        this.parts.data[row] === part &&
        this.indices.data[row] === index >>> 0 &&
        this.items.data[row] === item >>> 0
      )
        return ROW | row;
    }
    const row = this.parts.push(part);
    this.bases.push(base);
    this.indices.push(index);
    this.items.push(item);
    rows.add(hash, row);
    return ROW | row;
  }

  /** The place of a word that `word` gave. */
  src(word: number): Src {
    if ((word & KIND) !== ROW) return word;
    const row = word & ~KIND;
    const found: SubSrc = {
      part: this.parts.data[row]! as SrcPart,
      base: this.bases.data[row]!,
      index: this.indices.data[row]! | 0,
      item: this.items.data[row]! | 0,
    };
    return found;
  }

  private renumberRows({ length, keeps, visit }: Renumbering): void {
    const { parts, bases, indices, items, rows } = this;
    rows.clear(parts.length);
    for (let row = 0; row < length(RowKind.src); row++) {
      if (!keeps(RowKind.src, row)) continue;
      const hash = hashOfPlace(parts.data[row]!, bases.data[row]!, indices.data[row]!, items.data[row]!);
      rows.add(hash, visit(RowKind.src, row));
    }
  }

  /** `visit` sees the row that `word`, which `word` gave, names. Returns what it is to be then. */
  static visit(word: number, visit: Visit): number {
    return (word & KIND) === ROW ? ROW | visit(RowKind.src, word & ~KIND) : word;
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    return [
      { name: 'srcs.parts', column: this.parts, words: wordOf(RowKind.src) },
      { name: 'srcs.bases', column: this.bases, words: wordOf(RowKind.src) },
      { name: 'srcs.indices', column: this.indices, words: wordOf(RowKind.src) },
      { name: 'srcs.items', column: this.items, words: wordOf(RowKind.src) },
      ...this.rows.columns('srcs.rows', ownedBy({ renumber: (to) => this.renumberRows(to) })),
    ];
  }
}

function hashOfPlace(part: number, base: number, index: number, item: number): number {
  return hashWords(base, part | (index << 8), item);
}
