/** Functions of WASI by their names: numbers in, an `errno` out. */
export type WasiFunctions = { [name: string]: (...args: number[]) => number };

/** The bytes that the `count` vectors at `vectors` (address and length each) of a program's memory are, put together: what it writes to a stream. */
export function gatherBytes(buffer: ArrayBuffer, vectors: number, count: number): Uint8Array {
  const words = new DataView(buffer);
  const parts = Array.from({ length: count }, (_, i) => {
    const [start, length] = [words.getUint32(vectors + 8 * i, true), words.getUint32(vectors + 8 * i + 4, true)];
    return new Uint8Array(buffer, start, length);
  });
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

/** Writes a word of 32 bits to a program's memory. */
export function setWord(buffer: ArrayBuffer, address: number, value: number): void {
  new DataView(buffer).setUint32(address, value, true);
}
