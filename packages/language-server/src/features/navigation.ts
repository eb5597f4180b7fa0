import type { EditorQueries, Location as Place } from '@rezig/compiler/editor';
import type { ReferenceParams } from 'vscode-languageserver';
import type { Location } from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { locationsOf } from './conversions.ts';
import { placeOf, placesOf } from './place.ts';

type Search = (queries: EditorQueries, path: string, offset: number) => Place[];

/** A search that one program is enough for. */
function search(find: Search): RequestHandler {
  return {
    needs: 'program',
    answer: (workspace, params): Location[] => {
      const place = placeOf(workspace, params);
      if (place === null) return [];
      return locationsOf(workspace, find(place.queries, place.path, place.offset));
    },
  };
}

/** `textDocument/definition` and its like. */
export const definition = search((queries, path, offset) => queries.definition(path, offset));
export const declaration = search((queries, path, offset) => queries.declaration(path, offset));
export const typeDefinition = search((queries, path, offset) => queries.typeDefinition(path, offset));

/** `textDocument/implementation`: in all programs that have the file. */
export const implementation: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): Location[] =>
    locationsOf(
      workspace,
      foundInAll(workspace, params, (queries, path, offset) => queries.implementation(path, offset)),
    ),
};

/** `textDocument/references`: in all programs that have the file. */
export const references: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): Location[] =>
    locationsOf(workspace, referencesOf(workspace, params, (params as ReferenceParams).context.includeDeclaration)),
};

/** The places of all programs that refer to what the name refers to that `params` point to. */
export function referencesOf(workspace: Workspace, params: unknown, includeDeclaration: boolean): Place[] {
  return foundInAll(workspace, params, (queries, path, offset) =>
    queries.references(path, offset, { includeDeclaration }),
  );
}

/** What `find` gives in all programs that have the file, each place once: by path and place. */
function foundInAll(workspace: Workspace, params: unknown, find: Search): Place[] {
  const places = placesOf(workspace, params);
  const found = new Map<string, Place>();
  for (const { queries, path, offset } of places)
    for (const place of find(queries, path, offset)) found.set(`${place.path} ${place.start}`, place);
  if (places.length <= 1) return [...found.values()];
  return [...found.values()].sort((a, b) => (a.path === b.path ? a.start - b.start : a.path < b.path ? -1 : 1));
}
