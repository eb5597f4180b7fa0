import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { syntaxTree } from '../compilation/source-kind.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { occurrences } from './document-highlight.ts';
import { type DocumentSymbol, documentSymbols } from './document-symbols.ts';
import { foldingRanges } from './folding.ts';
import { importLinks } from './links.ts';
import { selectionRanges } from './selection-ranges.ts';
import { coloredTokens } from './semantic-tokens.ts';

const SOURCE = `//! A file.
const std = @import("std");
const other = @import("other.zig");

/// A point.
const Point = struct {
    x: i32,
    y: i32 = 0,

    const Kind = enum { near, far };
    fn norm(self: Point) i32 {
        return self.x + self.y;
    }
};

pub fn List(comptime T: type) type {
    return struct {
        items: []T,
    };
}

const Failure = error{ Full, Gone };
var count: u32 = 0;

test "counts" {
    count += 1;
}
`;

const tree = (text: string) => syntaxTree('a.zig', bytesOfString(text));

/** A symbol in a line, those in it below. */
function outline(symbols: readonly DocumentSymbol[], indent = ''): string {
  return symbols
    .map(({ name, kind, children }) => `${indent}${kind} ${name}\n${outline(children, `${indent}  `)}`)
    .join('');
}

test('an outline has declarations, fields, errors, tests, and what type functions return', () => {
  equal(
    outline(documentSymbols(tree(SOURCE))),
    `namespace std
namespace other
struct Point
  field x
  field y
  enum Kind
    enumMember near
    enumMember far
  method norm
typeFunction List
  field items
errorSet Failure
  error Full
  error Gone
variable count
test counts
`,
  );
  const point = documentSymbols(tree(SOURCE))[2];
  const bytes = bytesOfString(SOURCE);
  ok(stringOfBytes(bytes.subarray(point.range.start, point.range.end)).startsWith('/// A point.'));
  equal(stringOfBytes(bytes.subarray(point.nameRange.start, point.nameRange.end)), 'Point');
});

test('an outline of a broken file has what stands around the break', () => {
  equal(outline(documentSymbols(tree('fn a() void {}\nfn b( {\nfn c() void {}\n'))).includes('function a'), true);
});

test('blocks, imports that follow one another and comments can be folded', () => {
  const ranges = foldingRanges(tree(SOURCE)).map(
    ({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1} ${kind}`,
  );
  deepEqual(ranges, ['2-3 imports', '6-13 block', '11-12 block', '16-19 block', '17-18 block', '25-26 block']);
});

test('a selection grows from the name to the file', () => {
  const at = SOURCE.indexOf('self.x') + 5;
  const texts = selectionRanges(tree(SOURCE), at).map(({ start, end }) => SOURCE.slice(start, end));
  deepEqual(texts.slice(0, 4), ['x', 'self.x', 'self.x + self.y', 'return self.x + self.y']);
  equal(texts.at(-1), SOURCE);
  for (let i = 1; i < texts.length; i++) ok(texts[i].includes(texts[i - 1]) && texts[i].length > texts[i - 1].length);
});

test('the places of a local, a parameter, a capture and a declaration are found, and no others', () => {
  const text = `const n = 1;
fn f(a: u32, b: u32) u32 {
    var sum = a;
    sum += b;
    const S = struct { sum: u32 };
    const s = S{ .sum = sum };
    for (0..n) |a_1| sum += a_1;
    return s.sum;
}
fn g(sum: u32) u32 {
    return sum;
}
`;
  const places = (word: string, nth: number): string[] => {
    let at = -1;
    for (let i = 0; i <= nth; i++) at = text.indexOf(word, at + 1);
    const found = occurrences(tree(text), at) ?? [];
    return found.map(({ start, isWrite }) => `${text.slice(0, start).split('\n').length}${isWrite ? ' write' : ''}`);
  };
  deepEqual(places('sum', 0), ['3 write', '4 write', '6', '7 write']);
  deepEqual(places('sum: u32) u32', 0), ['10 write', '11']);
  deepEqual(places('a_1', 0), ['7 write', '7']);
  deepEqual(places('n)', 0), ['1 write', '7']);
  deepEqual(places('b', 0), ['2 write', '4']);
});

test('what a file imports is found in files with errors too, and not in comments', () => {
  const links = importLinks(
    bytesOfString('const a = @import("a.zig");\n// @import("b.zig")\nfn ( @embedFile( "c" )\n'),
  );
  deepEqual(
    links.map(({ target, isEmbedded }) => [target, isEmbedded]),
    [
      ['a.zig', false],
      ['c', true],
    ],
  );
});

test('parts of a text have colors by their tokens, comments included, each on one line', () => {
  const text = '// c\nfn f(a: u8) void { // d\n    _ = a + g("x", 1); // e\n}\n/// doc\nconst B = u7;\n';
  const shown = coloredTokens(tree(text), []).map(({ start, end, kind }) => `${kind}:${text.slice(start, end)}`);
  for (const wanted of [
    'comment:// c',
    'comment:// d',
    'comment:// e',
    'comment:/// doc',
    'function:f',
    'type:u8',
    'string:"x"',
    'number:1',
    'keyword:const',
    'type:B',
  ])
    ok(shown.includes(wanted), `${wanted} in ${shown.join(' ')}`);
  ok(shown.every((part) => !part.includes('\n')));
});
