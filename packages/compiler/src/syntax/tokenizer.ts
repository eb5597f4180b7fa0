import { keywordOrIdentifier } from './keywords.ts';
import { TokenTag } from './token.ts';
import type { Tokens } from './tree.ts';

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const ASTERISK = 0x2a;
const PLUS = 0x2b;
const MINUS = 0x2d;
const PERIOD = 0x2e;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUAL = 0x3d;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;
const PIPE = 0x7c;
const PERCENT = 0x25;
const BANG = 0x21;

/** Set for bytes that an identifier, a keyword, a builtin name and a number consist of. */
const WORD = 1;
/** Set for bytes that may follow one another in a comment or a line of a multiline string. */
const LINE_TEXT = 2;
/** Set for bytes that are an error in a string or a character literal. A zero byte is judged by where it is. */
const CONTROL = 4;
/** Set for the letters after which a sign belongs to a number. */
const EXPONENT = 8;

const classes = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isControl = byte < SPACE || byte === 0x7f;
  if (isLetter || isDigit || byte === 0x5f) classes[byte] |= WORD;
  if (!isControl) classes[byte] |= LINE_TEXT;
  if (isControl && byte !== 0 && byte !== NEWLINE) classes[byte] |= CONTROL;
}
for (const letter of [0x45, 0x50, 0x65, 0x70]) classes[letter] |= EXPONENT;

/** Tags of the tokens that one byte decides, 0 for other bytes. */
const singles = new Uint8Array(256);
for (const [text, tag] of [
  ['(', TokenTag.l_paren],
  [')', TokenTag.r_paren],
  ['[', TokenTag.l_bracket],
  [']', TokenTag.r_bracket],
  ['{', TokenTag.l_brace],
  ['}', TokenTag.r_brace],
  [';', TokenTag.semicolon],
  [',', TokenTag.comma],
  ['?', TokenTag.question_mark],
  [':', TokenTag.colon],
  ['~', TokenTag.tilde],
] as const) {
  singles[text.charCodeAt(0)] = tag;
}

/**
 * Reads tokens one after the other. What a token is depends on the bytes from its start on and on nothing before it, so
 * reading can begin at any token.
 */
class Tokenizer {
  private readonly source: Uint8Array;
  /** Where the token that was read last begins. */
  start = 0;
  /** Where the token that was read last ends. */
  index: number;

  constructor(source: Uint8Array, index: number) {
    this.source = source;
    this.index = index;
  }

  /** Reads the next token and returns its tag. At the end this is `eof`, again and again. */
  next(): TokenTag {
    const { source } = this;
    const length = source.length;
    let index = this.index;
    for (;;) {
      while (index < length) {
        const byte = source[index];
        if (byte !== SPACE && byte !== NEWLINE && byte !== TAB && byte !== RETURN) break;
        index++;
      }
      this.start = index;
      if (index >= length) {
        this.index = index;
        return TokenTag.eof;
      }
      if (source[index] !== SLASH || index + 1 >= length || source[index + 1] !== SLASH) break;
      this.index = index;
      const tag = this.comment();
      if (tag !== TokenTag.eof) return tag;
      index = this.index;
    }
    const first = source[index];
    const single = singles[first];
    if (single !== 0) {
      this.index = index + 1;
      return single;
    }
    if ((classes[first] & WORD) !== 0) {
      this.index = index;
      if (first >= 0x30 && first <= 0x39) return this.number();
      index++;
      while (index < length && (classes[source[index]] & WORD) !== 0) index++;
      this.index = index;
      return keywordOrIdentifier(source, this.start, index);
    }
    this.index = index;
    switch (first) {
      case DOUBLE_QUOTE:
        return this.string(TokenTag.string_literal);
      case SINGLE_QUOTE:
        return this.charLiteral();
      case 0x40:
        return this.atSign();
      case BACKSLASH:
        return this.backslash();
      case PERIOD:
        return this.period();
      default:
        return this.operator(first);
    }
  }

  private byteAt(index: number): number {
    return index < this.source.length ? this.source[index] : 0;
  }

  /** Ends the token after `length` bytes. */
  private take(length: number, tag: TokenTag): TokenTag {
    this.index = this.start + length;
    return tag;
  }

