import type { EditorQueries, Location as Place } from '@rezig/compiler/editor';
import type { ReferenceParams } from 'vscode-languageserver';
import type { Location } from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import { locationsOf } from './conversions.ts';
import { placeOf } from './place.ts';

type Search = (queries: EditorQueries, path: string, offset: number, params: unknown) => Place[];

function search(find: Search): RequestHandler {
  return {
    needs: 'program',
    answer: (workspace, params): Location[] => {
      const place = placeOf(workspace, params);
      if (place === null) return [];
      return locationsOf(workspace, find(place.queries, place.path, place.offset, params));
    },
  };
}

/** `textDocument/definition` and its like. */
export const definition = search((queries, path, offset) => queries.definition(path, offset));
export const declaration = search((queries, path, offset) => queries.declaration(path, offset));
export const typeDefinition = search((queries, path, offset) => queries.typeDefinition(path, offset));
export const implementation = search((queries, path, offset) => queries.implementation(path, offset));
export const references = search((queries, path, offset, params) => {
  const { includeDeclaration } = (params as ReferenceParams).context;
  return queries.references(path, offset, { includeDeclaration });
});
