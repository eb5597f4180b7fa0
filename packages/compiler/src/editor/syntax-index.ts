import type { NodeIndex, TokenIndex } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { RangeKind, type Tree, tokenEndOffset } from '../syntax/tree.ts';

/** The nodes of one member of a file with what is around each. */
interface MemberNodes {
  readonly firstNode: number;
  readonly firsts: Uint32Array;
  readonly lasts: Uint32Array;
  /** By node, less `firstNode`: the node around it; 0 for the member itself. */
  readonly parents: Uint32Array;
  /** The first token of the member, and by token, less that: the innermost node that it is part of. Made when it is asked for. */
  readonly firstToken: TokenIndex;
  innermost: Uint32Array | null;
}

function innermostOf({ firstNode, firstToken, firsts, lasts }: MemberNodes): Uint32Array {
  const length = lasts.reduce((most, last) => Math.max(most, last), firstToken) + 1 - firstToken;
  const found = new Uint32Array(length);
  const widths = new Uint32Array(length).fill(0xffff_ffff);
  for (let i = 0; i < firsts.length; i++) {
    const width = lasts[i] - firsts[i];
    // Of nodes with the same tokens the one inside comes first.
    for (let at = firsts[i] - firstToken; at <= lasts[i] - firstToken; at++) {
      if (width >= widths[at]) continue;
      widths[at] = width;
      found[at] = firstNode + i;
    }
  }
  return found;
}

/** What a tree does not say by itself: which node is around another, and which is at a place. Worked out member by member, when it is asked for. */
export class SyntaxIndex {
  readonly tree: Tree;
  /** Rows of the members of the file in the ranges of the tree, in order. */
  readonly #members: readonly number[];
  readonly #nodes = new Map<number, MemberNodes>();

  constructor(tree: Tree) {
    this.tree = tree;
    const { kinds, firstTokens, endTokens } = tree.ranges;
    const members: number[] = [];
    let end = 0;
    for (let range = 0; range < kinds.length; range++) {
      if (kinds[range] !== RangeKind.member || firstTokens[range] < end) continue;
      members.push(range);
      end = endTokens[range];
    }
    this.#members = members;
  }

  /** The token that byte `offset` is in, or behind which it stands where it is in none; -1 before the first one. */
  tokenAt(offset: number): TokenIndex {
    const { tokenStarts } = this.tree;
    let low = 0;
    let high = tokenStarts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tokenStarts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The token that byte `offset` is in or at the end of, an identifier before others; -1 for none. */
  touchedToken(offset: number, isWanted: (token: TokenIndex) => boolean): TokenIndex {
    const token = this.tokenAt(offset);
    for (const candidate of [token, token - 1]) {
      if (candidate >= 0 && isWanted(candidate) && offset <= tokenEndOffset(this.tree, candidate)) return candidate;
    }
    return -1;
  }

  /** The innermost node that `token` is part of; 0, the root, for none. */
  nodeAt(token: TokenIndex): NodeIndex {
    const nodes = this.#memberAt(token);
    if (nodes === null) return 0;
    nodes.innermost ??= innermostOf(nodes);
    return nodes.innermost[token - nodes.firstToken] ?? 0;
  }

  /** The last token of `node`, which is in a member. */
  lastTokenOf(node: NodeIndex): TokenIndex {
    const nodes = this.#memberOfNode(node);
    return nodes === null ? lastToken(this.tree, node) : nodes.lasts[node - nodes.firstNode];
  }

  /** The node around `node`; the root has none, and gives 0. */
  parent(node: NodeIndex): NodeIndex {
    const nodes = this.#memberOfNode(node);
    return nodes === null ? 0 : nodes.parents[node - nodes.firstNode];
  }

  /** The nodes around `node`, from the inside, without the root. */
  *ancestors(node: NodeIndex): Iterable<NodeIndex> {
    for (let at = this.parent(node); at !== 0; at = this.parent(at)) yield at;
  }

  /** The token behind the member of the file that `token` is in; 0 where it is in none. */
  endOfMember(token: TokenIndex): TokenIndex {
    const range = this.#rangeAt(token);
    return range === null ? 0 : this.tree.ranges.endTokens[range];
  }

  /** The node of that member; 0 for none. */
  memberNode(token: TokenIndex): NodeIndex {
    const range = this.#rangeAt(token);
    return range === null ? 0 : this.tree.ranges.nodes[range];
  }

  /** All nodes of the members in which there are tokens from `first` to `last`. */
  *nodesBetween(first: TokenIndex, last: TokenIndex): Iterable<NodeIndex> {
    const { firstTokens, endTokens, firstNodes, endNodes } = this.tree.ranges;
    for (const range of this.#members) {
      if (endTokens[range] <= first || firstTokens[range] > last) continue;
      for (let node = firstNodes[range]; node < endNodes[range]; node++) yield node;
    }
  }

  #memberAt(token: TokenIndex): MemberNodes | null {
    const range = this.#rangeAt(token);
    return range === null ? null : this.#nodesOf(range);
  }

  /** The number in `ranges` of the member of the file that `token` is in; null where it is in none. */
  #rangeAt(token: TokenIndex): number | null {
    const { firstTokens, endTokens } = this.tree.ranges;
    const range = this.#search((member) => endTokens[member] <= token);
    return range === undefined || firstTokens[range] > token ? null : range;
  }

  #memberOfNode(node: NodeIndex): MemberNodes | null {
    const { firstNodes, endNodes } = this.tree.ranges;
    const range = this.#search((member) => endNodes[member] <= node);
    return range === undefined || firstNodes[range] > node ? null : this.#nodesOf(range);
  }

  /** The first member for which `isBefore` does not hold. */
  #search(isBefore: (member: number) => boolean): number | undefined {
    let low = 0;
    let high = this.#members.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#members[middle])) low = middle + 1;
      else high = middle;
    }
    return this.#members[low];
  }

  #nodesOf(range: number): MemberNodes {
    const known = this.#nodes.get(range);
    if (known !== undefined) return known;
    const { firstNodes, endNodes } = this.tree.ranges;
    const firstNode = firstNodes[range];
    const count = endNodes[range] - firstNode;
    const firsts = new Uint32Array(count);
    const lasts = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      firsts[i] = firstToken(this.tree, firstNode + i);
      lasts[i] = lastToken(this.tree, firstNode + i);
    }
    // From the outside in, an outer one before those inside it.
    const order = Array.from({ length: count }, (_, i) => i).sort(
      (a, b) => firsts[a] - firsts[b] || lasts[b] - lasts[a] || b - a,
    );
    const parents = new Uint32Array(count);
    const around: number[] = [];
    for (const i of order) {
      while (around.length > 0 && lasts[around[around.length - 1]] < lasts[i]) around.pop();
      parents[i] = around.length === 0 ? 0 : firstNode + around[around.length - 1];
      around.push(i);
    }
    const first = firsts.reduce((least, token) => Math.min(least, token), firsts[0] ?? 0);
    const nodes: MemberNodes = { firstNode, firsts, lasts, parents, firstToken: first, innermost: null };
    this.#nodes.set(range, nodes);
    return nodes;
  }
}

const indices = new WeakMap<Tree, SyntaxIndex>();

/** The index of `tree`. */
export function syntaxIndex(tree: Tree): SyntaxIndex {
  let index = indices.get(tree);
  if (index === undefined) {
    index = new SyntaxIndex(tree);
    indices.set(tree, index);
  }
  return index;
}
