import {
  blockStatements,
  builtinCallArgs,
  fullAssignDestructure,
  fullCall,
  fullFor,
  fullIf,
  fullSwitch,
} from '../../syntax/full.ts';
import { fullContainerDecl, fullVarDecl } from '../../syntax/full-decl.ts';
import { type NodeIndex, NodeTag } from '../../syntax/node.ts';
import { firstToken, lastToken } from '../../syntax/span.ts';
import { TokenTag } from '../../syntax/token.ts';
import { type Tree, tokenString } from '../../syntax/tree.ts';
import { nameAt } from '../names.ts';
import type { TextRange } from '../query-types.ts';
import { type SyntaxIndex, syntaxIndex } from '../syntax-index.ts';
import { endOf, type Fix, indentAt, startOf, startsLine } from './fix.ts';

/** What a constant is called first. */
const NAME = 'extracted';

/**
 * What makes a constant of the expression that `range`, but for white space, is the whole of: it stands before the statement or declaration with the expression. Null where that
 * could mean another thing: where the expression is not always evaluated, is assigned to, or takes its type from where it stands.
 */
export function extractConstant(tree: Tree, range: TextRange): Fix | null {
  const index = syntaxIndex(tree);
  const node = expressionIn(tree, index, range);
  if (node === 0 || !standsAlone(tree, index, node)) return null;
  const statement = statementAround(tree, index, node);
  if (statement === 0 || (mayActs(tree, node) && actsBefore(tree, statement, node))) return null;
  const start = startOf(tree, statement);
  // What is said before a declaration is said of that.
  if (!startsLine(tree, start) || tree.tokenTags[firstToken(tree, statement) - 1] === TokenTag.doc_comment) return null;
  const name = freeName(tree);
  const text = new TextDecoder().decode(tree.source.subarray(startOf(tree, node), endOf(tree, node)));
  return {
    title: `Extract a constant '${name}'`,
    edits: [
      { start, end: start, text: `const ${name} = ${text};\n${indentAt(tree, start)}` },
      { start: startOf(tree, node), end: endOf(tree, node), text: name },
    ],
    isPreferred: false,
  };
}

/** The expression that is all of what is selected; 0 for none. */
function expressionIn(tree: Tree, index: SyntaxIndex, range: TextRange): NodeIndex {
  let { start, end } = range;
  const isSpace = (at: number): boolean => tree.source[at] <= 0x20;
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  if (start === end) return 0;
  const innermost = index.nodeAt(index.tokenAt(start));
  let found = 0;
  for (const node of [innermost, ...index.ancestors(innermost)]) {
    if (node !== 0 && startOf(tree, node) === start && endOf(tree, node) === end) found = node;
  }
  return found;
}

/** Builtins whose result is of the type that is expected of it. */
const TYPED_BY_PLACE = new Set([
  '@bitCast',
  '@ptrCast',
  '@alignCast',
  '@intCast',
  '@floatCast',
  '@truncate',
  '@enumFromInt',
  '@floatFromInt',
  '@intFromFloat',
  '@ptrFromInt',
  '@errorCast',
  '@addrSpaceCast',
  '@splat',
  '@fieldParentPtr',
]);

/** Whether an expression means the same where nothing is expected of it, and can be a constant. */
function standsAlone(tree: Tree, index: SyntaxIndex, node: NodeIndex): boolean {
  for (const inner of index.nodesBetween(firstToken(tree, node), lastToken(tree, node))) {
    const isInside = inner === node || [...index.ancestors(inner)].includes(node);
    if (!isInside) continue;
    if (LEAVING.has(tree.nodeTags[inner]) || blockStatements(tree, inner) !== null) return false;
    if (fullIf(tree, inner) !== null || fullSwitch(tree, inner) !== null || fullFor(tree, inner) !== null) return false;
    if (fullContainerDecl(tree, inner) !== null) return false;
    if (isTypedByPlace(tree, inner) && !isGivenType(tree, index, inner, node)) return false;
  }
  return true;
}

/** What leaves the statement, or is none of the expressions that have a value. */
const LEAVING: ReadonlySet<NodeTag> = new Set([
  NodeTag.return,
  NodeTag.break,
  NodeTag.continue,
  NodeTag.while,
  NodeTag.while_cont,
  NodeTag.while_simple,
  NodeTag.unreachable_literal,
]);

function isTypedByPlace(tree: Tree, node: NodeIndex): boolean {
  const tag: NodeTag = tree.nodeTags[node];
  if (tag === NodeTag.enum_literal) return true;
  if (tag >= NodeTag.array_init_dot_two && tag <= NodeTag.array_init_dot_comma) return true;
  if (tag >= NodeTag.struct_init_dot_two && tag <= NodeTag.struct_init_dot_comma) return true;
  return builtinCallArgs(tree, node) !== null && TYPED_BY_PLACE.has(tokenString(tree, tree.mainTokens[node]));
}

