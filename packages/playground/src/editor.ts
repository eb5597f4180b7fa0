import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { indentUnit } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { HoverText, Place, Problem, Proposals } from './protocol.ts';
import { zig } from './zig-language.ts';

/** What the editor asks of what is around it. */
export interface EditorHost {
  changed(text: string): void;
  /** The cursor is elsewhere. */
  moved(): void;
  run(): void;
  hover(offset: number): Promise<HoverText | null>;
  complete(offset: number): Promise<Proposals | null>;
}

/** Icons of proposals, by the compiler's kinds. */
const ICONS: { readonly [kind: string]: string } = {
  struct: 'class',
  union: 'class',
  enum: 'enum',
  opaque: 'class',
  errorSet: 'enum',
  typeFunction: 'class',
  builtin: 'function',
  constant: 'constant',
  parameter: 'variable',
  capture: 'variable',
  field: 'property',
  enumMember: 'constant',
  error: 'constant',
  label: 'text',
  module: 'namespace',
  file: 'namespace',
};

/** The editor of the page: one view, which shows one file at a time. */
export class Editor {
  readonly view: EditorView;
  readonly #host: EditorHost;
  readonly #states = new Map<string, EditorState>();
  #name = '';

  constructor(parent: HTMLElement, host: EditorHost) {
    this.#host = host;
    this.view = new EditorView({ parent, state: this.#stateOf('', '') });
  }

  /** Shows the file `name`, which has the text `text`, as it was left: with its history and its selection. */
  show(name: string, text: string): void {
    if (this.#name !== '') this.#states.set(this.#name, this.view.state);
    this.#name = name;
    const kept = this.#states.get(name);
    this.view.setState(kept?.doc.toString() === text ? kept : this.#stateOf(name, text));
  }

  /** Where the cursor is, in characters. */
  get offset(): number {
    return this.view.state.selection.main.head;
  }

  /** Forgets how files were left. */
  forget(): void {
    this.#states.clear();
    this.#name = '';
  }

  /** Marks the problems of the file that is shown. */
  mark(problems: readonly Problem[]): void {
    const { doc } = this.view.state;
    const diagnostics = problems.flatMap(({ place, text, notes }): Diagnostic[] => {
      if (place === null || place.path !== this.#name) return [];
      const from = Math.min(place.from, doc.length);
      const to = Math.min(Math.max(place.to, from), doc.length);
      const lines = notes.map((note) => `note: ${note.place === null ? '' : `${placeText(note.place)}: `}${note.text}`);
      return [{ from, to, severity: 'error', message: [text, ...lines].join('\n') }];
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /** Goes to `offset` in the file that is shown. */
  reveal(offset: number): void {
    const anchor = Math.min(offset, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.view.focus();
  }

  #stateOf(name: string, text: string): EditorState {
    return EditorState.create({ doc: text, extensions: [this.#keys(), basicSetup, ...this.#extensions(name)] });
  }

  #keys(): Extension {
    const run = (): boolean => {
      this.#host.run();
      return true;
    };
    return Prec.highest(keymap.of([{ key: 'Mod-Enter', run }, { key: 'Tab', run: acceptCompletion }, indentWithTab]));
  }

  #extensions(name: string): Extension[] {
    const isZig = name.endsWith('.zig');
    return [
      indentUnit.of('    '),
      EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({ 'aria-label': `Text of ${name}`, spellcheck: 'false', autocapitalize: 'off' }),
      EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
        if (docChanged) this.#host.changed(state.doc.toString());
        else if (selectionSet) this.#host.moved();
      }),
      ...(isZig
        ? [
            zig,
            lintGutter(),
            autocompletion({ override: [(context) => this.#complete(context)] }),
            hoverTooltip(async (_view, offset) => {
              const found = await this.#host.hover(offset);
              return found === null
                ? null
                : { pos: found.from, end: found.to, create: () => ({ dom: hoverBox(found) }) };
            }),
          ]
        : [autocompletion({ override: [] })]),
    ];
  }

  async #complete(context: CompletionContext): Promise<CompletionResult | null> {
    if (!context.explicit && context.matchBefore(/[.@\w]$/) === null) return null;
    if (!context.explicit && context.matchBefore(/(?:^|[^\w.])\d\w*$/) !== null) return null;
    const found = await this.#host.complete(context.pos);
    if (found === null || context.aborted) return null;
    return {
      from: found.from,
      to: Math.max(context.pos, found.to),
      validFor: /^@?\w*$/,
      options: found.items.map(({ label, kind, detail, documentation, insertText, sortText }) => ({
        label,
        type: ICONS[kind] ?? kind,
        detail: detail.length > 60 ? `${detail.slice(0, 59)}…` : detail,
        apply: insertText,
        sortText,
        ...(documentation === '' ? {} : { info: documentation }),
      })),
    };
  }
}

/** A place as messages have it. */
export function placeText({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

function hoverBox({ signature, documentation, details }: HoverText): HTMLElement {
  const box = document.createElement('div');
  box.className = 'hover';
  for (const [tag, text] of [
    ['code', signature],
    ['small', details],
    ['p', documentation],
  ] as const) {
    if (text === '') continue;
    const part = document.createElement(tag);
    part.textContent = text;
    box.append(part);
  }
  return box;
}
