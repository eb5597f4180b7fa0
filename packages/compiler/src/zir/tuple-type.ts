import { fullContainerDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';

/** Whether the container `node` is a struct with a field that has no name: a tuple. */
export function isTupleType(tree: Tree, node: number): boolean {
  const { tokenTags, mainTokens } = tree;
  if (node !== 0 && tokenTags[mainTokens[node]] !== TokenTag.keyword_struct) return false;
  return tupleField(tree, fullContainerDecl(tree, node)!.members) !== 0;
}

/** The first of `members` that is a field without a name; 0 if there is none. */
export function tupleField(tree: Tree, members: Uint32Array): number {
  const { tokenTags, mainTokens, nodeTags } = tree;
  for (let i = 0; i < members.length; i++) {
    const tag: NodeTag = nodeTags[members[i]];
    if (tag < NodeTag.container_field_init || tag > NodeTag.container_field) continue;
    const name = mainTokens[members[i]];
    if (tokenTags[name] !== TokenTag.identifier || tokenTags[name + 1] !== TokenTag.colon) return members[i];
  }
  return 0;
}
