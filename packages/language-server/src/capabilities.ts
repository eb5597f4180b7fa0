import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { PositionUnits } from './document.ts';
import type { Settings } from './settings.ts';

/** The requests that the analysis answers. */
export const ANALYSIS_METHODS: readonly string[] = ['textDocument/diagnostic', 'workspace/diagnostic'];

/** How positions are counted for a client: in bytes if it can, which costs nothing here; else as it likes best. */
export function positionUnits({ general }: ClientCapabilities): PositionUnits {
  const offered = general?.positionEncodings ?? [];
  if (offered.includes('utf-8')) return 'utf-8';
  const known: readonly PositionUnits[] = ['utf-16', 'utf-32'];
  return known.find((units) => units === offered[0]) ?? 'utf-16';
}

/** What the server says that it can do. */
export function serverCapabilities(units: PositionUnits, settings: Settings): ServerCapabilities {
  return {
    positionEncoding: units,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(settings.diagnostics === 'pull'
      ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true, identifier: 'rezig' } }
      : {}),
  };
}
