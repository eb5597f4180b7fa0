import { MISSING, NumberMap } from './number-map.ts';
import { sizeClass } from './padding.ts';
import type { ListReader, ListWriter } from './saved-words.ts';

/** What is spread, by its number among things of its kind. */
export interface Spreadable {
  /** Its key: see `symbolKey`. */
  keyOf(id: number): number;
  sizeOf(id: number): number;
  /** A power of two. */
  alignOf(id: number): number;
}

/** What has another position than it had. */
export interface Move {
  readonly id: number;
  /** Where it was; MISSING for what was put in anew. */
  readonly from: number;
}

/** From so many things on they are sorted together. */
const BULK = 64;

/** Keys are whole numbers below this. */
export const KEY_END = 2 ** 53;

/**
 * Things in the order of their keys, each at the place that its key says, or as near behind that as there is room: what comes or goes moves few
 * others. Where each is follows from what there is, and not from the order in which it came. Equal keys need an order given from outside.
 */
export class Spread {
  /** By place in the order. */
  readonly ids: number[] = [];
  private readonly things: Spreadable;
  /** How much room there is for each that is taken at least; 1 leaves none over. */
  private readonly room: number;
  private readonly step: number;
  private readonly positions = new NumberMap();
  /** By number, what the key and size of what is spread were when it came. */
  private readonly keys = new NumberList();
  private readonly sizes = new NumberList();
  /** Keys that several things have. */
  private readonly ties = new Set<number>();
  private total = 0;
  private span = 0;
  private end = 0;

  /** `step`: what there is room for is a multiple of that, where there is room at all. */
  constructor(things: Spreadable, room: number, step = 1) {
    this.things = things;
    this.room = room;
    this.step = step;
  }

  /** Where a thing starts; MISSING if it is not here. */
  positionOf(id: number): number {
    return this.positions.get(id);
  }

  /** Behind all that is taken, and with some room where there is any. */
  get length(): number {
    return this.room === 1 ? this.end : this.roundUp(Math.max(this.span + (this.span >>> 4), this.end) + 1);
  }

