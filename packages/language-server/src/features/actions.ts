import type { Message } from '@rezig/compiler';
import {
  extractConstant,
  type FixEdit,
  fixAll,
  fixesOf,
  inlineConstant,
  organizeImports,
  syntaxTree,
} from '@rezig/compiler/editor';
import type { CodeActionParams } from 'vscode-languageserver';
import { type CodeAction, CodeActionKind, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { directoryOf, joinPath } from '../paths.ts';
import type { RequestHandler } from '../request-handler.ts';
import type { Workspace } from '../workspace.ts';
import { fileOf } from './place.ts';

const EXTRACT_CONSTANT = `${CodeActionKind.RefactorExtract}.constant`;
const INLINE_CONSTANT = `${CodeActionKind.RefactorInline}.constant`;

/** The modules that every file can import. */
const MODULES: ReadonlySet<string> = new Set(['std', 'builtin', 'root']);

/** `textDocument/codeAction`: what mends the errors in a range, and what is done to a whole file. */
export const codeActions: RequestHandler = {
  needs: 'program',
  answer: (workspace, params): CodeAction[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    const { path, document } = file;
    const { range, context } = params as CodeActionParams;
    const isWanted = (kind: string): boolean =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const tree = syntaxTree(path, document.bytes);
    const messages = (workspace.programOf(path)?.last?.errors ?? []).filter(({ location }) => location?.path === path);
    const importable = (name: string): string[] => importsCalled(workspace, path, name);
    const actions: CodeAction[] = [];
    if (isWanted(CodeActionKind.QuickFix)) {
      const from = document.offsetAt(range.start);
      const to = document.offsetAt(range.end);
      for (const message of messages) {
        const { start, end } = message.location!.span;
        if (end < from || start > to) continue;
        for (const { title, edits, isPreferred } of fixesOf(tree, message, importable)) {
          const told = toldAs(message, document, context.diagnostics);
          const edit = editOf(document, edits);
          actions.push({
            title,
            kind: CodeActionKind.QuickFix,
            edit,
            isPreferred,
            ...(told && { diagnostics: [told] }),
          });
        }
      }
    }
    const from = document.offsetAt(range.start);
    for (const [kind, fix] of [
      [EXTRACT_CONSTANT, extractConstant(tree, { start: from, end: document.offsetAt(range.end) })],
      [INLINE_CONSTANT, inlineConstant(tree, from)],
    ] as const) {
      if (fix !== null && isWanted(kind)) actions.push({ title: fix.title, kind, edit: editOf(document, fix.edits) });
    }
    if (isWanted(CodeActionKind.SourceFixAll)) {
      const edits = fixAll(tree, messages, importable);
      if (edits.length > 0)
        actions.push({ title: 'Fix all', kind: CodeActionKind.SourceFixAll, edit: editOf(document, edits) });
    }
    if (isWanted(CodeActionKind.SourceOrganizeImports)) {
      const edits = organizeImports(tree);
      const kind = CodeActionKind.SourceOrganizeImports;
      if (edits !== null) actions.push({ title: 'Organize imports', kind, edit: editOf(document, edits) });
    }
    return actions;
  },
};

function editOf(document: Document, edits: readonly FixEdit[]): WorkspaceEdit {
  const changes = edits.map(({ start, end, text }) => ({ range: document.range(start, end), newText: text }));
  return { changes: { [document.uri]: changes } };
}

/** The diagnostic that the client was told of `message`; undefined where it shows none of it. */
function toldAs(message: Message, document: Document, shown: readonly Diagnostic[]): Diagnostic | undefined {
  const { line, character } = document.positionAt(message.location!.span.start);
  return shown.find(
    ({ code, range: { start } }) => code === message.code && start.line === line && start.character === character,
  );
}

/** What the file at `path` may import that is called `name`: a module, or a file in its directory or in one with that name. */
function importsCalled(workspace: Workspace, path: string, name: string): string[] {
  if (MODULES.has(name)) return [name];
  const targets = [`${name}.zig`, `${name}/${name}.zig`, `${name}/root.zig`];
  return targets.filter((target) => workspace.text(joinPath(directoryOf(path), target)) !== null);
}