  /** Ends the token at the next newline after the byte at `index`, or at the end. */
  private invalid(index: number): TokenTag {
    const newline = this.source.indexOf(NEWLINE, index + 1);
    this.index = newline < 0 ? this.source.length : newline;
    return TokenTag.invalid;
  }

  /** Whether `index` is the end, as opposed to a zero byte in the text. */
  private atEnd(index: number): boolean {
    return index >= this.source.length;
  }

  /** From the `//` at `index`. Returns `eof` if it was an ordinary comment, which is no token, and `index` is behind it. */
  private comment(): TokenTag {
    const third = this.byteAt(this.index + 2);
    if (third === BANG) return this.docComment(TokenTag.container_doc_comment, this.index + 3);
    if (third === SLASH && this.byteAt(this.index + 3) !== SLASH) {
      return this.docComment(TokenTag.doc_comment, this.index + 3);
    }
    const { source } = this;
    let index = this.index + 2;
    while (index < source.length && (classes[source[index]] & LINE_TEXT) !== 0) index++;
    if (this.atEnd(index)) {
      this.index = index;
      return TokenTag.eof;
    }
    if (source[index] === RETURN) {
      index++;
      if (this.atEnd(index)) {
        this.index = index;
        return TokenTag.invalid;
      }
    }
    if (source[index] !== NEWLINE) return this.invalid(index);
    this.index = index + 1;
    return TokenTag.eof;
  }

  /** The rest of a doc comment whose text begins at `index`. */
  private docComment(tag: TokenTag, index: number): TokenTag {
    const { source } = this;
    while (index < source.length && (classes[source[index]] & LINE_TEXT) !== 0) index++;
    const stop = this.byteAt(index);
    if (stop === 0 || stop === NEWLINE || (stop === RETURN && this.byteAt(index + 1) === NEWLINE)) {
      this.index = index;
      return tag;
    }
    return this.invalid(index);
  }

  private backslash(): TokenTag {
    const { source } = this;
    const second = this.byteAt(this.index + 1);
    if (second === 0 || second === NEWLINE) return this.take(1, TokenTag.invalid);
    if (second !== BACKSLASH) return this.invalid(this.index + 1);
    let index = this.index + 2;
    while (index < source.length && (classes[source[index]] & LINE_TEXT) !== 0) index++;
    const stop = this.byteAt(index);
    const isLineEnd = stop === NEWLINE || (stop === RETURN && this.byteAt(index + 1) === NEWLINE);
    if (!isLineEnd && !this.atEnd(index)) return this.invalid(index);
    this.index = index;
    return TokenTag.multiline_string_literal_line;
  }

  /** From the opening quote at `index`. A backslash takes the byte after it along. */
  private string(tag: TokenTag): TokenTag {
    const { source } = this;
    let index = this.index + 1;
    for (; index < source.length; index++) {
      const byte = source[index];
      if (byte === DOUBLE_QUOTE) {
        this.index = index + 1;
        return tag;
      }
      if (byte === BACKSLASH) {
        index++;
        const escaped = this.byteAt(index);
        if (escaped === 0 || escaped === NEWLINE) break;
        if ((classes[escaped] & CONTROL) !== 0) return this.invalid(index);
      } else if (byte === NEWLINE) {
        break;
      } else if (byte === 0 || (classes[byte] & CONTROL) !== 0) {
        return this.invalid(index);
      }
    }
    this.index = index;
    return TokenTag.invalid;
  }

  private charLiteral(): TokenTag {
    const { source } = this;
    let index = this.index + 1;
    for (; index < source.length; index++) {
      let byte = source[index];
      if (byte === SINGLE_QUOTE) {
        this.index = index + 1;
        return TokenTag.char_literal;
      }
      if (byte === BACKSLASH) {
        index++;
        if (this.atEnd(index)) break;
        byte = source[index];
      }
      if (byte === NEWLINE) break;
      if (byte === 0 || (classes[byte] & CONTROL) !== 0) return this.invalid(index);
    }
    this.index = index;
    return TokenTag.invalid;
  }

