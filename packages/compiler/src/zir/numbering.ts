import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { RangeKind, type Tree } from '../syntax/tree.ts';
import { isTupleType } from './tuple-type.ts';
import { SRC_OUTER, SRC_OUTER_BIAS } from './zir.ts';

/** No range, where the number of a range is expected. */
export const NO_RANGE = 0x7fff_ffff;

/** Whether row `range` of the tree's ranges is a chunk: all are but fields and the content of tuple types. */
function isChunkRange(tree: Tree, range: number): boolean {
  const { kinds, nodes } = tree.ranges;
  const node = nodes[range];
  if (kinds[range] === RangeKind.container_body) return node === 0 || !isTupleType(tree, node);
  const tag: NodeTag = tree.nodeTags[node];
  return tag < NodeTag.container_field_init || tag > NodeTag.container_field;
}

/** Whether a token counts in the numbering of tokens. */
export function isCountedToken(tag: TokenTag): boolean {
  return tag !== TokenTag.doc_comment && tag !== TokenTag.container_doc_comment;
}

/** One past the last token of each range; the root's has all the tokens of the file, `eof` included. */
export function rangeEnds(tree: Tree): Uint32Array {
  const ends = tree.ranges.endTokens.slice();
  if (ends.length > 0) ends[0] = tree.tokenTags.length;
  return ends;
}

/**
 * For every node and token of a tree, the chunk that it is part of (as a row of the tree's ranges) and its number in it:
 * the own-node and own-token numbers of `Zir`.
 */
export class Numbering {
  /** Per node: its range, and its number there. Node 0 and whatever is outside of all ranges: NO_RANGE. */
  readonly nodeRange: Uint32Array;
  readonly nodeNumber: Uint32Array;
  readonly tokenRange: Uint32Array;
  readonly tokenNumber: Uint32Array;
  /** Per range: the range around it; NO_RANGE for the root's. */
  readonly outer: Uint32Array;
  readonly #tree: Tree;
  /** Node to the range of the member or container that it is. */
  readonly #ranges = new Map<number, number>();
  /** Node of a function or test to the range of its body. */
  readonly #bodies = new Map<number, number>();

  constructor(tree: Tree) {
    const nodeCount = tree.nodeTags.length;
    const tokenCount = tree.tokenTags.length;
    const ranges = tree.ranges;
    const rangeCount = ranges.kinds.length;
    this.nodeRange = new Uint32Array(nodeCount).fill(NO_RANGE);
    this.nodeNumber = new Uint32Array(nodeCount);
    this.tokenRange = new Uint32Array(tokenCount).fill(NO_RANGE);
    this.tokenNumber = new Uint32Array(tokenCount);
    this.outer = new Uint32Array(rangeCount).fill(NO_RANGE);
    this.#tree = tree;

    const { nodeRange, nodeNumber, tokenRange, tokenNumber, outer } = this;
    const { firstNodes, endNodes, firstTokens } = ranges;
    const endTokens = rangeEnds(tree);
    const tokenTags = tree.tokenTags;
    const nodesSeen = new Uint32Array(rangeCount);
    const tokensSeen = new Uint32Array(rangeCount);
    let node = 0;
    let token = 0;
    let open = NO_RANGE;

    const advance = (endNode: number, endToken: number): void => {
      if (open === NO_RANGE) {
        node = Math.max(node, endNode);
        token = Math.max(token, endToken);
        return;
      }
      let number = nodesSeen[open];
      for (; node < endNode; node++) {
        nodeRange[node] = open;
        nodeNumber[node] = number++;
      }
      nodesSeen[open] = number;
      number = tokensSeen[open];
      for (; token < endToken; token++) {
        tokenRange[token] = open;
        tokenNumber[token] = number;
        if (isCountedToken(tokenTags[token])) number++;
      }
      tokensSeen[open] = number;
    };

    for (let range = 0; range < rangeCount; range++) {
      if (!isChunkRange(tree, range)) continue;
      if (ranges.kinds[range] === RangeKind.fn_body) this.#bodies.set(ranges.nodes[range], range);
      else this.#ranges.set(ranges.nodes[range], range);
      while (open !== NO_RANGE && firstTokens[range] >= endTokens[open]) {
        advance(endNodes[open], endTokens[open]);
        open = outer[open];
      }
      advance(firstNodes[range], firstTokens[range]);
      outer[range] = open;
      open = range;
    }
    while (open !== NO_RANGE) {
      advance(endNodes[open], endTokens[open]);
      open = outer[open];
    }
  }

  /** The range of a member, or of what is between the braces of a container. */
  rangeOf(node: number): number {
    return this.#ranges.get(node) ?? NO_RANGE;
  }

  /** The range of the body of a function or test. */
  bodyRange(node: number): number {
    return this.#bodies.get(node) ?? NO_RANGE;
  }

  /** `src` of `node` in the chunk of `range`: its number there, or how far it is from the chunk's node in the chunk around. */
  srcNode(range: number, node: number): number {
    const number = this.nodeNumber[node];
    if (this.nodeRange[node] === range) return number;
    if (this.nodeRange[node] !== this.outer[range]) return SRC_OUTER | SRC_OUTER_BIAS;
    return SRC_OUTER | (SRC_OUTER_BIAS + number - this.nodeNumber[this.#tree.ranges.nodes[range]]);
  }

  /** As `srcNode`, for a token, which is counted from the main token of the chunk's node. Without `SRC_TOKEN`. */
  srcToken(range: number, token: number): number {
    const number = this.tokenNumber[token];
    if (this.tokenRange[token] === range) return number;
    if (this.tokenRange[token] !== this.outer[range]) return SRC_OUTER | SRC_OUTER_BIAS;
    const main = this.#tree.mainTokens[this.#tree.ranges.nodes[range]];
    return SRC_OUTER | (SRC_OUTER_BIAS + number - this.tokenNumber[main]);
  }
}

const numberings = new WeakMap<Tree, Numbering>();

/** The numbering of `tree`, kept for those who ask again. */
export function numberingOf(tree: Tree): Numbering {
  let numbering = numberings.get(tree);
  if (numbering === undefined) {
    numbering = new Numbering(tree);
    numberings.set(tree, numbering);
  }
  return numbering;
}
