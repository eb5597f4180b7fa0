import { RangeKind, type Tree } from '../syntax/tree.ts';
import { NO_RANGE, type Numbering, numberingOf, rangeEnds } from './numbering.ts';
import { type ChunkIndex, ChunkKind, SRC_OUTER, SRC_OUTER_BIAS, SRC_TOKEN, type Zir } from './zir.ts';

/*
 * Translates places in chunks to nodes and tokens of a tree that has the chunks' text as it is now: the tree of the file, or one of a
 * member that has the chunk in it. What is found out about a tree is kept as long as the tree.
 */

/** The node that the chunk is the content of: the member, the container, or the function of a body. -1 if the tree has it not. */
export function chunkNode(zir: Zir, chunk: ChunkIndex, tree: Tree): number {
  const range = placesOf(tree).range(zir, chunk);
  return range === NO_RANGE ? -1 : tree.ranges.nodes[range];
}

/** The node at place `src`, which is not a token, of a chunk; -1 if the tree has it not. */
export function placeToNode(zir: Zir, chunk: ChunkIndex, src: number, tree: Tree): number {
  return placesOf(tree).node(zir, chunk, src);
}

/** The token at place `src`, which is a token (with or without `SRC_TOKEN`), of a chunk; -1 if the tree has it not. */
export function placeToToken(zir: Zir, chunk: ChunkIndex, src: number, tree: Tree): number {
  return placesOf(tree).token(zir, chunk, src);
}

/** A chunk, and a place in it. */
export interface Place {
  readonly chunk: ChunkIndex;
  /** A node, or a token with `SRC_TOKEN`. */
  readonly src: number;
}

/** The chunk that `node` of a tree is in, and its place there; null for what is in no chunk. The inverse of `placeToNode`. */
export function nodeToPlace(zir: Zir, tree: Tree, node: number): Place | null {
  return placesOf(tree).placeOfNode(zir, node);
}

/** The same for a token, doc comments apart. */
export function tokenToPlace(zir: Zir, tree: Tree, token: number): Place | null {
  return placesOf(tree).placeOfToken(zir, token);
}

const cache = new WeakMap<Tree, Places>();

function placesOf(tree: Tree): Places {
  let places = cache.get(tree);
  if (places === undefined) {
    places = new Places(tree);
    cache.set(tree, places);
  }
  return places;
}

class Places {
  readonly #tree: Tree;
  readonly #numbering: Numbering;
  /** Per range that was asked for: its nodes and tokens by number. */
  readonly #nodes = new Map<number, Uint32Array>();
  readonly #tokens = new Map<number, Uint32Array>();
  /** By range: its chunk, of those that have one. Null as long as nobody asked. */
  #chunks: Map<number, ChunkIndex> | null = null;

  constructor(tree: Tree) {
    this.#tree = tree;
    this.#numbering = numberingOf(tree);
  }

  node(zir: Zir, chunk: ChunkIndex, src: number): number {
    let range = this.range(zir, chunk);
    if (range === NO_RANGE) return -1;
    let number = src;
    if ((src & SRC_OUTER) !== 0) {
      const chunkNode = this.#tree.ranges.nodes[range];
      range = this.#numbering.outer[range];
      if (range === NO_RANGE) return chunkNode;
      number = this.#numbering.nodeNumber[chunkNode] + (src & ~SRC_OUTER) - SRC_OUTER_BIAS;
    }
    return this.#nodesOf(range)[number] ?? -1;
  }

  token(zir: Zir, chunk: ChunkIndex, src: number): number {
    let range = this.range(zir, chunk);
    if (range === NO_RANGE) return -1;
    let number = src & ~SRC_TOKEN;
    if ((src & SRC_OUTER) !== 0) {
      const main = this.#tree.mainTokens[this.#tree.ranges.nodes[range]];
      range = this.#numbering.outer[range];
      if (range === NO_RANGE) return main;
      number = this.#numbering.tokenNumber[main] + (number & ~SRC_OUTER) - SRC_OUTER_BIAS;
    }
    return this.#tokensOf(range)[number] ?? -1;
  }

  placeOfNode(zir: Zir, node: number): Place | null {
    const chunk = this.#chunkOf(zir, this.#numbering.nodeRange[node]);
    return chunk === undefined ? null : { chunk, src: this.#numbering.nodeNumber[node] };
  }

  placeOfToken(zir: Zir, token: number): Place | null {
    const chunk = this.#chunkOf(zir, this.#numbering.tokenRange[token]);
    return chunk === undefined ? null : { chunk, src: this.#numbering.tokenNumber[token] | SRC_TOKEN };
  }

  #chunkOf(zir: Zir, range: number): ChunkIndex | undefined {
    if (this.#chunks === null) {
      this.#chunks = new Map();
      const { kind } = zir.chunks;
      for (let chunk = 0; chunk < kind.length; chunk++) {
        if (kind.data[chunk] !== ChunkKind.free)
          this.#chunks.set(this.range(zir, chunk as ChunkIndex), chunk as ChunkIndex);
      }
    }
    return range === NO_RANGE ? undefined : this.#chunks.get(range);
  }

  /** The row of the tree's ranges that the chunk stands for; NO_RANGE if the tree has it not. */
  range(zir: Zir, chunk: ChunkIndex): number {
    const { ranges } = this.#tree;
    const first = zir.chunks.firstToken.data[chunk];
    const kind = rangeKind(zir.chunks.kind.data[chunk]);
    const { firstTokens, kinds } = ranges;
    let low = 0;
    let high = firstTokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (firstTokens[middle] < first) low = middle + 1;
      else high = middle;
    }
    for (; low < firstTokens.length && firstTokens[low] === first; low++) if (kinds[low] === kind) return low;
    return NO_RANGE;
  }

  #nodesOf(range: number): Uint32Array {
    const known = this.#nodes.get(range);
    if (known !== undefined) return known;
    const { firstNodes, endNodes } = this.#tree.ranges;
    const { nodeRange } = this.#numbering;
    const found = new Uint32Array(endNodes[range] - firstNodes[range]);
    let count = 0;
    for (let node = firstNodes[range]; node < endNodes[range]; node++) {
      if (nodeRange[node] === range) found[count++] = node;
    }
    const nodes = found.slice(0, count);
    this.#nodes.set(range, nodes);
    return nodes;
  }

  #tokensOf(range: number): Uint32Array {
    const known = this.#tokens.get(range);
    if (known !== undefined) return known;
    const { firstTokens } = this.#tree.ranges;
    const endTokens = rangeEnds(this.#tree);
    const { tokenRange, tokenNumber } = this.#numbering;
    const found = new Uint32Array(endTokens[range] - firstTokens[range]);
    let count = 0;
    for (let token = firstTokens[range]; token < endTokens[range]; token++) {
      if (tokenRange[token] !== range) continue;
      // Doc comments have the number of the token behind them, which overwrites them.
      found[tokenNumber[token]] = token;
      count = tokenNumber[token] + 1;
    }
    const tokens = found.slice(0, count);
    this.#tokens.set(range, tokens);
    return tokens;
  }
}

function rangeKind(kind: ChunkKind): RangeKind {
  switch (kind) {
    case ChunkKind.container:
    case ChunkKind.zon:
      return RangeKind.container_body;
    case ChunkKind.body:
      return RangeKind.fn_body;
    default:
      return RangeKind.member;
  }
}
