import { fullContainerDecl } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';

/** Whether the container `node` is a struct with a field that has no name: a tuple. */
export function isTupleType(tree: Tree, node: number): boolean {
  const { tokenTags, mainTokens, nodeTags } = tree;
  if (node !== 0 && tokenTags[mainTokens[node]] !== TokenTag.keyword_struct) return false;
  const { members } = fullContainerDecl(tree, node)!;
  for (let i = 0; i < members.length; i++) {
    const tag: NodeTag = nodeTags[members[i]];
    if (tag < NodeTag.container_field_init || tag > NodeTag.container_field) continue;
    const name = mainTokens[members[i]];
    if (tokenTags[name] !== TokenTag.identifier || tokenTags[name + 1] !== TokenTag.colon) return true;
  }
  return false;
}
