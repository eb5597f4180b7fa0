import type { TokenTag } from '../syntax/token.ts';
import { BUILTIN_SIGNATURES } from './builtin-signatures.ts';
import { declaredKeywords, keywordsBehind } from './keywords.ts';
import type { Program } from './program.ts';
import type { CompletionItem } from './query-types.ts';

/** All builtins. */
export function builtinCompletions(): CompletionItem[] {
  return [...BUILTIN_SIGNATURES]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, { signature, documentation }]) => {
      const detail = signature;
      return { label, kind: 'builtin', detail, documentation, sortText: label, insertText: label, isDeprecated: false };
    });
}

/** What a member of a container can begin with, or goes on with behind the keyword `first`. */
export function memberCompletions(first: TokenTag | null): CompletionItem[] {
  const keywords = first === null ? declaredKeywords : keywordsBehind(first);
  const rest = { kind: 'keyword', detail: '', documentation: '', isDeprecated: false } as const;
  return keywords.map((label, i) => ({ ...rest, label, insertText: label, sortText: String(i).padStart(2, '0') }));
}

/** What the file at `path` can import. */
export function importCompletions(program: Program, path: string): CompletionItem[] {
  const view = program.viewAt(path);
  if (view === null) return [];
  const { modules, files } = program.files.importableNames(view.file);
  const rest = { detail: '', documentation: '', isDeprecated: false } as const;
  const item = (label: string, kind: 'module' | 'file'): CompletionItem => ({
    ...rest,
    label,
    kind,
    insertText: label,
    sortText: (kind === 'module' ? '0' : '1') + label,
  });
  return [...modules.map((name) => item(name, 'module')), ...files.map((name) => item(name, 'file'))];
}
