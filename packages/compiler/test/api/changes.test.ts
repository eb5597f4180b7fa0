import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import type { Change, TextEdit, TextUnits, UpdateResult } from '../../src/index.ts';
import { call } from '../support/library.ts';
import { hostOf, open } from './program.ts';

const MAIN = 'const other = @import("other.zig");\nexport fn f() u32 {\n    return other.x;\n}\n';

/** What `f` of the module returns. Fails where there are errors. */
const returned = (result: UpdateResult): unknown => call(result, 'f');

test('texts and text edits count before the host, until the path is given back', () => {
  const host = hostOf({ 'main.zig': MAIN, 'other.zig': 'pub const x = 1;\n' });
  const compilation = open(host);
  equal(returned(compilation.update()), 1);
  equal(returned(compilation.update([{ path: 'other.zig', text: 'pub const x = 2;\n' }])), 2);
  // Now the host's file is another: that does not matter, told or not.
  host.files.set('other.zig', new TextEncoder().encode('pub const x = 7;\n'));
  equal(returned(compilation.update(['other.zig'])), 2);
  const edits = [
    { start: 14, end: 15, text: '40' },
    { start: 16, end: 16, text: ' + 2' },
  ];
  equal(returned(compilation.update([{ path: './other.zig', edits, units: 'utf-8' }])), 42);
  equal(returned(compilation.update([{ path: 'other.zig', text: null }])), 7);
  const later: Change = { path: 'other.zig', edits: [{ start: 14, end: 15, text: '8' }], units: 'utf-16' };
  equal(returned(compilation.update([later])), 8);
  // Several changes of one path count in their order.
  const both: Change[] = [
    { path: 'other.zig', text: null },
    later,
    { path: 'other.zig', edits: [{ start: 14, end: 14, text: '9' }], units: 'utf-8' },
  ];
  equal(returned(compilation.update(both)), 98);
});

test('text edits are of what the compilation has of the file, even where the host has another by now', () => {
  const host = hostOf({ 'main.zig': MAIN, 'other.zig': 'pub const x = 1;\n' });
  const compilation = open(host);
  compilation.update();
  host.files.set('other.zig', new TextEncoder().encode('\n\n\n'));
  const result = compilation.update([
    { path: 'other.zig', edits: [{ start: 14, end: 15, text: '5' }], units: 'utf-8' },
  ]);
  equal(returned(result), 5);
});

test('edits that do not fit their text are refused, and nothing changes', () => {
  const host = hostOf({ 'main.zig': MAIN, 'other.zig': 'pub const x = 1; // \u{1f600}\n' });
  const compilation = open(host);
  compilation.update();
  const refused = (units: TextUnits, ...edits: TextEdit[]): void =>
    throws(
      () =>
        compilation.update([
          { path: 'main.zig', text: 'lost' },
          { path: 'other.zig', edits, units },
        ]),
      RangeError,
    );
  refused('utf-8', { start: 0, end: 26, text: '' });
  refused('utf-8', { start: 3, end: 2, text: '' });
  refused('utf-8', { start: -1, end: 2, text: '' });
  refused('utf-16', { start: 0, end: 24, text: '' });
  refused('utf-16', { start: 21, end: 22, text: '' });
  refused('utf-16', { start: 0.5, end: 1, text: '' });
  refused('utf-8', { start: 0, end: 10, text: '' }, { start: 0, end: 20, text: '' });
  throws(() => compilation.update([{ path: 'missing.zig', edits: [], units: 'utf-8' }]), /FileNotFound/);
  equal(returned(compilation.update()), 1);
});

test('offsets in UTF-16 units are those of a JavaScript string', () => {
  // Every way to replace a part of this text by an error, whose place shows where the edit went.
  const text = 'const a = "é€\u{1f600}";\n';
  for (let start = 11; start <= 15; start++) {
    if (start === 14) continue;
    const compilation = open(hostOf({ 'main.zig': text }));
    compilation.update();
    const changed = `${text.slice(0, start)}\\q${text.slice(15)}`;
    const { errors } = compilation.update([
      { path: 'main.zig', edits: [{ start, end: 15, text: '\\q' }], units: 'utf-16' },
    ]);
    const fresh = open(hostOf({ 'main.zig': changed })).update();
    ok(fresh.errors.length > 0);
    deepEqual(errors, fresh.errors);
  }
});

test('text edits of several places, and those that change nothing, come to what the text gives', () => {
  const host = hostOf({ 'main.zig': MAIN, 'other.zig': 'pub const x = 1;\n' });
  const compilation = open(host);
  equal(returned(compilation.update()), 1);
  let text = MAIN;
  const steps: (readonly (readonly [number, number, string])[])[] = [
    [[MAIN.length, MAIN.length, 'fn g() u32 {\n    return 5;\n}\n']],
    [[MAIN.indexOf('other.x'), MAIN.indexOf('other.x') + 7, 'g()']],
    [[3, 5, MAIN.slice(3, 5)]],
    // The second is before the first, and the third around both.
    [
      [60, 61, '{'],
      [0, 0, '// Text.\n'],
      [4, 8, 'ext, '],
    ],
    [[0, 10, '']],
    [],
  ];
  for (const step of steps) {
    const edits = step.map(([start, end, inserted]): TextEdit => ({ start, end, text: inserted }));
    for (const [start, end, inserted] of step) text = text.slice(0, start) + inserted + text.slice(end);
    const { errors, module } = compilation.update([{ path: 'main.zig', edits, units: 'utf-8' }]);
    const fresh = open(hostOf({ 'main.zig': text, 'other.zig': 'pub const x = 1;\n' })).update();
    deepEqual([errors, module], [fresh.errors, fresh.module], text);
  }
});
