import { funcTypeInfo } from '../intern/functions.ts';
import { NO_INDEX } from '../intern/ids.ts';
import { printType } from '../intern/print-type.ts';
import { builtinCallArgs, fullCall } from '../syntax/full.ts';
import { fullFnProto } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { throughAliases } from './aliases.ts';
import { BUILTIN_SIGNATURES } from './builtin-signatures.ts';
import { isBound } from './expected.ts';
import { documentationOf } from './hover.ts';
import { calleeType, meaningOf } from './meaning.ts';
import type { FileView, Program } from './program.ts';
import { prototypeParts } from './prototypes.ts';
import type { SignatureHelp } from './query-types.ts';
import { type Sym, symbolAt } from './symbols.ts';

/** The function in whose call `token` stands; null for none. */
export function signatureHelpAt(program: Program, view: FileView, token: number): SignatureHelp | null {
  const { tree, index } = view;
  const node = index.nodeAt(token);
  for (const around of [node, ...index.ancestors(node)]) {
    const call = fullCall(tree, around);
    const args = call?.params ?? builtinCallArgs(tree, around);
    if (args === null || args === undefined) {
      if (tree.nodeTags[around] === NodeTag.fn_decl) return null;
      continue;
    }
    const bracket = call?.lparen ?? tree.mainTokens[around] + 1;
    if (token <= bracket || token > lastToken(tree, around)) continue;
    let active = 0;
    for (const arg of args) if (lastToken(tree, arg) < token) active++;
    const isBehindLast = active > 0 && active === args.length && !hasComma(view, args[active - 1], token);
    const number = isBehindLast ? active - 1 : active;
    return call === null
      ? ofBuiltin(tokenString(tree, tree.mainTokens[around]), number)
      : ofCallee(program, view, call.fnExpr, number);
  }
  return null;
}

function hasComma({ tree }: FileView, arg: number, token: number): boolean {
  for (let at = lastToken(tree, arg) + 1; at < token; at++) if (tree.tokenTags[at] === TokenTag.comma) return true;
  return false;
}

function ofBuiltin(name: string, activeParameter: number): SignatureHelp | null {
  const known = BUILTIN_SIGNATURES.get(name);
  if (known === undefined) return null;
  const label = known.signature;
  return {
    label,
    documentation: known.documentation,
    parameters: parametersOf(label, label.indexOf('(')),
    activeParameter,
  };
}

function ofCallee(program: Program, view: FileView, callee: number, argument: number): SignatureHelp | null {
  const { tree } = view;
  const name = tree.nodeTags[callee] === NodeTag.field_access ? tree.rhs[callee] : tree.mainTokens[callee];
  const symbol = symbolAt(program, view, name);
  const activeParameter = argument + (isBound(program, view, callee) ? 1 : 0);
  const named = symbol === null ? null : ofSymbol(program, throughAliases(program, symbol), activeParameter);
  if (named !== null) return named;
  const type = calleeType(program, meaningOf(program, view, callee)?.type ?? NO_INDEX);
  if (type === NO_INDEX || funcTypeInfo(program.pool, type).params.length < 0) return null;
  const label = printType(program.pool, type);
  return { label, documentation: '', parameters: parametersOf(label, label.indexOf('(')), activeParameter };
}

function ofSymbol(program: Program, symbol: Sym, activeParameter: number): SignatureHelp | null {
  if (symbol.kind !== 'declared') return null;
  const { view, declared } = symbol;
  const proto = declared.kind === 'member' ? fullFnProto(view.tree, declared.node) : null;
  if (proto === null) return null;
  return {
    ...prototypeParts(view.tree, proto.protoNode),
    documentation: documentationOf(program, symbol),
    activeParameter,
  };
}

/** Where the parts between the commas in the brackets from `open` on are. */
function parametersOf(label: string, open: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < label.length; at++) {
    const char = label[at];
    if ('([{'.includes(char)) depth++;
    const isEnd = ')]}'.includes(char);
    if (isEnd) depth--;
    if ((char === ',' && depth === 1) || (isEnd && depth === 0)) {
      if (at > start) found.push({ start, end: at });
      start = at + 2;
    }
    if (depth === 0) break;
  }
  return found;
}
