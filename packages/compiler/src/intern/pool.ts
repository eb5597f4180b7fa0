import { U8Column, U32Column } from '../util/column.ts';
import { hashBytes, hashFinish, hashStep } from '../util/hash.ts';
import { RowIndex } from '../util/map.ts';
import { ownedBy, type Renumbering, RowKind, type RowOwner, type Visit } from '../util/rows.ts';
import type { TableColumn } from '../util/save.ts';
import { ContainerReader } from './container-reader.ts';
import { ContainerTable } from './container-table.ts';
import { DeclReader } from './decl-reader.ts';
import { DeclTable } from './decl-table.ts';
import type { FactReader } from './fact-reader.ts';
import { FuncReader, FuncTable } from './func-table.ts';
import type { FuncTypeInfo } from './func-type.ts';
import type { Index, StringIndex } from './ids.ts';
import { type ItemTag, mutableWords } from './item.ts';
import { visitItemRows } from './item-rows.ts';
import { NamespaceReader } from './namespace-reader.ts';
import { NamespaceTable } from './namespace-table.ts';
import { addKnownItems } from './seed-items.ts';
import { type Target, WASM32 } from './target.ts';

/** What a pool consists of: one pool for each reader may be over the same tables. */
export class PoolTables {
  /** What types are laid out for. */
  readonly target: Target;
  readonly tags = new U8Column(4096);
  readonly starts = new U32Column(4096);
  readonly extra = new U32Column(16384);
  readonly items = new RowIndex(4096);
  readonly bytes = new U8Column(16384);
  readonly stringStarts = new U32Column(1024);
  readonly strings = new RowIndex(1024);
  readonly containers = new ContainerTable();
  readonly decls = new DeclTable();
  readonly namespaces = new NamespaceTable();
  readonly funcs = new FuncTable();

  constructor(target: Target = WASM32) {
    this.target = target;
  }

  /** Every column that outlives an update, for saving, loading and counting memory. */
  columns(): TableColumn[] {
    const items = ownedBy(new ItemRows(this));
    const strings = ownedBy(new StringRows(this));
    const own: TableColumn[] = [
      { name: 'tags', column: this.tags, words: items },
      { name: 'starts', column: this.starts, words: items },
      { name: 'extra', column: this.extra, words: items },
      ...this.items.columns('items', items),
      { name: 'bytes', column: this.bytes, words: strings },
      { name: 'stringStarts', column: this.stringStarts, words: strings },
      ...this.strings.columns('strings', strings),
    ];
    return own.concat(this.containers.columns(), this.decls.columns(), this.namespaces.columns(), this.funcs.columns());
  }

  /** To be called after columns were replaced by saved ones: forgets what was derived from them. */
  columnsReplaced(): void {
    this.containers.forgetDerived();
  }
}

/**
 * Types, values and strings, which never change, and what is known of declarations, containers, namespaces and functions, which can: that is
 * read through `containers`, `decls`, `namespaces` and `funcs`, which tell the reader's `FactReader` what it is. Nothing of it is written here.
 *
 * Item `i` has the words `extra[starts[i]] .. extra[starts[i + 1] - 1]`; what they are follows from its tag (`ItemTag`).
 * What can be made and asked is in the modules beside this one, as functions that take the pool first: `types.ts`,
 * `values.ts`, `pointers.ts`, `containers.ts`, `functions.ts`, `names.ts`, `layout.ts` ...
 */
export class InternPool {
  readonly target: Target;
  readonly tags: U8Column;
  /** One more than there are items: the last is the length of `extra`. */
  readonly starts: U32Column;
  readonly extra: U32Column;
  private readonly items: RowIndex;

  private readonly bytes: U8Column;
  /** One more than there are strings: the last is the length of `bytes`. */
  private readonly stringStarts: U32Column;
  private readonly strings: RowIndex;

  readonly containers: ContainerReader;
  readonly decls: DeclReader;
  readonly namespaces: NamespaceReader;
  readonly funcs: FuncReader;
  /** The function types that were taken apart: every call asks for that of its callee. */
  readonly funcTypes = new Map<Index, FuncTypeInfo>();

  /** A pool over `tables`, with the items at fixed indices. `reader`: who is to be told what is read; null where nobody is. */
  constructor(tables = new PoolTables(), reader: FactReader | null = null) {
    this.target = tables.target;
    this.tags = tables.tags;
    this.starts = tables.starts;
    this.extra = tables.extra;
    this.items = tables.items;
    this.bytes = tables.bytes;
    this.stringStarts = tables.stringStarts;
    this.strings = tables.strings;
    this.containers = new ContainerReader(tables.containers, reader);
    this.decls = new DeclReader(tables.decls, reader);
    this.namespaces = new NamespaceReader(tables.namespaces, reader);
    this.funcs = new FuncReader(tables.funcs, reader);
    if (this.starts.length > 0) return;
    this.starts.push(0);
    this.stringStarts.push(0);
    this.stringOfBytes(new Uint8Array(0), 0, 0);
    addKnownItems(this);
  }

