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

/** The views of some chunks of a file whose rows follow one another. */
type Page = (ChunkViews | undefined)[];

/** Rows of a page are 2 to the power of this: an edited file has other ZIR, of which few chunks are looked at. */
const PAGE_BITS = 6;
const PAGE_ROWS = 1 << PAGE_BITS;

/** The views of chunks that were asked for: to make them costs more than many a call that is evaluated. */
export class ChunkViewTable {
  readonly #views = new WeakMap<Zir, (Page | undefined)[]>();

  of(zir: Zir, chunk: ChunkIndex): ChunkViews {
    let pages = this.#views.get(zir);
    if (pages === undefined) {
      // As long from the start as it gets, as each page is: an array that is filled from anywhere becomes a hash table.
      pages = new Array<Page | undefined>((zir.chunks.kind.length >>> PAGE_BITS) + 1);
      this.#views.set(zir, pages);
    }
    const page = (pages[chunk >>> PAGE_BITS] ??= new Array<ChunkViews | undefined>(PAGE_ROWS));
    return (page[chunk & (PAGE_ROWS - 1)] ??= makeViews(zir, chunk));
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
