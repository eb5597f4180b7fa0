import type { ByteEdit } from '../util/common-bytes.ts';
import { bytesOfString } from '../util/utf8.ts';
import type { FileSource, ReadError } from './host.ts';
import { normalizePath } from './paths.ts';
import { type EditedText, type TextEdit, TextMemory, type TextUnits } from './text-edits.ts';

/** The file at `path` has this text from now on, whatever the host says. Null gives the path back to the host. */
export interface FileText {
  readonly path: string;
  readonly text: string | Uint8Array | null;
}

/**
 * The text of the file at `path` was edited. What it was is the text given last, else what the compilation knows of the file, else what the host
 * says. The result counts, whatever the host says, until the path is given back.
 */
export interface FileEdits {
  readonly path: string;
  /** Each counts in the text that the one before gave. */
  readonly edits: readonly TextEdit[];
  /** How the offsets of the edits are counted. */
  readonly units: TextUnits;
}

/**
 * What an update is told: a path, to be read again through the host (a file that may have changed, come or gone there); a text; or edits of
 * one. A path that has a text of its own is not read, and nothing changes where only its path is told.
 */
export type Change = string | FileText | FileEdits;

/** The path of the file that a change is about, in the form in which hosts are asked for it. */
export function pathOf(change: Change): string {
  return normalizePath(typeof change === 'string' ? change : change.path);
}

/** Files as the compilation sees them: the texts that it was given before what the host has. */
export class Overlay implements FileSource {
  readonly #below: FileSource;
  readonly #texts = new Map<string, Uint8Array>();
  /** Of the texts that the last edits gave: which they were made of, and what is another there. */
  readonly #edited = new Map<string, { readonly before: Uint8Array; readonly text: EditedText }>();
  /** Of the texts that were made by edits. */
  readonly #memory = new Map<string, TextMemory>();

  readonly loadCached?: (key: string) => Uint8Array | null;
  readonly storeCached?: (key: string, bytes: Uint8Array) => void;
  readonly sameBytes?: (x: Uint8Array, y: Uint8Array) => boolean;

  constructor(below: FileSource) {
    this.#below = below;
    if (below.loadCached !== undefined) this.loadCached = (key) => below.loadCached!(key);
    if (below.storeCached !== undefined) this.storeCached = (key, bytes) => below.storeCached!(key, bytes);
    if (below.sameBytes !== undefined) this.sameBytes = (x, y) => below.sameBytes!(x, y);
  }

  readFile(path: string): Uint8Array | ReadError {
    return this.#texts.get(path) ?? this.#below.readFile(path);
  }

  stamp(path: string): string | null {
    return this.#texts.has(path) ? null : (this.#below.stamp?.(path) ?? null);
  }

  expectFile(path: string): void {
    if (!this.#texts.has(path)) this.#below.expectFile?.(path);
  }

  editBetween(path: string, before: Uint8Array, bytes: Uint8Array): ByteEdit | null {
    const edited = this.#edited.get(path);
    return edited?.before === before && edited.text.bytes === bytes ? edited.text.edit : null;
  }

  /** The text that the file at `path` was given; null where it is the host's. */
  textOf(path: string): Uint8Array | null {
    return this.#texts.get(normalizePath(path)) ?? null;
  }

  /** Gives the file at `path` a text, or back to the host. Returns the paths of the files that may be others. */
  set(path: string, text: Uint8Array | null): string[] {
    return this.apply([{ path, text }], () => null);
  }

  /**
   * Takes over `changes`, in their order. `known`: the bytes that the compilation has of a file, null if it has none. Returns the paths of the
   * files that may be others now. `isUsed`: whether it has a text of a file that edits made in a change before the last. Throws a `RangeError`, and changes
   * nothing, for edits that do not fit their text.
   */
  apply(
    changes: Iterable<Change>,
    known: (path: string) => Uint8Array | null,
    isUsed: (path: string, text: Uint8Array) => boolean = () => true,
  ): string[] {
    const texts = new Map<string, Uint8Array | null>();
    const paths = new Set<string>();
    const made: { readonly path: string; readonly before: Uint8Array; readonly text: EditedText }[] = [];
    for (const change of changes) {
      const path = pathOf(change);
      paths.add(path);
      if (typeof change === 'string') continue;
      if ('edits' in change) {
        const given = texts.has(path) ? texts.get(path) : (this.#texts.get(path) ?? known(path));
        const before = given ?? this.#below.readFile(path);
        if (typeof before === 'string') throw new RangeError(`'${path}' has no text to be edited: ${before}`);
        const memory = this.#memory.get(path) ?? new TextMemory();
        this.#memory.set(path, memory);
        // What another change of this call made is looked at for what is another, as is what a failed one leaves.
        const isFree = (spare: Uint8Array): boolean => spare !== this.#texts.get(path) && !isUsed(path, spare);
        const text = memory.apply(before, change.edits, change.units, isFree);
        texts.set(path, text.bytes);
        made.push({ path, before, text });
      } else texts.set(path, typeof change.text === 'string' ? bytesOfString(change.text) : change.text);
    }
    this.#edited.clear();
    for (const { path, before, text } of made) this.#edited.set(path, { before, text });
    for (const [path, text] of texts) {
      if (text === null) this.#texts.delete(path);
      else this.#texts.set(path, text);
      if (!made.some((one) => one.path === path)) this.#memory.delete(path);
    }
    return [...paths];
  }
}
