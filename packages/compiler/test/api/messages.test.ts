import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { type Message, renderErrors, renderMessages } from '../../src/index.ts';
import { hostOf, open } from './program.ts';

/** The errors of the program `main`, which has some. */
function errorsOf(main: string): readonly Message[] {
  return open(hostOf({ 'main.zig': main })).update().errors;
}

test('an error is data: code, place in bytes, notes as related places, references', () => {
  const main =
    'const S = struct { a: u32 };\nfn g(s: S) u32 {\n    return s.b;\n}\nexport fn f() u32 {\n    return g(.{ .a = 1 });\n}\n';
  const [error, ...more] = errorsOf(main);
  deepEqual(more, []);
  const at = main.indexOf('s.b');
  equal(error!.severity, 'error');
  equal(error!.code, 'no-field-named-in');
  equal(error!.text, "no field named 'b' in struct 'main.S'");
  const { location } = error!;
  deepEqual([location!.path, location!.line, location!.column], ['main.zig', 2, 13]);
  deepEqual(location!.span, { start: at + 2, main: at + 2, end: at + 3 });
  const [note] = error!.notes;
  deepEqual([note!.severity, note!.code, note!.text], ['note', 'note', 'struct declared here']);
  deepEqual([note!.location!.line, note!.location!.column], [0, 10]);
  const references = error!.referenceTrace.map((entry) => (entry.kind === 'reference' ? entry.name : entry.kind));
  equal(references[0], 'f');
  equal(renderErrors({ errors: [error!], compileLog: '' }, false), renderMessages([error!], { color: false }));
});

test('who refers to what is wrong is told by the last reference of a unit, that by its first place', () => {
  const [error] = errorsOf(
    'fn o() void {\n    @compileError("o");\n}\nfn p() void {\n    o();\n}\nfn q() void {\n    o();\n    o();\n}\n' +
      'export fn f() void {\n    p();\n    q();\n    p();\n}\n',
  );
  const references = error!.referenceTrace.map((entry) =>
    entry.kind === 'reference' ? `${entry.name} ${entry.line + 1}` : entry.kind,
  );
  deepEqual(references.slice(0, 2), ['q 8', 'f 13']);
});

test('errors of parsing, lowering, analysis and of programs have codes', () => {
  const code = (main: string): string => errorsOf(main)[0]!.code;
  equal(code('export fn f() void {\n    const x = 1;\n}\n'), 'unused-local-constant');
  equal(code('export fn f() void {\n    g()\n}\n'), 'expected-after-statement');
  equal(code('export fn f() u8 {\n    return missing;\n}\n'), 'use-of-undeclared-identifier');
  equal(code('comptime {\n    @compileError("unused local constant");\n}\n'), 'compile-error');
  equal(code('comptime {\n    @compileLog(1);\n}\n'), 'found-compile-log-statement');
  equal(errorsOf('const a = @import("a.zig");\n')[0]!.code, 'unable-to-load');
});

test('a place is told in the units of whoever asks', () => {
  const compilation = open(hostOf({ 'main.zig': 'export fn f() void {}\n// é\u{1f600}!\n' }));
  compilation.update();
  const offset = 22 + 3 + 2 + 4;
  deepEqual(compilation.position('main.zig', offset, 'utf-8'), { line: 1, column: 9 });
  deepEqual(compilation.position('./main.zig', offset, 'utf-16'), { line: 1, column: 6 });
  deepEqual(compilation.position('main.zig', 1000, 'utf-16'), null);
  deepEqual(compilation.position('other.zig', 0, 'utf-16'), null);
});

test('of a field whose value has several lines, the first is underlined, up to the caret', () => {
  const main = 'const S = struct { a: []u8 };\nexport fn f() void {\n    _ = S{ .a = [_]u8{\n        1,\n    } };\n}\n';
  const [error] = errorsOf(main);
  const { start, end } = error!.location!.span;
  equal(main.slice(start, end), '.a = [_]');
});