  /** The number of the thing that starts at `position`; -1 if none does. */
  at(position: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.positions.get(this.ids[middle]) < position) low = middle + 1;
      else high = middle;
    }
    const id = this.ids[low];
    return id !== undefined && this.positions.get(id) === position ? id : -1;
  }

  /**
   * Takes `removed` out and `added` in; one that is in both is put in anew. `rank` gives the order of those with equal keys, and `isReordered`
   * says whether it may be another than before. Returns what has another position.
   */
  update(
    removed: readonly number[],
    added: readonly number[],
    rank: (id: number) => number,
    isReordered: boolean,
  ): Move[] {
    const { ids, keys, sizes } = this;
    const touched: number[] = [];
    if (removed.length > BULK) this.filter(new Set(removed));
    for (const id of removed) {
      const key = keys.get(id);
      if (removed.length <= BULK) ids.splice(ids.indexOf(id, this.lowerBound(key)), 1);
      this.positions.set(id, MISSING);
      this.total -= sizes.get(id);
      touched.push(key);
      if (this.ties.has(key) && this.tied(this.lowerBound(key), key) < 2) this.ties.delete(key);
    }
    const isBulk = added.length > BULK;
    for (const id of added) {
      const key = this.things.keyOf(id);
      keys.set(id, key);
      sizes.set(id, this.things.sizeOf(id));
      this.total += sizes.get(id);
      touched.push(key);
      if (isBulk) ids.push(id);
      else {
        const place = this.lowerBound(key);
        if (place < ids.length && keys.get(ids[place]) === key) this.ties.add(key);
        ids.splice(place, 0, id);
      }
    }
    if (isBulk) this.sort();
    if (isReordered || touched.length > 0) {
      for (const key of this.ties) {
        this.sortTie(key, rank);
        touched.push(key);
      }
    }
    return this.settle(touched);
  }

  /** Writes all of it. */
  save(out: ListWriter): void {
    const { ids, positions, keys, sizes } = this;
    out.ints(ids);
    out.ints(ids.map((id) => positions.get(id)));
    out.doubles(ids.map((id) => keys.get(id)));
    out.ints(ids.map((id) => sizes.get(id)));
    out.doubles([...this.ties]);
    out.doubles([this.total, this.span, this.end]);
  }

  /** Takes over what `save` wrote. To be called where there is nothing yet. */
  restore(from: ListReader): void {
    const [ids, positions, keys, sizes] = [from.ints(), from.ints(), from.doubles(), from.ints()];
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      this.ids.push(id);
      this.positions.set(id, positions[i]);
      this.keys.set(id, keys[i]);
      this.sizes.set(id, sizes[i]);
    }
    for (const tie of from.doubles()) this.ties.add(tie);
    [this.total, this.span, this.end] = from.doubles();
  }

  private filter(removed: ReadonlySet<number>): void {
    const { ids } = this;
    let kept = 0;
    for (const id of ids) if (!removed.has(id)) ids[kept++] = id;
    ids.length = kept;
  }

  private sort(): void {
    const { ids, keys } = this;
    ids.sort((a, b) => keys.get(a) - keys.get(b));
    for (let i = 1; i < ids.length; i++) {
      const key = keys.get(ids[i]);
      if (key === keys.get(ids[i - 1])) this.ties.add(key);
    }
  }

  private sortTie(key: number, rank: (id: number) => number): void {
    const start = this.lowerBound(key);
    const sorted = this.ids.slice(start, start + this.tied(start, key)).sort((a, b) => rank(a) - rank(b));
    for (let i = 0; i < sorted.length; i++) this.ids[start + i] = sorted[i];
  }

  /** How many from `place` on have `key`. */
  private tied(place: number, key: number): number {
    let end = place;
    while (end < this.ids.length && this.keys.get(this.ids[end]) === key) end++;
    return end - place;
  }

  /** Gives positions to what follows the keys `touched`, as far as they are others. */
  private settle(touched: readonly number[]): Move[] {
    const { ids, keys, sizes, positions } = this;
    const moved: Move[] = [];
    const span = this.room === 1 ? 0 : this.roundUp(Math.ceil(this.total * this.room));
    const isOther = span !== this.span;
    this.span = span;
    const starts = isOther ? [0] : [...new Set(touched)].sort((a, b) => a - b).map((key) => this.lowerBound(key));
    let done = 0;
    for (const start of starts) {
      let place = Math.max(start, done);
      let end = place === 0 ? 0 : positions.get(ids[place - 1]) + sizes.get(ids[place - 1]);
      const tieEnd = place < ids.length ? place + this.tied(place, keys.get(ids[place])) : place;
      for (; place < ids.length; place++) {
        const id = ids[place];
        const align = this.things.alignOf(id);
        const home = Math.floor((keys.get(id) / KEY_END) * span);
        const position = Math.ceil(Math.max(home, end) / align) * align;
        const from = positions.get(id);
        if (from !== position) {
          positions.set(id, position);
          moved.push({ id, from });
        } else if (!isOther && place >= tieEnd) break;
        end = position + sizes.get(id);
      }
      done = place;
    }
    const last = ids[ids.length - 1];
    this.end = last === undefined ? 0 : positions.get(last) + sizes.get(last);
    return moved;
  }

  private roundUp(size: number): number {
    return Math.ceil(sizeClass(size) / this.step) * this.step;
  }

  private lowerBound(key: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys.get(this.ids[middle]) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NOTHING = new Float64Array(0);
/** How many numbers there is room for when there is one. */
const CAPACITY = 64;

/** Numbers by index, 0 at first. */
class NumberList {
  private data = NOTHING;

  get(index: number): number {
    return index < this.data.length ? this.data[index] : 0;
  }

  set(index: number, value: number): void {
    if (index >= this.data.length) {
      const grown = new Float64Array(Math.max(index + 1, this.data.length * 2, CAPACITY));
      grown.set(this.data);
      this.data = grown;
    }
    this.data[index] = value;
  }
}
