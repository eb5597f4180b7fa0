import {
  blockLabel,
  blockStatements,
  fullAssignDestructure,
  fullFor,
  fullIf,
  fullSwitch,
  fullSwitchCase,
  fullWhile,
} from '../syntax/full.ts';
import { fnParams, fullContainerDecl, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { type NodeIndex, NodeTag, type TokenIndex } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';
import { nameAt } from './names.ts';
import type { SyntaxIndex } from './syntax-index.ts';

/** A name as the text declares it. */
export interface DeclaredName {
  /** The name. */
  readonly token: TokenIndex;
  readonly kind: 'member' | 'variable' | 'constant' | 'parameter' | 'capture' | 'label';
  /** Member, local: its declaration. Parameter: the prototype. Capture: what captures. Label: what it is of. */
  readonly node: NodeIndex;
  /** Member: the container; else 0. */
  readonly container: NodeIndex;
}

/** The names that code at `node` can use, in the tree of `index`, whose first token is `token`: the innermost first. Labels are not among them. */
export function* visibleNames(index: SyntaxIndex, node: NodeIndex, token: TokenIndex): Iterable<DeclaredName> {
  const { tree } = index;
  let child = node;
  for (const around of index.ancestors(node)) {
    yield* namesFor(tree, around, child, token);
    child = around;
  }
  yield* members(tree, 0);
}

/** What declares `name` for code at `node`; null for nothing in the file. */
export function findName(index: SyntaxIndex, node: NodeIndex, token: TokenIndex, name: string): DeclaredName | null {
  const { tree } = index;
  let child = node;
  for (const around of index.ancestors(node)) {
    if (fullContainerDecl(tree, around) === null) {
      for (const found of namesFor(tree, around, child, token)) if (nameAt(tree, found.token) === name) return found;
    } else {
      const found = membersByName(index, around).get(name);
      if (found !== undefined) return found;
    }
    child = around;
  }
  return membersByName(index, 0).get(name) ?? null;
}

const membersByIndex = new WeakMap<SyntaxIndex, Map<NodeIndex, ReadonlyMap<string, DeclaredName>>>();

/** The members of the container `node` that have names and are no fields, the first of each name. */
function membersByName(index: SyntaxIndex, node: NodeIndex): ReadonlyMap<string, DeclaredName> {
  let byNode = membersByIndex.get(index);
  if (byNode === undefined) {
    byNode = new Map();
    membersByIndex.set(index, byNode);
  }
  let byName = byNode.get(node);
  if (byName === undefined) {
    const found = new Map<string, DeclaredName>();
    for (const member of members(index.tree, node)) {
      const name = nameAt(index.tree, member.token);
      if (!found.has(name)) found.set(name, member);
    }
    byName = found;
    byNode.set(node, byName);
  }
  return byName;
}

/** The labels that a `break` at `node` can name, the innermost first. */
export function* visibleLabels(index: SyntaxIndex, node: NodeIndex): Iterable<DeclaredName> {
  const { tree } = index;
  for (const around of index.ancestors(node)) {
    const token = labelOf(tree, around);
    if (token !== null) yield { token, kind: 'label', node: around, container: 0 };
    if (tree.nodeTags[around] === NodeTag.fn_decl) return;
  }
}

function labelOf(tree: Tree, node: NodeIndex): TokenIndex | null {
  if (blockStatements(tree, node) !== null) return blockLabel(tree, node);
  return (fullWhile(tree, node) ?? fullFor(tree, node) ?? fullSwitch(tree, node))?.labelToken ?? null;
}

/** The name that a node of a declaration has; null where it has none, or is no declaration. A field has one unless it is of a tuple. */
export function declaredName(tree: Tree, node: NodeIndex): TokenIndex | null {
  const variable = fullVarDecl(tree, node);
  if (variable !== null) return variable.mutToken + 1;
  return fullFnProto(tree, node)?.nameToken ?? null;
}

/** The members of the container `node` that have names and are no fields. */
function* members(tree: Tree, node: NodeIndex): Iterable<DeclaredName> {
  for (const member of fullContainerDecl(tree, node)?.members ?? []) {
    const token = declaredName(tree, member);
    if (token !== null) yield { token, kind: 'member', node: member, container: node };
  }
}

/** What `around` declares for its part `child`. */
function* namesFor(tree: Tree, around: NodeIndex, child: NodeIndex, token: TokenIndex): Iterable<DeclaredName> {
  const statements = blockStatements(tree, around);
  if (statements !== null) {
    const end = statements.indexOf(child);
    for (let i = (end < 0 ? statements.length : end) - 1; i >= 0; i--) yield* locals(tree, statements[i]);
    return;
  }
  const tag: NodeTag = tree.nodeTags[around];
  switch (tag) {
    case NodeTag.fn_decl:
      if (child === tree.rhs[around]) yield* parameters(tree, tree.lhs[around], Number.POSITIVE_INFINITY);
      return;
    case NodeTag.fn_proto_simple:
    case NodeTag.fn_proto_multi:
    case NodeTag.fn_proto_one:
    case NodeTag.fn_proto:
      yield* parameters(tree, around, token);
      return;
    case NodeTag.errdefer:
      if (tree.lhs[around] !== 0) yield capture(tree.lhs[around], around);
      return;
    case NodeTag.catch: {
      const main = tree.mainTokens[around];
      if (child === tree.rhs[around] && tree.tokenTags[main + 1] === TokenTag.pipe) yield capture(main + 2, around);
      return;
    }
    case NodeTag.if:
    case NodeTag.if_simple:
    case NodeTag.while:
    case NodeTag.while_cont:
    case NodeTag.while_simple: {
      const full = (fullIf(tree, around) ?? fullWhile(tree, around))!;
      if (child === full.elseExpr && full.errorToken !== null) yield capture(full.errorToken, around);
      const isInside = child === full.thenExpr || ('contExpr' in full && child === full.contExpr);
      if (isInside && full.payloadToken !== null) yield* captures(tree, full.payloadToken, around);
      return;
    }
    case NodeTag.for:
    case NodeTag.for_simple: {
      const full = fullFor(tree, around)!;
      if (child === full.thenExpr) yield* captures(tree, full.payloadToken, around);
      return;
    }
    case NodeTag.switch_case:
    case NodeTag.switch_case_one:
    case NodeTag.switch_case_inline:
    case NodeTag.switch_case_inline_one: {
      const full = fullSwitchCase(tree, around)!;
      if (child === full.targetExpr && full.payloadToken !== null) yield* captures(tree, full.payloadToken, around);
      return;
    }
    default:
      yield* members(tree, around);
  }
}

function* locals(tree: Tree, statement: NodeIndex): Iterable<DeclaredName> {
  const variables = fullAssignDestructure(tree, statement)?.variables ?? [statement];
  for (const node of variables) {
    const variable = fullVarDecl(tree, node);
    if (variable === null) continue;
    const kind = tree.tokenTags[variable.mutToken] === TokenTag.keyword_var ? 'variable' : 'constant';
    yield { token: variable.mutToken + 1, kind, node, container: 0 };
  }
}

/** The parameters of a prototype whose names stand before `end`. */
function* parameters(tree: Tree, proto: NodeIndex, end: TokenIndex): Iterable<DeclaredName> {
  const full = fullFnProto(tree, proto);
  if (full === null) return;
  for (const { nameToken } of fnParams(tree, full)) {
    if (nameToken !== null && nameToken < end) yield { token: nameToken, kind: 'parameter', node: proto, container: 0 };
  }
}

/** The captures from `first`, the token behind the bar, on. */
function* captures(tree: Tree, first: TokenIndex, node: NodeIndex): Iterable<DeclaredName> {
  for (let token = first; ; token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.identifier) yield capture(token, node);
    else if (tag !== TokenTag.asterisk && tag !== TokenTag.comma) return;
  }
}

