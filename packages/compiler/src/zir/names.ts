import { U8Column, U32Column } from '../util/column.ts';

/** A byte string, by number: two are equal exactly if their numbers are. Lives as long as one lowering. */
export type NameId = number & { readonly __brand: 'Name' };

const decoder = new TextDecoder();

/** The empty name: what has no name. It is the first of every table. */
export const NAME_EMPTY = 0 as NameId;

/** Byte strings that lowering compares: identifiers and string literals of one file. */
export class NameTable {
  readonly #bytes = new U8Column(4096);
  readonly #starts = new U32Column(512);
  readonly #hashes = new U32Column(512);
  #slots: Int32Array;
  #mask: number;

  constructor(capacity = 1024) {
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
    this.#starts.push(0);
    this.intern(new Uint8Array(0), 0, 0);
  }

  /** How many names there are. */
  get length(): number {
    return this.#hashes.length;
  }

  /** The number of the bytes `source[start..end]`. */
  intern(source: Uint8Array, start: number, end: number): NameId {
    const hash = hashOf(source, start, end);
    const slot = this.#slotOf(hash, source, start, end);
    const known = this.#slots[slot];
    if (known >= 0) return known as NameId;
    const id = this.#hashes.push(hash);
    for (let i = start; i < end; i++) this.#bytes.push(source[i]);
    this.#starts.push(this.#bytes.length);
    this.#slots[slot] = id;
    if (id * 2 > this.#mask) this.#grow();
    return id as NameId;
  }

  /** The number of `bytes`; -1 if they have none. */
  find(bytes: Uint8Array): NameId | -1 {
    const slot = this.#slotOf(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length);
    return this.#slots[slot] as NameId | -1;
  }

  /** The bytes of `name`: a view that is valid until the next `intern`. */
  bytes(name: NameId): Uint8Array {
    const starts = this.#starts.data;
    return this.#bytes.data.subarray(starts[name], starts[name + 1]);
  }

  /** Appends the bytes of `name` and a 0 to `column` and returns where they start. */
  appendTo(name: NameId, column: U8Column): number {
    const starts = this.#starts.data;
    const bytes = this.#bytes.data;
    const end = starts[name + 1];
    let from = starts[name];
    const offset = column.length;
    column.reserve(end - from + 1);
    const out = column.data;
    let to = offset;
    while (from < end) out[to++] = bytes[from++];
    out[to++] = 0;
    column.length = to;
    return offset;
  }

  /** The name as text, for messages. */
  text(name: NameId): string {
    return decoder.decode(this.bytes(name));
  }

  /** The slot where the bytes `source[start..end]` are, or are to be. */
  #slotOf(hash: number, source: Uint8Array, start: number, end: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hash & mask;
    for (;;) {
      const id = slots[slot];
      if (id < 0 || (this.#hashes.data[id] === hash && this.#equals(id, source, start, end))) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #equals(id: number, source: Uint8Array, start: number, end: number): boolean {
    const starts = this.#starts.data;
    const own = starts[id];
    if (starts[id + 1] - own !== end - start) return false;
    const bytes = this.#bytes.data;
    for (let i = start, k = own; i < end; i++, k++) if (bytes[k] !== source[i]) return false;
    return true;
  }

  #grow(): void {
    const capacity = this.#slots.length * 2;
    const slots = new Int32Array(capacity).fill(-1);
    const mask = capacity - 1;
    const hashes = this.#hashes.data;
    for (let id = 0; id < this.#hashes.length; id++) {
      let slot = hashes[id] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

function hashOf(source: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ source[i], 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
