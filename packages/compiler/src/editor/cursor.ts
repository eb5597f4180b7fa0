import type { SourceFile } from '../source/source-file.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenEnd, tokenize } from '../syntax/tokenizer.ts';

/** What the text is in which the cursor stands, as tokens tell it. */
export type CursorPlace =
  /** A name, or where one may stand: bytes `start` to `end`, which may be none. */
  | { readonly kind: 'name'; readonly start: number; readonly end: number }
  /** A builtin, with its `@`. */
  | { readonly kind: 'builtin'; readonly start: number; readonly end: number }
  /** What is in the quotes of `@import("")`. */
  | { readonly kind: 'import'; readonly start: number; readonly end: number }
  /** A comment, a string or a number: nothing can be proposed. */
  | { readonly kind: 'text' };

/** Where byte `offset` of a text stands. */
export function cursorPlace({ bytes }: SourceFile, offset: number): CursorPlace {
  const { tags, starts } = tokenize(bytes);
  let token = 0;
  while (token + 1 < starts.length && starts[token + 1] < offset) token++;
  const start = starts[token];
  const end = tags[token] === TokenTag.eof ? start : tokenEnd(bytes, start);
  if (start >= offset || offset > end)
    return isComment(bytes, start >= offset ? 0 : end, offset) ? { kind: 'text' } : nameFrom(bytes, offset);
  switch (tags[token] as TokenTag) {
    case TokenTag.string_literal:
    case TokenTag.invalid: {
      const isOpen = tags[token] === TokenTag.string_literal && offset === end;
      const isImport = tags[token - 1] === TokenTag.l_paren && isImportBuiltin(bytes, starts[token - 2] ?? 0);
      const isQuoted = bytes[start] === QUOTE;
      if (!isImport || !isQuoted || isOpen) return { kind: 'text' };
      const close = bytes[end - 1] === QUOTE && end - 1 > start ? end - 1 : offset;
      return { kind: 'import', start: start + 1, end: Math.max(close, offset) };
    }
    case TokenTag.builtin:
      return { kind: 'builtin', start, end };
    case TokenTag.char_literal:
    case TokenTag.doc_comment:
    case TokenTag.container_doc_comment:
    case TokenTag.multiline_string_literal_line:
    case TokenTag.number_literal:
      return { kind: 'text' };
    default:
      return bytes[start] === AT && offset === end ? { kind: 'builtin', start, end } : nameFrom(bytes, offset);
  }
}

const QUOTE = 0x22;
const AT = 0x40;
const SLASH = 0x2f;
const NEWLINE = 0x0a;

function isImportBuiltin(bytes: Uint8Array, start: number): boolean {
  return [...'@import'].every((char, i) => bytes[start + i] === char.charCodeAt(0));
}

/** Whether a comment begins between `start` and `end` that goes on there. */
function isComment(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = end - 1; at > start && bytes[at] !== NEWLINE; at--)
    if (bytes[at] === SLASH && bytes[at - 1] === SLASH) return true;
  return false;
}

function isNameByte(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z0-9_]/.test(String.fromCharCode(byte));
}

function nameFrom(bytes: Uint8Array, offset: number): CursorPlace {
  let start = offset;
  let end = offset;
  while (start > 0 && isNameByte(bytes[start - 1])) start--;
  while (isNameByte(bytes[end])) end++;
  return bytes[start - 1] === AT ? { kind: 'builtin', start: start - 1, end } : { kind: 'name', start, end };
}
