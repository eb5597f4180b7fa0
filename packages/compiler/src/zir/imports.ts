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

/** All imports of a file, those of unreferenced declarations included, in the order of the text. */
export function imports(zir: Zir): Import[] {
  const found: Import[] = [];
  for (let row = 0; row < zir.chunks.kind.length; row++) addImports(zir, row, found);
  return inOrder(zir, found);
}

/** `imports(zir)`, where `before` was that before an edit of the file that left all rows but those of `touched` as they were. */
export function importsAfter(before: readonly Import[], zir: Zir, touched: readonly ChunkIndex[]): Import[] {
  const rows = new Set(touched);
  const found = before.filter((known) => !rows.has(known.chunk));
  for (const row of rows) addImports(zir, row, found);
  return inOrder(zir, found);
}

function addImports(zir: Zir, row: number, found: Import[]): void {
  const { chunks, tags, a, src, extra, bytes } = zir;
  const start = chunks.instStart.data[row];
  const end = start + chunks.instLen.data[row];
  for (let inst = start; inst < end; inst++) {
    if (tags.data[inst] !== Tag.import) continue;
    const offset = extra.data[chunks.extraStart.data[row] + a.data[inst] + 1];
    const from = chunks.bytesStart.data[row] + offset;
    const path = stringOfBytes(bytes.data.subarray(from, bytes.data.indexOf(0, from)));
    found.push({ path, chunk: row as ChunkIndex, src: src.data[inst] });
  }
}

/** Rows are in an order that edits change, so it is the places of chunks that count. */
function inOrder(zir: Zir, found: Import[]): Import[] {
  const { firstToken } = zir.chunks;
  return found.sort((x, y) => firstToken.data[x.chunk] - firstToken.data[y.chunk] || x.src - y.src);
}
