import { NO_DECL } from '../intern/ids.ts';
import { fullCall } from '../syntax/full.ts';
import { fullFnProto } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { throughAliases } from './aliases.ts';
import { kindOfSymbol } from './kinds.ts';
import { nodeRange, tokenRange } from './lookup.ts';
import { nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import type { SymbolKind, TextRange } from './query-types.ts';
import { mentionsOf } from './references.ts';
import { declarationAt, declaredName } from './scopes.ts';
import { identityOf, type Sym, symbolAt } from './symbols.ts';

/** A declaration as it is in the text that was analysed. */
export interface DeclaredItem {
  readonly view: FileView;
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: TextRange;
  readonly nameRange: TextRange;
}

/** A caller or callee with the places of the calls, in the file `view`: that of the caller. */
export interface Calls {
  readonly item: DeclaredItem;
  readonly view: FileView;
  readonly places: TextRange[];
}

/** A symbol as an item of a list of declarations; null where it is no member. */
export function itemOf(program: Program, symbol: Sym): DeclaredItem | null {
  if (symbol.kind !== 'declared' || symbol.declared.kind !== 'member') return null;
  const { view, declared } = symbol;
  return {
    view,
    name: nameAt(view.tree, declared.token),
    kind: kindOfSymbol(program, symbol),
    range: nodeRange(view, declared.node),
    nameRange: tokenRange(view, declared.token),
  };
}

/** The function or test whose body `node` is in; null for none. */
export function functionAround(program: Program, view: FileView, node: number): Sym | null {
  const { tree, index } = view;
  for (const around of [node, ...index.ancestors(node)]) {
    if (tree.nodeTags[around] !== NodeTag.fn_decl) continue;
    const name = fullFnProto(tree, around)?.nameToken ?? null;
    return name === null ? null : symbolAt(program, view, name);
  }
  return null;
}

/** Who calls the function `symbol`, by path and place. */
export function callersOf(program: Program, symbol: Sym): Calls[] {
  const found = new Map<string, Calls>();
  for (const { view, token } of mentionsOf(program, symbol)) {
    if (!isCallee(view, token)) continue;
    const caller = functionAround(program, view, view.index.nodeAt(token));
    if (caller !== null) add(program, found, caller, view, tokenRange(view, token));
  }
  return [...found.values()];
}

/** What the function `symbol` calls, in the order of the text. */
export function calleesOf(program: Program, symbol: Sym): Calls[] {
  const found = new Map<string, Calls>();
  if (symbol.kind !== 'declared') return [];
  const { view, declared } = symbol;
  const { tree, index } = view;
  const body = nodeRange(view, declared.node);
  for (const node of index.nodesBetween(index.tokenAt(body.start), index.tokenAt(body.end - 1))) {
    const call = fullCall(tree, node);
    if (call === null || ![...index.ancestors(node)].includes(declared.node)) continue;
    const token =
      tree.nodeTags[call.fnExpr] === NodeTag.field_access ? tree.rhs[call.fnExpr] : tree.mainTokens[call.fnExpr];
    const callee = symbolAt(program, view, token);
    if (callee !== null) add(program, found, throughAliases(program, callee), view, tokenRange(view, token));
  }
  for (const { places } of found.values()) places.sort((a, b) => a.start - b.start);
  return [...found.values()].sort((a, b) => a.places[0].start - b.places[0].start);
}

function add(program: Program, found: Map<string, Calls>, symbol: Sym, view: FileView, place: TextRange): void {
  const item = itemOf(program, symbol);
  const identity = identityOf(program, symbol);
  if (item === null || identity === null) return;
  const known = found.get(identity);
  if (known === undefined) found.set(identity, { item, view, places: [place] });
  else known.places.push(place);
}

/** Whether the name at `token` is that of what is called. */
function isCallee({ tree, index }: FileView, token: number): boolean {
  const node = index.nodeAt(token);
  const around = index.parent(node);
  return around !== 0 && fullCall(tree, around)?.fnExpr === node;
}

/** Whether a symbol is declared as a function. */
export function isFunction(symbol: Sym): boolean {
  return symbol.kind === 'declared' && fullFnProto(symbol.view.tree, symbol.declared.node) !== null;
}

/** The members of the program's own files whose names have `query` in them, whatever the case, by name. */
export function memberSymbols(program: Program, query: string): Sym[] {
  const wanted = query.toLowerCase();
  const found: { readonly name: string; readonly symbol: Sym }[] = [];
  for (const file of program.ownFiles()) {
    const view = program.view(file);
    for (let node = 1; node < view.tree.nodeTags.length; node++) {
      const token = declaredName(view.tree, node);
      const name = token === null ? '' : nameAt(view.tree, token);
      if (token === null || !name.toLowerCase().includes(wanted)) continue;
      const declared = declarationAt(view.index, token);
      if (declared?.kind === 'member')
        found.push({ name, symbol: { kind: 'declared', view, declared, decl: NO_DECL } });
    }
  }
  const unique = new Map(found.map(({ name, symbol }) => [`${name} ${identityOf(program, symbol)}`, symbol]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, symbol]) => symbol);
}
