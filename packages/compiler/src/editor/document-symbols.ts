import { blockStatements } from '../syntax/full.ts';
import { fnParams, fullContainerDecl, fullContainerField, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { type NodeIndex, NodeTag, type TokenIndex } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset, tokenString } from '../syntax/tree.ts';
import type { SymbolKind, TextRange } from './query-types.ts';

/** A declaration in a file, with those in it. */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** All of it, with the doc comments before it. */
  readonly range: TextRange;
  readonly nameRange: TextRange;
  readonly children: readonly DocumentSymbol[];
}

/** The declarations and fields of a file, as its text has them, in order. */
export function documentSymbols(tree: Tree): DocumentSymbol[] {
  return membersOf(tree, 0);
}

/** The members of the container `node`; of none where it is no container. */
function membersOf(tree: Tree, node: NodeIndex): DocumentSymbol[] {
  const container = fullContainerDecl(tree, node);
  if (container === null) return errorsOf(tree, node);
  const isEnum = tree.tokenTags[container.mainToken] === TokenTag.keyword_enum && node !== 0;
  return [...container.members].flatMap((member) => {
    const symbol = memberSymbol(tree, member, isEnum);
    return symbol === null ? [] : [symbol];
  });
}

function memberSymbol(tree: Tree, node: NodeIndex, isInEnum: boolean): DocumentSymbol | null {
  const tag: NodeTag = tree.nodeTags[node];
  if (tag === NodeTag.test_decl) {
    const { token, text } = testTitle(tree, node);
    return symbolAt(tree, node, token, text, 'test', []);
  }
  const variable = fullVarDecl(tree, node);
  if (variable !== null) {
    const { initNode, mutToken } = variable;
    const isConstant = tree.tokenTags[mutToken] === TokenTag.keyword_const;
    const kind = kindOfInit(tree, initNode) ?? (isConstant ? 'constant' : 'variable');
    return symbolAt(tree, node, mutToken + 1, null, kind, membersOfInit(tree, initNode));
  }
  const proto = fullFnProto(tree, node);
  if (proto !== null) {
    if (proto.nameToken === null) return null;
    const returned = tag === NodeTag.fn_decl ? returnedContainer(tree, tree.rhs[node]) : 0;
    const kind = returned !== 0 ? 'typeFunction' : isMethod(tree, node) ? 'method' : 'function';
    return symbolAt(tree, node, proto.nameToken, null, kind, returned === 0 ? [] : membersOf(tree, returned));
  }
  const field = fullContainerField(tree, node);
  if (field === null || (field.tupleLike && !isInEnum && field.typeExpr !== 0 && !isName(tree, node))) return null;
  const children = field.typeExpr === 0 ? [] : membersOf(tree, field.typeExpr);
  return symbolAt(tree, node, field.mainToken, null, isInEnum ? 'enumMember' : 'field', children);
}

/** What the test that `node` declares is called in the text, `test` where it has no name, and the token that says so. */
export function testTitle(tree: Tree, node: NodeIndex): { readonly token: TokenIndex; readonly text: string } {
  const name = tree.lhs[node];
  if (name === 0) return { token: tree.mainTokens[node], text: 'test' };
  return { token: name, text: tokenString(tree, name).replace(/^"(.*)"$/s, '$1') };
}

/** Whether a field that is written without a type is a name: in a union `a` alone is one. */
function isName(tree: Tree, node: NodeIndex): boolean {
  return (
    firstToken(tree, node) === lastToken(tree, node) && tree.tokenTags[tree.mainTokens[node]] === TokenTag.identifier
  );
}

function symbolAt(
  tree: Tree,
  node: NodeIndex,
  nameToken: TokenIndex,
  name: string | null,
  kind: SymbolKind,
  children: readonly DocumentSymbol[],
): DocumentSymbol {
  let first = firstToken(tree, node);
  while (first > 0 && tree.tokenTags[first - 1] === TokenTag.doc_comment) first--;
  const nameRange = { start: tree.tokenStarts[nameToken], end: tokenEndOffset(tree, nameToken) };
  const end = Math.max(nameRange.end, endWithSeparator(tree, lastToken(tree, node)));
  const range = { start: Math.min(tree.tokenStarts[first], nameRange.start), end };
  return { name: name ?? tokenString(tree, nameToken), kind, range, nameRange, children };
}

/** Where what ends with `token` ends, with the `;` or `,` behind it. */
function endWithSeparator(tree: Tree, token: TokenIndex): number {
  const next: TokenTag = tree.tokenTags[token + 1];
  const hasSeparator = next === TokenTag.semicolon || next === TokenTag.comma;
  return tokenEndOffset(tree, hasSeparator ? token + 1 : token);
}

/** What a constant is that is initialized so; null where that is a value. */
function kindOfInit(tree: Tree, node: NodeIndex): SymbolKind | null {
  if (node === 0) return null;
  switch (tree.nodeTags[node]) {
    case NodeTag.error_set_decl:
    case NodeTag.merge_error_sets:
      return 'errorSet';
    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma:
      return tokenString(tree, tree.mainTokens[node]) === '@import' ? 'namespace' : null;
  }
  const container = fullContainerDecl(tree, node);
  if (container === null) return null;
  switch (tree.tokenTags[container.mainToken]) {
    case TokenTag.keyword_union:
      return 'union';
    case TokenTag.keyword_enum:
      return 'enum';
    case TokenTag.keyword_opaque:
      return 'opaque';
    default:
      return 'struct';
  }
}

function membersOfInit(tree: Tree, node: NodeIndex): DocumentSymbol[] {
  return node === 0 ? [] : membersOf(tree, node);
}

/** The names of an `error{...}`. */
function errorsOf(tree: Tree, node: NodeIndex): DocumentSymbol[] {
  if (tree.nodeTags[node] !== NodeTag.error_set_decl) return [];
  const found: DocumentSymbol[] = [];
  for (let token = tree.mainTokens[node]; token < tree.rhs[node]; token++) {
    if (tree.tokenTags[token] !== TokenTag.identifier) continue;
    const nameRange = { start: tree.tokenStarts[token], end: tokenEndOffset(tree, token) };
    found.push({ name: tokenString(tree, token), kind: 'error', range: nameRange, nameRange, children: [] });
  }
  return found;
}

/** The container that a function with the body `body` returns, where it is written there; 0 for none. */
function returnedContainer(tree: Tree, body: NodeIndex): NodeIndex {
  for (const statement of blockStatements(tree, body) ?? []) {
    if (tree.nodeTags[statement] !== NodeTag.return) continue;
    const value = tree.lhs[statement];
    if (value !== 0 && fullContainerDecl(tree, value) !== null) return value;
  }
  return 0;
}

/** Whether the first parameter is called as that of a method usually is. */
function isMethod(tree: Tree, node: NodeIndex): boolean {
  const [first] = fnParams(tree, fullFnProto(tree, node)!);
  if (first === undefined || first.nameToken === null) return false;
  const name = tokenString(tree, first.nameToken);
  return name === 'self' || name === 'this';
}
