import { NodeTag, type TokenIndex } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { nameAt } from './names.ts';
import type { TextRange } from './query-types.ts';
import { declarationAt, findName } from './scopes.ts';
import { syntaxIndex } from './syntax-index.ts';

/** A place where a name is used or declared. */
export interface Occurrence extends TextRange {
  /** It is declared there, or assigned to. */
  readonly isWrite: boolean;
}

/**
 * All places of the file that refer to what the name at `offset` refers to, where that is declared in the file: a local, a parameter, a capture, a declaration that
 * is named without a `.` before it. Null for other names, of which the text alone does not tell what they are.
 */
export function occurrences(tree: Tree, offset: number): Occurrence[] | null {
  const index = syntaxIndex(tree);
  const isName = (token: TokenIndex): boolean => tree.tokenTags[token] === TokenTag.identifier;
  const token = index.touchedToken(offset, isName);
  const target = token < 0 ? null : declaredBy(tree, token);
  if (target === null) return null;
  const name = nameAt(tree, token);
  const found: Occurrence[] = [];
  for (let other = 0; other < tree.tokenTags.length; other++) {
    if (!isName(other) || nameAt(tree, other) !== name || declaredBy(tree, other) !== target) continue;
    const isWrite = other === target || ASSIGNMENTS.has(tree.tokenTags[other + 1]);
    found.push({ start: tree.tokenStarts[other], end: tokenEndOffset(tree, other), isWrite });
  }
  return found;
}

/** The token that declares what the identifier at `token` refers to; null where the text does not tell. */
function declaredBy(tree: Tree, token: TokenIndex): TokenIndex | null {
  const index = syntaxIndex(tree);
  const declared = declarationAt(index, token);
  if (declared !== null) return declared.token;
  const node = index.nodeAt(token);
  // Others are names of fields, members and labels.
  if (tree.nodeTags[node] !== NodeTag.identifier) return null;
  return findName(index, node, token, nameAt(tree, token))?.token ?? null;
}

const ASSIGNMENTS: ReadonlySet<TokenTag> = new Set([
  TokenTag.equal,
  TokenTag.plus_equal,
  TokenTag.minus_equal,
  TokenTag.asterisk_equal,
  TokenTag.slash_equal,
  TokenTag.percent_equal,
  TokenTag.ampersand_equal,
  TokenTag.pipe_equal,
  TokenTag.caret_equal,
  TokenTag.plus_percent_equal,
  TokenTag.minus_percent_equal,
  TokenTag.asterisk_percent_equal,
  TokenTag.plus_pipe_equal,
  TokenTag.minus_pipe_equal,
  TokenTag.asterisk_pipe_equal,
  TokenTag.angle_bracket_angle_bracket_left_equal,
  TokenTag.angle_bracket_angle_bracket_left_pipe_equal,
  TokenTag.angle_bracket_angle_bracket_right_equal,
]);
