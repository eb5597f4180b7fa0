import assert from 'node:assert/strict';
import test from 'node:test';
import { SourceFile } from '../source/source-file.ts';
import { bytesOfString } from '../util/utf8.ts';
import { maxParsedNesting } from './nesting.ts';
import { NodeTag } from './node.ts';
import { parse } from './parse.ts';
import { firstParseError, type ParseError, parseErrorOffset, renderParseError } from './parse-error.ts';
import type { Tree } from './tree.ts';

/** The errors of a text, one a line. */
function errorsOf(text: string): string[] {
  const source = bytesOfString(text);
  const tree = parse(source);
  return shown(source, tree, tree.errors);
}

function shown(source: Uint8Array, tree: Tree, errors: readonly ParseError[]): string[] {
  const file = new SourceFile('', source);
  return errors.map((error) => {
    const { line, column } = file.lineColumn(parseErrorOffset(tree, error));
    return `${line + 1}:${column + 1}: ${error.isNote ? 'note' : 'error'}: ${renderParseError(tree, error)}`;
  });
}

/** Texts with the error that the official compiler gives for them, and its notes. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['const a = 1\nconst b = 2;\n', ["1:12: error: expected ';' after declaration"]],
  ['fn f() void {\n    g()\n    h();\n}\n', ["2:8: error: expected ';' after statement"]],
  ['fn f() void { if (a) b }\n', ["1:24: error: expected ';' or 'else' after statement"]],
  ['fn f() {}\n', ["1:8: error: expected return type expression, found '{'"]],
  ['fn f() void\nconst a = 1;\n', ["1:12: error: expected ';' or block after function prototype"]],
  ['const a = ;\n', ["1:11: error: expected expression, found ';'"]],
  ['const a = (1;\n', ["1:13: error: expected ')', found ';'"]],
  ['const a = 1 == 2 == 3;\n', ['1:18: error: comparison operators cannot be chained']],
  [
    'const a = b &&c;\n',
    ["1:13: error: ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND"],
  ],
  ['const a = b+ c;\n', ["1:12: error: binary operator '+' has whitespace on one side, but not the other"]],
  ['const a == 1;\n', ["1:9: error: variable initialized with '==' instead of '='"]],
  [
    'a: u8,\nfn f() void {}\nb: u8,\n',
    [
      '2:1: error: declarations are not allowed between container fields',
      '1:1: note: field before declarations here',
      '3:1: note: field after declarations here',
    ],
  ],
  [
    'struct A { a: u8 };\n',
    ["1:8: error: 'struct A' is invalid", "1:8: note: to declare a container do 'const A = struct'"],
  ],
  ['a = 1;\n', ["1:6: error: expected ',' after field", "1:1: note: use 'var' or 'const' to declare variable"]],
  ['extern fn f() void {}\n', ['1:1: error: extern functions have no body']],
  ['/// a\ntest {}\n', ['1:1: error: documentation comments cannot be attached to tests']],
  ['const a = 1; /// b\nconst c = 2;\n', ['1:14: error: same line documentation comment']],
  ['const a = 1;\n/// b\n', ['2:1: error: unattached documentation comment']],
  ['fn f(...,  a: u8) void;\n', ['1:12: error: function prototype has parameter after varargs']],
  ['const a: [3]const u8 = b;\n', ["1:13: error: pointer modifier 'const' not allowed on array child type"]],
  ['const a: *const const u8 = b;\n', ['1:17: error: extra const qualifier']],
  ['const a = b.**c;\n', ["1:12: error: '.*' cannot be followed by '*'; are you missing a space?"]],
  ['fn f() void { for (a, b) |c| {} }\n', ['1:23: error: for input is not captured']],
  ['fn f() void { for (a) |b, c| {} }\n', ['1:27: error: extra capture in for loop']],
  ['fn f() void { while (a) (b) {} }\n', ["1:32: error: expected ';' or 'else' after statement"]],
  ['fn f() void { a: u8 = 1; }\n', ["1:15: error: expected 'var' or 'const' before variable declaration"]],
  ['fn f() void { a: 1; }\n', ["1:18: error: expected 'while', 'for', 'inline', or '{', found 'a number literal'"]],
  ['const a = $;\n', ["1:11: error: expected expression, found 'invalid token'"]],
  ['const a = [1$\n]u8;', ["1:13: error: expected ']', found invalid bytes"]],
  ['const a = "b\n;', ["1:13: error: string literal contains invalid byte: '\\n'"]],
  ['const a = [1"b\n]u8;', ["1:15: error: string literal contains invalid byte: '\\n'"]],
  ['const a = "b\\\u0001";', ["1:14: error: string literal contains invalid byte: '\\x01'"]],
  ["const a = '\u007f';", ["1:12: error: character literal contains invalid byte: '\\x7f'"]],
  ['const a = \\\\a\tb\n;\n', ["1:14: error: string literal contains invalid byte: '\\t'"]],
  ['// a\tb\n', ["1:5: error: comment contains invalid byte: '\\t'"]],
  ['const a: [*]align(1:2:3) u8 = b;\n', ['1:21: error: bit range only allowed on single item pointers']],
  ['const a = error.;\n', ["1:17: error: expected 'an identifier', found ';'"]],
  ['pub 1;\n', ['1:5: error: expected function or variable declaration after pub']],
  ['}\n', ["1:1: error: expected 'EOF', found '}'"]],
  ['const a = b.;\n', ["1:13: error: expected pointer dereference, optional unwrap, or field access, found ';'"]],
];

test('common mistakes are reported in the official words, where the official compiler reports them', () => {
  for (const [text, expected] of cases) {
    const source = bytesOfString(text);
    const tree = parse(source);
    assert.deepEqual(shown(source, tree, firstParseError(tree)), expected, text);
  }
});

test('what comes after an error is parsed and its own errors are found', () => {
  const text = `
fn f() void {
    const = 1;
    g(;
    h();
}
const s = struct { a: u8 b: u8, const = 1; };
const ok = 1;
const broken = ;
`;
  assert.deepEqual(errorsOf(text), [
    "3:11: error: expected 'an identifier', found '='",
    "4:7: error: expected expression, found ';'",
    "7:26: error: expected ',' after field",
    "7:39: error: expected 'an identifier', found '='",
    "9:16: error: expected expression, found ';'",
  ]);
});

test('a good member next to a broken one is in the tree', () => {
  const tree = parse(bytesOfString('const a = ;\nconst b = 1;\nfn c() void { d(; }\ntest {}\n'));
  const members = tree.extra.subarray(tree.lhs[0], tree.rhs[0]);
  assert.deepEqual(
    Array.from(members, (node) => NodeTag[tree.nodeTags[node]]),
    ['simple_var_decl', 'fn_decl', 'test_decl'],
  );
});

const deepTexts: Record<string, (depth: number) => string> = {
  parentheses: (n) => 'const a = ' + '('.repeat(n) + '1' + ')'.repeat(n) + ';',
  blocks: (n) => 'fn f() void ' + '{'.repeat(n) + '}'.repeat(n),
  arrays: (n) => 'const a: ' + '[1]'.repeat(n) + 'u8 = 1;',
  initializers: (n) => 'const a = ' + '.{ .a = '.repeat(n) + '1' + '}'.repeat(n) + ';',
  structs: (n) => 'const a = ' + 'struct { const a = '.repeat(n) + '1' + '; }'.repeat(n) + ';',
  'else ifs': (n) => 'fn f() void { ' + 'if (a) {} else '.repeat(n) + '{} }',
  switches: (n) => 'const a = ' + 'switch (1) { 1 => '.repeat(n) + '1' + ' }'.repeat(n) + ';',
  prefixes: (n) => 'const a = ' + '!'.repeat(n) + '1;',
  prototypes: (n) => 'const a = ' + 'fn () '.repeat(n) + 'void;',
};

test('any depth of nesting gives a tree or an error', () => {
  for (const [name, text] of Object.entries(deepTexts)) {
    assert.deepEqual(errorsOf(text(maxParsedNesting() / 4)), [], name);
    const errors = errorsOf(text(10_000));
    assert.equal(errors.length, 1, name);
    assert.match(errors[0], /not supported yet: nesting this deep$/, name);
  }
});

test('length is no depth', () => {
  assert.deepEqual(errorsOf('const a = 1' + ' + 1'.repeat(20_000) + ';'), []);
  assert.deepEqual(errorsOf('const a = b' + '.c()'.repeat(20_000) + ';'), []);
});
