import { containerTracked, fieldName } from '../intern/containers.ts';
import { type DeclIndex, type FileIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { childType, errorUnionPayload, TypeKind } from '../intern/types.ts';
import { builtinCallArgs, fullStructInit } from '../syntax/full.ts';
import { fullContainerDecl, fullContainerField } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { expectedType, initializedType } from './expected.ts';
import { type Meaning, meaningOf, memberDecl, memberOf, primitiveMeaning } from './meaning.ts';
import { fieldContainer, fieldNamed, kindOf, type Member, typeMember } from './members.ts';
import { nameAt, stringAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import { type DeclaredName, declarationAt, declaredName, findName, visibleLabels } from './scopes.ts';

/** What a name in the text stands for. */
export type Sym =
  /** What the text of a file declares: `decl` is the declaration that it is in the container that is meant, if it is a member. */
  | { readonly kind: 'declared'; readonly view: FileView; readonly declared: DeclaredName; readonly decl: DeclIndex }
  /** Field `index` of the type `owner`. */
  | { readonly kind: 'field'; readonly owner: Index; readonly index: number }
  /** A field as the text of a container declares it, where no type of it is known. */
  | { readonly kind: 'written field'; readonly view: FileView; readonly token: number }
  | { readonly kind: 'error'; readonly name: string }
  | { readonly kind: 'part'; readonly name: string; readonly type: Index }
  | { readonly kind: 'primitive'; readonly meaning: Meaning }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'file'; readonly file: FileIndex };

/** What the name at `token` stands for; null where it is none, or nothing is known of it. */
export function symbolAt(program: Program, view: FileView, token: number): Sym | null {
  const { tree, index } = view;
  const tag: TokenTag = tree.tokenTags[token];
  if (tag === TokenTag.builtin) return { kind: 'builtin', name: tokenString(tree, token) };
  if (tag === TokenTag.string_literal) return importedFile(program, view, token);
  if (tag !== TokenTag.identifier) return null;
  const node = index.nodeAt(token);
  const name = nameAt(tree, token);
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.identifier: {
      const around = index.parent(node);
      const field = around === 0 ? null : fullContainerField(tree, around);
      if (field?.mainToken === token && !isTupleField(view, around)) return declaredField(program, view, around, token);
      const primitive = primitiveMeaning(program, view, token);
      if (primitive !== null) return { kind: 'primitive', meaning: primitive };
      const found = findName(index, node, token, name);
      return found === null || program.isAdded(view, found.token) ? null : declaredSymbol(program, view, found);
    }
    case NodeTag.field_access:
      if (token === tree.rhs[node]) return memberSymbol(program, view, tree.lhs[node], name);
      break;
    case NodeTag.error_value:
      return token === tree.rhs[node] ? { kind: 'error', name } : null;
    case NodeTag.enum_literal:
      return literalSymbol(program, view, node, name);
    case NodeTag.error_set_decl:
      return { kind: 'error', name };
    case NodeTag.break:
    case NodeTag.continue:
      for (const label of visibleLabels(index, node)) {
        if (nameAt(tree, label.token) === name) return { kind: 'declared', view, declared: label, decl: NO_DECL };
      }
      return null;
    default:
      break;
  }
  const declared = declarationAt(index, token);
  if (declared !== null) return declaredSymbol(program, view, declared);
  return fieldSymbol(program, view, node, token);
}

function declaredSymbol(program: Program, view: FileView, declared: DeclaredName): Sym {
  const decl = declared.kind === 'member' ? memberDecl(program, view, declared) : NO_DECL;
  return { kind: 'declared', view, declared, decl };
}

/** What `decl` is in the text that declares it; null where that is no more. */
export function symbolOfDecl(program: Program, decl: DeclIndex): Sym | null {
  const found = program.nodeOf(program.pool.decls.trackedOf(decl));
  if (found === null) return null;
  const { view, node } = found;
  const token = declaredName(view.tree, node);
  if (token === null) return null;
  let container = 0;
  for (const around of view.index.ancestors(node)) {
    if (fullContainerDecl(view.tree, around) === null) continue;
    container = around;
    break;
  }
  return { kind: 'declared', view, declared: { token, kind: 'member', node, container }, decl };
}

/** What is behind the dot of the expression `object`. */
function memberSymbol(program: Program, view: FileView, object: number, name: string): Sym | null {
  const meaning = meaningOf(program, view, object);
  const member = meaning === null ? null : memberOf(program, meaning, name);
  return member === null ? null : symbolOfMember(program, member);
}

/** What a member is. */
export function symbolOfMember(program: Program, member: Member): Sym | null {
  switch (member.kind) {
    case 'decl':
      return symbolOfDecl(program, member.decl);
    case 'field':
      return member;
    case 'part':
      return member;
    case 'error':
      return { kind: 'error', name: program.pool.text(member.name) };
  }
}

