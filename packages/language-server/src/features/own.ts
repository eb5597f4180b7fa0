import { explanationText } from '@rezig/compiler';
import type { DeclarationCost } from '@rezig/compiler/editor';
import type { RequestHandler } from '../request-handler.ts';
import { RefusedRequest } from '../request-handler.ts';
import { fileOf, type PlaceParams, placeOf } from './place.ts';

/* Requests that only this server has: see `docs/language-server.md`. */

/** `rezig/expand`: the type that stands at a place, with all that is known of it, as Zig; null where none does. */
export const expand: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): string | null => {
    const place = placeOf(workspace, params);
    return place?.queries.expandAtCompileTime(place.path, place.offset) ?? null;
  },
};

/** `rezig/cost`: what the declaration takes that the name at a place refers to; null where there is none. */
export const cost: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): DeclarationCost | null => {
    const place = placeOf(workspace, params);
    return place?.queries.cost(place.path, place.offset) ?? null;
  },
};

/** `rezig/explain`: why the declaration called `name` was analysed last, in words, as `rezig explain` tells it. */
export const explain: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): string => {
    const { name } = params as { readonly name: string };
    const file = fileOf(workspace, params);
    const program = file === null ? null : workspace.programOf(file.path);
    if (program === null) throw new RefusedRequest('the file belongs to no program');
    return explanationText(program.compilation.explain(name));
  },
};

/** `rezig/instances`: the names of the instances in use of the generic function around a place, first that which answers are about. */
export const instances: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): string[] => {
    const place = placeOf(workspace, params);
    return place?.queries.instances(place.path, place.offset).map(({ name }) => name) ?? [];
  },
};

/** `rezig/chooseInstance`: has answers be about the instance called `name` of the generic function around a place; null for the first by name. */
export const chooseInstance: RequestHandler = {
  changesAnswers: true,
  needs: 'program',
  answer: (workspace, params): null => {
    const { name } = params as PlaceParams & { readonly name: string | null };
    const place = placeOf(workspace, params);
    if (place?.queries.chooseInstance(place.path, place.offset, name) !== true)
      throw new RefusedRequest('no generic function with such an instance is there');
    return null;
  },
};
