import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';
import { importLinks } from './links.ts';

/** Lines that can be shown as one. Lines count from 0; the first stays to be seen. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'comment' | 'imports' | 'block';
}

const NEWLINE = 0x0a;

/**
 * What can be folded: what is between braces, brackets and parentheses, comments and texts of several lines, and imports that follow one another. It goes by tokens, so that
 * it is right for files with errors too.
 */
export function foldingRanges(tree: Tree): FoldingRange[] {
  const lines = lineNumbers(tree.source);
  const found: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind: FoldingRange['kind']): void => {
    if (endLine > startLine) found.push({ startLine, endLine, kind });
  };
  const { tokenTags, tokenStarts } = tree;
  const open: { readonly close: TokenTag; readonly line: number }[] = [];
  for (let token = 0; token < tokenTags.length; token++) {
    const tag: TokenTag = tokenTags[token];
    const close = CLOSING.get(tag);
    const line = lines[tokenStarts[token]];
    if (close !== undefined) open.push({ close, line });
    else if (open.some((bracket) => bracket.close === tag)) {
      while (open[open.length - 1].close !== tag) open.pop();
      // The line of the closing bracket is to be seen.
      add(open.pop()!.line, line - 1, 'block');
    } else if (tag === TokenTag.multiline_string_literal_line && tokenTags[token - 1] !== tag) {
      let last = token;
      while (tokenTags[last + 1] === tag) last++;
      add(line, lines[tokenStarts[last]], 'block');
    }
  }
  for (const { first, last } of commentLines(tree.source)) add(first, last, 'comment');
  for (const { first, last } of runs(importLinks(tree.source).map(({ start }) => lines[start])))
    add(first, last, 'imports');
  return found.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

const CLOSING: ReadonlyMap<TokenTag, TokenTag> = new Map([
  [TokenTag.l_brace, TokenTag.r_brace],
  [TokenTag.l_bracket, TokenTag.r_bracket],
  [TokenTag.l_paren, TokenTag.r_paren],
]);

/** The line of each byte. */
function lineNumbers(source: Uint8Array): Uint32Array {
  const lines = new Uint32Array(source.length + 1);
  let line = 0;
  for (let at = 0; at <= source.length; at++) {
    lines[at] = line;
    if (source[at] === NEWLINE) line++;
  }
  return lines;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Runs of lines that are nothing but comments. */
function commentLines(source: Uint8Array): Lines[] {
  const comments: number[] = [];
  let line = 0;
  for (let start = 0; start < source.length; line++) {
    let at = start;
    while (source[at] === 0x20 || source[at] === 0x09) at++;
    if (source[at] === 0x2f && source[at + 1] === 0x2f) comments.push(line);
    const end = source.indexOf(NEWLINE, start);
    start = end < 0 ? source.length : end + 1;
  }
  return runs(comments);
}

/** `lines`, which are in order, in runs of such that follow one another. */
function runs(lines: readonly number[]): Lines[] {
  const found: Lines[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (lines[end + 1] - lines[end] <= 1) end++;
    found.push({ first: lines[i], last: lines[end] });
    i = end + 1;
  }
  return found;
}