  private atSign(): TokenTag {
    const { source } = this;
    let index = this.index + 1;
    const second = this.byteAt(index);
    if (second === 0 || second === NEWLINE) return this.take(1, TokenTag.invalid);
    if (second === DOUBLE_QUOTE) {
      this.index = index;
      return this.string(TokenTag.identifier);
    }
    if ((classes[second] & WORD) === 0 || (second >= 0x30 && second <= 0x39)) return this.invalid(index);
    while (index < source.length && (classes[source[index]] & WORD) !== 0) index++;
    this.index = index;
    return TokenTag.builtin;
  }

  /** Takes more than a number can be; what is wrong with it is found when its value is needed. */
  private number(): TokenTag {
    const { source } = this;
    let index = this.index;
    let sawPeriod = false;
    for (;;) {
      while (index < source.length && (classes[source[index]] & WORD) !== 0) {
        const isExponent = (classes[source[index]] & EXPONENT) !== 0;
        index++;
        if (isExponent) {
          const sign = this.byteAt(index);
          if (sign === PLUS || sign === MINUS) {
            index++;
            sawPeriod = true;
          }
        }
      }
      // A period belongs to the number if a digit or a letter follows: `1..2` and `1.*` are no floats.
      if (sawPeriod || this.byteAt(index) !== PERIOD || (classes[this.byteAt(index + 1)] & WORD) === 0) break;
      sawPeriod = true;
      index++;
    }
    this.index = index;
    return TokenTag.number_literal;
  }

  private period(): TokenTag {
    const second = this.byteAt(this.start + 1);
    const third = this.byteAt(this.start + 2);
    if (second === PERIOD)
      return third === PERIOD ? this.take(3, TokenTag.ellipsis3) : this.take(2, TokenTag.ellipsis2);
    if (second === ASTERISK) {
      return this.take(2, third === ASTERISK ? TokenTag.invalid_periodasterisks : TokenTag.period_asterisk);
    }
    return this.take(1, TokenTag.period);
  }

  private operator(first: number): TokenTag {
    const second = this.byteAt(this.start + 1);
    switch (first) {
      case BANG:
        return second === EQUAL ? this.take(2, TokenTag.bang_equal) : this.take(1, TokenTag.bang);
      case PERCENT:
        return second === EQUAL ? this.take(2, TokenTag.percent_equal) : this.take(1, TokenTag.percent);
      case 0x26:
        return second === EQUAL ? this.take(2, TokenTag.ampersand_equal) : this.take(1, TokenTag.ampersand);
      case 0x5e:
        return second === EQUAL ? this.take(2, TokenTag.caret_equal) : this.take(1, TokenTag.caret);
      case SLASH:
        return second === EQUAL ? this.take(2, TokenTag.slash_equal) : this.take(1, TokenTag.slash);
      case PIPE:
        if (second === EQUAL) return this.take(2, TokenTag.pipe_equal);
        return second === PIPE ? this.take(2, TokenTag.pipe_pipe) : this.take(1, TokenTag.pipe);
      case EQUAL:
        if (second === EQUAL) return this.take(2, TokenTag.equal_equal);
        return second === GREATER ? this.take(2, TokenTag.equal_angle_bracket_right) : this.take(1, TokenTag.equal);
      case ASTERISK:
        if (second === ASTERISK) return this.take(2, TokenTag.asterisk_asterisk);
        return this.wrapping(second, TokenTag.asterisk);
      case PLUS:
        if (second === PLUS) return this.take(2, TokenTag.plus_plus);
        return this.wrapping(second, TokenTag.plus);
      case MINUS:
        if (second === GREATER) return this.take(2, TokenTag.arrow);
        return this.wrapping(second, TokenTag.minus);
      case LESS:
        return this.less(second);
      case GREATER:
        return this.greater(second);
      default:
        return this.invalid(this.start);
    }
  }

