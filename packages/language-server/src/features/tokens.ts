import { type ColoredToken, coloredTokens, syntaxTree } from '@rezig/compiler/editor';
import type { SemanticTokensRangeParams } from 'vscode-languageserver';
import type { SemanticTokens } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { tokenModifiers, tokenType } from '../legend.ts';
import type { RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { type AskedFile, fileOf, queriesOf } from './place.ts';

/** `textDocument/semanticTokens/full`. */
export const semanticTokens: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): SemanticTokens => {
    const file = fileOf(workspace, params);
    return { data: file === null ? [] : encoded(file.document, tokensOf(workspace, file)) };
  },
};

/** `textDocument/semanticTokens/range`. */
export const semanticTokensInRange: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): SemanticTokens => {
    const file = fileOf(workspace, params);
    if (file === null) return { data: [] };
    const { document } = file;
    const { range } = params as SemanticTokensRangeParams;
    const from = document.offsetAt(range.start);
    const to = document.offsetAt(range.end);
    const tokens = tokensOf(workspace, file).filter(({ start, end }) => end > from && start < to);
    return { data: encoded(document, tokens) };
  },
};

function tokensOf(workspace: Workspace, { path, document }: AskedFile): ColoredToken[] {
  return coloredTokens(syntaxTree(path, document.bytes), queriesOf(workspace, path)?.semanticKinds(path) ?? []);
}

/** Five numbers for each token, as the protocol has it: each place is told from the one before. */
function encoded(document: Document, tokens: readonly ColoredToken[]): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const token of tokens) {
    const start = document.positionAt(token.start);
    const length = document.positionAt(token.end).character - start.character;
    if (length <= 0) continue;
    const column = start.line === line ? start.character - character : start.character;
    data.push(start.line - line, column, length, tokenType(token.kind), tokenModifiers(token));
    line = start.line;
    character = start.character;
  }
  return data;
}