  /** How many items there are. */
  get length(): number {
    return this.tags.length;
  }

  /** Bytes of all items and strings there are. */
  get byteLength(): number {
    return this.extra.length * 4 + this.bytes.length + this.length * BYTES_PER_ITEM;
  }

  /** What item `index` is. */
  tag(index: Index): ItemTag {
    return this.tags.data[index];
  }

  /** Word `n` of item `index`. */
  word(index: Index, n: number): number {
    return this.extra.data[this.starts.data[index] + n];
  }

  /** How many words item `index` has. */
  wordsLen(index: Index): number {
    const starts = this.starts.data;
    return starts[index + 1] - starts[index];
  }

  /** Replaces a word of item `index` that is not part of its identity (`mutableWords`). */
  setMutableWord(index: Index, value: number): void {
    this.extra.data[this.starts.data[index]] = value;
  }

  /**
   * The item with `tag` and the words that the caller pushed on `extra` from the end of the last item on (its mutable word,
   * if it has one, included: it counts only where the item is new). The words are kept if there was no such item and
   * dropped if there was.
   */
  finish(tag: ItemTag): Index {
    const data = this.extra.data;
    const starts = this.starts.data;
    const count = this.tags.length;
    const start = starts[count];
    const end = this.extra.length;
    const skip = mutableWords(tag);
    const hash = hashOfItem(tag, data, start, end);
    const len = end - start;
    const index = this.items;
    let slot = index.first(hash);
    for (let row = index.rowAt(slot); row >= 0; row = index.rowAt((slot = index.next(slot)))) {
      if (this.tags.data[row] !== tag) continue;
      const at = starts[row];
      if (starts[row + 1] - at !== len) continue;
      let i = skip;
      while (i < len && data[at + i] === data[start + i]) i++;
      if (i === len) {
        this.extra.truncate(start);
        return row as Index;
      }
    }
    this.tags.push(tag);
    this.starts.push(end);
    index.add(hash, count);
    return count as Index;
  }

  /** Drops the words that were pushed for an item that was not finished. */
  dropUnfinished(): void {
    this.extra.truncate(this.starts.data[this.tags.length]);
  }

  /** The item with `tag` and one word. */
  intern1(tag: ItemTag, a: number): Index {
    this.extra.push(a);
    return this.finish(tag);
  }

  /** The item with `tag` and two words. */
  intern2(tag: ItemTag, a: number, b: number): Index {
    this.extra.push(a);
    this.extra.push(b);
    return this.finish(tag);
  }

  /** The item with `tag` and three words. */
  intern3(tag: ItemTag, a: number, b: number, c: number): Index {
    this.extra.push(a);
    this.extra.push(b);
    this.extra.push(c);
    return this.finish(tag);
  }

  /** The string with the bytes `start` .. `end`-1 of `source`; zero bytes are allowed. */
  stringOfBytes(source: Uint8Array, start = 0, end = source.length): StringIndex {
    const hash = hashBytes(source, start, end);
    const index = this.strings;
    let slot = index.first(hash);
    for (let row = index.rowAt(slot); row >= 0; row = index.rowAt((slot = index.next(slot))))
      if (this.hasBytes(row as StringIndex, source, start, end)) return row as StringIndex;
    const row = this.stringStarts.length - 1;
    this.bytes.pushAll(source.subarray(start, end));
    this.stringStarts.push(this.bytes.length);
    index.add(hash, row);
    return row as StringIndex;
  }

  /** Whether the bytes of `string` are `start` .. `end`-1 of `source`. */
  hasBytes(string: StringIndex, source: Uint8Array, start: number, end: number): boolean {
    const at = this.stringStarts.data[string];
    const length = end - start;
    if (this.stringStarts.data[string + 1] - at !== length) return false;
    const bytes = this.bytes.data;
    let i = 0;
    while (i < length && bytes[at + i] === source[start + i]) i++;
    return i === length;
  }

