import { TokenTag } from '../syntax/token.ts';
import { kindOfSymbol } from './kinds.ts';
import { tokenRange } from './lookup.ts';
import type { FileView, Program } from './program.ts';
import type { SemanticToken, SymbolKind } from './query-types.ts';
import { type Sym, siteOf, symbolAt } from './symbols.ts';

/** What can be assigned to, or holds something that can. */
const CHANGEABLE = new Set<SymbolKind>(['variable', 'field']);

/** What the identifiers of a file refer to, by place. */
export function semanticTokens(program: Program, view: FileView): SemanticToken[] {
  const { tree } = view;
  const found: SemanticToken[] = [];
  for (let token = 0; token < tree.tokenTags.length; token++) {
    if (tree.tokenTags[token] !== TokenTag.identifier) continue;
    const symbol = symbolAt(program, view, token);
    if (symbol !== null) found.push(semanticToken(program, view, token, symbol));
  }
  return found;
}

function semanticToken(program: Program, view: FileView, token: number, symbol: Sym): SemanticToken {
  const kind = kindOfSymbol(program, symbol);
  const site = siteOf(program, symbol);
  return {
    ...tokenRange(view, token),
    kind,
    isDeclaration: site !== null && site.view === view && site.token === token,
    isConstant: !CHANGEABLE.has(kind),
    isLibrary: site !== null && !program.files.isOwn(site.view.file),
  };
}
