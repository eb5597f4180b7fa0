import { type LSPClient, LSPPlugin, Workspace, type WorkspaceFile } from '@codemirror/lsp-client';
import { ChangeSet, type EditorState, type Text, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { nameOf, pathOfUri, uriOf } from './library-names.ts';
import type { Files } from './protocol.ts';

/** A file of the program, as the editor has it and as the language server knows it. */
export class ProgramFile implements WorkspaceFile {
  readonly name: string;
  readonly uri: string;
  readonly languageId: string;
  /** What the server was told. */
  version = 1;
  doc: Text;
  /** With its history and its selection. */
  #state: EditorState;
  /** Since it was shown for the first time. */
  view: EditorView | null = null;

  constructor(name: string, state: EditorState) {
    this.name = name;
    this.uri = uriOf(name);
    this.languageId = name.endsWith('.zig') ? 'zig' : 'plaintext';
    this.doc = state.doc;
    this.#state = state;
  }

  get state(): EditorState {
    return this.view?.state ?? this.#state;
  }

  /** It has this from now on, and is shown anew. */
  reset(state: EditorState): void {
    this.view?.destroy();
    this.view = null;
    this.#state = state;
  }

  getView(): EditorView | null {
    return this.view;
  }

  /** Changes it, shown or not. */
  dispatch(spec: TransactionSpec): void {
    if (this.view === null) this.#state = this.#state.update(spec).state;
    else this.view.dispatch(spec);
  }
}

/** What the files of the program need of the editor. */
export interface FilesHost {
  makeState(name: string, text: string): EditorState;
  /** A file that was never shown has this text now. */
  changed(name: string, text: string): void;
  /** Shows a file of the program or of the library; null where it cannot. */
  display(name: string): Promise<EditorView | null>;
}

/** The files of the program: the language server has all of them, whichever is shown. */
export class ProgramFiles extends Workspace {
  files: ProgramFile[] = [];
  readonly #host: FilesHost;
  readonly #versions = new Map<string, number>();

  constructor(client: LSPClient, host: FilesHost) {
    super(client);
    this.#host = host;
  }

  named(name: string): ProgramFile | null {
    return this.files.find((file) => file.name === name) ?? null;
  }

  /** The program has these files. `isOther`: whether it is another program, so that nothing of how they were left stays. */
  replace(texts: Files, isOther: boolean): void {
    for (const file of this.files) {
      if (file.name in texts) continue;
      this.client.didClose(file.uri);
      file.view?.destroy();
    }
    const old = this.files;
    this.files = Object.entries(texts).map(([name, text]) => {
      const known = old.find((file) => file.name === name);
      if (known === undefined) {
        const file = new ProgramFile(name, this.#host.makeState(name, text));
        // A file that comes again is not the one that was there.
        file.version = this.#next(name);
        this.client.didOpen(file);
        return file;
      }
      if (isOther || known.state.doc.toString() !== text) known.reset(this.#host.makeState(name, text));
      return known;
    });
    this.client.sync();
  }

  override syncFiles(): { file: ProgramFile; prevDoc: Text; changes: ChangeSet }[] {
    return this.files.flatMap((file) => {
      const { doc: prevDoc, view, state } = file;
      const plugin = view === null ? null : LSPPlugin.get(view);
      if (prevDoc.eq(state.doc)) {
        plugin?.clear();
        return [];
      }
      const whole = { from: 0, to: prevDoc.length, insert: state.doc };
      const changes = plugin?.unsyncedChanges ?? ChangeSet.of(whole, prevDoc.length);
      file.doc = state.doc;
      file.version = this.#next(file.name);
      plugin?.clear();
      return [{ file, prevDoc, changes }];
    });
  }

  // The server has all files of the program, whether they are shown or not.
  override openFile(): void {}
  override closeFile(): void {}

  override updateFile(uri: string, update: TransactionSpec): void {
    const file = this.files.find((file) => file.uri === uri);
    if (file === undefined) return;
    file.dispatch(update);
    if (file.view === null) this.#host.changed(file.name, file.state.doc.toString());
  }

  override displayFile(uri: string): Promise<EditorView | null> {
    return this.#host.display(nameOf(pathOfUri(uri)));
  }

  #next(name: string): number {
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    return version;
  }
}
