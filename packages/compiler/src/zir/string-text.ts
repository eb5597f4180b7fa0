import { parseCharLiteral, parseStringLiteral, StringError, type StringFailure } from '../syntax/literals.ts';
import { tokenText } from '../syntax/tree.ts';
import { U8Column } from '../util/column.ts';
import type { Lowering } from './lowering.ts';
import type { NameId } from './names.ts';

/** Decoded text of the literal at hand. */
const decoded = new U8Column(256);

/**
 * What the string literal in `token` stands for, from its quote at byte `start` of the token on: 0 for a literal, 1 for the `@"..."`
 * of an identifier. Fails on a malformed one.
 */
export function stringName(lo: Lowering, token: number, start: number): NameId {
  const text = tokenText(lo.tree, token);
  decoded.truncate(0);
  const failure = parseStringLiteral(text, start, decoded);
  if (failure !== null) failString(lo, token, text, failure);
  return lo.names.intern(decoded.data, 0, decoded.length);
}

/** The lines of a multiline string, tokens `first` to `last`, without their backslashes, joined by newlines. */
export function multilineName(lo: Lowering, first: number, last: number): NameId {
  decoded.truncate(0);
  for (let token = first; token <= last; token++) {
    if (token > first) decoded.push(0x0a);
    decoded.pushAll(tokenText(lo.tree, token).subarray(2));
  }
  return lo.names.intern(decoded.data, 0, decoded.length);
}

/** The code point of the character literal in `token`. Fails on a malformed one. */
export function charValue(lo: Lowering, token: number): number {
  const text = tokenText(lo.tree, token);
  const value = parseCharLiteral(text);
  return typeof value === 'number' ? value : failString(lo, token, text, value);
}

function failString(lo: Lowering, token: number, text: Uint8Array, failure: StringFailure): never {
  return lo.failToken(
    token,
    stringErrorText(failure.error, String.fromCharCode(text[failure.offset])),
    [],
    failure.offset,
  );
}

/** The official text of what is wrong with a literal at `char`. */
export function stringErrorText(error: StringError, char: string): string {
  switch (error) {
    case StringError.invalid_escape_character:
      return `invalid escape character: '${char}'`;
    case StringError.expected_hex_digit:
      return `expected hex digit, found '${char}'`;
    case StringError.empty_unicode_escape_sequence:
      return 'empty unicode escape sequence';
    case StringError.expected_hex_digit_or_rbrace:
      return `expected hex digit or '}', found '${char}'`;
    case StringError.invalid_unicode_codepoint:
      return 'unicode escape does not correspond to a valid unicode scalar value';
    case StringError.expected_lbrace:
      return `expected '{', found '${char}'`;
    case StringError.expected_rbrace:
      return `expected '}', found '${char}'`;
    case StringError.expected_single_quote:
      return `expected single quote ('), found '${char}'`;
    case StringError.invalid_character:
      return `invalid byte in string or character literal: '${char}'`;
    case StringError.empty_char_literal:
      return 'empty character literal';
  }
}
