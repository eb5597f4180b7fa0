import type { CallItem } from '@rezig/compiler/editor';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { declarationItem } from './conversions.ts';
import { type PlaceParams, placeOf, placesOf } from './place.ts';

/** `textDocument/prepareCallHierarchy`. */
export const prepareCalls: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): CallHierarchyItem[] | null => {
    const place = placeOf(workspace, params);
    const found = place?.queries.prepareCallHierarchy(place.path, place.offset) ?? null;
    const item = found === null ? null : declarationItem(workspace, found);
    return item === null ? null : [item];
  },
};

/** `callHierarchy/incomingCalls`. */
export const incomingCalls: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): CallHierarchyIncomingCall[] => {
    const callers = new Map<string, CallHierarchyIncomingCall>();
    for (const { queries, path, offset } of placesOf(workspace, placeOfItem(params))) {
      for (const call of queries.incomingCalls(path, offset)) {
        const { item } = call;
        const from = declarationItem(workspace, item);
        if (from === null) continue;
        // Of a function that several programs have, one may know calls that are not analysed in others.
        const key = `${item.location.path} ${item.location.start}`;
        const fromRanges = rangesOf(workspace, item.location.path, call);
        const known = callers.get(key)?.fromRanges ?? [];
        callers.set(key, { from, fromRanges: known.length > fromRanges.length ? known : fromRanges });
      }
    }
    return [...callers.values()];
  },
};

/** `callHierarchy/outgoingCalls`. */
export const outgoingCalls: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): CallHierarchyOutgoingCall[] => {
    const place = placeOf(workspace, placeOfItem(params));
    if (place === null) return [];
    return place.queries.outgoingCalls(place.path, place.offset).flatMap((call) => {
      const to = declarationItem(workspace, call.item);
      return to === null ? [] : [{ to, fromRanges: rangesOf(workspace, place.path, call) }];
    });
  },
};

function placeOfItem(params: unknown): PlaceParams {
  const { uri, selectionRange } = (params as { readonly item: CallHierarchyItem }).item;
  return { textDocument: { uri }, position: selectionRange.start };
}

/** The places of the calls, which are in the file at `path`. */
function rangesOf(workspace: Workspace, path: string, { calls }: CallItem): Range[] {
  const text = workspace.text(path);
  return text === null ? [] : calls.map(({ start, end }) => text.range(start, end));
}
