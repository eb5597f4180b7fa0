/* The parts of a module, and how they are read: `ByteWriter` writes them. */

import type { ByteWriter, ValType } from './wasm.ts';

/** What sections have for numbers. */
export enum Section {
  custom,
  type,
  import,
  function,
  table,
  memory,
  global,
  export,
  start,
  element,
  code,
  data,
}

/** What can be imported and exported. */
export enum External {
  function,
  table,
  memory,
  global,
}

/** What a module starts with. */
export const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
/** What the type of a function starts with. */
export const FUNCTION_TYPE = 0x60;
/** The type of the elements of a table of functions. */
export const FUNCREF = 0x70;
/** The custom section that has names. */
export const NAME_SECTION = 'name';
/** The part of it that has those of functions. */
export const FUNCTION_NAMES = 1;

/** What a function takes and gives: the types of its values. */
export interface FunctionType {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

/** Writes the type of a function. */
export function writeType(out: ByteWriter, { params, results }: FunctionType): void {
  out.byte(FUNCTION_TYPE);
  for (const list of [params, results]) {
    out.uleb(list.length);
    for (const type of list) out.byte(type);
  }
}

/** Reads what `ByteWriter` writes, one thing after the other. */
export class Cursor {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** An unsigned LEB128 of up to 32 bits. */
  uleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A signed LEB128 of up to 32 bits; of a longer one the low bits. */
  sleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      return shift + 7 < 32 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value | 0;
    }
  }

  /** A signed LEB128 of up to 64 bits. */
  sleb64(): bigint {
    let value = 0n;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= BigInt(byte & 0x7f) << BigInt(shift);
      if (byte < 0x80) return BigInt.asIntN(shift + 7, value);
    }
  }

  /** Length in bytes, then UTF-8 bytes: these, as a view. */
  name(): Uint8Array {
    const length = this.uleb();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
