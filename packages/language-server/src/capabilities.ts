import {
  type ClientCapabilities,
  CodeActionKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { PositionUnits } from './document.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from './legend.ts';
import type { ServerParts } from './server.ts';
import type { Settings } from './settings.ts';

/** How positions are counted for a client: in bytes if it can, which costs nothing here; else as it likes best. */
export function positionUnits({ general }: ClientCapabilities): PositionUnits {
  const offered = general?.positionEncodings ?? [];
  if (offered.includes('utf-8')) return 'utf-8';
  const known: readonly PositionUnits[] = ['utf-16', 'utf-32'];
  return known.find((units) => units === offered[0]) ?? 'utf-16';
}

/** The command that runs tests. */
export const RUN_TESTS = 'rezig.runTests';

/** What the server says that it can do. */
export function serverCapabilities(
  units: PositionUnits,
  settings: Settings,
  { openFormatter, openTestRunner }: Pick<ServerParts, 'openFormatter' | 'openTestRunner'>,
): ServerCapabilities {
  return {
    positionEncoding: units,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    completionProvider: { triggerCharacters: ['.', '@', '"', '/', ':'] },
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    inlayHintProvider: true,
    callHierarchyProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentHighlightProvider: true,
    documentFormattingProvider: openFormatter !== null,
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        CodeActionKind.SourceFixAll,
        CodeActionKind.SourceOrganizeImports,
      ],
    },
    documentLinkProvider: {},
    codeLensProvider: { resolveProvider: true },
    ...(openTestRunner === null ? {} : { executeCommandProvider: { commands: [RUN_TESTS] } }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: '**' } }] } },
    },
    ...(settings.diagnostics === 'pull'
      ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true, identifier: 'rezig' } }
      : {}),
  };
}
