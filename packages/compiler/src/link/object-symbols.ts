import { Cursor, HEADER, Section } from '../codegen/module-format.ts';
import type { ByteWriter } from '../codegen/wasm.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';

/** The custom section of an object file that says how to link it, and the part of it that has the symbols. */
export const LINKING_SECTION = 'linking';
export const SYMBOL_TABLE = 8;

/** What a symbol is of, as in the symbol table of an object file. */
export enum SymbolKind {
  function = 0,
  data = 1,
  global = 2,
}

const LOCAL = 2;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;

interface ObjectSymbol {
  readonly kind: SymbolKind;
  readonly flags: number;
  /** Null for what is called as it is imported. */
  readonly name: string | null;
  /** Of functions and globals their index, of data the segment that it is. */
  readonly index: number;
  /** Of data, in bytes. */
  readonly size: number;
}

/** The symbol table of an object file. What code and data refer to goes by a key. */
export class ObjectSymbols {
  readonly #symbols: ObjectSymbol[] = [];
  readonly #byKey = new Map<string, number>();

  /** Something that another file has. `explicit`: what it is called where that is not the name of the import. */
  addUndefined(kind: SymbolKind, key: string, index: number, explicit: string | null): void {
    const flags = UNDEFINED | (explicit === null ? 0 : EXPLICIT_NAME);
    this.#add(key, { kind, flags, name: explicit, index, size: 0 });
  }

  addFunction(key: string, name: string, index: number, isLocal: boolean): void {
    this.#add(key, { kind: SymbolKind.function, flags: isLocal ? LOCAL : 0, name, index, size: 0 });
  }

  addGlobal(key: string, name: string, index: number): void {
    this.#add(key, { kind: SymbolKind.global, flags: LOCAL, name, index, size: 0 });
  }

  addData(key: string, name: string, segment: number, size: number, isLocal: boolean): void {
    this.#add(key, { kind: SymbolKind.data, flags: isLocal ? LOCAL : 0, name, index: segment, size });
  }

  /** The place of the first symbol of that key. */
  indexOf(key: string): number {
    return this.#byKey.get(key)!;
  }

  write(out: ByteWriter): void {
    out.uleb(this.#symbols.length);
    for (const { kind, flags, name, index, size } of this.#symbols) {
      out.byte(kind);
      out.uleb(flags);
      if (kind !== SymbolKind.data) out.uleb(index);
      if (name !== null) out.name(bytesOfString(name));
      if (kind !== SymbolKind.data) continue;
      out.uleb(index);
      out.uleb(0);
      out.uleb(size);
    }
  }

  #add(key: string, symbol: ObjectSymbol): void {
    if (!this.#byKey.has(key)) this.#byKey.set(key, this.#symbols.length);
    this.#symbols.push(symbol);
  }
}

/** The names that an object file defines for others, in the order of its symbols. */
export function definedSymbols(object: Uint8Array): string[] {
  const cursor = new Cursor(object, HEADER.length);
  while (cursor.at < object.length) {
    const id: Section = cursor.byte();
    const end = cursor.uleb() + cursor.at;
    if (id === Section.custom && stringOfBytes(cursor.name()) === LINKING_SECTION) {
      // The version.
      cursor.uleb();
      while (cursor.at < end) {
        const part = cursor.byte();
        const next = cursor.uleb() + cursor.at;
        if (part === SYMBOL_TABLE) return definedNames(cursor);
        cursor.at = next;
      }
    }
    cursor.at = end;
  }
  return [];
}

function definedNames(cursor: Cursor): string[] {
  const names: string[] = [];
  for (let left = cursor.uleb(); left > 0; left--) {
    const kind: SymbolKind = cursor.byte();
    const flags = cursor.uleb();
    const isDefined = (flags & UNDEFINED) === 0;
    if (kind !== SymbolKind.data) cursor.uleb();
    if (kind === SymbolKind.data || isDefined || (flags & EXPLICIT_NAME) !== 0) {
      const name = stringOfBytes(cursor.name());
      if (isDefined && (flags & LOCAL) === 0) names.push(name);
    }
    // Its segment, where in that it is, and its size.
    if (kind === SymbolKind.data && isDefined) for (let i = 0; i < 3; i++) cursor.uleb();
  }
  return names;
}
