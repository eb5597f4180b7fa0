/** So many elements that there is room for are worth a copy of those in use. */
const MUCH_ROOM = 1024;

/** What columns begin with that have room for nothing. */
const NO_WORDS = new Uint32Array(0);
const NO_BYTES = new Uint8Array(0);

/** A growable column of unsigned 32-bit words. `data` is replaced when it grows: read it again after a push. */
export class U32Column {
  data: Uint32Array;
  length = 0;

  constructor(capacity = 16) {
    this.data = capacity === 0 ? NO_WORDS : new Uint32Array(capacity);
  }

  /** A column over words that are already there. The words are used, not copied. */
  static over(data: Uint32Array): U32Column {
    const column = new U32Column(0);
    column.data = data;
    column.length = data.length;
    return column;
  }

  /** Appends `value` (its low 32 bits) and returns its index. */
  push(value: number): number {
    const index = this.length;
    if (index === this.data.length) this.reserve(1);
    this.data[index] = value;
    this.length = index + 1;
    return index;
  }

  /** Appends all of `values` and returns the index of the first. */
  pushAll(values: ArrayLike<number>): number {
    const index = this.length;
    this.reserve(values.length);
    this.data.set(values, index);
    this.length = index + values.length;
    return index;
  }

  /** Appends `count` zeros and returns the index of the first. */
  pushZeros(count: number): number {
    const index = this.length;
    this.reserve(count);
    this.data.fill(0, index, index + count);
    this.length = index + count;
    return index;
  }

  /** Puts `count` zeros in the place of the words `[from, to)`; what is behind them moves. */
  replace(from: number, to: number, count: number): void {
    const shift = count - (to - from);
    this.reserve(Math.max(shift, 0));
    this.data.copyWithin(to + shift, to, this.length);
    this.data.fill(0, from, from + count);
    this.length += shift;
  }

  /** Makes room for `more` further words. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.data.length) return;
    const grown = new Uint32Array(Math.max(needed, this.data.length * 2, 16));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }

  /** Drops all from index `length` on. */
  truncate(length: number): void {
    this.length = length;
  }

  /** Gives back room for further words, where that is much. */
  trim(): void {
    if (this.data.length > 2 * this.length + MUCH_ROOM) this.data = this.data.slice(0, this.length);
  }

  /** A view of the words in use. Valid until the next push. */
  view(): Uint32Array {
    return this.data.subarray(0, this.length);
  }
}

/** A growable column of bytes. `data` is replaced when it grows: read it again after a push. */
export class U8Column {
  data: Uint8Array;
  length = 0;

  constructor(capacity = 16) {
    this.data = capacity === 0 ? NO_BYTES : new Uint8Array(capacity);
  }

  /** A column over bytes that are already there. The bytes are used, not copied. */
  static over(data: Uint8Array): U8Column {
    const column = new U8Column(0);
    column.data = data;
    column.length = data.length;
    return column;
  }

  /** Appends `value` (its low 8 bits) and returns its index. */
  push(value: number): number {
    const index = this.length;
    if (index === this.data.length) this.reserve(1);
    this.data[index] = value;
    this.length = index + 1;
    return index;
  }

  /** Appends all of `values` and returns the index of the first. */
  pushAll(values: ArrayLike<number>): number {
    const index = this.length;
    this.reserve(values.length);
    this.data.set(values, index);
    this.length = index + values.length;
    return index;
  }

  /** Appends `count` zeros and returns the index of the first. */
  pushZeros(count: number): number {
    const index = this.length;
    this.reserve(count);
    this.data.fill(0, index, index + count);
    this.length = index + count;
    return index;
  }

  /** Makes room for `more` further bytes. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.data.length) return;
    const grown = new Uint8Array(Math.max(needed, this.data.length * 2, 16));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }

  /** Drops all from index `length` on. */
  truncate(length: number): void {
    this.length = length;
  }

  /** Gives back room for further bytes, where that is much. */
  trim(): void {
    if (this.data.length > 2 * this.length + MUCH_ROOM) this.data = this.data.slice(0, this.length);
  }

  /** A view of the bytes in use. Valid until the next push. */
  view(): Uint8Array {
    return this.data.subarray(0, this.length);
  }
}
