import { U32Column } from '../util/column.ts';

/** For each row of a table the serial under which a fact about it was told last: see `FactReader.serial`. */
export class Stamps {
  readonly #serials = new U32Column();

  /** Whether the fact about `row` was told under `serial`. */
  has(row: number, serial: number): boolean {
    return this.#serials.data[row] === serial;
  }

  /** The fact about `row` is being told under `serial`. */
  set(row: number, serial: number): void {
    const serials = this.#serials;
    if (row >= serials.length) serials.pushZeros(row + 1 - serials.length);
    serials.data[row] = serial;
  }
}
