import { equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOfString } from '../../packages/compiler/src/util/utf8.ts';
import { checkText } from './check-text.ts';
import { mutate, randomBytes } from './mutate.ts';
import { libraryFiles, readLibrary } from './official.ts';
import { randomNumbers } from './random.ts';

test('texts with random faults, and random bytes, have errors or a result', () => {
  const files = libraryFiles()
    .map(readLibrary)
    .filter((bytes) => bytes.length < 8000);
  let faulty = 0;
  for (let i = 0; i < 1000; i++) {
    const random = randomNumbers(7_000_000 + i);
    const text = random(3) === 0 ? randomBytes(random) : mutate(files[random(files.length)], random);
    if (checkText(text) !== '') faulty++;
  }
  ok(faulty > 500 && faulty < 1000, `${faulty} have errors`);
});

const DEEP = 10_000;

/** Texts in which something nests: what comes before it, its opening, what is innermost, its closing, what comes after. */
const nested: readonly [string, string, string, string, string][] = [
  ['const a = ', '(', '1', ')', ';'],
  ['const a = ', '.{', '', '}', ';'],
  ['const a = ', '.{ .a = ', '1', '}', ';'],
  ['const a = ', '&', '1', '', ';'],
  ['const a = ', '-', '1', '', ';'],
  ['const a = ', '!', 'true', '', ';'],
  ['const a = ', '@as(u8, ', '1', ')', ';'],
  ['const a = ', '@abs(', '1', ')', ';'],
  ['const a = ', 'f(', '1', ')', '; const f = 1;'],
  ['const a = ', 'a[', '0', ']', ';'],
  ['const a = ', 'struct { const b = ', '1', '; }', ';'],
  ['const a = ', 'struct { b: ', 'u8', ' }', ';'],
  ['const a = ', 'union(enum) { b: ', 'u8', ' }', ';'],
  ['const a = ', 'if (true) ', '1', ' else 2', ';'],
  ['const a = ', 'if (', 'true', ') true else false', ';'],
  ['const a = ', 'switch (0) { else => ', '1', ' }', ';'],
  ['const a = ', 'b: { break :b ', '1', '; }', ';'],
  ['const a = ', 'for (.{}) |_| ', '{}', '', ';'],
  ['const a = ', 'while (true) ', '{}', '', ';'],
  ['const a = ', 'comptime ', '1', '', ';'],
  ['const a = ', 'nosuspend ', '1', '', ';'],
  ['const a: ', '*', 'u8', '', ' = 1;'],
  ['const a: ', '?', 'u8', '', ' = 1;'],
  ['const a: ', '[1]', 'u8', '', ' = 1;'],
  ['const a: ', '[]const ', 'u8', '', ' = 1;'],
  ['const a: ', 'fn () ', 'u8', '', ' = 1;'],
  ['const a: ', 'fn (', 'u8', ') void', ' = 1;'],
  ['const a: ', 'anyframe->', 'u8', '', ' = 1;'],
  ['fn f() void ', '{', '', '}', ''],
  ['fn f() void {', 'if (true) {', '', '}', '}'],
  ['fn f() void {', 'if (true) ', 'return', '', ';}'],
  ['fn f() void {', 'while (true) {', '', '}', '}'],
  ['fn f() void {', 'for (.{1}) |_| {', '', '}', '}'],
  ['fn f() void {', 'defer {', '', '}', '}'],
  ['fn f() void {', 'errdefer {', '', '}', '}'],
  ['fn f() void {', 'switch (1) { else => {', '', '} }', '}'],
  ['fn f() void {', '_ = struct { fn f() void {', '', '} };', '}'],
  ['fn f() void {', 'return ', '1', '', ';}'],
  ['fn f() void {', 'try ', 'f()', '', ';}'],
  ['fn f() void {', 'a: {', '', '}', '}'],
  ['fn f() void { a = ', 'asm ("" : : [a] "" (', '1', '))', ';}'],
  ['comptime ', '{', '', '}', ''],
  ['test ', '{', '', '}', ''],
];

