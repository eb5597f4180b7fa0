import { U32Column } from './column.ts';
import { hashFinish, hashStep } from './hash.ts';
import { ownedBy, type Renumbering, type RowKind, renumberLooseList, type Words } from './rows.ts';
import type { TableColumn } from './save.ts';

/** Rows that are none: numbers of 30 bits, as in `hashFinish`. */
const EMPTY = 0x3fff_ffff;
const REMOVED = 0x3fff_fffe;

/** Hash of up to three words. */
export function hashWords(a: number, b = 0, c = 0): number {
  return hashFinish(hashStep(hashStep(hashStep(0, a), b), c));
}

/**
 * An index over the rows of some table: open addressing from hash to row number. The keys stay in the table's own columns;
 * the caller compares them:
 *
 *     for (let slot = index.first(hash); ; slot = index.next(slot)) {
 *       const row = index.rowAt(slot);
 *       if (row < 0) break;
 *       if (keyOfRowIs(row)) return row;
 *     }
 *     index.add(hash, newRow);
 */
export class RowIndex {
  /** [hash, row] pairs; a row of EMPTY ends a probe, REMOVED does not. */
  readonly slots: U32Column;
  /** [rows in use, slots that are not EMPTY] */
  readonly counts: U32Column;

  constructor(capacity = 16) {
    let size = 16;
    while (size < capacity * 2) size *= 2;
    this.slots = new U32Column(size * 2);
    this.slots.pushZeros(size * 2);
    this.slots.data.fill(EMPTY);
    this.counts = U32Column.over(new Uint32Array(2));
  }

  /** How many rows are in the index. */
  get size(): number {
    return this.counts.data[0];
  }

  /** The first slot to look at for `hash`. */
  first(hash: number): number {
    const slots = this.slots.data;
    const mask = this.slots.length - 1;
    let at = (hash * 2) & mask & ~1;
    while (slots[at + 1] !== EMPTY && (slots[at] !== hash || slots[at + 1] === REMOVED)) at = (at + 2) & mask;
    return at;
  }

  /** The slot to look at after `slot`, whose row had the hash but another key. */
  next(slot: number): number {
    const slots = this.slots.data;
    const mask = this.slots.length - 1;
    const hash = slots[slot];
    let at = (slot + 2) & mask;
    while (slots[at + 1] !== EMPTY && (slots[at] !== hash || slots[at + 1] === REMOVED)) at = (at + 2) & mask;
    return at;
  }

  /** The row in a slot that `first` or `next` gave; -1 at the end of the probe. */
  rowAt(slot: number): number {
    const row = this.slots.data[slot + 1];
    return row === EMPTY ? -1 : row;
  }

  /** Adds `row`, whose key has `hash`. It must not be in the index. */
  add(hash: number, row: number): void {
    if ((this.counts.data[1] + 1) * 3 > this.slots.length) this.grow();
    this.put(hash, row);
    this.counts.data[0]++;
    this.counts.data[1]++;
  }

  /** Removes the row in `slot`. */
  removeAt(slot: number): void {
    this.slots.data[slot + 1] = REMOVED;
    this.counts.data[0]--;
  }

  /** Takes all rows out; there is room for `capacity` of them. */
  clear(capacity: number): void {
    let length = 32;
    while (length < (capacity + 1) * 3) length *= 2;
    this.slots.truncate(0);
    this.slots.pushZeros(length);
    this.slots.data.fill(EMPTY, 0, length);
    this.counts.data.fill(0);
  }

  /** All columns, in a fixed order, whose words are `words`. */
  columns(name: string, words: Words): TableColumn[] {
    return [
      { name: `${name}.slots`, column: this.slots, words },
      { name: `${name}.counts`, column: this.counts, words },
    ];
  }

  private put(hash: number, row: number): void {
    const slots = this.slots.data;
    const mask = this.slots.length - 1;
    let at = (hash * 2) & mask & ~1;
    while (slots[at + 1] !== EMPTY) at = (at + 2) & mask;
    slots[at] = hash;
    slots[at + 1] = row;
  }

  private grow(): void {
    const old = this.slots.data.slice(0, this.slots.length);
    const length = this.counts.data[0] * 6 > this.slots.length ? this.slots.length * 2 : this.slots.length;
    this.slots.truncate(0);
    this.slots.pushZeros(length);
    this.slots.data.fill(EMPTY, 0, length);
    for (let at = 0; at < old.length; at += 2) if (old[at + 1] < REMOVED) this.put(old[at], old[at + 1]);
    this.counts.data[1] = this.counts.data[0];
  }
}

/** A map from pairs of words to words, in columns. */
export class U32PairMap {
  readonly index = new RowIndex();
  /** [first, second, value] of each row. A removed row's words stay until its slot is reused. */
  readonly rows = new U32Column();
  /** Rows that were removed and can be used again. */
  readonly free = new U32Column();

  /** How many keys there are. */
  get size(): number {
    return this.index.size;
  }

  /** The value of the key, or -1. */
  get(a: number, b: number): number {
    const slot = this.slotOf(a, b);
    const row = this.index.rowAt(slot);
    return row < 0 ? -1 : this.rows.data[row * 3 + 2];
  }

