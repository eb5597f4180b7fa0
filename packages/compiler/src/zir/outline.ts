import { TokenTag } from '../syntax/token.ts';
import { tokenEnd } from '../syntax/tokenizer.ts';
import type { Tokens } from '../syntax/tree.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { childrenOf } from './match.ts';
import { NameTable } from './names.ts';
import { bitsOf, WordSets } from './word-sets.ts';
import { DeclKind, type Zir } from './zir.ts';

const BACKSLASH = 0x5c;
const AT = 0x40;

/**
 * What is known of a file's declarations at its top level, for edits to be found and lowered without looking at the rest of the file: where they
 * stand, and what they are called.
 */
export class Outline {
  /** Byte at which the first token of each declaration starts, in their order; doc comments are not part of it. */
  readonly starts: U32Column;
  /** Which identifiers may be in each declaration. */
  readonly words: WordSets;
  /** Whether an identifier may be written in a way that does not show its name (`@"\x61"`). */
  hasEscapedNames = false;
  /** How many words of `extra` and `children` no chunk refers to any more. */
  unused = 0;
  readonly #names = new NameTable();
  /** By name: 1 if a declaration has it. */
  readonly #isDeclared = new U8Column(512);

  constructor(zir: Zir, source: Uint8Array, tokens: Tokens) {
    const members = childrenOf(zir, 0).subarray(0, zir.chunks.declsLen.data[0]);
    this.starts = new U32Column(members.length + 16);
    this.words = new WordSets(members.length);
    this.words.resize(0, 0, members.length);
    const { firstToken, endToken } = zir.chunks;
    for (const [i, member] of members.entries()) {
      this.starts.push(tokens.starts[firstToken.data[member]]);
      this.words.fill(i, source, tokens, firstToken.data[member], endToken.data[member]);
      this.declare(zir, member);
    }
    this.noteEscapes(source, tokens);
  }

  /** Looks for escaped names among `tokens` of `source`. */
  noteEscapes(source: Uint8Array, tokens: Tokens): void {
    const { tags, starts } = tokens;
    for (let i = 0; i < tags.length && !this.hasEscapedNames; i++) {
      if (tags[i] !== TokenTag.identifier || source[starts[i]] !== AT) continue;
      this.hasEscapedNames = source.subarray(starts[i], tokenEnd(source, starts[i])).includes(BACKSLASH);
    }
  }

  /** Whether a declaration is called `name`. */
  has(name: Uint8Array): boolean {
    const id = this.#names.find(name);
    return id >= 0 && this.#isDeclared.data[id] === 1;
  }

  /** Member `row` of the file is declared. */
  declare(zir: Zir, row: number): void {
    const name = declaredName(zir, row);
    if (name === null) return;
    const id = this.#names.intern(name, 0, name.length);
    while (this.#isDeclared.length <= id) this.#isDeclared.push(0);
    this.#isDeclared.data[id] = 1;
  }

  /** No declaration is called `name` any more. */
  undeclare(name: Uint8Array): void {
    const id = this.#names.find(name);
    if (id >= 0) this.#isDeclared.data[id] = 0;
  }

  /** Which declaration, counted from 0, has byte `offset` in it or is the last before it; -1 if that is before all. */
  memberAt(offset: number): number {
    const starts = this.starts.data;
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Declarations `[from, to)` are replaced by `count` others, which are to be placed. */
  resize(from: number, to: number, count: number): void {
    this.starts.replace(from, to, count);
    this.words.resize(from, to, count);
  }

  /** Says which identifiers are in declarations `[from, to)` now, which are among `tokens` of `source`, the first of which is number `base` in the file. */
  noteWords(zir: Zir, from: number, to: number, source: Uint8Array, tokens: Tokens, base: number): void {
    const { firstToken, endToken, childrenStart } = zir.chunks;
    for (let i = from; i < to; i++) {
      const row = zir.children.data[childrenStart.data[0] + i];
      this.words.fill(i, source, tokens, firstToken.data[row] - base, endToken.data[row] - base);
    }
  }

  /** The declarations that may have the identifier `name` in them, but for `[skipFrom, skipTo)`. `source`: the text. */
  mentioning(source: Uint8Array, name: Uint8Array, skipFrom: number, skipTo: number): number[] {
    const bits = bitsOf(name, 0, name.length);
    const found: number[] = [];
    const { data, length } = this.starts;
    for (let i = 0; i < length; i++) {
      if (!this.words.mayHave(i, bits) || (i >= skipFrom && i < skipTo)) continue;
      if (hasWord(source, name, data[i], i + 1 < length ? data[i + 1] : source.length)) found.push(i);
    }
    return found;
  }

  /**
   * Says where the declarations from number `first` on start now: those among the tokens that start at `tokenStarts`, the first of which is
   * number `base` in the file, and those behind, which moved by `delta` bytes.
   */
  place(zir: Zir, first: number, tokenStarts: Uint32Array, base: number, delta: number): void {
    const { data, length } = this.starts;
    const { firstToken, childrenStart } = zir.chunks;
    const members = childrenStart.data[0];
    let i = first;
    for (; i < length; i++) {
      const token = firstToken.data[zir.children.data[members + i]] - base;
      if (token >= tokenStarts.length) break;
      data[i] = tokenStarts[token];
    }
    if (delta !== 0) for (; i < length; i++) data[i] += delta;
  }
}

/** The bytes of the name of a declaration chunk that others can refer to; null if it has none. */
export function declaredName(zir: Zir, row: number): Uint8Array | null {
  const { declKind, bytesStart, name } = zir.chunks;
  if (declKind.data[row] > DeclKind.fn) return null;
  const start = bytesStart.data[row] + name.data[row];
  return zir.bytes.data.subarray(start, zir.bytes.data.indexOf(0, start));
}

/** Whether `name` stands in `source[from..to]` as a word. */
export function hasWord(source: Uint8Array, name: Uint8Array, from: number, to: number): boolean {
  const last = name.length - 1;
  // How far the end of a match can move on from a byte: what is not in the name at all lets it pass by (Horspool).
  const skips = new Int32Array(256).fill(name.length);
  for (let i = 0; i < last; i++) skips[name[i]] = last - i;
  for (let end = from + last; end < to; end += skips[source[end]]) {
    if (source[end] !== name[last]) continue;
    let at = last - 1;
    while (at >= 0 && source[end - last + at] === name[at]) at--;
    if (at < 0 && !isWordByte(source[end - last - 1]) && !isWordByte(source[end + 1])) return true;
  }
  return false;
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f
  );
}
