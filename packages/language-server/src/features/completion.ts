import type { Completions, CompletionItem as Proposed } from '@rezig/compiler/editor';
import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  MarkupKind,
  type SignatureHelp,
} from 'vscode-languageserver-types';
import { directoryOf, joinPath } from '../paths.ts';
import type { RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { completionKind } from './conversions.ts';
import { type AskedPlace, placeOf } from './place.ts';

/** What is proposed; of directories the compiler knows nothing. */
type Proposal = Omit<Proposed, 'kind'> & { readonly kind: Proposed['kind'] | 'directory' };

/** `textDocument/completion`. */
export const completion: RequestHandler = {
  needs: 'program',
  answer: (workspace, params, tell): CompletionList | null => {
    const place = placeOf(workspace, params);
    if (place === null) return null;
    const { path, offset, queries } = place;
    let told: CompletionList | null = null;
    const found = queries.completion(path, offset, (early) => {
      told = listOf(workspace, place, early);
      tell(told);
    });
    return told ?? listOf(workspace, place, found);
  },
};

function listOf(workspace: Workspace, place: AskedPlace, { range, items: known, quoted }: Completions): CompletionList {
  const items: readonly Proposal[] =
    quoted === undefined ? known : [...known, ...paths(workspace, place, range.start, quoted, known)];
  const replaced = place.document.range(range.start, range.end);
  return {
    isIncomplete: false,
    items: items.map(
      (item): CompletionItem => ({
        label: item.label,
        kind: item.kind === 'directory' ? CompletionItemKind.Folder : completionKind(item.kind),
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
}

/** The files and directories that a path may go on to which begins at byte `start` and is written up to the cursor, but for those that are `known`. */
function paths(
  workspace: Workspace,
  { path, document, offset }: AskedPlace,
  start: number,
  quoted: 'import' | 'embed',
  known: readonly Proposal[],
): Proposal[] {
  const written = new TextDecoder().decode(document.bytes.subarray(start, offset));
  const before = written.slice(0, written.lastIndexOf('/') + 1);
  const labels = new Set(known.map(({ label }) => label));
  return workspace.entriesOf(joinPath(directoryOf(path), before)).flatMap(({ name, isDirectory }): Proposal[] => {
    const label = `${before}${name}${isDirectory ? '/' : ''}`;
    const isSource = isDirectory || /\.(zig|zon)$/.test(name);
    const isItself = joinPath(directoryOf(path), label) === path;
    if (labels.has(label) || name.startsWith('.') || isItself || (quoted === 'import' && !isSource)) return [];
    const kind = isDirectory ? 'directory' : 'file';
    const rest = { detail: '', documentation: '', insertText: label, isDeprecated: false };
    return [{ ...rest, label, kind, sortText: `2${label}` }];
  });
}

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
