import { NodeTag } from '../syntax/node.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';

const UNDERSCORE = 0x5f;

/** Whether `token` is the text `_`. `@"_"` is not. */
export function isUnderscoreToken(tree: Tree, token: number): boolean {
  const start = tree.tokenStarts[token];
  return tree.source[start] === UNDERSCORE && tokenEndOffset(tree, token) === start + 1;
}

/** Whether `node` is the identifier `_`: a length to infer, a catch-all of an enum. */
export function isUnderscore(tree: Tree, node: number): boolean {
  return tree.nodeTags[node] === NodeTag.identifier && isUnderscoreToken(tree, tree.mainTokens[node]);
}
