import { parseSource } from '../compilation/source-kind.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tree } from '../syntax/tree.ts';

const trees = new WeakMap<Uint8Array, Tree>();

/**
 * The syntax tree of a text that does not change any more, parsed when it is first asked for. Of a text with errors parts are missing. `path` tells whether it is
 * one of data (`.zon`).
 */
export function syntaxTree(path: string, source: Uint8Array): Tree {
  let tree = trees.get(source);
  if (tree === undefined) {
    tree = parseSource(path, source, tokenize(source));
    trees.set(source, tree);
  }
  return tree;
}
