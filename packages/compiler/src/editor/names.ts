import { parseStringLiteral } from '../syntax/literals.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenString, tokenText } from '../syntax/tree.ts';
import { U8Column } from '../util/column.ts';
import { stringOfBytes } from '../util/utf8.ts';

/** The name that the identifier at `token` stands for: what is in the quotes of `@"..."`. */
export function nameAt(tree: Tree, token: number): string {
  const text = tokenString(tree, token);
  return text.startsWith('@"') ? literalText(tree, token, 1) : text;
}

/** What the string literal at `token` says. */
export function stringAt(tree: Tree, token: number): string {
  return literalText(tree, token, 0);
}

function literalText(tree: Tree, token: number, start: number): string {
  const out = new U8Column();
  parseStringLiteral(tokenText(tree, token), start, out);
  return stringOfBytes(out.view());
}

/** Text of the doc comments right before `token`, without their slashes. */
export function docBefore(tree: Tree, token: number): string {
  let first = token;
  while (first > 0 && tree.tokenTags[first - 1] === TokenTag.doc_comment) first--;
  return docText(tree, first, token, TokenTag.doc_comment);
}

/** Text of the comments at the top of a file or container whose first token is `token`. */
export function docOfContainer(tree: Tree, token: number): string {
  let end = token;
  while (tree.tokenTags[end] === TokenTag.container_doc_comment) end++;
  return docText(tree, token, end, TokenTag.container_doc_comment);
}

function docText(tree: Tree, first: number, end: number, tag: TokenTag): string {
  const lines: string[] = [];
  for (let token = first; token < end; token++) {
    if (tree.tokenTags[token] !== tag) continue;
    lines.push(tokenString(tree, token).slice(3).replace(/^ /, '').trimEnd());
  }
  return lines.join('\n');
}
