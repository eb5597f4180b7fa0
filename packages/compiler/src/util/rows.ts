import type { U8Column, U32Column } from './column.ts';

/**
 * The tables whose rows can go, those behind them moving up. What others have of a row is its number; `NO_ROW_NUMBER` stands for none.
 */
export enum RowKind {
  item,
  string,
  decl,
  namespace,
  container,
  func,
  tracked,
  /** A depender, and what was found out of it. */
  unit,
  /** A place that is no plain number: see `SrcTable`. */
  src,
  /** A call that is analysed in its caller: see `CallSiteTable`. */
  call,
}

/** How many kinds there are. */
const KINDS = RowKind.call + 1;

/** What stands where there is no row, whatever the table. */
const NO_ROW_NUMBER = 0x7fff_ffff;

/** Is told the number of a row of `kind`, or `NO_ROW_NUMBER`. Returns what is to stand in its place. */
export type Visit = (kind: RowKind, row: number) => number;

/** What is known of which rows stay, and where. */
export interface Renumbering {
  /** How many rows of `kind` there were. */
  readonly length: (kind: RowKind) => number;
  /** Whether row `row` of `kind` stays. */
  readonly keeps: (kind: RowKind, row: number) => boolean;
  /** The number that row `row` of `kind` comes to have; `NO_ROW_NUMBER` stays what it is. Throws a `RangeError` if the row goes. */
  readonly visit: Visit;
}

/** Words of tables that only their owner can tell the meaning of, or the order. */
export interface RowOwner {
  /** The table for whose rows the owner has words that keep other rows. Left out if it has none. */
  readonly of?: RowKind;
  /** Has `visit` see every row that row `row` of `of` keeps. It returns what it was given. */
  trace?(row: number, visit: Visit): void;
  /** Has `visit` see every row that stays for the owner's sake, whatever else does. It returns what it was given. */
  roots?(visit: Visit): void;
  /** Leaves only what is of rows that stay, and has all numbers be those that they come to have. */
  renumber(rows: Renumbering): void;
}

/** What the words of a column are, as far as rows that go are concerned. */
export interface Words {
  /** The table for each of whose rows the column has a word, if it has: the word goes with its row. */
  readonly of?: RowKind;
  /** The table of whose rows the words are the numbers. Words that are of no row keep those rows. */
  readonly holds?: RowKind;
  /** Whoever looks after the words. */
  readonly owner?: RowOwner;
}

/** Words that no row has to do with. */
export const PLAIN: Words = {};

/** A word for each row of `of`: if `holds` is given, the number of such a row, which is kept by it. */
export function wordOf(of: RowKind, holds?: RowKind): Words {
  return holds === undefined ? { of } : { of, holds };
}

/** Numbers of rows of `holds`, which they keep. */
export function listOf(holds: RowKind): Words {
  return { holds };
}

/** Numbers of rows of `kind`, the words of `column`, which do not keep them: those of what goes are left out. */
export function looseListOf(kind: RowKind, column: U32Column): Words {
  return ownedBy({ renumber: (rows) => renumberLooseList(kind, column, rows) });
}

/** As the owner of a `looseListOf`. */
export function renumberLooseList(kind: RowKind, column: U32Column, { keeps, visit }: Renumbering): void {
  const { data, length } = column;
  let to = 0;
  for (let at = 0; at < length; at++) if (keeps(kind, data[at]!)) data[to++] = visit(kind, data[at]!);
  column.truncate(to);
}

/** Words that `owner` looks after. */
export function ownedBy(owner: RowOwner): Words {
  return { owner };
}

/** A column and what its words are. */
interface DeclaredColumn {
  readonly column: U8Column | U32Column;
  readonly words: Words;
}

/**
 * Drops the rows that nothing keeps from `columns`, which are those of all tables. `lengths`: how many rows each table has. `keep` has its argument
 * see what is kept whatever refers to it; what `listOf` columns have is kept too. `known`: the table of which that is all that stays, so
 * that something has been done already about what goes. `owners`: of what is in no column. Throws a `RangeError` where a row that stays refers to
 * one that goes: then the columns are in no order.
 */
