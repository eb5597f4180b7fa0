import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfString } from '../util/utf8.ts';
import { locationAt, type Message, messageAt, messageWithoutPlace, renderMessages } from './messages.ts';
import { SourceFile } from './source-file.ts';

const file = new SourceFile('dir/a.zig', bytesOfString('const a = 1;\n\tfoo(bar.baz);\n\nlast'));
const plain = { color: false, sourceLines: true, referenceTrace: true };

test('lines and columns of a file', () => {
  assert.deepEqual(file.lineColumn(0), { line: 0, column: 0 });
  assert.deepEqual(file.lineColumn(12), { line: 0, column: 12 });
  assert.deepEqual(file.lineColumn(13), { line: 1, column: 0 });
  assert.deepEqual(file.lineColumn(28), { line: 2, column: 0 });
  assert.deepEqual(file.lineColumn(33), { line: 3, column: 4 });
  assert.equal(file.lineText(1), '\tfoo(bar.baz);');
  assert.equal(file.lineText(2), '');
  assert.equal(file.lineText(3), 'last');
});

test('a message shows its line with tabs as spaces, and what it is about underlined', () => {
  const message = messageAt(file, { start: 18, main: 21, end: 25 }, 'no such field');
  assert.equal(renderMessages([message], plain), 'dir/a.zig:2:9: error: no such field\n foo(bar.baz);\n     ~~~^~~~\n');
});

test('without color the line of source is shown too', () => {
  const message = messageAt(file, { start: 18, main: 18, end: 18 }, 'two\nlines');
  assert.equal(
    renderMessages([message], { color: false }),
    'dir/a.zig:2:6: error: two\n                      lines\n foo(bar.baz);\n     ^\n',
  );
});

test('a note in the place of its error does not repeat the line', () => {
  const here = { start: 6, main: 6, end: 7 };
  const notes = [messageAt(file, here, 'same'), messageAt(file, { start: 0, main: 0, end: 5 }, 'other')];
  assert.equal(
    renderMessages([messageAt(file, here, 'first', notes)], plain),
    'dir/a.zig:1:7: error: first\nconst a = 1;\n      ^\ndir/a.zig:1:7: note: same\ndir/a.zig:1:1: note: other\nconst a = 1;\n^~~~~\n',
  );
});

test('a note in the place of the note before does not repeat the line, in whichever file', () => {
  const other = new SourceFile('b.zig', bytesOfString('const a = 1;'));
  const start = { start: 0, main: 0, end: 5 };
  const notes = [messageAt(file, start, 'one'), messageAt(other, start, 'two'), messageAt(file, start, 'three')];
  assert.equal(
    renderMessages([messageAt(file, { start: 6, main: 6, end: 7 }, 'first', notes)], plain),
    'dir/a.zig:1:7: error: first\nconst a = 1;\n      ^\ndir/a.zig:1:1: note: one\nconst a = 1;\n^~~~~\n' +
      'b.zig:1:1: note: two\ndir/a.zig:1:1: note: three\n',
  );
});

test('reference traces, repeated messages, messages without a place', () => {
  const message: Message = {
    ...messageAt(file, { start: 0, main: 0, end: 5 }, 'a'),
    count: 3,
    referenceTrace: [
      {
        kind: 'reference',
        name: 'main',
        ...locationAt(new SourceFile('b.zig', bytesOfString('a b')), { start: 0, main: 2, end: 3 }),
      },
      { kind: 'hidden', count: 2 },
    ],
  };
  assert.equal(
    renderMessages([message, messageWithoutPlace('b', [messageWithoutPlace('c')])], plain),
    'dir/a.zig:1:1: error: a (3 times)\nconst a = 1;\n^~~~~\nreferenced by:\n    main: b.zig:1:3\n' +
      "    2 reference(s) hidden; use '-freference-trace=3' to see all references\nerror: b\n    note: c\n",
  );
});

test('colors are those of the official compiler', () => {
  const message = messageAt(file, { start: 0, main: 0, end: 5 }, 'a');
  assert.equal(
    renderMessages([message], { color: true }),
    '\x1b[1mdir/a.zig:1:1: \x1b[31merror: \x1b[0m\x1b[1ma\n\x1b[0mconst a = 1;\n\x1b[32m^~~~~\n\x1b[0m',
  );
});
