import { importLinks, type TextReplacement } from '@rezig/compiler/editor';
import type { RenameParams } from 'vscode-languageserver';
import { type Range, RenameFile, TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver-types';
import { directoryOf, joinPath } from '../paths.ts';
import { RefusedRequest, type RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { workspaceEdit } from './conversions.ts';
import { editsForMoves } from './moved-files.ts';
import { fileOf, type PlaceParams, placeOf, placesOf } from './place.ts';

/** `textDocument/prepareRename`. */
export const prepareRename: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): { range: Range; placeholder: string } | null => {
    const place = placeOf(workspace, params);
    if (place === null) return null;
    const { document, path, offset, queries } = place;
    const link = linkAt(workspace, params);
    if (link !== null && workspace.renamesFiles)
      return { range: document.range(link.start, link.end), placeholder: link.target };
    const found = queries.prepareRename(path, offset);
    return found && { range: document.range(found.start, found.end), placeholder: found.name };
  },
};

/** `textDocument/rename`: in all programs that have the file, or of a file where it is imported. Throws a `RefusedRequest` that says why it cannot be done. */
export const rename: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): WorkspaceEdit | null => {
    const { newName } = params as RenameParams;
    const link = linkAt(workspace, params);
    if (link !== null && workspace.renamesFiles) return renamedFile(workspace, link, newName);
    const edits = new Map<string, TextReplacement>();
    for (const { queries, path, offset } of placesOf(workspace, params)) {
      const found = queries.rename(path, offset, newName);
      if (typeof found === 'string') throw new RefusedRequest(found);
      // Of what one program knows others may know nothing.
      for (const edit of found ?? []) edits.set(`${edit.path} ${edit.start}`, edit);
    }
    if (edits.size === 0) throw new RefusedRequest('there is no name here that is known');
    return workspaceEdit(workspace, [...edits.values()]);
  },
};

/** The name of a file that an `@import` or `@embedFile` has. */
interface FileLink {
  readonly start: number;
  readonly end: number;
  readonly target: string;
  /** The directory that `target` counts from. */
  readonly directory: string;
}

/** The name of a file in which a place is. */
function linkAt(workspace: Workspace, params: unknown): FileLink | null {
  const file = fileOf(workspace, params);
  if (file === null) return null;
  const { path, document } = file;
  const offset = document.offsetAt((params as PlaceParams).position);
  const link = importLinks(document.bytes).find(({ start, end }) => start <= offset && offset <= end);
  if (link === undefined || (!link.isEmbedded && !/\.(zig|zon)$/.test(link.target))) return null;
  const directory = directoryOf(path);
  return workspace.text(joinPath(directory, link.target)) === null ? null : { ...link, directory };
}

/** What gives a file another name, with all that imports it. */
function renamedFile(workspace: Workspace, { directory, target }: FileLink, newName: string): WorkspaceEdit {
  const [from, to] = [joinPath(directory, target), joinPath(directory, newName)];
  const extension = /\.(zig|zon)$/.exec(target)?.[0] ?? '';
  if (newName === '' || !newName.endsWith(extension))
    throw new RefusedRequest(`the name of the file ends with '${extension}'`);
  if (to !== from && workspace.text(to) !== null) throw new RefusedRequest(`there is a file '${newName}' already`);
  const { changes = {} } = workspaceEdit(workspace, editsForMoves(workspace, [{ from, to }]));
  const edits = Object.entries(changes).map(([uri, all]) => TextDocumentEdit.create({ uri, version: null }, all));
  return { documentChanges: [...edits, RenameFile.create(workspace.uriOf(from), workspace.uriOf(to))] };
}
