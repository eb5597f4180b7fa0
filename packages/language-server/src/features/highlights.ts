import { occurrences, syntaxTree } from '@rezig/compiler/editor';
import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import { fileOf, type PlaceParams, placeOf } from './place.ts';

/** `textDocument/documentHighlight`: by the text where that tells, else by what the program knows. */
export const highlights: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): DocumentHighlight[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    const { path, document } = file;
    const offset = document.offsetAt((params as PlaceParams).position);
    const known = occurrences(syntaxTree(path, document.bytes), offset);
    if (known !== null) {
      return known.map(({ start, end, isWrite }) => ({
        range: document.range(start, end),
        kind: isWrite ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }
    const found = placeOf(workspace, params)?.queries.references(path, offset, { includeDeclaration: true }) ?? [];
    const here = found.filter((place) => place.path === path);
    return here.map(({ start, end }) => ({ range: document.range(start, end), kind: DocumentHighlightKind.Text }));
  },
};
