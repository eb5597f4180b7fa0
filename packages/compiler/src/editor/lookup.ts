import { containerTracked, generatedTagOwner, isContainer } from '../intern/containers.ts';
import { funcOwnerDecl, isFunc } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { childType, errorUnionPayload, isType, TypeKind } from '../intern/types.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenEndOffset } from '../syntax/tree.ts';
import { declaredMeaning, type Meaning, meaningOf } from './meaning.ts';
import { kindOf } from './members.ts';
import type { FileView, Program } from './program.ts';
import type { TextRange } from './query-types.ts';
import { declarationAt, declaredName } from './scopes.ts';
import { type Site, siteOf, symbolOfDecl } from './symbols.ts';

/** The token at byte `at` that may be a name; -1 for none. */
export function touchedName({ index, tree }: FileView, at: number): number {
  return index.touchedToken(at, (token) => {
    const tag: TokenTag = tree.tokenTags[token];
    return tag === TokenTag.identifier || tag === TokenTag.builtin || tag === TokenTag.string_literal;
  });
}

/** The bytes of a token. */
export function tokenRange({ tree }: FileView, token: number): TextRange {
  return { start: tree.tokenStarts[token], end: tokenEndOffset(tree, token) };
}

/** The bytes of a node. */
export function nodeRange({ tree }: FileView, node: number): TextRange {
  return { start: tree.tokenStarts[firstToken(tree, node)], end: tokenEndOffset(tree, lastToken(tree, node)) };
}

/** The innermost expression at byte `at` of which something is known: node 0 for a name where it is declared. */
export function expressionAt(
  program: Program,
  view: FileView,
  at: number,
): { readonly node: number; readonly meaning: Meaning; readonly range: TextRange } | null {
  const { index, tree } = view;
  const token = index.touchedToken(at, (candidate) => tree.tokenTags[candidate] !== TokenTag.eof);
  if (token < 0) return null;
  const declared = tree.tokenTags[token] === TokenTag.identifier ? declarationAt(index, token) : null;
  if (declared !== null) {
    const meaning = declaredMeaning(program, view, declared);
    return meaning === null ? null : { node: 0, meaning, range: tokenRange(view, token) };
  }
  const node = index.nodeAt(token);
  if (node === 0 || isStatement(tree.nodeTags[node])) return null;
  const meaning = meaningOf(program, view, node);
  return meaning === null ? null : { node, meaning, range: nodeRange(view, node) };
}

/** Whether nodes of the kind have no result. */
function isStatement(tag: NodeTag): boolean {
  if (tag >= NodeTag.assign_mul && tag <= NodeTag.assign_destructure) return true;
  return tag <= NodeTag.defer || (tag >= NodeTag.container_field_init && tag <= NodeTag.container_field);
}

/** Where the type of what is meant is declared, or the type that it is, or what that points to or may be. */
export function siteOfType(program: Program, { type, value }: Meaning): Site | null {
  const { pool } = program;
  if (value !== NO_INDEX && isType(pool, value)) return siteOfContainer(program, value);
  if (value !== NO_INDEX && isFunc(pool, value)) {
    const symbol = symbolOfDecl(program, funcOwnerDecl(pool, value));
    return symbol === null ? null : siteOf(program, symbol);
  }
  return siteOfContainer(program, type);
}

function siteOfContainer(program: Program, ty: Index): Site | null {
  const { pool } = program;
  switch (kindOf(program, ty)) {
    case TypeKind.pointer:
    case TypeKind.optional:
    case TypeKind.array:
    case TypeKind.vector:
      return siteOfContainer(program, childType(pool, ty));
    case TypeKind.error_union:
      return siteOfContainer(program, errorUnionPayload(pool, ty));
    default:
      break;
  }
  if (!isContainer(pool, ty)) return null;
  const union = generatedTagOwner(pool, ty);
  const found = program.nodeOf(containerTracked(pool, union === NO_INDEX ? ty : union));
  if (found === null) return null;
  const { view, node } = found;
  if (node === 0) return { view, token: 0 };
  // The declaration that names it, where it is the value of one.
  const around = view.index.parent(node);
  const name = around === 0 ? null : declaredName(view.tree, around);
  return { view, token: name ?? view.tree.mainTokens[node] };
}