/** Whether something between `inner` and `outer` says which type `inner` has. */
function isGivenType(tree: Tree, index: SyntaxIndex, inner: NodeIndex, outer: NodeIndex): boolean {
  if (inner === outer) return false;
  for (const around of index.ancestors(inner)) {
    const tag: NodeTag = tree.nodeTags[around];
    if (fullCall(tree, around) !== null || tag === NodeTag.equal_equal || tag === NodeTag.bang_equal) return true;
    if (builtinCallArgs(tree, around) !== null && tokenString(tree, tree.mainTokens[around]) === '@as') return true;
    if (tag >= NodeTag.struct_init_one && tag <= NodeTag.struct_init_one_comma) return true;
    if (tag === NodeTag.struct_init || tag === NodeTag.struct_init_comma) return true;
    if (around === outer) return false;
  }
  return false;
}

/** The statement, or declaration of a container, with which the expression `node` is evaluated whatever happens; 0 for none. */
function statementAround(tree: Tree, index: SyntaxIndex, node: NodeIndex): NodeIndex {
  let child = node;
  for (const around of index.ancestors(node)) {
    const statements = blockStatements(tree, around);
    if (statements !== null) return child !== node && statements.includes(child) ? child : 0;
    if (!isEvaluatedWith(tree, around, child)) return 0;
    if (fullContainerDecl(tree, around) !== null) return 0;
    child = around;
  }
  return fullVarDecl(tree, child) === null || child === node ? 0 : child;
}

/** Whether `around` always evaluates its part `child`, once, first, and takes its value. */
function isEvaluatedWith(tree: Tree, around: NodeIndex, child: NodeIndex): boolean {
  const tag: NodeTag = tree.nodeTags[around];
  const variable = fullVarDecl(tree, around);
  if (variable !== null) return variable.initNode === child;
  const call = fullCall(tree, around);
  if (call !== null) return call.fnExpr !== child;
  if (builtinCallArgs(tree, around) !== null) return PLAIN_BUILTINS.has(tokenString(tree, tree.mainTokens[around]));
  const condition = fullIf(tree, around)?.condExpr ?? null;
  if (condition !== null) return condition === child;
  if (tag === NodeTag.switch || tag === NodeTag.switch_comma) return fullSwitch(tree, around)?.condition === child;
  if (fullAssignDestructure(tree, around) !== null) return tree.rhs[around] === child;
  if (tag >= NodeTag.assign_mul && tag <= NodeTag.assign) return tree.rhs[around] === child;
  if (tag >= NodeTag.equal_equal && tag <= NodeTag.greater_or_equal) return true;
  if (tag >= NodeTag.mul && tag <= NodeTag.bit_or) return true;
  if (tag === NodeTag.orelse || tag === NodeTag.catch || tag === NodeTag.bool_and || tag === NodeTag.bool_or)
    return tree.lhs[around] === child;
  if (tag === NodeTag.array_access) return tree.rhs[around] === child;
  return TRANSPARENT.has(tag);
}

/** What takes the value of its only part. */
const TRANSPARENT: ReadonlySet<NodeTag> = new Set([
  NodeTag.bool_not,
  NodeTag.negation,
  NodeTag.bit_not,
  NodeTag.negation_wrap,
  NodeTag.try,
  NodeTag.return,
  NodeTag.grouped_expression,
]);

/** Builtins that evaluate what they are given as a call does. */
const PLAIN_BUILTINS = new Set([
  '@as',
  '@intCast',
  '@truncate',
  '@min',
  '@max',
  '@abs',
  '@divTrunc',
  '@divFloor',
  '@divExact',
  '@mod',
  '@rem',
  '@sqrt',
]);

/** Whether evaluating `node` can do anything but give a value. */
function mayActs(tree: Tree, node: NodeIndex): boolean {
  for (let token = firstToken(tree, node); token <= lastToken(tree, node); token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.l_paren || tag === TokenTag.keyword_try) return true;
  }
  return false;
}

/** Whether something is called in the statement before `node`, that would come after it then. */
function actsBefore(tree: Tree, statement: NodeIndex, node: NodeIndex): boolean {
  for (let token = firstToken(tree, statement); token < firstToken(tree, node); token++)
    if (tree.tokenTags[token] === TokenTag.r_paren) return true;
  return false;
}

/** A name that nothing in the file has. */
function freeName(tree: Tree): string {
  const taken = new Set<string>();
  for (let token = 0; token < tree.tokenTags.length; token++)
    if (tree.tokenTags[token] === TokenTag.identifier) taken.add(nameAt(tree, token));
  for (let i = 1; ; i++) {
    const name = i === 1 ? NAME : `${NAME}_${i}`;
    if (!taken.has(name)) return name;
  }
}
