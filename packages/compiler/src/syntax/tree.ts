import type { TokenIndex } from './node.ts';
import type { ParseError } from './parse-error.ts';
import { tokenLexeme } from './token.ts';
import { tokenEnd } from './tokenizer.ts';

/** Tokens of one source text, in order, as columns of equal length. The last one is `eof`. */
export interface Tokens {
  /** Kind of each token: a `TokenTag`. */
  readonly tags: Uint8Array;
  /** Byte offset in the source of the first byte of each token. */
  readonly starts: Uint32Array;
}

/** What a row of the range table describes. */
export enum RangeKind {
  /** A container member: fn, const, var, test, comptime block or field, without the doc comments before it. */
  member,
  /** What is between the braces of a container, or the whole file. Nodes: those of its members. */
  container_body,
  /** The block of a function or test, braces included. Nodes: those of its statements and the block itself. */
  fn_body,
}

/**
 * The members, container bodies and function bodies of a tree: what each is, which nodes and tokens it consists of. Both
 * are contiguous. Rows are in order of `firstTokens`, an outer row before the rows inside it; row 0 is the body of the root.
 */
export interface Ranges {
  readonly kinds: Uint8Array;
  /** The member, the container, or the `fn_decl` or `test_decl` the row belongs to. The root for row 0. */
  readonly nodes: Uint32Array;
  readonly firstNodes: Uint32Array;
  /** One past the last node. */
  readonly endNodes: Uint32Array;
  readonly firstTokens: Uint32Array;
  /**
   * One past the last token. A declaration includes its `;`; a field does not include its comma. An empty container
   * body has `firstTokens` equal to `endTokens`.
   */
  readonly endTokens: Uint32Array;
}

/**
 * The syntax tree of a file, or of one member of a file. All columns are exactly as long as they have entries.
 * Operands mean what `NodeTag` says. Where `errors` is not empty, parts of the text have no nodes.
 */
export interface Tree {
  readonly source: Uint8Array;
  /** Kind of each token: a `TokenTag`. */
  readonly tokenTags: Uint8Array;
  /** Byte offset of each token. */
  readonly tokenStarts: Uint32Array;
  /** Kind of each node: a `NodeTag`. */
  readonly nodeTags: Uint8Array;
  readonly mainTokens: Uint32Array;
  readonly lhs: Uint32Array;
  readonly rhs: Uint32Array;
  /** Records and lists that operands refer to. */
  readonly extra: Uint32Array;
  readonly ranges: Ranges;
  /** Syntax errors in the order in which they were found; a note follows its error. */
  readonly errors: readonly ParseError[];
}

/** Byte offset one past `token`. Costs reading the token's bytes if its kind does not determine its text. */
export function tokenEndOffset(tree: Tree, token: TokenIndex): number {
  const start = tree.tokenStarts[token];
  const lexeme = tokenLexeme(tree.tokenTags[token]);
  return lexeme === null ? tokenEnd(tree.source, start) : start + lexeme.length;
}

/** The bytes of `token`, as a view of the source. */
export function tokenText(tree: Tree, token: TokenIndex): Uint8Array {
  return tree.source.subarray(tree.tokenStarts[token], tokenEndOffset(tree, token));
}

const decoder = new TextDecoder();

/** The text of `token`. For messages: malformed UTF-8 becomes U+FFFD. */
export function tokenString(tree: Tree, token: TokenIndex): string {
  return decoder.decode(tokenText(tree, token));
}

/** Members of the root of `tree`, as a view of `extra`. */
export function rootMembers(tree: Tree): Uint32Array {
  return tree.extra.subarray(tree.lhs[0], tree.rhs[0]);
}
