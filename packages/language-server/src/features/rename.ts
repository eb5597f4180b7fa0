import type { RenameParams } from 'vscode-languageserver';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { RefusedRequest, type RequestHandler } from '../request-handler.ts';
import { workspaceEdit } from './conversions.ts';
import { placeOf } from './place.ts';

/** `textDocument/prepareRename`. */
export const prepareRename: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): { range: Range; placeholder: string } | null => {
    const place = placeOf(workspace, params);
    const found = place?.queries.prepareRename(place.path, place.offset) ?? null;
    if (place === null || found === null) return null;
    return { range: place.document.range(found.start, found.end), placeholder: found.name };
  },
};

/** `textDocument/rename`. Throws an `Error` that says why it cannot be done. */
export const rename: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): WorkspaceEdit | null => {
    const place = placeOf(workspace, params);
    if (place === null) return null;
    const edits = place.queries.rename(place.path, place.offset, (params as RenameParams).newName);
    if (typeof edits === 'string') throw new RefusedRequest(edits);
    return workspaceEdit(workspace, edits);
  },
};
