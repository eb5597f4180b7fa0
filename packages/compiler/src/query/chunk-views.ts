import type { ChunkIndex, Zir } from '../zir/zir.ts';

/** What is in a chunk of ZIR, as views of the columns of its file. */
export interface ChunkViews {
  readonly tags: Uint8Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly src: Uint32Array;
  readonly extra: Uint32Array;
  readonly bytes: Uint8Array;
  /** The first word of `extra`. */
  readonly header: number;
}

/** The views of chunks that were asked for: to make them costs more than many a call that is evaluated. */
export class ChunkViewTable {
  readonly #views = new WeakMap<Zir, (ChunkViews | undefined)[]>();

  of(zir: Zir, chunk: ChunkIndex): ChunkViews {
    let ofFile = this.#views.get(zir);
    if (ofFile === undefined) {
      // As long from the start as it gets: an array that is filled from anywhere becomes a hash table.
      ofFile = new Array<ChunkViews | undefined>(zir.chunks.kind.length);
      this.#views.set(zir, ofFile);
    }
    return (ofFile[chunk] ??= makeViews(zir, chunk));
  }
}

function makeViews(zir: Zir, chunk: ChunkIndex): ChunkViews {
  const chunks = zir.chunks;
  const inst = chunks.instStart.data[chunk]!;
  const instEnd = inst + chunks.instLen.data[chunk]!;
  const extra = chunks.extraStart.data[chunk]!;
  const bytes = chunks.bytesStart.data[chunk]!;
  return {
    tags: zir.tags.data.subarray(inst, instEnd),
    a: zir.a.data.subarray(inst, instEnd),
    b: zir.b.data.subarray(inst, instEnd),
    src: zir.src.data.subarray(inst, instEnd),
    extra: zir.extra.data.subarray(extra, extra + chunks.extraLen.data[chunk]!),
    bytes: zir.bytes.data.subarray(bytes, bytes + chunks.bytesLen.data[chunk]!),
    header: zir.extra.data[extra]!,
  };
}