  /** `*`, `+` and `-`, whose forms with `%` and `|` are wrapping and saturating, each with an assignment. */
  private wrapping(second: number, plain: TokenTag.asterisk | TokenTag.plus | TokenTag.minus): TokenTag {
    const withEqual = this.byteAt(this.start + 2) === EQUAL;
    const length = withEqual ? 3 : 2;
    const isAsterisk = plain === TokenTag.asterisk;
    const isPlus = plain === TokenTag.plus;
    if (second === EQUAL) {
      return this.take(2, isAsterisk ? TokenTag.asterisk_equal : isPlus ? TokenTag.plus_equal : TokenTag.minus_equal);
    }
    if (second === PERCENT) {
      const tag = isAsterisk ? TokenTag.asterisk_percent : isPlus ? TokenTag.plus_percent : TokenTag.minus_percent;
      return this.take(length, withEqual ? tag + 1 : tag);
    }
    if (second === PIPE) {
      const tag = isAsterisk ? TokenTag.asterisk_pipe : isPlus ? TokenTag.plus_pipe : TokenTag.minus_pipe;
      return this.take(length, withEqual ? tag + 1 : tag);
    }
    return this.take(1, plain);
  }

  private less(second: number): TokenTag {
    if (second === EQUAL) return this.take(2, TokenTag.angle_bracket_left_equal);
    if (second !== LESS) return this.take(1, TokenTag.angle_bracket_left);
    const third = this.byteAt(this.start + 2);
    if (third === EQUAL) return this.take(3, TokenTag.angle_bracket_angle_bracket_left_equal);
    if (third !== PIPE) return this.take(2, TokenTag.angle_bracket_angle_bracket_left);
    return this.byteAt(this.start + 3) === EQUAL
      ? this.take(4, TokenTag.angle_bracket_angle_bracket_left_pipe_equal)
      : this.take(3, TokenTag.angle_bracket_angle_bracket_left_pipe);
  }

  private greater(second: number): TokenTag {
    if (second === EQUAL) return this.take(2, TokenTag.angle_bracket_right_equal);
    if (second !== GREATER) return this.take(1, TokenTag.angle_bracket_right);
    return this.byteAt(this.start + 2) === EQUAL
      ? this.take(3, TokenTag.angle_bracket_angle_bracket_right_equal)
      : this.take(2, TokenTag.angle_bracket_angle_bracket_right);
  }
}

/** Tokens gathered into columns that grow. */
class TokenColumns {
  tags: Uint8Array;
  starts: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.tags = new Uint8Array(capacity);
    this.starts = new Uint32Array(capacity);
  }

  push(tag: TokenTag, start: number): void {
    if (this.length === this.tags.length) this.grow(this.length * 2);
    this.tags[this.length] = tag;
    this.starts[this.length++] = start;
  }

  /** A copy of the columns as far as they are filled. */
  finish(): Tokens {
    return { tags: this.tags.slice(0, this.length), starts: this.starts.slice(0, this.length) };
  }

  private grow(capacity: number): void {
    const tags = new Uint8Array(capacity);
    const starts = new Uint32Array(capacity);
    tags.set(this.tags.subarray(0, this.length));
    starts.set(this.starts.subarray(0, this.length));
    this.tags = tags;
    this.starts = starts;
  }
}

/** Where the first token is looked for: behind a byte order mark. */
function textStart(source: Uint8Array): number {
  return source.length >= 3 && source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0;
}

/** Tokens of `source`, which may hold any bytes. What is no token is `invalid` up to the end of its line. */
export function tokenize(source: Uint8Array): Tokens {
  const out = new TokenColumns((source.length >>> 2) + 16);
  const tokenizer = new Tokenizer(source, textStart(source));
  for (;;) {
    const tag = tokenizer.next();
    out.push(tag, tokenizer.start);
    if (tag === TokenTag.eof) return out.finish();
  }
}

/** Byte offset one past the token that starts at `start`. */
export function tokenEnd(source: Uint8Array, start: number): number {
  const tokenizer = new Tokenizer(source, start);
  tokenizer.next();
  return tokenizer.index;
}

/**
 * The tokens of `source` that start in `[start, end)`, and the one behind them, which may be `eof`. At `start` a token has to start, or it has
 * to be 0.
 */
export function tokenizePart(source: Uint8Array, start: number, end: number): Tokens {
  const out = new TokenColumns(((end - start) >>> 2) + 16);
  const tokenizer = new Tokenizer(source, start === 0 ? textStart(source) : start);
  for (;;) {
    const tag = tokenizer.next();
    out.push(tag, tokenizer.start);
    if (tag === TokenTag.eof || tokenizer.start >= end) return out.finish();
  }
}