  /** The string with the UTF-8 bytes of `text`. */
  string(text: string): StringIndex {
    if (text.length > asciiScratch.length) return this.stringOfBytes(encoder.encode(text));
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return this.stringOfBytes(encoder.encode(text));
      asciiScratch[i] = unit;
    }
    return this.stringOfBytes(asciiScratch, 0, text.length);
  }

  /** The bytes of `string`: a view, valid until the next string is made. */
  stringBytes(string: StringIndex): Uint8Array {
    return this.bytes.data.subarray(this.stringStarts.data[string], this.stringStarts.data[string + 1]);
  }

  /** Byte `i` of `string`. */
  stringByte(string: StringIndex, i: number): number {
    return this.bytes.data[this.stringStarts.data[string] + i];
  }

  /** Length of `string` in bytes. */
  stringLen(string: StringIndex): number {
    return this.stringStarts.data[string + 1] - this.stringStarts.data[string];
  }

  /** `string` as text; bytes that are not UTF-8 become U+FFFD. */
  text(string: StringIndex): string {
    const bytes = this.stringBytes(string);
    if (bytes.length > 48) return decoder.decode(bytes);
    let text = '';
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] >= 0x80) return decoder.decode(bytes);
      text += String.fromCharCode(bytes[i]);
    }
    return text;
  }

  /** Orders strings by their bytes: negative if `a` is first, 0 if they are the same. An order that no history changes. */
  compareStrings(a: StringIndex, b: StringIndex): number {
    if (a === b) return 0;
    const bytes = this.bytes.data;
    const starts = this.stringStarts.data;
    const startA = starts[a];
    const startB = starts[b];
    const lenA = starts[a + 1] - startA;
    const lenB = starts[b + 1] - startB;
    const len = Math.min(lenA, lenB);
    for (let i = 0; i < len; i++) {
      const difference = bytes[startA + i] - bytes[startB + i];
      if (difference !== 0) return difference;
    }
    return lenA - lenB;
  }
}

/** The hash of the item with `tag` and the words `start` .. `end`-1 of `words`. */
function hashOfItem(tag: ItemTag, words: Uint32Array, start: number, end: number): number {
  let hash: number = tag;
  for (let i = start + mutableWords(tag); i < end; i++) hash = hashStep(hash, words[i]);
  return hashFinish(hash ^ (end - start));
}

/** What items are made of. */
class ItemRows implements RowOwner {
  readonly of = RowKind.item;
  readonly #tables: PoolTables;

  constructor(tables: PoolTables) {
    this.#tables = tables;
  }

  trace(item: number, visit: Visit): void {
    const { tags, starts, extra } = this.#tables;
    visitItemRows(tags.data[item], extra.data, starts.data[item], starts.data[item + 1], visit);
  }

  renumber(rows: Renumbering): void {
    const { tags, starts, extra, items } = this.#tables;
    let to = 0;
    let toWord = 0;
    let start = starts.data[0];
    for (let item = 0; item < tags.length; item++) {
      const end = starts.data[item + 1];
      if (rows.keeps(RowKind.item, item)) {
        tags.data[to] = tags.data[item];
        extra.data.copyWithin(toWord, start, end);
        toWord += end - start;
        visitItemRows(tags.data[to], extra.data, toWord - (end - start), toWord, rows.visit);
        starts.data[++to] = toWord;
      }
      start = end;
    }
    tags.truncate(to);
    starts.truncate(to + 1);
    extra.truncate(toWord);
    items.clear(to);
    for (let item = 0; item < to; item++)
      items.add(hashOfItem(tags.data[item], extra.data, starts.data[item], starts.data[item + 1]), item);
  }
}

/** What strings are made of. */
class StringRows implements RowOwner {
  readonly #tables: PoolTables;

  constructor(tables: PoolTables) {
    this.#tables = tables;
  }

  renumber(rows: Renumbering): void {
    const { bytes, stringStarts, strings } = this.#tables;
    const count = stringStarts.length - 1;
    let to = 0;
    let toByte = 0;
    let start = 0;
    for (let string = 0; string < count; string++) {
      const end = stringStarts.data[string + 1];
      if (rows.keeps(RowKind.string, string)) {
        bytes.data.copyWithin(toByte, start, end);
        toByte += end - start;
        stringStarts.data[++to] = toByte;
      }
      start = end;
    }
    stringStarts.truncate(to + 1);
    bytes.truncate(toByte);
    strings.clear(to);
    for (let string = 0; string < to; string++)
      strings.add(hashBytes(bytes.data, stringStarts.data[string], stringStarts.data[string + 1]), string);
  }
}

/** What an item takes besides its words: its tag, where they start, its place in the index. */
const BYTES_PER_ITEM = 16;

const encoder = new TextEncoder();
const asciiScratch = new Uint8Array(64);
const decoder = new TextDecoder();
