import assert from 'node:assert/strict';
import test from 'node:test';
import { U8Column } from '../util/column.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { exactFloat64, floatLiteralBits } from './float-literal.ts';
import { NumberError, parseCharLiteral, parseNumberLiteral, parseStringLiteral, StringError } from './literals.ts';

function string(text: string): string | { error: string; offset: number } {
  const out = new U8Column();
  const failure = parseStringLiteral(bytesOfString(text), 0, out);
  return failure === null ? stringOfBytes(out.view()) : { error: StringError[failure.error], offset: failure.offset };
}

function char(text: string): number | { error: string; offset: number } {
  const result = parseCharLiteral(bytesOfString(text));
  return typeof result === 'number' ? result : { error: StringError[result.error], offset: result.offset };
}

function number(text: string): bigint | 'float' | { error: string; offset: number } {
  const result = parseNumberLiteral(bytesOfString(text));
  if (result.kind === 'int') return result.value;
  return result.kind === 'float' ? 'float' : { error: NumberError[result.error], offset: result.offset };
}

function floatBits(text: string): string {
  return floatLiteralBits(bytesOfString(text)).toString(16).padStart(32, '0');
}

function float64(text: string): number | null {
  return exactFloat64(floatLiteralBits(bytesOfString(text)));
}

test('escapes of string literals are decoded', () => {
  assert.equal(string('"a\\n\\x62\\u{e4}\\\\\\"ä"'), 'a\nbä\\"ä');
  assert.deepEqual(string('"\\q"'), { error: 'invalid_escape_character', offset: 2 });
  assert.deepEqual(string('"\\x4g"'), { error: 'expected_hex_digit', offset: 4 });
  assert.deepEqual(string('"\\u{}"'), { error: 'empty_unicode_escape_sequence', offset: 4 });
  assert.deepEqual(string('"\\u{d800}"'), { error: 'invalid_unicode_codepoint', offset: 3 });
});

test('character literals give a code point', () => {
  assert.equal(char("'a'"), 97);
  assert.equal(char("'ぁ'"), 0x3041);
  assert.equal(char("'\\u{7FFF}'"), 0x7fff);
  assert.equal(char("'\\''"), 39);
  assert.deepEqual(char("'\\x000'"), { error: 'expected_single_quote', offset: 5 });
  assert.deepEqual(char("'\\uFFFF'"), { error: 'expected_lbrace', offset: 3 });
  assert.deepEqual(char("'\\u{FFFFFF}'"), { error: 'invalid_unicode_codepoint', offset: 9 });
  assert.deepEqual(char("''"), { error: 'empty_char_literal', offset: 0 });
});

test('number literals of all bases', () => {
  assert.equal(number('1_000'), 1000n);
  assert.equal(number('0xFf_00'), 0xff00n);
  assert.equal(number('0b101'), 5n);
  assert.equal(number('0o17'), 15n);
  assert.equal(number('340282366920938463463374607431768211456'), 1n << 128n);
  assert.equal(number('0x1p4'), 'float');
  assert.deepEqual(number('012'), { error: 'leading_zero', offset: 0 });
  assert.deepEqual(number('0x'), { error: 'digit_after_base', offset: 0 });
  assert.deepEqual(number('0b12'), { error: 'invalid_digit', offset: 3 });
  assert.deepEqual(number('1__0'), { error: 'repeated_underscore', offset: 2 });
  assert.deepEqual(number('1e'), { error: 'trailing_special', offset: 1 });
  assert.deepEqual(number('1_'), { error: 'trailing_underscore', offset: 1 });
  assert.deepEqual(number('0x1+1'), { error: 'invalid_exponent_sign', offset: 3 });
});

test('float literals are rounded to f128 once', () => {
  assert.equal(floatBits('0.1'), '3ffb999999999999999999999999999a');
  assert.equal(floatBits('1.0'), '3fff0000000000000000000000000000');
  assert.equal(floatBits('1.18973149535723176508575932662800702e+4932'), '7ffeffffffffffffffffffffffffffff');
  assert.equal(floatBits('6.47517511943802511092443895822764655e-4966'), '00000000000000000000000000000001');
  assert.equal(floatBits('1e999999999'), '7fff0000000000000000000000000000');
  assert.equal(floatBits('1e-999999999'), '00000000000000000000000000000000');
});

test('a float literal is an f64 where that loses nothing', () => {
  assert.equal(float64('0.5'), 0.5);
  assert.equal(float64('0x1.8p3'), 12);
  assert.equal(float64('0x1p-1074'), 5e-324);
  assert.equal(float64('0x1.fffffffffffffp1023'), Number.MAX_VALUE);
  assert.equal(float64('0.1'), null);
  assert.equal(float64('0x1p1024'), null);
});
