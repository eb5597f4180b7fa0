import { Buffer } from 'node:buffer';

/*
 * An archive in the form of Unix `ar`, with GNU's index of symbols: what linkers take for a static library.
 */

const MAGIC = '!<arch>\n';
const HEADER_SIZE = 60;
const END_OF_HEADER = '`\n';

/** Numbers of sections of modules, and of what is in the section `linking` of object files. */
const CUSTOM_SECTION = 0;
const SYMBOL_TABLE = 8;
const DATA_SYMBOL = 1;
const LOCAL = 2;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;

/** The archive that has one member, the object file `object`. */
export function staticLibrary(memberName: string, object: Uint8Array): Uint8Array {
  const symbols = definedSymbols(object);
  const names = Buffer.from(symbols.map((name) => `${name}\0`).join(''));
  const index = Buffer.alloc(4 + 4 * symbols.length);
  const size = index.length + names.length;
  const memberAt = MAGIC.length + HEADER_SIZE + size + (size % 2);
  index.writeUInt32BE(symbols.length, 0);
  for (let i = 0; i < symbols.length; i++) index.writeUInt32BE(memberAt, 4 + 4 * i);
  return Buffer.concat([
    Buffer.from(MAGIC),
    header('/', size),
    index,
    names,
    padding(size),
    header(`${memberName}/`, object.length),
    object,
    padding(object.length),
  ]);
}

/** Name, time, owner, group, mode and size. Nothing of it says when or by whom the archive was made. */
function header(name: string, size: number): Buffer {
  const fields = [name.padEnd(16), '0'.padEnd(12), '0'.padEnd(6), '0'.padEnd(6), '644'.padEnd(8), `${size}`.padEnd(10)];
  return Buffer.from(fields.join('') + END_OF_HEADER);
}

function padding(size: number): Buffer {
  return Buffer.alloc(size % 2, '\n');
}

/** The names that other files can refer to. */
function definedSymbols(object: Uint8Array): string[] {
  const reader = new Reader(object, 8);
  while (reader.isLeft) {
    const id = reader.uleb();
    const end = reader.uleb() + reader.at;
    if (id === CUSTOM_SECTION && reader.name() === 'linking') {
      reader.uleb();
      while (reader.at < end) {
        const kind = reader.uleb();
        const next = reader.uleb() + reader.at;
        if (kind === SYMBOL_TABLE) return symbolsOf(reader);
        reader.at = next;
      }
    }
    reader.at = end;
  }
  return [];
}

function symbolsOf(reader: Reader): string[] {
  const names: string[] = [];
  for (let left = reader.uleb(); left > 0; left--) {
    const kind = reader.uleb();
    const flags = reader.uleb();
    const isDefined = (flags & UNDEFINED) === 0;
    if (kind !== DATA_SYMBOL) reader.uleb();
    if (kind === DATA_SYMBOL || isDefined || (flags & EXPLICIT_NAME) !== 0) {
      const name = reader.name();
      if (isDefined && (flags & LOCAL) === 0) names.push(name);
    }
    if (kind === DATA_SYMBOL && isDefined) for (let i = 0; i < 3; i++) reader.uleb();
  }
  return names;
}

class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  get isLeft(): boolean {
    return this.at < this.#bytes.length;
  }

  uleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  name(): string {
    const length = this.uleb();
    this.at += length;
    return Buffer.from(this.#bytes.subarray(this.at - length, this.at)).toString();
  }
}
