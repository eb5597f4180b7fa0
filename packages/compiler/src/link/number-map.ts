export const MISSING = -0x8000_0000;

/** Signed numbers by index: a link asks for each of its symbols many times. */
export class NumberMap {
  private data = new Int32Array(1024).fill(MISSING);

  /** The number of `key`, or MISSING. */
  get(key: number): number {
    return key < this.data.length ? this.data[key] : MISSING;
  }

  /** Gives `key` a number; MISSING takes it away. */
  set(key: number, value: number): void {
    if (key >= this.data.length) {
      const grown = new Int32Array(Math.max(key + 1, this.data.length * 2)).fill(MISSING, this.data.length);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[key] = value;
  }
}
