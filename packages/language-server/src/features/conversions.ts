import type { DeclarationItem, SymbolKind as Kind, Location as Place, TextReplacement } from '@rezig/compiler/editor';
import {
  CompletionItemKind,
  type Location,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Workspace } from '../workspace.ts';

const SYMBOL_KINDS: Readonly<Record<Kind, SymbolKind>> = {
  namespace: SymbolKind.Namespace,
  struct: SymbolKind.Struct,
  union: SymbolKind.Struct,
  enum: SymbolKind.Enum,
  opaque: SymbolKind.Class,
  errorSet: SymbolKind.Enum,
  type: SymbolKind.Class,
  typeFunction: SymbolKind.Function,
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  builtin: SymbolKind.Function,
  variable: SymbolKind.Variable,
  constant: SymbolKind.Constant,
  parameter: SymbolKind.Variable,
  capture: SymbolKind.Variable,
  field: SymbolKind.Field,
  enumMember: SymbolKind.EnumMember,
  error: SymbolKind.EnumMember,
  label: SymbolKind.Key,
  test: SymbolKind.Method,
  keyword: SymbolKind.Key,
  file: SymbolKind.File,
  module: SymbolKind.Module,
};

const COMPLETION_KINDS: Readonly<Record<Kind, CompletionItemKind>> = {
  namespace: CompletionItemKind.Module,
  struct: CompletionItemKind.Struct,
  union: CompletionItemKind.Struct,
  enum: CompletionItemKind.Enum,
  opaque: CompletionItemKind.Class,
  errorSet: CompletionItemKind.Enum,
  type: CompletionItemKind.Class,
  typeFunction: CompletionItemKind.Function,
  function: CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  builtin: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  parameter: CompletionItemKind.Variable,
  capture: CompletionItemKind.Variable,
  field: CompletionItemKind.Field,
  enumMember: CompletionItemKind.EnumMember,
  error: CompletionItemKind.EnumMember,
  label: CompletionItemKind.Reference,
  test: CompletionItemKind.Method,
  keyword: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
  module: CompletionItemKind.Module,
};

/** The protocol's kind of a symbol. */
export function symbolKind(kind: Kind): SymbolKind {
  return SYMBOL_KINDS[kind];
}

/** The protocol's kind of what is proposed. */
export function completionKind(kind: Kind): CompletionItemKind {
  return COMPLETION_KINDS[kind];
}

/** The places as the protocol has them. Those in files that are not there any more are left out. */
export function locationsOf(workspace: Workspace, places: readonly Place[]): Location[] {
  return places.flatMap(({ path, start, end }) => {
    const text = workspace.text(path);
    return text === null ? [] : [{ uri: text.uri, range: text.range(start, end) }];
  });
}

/** The edits that make `replacements`, by file. */
export function workspaceEdit(workspace: Workspace, replacements: readonly TextReplacement[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, start, end, text } of replacements) {
    const document = workspace.text(path);
    if (document === null) continue;
    changes[document.uri] ??= [];
    changes[document.uri].push({ range: document.range(start, end), newText: text });
  }
  return { changes };
}

/** A declaration with the ranges that the protocol has of it; null where its file is not there any more. */
export function declarationItem(
  workspace: Workspace,
  { name, kind, location, nameRange }: DeclarationItem,
): { name: string; kind: SymbolKind; uri: string; range: Location['range']; selectionRange: Location['range'] } | null {
  const text = workspace.text(location.path);
  if (text === null) return null;
  return {
    name,
    kind: symbolKind(kind),
    uri: text.uri,
    range: text.range(location.start, location.end),
    selectionRange: text.range(nameRange.start, nameRange.end),
  };
}
