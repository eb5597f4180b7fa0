import { blockStatements, fullCall } from '../../syntax/full.ts';
import { fullVarDecl } from '../../syntax/full-decl.ts';
import { type NodeIndex, NodeTag } from '../../syntax/node.ts';
import { firstToken, lastToken } from '../../syntax/span.ts';
import { TokenTag } from '../../syntax/token.ts';
import { type Tree, tokenString } from '../../syntax/tree.ts';
import { isPrimitiveToken } from '../../zir/primitive.ts';
import { occurrences } from '../document-highlight.ts';
import { nameAt } from '../names.ts';
import { declarationAt, findName } from '../scopes.ts';
import { type SyntaxIndex, syntaxIndex } from '../syntax-index.ts';
import { endOf, type Fix, type FixEdit, removal, startOf } from './fix.ts';

/**
 * What puts the value of the local constant at byte `offset` in the place of its name, and takes its declaration away. Null where there is none, or its value could be
 * another where it is used: it calls something, or reads what can change.
 */
export function inlineConstant(tree: Tree, offset: number): Fix | null {
  const index = syntaxIndex(tree);
  const found = occurrences(tree, offset);
  if (found === null || found.length < 2) return null;
  const [place, ...uses] = [...found].sort((a, b) => a.start - b.start);
  const declared = declarationAt(index, index.tokenAt(place.start));
  if (declared === null || declared.kind !== 'constant') return null;
  const { node } = declared;
  const variable = fullVarDecl(tree, node);
  if (variable === null || variable.initNode === 0) return null;
  if (blockStatements(tree, index.parent(node)) === null || !isSteady(tree, index, variable.initNode)) return null;
  if (uses.some((use) => use.isWrite || takesAddress(tree, index, index.tokenAt(use.start)))) return null;
  const textOf = (part: NodeIndex): string =>
    new TextDecoder().decode(tree.source.subarray(startOf(tree, part), endOf(tree, part)));
  const value = textOf(variable.initNode);
  const isSimple = firstToken(tree, variable.initNode) === lastToken(tree, variable.initNode);
  const text =
    variable.typeNode !== 0 ? `@as(${textOf(variable.typeNode)}, ${value})` : isSimple ? value : `(${value})`;
  const edits: FixEdit[] = uses.map(({ start, end }) => ({ start, end, text }));
  return {
    title: `Inline '${nameAt(tree, declared.token)}'`,
    edits: [removal(tree, node), ...edits],
    isPreferred: false,
  };
}

/** Whether an expression has the same value wherever it stands in the scope of its names, and does nothing else. */
function isSteady(tree: Tree, index: SyntaxIndex, expression: NodeIndex): boolean {
  for (let token = firstToken(tree, expression); token <= lastToken(tree, expression); token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (!STEADY.has(tag)) return false;
    const before: TokenTag = tree.tokenTags[token - 1];
    const isCall = tag === TokenTag.l_paren && (before === TokenTag.identifier || before === TokenTag.r_paren);
    if (isCall) return false;
    if (tag !== TokenTag.identifier || isPrimitiveToken(tree, token)) continue;
    const node = index.nodeAt(token);
    if (tree.nodeTags[node] !== NodeTag.identifier) return false;
    const declared = findName(index, node, token, nameAt(tree, token));
    if (declared === null || declared.kind === 'variable') return false;
    if (declared.kind === 'capture' && tree.tokenTags[declared.token - 1] === TokenTag.asterisk) return false;
    const variable = declared.kind === 'member' ? fullVarDecl(tree, declared.node) : null;
    if (variable !== null && tree.tokenTags[variable.mutToken] === TokenTag.keyword_var) return false;
  }
  return true;
}

/** Of what steady expressions consist: names, numbers, and what makes one of others. */
const STEADY: ReadonlySet<TokenTag> = new Set([
  TokenTag.identifier,
  TokenTag.number_literal,
  TokenTag.char_literal,
  TokenTag.string_literal,
  TokenTag.plus,
  TokenTag.minus,
  TokenTag.asterisk,
  TokenTag.slash,
  TokenTag.percent,
  TokenTag.pipe,
  TokenTag.caret,
  TokenTag.tilde,
  TokenTag.bang,
  TokenTag.plus_percent,
  TokenTag.minus_percent,
  TokenTag.asterisk_percent,
  TokenTag.angle_bracket_angle_bracket_left,
  TokenTag.angle_bracket_angle_bracket_right,
  TokenTag.equal_equal,
  TokenTag.bang_equal,
  TokenTag.angle_bracket_left,
  TokenTag.angle_bracket_right,
  TokenTag.angle_bracket_left_equal,
  TokenTag.angle_bracket_right_equal,
  TokenTag.keyword_and,
  TokenTag.keyword_or,
  TokenTag.l_paren,
  TokenTag.r_paren,
]);

/** Whether the name at `token` stands for a place in memory there, or for what the shape of the code needs to be a name. */
function takesAddress(tree: Tree, index: SyntaxIndex, token: number): boolean {
  const node = index.nodeAt(token);
  if (tree.nodeTags[node] !== NodeTag.identifier) return true;
  const around = index.parent(node);
  const tag: NodeTag = tree.nodeTags[around];
  if (tag === NodeTag.address_of || tag === NodeTag.field_access || tag === NodeTag.array_access) return true;
  if (tag >= NodeTag.slice_open && tag <= NodeTag.deref) return true;
  if (tag === NodeTag.assign && tree.lhs[around] !== node && isDiscard(tree, tree.lhs[around])) return false;
  return fullCall(tree, around)?.fnExpr === node;
}

function isDiscard(tree: Tree, node: NodeIndex): boolean {
  return tree.nodeTags[node] === NodeTag.identifier && tokenString(tree, tree.mainTokens[node]) === '_';
}
