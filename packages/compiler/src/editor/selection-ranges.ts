import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import type { TextRange } from './query-types.ts';
import { syntaxIndex } from './syntax-index.ts';

/** What may be selected around byte `offset`, from the inside out: the token, each expression and statement around it, the declaration with its comments, the file. */
export function selectionRanges(tree: Tree, offset: number): TextRange[] {
  const index = syntaxIndex(tree);
  const found: TextRange[] = [];
  const add = (start: number, end: number): void => {
    const last = found[found.length - 1];
    const isWider =
      last === undefined || (start <= last.start && end >= last.end && end - start > last.end - last.start);
    if (isWider && start <= offset && end >= offset) found.push({ start, end });
  };
  const touched = index.touchedToken(offset, (token) => tree.tokenTags[token] === TokenTag.identifier);
  const token = touched < 0 ? index.tokenAt(offset) : touched;
  if (token >= 0) {
    add(tree.tokenStarts[token], tokenEndOffset(tree, token));
    const node = index.nodeAt(token);
    const nodes = node === 0 ? [] : [node, ...index.ancestors(node)];
    for (const [i, around] of nodes.entries()) {
      const first = firstToken(tree, around);
      const last = lastToken(tree, around);
      add(tree.tokenStarts[first], tokenEndOffset(tree, last));
      const isStatement = tree.tokenTags[last + 1] === TokenTag.semicolon;
      if (isStatement && (i + 1 === nodes.length || lastToken(tree, nodes[i + 1]) > last))
        add(tree.tokenStarts[first], tokenEndOffset(tree, last + 1));
      let documented = first;
      while (documented > 0 && tree.tokenTags[documented - 1] === TokenTag.doc_comment) documented--;
      if (documented < first) add(tree.tokenStarts[documented], tokenEndOffset(tree, last));
    }
  }
  add(0, tree.source.length);
  return found;
}
