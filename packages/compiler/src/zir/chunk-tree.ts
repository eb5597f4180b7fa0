import { RangeKind } from '../syntax/tree.ts';
import { Hasher64 } from '../util/hash.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import type { Failure, Lowering } from './lowering.ts';
import { isCountedToken, NO_RANGE } from './numbering.ts';
import {
  type ChunkIndex,
  ChunkKind,
  type LoweringError,
  NO_CHUNK,
  SRC_OUTER,
  SRC_OUTER_BIAS,
  SRC_TOKEN,
} from './zir.ts';

/** A builder for a chunk in `parent` (null: the chunk is the first one), which stands for `range` of the tree. */
export function acquireChild(lo: Lowering, kind: ChunkKind, range: number, parent: ChunkBuilder | null): ChunkBuilder {
  return lo.acquireBuilder(kind, addRow(lo, kind, range, parent === null ? NO_CHUNK : parent.row), range);
}

/** Completes `builder` as the next child of `parent` and returns its ordinal. The builder is given back. */
export function finishChild(lo: Lowering, builder: ChunkBuilder, parent: ChunkBuilder): number {
  finishChunk(lo, builder);
  return parent.membersLen + parent.children.push(builder.row) - 1;
}

/** Completes `builder` as the next member declaration of `parent`. The builder is given back. */
export function finishMember(lo: Lowering, builder: ChunkBuilder, parent: ChunkBuilder): void {
  finishChunk(lo, builder);
  parent.members.push(builder.row);
}

const hasher = new Hasher64();
const digest = new Uint32Array(2);

/** Moves what `builder` has to the row that was made for it, and gives the builder back. */
export function finishChunk(lo: Lowering, builder: ChunkBuilder): void {
  const { zir } = lo;
  const { chunks } = zir;
  const { row, tags, a, b, src, extra, bytes } = builder;
  chunks.childrenStart.data[row] = zir.children.length;
  chunks.childrenLen.data[row] = builder.members.length + builder.children.length;
  chunks.declsLen.data[row] = builder.members.length;
  zir.children.pushAll(builder.members);
  zir.children.pushAll(builder.children);
  chunks.instStart.data[row] = zir.tags.pushAll(tags.view());
  chunks.instLen.data[row] = tags.length;
  zir.a.pushAll(a.view());
  zir.b.pushAll(b.view());
  zir.src.pushAll(src.view());
  chunks.extraStart.data[row] = zir.extra.pushAll(extra.view());
  chunks.extraLen.data[row] = extra.length;
  chunks.bytesStart.data[row] = zir.bytes.pushAll(bytes.view());
  chunks.bytesLen.data[row] = bytes.length;
  chunks.declKind.data[row] = builder.declKind;
  chunks.flags.data[row] = builder.flags;
  chunks.name.data[row] = builder.name;

  hasher.reset();
  hasher.word(builder.kind | (builder.declKind << 8) | (builder.flags << 16));
  hasher.word(builder.name);
  hasher.word(tags.length);
  hasher.bytes(tags.data, 0, tags.length);
  hasher.words(a.data, 0, a.length);
  hasher.words(b.data, 0, b.length);
  hasher.words(src.data, 0, src.length);
  hasher.word(extra.length);
  hasher.words(extra.data, 0, extra.length);
  hasher.bytes(bytes.data, 0, bytes.length);
  hasher.digest(digest, 0);
  chunks.hashLow.data[row] = digest[0];
  chunks.hashHigh.data[row] = digest[1];
  lo.releaseBuilder(builder);
}

function addRow(lo: Lowering, kind: ChunkKind, range: number, parent: ChunkIndex): ChunkIndex {
  const { chunks } = lo.zir;
  const { ranges } = lo.tree;
  const row = chunks.kind.push(kind) as ChunkIndex;
  chunks.parent.push(parent);
  chunks.childrenStart.push(0);
  chunks.childrenLen.push(0);
  chunks.declsLen.push(0);
  chunks.instStart.push(0);
  chunks.instLen.push(0);
  chunks.extraStart.push(0);
  chunks.extraLen.push(0);
  chunks.bytesStart.push(0);
  chunks.bytesLen.push(0);
  chunks.hashLow.push(0);
  chunks.hashHigh.push(0);
  chunks.declKind.push(0);
  chunks.flags.push(0);
  chunks.name.push(0);
  chunks.firstToken.push(ranges.firstTokens[range]);
  chunks.endToken.push(ranges.endTokens[range]);
  chunks.firstNode.push(ranges.firstNodes[range]);
  chunks.endNode.push(ranges.endNodes[range]);
  lo.rowOfRange[range] = row;
  return row;
}

/** The failures, placed in their chunks. A place in a range that was not lowered gets an empty chunk that is in no list of children. */
export function placeFailures(lo: Lowering): LoweringError[] {
  return lo.failures.map((failure) => place(lo, failure));
}

function place(lo: Lowering, failure: Failure): LoweringError {
  const { numbering } = lo;
  const notes = failure.notes.map((note) => place(lo, note));
  const { byteOffset, message } = failure;
  if (failure.node >= 0) {
    const range = numbering.nodeRange[failure.node];
    if (range === NO_RANGE) {
      const src = SRC_OUTER | SRC_OUTER_BIAS;
      return { chunk: rowOf(lo, 0), src, byteOffset, message, notes };
    }
    return { chunk: rowOf(lo, range), src: numbering.nodeNumber[failure.node], byteOffset, message, notes };
  }
  const range = numbering.tokenRange[failure.token];
  if (range === NO_RANGE) {
    const src = lo.tree.tokenTags.length | SRC_TOKEN;
    return { chunk: rowOf(lo, 0), src, byteOffset, message, notes };
  }
  const token = countedToken(lo, failure.token, range);
  const src = numbering.tokenNumber[token] | SRC_TOKEN;
  const { tokenStarts } = lo.tree;
  const shift = tokenStarts[failure.token] - tokenStarts[token];
  return { chunk: rowOf(lo, range), src, byteOffset: byteOffset + shift, message, notes };
}

/** The token of `range` that `token` is placed by: itself, or for a doc comment a token near to it that has a number of its own. */
function countedToken(lo: Lowering, token: number, range: number): number {
  const { tokenTags } = lo.tree;
  const { tokenRange } = lo.numbering;
  const counts = (t: number): boolean => tokenRange[t] === range && isCountedToken(tokenTags[t]);
  for (let t = token; t < tokenTags.length; t++) if (counts(t)) return t;
  for (let t = token; t >= 0; t--) if (counts(t)) return t;
  return token;
}

function rowOf(lo: Lowering, range: number): ChunkIndex {
  const known = lo.rowOfRange[range];
  if (known !== NO_CHUNK) return known as ChunkIndex;
  const outer = lo.numbering.outer[range];
  const parent = outer === NO_RANGE ? NO_CHUNK : rowOf(lo, outer);
  return addRow(lo, kindOfRange(lo.tree.ranges.kinds[range]), range, parent);
}

function kindOfRange(kind: RangeKind): ChunkKind {
  switch (kind) {
    case RangeKind.member:
      return ChunkKind.declaration;
    case RangeKind.container_body:
      return ChunkKind.container;
    case RangeKind.fn_body:
      return ChunkKind.body;
  }
}
