import { maxParsedNesting } from './nesting.ts';
import { NodeTag } from './node.ts';
import { parseMembers } from './parse-container.ts';
import { expectExpr } from './parse-expr.ts';
import { FAIL, Parser } from './parser.ts';
import { TokenTag } from './token.ts';
import { tokenize } from './tokenizer.ts';
import { RangeKind, type Tokens, type Tree } from './tree.ts';

/** Parses a whole file. Never throws: what is wrong is in `errors` of the result. */
export function parse(source: Uint8Array, maxNesting: number = maxParsedNesting()): Tree {
  return parseTokens(source, tokenize(source), maxNesting);
}

/** Parses a whole file that is tokenized already. The result refers to the columns of `tokens`. */
export function parseTokens(source: Uint8Array, tokens: Tokens, maxNesting: number = maxParsedNesting()): Tree {
  const p = new Parser(source, tokens, 0, tokens.tags.length, maxNesting);
  p.node(NodeTag.root, 0, 0, 0);
  const row = p.beginRange(RangeKind.container_body);
  parseMembers(p);
  p.endRange(row);
  if (p.tag() !== TokenTag.eof) p.warnExpected(TokenTag.eof);
  p.lhs[0] = p.listToExtra(0);
  p.rhs[0] = p.extra.length;
  return p.finish();
}

/** Parses a file of data (`.zon`) that is tokenized already: an expression, which is the only item of the root. */
export function parseZonTokens(source: Uint8Array, tokens: Tokens, maxNesting: number = maxParsedNesting()): Tree {
  const p = new Parser(source, tokens, 0, tokens.tags.length, maxNesting);
  p.node(NodeTag.root, 0, 0, 0);
  const row = p.beginRange(RangeKind.container_body);
  const value = expectExpr(p);
  if (value !== FAIL && p.tag() !== TokenTag.eof) p.warnExpected(TokenTag.eof);
  p.endRange(row);
  p.lhs[0] = p.extra.length;
  if (value !== FAIL) p.extra.push(value);
  p.rhs[0] = p.extra.length;
  return p.finish();
}
