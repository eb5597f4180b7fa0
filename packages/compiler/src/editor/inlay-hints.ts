import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { errorUnionSet, TypeKind } from '../intern/types.ts';
import {
  builtinCallArgs,
  fullArrayInit,
  fullCall,
  fullFor,
  fullIf,
  fullStructInit,
  fullSwitchCase,
  fullWhile,
} from '../syntax/full.ts';
import { fnParams, fullContainerDecl, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenEndOffset, tokenString } from '../syntax/tree.ts';
import { throughAliases } from './aliases.ts';
import { isBound } from './expected.ts';
import { errorTexts, typeText, valueText } from './hover.ts';
import { symbolMeaning } from './kinds.ts';
import { calleeType, declaredMeaning, type Meaning, meaningOf } from './meaning.ts';
import { kindOf } from './members.ts';
import { nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import type { InlayHint, TextRange } from './query-types.ts';
import { type DeclaredName, declarationAt } from './scopes.ts';
import { symbolAt } from './symbols.ts';

/** Longer texts are in the way. */
const MAX_TYPE = 60;
const MAX_VALUE = 30;

/** Hints in a part of a file, by place. */
export function inlayHintsIn(program: Program, view: FileView, { start, end }: TextRange): InlayHint[] {
  const { tree, index } = view;
  const hints: InlayHint[] = [];
  for (const node of index.nodesBetween(index.tokenAt(start), index.tokenAt(end)))
    hints.push(...hintsOf(program, view, node));
  return hints
    .filter(({ offset }) => offset >= start && offset <= end && offset <= tree.source.length)
    .sort((a, b) => a.offset - b.offset || (a.kind < b.kind ? -1 : 1));
}

function* hintsOf(program: Program, view: FileView, node: number): Iterable<InlayHint> {
  const { tree } = view;
  if (fullVarDecl(tree, node) !== null) yield* ofVariable(program, view, node);
  else if (fullCall(tree, node) !== null) yield* ofCall(program, view, node);
  else if (tree.nodeTags[node] === NodeTag.fn_decl) yield* ofErrorSet(program, view, node);
  else {
    for (const token of captureTokens(view, node)) {
      const declared = declarationAt(view.index, token);
      const meaning = declared === null ? null : declaredMeaning(program, view, declared);
      yield* typeHint(program, view, token, meaning);
    }
  }
}

function* captureTokens({ tree }: FileView, node: number): Iterable<number> {
  const branch = fullIf(tree, node) ?? fullWhile(tree, node);
  const first =
    branch?.payloadToken ?? fullFor(tree, node)?.payloadToken ?? fullSwitchCase(tree, node)?.payloadToken ?? null;
  for (let token = first ?? tree.tokenTags.length; token < tree.tokenTags.length; token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.identifier) {
      if (tokenString(tree, token) !== '_') yield token;
    } else if (tag !== TokenTag.asterisk && tag !== TokenTag.comma) break;
  }
  if (branch?.errorToken != null) yield branch.errorToken;
}

function* typeHint(program: Program, { tree }: FileView, token: number, meaning: Meaning | null): Iterable<InlayHint> {
  const type = meaning === null || meaning.type === Ty.type ? null : typeText(program, meaning.type);
  if (type === null || type.length > MAX_TYPE) return;
  yield { offset: tokenEndOffset(tree, token), label: `: ${type}`, kind: 'type' };
}

/** The type of a variable that does not say it, and the value of a constant that is not written as one. */
function* ofVariable(program: Program, view: FileView, node: number): Iterable<InlayHint> {
  const { tree, index } = view;
  const { mutToken, typeNode, initNode } = fullVarDecl(tree, node)!;
  const token = mutToken + 1;
  const declared: DeclaredName | null = declarationAt(index, token);
  const symbol = declared === null ? null : symbolAt(program, view, token);
  const meaning = symbol === null ? null : symbolMeaning(program, symbol);
  if (meaning === null || kindOf(program, meaning.type) === TypeKind.fn) return;
  if (typeNode === 0 && initNode !== 0 && !saysType(view, initNode)) yield* typeHint(program, view, token, meaning);
  const isConst = tree.tokenTags[mutToken] === TokenTag.keyword_const;
  if (!isConst || initNode === 0 || isLiteral(tree.nodeTags[initNode])) return;
  if (!isShort(program, meaning.type)) return;
  const value = valueText(program, meaning);
  if (value === null || value.length > MAX_VALUE) return;
  const end = index.lastTokenOf(initNode);
  yield { offset: tokenEndOffset(tree, end), label: ` = ${value}`, kind: 'value' };
}

