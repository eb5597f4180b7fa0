import type { U8Column } from '../util/column.ts';
import { decodeUtf8, encodeUtf8, INVALID_UTF8, isSurrogate, utf8SequenceLength } from '../util/utf8.ts';

/** What is wrong with a string or character literal. */
export enum StringError {
  /** The character after a backslash starts no escape. */
  invalid_escape_character,
  expected_hex_digit,
  empty_unicode_escape_sequence,
  expected_hex_digit_or_rbrace,
  invalid_unicode_codepoint,
  expected_lbrace,
  expected_rbrace,
  expected_single_quote,
  invalid_character,
  empty_char_literal,
}

/** Why a literal is none, and where: `offset` is that of the offending byte in the text that was parsed. */
export interface StringFailure {
  readonly error: StringError;
  readonly offset: number;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const NEWLINE = 0x0a;
const LBRACE = 0x7b;
const RBRACE = 0x7d;
const LOWER_U = 0x75;
const LOWER_X = 0x78;
const MAX_CODE_POINT = 0x10ffff;

/**
 * Appends what the string literal `text` (from its quote at `start` to its closing quote, the last byte) stands for to `out`.
 * Returns null, or what is wrong; `out` then has a part of it. Language reference, "Escape Sequences".
 */
export function parseStringLiteral(text: Uint8Array, start: number, out: U8Column): StringFailure | null {
  let index = start + 1;
  for (;;) {
    let end = index;
    while (end < text.length && text[end] !== BACKSLASH && text[end] !== QUOTE && text[end] !== NEWLINE) end++;
    for (; index < end; index++) out.push(text[index]);
    if (index >= text.length || text[index] === QUOTE) return null;
    if (text[index] === NEWLINE) return { error: StringError.invalid_character, offset: index };
    const parsed = parseEscape(text, index);
    if (parsed.error !== undefined) return { error: parsed.error, offset: parsed.end };
    if (text[index + 1] !== LOWER_U) {
      out.push(parsed.value);
    } else {
      if (isSurrogate(parsed.value)) return { error: StringError.invalid_unicode_codepoint, offset: index + 2 };
      out.reserve(4);
      out.length += encodeUtf8(parsed.value, out.data, out.length);
    }
    index = parsed.end;
  }
}

/** The code point of the character literal `text`, quotes included, or what is wrong with it. */
export function parseCharLiteral(text: Uint8Array): number | StringFailure {
  if (text.length < 3) return { error: StringError.empty_char_literal, offset: 0 };
  if (text[1] === BACKSLASH) {
    const parsed = parseEscape(text, 1);
    if (parsed.error !== undefined) return { error: parsed.error, offset: parsed.end };
    if (parsed.end + 1 !== text.length || text[parsed.end] !== SINGLE_QUOTE) {
      return { error: StringError.expected_single_quote, offset: parsed.end };
    }
    return parsed.value;
  }
  if (text[1] === 0) return { error: StringError.invalid_character, offset: 1 };
  const length = utf8SequenceLength(text[1]);
  if (length === 0) return { error: StringError.invalid_unicode_codepoint, offset: 1 };
  if (text.length - 2 > length) return { error: StringError.expected_single_quote, offset: 1 + length };
  const codePoint = text.length - 2 < length ? INVALID_UTF8 : decodeUtf8(text, 1, length);
  return codePoint === INVALID_UTF8 ? { error: StringError.invalid_unicode_codepoint, offset: 1 } : codePoint;
}

interface Escape {
  readonly value: number;
  /** One past the escape, or the place of the error. */
  readonly end: number;
  readonly error?: StringError;
}

/** The escape whose backslash is at `index`. */
function parseEscape(text: Uint8Array, index: number): Escape {
  const end = index + 2;
  switch (text[index + 1]) {
    case 0x6e:
      return { value: 0x0a, end };
    case 0x72:
      return { value: 0x0d, end };
    case 0x74:
      return { value: 0x09, end };
    case BACKSLASH:
    case SINGLE_QUOTE:
    case QUOTE:
      return { value: text[index + 1], end };
    case LOWER_X: {
      let value = 0;
      for (let i = end; i < end + 2; i++) {
        const digit = digitValue(text[i]);
        if (digit > 15) return { value: 0, end: i, error: StringError.expected_hex_digit };
        value = value * 16 + digit;
      }
      return { value, end: end + 2 };
    }
    case LOWER_U:
      return parseUnicodeEscape(text, end);
    default:
      return { value: 0, end: index + 1, error: StringError.invalid_escape_character };
  }
}

/** The rest of `\u{...}` from the brace at `start` on. */
function parseUnicodeEscape(text: Uint8Array, start: number): Escape {
  if (text[start] !== LBRACE) return { value: 0, end: start, error: StringError.expected_lbrace };
  let index = start + 1;
  if (text[index] === RBRACE) return { value: 0, end: index, error: StringError.empty_unicode_escape_sequence };
  let value = 0;
  for (; index < text.length; index++) {
    if (text[index] === RBRACE) return { value, end: index + 1 };
    const digit = digitValue(text[index]);
    if (digit > 15) return { value: 0, end: index, error: StringError.expected_hex_digit_or_rbrace };
    value = value * 16 + digit;
    if (value > MAX_CODE_POINT) return { value: 0, end: index, error: StringError.invalid_unicode_codepoint };
  }
  return { value: 0, end: index, error: StringError.expected_rbrace };
}

/** Value of an alphanumeric as a digit of a base up to 36; 255 for other bytes. */
function digitValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 10;
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41 + 10;
  return 255;
}

