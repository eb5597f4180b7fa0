import type { Message } from '../../source/messages.ts';
import type { NodeIndex, TokenIndex } from '../../syntax/node.ts';
import { firstToken, lastToken, nodeSpan } from '../../syntax/span.ts';
import { TokenTag } from '../../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../../syntax/tree.ts';
import { type SyntaxIndex, syntaxIndex } from '../syntax-index.ts';

/** What stands from byte `start` to before byte `end` becomes `text`. */
export interface FixEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A way to mend an error. */
export interface Fix {
  readonly title: string;
  /** In the order of their places; none overlap. */
  readonly edits: readonly FixEdit[];
  /** It is what is meant nearly always, and is made when all errors are mended at once. */
  readonly isPreferred: boolean;
}

/** An error and the text that it stands in. */
export interface Faulty {
  readonly tree: Tree;
  readonly index: SyntaxIndex;
  readonly message: Message;
  /** The token at the caret. */
  readonly token: TokenIndex;
  /** The names by which a file may import what is called so. */
  readonly importable: (name: string) => readonly string[];
}

/** `message`, which stands in the text of `tree`; null where it has no place. */
export function faulty(tree: Tree, message: Message, importable: Faulty['importable']): Faulty | null {
  const index = syntaxIndex(tree);
  const { location } = message;
  return location === null ? null : { tree, index, message, token: index.tokenAt(location.span.main), importable };
}

/** The node that the message is about: the one that has its span; 0 for none. */
export function nodeOf({ tree, index, message, token }: Faulty): NodeIndex {
  const span = message.location!.span;
  const innermost = index.nodeAt(token);
  for (const node of [innermost, ...index.ancestors(innermost)]) {
    if (node === 0) continue;
    const { start, main, end } = nodeSpan(tree, node);
    if (start === span.start && main === span.main && end === span.end) return node;
  }
  return 0;
}

/** The text of a node. */
export function startOf(tree: Tree, node: NodeIndex): number {
  return tree.tokenStarts[firstToken(tree, node)];
}

/** One past the last byte of a node. */
export function endOf(tree: Tree, node: NodeIndex): number {
  return tokenEndOffset(tree, lastToken(tree, node));
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** How far levels are indented. */
const INDENT = '    ';

/** Where the line of byte `offset` starts. */
export function lineStart({ source }: Tree, offset: number): number {
  return offset === 0 ? 0 : source.lastIndexOf(NEWLINE, offset - 1) + 1;
}

/** What the line of byte `offset` is indented with. */
export function indentAt(tree: Tree, offset: number): string {
  const start = lineStart(tree, offset);
  let end = start;
  while (tree.source[end] === SPACE || tree.source[end] === TAB) end++;
  return new TextDecoder().decode(tree.source.subarray(start, end));
}

/** Whether nothing but space is before byte `offset` in its line. */
export function startsLine(tree: Tree, offset: number): boolean {
  return lineStart(tree, offset) + indentAt(tree, offset).length === offset;
}

/** What takes a statement away, with its `;` and its lines where nothing else is in them. */
export function removal(tree: Tree, node: NodeIndex): FixEdit {
  const last = lastToken(tree, node);
  const hasSemicolon = tree.tokenTags[last + 1] === TokenTag.semicolon;
  const start = startOf(tree, node);
  const end = tokenEndOffset(tree, hasSemicolon ? last + 1 : last);
  let after = end;
  while (tree.source[after] === SPACE || tree.source[after] === TAB) after++;
  if (startsLine(tree, start) && tree.source[after] === NEWLINE)
    return { start: lineStart(tree, start), end: after + 1, text: '' };
  return { start, end: after, text: '' };
}

/** What puts a statement behind the one that ends with `token`: in a line of its own where that one began its line. */
export function statementAfter(tree: Tree, first: TokenIndex, token: TokenIndex, text: string): FixEdit {
  const start = tree.tokenStarts[first];
  const at = tokenEndOffset(tree, token);
  return { start: at, end: at, text: startsLine(tree, start) ? `\n${indentAt(tree, start)}${text}` : ` ${text}` };
}

/** What puts a statement at the beginning of the block whose `{` is `brace`. */
export function statementInBlock(tree: Tree, brace: TokenIndex, text: string): FixEdit {
  const at = tokenEndOffset(tree, brace);
  const isEmpty = tree.tokenTags[brace + 1] === TokenTag.r_brace;
  if (!isEmpty && !startsLine(tree, tree.tokenStarts[brace + 1])) return { start: at, end: at, text: ` ${text}` };
  const indent = indentAt(tree, at);
  const tail = isEmpty && tree.tokenStarts[brace + 1] === at ? `\n${indent}` : '';
  return { start: at, end: at, text: `\n${indent}${INDENT}${text}${tail}` };
}

/** What adds `items` to a list that ends with the brace `close`, each in a line of its own where the brace is in one. */
export function itemsBefore(tree: Tree, close: TokenIndex, items: readonly string[]): FixEdit {
  const before: TokenTag = tree.tokenTags[close - 1];
  const end = tokenEndOffset(tree, close - 1);
  const at = tree.tokenStarts[close];
  const isFirst = before === TokenTag.l_brace;
  const comma = isFirst || before === TokenTag.comma ? '' : ',';
  if (startsLine(tree, at)) {
    const indent = indentAt(tree, at);
    const lines = items.map((item) => `\n${indent}${INDENT}${item},`);
    return { start: end, end, text: `${comma}${lines.join('')}` };
  }
  return { start: end, end: at, text: `${comma} ${items.join(', ')} ` };
}

/** `name` as it may stand in a text: in quotes where it is no plain word. */
export function quotedName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `@"${name}"`;
}
