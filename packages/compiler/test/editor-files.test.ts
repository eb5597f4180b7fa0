import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Compilation } from '../src/compilation/compilation.ts';
import { EditorQueries, type Location } from '../src/editor/index.ts';
import { smallLib } from './support/library.ts';

/* Questions about programs of several files. */

const main = `const other = @import("other.zig");
const Point = other.Point;
export fn f() u32 {
    const p: Point = .{ .x = other.start };
    return other.sum(p);
}
`;
const other = `pub const start = 3;
pub const Point = struct {
    x: u32,
};
pub fn sum(p: Point) u32 {
    return p.x;
}
`;

function open(files: Record<string, string>): { compilation: Compilation; queries: EditorQueries } {
  const host = {
    readFile: (path: string) =>
      path in files
        ? new TextEncoder().encode(files[path])
        : new Uint8Array(readFileSync(new URL(path.replace(/^lib\//, ''), smallLib))),
  };
  const program = { rootPath: 'main.zig', zigLibDir: 'lib', host, os: 'freestanding', isLibrary: true } as const;
  const compilation = new Compilation({ ...program, emit: false });
  compilation.update();
  return { compilation, queries: new EditorQueries(compilation) };
}

/** The file and line, from 1, of each place. */
function lines(found: readonly Location[], files: Record<string, string>): string[] {
  return found.map(({ path, start }) => `${path}:${files[path]!.slice(0, start).split('\n').length}`);
}

const files = { 'main.zig': main, 'other.zig': other };

test('definitions and references lead from file to file', () => {
  const { queries } = open(files);
  deepEqual(lines(queries.definition('main.zig', main.indexOf('sum(p)')), files), ['other.zig:5']);
  deepEqual(lines(queries.definition('main.zig', main.indexOf('Point = .{')), files), ['other.zig:2']);
  deepEqual(lines(queries.declaration('main.zig', main.indexOf('Point = .{')), files), ['main.zig:2']);
  deepEqual(lines(queries.references('other.zig', other.indexOf('start')), files), ['main.zig:4', 'other.zig:1']);
  deepEqual(lines(queries.references('other.zig', other.indexOf('x:')), files), [
    'main.zig:4',
    'other.zig:3',
    'other.zig:6',
  ]);
});

test('a rename reaches all files, and what it gives is the same program', () => {
  const { compilation, queries } = open(files);
  const renamed = queries.rename('main.zig', main.indexOf('x ='), 'across');
  if (typeof renamed === 'string' || renamed === null) throw new Error(String(renamed));
  const texts = new Map(Object.entries(files));
  for (const { path, start, end, text } of [...renamed].sort((a, b) => b.start - a.start)) {
    const before = texts.get(path)!;
    texts.set(path, before.slice(0, start) + text + before.slice(end));
  }
  equal(texts.get('main.zig'), main.replace('.x =', '.across ='));
  equal(texts.get('other.zig'), other.replace('x: u32', 'across: u32').replace('p.x', 'p.across'));
  const { errors } = compilation.update([...texts].map(([path, text]) => ({ path, text })));
  deepEqual(errors, []);
});

test('where one file does not parse, the others are known as they were', () => {
  const { compilation, queries } = open(files);
  compilation.update([{ path: 'other.zig', text: other.replace('return p.x;', 'return p.') }]);
  equal(queries.hover('main.zig', main.indexOf('sum(p)'))?.signature, 'fn sum(p: Point) u32');
  equal(queries.typeAt('main.zig', main.indexOf('p);'))?.type, 'other.Point');
  deepEqual(
    queries.completion('other.zig', other.indexOf('return p.') + 9).items.map(({ label }) => label),
    ['x'],
  );
  // Places of the file that does not parse are those of its text as it is now.
  const added = `// A line more.\n${other.replace('return p.x;', 'return p.')}`;
  compilation.update([{ path: 'other.zig', text: added }]);
  const [definition] = queries.definition('main.zig', main.indexOf('start }'));
  equal(added.slice(definition!.start, definition!.end), 'start');
  deepEqual(compilation.update([{ path: 'other.zig', text: other }]).errors, []);
});

test('files that are known are proposed in imports', () => {
  const { queries } = open(files);
  deepEqual(
    queries.completion('main.zig', main.indexOf('other.zig') + 2).items.map(({ label }) => label),
    ['std', 'builtin', 'root', 'other.zig'],
  );
});

test('symbols of all files of the program are found by a part of their names', () => {
  const { queries } = open(files);
  deepEqual(
    queries.workspaceSymbols('S').map(({ name, location }) => `${name} ${location.path}`),
    ['start other.zig', 'sum other.zig'],
  );
});