/** What is wrong with a number literal. */
export enum NumberError {
  leading_zero,
  digit_after_base,
  upper_case_base,
  invalid_float_base,
  repeated_underscore,
  invalid_underscore_after_special,
  invalid_digit,
  invalid_digit_exponent,
  duplicate_period,
  duplicate_exponent,
  exponent_after_underscore,
  special_after_underscore,
  trailing_special,
  trailing_underscore,
  invalid_character,
  invalid_exponent_sign,
  period_after_exponent,
}

/** A number literal: an integer, a float in base 10 or 16 (see `float-literal.ts`), or what is wrong with it. */
export type NumberLiteral =
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float' }
  | {
      readonly kind: 'failure';
      readonly error: NumberError;
      /** Offset in the text of the offending byte. */
      readonly offset: number;
      /** Base of the digits: 2, 8, 10 or 16. */
      readonly base: number;
    };

const UNDERSCORE = 0x5f;
const PERIOD = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
/** ASCII bit that makes a letter lower case. */
const LOWER = 0x20;

/** Reads the number literal `text`. Language reference, "Integer Literals" and "Float Literals". */
export function parseNumberLiteral(text: Uint8Array): NumberLiteral {
  let base = 10;
  let start = 0;
  const failure = (error: NumberError, offset: number): NumberLiteral => ({ kind: 'failure', error, offset, base });
  if (text.length >= 2 && text[0] === 0x30) {
    switch (String.fromCharCode(text[1])) {
      case 'b':
        base = 2;
        break;
      case 'o':
        base = 8;
        break;
      case 'x':
        base = 16;
        break;
      case 'B':
      case 'O':
      case 'X':
        return failure(NumberError.upper_case_base, 1);
      case '.':
      case 'e':
      case 'E':
        break;
      default:
        return failure(NumberError.leading_zero, 0);
    }
    if (base !== 10) start = 2;
  }
  if (text.length === 2 && base !== 10) return failure(NumberError.digit_after_base, 0);

  let underscore = false;
  let period = false;
  let exponent = false;
  let isFloat = false;
  /** The `.`, sign or exponent letter right before; 0 after a digit. */
  let special = 0;
  for (let i = start; i < text.length; i++) {
    const byte = text[i];
    if (byte === UNDERSCORE) {
      if ((i === 2 && base !== 10) || special !== 0) return failure(NumberError.invalid_underscore_after_special, i);
      if (underscore) return failure(NumberError.repeated_underscore, i);
      underscore = true;
      continue;
    }
    const letter = byte | LOWER;
    if ((base === 10 && letter === 0x65) || (base === 16 && letter === 0x70)) {
      if (base === 16 && i === 2) return failure(NumberError.digit_after_base, 0);
      isFloat = true;
      if (exponent) return failure(NumberError.duplicate_exponent, i);
      if (underscore) return failure(NumberError.exponent_after_underscore, i);
      special = byte;
      exponent = true;
      continue;
    }
    if (byte === PERIOD) {
      if (exponent && digitValue(text[i - 2]) < 10) return failure(NumberError.period_after_exponent, i);
      isFloat = true;
      if (base !== 10 && base !== 16) return failure(NumberError.invalid_float_base, 2);
      if (period) return failure(NumberError.duplicate_period, i);
      period = true;
      if (underscore) return failure(NumberError.special_after_underscore, i);
      special = byte;
      continue;
    }
    if (byte === PLUS || byte === MINUS) {
      const letterBefore = special | LOWER;
      const isExponentSign = letterBefore === 0x70 || (letterBefore === 0x65 && base === 10);
      if (!isExponentSign) return failure(NumberError.invalid_exponent_sign, i);
      special = byte;
      continue;
    }
    const digit = digitValue(byte);
    if (digit === 255) return failure(NumberError.invalid_character, i);
    if (digit >= base) return failure(NumberError.invalid_digit, i);
    if (exponent && digit >= 10) return failure(NumberError.invalid_digit_exponent, i);
    underscore = false;
    special = 0;
  }
  if (underscore) return failure(NumberError.trailing_underscore, text.length - 1);
  if (special !== 0) return failure(NumberError.trailing_special, text.length - 1);
  if (isFloat) return { kind: 'float' };
  const digits = new TextDecoder().decode(text.filter((byte) => byte !== UNDERSCORE));
  return { kind: 'int', value: BigInt(digits) };
}
