import { TokenTag } from '../syntax/token.ts';
import { kindOfSymbol } from './kinds.ts';
import { tokenRange } from './lookup.ts';
import type { FileView, Program } from './program.ts';
import type { SemanticToken, SymbolKind, TextRange } from './query-types.ts';
import { type Sym, siteOf, symbolAt } from './symbols.ts';
import type { TextMap } from './text-map.ts';

/** What can be assigned to, or holds something that can. */
const CHANGEABLE = new Set<SymbolKind>(['variable', 'field']);

/** What the identifiers of a file refer to that start in `range` of the text that it has now, by place in that. `map` leads there. */
export function semanticTokens(program: Program, view: FileView, map: TextMap, range: TextRange): SemanticToken[] {
  const { tree } = view;
  const found: SemanticToken[] = [];
  const first = map.toAnalysed(range.start);
  // What the texts have in common is in the same order in both.
  for (
    let token = first === null ? 0 : Math.max(view.index.tokenAt(first), 0);
    token < tree.tokenTags.length;
    token++
  ) {
    if (tree.tokenTags[token] !== TokenTag.identifier) continue;
    const start = map.toNow(tree.tokenStarts[token]);
    if (start === null || start < range.start) continue;
    if (start >= range.end) break;
    const end = map.toNow(tokenRange(view, token).end);
    const symbol = end === null ? null : symbolAt(program, view, token);
    if (symbol !== null) found.push({ start, end: end!, ...meant(program, view, token, symbol) });
  }
  return found;
}

function meant(program: Program, view: FileView, token: number, symbol: Sym): Omit<SemanticToken, 'start' | 'end'> {
  const kind = kindOfSymbol(program, symbol);
  const site = siteOf(program, symbol);
  return {
    kind,
    isDeclaration: site !== null && site.view === view && site.token === token,
    isConstant: !CHANGEABLE.has(kind),
    isLibrary: site !== null && !program.files.isOwn(site.view.file),
  };
}
