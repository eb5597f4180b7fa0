import type { NodeIndex, TokenIndex } from './node.ts';
import type { Tree } from './tree.ts';

/** First token of `node`. For a declaration this includes `pub`, `extern` and the like, not doc comments. */
export function firstToken(tree: Tree, node: NodeIndex): TokenIndex {
  return tree.mainTokens[node];
}

/** Last token of `node`. A statement does not include its `;`, a field not its comma. */
export function lastToken(tree: Tree, node: NodeIndex): TokenIndex {
  return tree.mainTokens[node];
}
