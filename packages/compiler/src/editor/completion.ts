import { DeclSort } from '../intern/decl-table.ts';
import { type DeclIndex, type Index, type NamespaceIndex, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { printIdentifier } from '../intern/print-value.ts';
import { childType, isType, TypeKind } from '../intern/types.ts';
import { fullArrayInit, fullStructInit, fullSwitch, fullSwitchCase } from '../syntax/full.ts';
import { fullContainerDecl, fullContainerField, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenEndOffset, tokenString } from '../syntax/tree.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { expectedType, initializedType } from './expected.ts';
import { typeText } from './hover.ts';
import { declaredKeywords, expressionKeywords, PRIMITIVES, statementKeywords } from './keywords.ts';
import { isMethod, kindOfSymbol, kindOfValue } from './kinds.ts';
import { declaredMeaning, type Meaning, meaningOf } from './meaning.ts';
import {
  declsOfType,
  errorNames,
  fieldsOf,
  kindOf,
  nameOfField,
  partsOf,
  pointee,
  taggedBy,
  typeOfField,
} from './members.ts';
import { docBefore, nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import { prototypeText } from './prototypes.ts';
import type { CompletionItem, SymbolKind } from './query-types.ts';
import { visibleLabels, visibleNames } from './scopes.ts';
import { bare, siteOf, symbolOfDecl } from './symbols.ts';

/** What is proposed, before it is known where in the list it stands. */
interface Proposal {
  readonly label: string;
  readonly kind: SymbolKind;
  readonly detail?: string;
  readonly documentation?: string;
  readonly insertText?: string;
  /** Proposals of a lower rank come first. */
  readonly rank: number;
}

/** What may stand in the place of the name at `token`. */
export function completionsAt(program: Program, view: FileView, token: number): CompletionItem[] {
  const proposals = new Map<string, Proposal>();
  for (const proposal of proposalsAt(program, view, token)) {
    if (!proposals.has(proposal.label)) proposals.set(proposal.label, proposal);
  }
  const sorted = [...proposals.values()].map((proposal, i) => ({ proposal, i }));
  sorted.sort((a, b) => a.proposal.rank - b.proposal.rank || a.i - b.i);
  return sorted.map(({ proposal }, i) => {
    const { label, kind, detail = '', documentation = '', insertText = label } = proposal;
    const isDeprecated = /^deprecated\b/i.test(documentation);
    return { label, kind, detail, documentation, insertText, isDeprecated, sortText: String(i).padStart(5, '0') };
  });
}

function proposalsAt(program: Program, view: FileView, token: number): Iterable<Proposal> {
  const { tree, index } = view;
  const node = index.nodeAt(token);
  const tag: NodeTag = tree.nodeTags[node];
  switch (tag) {
    case NodeTag.field_access:
      if (token !== tree.rhs[node]) return [];
      return ofMembers(program, view, node, meaningOf(program, view, tree.lhs[node]));
    case NodeTag.enum_literal:
      return ofLiteral(program, view, node);
    case NodeTag.error_value:
      return ofErrors(program, view, node);
    case NodeTag.error_set_decl:
      return [];
    case NodeTag.break:
    case NodeTag.continue:
      return [...visibleLabels(index, node)].map((label) => ({
        label: nameAt(tree, label.token),
        kind: 'label',
        rank: 0,
      }));
    case NodeTag.identifier:
      return ofScope(program, view, node, token);
    default:
      break;
  }
  if (fullStructInit(tree, node) !== null) return ofFields(program, view, node);
  const field = fullContainerField(tree, node);
  if (field !== null && field.mainToken === token)
    return declaredKeywords.map((label) => ({ label, kind: 'keyword', rank: 0 }));
  return [];
}

/** What is behind the dot of a value or type. */
function* ofMembers(program: Program, view: FileView, node: number, object: Meaning | null): Iterable<Proposal> {
  if (object === null) return;
  const { pool } = program;
  const from = program.namespaceOf(view, program.chunkAt(view, node));
  if (object.type === Ty.type) {
    if (object.value !== NO_INDEX) yield* ofType(program, object.value, from, () => true);
    return;
  }
  for (const { name, type } of partsOf(program, object.type))
    yield { label: name, kind: 'field', detail: typeText(program, type) ?? '', rank: 0 };
  const inner = pointee(program, object.type);
  const kind = kindOf(program, inner);
  if (kind === TypeKind.struct || kind === TypeKind.union) yield* fieldProposals(program, inner, 0);
  yield* ofType(
    program,
    inner,
    from,
    (decl) => pool.decls.sortOf(decl) === DeclSort.fn && isMethod(program, decl),
    true,
  );
  if (kindOf(program, object.type) === TypeKind.pointer)
    yield { label: '*', kind: 'field', detail: typeText(program, childType(pool, object.type)) ?? '', rank: 3 };
  if (kind === TypeKind.optional) {
    const payload = childType(pool, inner);
    yield { label: '?', kind: 'field', detail: typeText(program, payload) ?? '', rank: 0 };
  }
}

/** The members of the type `ty` that are declared, enum members, and errors. `isValue`: what is before the dot is a value of the type. */
function* ofType(
  program: Program,
  ty: Index,
  from: NamespaceIndex,
  isWanted: (decl: DeclIndex) => boolean,
  isValue = false,
): Iterable<Proposal> {
  if (!isValue) {
    const tag = taggedBy(program, ty);
    if (tag !== NO_INDEX) yield* fieldProposals(program, tag, 0);
    if (kindOf(program, ty) === TypeKind.error_set) {
      for (const name of errorNames(program, ty) ?? [])
        yield { label: program.pool.text(name), kind: 'error', rank: 0 };
    }
  }
  for (const decl of declsOfType(program, ty, from)) {
    if (!isWanted(decl)) continue;
    const proposal = declProposal(program, decl);
    if (proposal !== null) yield proposal;
  }
}

function* fieldProposals(program: Program, owner: Index, rank: number): Iterable<Proposal> {
  const isEnum = kindOf(program, owner) === TypeKind.enum;
  for (const index of fieldsOf(program, owner)) {
    const label = nameOfField(program, owner, index);
    const site = siteOf(program, { kind: 'field', owner, index });
    const documentation = site === null ? '' : docBefore(site.view.tree, site.token);
    const detail = typeText(program, isEnum ? owner : typeOfField(program, owner, index)) ?? '';
    const insertText = program.pool.text(program.pool.string(label)) === label ? insertable(label) : label;
    yield { label, kind: isEnum ? 'enumMember' : 'field', detail, documentation, insertText, rank };
  }
}

function insertable(name: string): string {
  return /^[0-9]+$/.test(name) ? `@"${name}"` : printIdentifier(name);
}

/** A declaration, told by its text: to analyse all that a namespace has would take too long. */
function declProposal(program: Program, decl: DeclIndex): Proposal | null {
  const symbol = symbolOfDecl(program, decl);
  if (symbol?.kind !== 'declared') return null;
  const { view, declared } = symbol;
  const { tree } = view;
  const label = nameAt(tree, declared.token);
  const documentation = docBefore(tree, firstToken(tree, declared.node));
  const proto = fullFnProto(tree, declared.node);
  const insertText = printIdentifier(label);
  if (proto !== null) {
    const kind = kindOfSymbol(program, symbol);
    return {
      label,
      kind,
      detail: prototypeText(tree, proto.protoNode),
      documentation,
      insertText,
      rank: kind === 'method' ? 1 : 2,
    };
  }
  const { kind, detail } = variableText(program, view, declared.node, decl);
  return { label, kind, detail, documentation, insertText, rank: 2 };
}

/** The kind of a variable or constant, and its type or value as it is written. */
function variableText(
  program: Program,
  view: FileView,
  node: number,
  decl: DeclIndex,
): { readonly kind: SymbolKind; readonly detail: string } {
  const { tree } = view;
  const { typeNode, initNode, mutToken } = fullVarDecl(tree, node)!;
  const isVar = tree.tokenTags[mutToken] === TokenTag.keyword_var;
  const { pool } = program;
  const value = decl === NO_DECL ? NO_INDEX : pool.decls.valueOf(decl);
  const known = value === NO_INDEX || !isType(pool, value) ? null : kindOfValue(program, { type: Ty.type, value });
  const written = typeNode !== 0 ? typeNode : initNode;
  const text = written === 0 ? '' : textOfNode(view, written);
  const kind = known ?? (isVar ? 'variable' : kindOfText(view, initNode));
  return { kind, detail: text.includes('\n') ? text.slice(0, text.indexOf('\n')) : text };
}

function textOfNode({ tree }: FileView, node: number): string {
  const start = tree.tokenStarts[firstToken(tree, node)];
  return stringOfBytes(tree.source.subarray(start, tokenEndOffset(tree, lastToken(tree, node))));
}

function kindOfText({ tree }: FileView, init: number): SymbolKind {
  if (init === 0) return 'constant';
  if (tree.nodeTags[init] === NodeTag.error_set_decl) return 'errorSet';
  if (tokenString(tree, tree.mainTokens[init]) === '@import') return 'namespace';
  const container = fullContainerDecl(tree, init);
  if (container === null) return 'constant';
  const keyword = tokenString(tree, container.mainToken);
  return keyword === 'enum' || keyword === 'union' || keyword === 'opaque' ? keyword : 'struct';
}

/** What is behind the dot without anything before it: by the type that is expected. */
function* ofLiteral(program: Program, view: FileView, node: number): Iterable<Proposal> {
  const { tree, index } = view;
  const around = index.parent(node);
  if (around !== 0 && fullArrayInit(tree, around) !== null) yield* ofFields(program, view, around);
  const expected = expectedType(program, view, node);
  if (expected === NO_INDEX) return;
  const ty = bare(program, expected);
  const tag = taggedBy(program, ty);
  if (tag !== NO_INDEX) {
    const handled = otherItems(view, node);
    for (const proposal of fieldProposals(program, tag, 0)) if (!handled.has(proposal.label)) yield proposal;
  }
  const from = program.namespaceOf(view, program.chunkAt(view, node));
  for (const decl of declsOfType(program, ty, from)) {
    if (!givesA(program, decl, ty)) continue;
    const proposal = declProposal(program, decl);
    if (proposal !== null) yield { ...proposal, rank: 2 };
  }
}

const LITERALS = new Set<NodeTag>([NodeTag.enum_literal, NodeTag.error_value]);

/** The names that other items of a `switch` have, where the literal `node` is one of its items: none can be there twice. */
function otherItems({ tree, index }: FileView, node: number): ReadonlySet<string> {
  const prong = index.parent(node);
  if (fullSwitchCase(tree, prong)?.values.includes(node) !== true) return new Set();
  const cases = fullSwitch(tree, index.parent(prong))?.cases ?? [];
  const items = [...cases].flatMap((one) => [...(fullSwitchCase(tree, one)?.values ?? [])]);
  const isName = (item: number): boolean => LITERALS.has(tree.nodeTags[item]);
  return new Set(
    items.filter((item) => item !== node && isName(item)).map((item) => nameAt(tree, lastToken(tree, item))),
  );
}

/** Whether a declaration is a value of type `ty`, or a function that returns one. */
function givesA(program: Program, decl: DeclIndex, ty: Index): boolean {
  const symbol = symbolOfDecl(program, decl);
  if (symbol?.kind !== 'declared') return false;
  const { pool } = program;
  const type = program.declType(decl);
  if (type === ty) return true;
  if (kindOf(program, type) !== TypeKind.fn) return false;
  const returned = pool.word(type, 0) as Index;
  return returned === ty || (kindOf(program, returned) !== null && bare(program, returned) === ty);
}

/** The fields of what the initializer `node` makes that it does not give yet. */
function* ofFields(program: Program, view: FileView, node: number): Iterable<Proposal> {
  const { tree } = view;
  const owner = initializedType(program, view, node);
  const kind = kindOf(program, owner);
  if (kind !== TypeKind.struct && kind !== TypeKind.union) return;
  const given = new Set((fullStructInit(tree, node)?.fields ?? []).map((value) => firstToken(tree, value) - 2));
  const names = new Set([...given].map((token) => nameAt(tree, token)));
  for (const proposal of fieldProposals(program, owner, 0)) if (!names.has(proposal.label)) yield proposal;
}

/** Errors: of the type that is expected, or else all that the program's text names. */
function* ofErrors(program: Program, view: FileView, node: number): Iterable<Proposal> {
  const { pool } = program;
  const expected = expectedType(program, view, node);
  const kind = kindOf(program, expected);
  const set = kind === TypeKind.error_union ? (pool.word(expected, 0) as Index) : expected;
  const names = kindOf(program, set) === TypeKind.error_set ? errorNames(program, set) : null;
  const handled = otherItems(view, node);
  const isOpen = ({ label }: Proposal): boolean => !handled.has(label);
  yield* (names ?? []).map((name): Proposal => ({ label: pool.text(name), kind: 'error', rank: 0 })).filter(isOpen);
  yield* program
    .errorNames(view)
    .map((label): Proposal => ({ label, kind: 'error', rank: 1 }))
    .filter(isOpen);
}

/** All that can be named in a place, with keywords. */
function* ofScope(program: Program, view: FileView, node: number, token: number): Iterable<Proposal> {
  const { tree, index } = view;
  const expected = expectedType(program, view, node);
  const tag = expected === NO_INDEX ? NO_INDEX : taggedBy(program, bare(program, expected));
  if (tag !== NO_INDEX) {
    for (const proposal of fieldProposals(program, tag, 0))
      yield { ...proposal, label: `.${proposal.label}`, insertText: `.${proposal.insertText ?? proposal.label}` };
  }
  let depth = 1;
  for (const declared of visibleNames(index, node, token)) {
    const label = nameAt(tree, declared.token);
    if (declared.token === token || program.isAdded(view, declared.token)) continue;
    const insertText = printIdentifier(label);
    if (declared.kind === 'member') {
      const proto = fullFnProto(tree, declared.node);
      const documentation = docBefore(tree, firstToken(tree, declared.node));
      if (proto !== null) {
        const detail = prototypeText(tree, proto.protoNode);
        yield { label, kind: 'function', detail, documentation, insertText, rank: 100 };
      } else
        yield { label, ...variableText(program, view, declared.node, NO_DECL), documentation, insertText, rank: 100 };
      continue;
    }
    const meaning = declaredMeaning(program, view, declared);
    const detail = meaning === null ? '' : (typeText(program, meaning.type) ?? '');
    yield { label, kind: kindOfValue(program, meaning) ?? declared.kind, detail, insertText, rank: depth++ };
  }
  for (const label of PRIMITIVES) yield { label, kind: 'type', rank: 200 };
  const isStatement =
    tree.nodeTags[index.parent(node)] >= NodeTag.block_two &&
    tree.nodeTags[index.parent(node)] <= NodeTag.block_semicolon;
  for (const label of isStatement ? [...statementKeywords, ...expressionKeywords] : expressionKeywords)
    yield { label, kind: 'keyword', rank: 300 };
}
