import { tokenEnd } from '../syntax/tokenizer.ts';
import { stringOfBytes } from '../util/utf8.ts';

/** The operand of an `@import` or `@embedFile`. Offsets are bytes of the file. */
export interface ImportLink {
  /** The first byte of the string, behind its quote, and one past the last. */
  readonly start: number;
  readonly end: number;
  /** As it is written: the path of a file from the directory of this one, or the name of a module. */
  readonly target: string;
  /** The file is data, whatever it is called. */
  readonly isEmbedded: boolean;
}

const AT = 0x40;
const NEWLINE = 0x0a;
const SLASH = 0x2f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const BUILTINS = ['@import', '@embedFile'].map((name) => new TextEncoder().encode(name));

/**
 * What a file imports, in the order of the text, as far as that shows without a look at the rest: it costs a search for `@`, and is right for files with errors. Lines
 * that are comments are left out.
 */
export function importLinks(source: Uint8Array): ImportLink[] {
  const found: ImportLink[] = [];
  for (let at = source.indexOf(AT); at >= 0; at = source.indexOf(AT, at + 1)) {
    const kind = BUILTINS.findIndex((name) => name.every((byte, i) => source[at + i] === byte));
    if (kind < 0 || isInComment(source, at)) continue;
    const bracket = skipSpace(source, at + BUILTINS[kind].length);
    const quote = skipSpace(source, bracket + 1);
    if (source[bracket] !== 0x28 || source[quote] !== QUOTE) continue;
    const end = tokenEnd(source, quote) - 1;
    const text = source.subarray(quote + 1, end);
    if (source[end] !== QUOTE || end <= quote || text.includes(BACKSLASH)) continue;
    found.push({ start: quote + 1, end, target: stringOfBytes(text), isEmbedded: kind === 1 });
  }
  return found;
}

/** Whether the line of the byte at `offset` is a comment from its start. */
function isInComment(source: Uint8Array, offset: number): boolean {
  const start = skipSpace(source, source.lastIndexOf(NEWLINE, offset) + 1);
  return source[start] === SLASH && source[start + 1] === SLASH;
}

function skipSpace(source: Uint8Array, from: number): number {
  let at = from;
  while (source[at] === 0x20 || source[at] === 0x09 || source[at] === NEWLINE || source[at] === 0x0d) at++;
  return at;
}
