import type { InlayHintParams } from 'vscode-languageserver';
import { type InlayHint, InlayHintKind } from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import { fileOf, queriesOf } from './place.ts';

/** `textDocument/inlayHint`. */
export const inlayHints: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): InlayHint[] => {
    const file = fileOf(workspace, params);
    const queries = file === null ? null : queriesOf(workspace, file.path);
    if (file === null || queries === null) return [];
    const { document, path } = file;
    const { start, end } = (params as InlayHintParams).range;
    const range = { start: document.offsetAt(start), end: document.offsetAt(end) };
    return queries.inlayHints(path, range).map(({ offset, label, kind }) => ({
      position: document.positionAt(offset),
      label,
      kind: kind === 'parameter' ? InlayHintKind.Parameter : InlayHintKind.Type,
      ...(kind === 'parameter' ? { paddingRight: true } : {}),
    }));
  },
};
