import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { indentUnit } from '@codemirror/language';
import { lintGutter, type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint';
import {
  findReferencesKeymap,
  formatDocument,
  formatKeymap,
  hoverTooltips,
  jumpToDefinition,
  jumpToDefinitionKeymap,
  LSPClient,
  renameKeymap,
  serverCompletionSource,
  signatureHelp,
  type Transport,
} from '@codemirror/lsp-client';
import { EditorState, type Extension, Prec, type Text } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { type Diagnostic, showActions, withFixes } from './code-actions.ts';
import { LIBRARY_DIRECTORY, nameOf, pathOfUri, uriOf } from './library-names.ts';
import { type ProgramFile, ProgramFiles } from './program-files.ts';
import type { Files, Place, Problem } from './protocol.ts';
import { sanitized } from './sanitize.ts';
import { zig } from './zig-language.ts';

/** What the editor asks of what is around it. */
export interface EditorHost {
  changed(name: string, text: string): void;
  /** The cursor is elsewhere. */
  moved(): void;
  run(): void;
  /** The server was sent what was typed before it was there. */
  caughtUp(): void;
  /** Has a file of the program be shown; it calls `show`. */
  display(name: string): void;
  /** The text of a file of the library; null where there is none. */
  source(name: string): Promise<string | null>;
}

/** How long the server may take, in milliseconds: the first answer waits for all of the library. */
const TIMEOUT = 120_000;

/** How long what is said beside a proposal is at most, in characters. */
const DETAIL = 60;

/** Tags of diagnostics: what is there and has no use. */
const UNNECESSARY = 1;

/** What the server told of a text, and the marks in it. */
interface Told {
  readonly doc: Text;
  readonly diagnostics: readonly Diagnostic[];
  readonly marks: readonly Mark[];
}

/** The editor of the page, which shows one file at a time, and a client of the language server. */
export class Editor {
  readonly #parent: HTMLElement;
  /** Of the file that is shown. */
  #view = new EditorView();
  readonly #host: EditorHost;
  readonly #client: LSPClient;
  readonly #files: ProgramFiles;
  /** By the files, what the server told of the text as it is. */
  readonly #told = new WeakMap<ProgramFile, Told>();
  /** The file of the library that was looked at last. */
  #library: { readonly name: string; readonly view: EditorView } | null = null;
  #isOther = true;

  /** `server`: the channel to the language server. */
  constructor(parent: HTMLElement, host: EditorHost, server: Transport) {
    this.#parent = parent;
    this.#host = host;
    this.#client = new LSPClient({
      rootUri: 'file:///',
      timeout: TIMEOUT,
      sanitizeHTML: sanitized,
      workspace: (client) =>
        new ProgramFiles(client, {
          makeState: (name, text) => this.#stateOf(name, text),
          changed: (name, text) => host.changed(name, text),
          display: (name) => this.#display(name),
        }),
      notificationHandlers: {
        'textDocument/publishDiagnostics': (_client, params: Published) => {
          this.#tell(params);
          return true;
        },
      },
      extensions: [
        {
          clientCapabilities: {
            textDocument: {
              publishDiagnostics: {
                versionSupport: true,
                relatedInformation: true,
                tagSupport: { valueSet: [UNNECESSARY] },
              },
            },
          },
        },
      ],
    }).connect(server);
    this.#files = this.#client.workspace as ProgramFiles;
  }

  /** The program has these files. */
  setFiles(files: Files): void {
    this.#files.replace(files, this.#isOther);
    this.#isOther = false;
  }

  /** Sends the server what was typed; done when that is on its way. What is typed before there is a server is sent later, and the host told then. */
  async sync(): Promise<void> {
    const isOther = this.#files.files.some(({ doc, state }) => !doc.eq(state.doc));
    this.#client.sync();
    // What is sent waits for this too, and began to before.
    if (this.#client.serverCapabilities !== null) await this.#client.initializing;
    else if (isOther) void this.#client.initializing.then(() => this.#host.caughtUp());
  }

  /** Shows a file of the program, or that of the library which was asked for, as it was left: with its history and its selection. */
  show(name: string): void {
    this.#client.sync();
    const file = this.#files.named(name);
    const view = file === null ? this.#library?.view : (file.view ?? new EditorView({ state: file.state }));
    if (view === undefined) return;
    if (file !== null) file.view = view;
    this.#view = view;
    this.#parent.replaceChildren(view.dom);
    if (file !== null) void this.#offerFixes(file);
  }

  /** Where the cursor is, in characters. */
  get offset(): number {
    return this.#view.state.selection.main.head;
  }

  /** The next program is another one: of how files were left nothing stays. */
  forget(): void {
    this.#isOther = true;
  }

  /** Marks problems of the program that the server did not tell of: it is not there at first, and does not look at tests. */
  mark(problems: readonly Problem[]): void {
    for (const file of this.#files.files) {
      const { doc } = file.state;
      const told = this.#told.get(file);
      const marks = told?.doc.eq(doc) ? told.marks : [];
      const known = new Set(marks.map(({ from, message }) => `${from} ${message.split('\n')[0]}`));
      const more = problems.flatMap(({ place, text, notes }): Mark[] => {
        if (place === null || place.path !== file.name) return [];
        const from = Math.min(place.from, doc.length);
        if (known.has(`${from} ${text}`)) return [];
        const to = Math.min(Math.max(place.to, from), doc.length);
        const lines = notes.map((note) => noteText(note.place, note.text));
        return [{ from, to, severity: 'error', message: [text, ...lines].join('\n') }];
      });
      file.dispatch(setDiagnostics(file.state, [...marks, ...more]));
    }
  }

  /** Goes to `offset` in the file that is shown. */
  reveal(offset: number): void {
    const anchor = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  /** Brings the file that is shown into canonical form. */
  format(): void {
    formatDocument(this.#view);
    this.#view.focus();
  }

  /** The server has looked at a version of a file. */
  #tell({ uri, version, diagnostics }: Published): void {
    const file = this.#files.getFile(uri) as ProgramFile | null;
    if (file === null || version !== file.version || !file.doc.eq(file.state.doc)) return;
    const { doc } = file;
    const marks = diagnostics.map((one) => this.#markOf(one, doc));
    this.#told.set(file, { doc, diagnostics, marks });
    file.dispatch(setDiagnostics(file.state, marks));
    void this.#offerFixes(file);
  }

  #markOf({ range, message, tags, relatedInformation = [] }: Diagnostic, doc: Text): Mark {
    const notes = relatedInformation.map(
      ({
        location: {
          uri,
          range: { start },
        },
        message: text,
      }) => noteText({ path: nameOf(pathOfUri(uri)), line: start.line + 1, column: start.character + 1 }, text),
    );
    return {
      from: offsetIn(doc, range.start),
      to: offsetIn(doc, range.end),
      severity: 'error',
      message: [message, ...notes].join('\n'),
      ...(tags?.includes(UNNECESSARY) ? { markClass: 'unnecessary' } : {}),
    };
  }

  /** Puts what mends the problems of a file beside them, where it is shown. */
  async #offerFixes(file: ProgramFile): Promise<void> {
    const told = this.#told.get(file);
    if (file.view === null || told === undefined || !told.doc.eq(file.state.doc)) return;
    const marks = await withFixes(file.view, told.marks, told.diagnostics);
    if (marks === null || this.#told.get(file) !== told) return;
    this.#told.set(file, { ...told, marks });
    file.dispatch(setDiagnostics(file.state, marks));
  }

  /** Shows the file `name` of the program, or of the library to be looked at; null where there is none. */
  async #display(name: string): Promise<EditorView | null> {
    if (this.#files.named(name) === null && this.#library?.name !== name) {
      const text = await this.#host.source(name);
      if (text === null) return null;
      this.#library?.view.destroy();
      const state = this.#stateOf(name, text, `file://${LIBRARY_DIRECTORY}/${name}`);
      this.#library = { name, view: new EditorView({ state }) };
    }
    this.#host.display(name);
    this.#view.focus();
    return this.#view;
  }

  /** `uri`: of a file of the library, which is to be looked at only. */
  #stateOf(name: string, text: string, uri: string | null = null): EditorState {
    const attributes = { 'aria-label': `Text of ${name}`, spellcheck: 'false', autocapitalize: 'off' };
    return EditorState.create({
      doc: text,
      extensions: [
        this.#keys(),
        basicSetup,
        indentUnit.of('    '),
        EditorState.tabSize.of(4),
        EditorView.contentAttributes.of(attributes),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged) this.#host.changed(name, state.doc.toString());
          else if (selectionSet) this.#host.moved();
        }),
        ...(uri === null ? [] : [EditorState.readOnly.of(true)]),
        ...(name.endsWith('.zig') ? this.#zig(uri ?? uriOf(name)) : [autocompletion({ override: [] })]),
      ],
    });
  }

  #keys(): Extension {
    const run = (): boolean => {
      this.#host.run();
      return true;
    };
    return Prec.highest(keymap.of([{ key: 'Mod-Enter', run }, { key: 'Tab', run: acceptCompletion }, indentWithTab]));
  }

  #zig(uri: string): Extension[] {
    const jump = EditorView.domEventHandlers({
      click: ({ ctrlKey, metaKey, clientX, clientY }, view) => {
        const at = ctrlKey || metaKey ? view.posAtCoords({ x: clientX, y: clientY }) : null;
        if (at === null) return false;
        view.dispatch({ selection: { anchor: at } });
        return jumpToDefinition(view);
      },
    });
    return [
      zig,
      lintGutter(),
      this.#client.plugin(uri, 'zig'),
      autocompletion({ override: [completions] }),
      hoverTooltips(),
      signatureHelp(),
      jump,
      keymap.of([
        ...jumpToDefinitionKeymap,
        ...findReferencesKeymap,
        ...renameKeymap,
        ...formatKeymap,
        { key: 'Mod-.', run: showActions, preventDefault: true },
      ]),
    ];
  }
}

/** What the server tells of a file. */
interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the server proposes. In numbers nobody wants any. */
async function completions(context: CompletionContext): Promise<CompletionResult | null> {
  if (!context.explicit && context.matchBefore(/(?:^|[^\w.])\d[\w.]*$/) !== null) return null;
  const found = await serverCompletionSource(context);
  if (found === null) return null;
  const options = found.options.map((option) => {
    const { detail = '' } = option;
    return detail.length > DETAIL ? { ...option, detail: `${detail.slice(0, DETAIL - 1)}…` } : option;
  });
  return { ...found, options };
}

/** A place as messages have it. */
export function placeText({ path, line, column }: Pick<Place, 'path' | 'line' | 'column'>): string {
  return `${path}:${line}:${column}`;
}

function noteText(place: Pick<Place, 'path' | 'line' | 'column'> | null, text: string): string {
  return `note: ${place === null ? '' : `${placeText(place)}: `}${text}`;
}

/** Where a position is in `doc`, or the end of its line or of all. */
function offsetIn(doc: Text, { line, character }: { readonly line: number; readonly character: number }): number {
  if (line >= doc.lines) return doc.length;
  const { from, to } = doc.line(line + 1);
  return Math.min(from + character, to);
}