test('what nests ten thousand deep is an error', () => {
  for (const [before, open, inner, close, after] of nested) {
    const text = before + open.repeat(DEEP) + inner + close.repeat(DEEP) + after;
    match(checkText(bytesOfString(text)), /error: /, open);
    match(checkText(bytesOfString(before + open.repeat(DEEP))), /error: /, `${open} unclosed`);
    match(checkText(bytesOfString(`const x = ${close.repeat(DEEP)}`)), /error: /, `${close} unopened`);
  }
});

test('what nests twenty deep is none', () => {
  for (const [before, open, inner, close, after] of nested) {
    const found = checkText(bytesOfString(before + open.repeat(20) + inner + close.repeat(20) + after));
    ok(!found.includes('not supported') && !found.includes('nest'), `${open}: ${found}`);
  }
});

test('long chains of operators and branches are lowered or an error', () => {
  const operators = ['+', '-%', '*', '++', '**', '|', '&', '<<', 'and', 'or', 'orelse', 'catch', '||'];
  for (const operator of operators) {
    const text = `const a = 1; const b = a${` ${operator} a`.repeat(2 * DEEP)};`;
    const found = checkText(bytesOfString(text));
    ok(found === '' || found.includes('not supported yet: nesting this deep'), `${operator}: ${found}`);
  }
  for (const link of ['.a', '.?', '.*', '()', '[0]', '[0..]', '{}', '.{1}', '!u8']) {
    const found = checkText(bytesOfString(`const a = 1; const b = a${link.repeat(2 * DEEP)};`));
    match(found, /error: /, link);
  }
  for (const [first, more, last] of [
    ['const a = true; const b = if (a) 1', ' else if (a) 1', ' else 2;'],
    ['fn f(a: bool) void { if (a) {}', ' else if (a) {}', '}'],
    ['fn f(a: bool) void { while (a) {}', ' else while (a) {}', '}'],
    ['const a = 1; const b = a', ' catch |e| switch (e) { else => ', ''],
  ]) {
    const found = checkText(bytesOfString(first + more.repeat(DEEP) + last));
    ok(found === '' || found.includes('error: '), more);
  }
});

test('long lists have a result', () => {
  const many = 20_000;
  const name = (i: number): string => `n${i}`;
  const list = (item: (i: number) => string): string => Array.from({ length: many }, (_, i) => item(i)).join('');
  for (const text of [
    `const a = .{${'1, '.repeat(100_000)}};`,
    `const a = [_]u8{${'1, '.repeat(100_000)}};`,
    `const a = f(${'1, '.repeat(many)}); const f = 1;`,
    `const a = \n${'    \\\\ line\n'.repeat(many)};`,
    list((i) => `const ${name(i)} = 1;\n`),
    `const a = struct { ${list((i) => `${name(i)}: u8,`)} };`,
    `const a = enum { ${list((i) => `${name(i)},`)} };`,
    `const a = error{ ${list((i) => `${name(i)},`)} };`,
    `fn f() void { ${'f();'.repeat(many)} }`,
    `fn f(a: u32) void { switch (a) { ${list((i) => `${i} => {},`)} else => {} } }`,
    `fn f(a: u32) void { switch (a) { ${list((i) => `${i},`)} => {}, else => {} } }`,
    `const a = "${'x'.repeat(10 * many)}";`,
    `const a = ${'1'.repeat(many)};`,
    `${'\n'.repeat(many)}${'// comment\n'.repeat(many)}${'/// doc\n'.repeat(many)}const a = 1;`,
    `test {}\n`.repeat(many / 10),
  ]) {
    equal(checkText(bytesOfString(text)).slice(0, 200), '', text.slice(0, 30));
  }
});

test('twenty thousand errors in one line are all reported', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `const a${i} = b;`).join('');
  equal(checkText(bytesOfString(text)).split('\n').length, 20_001);
});
