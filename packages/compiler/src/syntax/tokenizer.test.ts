import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { TokenTag } from './token.ts';
import { tokenEnd, tokenize, tokenizePart } from './tokenizer.ts';
import type { Tokens } from './tree.ts';

function texts(source: Uint8Array, tokens: Tokens): string[] {
  return Array.from(tokens.starts, (start) => stringOfBytes(source.subarray(start, tokenEnd(source, start))));
}

/** Tokens as `tag:text`, without the `eof`. */
function tokensOf(text: string | Uint8Array): string {
  const source = typeof text === 'string' ? bytesOfString(text) : text;
  const tokens = tokenize(source);
  return texts(source, tokens)
    .map((token, i) => `${TokenTag[tokens.tags[i]]}:${token}`)
    .slice(0, -1)
    .join(' ');
}

test('operators are read as long as possible', () => {
  assert.equal(
    tokensOf('a<<|=b +%= c...d .**e'),
    'identifier:a angle_bracket_angle_bracket_left_pipe_equal:<<|= identifier:b plus_percent_equal:+%= identifier:c ' +
      'ellipsis3:... identifier:d invalid_periodasterisks:.* asterisk:* identifier:e',
  );
  assert.equal(tokensOf('->-|=-%'), 'arrow:-> minus_pipe_equal:-|= minus_percent:-%');
});

test('numbers end before a range, a field access and a second sign', () => {
  assert.equal(tokensOf('1..2'), 'number_literal:1 ellipsis2:.. number_literal:2');
  assert.equal(tokensOf('1.5e+3+4'), 'number_literal:1.5e+3 plus:+ number_literal:4');
  assert.equal(tokensOf('0x1p-2.x'), 'number_literal:0x1p-2 period:. identifier:x');
  assert.equal(tokensOf('1.'), 'number_literal:1 period:.');
});

test('words', () => {
  assert.equal(
    tokensOf('while whiles @"while" @import _ async threadlocal'),
    'keyword_while:while identifier:whiles identifier:@"while" builtin:@import identifier:_ identifier:async keyword_threadlocal:threadlocal',
  );
});

test('comments are skipped and doc comments are not', () => {
  assert.equal(
    tokensOf('// a\n//// b\n/// c\n//! d\nx // e'),
    'doc_comment:/// c container_doc_comment://! d identifier:x',
  );
});

test('a malformed token extends to the end of its line', () => {
  assert.equal(tokensOf('a "b\nc'), 'identifier:a invalid:"b identifier:c');
  assert.equal(tokensOf("a 'b\\\nc"), "identifier:a invalid:'b\\ identifier:c");
  assert.equal(tokensOf('a $ b\nc'), 'identifier:a invalid:$ b identifier:c');
  assert.equal(tokensOf('a // \t b\nc'), 'identifier:a invalid:// \t b identifier:c');
});

test('a carriage return belongs before a newline, or between tokens', () => {
  assert.equal(
    tokensOf('a\rb // c\r\n\\\\d\r\ne'),
    'identifier:a identifier:b multiline_string_literal_line:\\\\d identifier:e',
  );
  assert.equal(tokensOf('// a\rb\nc'), 'invalid:// a\rb identifier:c');
});

test('zero bytes are text, and an error', () => {
  assert.equal(tokensOf('a\0b\nc'), 'identifier:a invalid:\0b identifier:c');
  assert.equal(tokensOf('///a\0b'), 'doc_comment:///a invalid:\0b');
});

test('a byte order mark is skipped at the start only', () => {
  assert.equal(tokensOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), 'identifier:a');
  assert.equal(TokenTag[tokenize(Uint8Array.of(0x61, 0xef, 0xbb, 0xbf)).tags[1]], 'invalid');
});

/** A small generator of numbers below a bound, the same in every run. */
function randomNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const pieces = [
  'fn f(a: u8) void {\n  return a.b.*;\n}\n',
  '// a comment\n',
  '/// doc\r\n',
  'const x = "a string";\n',
  "'c' ",
  '1.5 ',
  '..',
  '\\\\multi\n',
  '@"q" ',
  '\n',
  '"',
  "'",
  '/',
  '.',
  '\r',
  '\0',
  '\u{feff}',
  'ä',
  '@',
  '<',
  '=',
  'e',
];

test('a part of a text has the tokens that the whole text has there', () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 300; round++) {
    const source = bytesOfString(Array.from({ length: 60 }, () => pieces[random(pieces.length)]).join(''));
    const { tags, starts } = tokenize(source);
    const first = random(tags.length);
    const end = Math.min(source.length, starts[first] + random(40));
    let last = first;
    while (last < tags.length - 1 && starts[last] < end) last++;
    assert.deepEqual(tokenizePart(source, starts[first], end), {
      tags: tags.slice(first, last + 1),
      starts: starts.slice(first, last + 1),
    });
  }
});
