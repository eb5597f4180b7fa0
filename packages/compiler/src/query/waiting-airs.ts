import type { Air } from '../air/air.ts';
import { visitAirRows } from '../air/air-rows.ts';
import type { FuncIndex } from '../intern/ids.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { U32Set } from '../util/map.ts';
import { RowKind } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { RunTable } from './run-table.ts';

/** Words before the columns: how many instructions there are, how many words of `extra`, where the main body starts. */
const HEADER_WORDS = 3;

/** AIR of function bodies that were analysed and have no code yet: as there is none where anything failed. */
export class WaitingAirs {
  /** Those of this update, as words. */
  readonly #recent = new Map<FuncIndex, Uint32Array>();
  readonly #kept = new U32Set();
  /** By function. */
  readonly #runs = new RunTable();

  /** The functions whose AIR waits. */
  functions(): FuncIndex[] {
    const kept = Array.from({ length: this.#kept.size }, (_, i) => this.#kept.at(i) as FuncIndex);
    return [...kept, ...this.#recent.keys()];
  }

  /** The AIR of `func`, to be read before anything else is done here; undefined if it does not wait. */
  get(func: FuncIndex): Air | undefined {
    const recent = this.#recent.get(func);
    if (recent !== undefined) return unpacked(recent, 0);
    return this.#kept.has(func) ? unpacked(this.#runs.words.data, this.#runs.start(func)) : undefined;
  }

  /** `func` was analysed. The AIR is copied. */
  set(func: FuncIndex, air: Air): void {
    this.delete(func);
    this.#recent.set(func, packed(air));
  }

  /** The AIR of `func` is not needed any more. */
  delete(func: FuncIndex): void {
    this.#recent.delete(func);
    if (this.#kept.delete(func)) this.#runs.delete(func);
  }

  /** To be called when an update ends: puts what waits into columns. */
  finishUpdate(): void {
    if (this.#runs.isWasteful()) this.#runs.compact();
    for (const [func, words] of this.#recent) {
      this.#runs.set(func, words, 0, words.length);
      this.#kept.add(func);
    }
    this.#recent.clear();
  }

  /** All columns, in a fixed order: to be taken between updates. */
  columns(): TableColumn[] {
    return [
      ...this.#kept.columns('airs', RowKind.func),
      ...this.#runs.columns('airs', RowKind.func, (words, start, _, visit) =>
        visitAirRows(unpacked(words, start), visit),
      ),
    ];
  }
}

/** The AIR whose words start at `start`: its columns are views of them. */
function unpacked(words: Uint32Array, start: number): Air {
  const insts = words[start]!;
  const extra = words[start + 1]!;
  let at = start + HEADER_WORDS;
  const next = (length: number): U32Column => {
    const column = U32Column.over(words.subarray(at, at + length));
    at += length;
    return column;
  };
  const tags = U8Column.over(new Uint8Array(words.buffer, words.byteOffset + at * 4, insts));
  at += tagWords(insts);
  return { tags, ty: next(insts), a: next(insts), b: next(insts), extra: next(extra), mainBody: words[start + 2]! };
}

/** How many words the tags of so many instructions take, four in each. */
function tagWords(insts: number): number {
  return (insts + 3) >>> 2;
}

function packed({ tags, ty, a, b, extra, mainBody }: Air): Uint32Array {
  const insts = tags.length;
  const words = new Uint32Array(HEADER_WORDS + tagWords(insts) + 3 * insts + extra.length);
  words.set([insts, extra.length, mainBody]);
  let at = HEADER_WORDS;
  new Uint8Array(words.buffer, at * 4, insts).set(tags.view());
  at += tagWords(insts);
  for (const column of [ty, a, b, extra]) {
    words.set(column.view(), at);
    at += column.length;
  }
  return words;
}