function capture(token: TokenIndex, node: NodeIndex): DeclaredName {
  return { token, kind: 'capture', node, container: 0 };
}

/** What the name at `token` declares, if that is where a name is declared; null otherwise. Fields are not among it. */
export function declarationAt(index: SyntaxIndex, token: TokenIndex): DeclaredName | null {
  const { tree } = index;
  const node = index.nodeAt(token);
  const own = declaredName(tree, node);
  if (own === token) {
    const container = containerAround(index, node);
    const around = index.parent(node);
    const proto = tree.nodeTags[around] === NodeTag.fn_decl ? around : node;
    if (isMember(tree, container, proto)) return { token, kind: 'member', node: proto, container };
    for (const found of locals(tree, node)) return found;
  }
  for (const around of [node, ...index.ancestors(node)]) {
    for (const found of declaredWithin(tree, around)) if (found.token === token) return found;
  }
  return null;
}

/** The container whose member `node` is or is in; 0 for the file. */
export function containerAround(index: SyntaxIndex, node: NodeIndex): NodeIndex {
  for (const around of index.ancestors(node)) if (fullContainerDecl(index.tree, around) !== null) return around;
  return 0;
}

function isMember(tree: Tree, container: NodeIndex, node: NodeIndex): boolean {
  return fullContainerDecl(tree, container)?.members.includes(node) ?? false;
}

/** Parameters, captures and labels of `node`. */
function* declaredWithin(tree: Tree, node: NodeIndex): Iterable<DeclaredName> {
  const label = labelOf(tree, node);
  if (label !== null) yield { token: label, kind: 'label', node, container: 0 };
  const full = fullIf(tree, node) ?? fullWhile(tree, node);
  const children = [
    full?.thenExpr,
    full?.elseExpr,
    fullFor(tree, node)?.thenExpr,
    fullSwitchCase(tree, node)?.targetExpr,
    tree.rhs[node],
  ];
  for (const child of new Set(children)) {
    if (child === undefined || child === 0 || blockStatements(tree, node) !== null) continue;
    for (const found of namesFor(tree, node, child, Number.POSITIVE_INFINITY)) if (found.kind !== 'member') yield found;
  }
}
