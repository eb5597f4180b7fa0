/**
 * For each row of a table the serial under which a fact about it was told last: see `FactReader.serial`. Rows may be past the end of `data`, which
 * is looked at directly: it is before all else that is read.
 */
export class Stamps {
  data = new Uint32Array(1024);

  /** The fact about `row` is being told under `serial`. */
  set(row: number, serial: number): void {
    if (row >= this.data.length) {
      const grown = new Uint32Array(Math.max(row + 1, this.data.length * 2));
      grown.set(this.data);
      this.data = grown;
    }
    this.data[row] = serial;
  }
}
