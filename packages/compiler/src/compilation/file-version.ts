import { SourceFile } from '../source/source-file.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import type { Tokens, Tree } from '../syntax/tree.ts';
import { type ByteEdit, findEdit, findEditWithin, type SameBytes, sameBytes } from '../util/common-bytes.ts';
import { contentHash } from '../util/hash.ts';
import { Outline } from '../zir/outline.ts';
import { editable } from '../zir/splice.ts';
import type { Zir } from '../zir/zir.ts';
import type { FileSource } from './host.ts';
import { syntaxTree } from './source-kind.ts';

/** What of a version is not there yet, and how to get it. */
export interface LaterParts {
  /** The `contentHash` of the text. */
  readonly hash: string;
  /** The text, whose hash is that. Throws if it is no more. */
  text(): Uint8Array;
  /** What was lowered from it. Throws likewise. */
  zir(): Zir;
  /** Whether the text is kept with the state, so that it can be had whatever became of the file. */
  readonly isTextKept: boolean;
}

/** A file's text together with what was made of it, which is there when it is first asked for. */
export class FileVersion {
  readonly path: string;
  #source: SourceFile | null = null;
  #zir: Zir | null = null;
  #tokens: Tokens | null = null;
  #tree: Tree | null = null;
  #outline: Outline | null = null;
  #hash: string | null = null;
  #later: LaterParts | null = null;
  /** Whether the ZIR is what lowering the text as a whole gives, each chunk in the row that it has there. */
  isWhole = false;

  private constructor(path: string) {
    this.path = path;
  }

  /** A version that was lowered now. */
  static lowered(path: string, bytes: Uint8Array, tokens: Tokens, tree: Tree, zir: Zir): FileVersion {
    const version = new FileVersion(path);
    version.#source = new SourceFile(path, bytes);
    version.#tokens = tokens;
    version.#tree = tree;
    version.#zir = zir;
    return version;
  }

  /** The version that `before` is after an edit: `zir` is what its ZIR has become, and is not that of `before` any more. */
  static edited(before: FileVersion, bytes: Uint8Array, zir: Zir): FileVersion {
    const version = new FileVersion(before.path);
    version.#source = new SourceFile(before.path, bytes);
    version.#zir = zir;
    version.#outline = before.#outline;
    return version;
  }

  /** A version whose ZIR was lowered by another process. */
  static cached(path: string, bytes: Uint8Array, hash: string, zir: Zir): FileVersion {
    const version = new FileVersion(path);
    version.#source = new SourceFile(path, bytes);
    version.#hash = hash;
    version.#zir = zir;
    version.isWhole = true;
    return version;
  }

  /** A version of which nothing is there yet. */
  static later(path: string, parts: LaterParts, isWhole: boolean): FileVersion {
    const version = new FileVersion(path);
    version.#hash = parts.hash;
    version.#later = parts;
    version.isWhole = isWhole;
    return version;
  }

  get source(): SourceFile {
    return (this.#source ??= new SourceFile(this.path, this.#later!.text()));
  }

  get tokens(): Tokens {
    return (this.#tokens ??= tokenize(this.source.bytes));
  }

  /** The same for one look at them: they are not kept where nothing else asked for them. */
  get passingTokens(): Tokens {
    return this.#tokens ?? tokenize(this.source.bytes);
  }

  get tree(): Tree {
    if (this.#tree === null) {
      this.#tree = syntaxTree(this.path, this.source.bytes, this.#tokens);
      this.#tokens = { tags: this.#tree.tokenTags, starts: this.#tree.tokenStarts };
    }
    return this.#tree;
  }

  get zir(): Zir {
    return (this.#zir ??= this.#later!.zir());
  }

  /** Gives the version ZIR whose rows follow from those of another. */
  set zir(zir: Zir) {
    this.#zir = zir;
    this.isWhole = false;
  }

  /** The outline of the ZIR, which has tables that can be changed from then on. */
  get outline(): Outline {
    if (this.#outline !== null) return this.#outline;
    this.#zir = editable(this.zir);
    return (this.#outline = new Outline(this.#zir, this.source.bytes, this.tokens));
  }

  /** The `contentHash` of the text. */
  get hash(): string {
    return (this.#hash ??= contentHash(this.source.bytes));
  }

  /** Whether its text is in these very `bytes`. */
  isIn(bytes: Uint8Array): boolean {
    return this.#source?.bytes === bytes;
  }

  /** Whether `bytes` are its text. `isSame`: as `Host.sameBytes`. */
  isOf(bytes: Uint8Array, isSame?: SameBytes): boolean {
    return this.#source === null ? contentHash(bytes) === this.hash : sameBytes(this.#source.bytes, bytes, isSame);
  }

  /** What makes `bytes` of its text; null if they are the same. The text must be there to be had. `host`: whom the bytes are from. */
  editTo(bytes: Uint8Array, host: Pick<FileSource, 'sameBytes' | 'editBetween'>): ByteEdit | null {
    if (this.#source === null && this.isOf(bytes)) return null;
    const before = this.source.bytes;
    const within = host.editBetween?.(this.path, before, bytes) ?? null;
    return within === null
      ? findEdit(before, bytes, host.sameBytes?.bind(host))
      : findEditWithin(before, bytes, within);
  }

  /** Whether the text can be had although the file may be another by now. */
  get hasText(): boolean {
    return this.#source !== null || this.#later!.isTextKept;
  }
}
