/* Numbers and bytes one after the other, as a link is saved: each list with its length before it, in 8 bytes, and padded to 8 bytes. */

const ALIGN = 8;

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}

/** Takes lists to be read by `ListReader` in the same order, on a machine of the same byte order. */
export class ListWriter {
  readonly #lists: Uint8Array[] = [];

  ints(values: ArrayLike<number>): void {
    this.#add(Int32Array.from(values));
  }

  doubles(values: ArrayLike<number>): void {
    this.#add(Float64Array.from(values));
  }

  bytes(values: Uint8Array): void {
    this.#add(values);
  }

  #add({ buffer, byteOffset, byteLength }: Uint8Array | Int32Array | Float64Array): void {
    this.#lists.push(new Uint8Array(buffer, byteOffset, byteLength));
  }

  finish(): Uint8Array {
    const length = this.#lists.reduce((sum, list) => sum + ALIGN + padded(list.length), 0);
    const out = new Uint8Array(length);
    const words = new Uint32Array(out.buffer);
    let at = 0;
    for (const list of this.#lists) {
      words[at / 4] = list.length;
      out.set(list, at + ALIGN);
      at += ALIGN + padded(list.length);
    }
    return out;
  }
}

/** Gives the lists of a `ListWriter` back, as views of `bytes`, which start at a multiple of 8 in their buffer. */
export class ListReader {
  readonly #bytes: Uint8Array;
  readonly #words: Uint32Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  }

  ints(): Int32Array {
    const [start, length] = this.#next();
    return new Int32Array(this.#bytes.buffer, start, length >>> 2);
  }

  /** The same, as words without a sign. */
  words(): Uint32Array {
    const [start, length] = this.#next();
    return new Uint32Array(this.#bytes.buffer, start, length >>> 2);
  }

  doubles(): Float64Array {
    const [start, length] = this.#next();
    return new Float64Array(this.#bytes.buffer, start, length >>> 3);
  }

  bytes(): Uint8Array {
    const [start, length] = this.#next();
    return new Uint8Array(this.#bytes.buffer, start, length);
  }

  /** Where the next list starts in the buffer, and its length in bytes. */
  #next(): readonly [start: number, length: number] {
    const length = this.#words[this.#at >>> 2];
    const start = this.#at + ALIGN;
    this.#at = start + padded(length);
    return [this.#bytes.byteOffset + start, length];
  }
}
