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
import { type AskedPlace, placeOf } from './place.ts';

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
    const place = placeOfItem(workspace, params);
    const calls = place?.queries.incomingCalls(place.path, place.offset) ?? [];
    return calls.flatMap((call) => {
      const from = declarationItem(workspace, call.item);
      return from === null ? [] : [{ from, fromRanges: rangesOf(workspace, call.item.location.path, call) }];
    });
  },
};

/** `callHierarchy/outgoingCalls`. */
export const outgoingCalls: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): CallHierarchyOutgoingCall[] => {
    const place = placeOfItem(workspace, params);
    if (place === null) return [];
    return place.queries.outgoingCalls(place.path, place.offset).flatMap((call) => {
      const to = declarationItem(workspace, call.item);
      return to === null ? [] : [{ to, fromRanges: rangesOf(workspace, place.path, call) }];
    });
  },
};

function placeOfItem(workspace: Workspace, params: unknown): AskedPlace | null {
  const { uri, selectionRange } = (params as { readonly item: CallHierarchyItem }).item;
  return placeOf(workspace, { textDocument: { uri }, position: selectionRange.start });
}

/** The places of the calls, which are in the file at `path`. */
function rangesOf(workspace: Workspace, path: string, { calls }: CallItem): Range[] {
  const text = workspace.text(path);
  return text === null ? [] : calls.map(({ start, end }) => text.range(start, end));
}
