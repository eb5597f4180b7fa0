import { U8Column, U32Column } from '../util/column.ts';
import { chunkColumns } from './match.ts';
import { newZir } from './serialize.ts';
import { ChunkKind, type ChunkTable, NO_CHUNK, type Zir } from './zir.ts';

/*
 * Puts chunks that were lowered anew into the ZIR of their file: their content goes behind what is there, and only the small columns of the
 * chunk table are written again. What is no longer referred to is dropped when it is most of it.
 */

/** A copy of `table`, with room for some more rows. */
export function copyChunkTable(table: ChunkTable): ChunkTable {
  const copy: ChunkTable = { ...table };
  for (const name of Object.keys(table) as (keyof ChunkTable)[]) {
    const column = table[name];
    const Column = column instanceof U8Column ? U8Column : U32Column;
    const target = new Column(column.length + 16);
    target.pushAll(column.view());
    Object.assign(copy, { [name]: target });
  }
  return copy;
}

/**
 * Adds the chunks of `fresh` to `zir`, chunk `i` in row `rowOf[i]`. Those without a parent become members of the root, which has to have
 * them among its children. `first` is the token and the node of the file that `fresh` calls 0.
 */
export function appendContent(
  zir: Zir,
  fresh: Zir,
  rowOf: Uint32Array,
  first: { readonly token: number; readonly node: number },
): void {
  const { chunks } = zir;
  const added = fresh.chunks;
  const rows = rowOf.reduce((most, row) => Math.max(most, row + 1), 0);
  const columns = chunkColumns(zir);
  for (const { column } of columns) if (column.length < rows) column.pushZeros(rows - column.length);
  const from = chunkColumns(fresh);
  for (let i = 0; i < columns.length; i++) {
    const source = from[i].column.data;
    const target = columns[i].column.data;
    for (let chunk = 0; chunk < rowOf.length; chunk++) target[rowOf[chunk]] = source[chunk];
  }
  const insts = zir.tags.pushAll(fresh.tags.view());
  zir.a.pushAll(fresh.a.view());
  zir.b.pushAll(fresh.b.view());
  zir.src.pushAll(fresh.src.view());
  const extra = zir.extra.pushAll(fresh.extra.view());
  const bytes = zir.bytes.pushAll(fresh.bytes.view());
  const children = zir.children.length;
  for (let i = 0; i < fresh.children.length; i++) zir.children.push(rowOf[fresh.children.data[i]]);
  for (let chunk = 0; chunk < rowOf.length; chunk++) {
    const row = rowOf[chunk];
    const parent = added.parent.data[chunk];
    chunks.parent.data[row] = parent === NO_CHUNK ? 0 : rowOf[parent];
    chunks.childrenStart.data[row] += children;
    chunks.instStart.data[row] += insts;
    chunks.extraStart.data[row] += extra;
    chunks.bytesStart.data[row] += bytes;
    chunks.firstToken.data[row] += first.token;
    chunks.endToken.data[row] += first.token;
    chunks.firstNode.data[row] += first.node;
    chunks.endNode.data[row] += first.node;
  }
}

/** How many words of `extra` no chunk may refer to before they are dropped, however few the others are. */
const MIN_UNUSED = 1 << 15;

/** `zir` itself or, if more than half of its content belongs to no chunk any more, one without that, in columns of its own. */
export function dropUnused(zir: Zir): Zir {
  const { chunks } = zir;
  const { kind, extraLen } = chunks;
  let used = 0;
  for (let row = 0; row < kind.length; row++) used += extraLen.data[row];
  const unused = zir.extra.length - used;
  if (unused < MIN_UNUSED || unused < used) return zir;
  const compact: Zir = { ...newZir(), chunks, errors: zir.errors };
  for (let row = 0; row < kind.length; row++) {
    if (kind.data[row] === ChunkKind.free) continue;
    const { childrenStart, childrenLen, instStart, instLen, extraStart, bytesStart, bytesLen } = chunks;
    const insts = instStart.data[row];
    const instsEnd = insts + instLen.data[row];
    instStart.data[row] = compact.tags.pushAll(zir.tags.data.subarray(insts, instsEnd));
    compact.a.pushAll(zir.a.data.subarray(insts, instsEnd));
    compact.b.pushAll(zir.b.data.subarray(insts, instsEnd));
    compact.src.pushAll(zir.src.data.subarray(insts, instsEnd));
    extraStart.data[row] = moved(zir.extra, compact.extra, extraStart.data[row], extraLen.data[row]);
    bytesStart.data[row] = compact.bytes.pushAll(
      zir.bytes.data.subarray(bytesStart.data[row], bytesStart.data[row] + bytesLen.data[row]),
    );
    childrenStart.data[row] = moved(zir.children, compact.children, childrenStart.data[row], childrenLen.data[row]);
  }
  return compact;
}

/** Appends `length` words of `from`, those at `start`, to `to`, and returns where. */
function moved(from: U32Column, to: U32Column, start: number, length: number): number {
  return to.pushAll(from.data.subarray(start, start + length));
}
