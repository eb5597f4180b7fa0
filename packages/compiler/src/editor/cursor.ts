import type { SourceFile } from '../source/source-file.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenEnd, tokenize } from '../syntax/tokenizer.ts';

/** What the text is in which the cursor stands, as tokens tell it. */
export type CursorPlace =
  /** A name, or where one may stand: bytes `start` to `end`, which may be none. */
  | { readonly kind: 'name'; readonly start: number; readonly end: number }
  /** A builtin, with its `@`. */
  | { readonly kind: 'builtin'; readonly start: number; readonly end: number }
  /** What is in the quotes of `@import("")`, or of `@embedFile("")`. */
  | { readonly kind: 'import' | 'embed'; readonly start: number; readonly end: number }
  /** Where a member of a container may begin, or goes on behind `first`, the keyword that it begins with. */
  | { readonly kind: 'member'; readonly start: number; readonly end: number; readonly first: TokenTag | null }
  /** A comment, a string or a number: nothing can be proposed. */
  | { readonly kind: 'text' };

/** Where byte `offset` of a text stands. */
export function cursorPlace({ bytes }: SourceFile, offset: number): CursorPlace {
  const { tags, starts } = tokenize(bytes);
  const nameAt = (at: number): CursorPlace => placeOfName(bytes, tags, starts, at);
  let token = 0;
  while (token + 1 < starts.length && starts[token + 1] < offset) token++;
  const start = starts[token];
  const end = tags[token] === TokenTag.eof ? start : tokenEnd(bytes, start);
  if (start >= offset || offset > end)
    return isComment(bytes, start >= offset ? 0 : end, offset) ? { kind: 'text' } : nameAt(offset);
  switch (tags[token] as TokenTag) {
    case TokenTag.string_literal:
    case TokenTag.invalid: {
      if (bytes[start] === AT && bytes[start + 1] !== QUOTE) return { kind: 'builtin', start, end: offset };
      const isOpen = tags[token] === TokenTag.string_literal && offset === end;
      const builtin = tags[token - 1] === TokenTag.l_paren ? (starts[token - 2] ?? 0) : -1;
      const kind = hasWord(bytes, builtin, '@import')
        ? 'import'
        : hasWord(bytes, builtin, '@embedFile')
          ? 'embed'
          : null;
      const isQuoted = bytes[start] === QUOTE;
      if (kind === null || !isQuoted || isOpen) return { kind: 'text' };
      const close = bytes[end - 1] === QUOTE && end - 1 > start ? end - 1 : offset;
      return { kind, start: start + 1, end: Math.max(close, offset) };
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
      return bytes[start] === AT && offset === end ? { kind: 'builtin', start, end } : nameAt(offset);
  }
}

const QUOTE = 0x22;
const AT = 0x40;
const SLASH = 0x2f;
const NEWLINE = 0x0a;

function hasWord(bytes: Uint8Array, start: number, word: string): boolean {
  return [...word].every((char, i) => bytes[start + i] === char.charCodeAt(0));
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

function placeOfName(bytes: Uint8Array, tags: Uint8Array, starts: Uint32Array, offset: number): CursorPlace {
  let start = offset;
  let end = offset;
  while (start > 0 && isNameByte(bytes[start - 1])) start--;
  while (isNameByte(bytes[end])) end++;
  if (bytes[start - 1] === AT) return { kind: 'builtin', start: start - 1, end };
  let next = 0;
  while (next < starts.length && starts[next] < start) next++;
  const before = next === 0 ? null : (tags[next - 1] as TokenTag);
  const isMember =
    before !== null && GOES_ON.has(before)
      ? tags[next - 2] !== TokenTag.equal
      : (before === null || MEMBER_ENDS.has(before)) &&
        beginsLine(bytes, start) &&
        isInContainer(bytes, tags, starts, next);
  if (!isMember) return { kind: 'name', start, end };
  return { kind: 'member', start, end, first: before !== null && GOES_ON.has(before) ? before : null };
}

/** What a member may begin with before its other keywords. */
const GOES_ON: ReadonlySet<TokenTag> = new Set([
  TokenTag.keyword_pub,
  TokenTag.keyword_export,
  TokenTag.keyword_noinline,
  TokenTag.keyword_threadlocal,
]);

/** What is before a member. */
const MEMBER_ENDS: ReadonlySet<TokenTag> = new Set([
  TokenTag.semicolon,
  TokenTag.comma,
  TokenTag.l_brace,
  TokenTag.r_brace,
  TokenTag.doc_comment,
  TokenTag.container_doc_comment,
]);

/** What a member of a file begins with. */
const BEGINS_MEMBER: ReadonlySet<TokenTag> = new Set([
  ...GOES_ON,
  TokenTag.keyword_const,
  TokenTag.keyword_var,
  TokenTag.keyword_fn,
  TokenTag.keyword_test,
  TokenTag.keyword_comptime,
  TokenTag.keyword_extern,
  TokenTag.keyword_inline,
]);

const CONTAINERS: ReadonlySet<TokenTag> = new Set([
  TokenTag.keyword_struct,
  TokenTag.keyword_enum,
  TokenTag.keyword_union,
  TokenTag.keyword_opaque,
]);

/** Whether nothing but space is before byte `at` in its line. */
function beginsLine(bytes: Uint8Array, at: number): boolean {
  for (let before = at - 1; before >= 0 && bytes[before] !== NEWLINE; before--)
    if (bytes[before] !== 0x20 && bytes[before] !== 0x09) return false;
  return true;
}

/**
 * Whether what is before token `end` leaves the braces of a container open, or none. Of what is wrong before it nothing counts that is before a member which begins its line: that is
 * one of the file.
 */
function isInContainer(bytes: Uint8Array, tags: Uint8Array, starts: Uint32Array, end: number): boolean {
  /** Of each bracket that is open, whether what it holds are members. */
  const open: boolean[] = [];
  /** Of each `(`, what is before it. */
  const calls: TokenTag[] = [];
  let closed: TokenTag = TokenTag.eof;
  for (let token = 0; token < end; token++) {
    const tag = tags[token] as TokenTag;
    const before = (tags[token - 1] ?? TokenTag.eof) as TokenTag;
    const start = starts[token];
    if (BEGINS_MEMBER.has(tag) && (start === 0 || bytes[start - 1] === NEWLINE)) open.length = calls.length = 0;
    if (tag === TokenTag.l_brace)
      open.push(CONTAINERS.has(before) || (before === TokenTag.r_paren && CONTAINERS.has(closed)));
    else if (tag === TokenTag.l_paren) {
      open.push(false);
      calls.push(before);
    } else if (tag === TokenTag.l_bracket) open.push(false);
    else if (tag === TokenTag.r_paren) {
      open.pop();
      closed = calls.pop() ?? TokenTag.eof;
    } else if (tag === TokenTag.r_brace || tag === TokenTag.r_bracket) open.pop();
  }
  return open.at(-1) ?? true;
}
