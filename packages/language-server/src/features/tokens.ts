import {
  type ColoredToken,
  coloredTokens,
  type SemanticToken,
  syntaxTree,
  type TextRange,
} from '@rezig/compiler/editor';
import type { SemanticTokensDeltaParams, SemanticTokensRangeParams } from 'vscode-languageserver';
import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { tokenModifiers, tokenType } from '../legend.ts';
import type { LongRequestHandler, RequestHandler } from '../request-handler.ts';
import { pathOfUri } from '../uris.ts';
import type { Workspace } from '../workspace.ts';
import { fileOf, queriesOf } from './place.ts';

/** How many lines are looked at before other requests are answered; of files that are to be mended for each look at them. */
const LINES_AT_ONCE = 64;
const MENDED_LINES_AT_ONCE = 256;

/** `textDocument/semanticTokens/full`. */
export const semanticTokens: LongRequestHandler = {
  needs: 'program',
  *pieces(workspace, params): Generator<void, SemanticTokens, void> {
    const told = yield* toldOfFile(workspace, params);
    return told ?? { data: [] };
  },
};

/** `textDocument/semanticTokens/full/delta`: what is another since an answer that the client has. */
export const semanticTokensDelta: LongRequestHandler = {
  needs: 'program',
  *pieces(workspace, params): Generator<void, SemanticTokens | SemanticTokensDelta, void> {
    const { textDocument, previousResultId } = params as SemanticTokensDeltaParams;
    const before = workspace.colors.get(pathOfUri(textDocument.uri));
    const told = yield* toldOfFile(workspace, params);
    if (told === null || before?.resultId !== previousResultId) return told ?? { data: [] };
    return { resultId: told.resultId!, edits: editsBetween(before.data, told.data) };
  },
};

/** The colors of a whole file, which are kept for the next `delta`; null where there is no such file. */
function* toldOfFile(workspace: Workspace, params: unknown): Generator<void, SemanticTokens | null, void> {
  const file = fileOf(workspace, params);
  if (file === null) return null;
  const { path, document } = file;
  const meant: SemanticToken[] = [];
  const count = queriesOf(workspace, path)?.isMended(path) === true ? MENDED_LINES_AT_ONCE : LINES_AT_ONCE;
  for (let line = 0; line < document.lineCount; line += count) {
    const end = line + count < document.lineCount ? document.lineStart(line + count) : Infinity;
    meant.push(...meantIn(workspace, path, { start: document.lineStart(line), end }));
    yield;
  }
  const data = encoded(document, coloredTokens(syntaxTree(path, document.bytes), meant));
  const resultId = String(Number(workspace.colors.get(path)?.resultId ?? 0) + 1);
  const told = { resultId, data };
  // The client has one answer, and none of a file that it does not have.
  if (workspace.open.has(path)) workspace.colors.set(path, told);
  return told;
}

/** The edit that makes `after` of `before`, if they differ. */
function editsBetween(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const deleteCount = before.length - start - end;
  const data = after.slice(start, after.length - end);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

/** `textDocument/semanticTokens/range`. */
export const semanticTokensInRange: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): SemanticTokens => {
    const file = fileOf(workspace, params);
    if (file === null) return { data: [] };
    const { path, document } = file;
    const { range } = params as SemanticTokensRangeParams;
    const from = document.offsetAt(range.start);
    const to = document.offsetAt(range.end);
    const meant = meantIn(workspace, path, { start: from, end: to });
    const tokens = coloredTokens(syntaxTree(path, document.bytes), meant);
    return {
      data: encoded(
        document,
        tokens.filter(({ start, end }) => end > from && start < to),
      ),
    };
  },
};

function meantIn(workspace: Workspace, path: string, range: TextRange): SemanticToken[] {
  return queriesOf(workspace, path)?.semanticKinds(path, range) ?? [];
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