export function dropRows(
  columns: readonly DeclaredColumn[],
  lengths: Readonly<Record<RowKind, number>>,
  keep: (visit: Visit) => void,
  known: RowKind | null,
  owners: readonly RowOwner[],
): void {
  const allOwners = new Set(owners);
  for (const { words } of columns) if (words.owner !== undefined) allOwners.add(words.owner);
  const marks = new Marks(lengths, columns, allOwners);
  keep(marks.visit);
  for (const owner of owners) owner.roots?.(marks.visit);
  marks.known = known;
  for (const { column, words } of columns)
    if (words.of === undefined && words.holds !== undefined)
      for (const word of column.view()) marks.visit(words.holds, word);
  marks.finish();
  const numbers = new Numbers(marks.kept);
  for (const owner of allOwners) owner.renumber(numbers);
  for (const { column, words } of columns) if (words.owner === undefined) renumberColumn(column, words, numbers);
}

/** Finds the rows that stay. */
class Marks {
  /** By kind: 1 for each row that stays. */
  readonly kept: readonly Uint8Array[];
  /** The table of which all rows that stay are marked; null if there is none. */
  known: RowKind | null = null;
  /** [kind, row] of those whose words were not looked at yet. */
  readonly #work: number[] = [];
  readonly #columns: readonly (readonly { readonly column: U8Column | U32Column; readonly holds: RowKind }[])[];
  readonly #owners: readonly (readonly RowOwner[])[];

  constructor(
    lengths: Readonly<Record<RowKind, number>>,
    columns: readonly DeclaredColumn[],
    owners: Iterable<RowOwner>,
  ) {
    const kinds = Array.from({ length: KINDS }, (_, kind): RowKind => kind);
    const all = [...owners];
    this.kept = kinds.map((kind) => new Uint8Array(lengths[kind]));
    this.#columns = kinds.map((kind) =>
      columns.flatMap(({ column, words: { of, holds } }) =>
        of === kind && holds !== undefined ? [{ column, holds }] : [],
      ),
    );
    this.#owners = kinds.map((kind) => all.filter(({ of, trace }) => of === kind && trace !== undefined));
  }

  /** Row `row` of `kind` stays. */
  readonly visit: Visit = (kind, row) => {
    if (row === NO_ROW_NUMBER) return row;
    const kept = this.kept[kind]!;
    if (row >= kept.length) throw new RangeError(`there is no ${RowKind[kind]} ${row}`);
    if (kept[row] === 0) {
      if (kind === this.known) throw new RangeError(`${RowKind[kind]} ${row} goes, and something refers to it`);
      kept[row] = 1;
      this.#work.push(kind, row);
    }
    return row;
  };

  /** What the rows that stay refer to stays, and so on. */
  finish(): void {
    const work = this.#work;
    while (work.length > 0) {
      const row = work.pop()!;
      const kind: RowKind = work.pop()!;
      const columns = this.#columns[kind]!;
      for (let i = 0; i < columns.length; i++) {
        const { column, holds } = columns[i]!;
        if (row < column.length) this.visit(holds, column.data[row]!);
      }
      const owners = this.#owners[kind]!;
      for (let i = 0; i < owners.length; i++) owners[i]!.trace!(row, this.visit);
    }
  }
}

/** The numbers that the rows that stay come to have: their order stays. */
class Numbers implements Renumbering {
  readonly #kept: readonly Uint8Array[];
  readonly #numbers: readonly Uint32Array[];

  constructor(kept: readonly Uint8Array[]) {
    this.#kept = kept;
    this.#numbers = kept.map((rows) => {
      const numbers = new Uint32Array(rows.length);
      let next = 0;
      for (let row = 0; row < rows.length; row++) numbers[row] = rows[row] === 0 ? NO_ROW_NUMBER : next++;
      return numbers;
    });
  }

  readonly length = (kind: RowKind): number => this.#kept[kind]!.length;

  readonly keeps = (kind: RowKind, row: number): boolean => this.#kept[kind]![row] === 1;

  readonly visit: Visit = (kind, row) => {
    if (row === NO_ROW_NUMBER) return row;
    const number = this.#numbers[kind]![row] ?? NO_ROW_NUMBER;
    if (number === NO_ROW_NUMBER) throw new RangeError(`${RowKind[kind]} ${row} goes, and something has it still`);
    return number;
  };
}

function renumberColumn(column: U8Column | U32Column, { of, holds }: Words, rows: Renumbering): void {
  if (of === undefined && holds === undefined) return;
  const { data, length } = column;
  let to = 0;
  for (let row = 0; row < length; row++) {
    if (of !== undefined && !rows.keeps(of, row)) continue;
    data[to++] = holds === undefined ? data[row]! : rows.visit(holds, data[row]!);
  }
  column.truncate(to);
}
