export const MISSING = -0x8000_0000;

/** How many numbers there is room for at first, and by what that grows. */
const CAPACITY = 1024;
const GROWTH = 4;

/** Signed numbers by index: a link asks for each of its symbols many times. */
export class NumberMap {
  /** Each with its highest bit turned over, so that memory that nobody wrote to is MISSING. */
  private data = new Int32Array(CAPACITY);

  /** The number of `key`, or MISSING. */
  get(key: number): number {
    return key < this.data.length ? this.data[key] ^ MISSING : MISSING;
  }

  /** Gives `key` a number; MISSING takes it away. */
  set(key: number, value: number): void {
    if (key >= this.data.length) {
      const grown = new Int32Array(Math.max(key + 1, this.data.length * GROWTH));
      grown.set(this.data);
      this.data = grown;
    }
    this.data[key] = value ^ MISSING;
  }

  /** All keys that have a number, each with that, one after the other. */
  pairs(): number[] {
    const pairs: number[] = [];
    for (let key = 0; key < this.data.length; key++)
      if (this.data[key] !== 0) pairs.push(key, this.data[key] ^ MISSING);
    return pairs;
  }

  /** Gives all keys of `pairs` their numbers. */
  setAll(pairs: Int32Array): void {
    for (let i = 0; i < pairs.length; i += 2) this.set(pairs[i], pairs[i + 1]);
  }
}
