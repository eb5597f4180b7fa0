import { exactFloat64, floatLiteralBits } from '../syntax/float-literal.ts';
import { NumberError, type NumberLiteral, parseNumberLiteral } from '../syntax/literals.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenString, tokenText } from '../syntax/tree.ts';
import type { GenZir } from './block.ts';
import { Tag } from './inst.ts';
import { type Lowering, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { REF_NONE, Ref, type ZirRef } from './ref.ts';
import { Loc, type ResultInfo, resultType, rvalue } from './result.ts';
import { charValue, multilineName, stringName } from './string-text.ts';

/** Text in a chunk's bytes. A 0 byte follows it. */
export interface ChunkText {
  readonly offset: number;
  readonly length: number;
}

/** The text of a string literal token, put into the bytes of the chunk. */
export function stringOfToken(gz: GenZir, token: number): ChunkText {
  return chunkText(gz, stringName(gz.lo, token, 0));
}

/** The text of a multiline string literal node, put into the bytes of the chunk. */
export function multilineString(gz: GenZir, node: number): ChunkText {
  const { tree } = gz.lo;
  return chunkText(gz, multilineName(gz.lo, tree.lhs[node], tree.rhs[node]));
}

function chunkText(gz: GenZir, name: NameId): ChunkText {
  const { names } = gz.lo;
  return { offset: gz.chunk.string(names, name), length: names.bytes(name).length };
}

/** `"text"` */
export function stringLiteral(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const text = stringOfToken(gz, gz.lo.tree.mainTokens[node]);
  return rvalue(gz, ri, gz.add(Tag.str, text.offset, text.length, gz.srcNode(node)), node);
}

/** Lines that start with two backslashes. */
export function multilineStringLiteral(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const text = multilineString(gz, node);
  return rvalue(gz, ri, gz.add(Tag.str, text.offset, text.length, gz.srcNode(node)), node);
}

/** `'c'` */
export function charLiteral(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const value = charValue(gz.lo, gz.lo.tree.mainTokens[node]);
  return rvalue(gz, ri, addSmallInt(gz, value, node), node);
}

/** `.name`: a declaration or enum field of the result type where that is known. */
export function enumLiteral(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const token = lo.tree.mainTokens[node];
  const type = resultType(gz, ri, node);
  const name = lo.identString(gz, token);
  if (type === REF_NONE) return rvalue(gz, ri, gz.addStrTok(Tag.enum_literal, name, token), node);
  const result = gz.addPlBin(Tag.decl_literal, node, type, name);
  // `decl_literal` coerces to the type itself.
  return ri.loc === Loc.ty || ri.loc === Loc.coerced_ty ? result : rvalue(gz, ri, result, node);
}

/** `error.Name` */
export function errorValue(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const token = gz.lo.tree.rhs[node];
  return rvalue(gz, ri, gz.addStrTok(Tag.error_value, gz.lo.identString(gz, token), token), node);
}

/** `error{ A, B }`. The payload is `{ namesLen, names }`. */
export function errorSetDecl(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const { extra } = gz.chunk;
  const { tokenTags, mainTokens } = lo.tree;
  const seen = new Map<NameId, number>();
  const payload = extra.push(0);
  for (let token = mainTokens[node] + 2; tokenTags[token] !== TokenTag.r_brace; token++) {
    if (tokenTags[token] !== TokenTag.identifier) continue;
    const name = lo.identName(token);
    const previous = seen.get(name);
    if (previous !== undefined) {
      lo.failToken(token, `duplicate error set field '${lo.names.text(name)}'`, [
        noteToken(previous, 'previous declaration here'),
      ]);
    }
    seen.set(name, token);
    extra.push(gz.chunk.string(lo.names, name));
  }
  extra.data[payload] = seen.size;
  return rvalue(gz, ri, gz.addPlNode(Tag.error_set_decl, node, payload), node);
}

/** Integer literals of at most this many characters are read without a parser. */
const FEW_DIGITS = 9;
const DIGIT_ZERO = 0x30;
const LETTER_X = 0x78;

/**
 * A number literal at `node`, or its negation at `sourceNode` if `negative`: a float keeps its sign through it, `-0` as an integer
 * is an error.
 */
export function numberLiteral(gz: GenZir, ri: ResultInfo, node: number, sourceNode: number, negative: boolean): ZirRef {
  const token = gz.lo.tree.mainTokens[node];
  const text = tokenText(gz.lo.tree, token);
  const small = smallInteger(text);
  if (small >= 0) return intLiteral(gz, ri, token, small, node, sourceNode, negative);
  const number = parseNumberLiteral(text);
  switch (number.kind) {
    case 'int':
      if (number.value < 2n) return intLiteral(gz, ri, token, Number(number.value), node, sourceNode, negative);
      return finishInt(gz, ri, addInt(gz, number.value, node), sourceNode, negative);
    case 'float':
      return floatLiteral(gz, ri, text, node, sourceNode, negative);
    case 'failure':
      return failNumber(gz.lo, token, text, number);
  }
}

/** Value of a short literal that is only digits, or `0x` and digits; -1 for any other text. */
function smallInteger(text: Uint8Array): number {
  if (text.length > FEW_DIGITS) return -1;
  let value = 0;
  if (text[0] === DIGIT_ZERO && text.length > 1) {
    if (text[1] !== LETTER_X || text.length === 2) return -1;
    for (let i = 2; i < text.length; i++) {
      const digit = hexDigit(text[i]);
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }
  for (let i = 0; i < text.length; i++) {
    const digit = text[i] - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function hexDigit(byte: number): number {
  if (byte >= DIGIT_ZERO && byte <= 0x39) return byte - DIGIT_ZERO;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

function intLiteral(
  gz: GenZir,
  ri: ResultInfo,
  token: number,
  value: number,
  node: number,
  sourceNode: number,
  negative: boolean,
): ZirRef {
  if (value === 0) {
    if (negative) failNegativeZero(gz.lo, token);
    return rvalue(gz, ri, Ref.zero, sourceNode);
  }
  if (value === 1) return rvalue(gz, ri, negative ? Ref.negative_one : Ref.one, sourceNode);
  return finishInt(gz, ri, addSmallInt(gz, value, node), sourceNode, negative);
}

function finishInt(gz: GenZir, ri: ResultInfo, value: ZirRef, sourceNode: number, negative: boolean): ZirRef {
  return rvalue(gz, ri, negative ? gz.addUnNode(Tag.negate, value, sourceNode) : value, sourceNode);
}

/** An integer below 2^32. */
function addSmallInt(gz: GenZir, value: number, node: number): ZirRef {
  return gz.add(Tag.int, value, 0, gz.srcNode(node));
}

/** An integer of any size. From 2^64 on its bytes, lowest first, are put into the chunk's bytes. */
function addInt(gz: GenZir, value: bigint, node: number): ZirRef {
  if (value >> 64n === 0n) return gz.addInt(value, node);
  const { bytes } = gz.chunk;
  const offset = bytes.length;
  // By its digits: to shift a long number byte by byte takes the square of the time.
  const digits = value.toString(16);
  for (let end = digits.length; end > 0; end -= 2)
    bytes.push(Number.parseInt(digits.slice(Math.max(end - 2, 0), end), 16));
  return gz.add(Tag.int_big, offset, bytes.length - offset, gz.srcNode(node));
}

function floatLiteral(
  gz: GenZir,
  ri: ResultInfo,
  text: Uint8Array,
  node: number,
  sourceNode: number,
  negative: boolean,
): ZirRef {
  const bits = floatLiteralBits(text);
  const exact = exactFloat64(bits);
  if (exact !== null) {
    const words = new Uint32Array(Float64Array.of(negative ? -exact : exact).buffer);
    return rvalue(gz, ri, gz.add(Tag.float, words[0], words[1], gz.srcNode(node)), sourceNode);
  }
  const signed = negative ? bits | (1n << 127n) : bits;
  const word = (index: bigint): number => Number((signed >> (32n * index)) & 0xffff_ffffn);
  const payload = gz.chunk.extra4(word(0n), word(1n), word(2n), word(3n));
  return rvalue(gz, ri, gz.addPlNode(Tag.float128, node, payload), sourceNode);
}

const baseNames: { readonly [base: number]: string } = { 2: 'binary', 8: 'octal', 10: 'decimal', 16: 'hex' };

/** Fails: `-0` says nothing of what kind of zero is meant. `token` is the zero. */
export function failNegativeZero(lo: Lowering, token: number): never {
  return lo.failToken(token, "integer literal '-0' is ambiguous", [
    noteToken(token, "use '0' for an integer zero"),
    noteToken(token, "use '-0.0' for a floating-point signed zero"),
  ]);
}

/** Fails: the text of the number literal at `token` is malformed. */
export function failNumber(
  lo: Lowering,
  token: number,
  text: Uint8Array,
  failure: NumberLiteral & { readonly kind: 'failure' },
): never {
  const { offset } = failure;
  const char = String.fromCharCode(text[offset]);
  const before = String.fromCharCode(text[offset - 1]);
  const fail = (message: string): never => lo.failToken(token, message, [], offset);
  switch (failure.error) {
    case NumberError.leading_zero: {
      const message = `number '${tokenString(lo.tree, token)}' has leading zero`;
      if (text.includes(0x2e)) return lo.failToken(token, message);
      return lo.failToken(token, message, [noteToken(token, "use '0o' prefix for octal literals")]);
    }
    case NumberError.digit_after_base:
      return lo.failToken(token, 'expected a digit after base prefix');
    case NumberError.upper_case_base:
      return fail('base prefix must be lowercase');
    case NumberError.invalid_float_base:
      return fail('invalid base for float literal');
    case NumberError.repeated_underscore:
      return fail('repeated digit separator');
    case NumberError.invalid_underscore_after_special:
      return fail('expected digit before digit separator');
    case NumberError.invalid_digit:
      return fail(`invalid digit '${char}' for ${baseNames[failure.base]} base`);
    case NumberError.invalid_digit_exponent:
      return fail(`invalid digit '${char}' in exponent`);
    case NumberError.duplicate_exponent:
      return fail('duplicate exponent');
    case NumberError.exponent_after_underscore:
      return fail('expected digit before exponent');
    case NumberError.special_after_underscore:
      return fail(`expected digit before '${char}'`);
    case NumberError.trailing_special:
      return fail(`expected digit after '${before}'`);
    case NumberError.trailing_underscore:
      return fail('trailing digit separator');
    case NumberError.invalid_exponent_sign:
      return fail(`sign '${char}' cannot follow digit '${before}' in hex base`);
    case NumberError.period_after_exponent:
      return fail('unexpected period after exponent');
    case NumberError.duplicate_period:
    case NumberError.invalid_character:
      return fail(`invalid character '${char}' in number`);
  }
}

/** Whether `node` is an integer literal of value 0. */
export function nodeIsTriviallyZero(tree: Tree, node: number): boolean {
  if (tree.nodeTags[node] !== NodeTag.number_literal) return false;
  const token = tree.mainTokens[node];
  if (tree.source[tree.tokenStarts[token]] !== DIGIT_ZERO) return false;
  const number = parseNumberLiteral(tokenText(tree, token));
  return number.kind === 'int' && number.value === 0n;
}
