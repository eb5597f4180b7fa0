import type { Tree } from '../syntax/tree.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { chunkColumns, type ZirMatch } from './match.ts';
import { newZir } from './serialize.ts';
import { type ChunkIndex, ChunkKind, type ChunkTable, NO_CHUNK, type Zir } from './zir.ts';

/*
 * Puts chunks that were lowered anew into the ZIR of their file: their content goes behind what is there, and only the small columns of the
 * chunk table are written again. What is no longer referred to is dropped when it is most of it.
 */

/** `zir` with a table of chunks and lists of children of its own, which edits change in place. */
export function editable(zir: Zir): Zir {
  const children = new U32Column(zir.children.length + 16);
  children.pushAll(zir.children.view());
  return { ...zir, chunks: copyChunkTable(zir.chunks), children };
}

/** A copy of `table`, with room for some more rows. */
function copyChunkTable(table: ChunkTable): ChunkTable {
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

/** What an edit moves: tokens behind `[firstToken, endToken)` and nodes behind `[firstNode, endNode)`. */
export interface Shift {
  readonly firstToken: number;
  readonly endToken: number;
  readonly tokens: number;
  readonly firstNode: number;
  readonly endNode: number;
  readonly nodes: number;
}

/** Moves the places of chunks. */
export function moveChunks(chunks: ChunkTable, shift: Shift): void {
  const { length } = chunks.kind;
  if (shift.tokens !== 0) {
    const firstTokens = chunks.firstToken.data;
    const endTokens = chunks.endToken.data;
    for (let row = 0; row < length; row++) {
      if (row !== 0 && firstTokens[row] >= shift.endToken) firstTokens[row] += shift.tokens;
      if (endTokens[row] > shift.firstToken) endTokens[row] += shift.tokens;
    }
  }
  if (shift.nodes === 0) return;
  const firstNodes = chunks.firstNode.data;
  const endNodes = chunks.endNode.data;
  for (let row = 0; row < length; row++) {
    if (firstNodes[row] >= shift.endNode) firstNodes[row] += shift.nodes;
    if (endNodes[row] > shift.firstNode) endNodes[row] += shift.nodes;
  }
}

/** Declarations at the top level of a file that follow one another, and what takes their place. */
export interface Replacement {
  /** Number of the first of them among the file's declarations. */
  readonly from: number;
  readonly olds: Uint32Array;
  /** The tokens that are replaced: `[firstToken, oldEnd)`, by as many as lead to `newEnd`. */
  readonly firstToken: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  /** The tree, ZIR and rows of the new declarations. */
  readonly tree: Tree;
  readonly fresh: Zir;
  readonly rows: readonly ChunkIndex[];
}

/**
 * Puts the chunks of `replacement` into `zir`, those of its ZIR in the rows `rowOf`. `replaced`: the declarations that are replaced, with all
 * that is inside of them. Returns how many words of `extra` and `children` nothing refers to any more by that.
 */
export function replaceMembers(
  zir: Zir,
  replacement: Replacement,
  { newOf }: ZirMatch,
  replaced: readonly number[],
  rowOf: Uint32Array,
): number {
  const { olds, firstToken, oldEnd, newEnd, tree, fresh, rows } = replacement;
  const { chunks } = zir;
  // The first range of a tree is the whole of it, the second its first member.
  const firstOfTree = rows.length === 0 ? 0 : tree.ranges.firstNodes[1];
  const firstNode = chunks.firstNode.data[olds[0]];
  const endNode = chunks.endNode.data[olds[olds.length - 1]];
  const nodesLen = rows.length === 0 ? 0 : fresh.chunks.endNode.data[rows[rows.length - 1]] - firstOfTree;
  let unused = 0;
  for (const row of replaced) unused += chunks.extraLen.data[row] + chunks.childrenLen.data[row];
  moveChunks(chunks, {
    firstToken,
    endToken: oldEnd,
    tokens: newEnd - oldEnd,
    firstNode,
    endNode,
    nodes: firstNode + nodesLen - endNode,
  });
  for (const row of replaced) if (newOf[row] === NO_CHUNK) freeRow(chunks, row);
  appendContent(zir, fresh, rowOf, { token: firstToken, node: firstNode - firstOfTree });
  return unused + replaceChildren(zir, replacement, rowOf);
}

/** Has the file's root list the new declarations. Returns how many words of `children` are not used any more. */
function replaceChildren(zir: Zir, { from, olds, rows }: Replacement, rowOf: Uint32Array): number {
  const { childrenStart, childrenLen, declsLen } = zir.chunks;
  const start = childrenStart.data[0];
  const news = rows.map((row) => rowOf[row]);
  if (news.length === olds.length) {
    zir.children.data.set(news, start + from);
    return 0;
  }
  const length = childrenLen.data[0];
  const before = zir.children.data.slice(start, start + length);
  childrenStart.data[0] = zir.children.length;
  zir.children.pushAll(before.subarray(0, from));
  zir.children.pushAll(news);
  zir.children.pushAll(before.subarray(from + olds.length));
  childrenLen.data[0] += news.length - olds.length;
  declsLen.data[0] += news.length - olds.length;
  return length;
}

function freeRow(chunks: ChunkTable, row: number): void {
  for (const column of Object.values(chunks) as ChunkTable[keyof ChunkTable][]) column.data[row] = 0;
  chunks.kind.data[row] = ChunkKind.free;
}

/**
 * Adds the chunks of `fresh` to `zir`, chunk `i` in row `rowOf[i]`. Those without a parent become members of the root, which has to have
 * them among its children. `first` is the token and the node of the file that `fresh` calls 0.
 */
function appendContent(
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

/** How many words of `extra` and `children` no chunk may refer to before they are dropped, however few the others are. */
export const MIN_UNUSED = 1 << 15;

/** `zir` without the content that belongs to no chunk any more, in columns of its own but for the table of chunks. */
export function dropUnused(zir: Zir): Zir {
  const { chunks } = zir;
  const { kind, extraLen } = chunks;
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
