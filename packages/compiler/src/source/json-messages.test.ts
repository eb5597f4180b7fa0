import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { jsonDiagnostic } from './json-messages.ts';
import { locationAt, messageAt } from './messages.ts';
import { SourceFile } from './source-file.ts';

function fileOf(text: string): SourceFile {
  return new SourceFile('a.zig', new TextEncoder().encode(text));
}

/** The error `text` at the first `name` of `source`, and what comes of doing as its help says. */
function mended(source: string, name: string, text: string): readonly (string | null | undefined)[] {
  const bytes = new TextEncoder().encode(source);
  const start = new TextEncoder().encode(source.slice(0, source.indexOf(name))).length;
  const span = { start, main: start, end: start + name.length };
  const { children } = jsonDiagnostic(messageAt(fileOf(source), span, text));
  const [help] = children.filter(({ level }) => level === 'help').flatMap(({ spans }) => spans);
  if (help === undefined) return [undefined];
  const [before, after] = [bytes.slice(0, help.byte_start), bytes.slice(help.byte_end)].map((part) =>
    new TextDecoder().decode(part),
  );
  return [before + help.suggested_replacement + after, help.suggestion_applicability];
}

test('an error has its place, those of its notes, and the text that is printed', () => {
  const file = fileOf('const ä = 1;\nconst b = a;\n');
  const note = messageAt(file, { start: 6, main: 6, end: 8 }, 'declared here');
  const { spans, children, code, rendered } = jsonDiagnostic(
    messageAt(file, { start: 24, main: 24, end: 25 }, "use of undeclared identifier 'a'", [note]),
  );
  equal(code?.code, 'use-of-undeclared-identifier');
  deepEqual(
    spans.map(({ line_start, column_start, column_end, label, is_primary }) => [
      line_start,
      column_start,
      column_end,
      label,
      is_primary,
    ]),
    [
      [2, 11, 12, "use of undeclared identifier 'a'", true],
      [1, 7, 8, 'declared here', false],
    ],
  );
  deepEqual(
    children.map(({ level, message, spans: [{ byte_start, byte_end }] }) => [level, message, byte_start, byte_end]),
    [['note', 'declared here', 6, 8]],
  );
  equal(rendered?.split('\n')[0], "a.zig:2:11: error: use of undeclared identifier 'a'");
});

test('a place by which an error was reached is one like others', () => {
  const file = fileOf('const ä = 1;\nconst b = ä;\n');
  const place = locationAt(file, { start: 24, main: 24, end: 26 });
  const message = messageAt(file, { start: 6, main: 6, end: 8 }, 'wrong');
  const { children } = jsonDiagnostic({ ...message, referenceTrace: [{ kind: 'reference', name: 'b', ...place }] });
  deepEqual(
    children.map(({ message: text, spans: [{ byte_start, byte_end, line_start, column_start, column_end }] }) => [
      ...[text, byte_start, byte_end, line_start, column_start, column_end],
    ]),
    [['referenced by: b', 24, 26, 2, 11, 12]],
  );
});

test('what is not used is discarded, and a var that could be a const becomes one', () => {
  deepEqual(mended('fn f(é: u8, b: u8) void {}', 'b:'.slice(0, 1), 'unused function parameter'), [
    'fn f(é: u8, _: u8) void {}',
    'MachineApplicable',
  ]);
  deepEqual(mended('{\n    const é = 1;\n}', 'é', 'pointless discard of local constant'), [undefined]);
  deepEqual(mended('{\n    const y = 1;\n}', 'y', 'unused local constant'), [
    '{\n    const y = 1;\n    _ = y;\n}',
    'MaybeIncorrect',
  ]);
  deepEqual(mended('{ const y = 1;\n}', 'y', 'unused local constant')[0], '{ const y = 1; _ = y;\n}');
  deepEqual(mended('{\n    var y = "é";\n}', 'y', 'unused local variable')[0], '{\n    const y = "é";\n    _ = y;\n}');
  deepEqual(mended('x catch |err| {};', 'err', 'unused capture')[0], 'x catch {};');
  deepEqual(mended('.é => |*x| {},', 'x', 'unused capture')[0], '.é => {},');
  deepEqual(mended('.a => |*x, tag| {},', 'x', 'unused capture')[0], '.a => |_, tag| {},');
  deepEqual(mended('.a => |x, tag| {},', 'tag', 'unused switch tag capture')[0], '.a => |x| {},');
  deepEqual(mended('{\n    var  y: u8 = 1;\n}', 'y', 'local variable is never mutated'), [
    '{\n    const  y: u8 = 1;\n}',
    'MachineApplicable',
  ]);
});

test('where more than the line would have to be known, nothing is suggested', () => {
  deepEqual(mended('{\n    const y =\n        1;\n}', 'y', 'unused local constant'), [undefined]);
  deepEqual(mended('{\n    var\n    y = 1;\n}', 'y', 'local variable is never mutated'), [undefined]);
  deepEqual(mended('{\n    const y = 1; // one;\n}', 'y', 'unused local constant'), [undefined]);
  deepEqual(mended('{\n    const y\n        = 1;\n}', 'y', 'unused local constant'), [undefined]);
  deepEqual(mended('{\n    const x, const y = z;\n}', 'y', 'unused local constant'), [undefined]);
  deepEqual(mended('x catch\n    |err| {};', 'err', 'unused capture'), [undefined]);
});
