import type { Diagnostic } from 'vscode-languageserver-types';
import type { Document } from './document.ts';

/** The diagnostics of a file, as a client may ask for them. */
export interface FileDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
  /** Another one where the diagnostics are others. */
  readonly resultId: string;
}

/** A file whose diagnostics are others than what a client was told, or stand in another text. */
export interface Publication {
  readonly path: string;
  readonly version: number | null;
  readonly diagnostics: Diagnostic[];
}

interface KnownFile {
  /** By the keys of the programs that told them. */
  readonly byProgram: Map<string, readonly Diagnostic[]>;
  /** What a client was told: as JSON, and of which version. */
  told: string;
  version: number | null;
  resultId: number;
}

const NONE = '[]';

/** What all programs found wrong with files. One file may be part of several programs, whose diagnostics are told together. */
export class Diagnostics {
  readonly #files = new Map<string, KnownFile>();
  #lastId = 0;

  /** What the program called `key` found, by the paths of files; nothing where that program is no more. */
  set(key: string, found: ReadonlyMap<string, readonly Diagnostic[]>): void {
    for (const [path, file] of this.#files) if (!found.has(path)) file.byProgram.delete(key);
    for (const [path, diagnostics] of found) this.#file(path).byProgram.set(key, diagnostics);
  }

  /** The diagnostics of the file at `path`. */
  of(path: string): FileDiagnostics {
    const file = this.#files.get(path);
    return { diagnostics: file === undefined ? [] : together(file), resultId: String(file?.resultId ?? 0) };
  }

  /** The paths of all files that have diagnostics, or had some. */
  paths(): string[] {
    return [...this.#files.keys()].sort();
  }

  /**
   * What a client is to be told, who has `open` open, of those files that are `isSettled`. Files of which another version was told are told again even where all is as it was: a
   * client moves what it shows as one types.
   */
  publications(open: ReadonlyMap<string, Document>, isSettled: (path: string) => boolean): Publication[] {
    const found: Publication[] = [];
    for (const [path, { version }] of open) {
      if (this.#files.get(path)?.version !== version && isSettled(path)) this.#file(path);
    }
    for (const [path, file] of this.#files) {
      if (open.has(path) && !isSettled(path)) continue;
      const diagnostics = together(file);
      const text = JSON.stringify(diagnostics);
      const version = open.get(path)?.version ?? null;
      const isOther = text !== file.told;
      if (isOther) file.resultId = ++this.#lastId;
      if (isOther || (version !== null && version !== file.version)) found.push({ path, version, diagnostics });
      file.told = text;
      file.version = version;
      if (text === NONE && version === null) this.#files.delete(path);
    }
    return found;
  }

  #file(path: string): KnownFile {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = { byProgram: new Map(), told: NONE, version: null, resultId: ++this.#lastId };
      this.#files.set(path, file);
    }
    return file;
  }
}

/** What one program told, or the same without what several did. */
function together({ byProgram }: KnownFile): Diagnostic[] {
  const lists = [...byProgram.values()];
  if (lists.length <= 1) return [...(lists[0] ?? [])];
  const byText = new Map(lists.flat().map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...byText.values()].sort(inOrder);
}

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
