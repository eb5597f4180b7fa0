import type { Index, TrackedIndex } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { hashWords, RowIndex } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, type Visit, wordOf } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import type { Src } from './src.ts';
import { SrcTable } from './src-table.ts';

/** A call of `func` in the place `src` of `chunk`, which is analysed in its caller: at compile time, or inline. */
export interface CallSite {
  readonly func: Index;
  readonly chunk: TrackedIndex;
  readonly src: Src;
  /** The call in whose body it stands, if that was analysed in its caller too. */
  readonly outer: CallSite | null;
  /** Its number in the table; `NO_CALL` as long as it has none. */
  number: number;
}

/** Number of no call. */
export const NO_CALL = 0;

/** Call sites under numbers from 1 on, the same for equal ones. */
export class CallSiteTable {
  private readonly srcs: SrcTable;
  private readonly funcs = new U32Column();
  private readonly chunks = new U32Column();
  private readonly srcWords = new U32Column();
  private readonly outers = new U32Column();
  private readonly rows = new RowIndex();

  constructor(srcs: SrcTable) {
    this.srcs = srcs;
  }

  /** How many rows there are. */
  get length(): number {
    return this.funcs.length;
  }

  /** The number of a call; `NO_CALL` of null. */
  numberOf(site: CallSite | null): number {
    if (site === null) return NO_CALL;
    if (site.number === NO_CALL)
      site.number = this.intern(site.func, site.chunk, this.srcs.word(site.src), this.numberOf(site.outer));
    return site.number;
  }

  /** The call that has a number; null of `NO_CALL`. */
  site(number: number): CallSite | null {
    if (number === NO_CALL) return null;
    const row = number - 1;
    return {
      func: this.funcs.data[row]! as Index,
      chunk: this.chunks.data[row]! as TrackedIndex,
      src: this.srcs.src(this.srcWords.data[row]!),
      outer: this.site(this.outers.data[row]!),
      number,
    };
  }

  /** The call `number`, which was made within the call `from`, as if it had been made within `to`. */
  within(number: number, from: number, to: number): number {
    if (number === from || number === NO_CALL) return to;
    const row = number - 1;
    const outer = this.within(this.outers.data[row]!, from, to);
    return this.intern(this.funcs.data[row]!, this.chunks.data[row]!, this.srcWords.data[row]!, outer);
  }

  /** All columns, in a fixed order. */
  columns(): TableColumn[] {
    const words = ownedBy({
      of: RowKind.call,
      trace: (row, visit) => {
        SrcTable.visit(this.srcWords.data[row]!, visit);
        visitCall(this.outers.data[row]!, visit);
      },
      renumber: (rows) => this.renumber(rows),
    });
    return [
      { name: 'callSites.funcs', column: this.funcs, words: wordOf(RowKind.call, RowKind.item) },
      { name: 'callSites.chunks', column: this.chunks, words: wordOf(RowKind.call, RowKind.tracked) },
      { name: 'callSites.srcs', column: this.srcWords, words: words },
      { name: 'callSites.outers', column: this.outers, words: words },
      ...this.rows.columns('callSites.rows', words),
    ];
  }

  private renumber({ keeps, visit }: Renumbering): void {
    const { funcs, chunks, srcWords, outers, rows } = this;
    rows.clear(srcWords.length);
    let to = 0;
    for (let row = 0; row < srcWords.length; row++) {
      if (!keeps(RowKind.call, row)) continue;
      srcWords.data[to] = SrcTable.visit(srcWords.data[row]!, visit);
      outers.data[to] = visitCall(outers.data[row]!, visit);
      const func = visit(RowKind.item, funcs.data[row]!);
      const chunk = visit(RowKind.tracked, chunks.data[row]!);
      rows.add(hashOfCall(func, chunk, srcWords.data[to]!, outers.data[to]!), to);
      to++;
    }
    srcWords.truncate(to);
    outers.truncate(to);
  }

  private intern(func: number, chunk: number, srcWord: number, outer: number): number {
    const { rows } = this;
    const hash = hashOfCall(func, chunk, srcWord, outer);
    for (let slot = rows.first(hash); ; slot = rows.next(slot)) {
      const row = rows.rowAt(slot);
      if (row < 0) break;
      if (
        this.srcWords.data[row] === srcWord >>> 0 &&
        this.outers.data[row] === outer &&
        this.chunks.data[row] === chunk &&
        this.funcs.data[row] === func
      )
        return row + 1;
    }
    const row = this.funcs.push(func);
    this.chunks.push(chunk);
    this.srcWords.push(srcWord);
    this.outers.push(outer);
    rows.add(hash, row);
    return row + 1;
  }
}

function hashOfCall(func: number, chunk: number, srcWord: number, outer: number): number {
  return hashWords(hashWords(func, chunk), srcWord, outer);
}

/** `visit` sees the row of the call `number`. Returns the number that the call is to have. */
export function visitCall(number: number, visit: Visit): number {
  return number === NO_CALL ? NO_CALL : visit(RowKind.call, number - 1) + 1;
}
