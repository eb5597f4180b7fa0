/* Files of the library in one: a word with the length of the index, the index as JSON, and all content, each piece at a multiple of `ALIGN`. */

/** Files of the library, by their paths in its directory, and what was lowered of some, by the compiler's keys. */
export interface Archive {
  readonly sources: ReadonlyMap<string, Uint8Array>;
  readonly lowered: ReadonlyMap<string, Uint8Array>;
}

type Lengths = readonly (readonly [name: string, length: number])[];

interface Index {
  readonly sources: Lengths;
  readonly lowered: Lengths;
}

/** In bytes: the compiler reads what was lowered as words. */
const ALIGN = 8;

export function pack({ sources, lowered }: Archive): Uint8Array<ArrayBuffer> {
  const lengths = (files: ReadonlyMap<string, Uint8Array>): Lengths =>
    [...files].map(([name, { length }]) => [name, length]);
  const index = new TextEncoder().encode(
    JSON.stringify({ sources: lengths(sources), lowered: lengths(lowered) } satisfies Index),
  );
  const pieces = [...sources.values(), ...lowered.values()];
  const start = padded(4 + index.length);
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + padded(piece.length), start));
  new DataView(bytes.buffer).setUint32(0, index.length, true);
  bytes.set(index, 4);
  let at = start;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += padded(piece.length);
  }
  return bytes;
}

/** What `pack` was given, as views of `bytes`. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): Archive {
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Index;
  let at = padded(4 + length);
  const views = (lengths: Lengths): Map<string, Uint8Array> =>
    new Map(
      lengths.map(([name, size]) => {
        const view = bytes.subarray(at, at + size);
        at += padded(size);
        return [name, view];
      }),
    );
  return { sources: views(index.sources), lowered: views(index.lowered) };
}

function padded(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN;
}
