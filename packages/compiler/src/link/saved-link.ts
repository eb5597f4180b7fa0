import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { ListReader, ListWriter } from './saved-words.ts';

/** How another process linked all. */
export interface SavedLink {
  /** What it read of types: (kind, a, b) each. */
  readonly facts: ArrayLike<number>;
  /** Functions that came to have other code after that: a `FuncIndex` each. */
  readonly changed: ArrayLike<number>;
  /** `Linker.save` */
  readonly link: Uint8Array;
}

/** All of `saved`, for `readSavedLink`. `identity`: what makes all modules others. */
export function writeSavedLink(identity: string, { facts, changed, link }: SavedLink): Uint8Array {
  const out = new ListWriter();
  out.bytes(bytesOfString(identity));
  out.ints(facts);
  out.ints(changed);
  out.bytes(link);
  return out.finish();
}

/** What `writeSavedLink` gave, in views of it; null if it is of another identity. */
export function readSavedLink(bytes: Uint8Array, identity: string): SavedLink | null {
  const from = new ListReader(bytes);
  if (stringOfBytes(from.bytes()) !== identity) return null;
  return { facts: from.ints(), changed: from.ints(), link: from.bytes() };
}
