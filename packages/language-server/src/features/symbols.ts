import { type DocumentSymbol as Declared, documentSymbols, syntaxTree } from '@rezig/compiler/editor';
import type { WorkspaceSymbolParams } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { RequestHandler } from '../request-handler.ts';
import { declarationItem, symbolKind } from './conversions.ts';
import { fileOf } from './place.ts';

/** `textDocument/documentSymbol`. */
export const symbolsOfFile: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): DocumentSymbol[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    const { path, document } = file;
    return documentSymbols(syntaxTree(path, document.bytes)).map((symbol) => converted(document, symbol));
  },
};

function converted(document: Document, { name, kind, range, nameRange, children }: Declared): DocumentSymbol {
  return {
    name: name === '' ? ' ' : name,
    kind: symbolKind(kind),
    range: document.range(range.start, range.end),
    selectionRange: document.range(nameRange.start, nameRange.end),
    children: children.map((child) => converted(document, child)),
  };
}

/** `workspace/symbol`. */
export const symbolsOfWorkspace: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): SymbolInformation[] => {
    const { query } = params as WorkspaceSymbolParams;
    const found = new Map<string, SymbolInformation>();
    for (const program of workspace.programsInUse()) {
      for (const declared of program.queries.workspaceSymbols(query)) {
        const item = declarationItem(workspace, declared);
        if (item === null) continue;
        const { name, kind, uri, selectionRange } = item;
        // Programs share files.
        const key = `${uri} ${selectionRange.start.line} ${selectionRange.start.character}`;
        found.set(key, { name, kind, location: { uri, range: selectionRange } });
      }
    }
    return [...found.values()];
  },
};