  /** Sets the value of the key. */
  set(a: number, b: number, value: number): void {
    let row = this.index.rowAt(this.slotOf(a, b));
    if (row < 0) {
      if (this.free.length > 0) {
        row = this.free.data[this.free.length - 1];
        this.free.truncate(this.free.length - 1);
      } else row = this.rows.pushZeros(3) / 3;
      this.rows.data[row * 3] = a;
      this.rows.data[row * 3 + 1] = b;
      this.index.add(hashWords(a, b), row);
    }
    this.rows.data[row * 3 + 2] = value;
  }

  /** Removes the key. Returns whether it was there. */
  delete(a: number, b: number): boolean {
    const slot = this.slotOf(a, b);
    const row = this.index.rowAt(slot);
    if (row < 0) return false;
    this.index.removeAt(slot);
    this.free.push(row);
    return true;
  }

  /** Leaves the keys for which `keep` returns true: it may replace the words at `at`, which are those of the key and its value. */
  renumber(keep: (words: Uint32Array, at: number) => boolean): void {
    const { data, length } = this.rows;
    const isFree = new Uint8Array(length / 3);
    for (const row of this.free.view()) isFree[row] = 1;
    this.free.truncate(0);
    let to = 0;
    for (let at = 0; at < length; at += 3) {
      if (isFree[at / 3] === 1 || !keep(data, at)) continue;
      data.copyWithin(to, at, at + 3);
      to += 3;
    }
    this.rows.truncate(to);
    this.index.clear(to / 3);
    for (let at = 0; at < to; at += 3) this.index.add(hashWords(data[at], data[at + 1]), at / 3);
  }

  /** All columns, in a fixed order, whose words are `words`. */
  columns(name: string, words: Words): TableColumn[] {
    return [
      ...this.index.columns(name, words),
      { name: `${name}.rows`, column: this.rows, words },
      { name: `${name}.free`, column: this.free, words },
    ];
  }

  private slotOf(a: number, b: number): number {
    const index = this.index;
    a >>>= 0;
    b >>>= 0;
    let slot = index.first(hashWords(a, b));
    for (;;) {
      const row = index.rowAt(slot);
      if (row < 0 || (this.rows.data[row * 3] === a && this.rows.data[row * 3 + 1] === b)) return slot;
      slot = index.next(slot);
    }
  }
}

/** A map from words to words, in columns. */
export class U32Map {
  readonly pairs = new U32PairMap();

  get size(): number {
    return this.pairs.size;
  }

  /** The value of the key, or -1. */
  get(key: number): number {
    return this.pairs.get(key, 0);
  }

  set(key: number, value: number): void {
    this.pairs.set(key, 0, value);
  }

  delete(key: number): boolean {
    return this.pairs.delete(key, 0);
  }

  /** As `U32PairMap.renumber`; the second word of the key has no meaning. */
  renumber(keep: (words: Uint32Array, at: number) => boolean): void {
    this.pairs.renumber(keep);
  }

  /** All columns, in a fixed order, whose words are `words`. */
  columns(name: string, words: Words): TableColumn[] {
    return this.pairs.columns(name, words);
  }
}

/** A set of words, in columns, that can be gone through: in the order in which they came, but that the last takes the place of one that goes. */
export class U32Set {
  private readonly places = new U32PairMap();
  private readonly members = new U32Column();

  get size(): number {
    return this.members.length;
  }

  has(value: number): boolean {
    return this.places.get(value, 0) >= 0;
  }

  /** The member at `place`, from 0. */
  at(place: number): number {
    return this.members.data[place]!;
  }

  /** Adds `value`. Returns whether it was not there. */
  add(value: number): boolean {
    if (this.has(value)) return false;
    this.places.set(value, 0, this.members.push(value));
    return true;
  }

  /** Removes `value`. Returns whether it was there. */
  delete(value: number): boolean {
    const place = this.places.get(value, 0);
    if (place < 0) return false;
    this.places.delete(value, 0);
    const last = this.members.length - 1;
    if (place < last) {
      const moved = this.members.data[last]!;
      this.members.data[place] = moved;
      this.places.set(moved, 0, place);
    }
    this.members.truncate(last);
    return true;
  }

  clear(): void {
    for (let place = 0; place < this.size; place++) this.places.delete(this.at(place), 0);
    this.members.truncate(0);
  }

  /** All columns of a set of rows of `kind`, in a fixed order. It keeps none of them: of what goes it has nothing any more. */
  columns(name: string, kind: RowKind): TableColumn[] {
    const words = ownedBy({ renumber: (rows) => this.renumber(kind, rows) });
    return [...this.places.columns(name, words), { name: `${name}.members`, column: this.members, words }];
  }

  private renumber(kind: RowKind, rows: Renumbering): void {
    const { members, places } = this;
    renumberLooseList(kind, members, rows);
    places.renumber(() => false);
    for (let place = 0; place < members.length; place++) places.set(members.data[place]!, 0, place);
  }
}
