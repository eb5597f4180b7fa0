import { explanationText } from '@rezig/compiler';
import type { DeclarationCost } from '@rezig/compiler/editor';
import type { RequestHandler } from '../request-handler.ts';
import { RefusedRequest } from '../request-handler.ts';
import { fileOf, placeOf } from './place.ts';

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
