import type { Diagnostic as Mark } from '@codemirror/lint';
import { LSPPlugin } from '@codemirror/lsp-client';
import { type Command, type EditorView, showDialog } from '@codemirror/view';
import { made } from './page.ts';

/* What the client of the language server lacks: diagnostics with their notes and what mends them, and a menu of what can be done at the cursor. */

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A diagnostic, as the server tells it. */
export interface Diagnostic {
  readonly range: Range;
  readonly severity?: number;
  readonly code?: number | string;
  readonly message: string;
  readonly tags?: readonly number[];
  readonly relatedInformation?: readonly {
    readonly location: { readonly uri: string; readonly range: Range };
    readonly message: string;
  }[];
}

interface CodeAction {
  readonly title: string;
  readonly kind?: string;
  readonly isPreferred?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
  readonly edit?: {
    readonly changes?: Readonly<Record<string, readonly { readonly range: Range; readonly newText: string }[]>>;
  };
}

/** What can be done where `range` is; of these kinds alone where some are given. */
async function actionsAt(
  plugin: LSPPlugin,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only?: readonly string[],
): Promise<readonly CodeAction[]> {
  const { client, uri } = plugin;
  client.sync();
  const context = { diagnostics, ...(only === undefined ? {} : { only }) };
  const params = { textDocument: { uri }, range, context };
  return (await client.request<typeof params, readonly CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
}

/** Does what `action` says, if the text is still that which it is for. */
function apply({ client }: LSPPlugin, { edit }: CodeAction, isCurrent: () => boolean): void {
  if (!isCurrent()) return;
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
    const doc = client.workspace.getFile(uri)?.doc;
    if (doc === undefined) continue;
    const at = ({ line, character }: Position): number => doc.line(line + 1).from + character;
    const changes = edits.map(({ range, newText }) => ({ from: at(range.start), to: at(range.end), insert: newText }));
    client.workspace.updateFile(uri, { changes, userEvent: 'input.action' });
  }
}

/** `marks`, which are of `diagnostics` in their order, with what mends them; null where the text was changed meanwhile. */
export async function withFixes(
  view: EditorView,
  marks: readonly Mark[],
  diagnostics: readonly Diagnostic[],
): Promise<readonly Mark[] | null> {
  const plugin = LSPPlugin.get(view);
  if (plugin === null || marks.length === 0) return null;
  const { doc } = view.state;
  const whole = { start: plugin.toPosition(0), end: plugin.toPosition(doc.length) };
  const actions = await actionsAt(plugin, whole, diagnostics, ['quickfix']);
  const isCurrent = (): boolean => LSPPlugin.get(view) === plugin && view.state.doc === doc;
  if (!isCurrent() || actions.length === 0) return null;
  const isFor = ({ code, range: { start } }: Diagnostic, other: Diagnostic): boolean =>
    code === other.code && start.line === other.range.start.line && start.character === other.range.start.character;
  return marks.map((mark, i) => {
    const own = actions.filter((action) => action.diagnostics?.some((one) => isFor(diagnostics[i], one)));
    return {
      ...mark,
      actions: own.map((action) => ({ name: action.title, apply: () => apply(plugin, action, isCurrent) })),
    };
  });
}

/** Shows what can be done at the selection. */
export const showActions: Command = (view) => {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return false;
  const { doc, selection } = view.state;
  const range = { start: plugin.toPosition(selection.main.from), end: plugin.toPosition(selection.main.to) };
  const isCurrent = (): boolean => LSPPlugin.get(view) === plugin && view.state.doc === doc;
  void actionsAt(plugin, range, []).then(
    (actions) => {
      if (isCurrent()) showMenu(view, actions, (action) => apply(plugin, action, isCurrent));
    },
    (error) => plugin.reportError('Looking for actions failed', error),
  );
  return true;
};

/** Shows `actions` as a list of buttons, between which the arrow keys go; `Escape` takes it away. */
function showMenu(view: EditorView, actions: readonly CodeAction[], choose: (action: CodeAction) => void): void {
  showDialog(view, {
    class: 'actions-panel',
    top: true,
    focus: 'button',
    content: (_view, close) => {
      const menu = made('div', '');
      menu.role = 'menu';
      menu.ariaLabel = 'Actions at the cursor';
      const buttons = actions.map((action) => {
        const button = made('button', 'quiet', action.title);
        button.type = 'button';
        button.role = 'menuitem';
        button.addEventListener('click', () => {
          close();
          view.focus();
          choose(action);
        });
        return button;
      });
      if (buttons.length === 0) {
        const button = made('button', 'quiet', 'Nothing can be done here');
        button.type = 'button';
        button.role = 'menuitem';
        button.addEventListener('click', close);
        buttons.push(button);
      }
      menu.append(...buttons);
      menu.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') close();
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
        if (step === undefined) return;
        event.preventDefault();
        buttons[(at + step + buttons.length) % buttons.length].focus();
      });
      return menu;
    },
  });
}
