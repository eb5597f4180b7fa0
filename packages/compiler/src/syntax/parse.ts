import type { TokenIndex } from './node.ts';
import { tokenize } from './tokenizer.ts';
import type { Tokens, Tree } from './tree.ts';

/** How deeply expressions, types and statements may nest by default. */
export const DEFAULT_MAX_NESTING = 512;

/** Parses a whole file. Never throws: what is wrong is in `errors` of the result. */
export function parse(source: Uint8Array, maxNesting: number = DEFAULT_MAX_NESTING): Tree {
  return parseTokens(source, tokenize(source), maxNesting);
}

/** Parses a whole file that is tokenized already. The result refers to the columns of `tokens`. */
export function parseTokens(_source: Uint8Array, _tokens: Tokens, _maxNesting: number = DEFAULT_MAX_NESTING): Tree {
  throw new RangeError('not there yet');
}

/**
 * Parses the one container member that starts at `firstToken` (its doc comments excluded) of a file. The result shares
 * `tokens` with the file, so its token indices are those of the file; its root has that one member, and its nodes are
 * numbered from 1 in the order in which `parse` numbers them from the `firstNodes` of the member's range.
 * Row 0 of its ranges is the root, row 1 the member. If the member has syntax errors the root may have no member.
 */
export function parseMember(
  _source: Uint8Array,
  _tokens: Tokens,
  _firstToken: TokenIndex,
  _maxNesting: number = DEFAULT_MAX_NESTING,
): Tree {
  throw new RangeError('not there yet');
}
