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
}
