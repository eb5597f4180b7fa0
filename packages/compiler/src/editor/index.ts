export { type Occurrence, occurrences } from './document-highlight.ts';
export { type DocumentSymbol, documentSymbols } from './document-symbols.ts';
export { EditorQueries } from './editor-queries.ts';
export { type FoldingRange, foldingRanges } from './folding.ts';
export { type ImportLink, importLinks } from './links.ts';
export type * from './query-types.ts';
export { selectionRanges } from './selection-ranges.ts';
export { type ColoredToken, coloredTokens } from './semantic-tokens.ts';
export { syntaxTree } from './syntax-tree.ts';
