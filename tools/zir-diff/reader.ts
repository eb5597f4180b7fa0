/** An instruction of either ZIR, by a number that no other instruction of the file has. */
export type Key = number;

/** What stands between the parentheses of an instruction, in order. */
export type Item =
  | { readonly kind: 'text'; readonly text: string }
  /** The value of an instruction, or the instruction itself. */
  | { readonly kind: 'inst'; readonly key: Key }
  | { readonly kind: 'body'; readonly label: string; readonly insts: readonly Key[]; readonly scope: Scope };

/** What places and special block numbers in a body are relative to: the number is the reader's own. */
export type Scope = number;

export interface Decoded {
  readonly name: string;
  /** `n` or `t` and the absolute number of a node or token, or an empty string. */
  readonly place: string;
  readonly items: readonly Item[];
  /** Instructions that stand for this one, or for another that was printed before. */
  readonly aliases?: readonly { readonly key: Key; readonly of?: Key }[];
}

/** One of the two ZIRs of a file. */
export interface Reader {
  readonly root: Key;
  readonly rootScope: Scope;
  decode(key: Key, scope: Scope): Decoded;
}

/** Words of a payload, read one after the other. What only the official one has is passed over in ours. */
export interface Words {
  readonly official: boolean;
  next(): number;
  /** Passes over words that only the official payload has. */
  skip(count: number): void;
  ref(): Item;
  inst(): Item;
  string(): Item;
  place(): Item;
  number(): Item;
  hex(): Item;
  /** A body of `length` instructions. */
  body(label: string, length: number): Item;
  /** Moves to a word of the payload's `extra`. */
  seek(index: number): void;
  readonly position: number;
}

/** Bytes in hexadecimal; of an integer, without the zeros at its high end. */
export function hexOf(bytes: Uint8Array, isInteger: boolean): string {
  const hex = Buffer.from(bytes).toString('hex');
  return isInteger ? hex.replace(/(00)+$/, '') : hex;
}

export function text(value: string): Item {
  return { kind: 'text', text: value };
}
