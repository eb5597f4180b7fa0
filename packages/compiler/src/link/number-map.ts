export const MISSING = -0x8000_0000;

/** How many numbers there is room for when there is one, and by what that grows. */
const CAPACITY = 256;
const GROWTH = 4;

const NOTHING = new Int32Array(0);

/** Signed numbers by index: a link asks for each of its symbols many times. */
export class NumberMap {
  /** Each with its highest bit turned over, so that memory that nobody wrote to is MISSING. */
  private data = NOTHING;

  /** The number of `key`, or MISSING. */
  get(key: number): number {
    return key < this.data.length ? this.data[key] ^ MISSING : MISSING;
  }

  /** Gives `key` a number; MISSING takes it away. */
  set(key: number, value: number): void {
    if (key >= this.data.length) this.reserve(Math.max(key + 1, this.data.length * GROWTH, CAPACITY));
    this.data[key] = value ^ MISSING;
  }

  /** All keys that have a number, each with that, one after the other. */
  pairs(): number[] {
    const pairs: number[] = [];
    for (let key = 0; key < this.data.length; key++)
      if (this.data[key] !== 0) pairs.push(key, this.data[key] ^ MISSING);
    return pairs;
  }

  /** Gives all keys of `pairs`, which are in order, their numbers. */
  setAll(pairs: Int32Array): void {
    if (pairs.length > 0) this.reserve(pairs[pairs.length - 2] + 1);
    for (let i = 0; i < pairs.length; i += 2) this.set(pairs[i], pairs[i + 1]);
  }

  private reserve(length: number): void {
    if (length <= this.data.length) return;
    const grown = new Int32Array(length);
    grown.set(this.data);
    this.data = grown;
  }
}
