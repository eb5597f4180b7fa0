import { stringOfBytes } from '../util/utf8.ts';
import { Tag } from './inst.ts';
import type { ChunkIndex, Zir } from './zir.ts';

/** An `@import("path")`. */
export interface Import {
  readonly path: string;
  readonly chunk: ChunkIndex;
  /** Place of the operand in the chunk. */
  readonly src: number;
}

/** All imports of a file, those of unreferenced declarations included, in the order of chunks. */
export function imports(zir: Zir): Import[] {
  const found: Import[] = [];
  const { chunks, tags, a, src, bytes } = zir;
  for (let row = 0; row < chunks.kind.length; row++) {
    const start = chunks.instStart.data[row];
    const end = start + chunks.instLen.data[row];
    for (let inst = start; inst < end; inst++) {
      if (tags.data[inst] !== Tag.import) continue;
      const from = chunks.bytesStart.data[row] + a.data[inst];
      const path = stringOfBytes(bytes.data.subarray(from, bytes.data.indexOf(0, from)));
      found.push({ path, chunk: row as ChunkIndex, src: src.data[inst] });
    }
  }
  return found;
}
