import { Buffer } from 'node:buffer';
import { definedSymbols } from '@rezig/compiler/state';

/*
 * An archive in the form of Unix `ar`, with GNU's index of symbols: what linkers take for a static library.
 */

const MAGIC = '!<arch>\n';
const HEADER_SIZE = 60;
const END_OF_HEADER = '`\n';

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
