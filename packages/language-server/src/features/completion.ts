import {
  type CompletionItem,
  CompletionItemTag,
  type CompletionList,
  MarkupKind,
  type SignatureHelp,
} from 'vscode-languageserver-types';
import type { RequestHandler } from '../request-handler.ts';
import { completionKind } from './conversions.ts';
import { placeOf } from './place.ts';

/** `textDocument/completion`. */
export const completion: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): CompletionList | null => {
    const place = placeOf(workspace, params);
    if (place === null) return null;
    const { range, items } = place.queries.completion(place.path, place.offset);
    const replaced = place.document.range(range.start, range.end);
    return {
      isIncomplete: false,
      items: items.map(
        (item): CompletionItem => ({
          label: item.label,
          kind: completionKind(item.kind),
          sortText: item.sortText,
          textEdit: { range: replaced, newText: item.insertText },
          ...(item.detail === '' ? {} : { detail: item.detail }),
          ...(item.documentation === ''
            ? {}
            : { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
          ...(item.isDeprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
        }),
      ),
    };
  },
};

/** `textDocument/signatureHelp`. */
export const signatureHelp: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): SignatureHelp | null => {
    const place = placeOf(workspace, params);
    const help = place?.queries.signatureHelp(place.path, place.offset) ?? null;
    if (help === null) return null;
    const { label, documentation, parameters, activeParameter } = help;
    return {
      signatures: [
        {
          label,
          ...(documentation === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
          parameters: parameters.map(({ start, end }) => ({ label: [start, end] })),
          activeParameter,
        },
      ],
      activeSignature: 0,
      activeParameter,
    };
  },
};