/** Whether values of a type say something in a few characters. */
function isShort(program: Program, ty: Index): boolean {
  switch (kindOf(program, ty)) {
    case TypeKind.int:
    case TypeKind.comptime_int:
    case TypeKind.float:
    case TypeKind.comptime_float:
    case TypeKind.bool:
    case TypeKind.enum:
      return true;
    default:
      return false;
  }
}

/** Whether an initializer has its type in plain sight. */
function saysType({ tree }: FileView, node: number): boolean {
  if ((fullStructInit(tree, node) ?? fullArrayInit(tree, node))?.typeExpr) return true;
  if (fullContainerDecl(tree, node) !== null) return true;
  return builtinCallArgs(tree, node) !== null && ['@as', '@import'].includes(tokenString(tree, tree.mainTokens[node]));
}

function isLiteral(tag: NodeTag): boolean {
  return (
    tag === NodeTag.number_literal ||
    tag === NodeTag.char_literal ||
    tag === NodeTag.string_literal ||
    tag === NodeTag.enum_literal ||
    tag === NodeTag.negation
  );
}

/** The names of the parameters for which arguments stand that do not say what they are. */
function* ofCall(program: Program, view: FileView, node: number): Iterable<InlayHint> {
  const { tree } = view;
  const { fnExpr, params } = fullCall(tree, node)!;
  if (!params.some((param) => needsName(tree.nodeTags[param]))) return;
  const name = tree.nodeTags[fnExpr] === NodeTag.field_access ? tree.rhs[fnExpr] : tree.mainTokens[fnExpr];
  const symbol = symbolAt(program, view, name);
  const named = symbol === null ? null : throughAliases(program, symbol);
  if (named?.kind !== 'declared' || named.declared.kind !== 'member') return;
  const proto = fullFnProto(named.view.tree, named.declared.node);
  const callee = meaningOf(program, view, fnExpr);
  if (proto === null || callee === null || calleeType(program, callee.type) === NO_INDEX) return;
  const names = fnParams(named.view.tree, proto).slice(isBound(program, view, fnExpr) ? 1 : 0);
  for (const [i, param] of params.entries()) {
    const token = names[i]?.nameToken ?? null;
    if (token === null || !needsName(tree.nodeTags[param])) continue;
    yield {
      offset: tree.tokenStarts[firstToken(tree, param)],
      label: `${nameAt(named.view.tree, token)}:`,
      kind: 'parameter',
    };
  }
}

function needsName(tag: NodeTag): boolean {
  if (isLiteral(tag) && tag !== NodeTag.enum_literal) return true;
  return (
    (tag >= NodeTag.array_init_dot_two && tag <= NodeTag.array_init_dot_comma) ||
    (tag >= NodeTag.struct_init_dot_two && tag <= NodeTag.struct_init_dot_comma)
  );
}

/** The errors of a function that leaves them to be found out. */
function* ofErrorSet(program: Program, view: FileView, node: number): Iterable<InlayHint> {
  const { tree } = view;
  const proto = fullFnProto(tree, node)!;
  const bang = firstToken(tree, proto.returnType) - 1;
  if (tree.tokenTags[bang] !== TokenTag.bang || proto.nameToken === null) return;
  const symbol = symbolAt(program, view, proto.nameToken);
  const meaning = symbol === null ? null : symbolMeaning(program, symbol);
  if (meaning === null || kindOf(program, meaning.type) !== TypeKind.fn) return;
  const { pool } = program;
  const returned = pool.word(meaning.type, 0) as Index;
  if (kindOf(program, returned) !== TypeKind.error_union) return;
  if (pool.tag(errorUnionSet(pool, returned)) !== ItemTag.type_inferred_error_set) return;
  program.knowErrors(errorUnionSet(pool, returned));
  const errors = errorTexts(program, returned);
  if (errors === null) return;
  yield { offset: tree.tokenStarts[bang], label: `error{${errors.join(',')}}`, kind: 'errorSet' };
}
