import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { RequestHandler } from '../request-handler.ts';
import { pathOfUri } from '../uris.ts';

/** `textDocument/diagnostic`. */
export const fileDiagnostics: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): DocumentDiagnosticReport => {
    const { textDocument, previousResultId } = params as DocumentDiagnosticParams;
    const { diagnostics, resultId } = workspace.diagnostics.of(pathOfUri(textDocument.uri));
    if (resultId === previousResultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: [...diagnostics] };
  },
};

/** `workspace/diagnostic`. */
export const workspaceDiagnostics: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): WorkspaceDiagnosticReport => {
    const { previousResultIds } = params as WorkspaceDiagnosticParams;
    const before = new Map(previousResultIds.map(({ uri, value }) => [pathOfUri(uri), value]));
    const paths = new Set([...workspace.diagnostics.paths(), ...before.keys()]);
    const items = [...paths].map((path) => {
      const { diagnostics, resultId } = workspace.diagnostics.of(path);
      const file = { uri: workspace.uriOf(path), version: workspace.open.get(path)?.version ?? null, resultId };
      return resultId === before.get(path)
        ? { kind: 'unchanged' as const, ...file }
        : { kind: 'full' as const, ...file, items: [...diagnostics] };
    });
    return { items };
  },
};
