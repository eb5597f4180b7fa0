import { BUILTIN_SIGNATURES } from './builtin-signatures.ts';
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