/** What `.name` stands for. */
function literalSymbol(program: Program, view: FileView, node: number, name: string): Sym | null {
  const expected = expectedType(program, view, node);
  const member = expected === NO_INDEX ? null : typeMember(program, bare(program, expected), name);
  return member === null ? null : symbolOfMember(program, member);
}

/** The type of what there is of `ty` where it is there and no error. */
export function bare(program: Program, ty: Index): Index {
  const { pool } = program;
  const kind = kindOf(program, ty);
  if (kind === TypeKind.optional) return bare(program, childType(pool, ty));
  if (kind === TypeKind.error_union) return bare(program, errorUnionPayload(pool, ty));
  return ty;
}

/** The field whose name is at `token`: in an initializer, or where it is declared. */
function fieldSymbol(program: Program, view: FileView, node: number, token: number): Sym | null {
  const { tree } = view;
  const init = fullStructInit(tree, node);
  if (init !== null) {
    if (!init.fields.some((value) => firstToken(tree, value) - 2 === token)) return null;
    const owner = initializedType(program, view, node);
    const index = owner === NO_INDEX ? -1 : fieldNamed(program, owner, nameAt(tree, token));
    return index < 0 ? null : { kind: 'field', owner, index };
  }
  for (const around of [node, ...view.index.ancestors(node)]) {
    const field = fullContainerField(tree, around);
    if (field !== null) return field.mainToken === token ? declaredField(program, view, around, token) : null;
  }
  return null;
}

/** Whether a field without `name:` is an element of a tuple: in an enum or union it is a name. */
function isTupleField({ tree, index }: FileView, field: number): boolean {
  const container = fullContainerDecl(tree, index.parent(field));
  const tag: TokenTag | undefined = container === null ? undefined : tree.tokenTags[container.mainToken];
  return tag !== TokenTag.keyword_enum && tag !== TokenTag.keyword_union;
}

function declaredField(program: Program, view: FileView, field: number, token: number): Sym {
  let container = 0;
  for (const around of view.index.ancestors(field)) {
    container = around;
    break;
  }
  const chunk = program.containerChunk(view, container);
  const [row] = chunk === null ? [] : program.containersOf(view, chunk);
  if (row !== undefined) {
    const owner = program.pool.containers.typeOf(row);
    const index = fieldNamed(program, owner, nameAt(view.tree, token));
    if (index >= 0) return { kind: 'field', owner, index };
  }
  return { kind: 'written field', view, token };
}

function importedFile(program: Program, view: FileView, token: number): Sym | null {
  const { tree, index } = view;
  const node = index.nodeAt(token);
  const call = tree.nodeTags[node] === NodeTag.string_literal ? index.parent(node) : node;
  if (builtinCallArgs(tree, call) === null || tokenString(tree, tree.mainTokens[call]) !== '@import') return null;
  const file = program.files.importFile(view.file, stringAt(tree, token));
  return typeof file === 'string' || !program.files.isAnalyzable(file) ? null : { kind: 'file', file };
}

/** Where something is declared. */
export interface Site {
  readonly view: FileView;
  /** Its name; 0 for a file. */
  readonly token: number;
}

/** Where a symbol is declared; null where no text declares it, or several do. */
export function siteOf(program: Program, symbol: Sym): Site | null {
  switch (symbol.kind) {
    case 'declared':
      return { view: symbol.view, token: symbol.declared.token };
    case 'written field':
      return symbol;
    case 'file':
      return { view: program.view(symbol.file), token: 0 };
    case 'field':
      return fieldSite(program, symbol.owner, symbol.index);
    default:
      return null;
  }
}

function fieldSite(program: Program, owner: Index, index: number): Site | null {
  const { pool } = program;
  const container = fieldContainer(program, owner);
  if (container === NO_INDEX) return null;
  const name = pool.text(fieldName(pool, owner, index));
  const found = program.nodeOf(containerTracked(pool, container));
  const members = found === null ? null : fullContainerDecl(found.view.tree, found.node)?.members;
  for (const member of members ?? []) {
    const field = fullContainerField(found!.view.tree, member);
    if (field !== null && nameAt(found!.view.tree, field.mainToken) === name)
      return { view: found!.view, token: field.mainToken };
  }
  return null;
}

/** What tells a symbol from others: equal exactly for what is the same. Null for what cannot be told. */
export function identityOf(program: Program, symbol: Sym): string | null {
  if (symbol.kind === 'error') return `error ${symbol.name}`;
  const site = siteOf(program, symbol);
  return site === null ? null : `${site.view.file} ${site.token}`;
}
