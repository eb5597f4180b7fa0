import { deepEqual, equal, notDeepEqual, throws } from 'node:assert/strict';
import { test } from 'node:test';

import { instantiate, openLibrary, smallLib } from '../../test/support/library.ts';
import type { LinkSettings } from './options.ts';

const program = `
const limit: u32 = 10;
const table = [_]u32{ 1, 2, 3 };
var counter: u32 = 5;
const Kind = enum { small, large };
fn twice(x: u32) u32 {
    return 2 * x;
}
fn pick(i: u32) u32 {
    counter += 1;
    return table[i % table.len] + counter;
}
export fn first(x: u32) u32 {
    return if (x < limit) twice(x) else pick(x);
}
export fn second(x: u32) usize {
    const kind: Kind = if (x == 0) .small else .large;
    return @tagName(kind).len + x;
}
export fn third(x: u64) u32 {
    return @truncate(x);
}
`;

/** Edits one after the other, each of what the one before left. */
const edits: readonly (readonly [what: string, from: string, to: string])[] = [
  ['another number', '2 * x', '3 * x'],
  ['longer code', '3 * x', '(3 * x + 77777) * (x + 1)'],
  ['shorter code', '(3 * x + 77777) * (x + 1)', 'x'],
  [
    'two functions at once',
    'return x;\n}\nfn pick(i: u32) u32 {',
    'return x + 100000;\n}\nfn pick(j: u32) u32 {\n    const i = j + 1;',
  ],
  ['a constant that is inlined', 'limit: u32 = 10', 'limit: u32 = 1000'],
  ['a constant in memory', '1, 2, 3', '4, 5, 6'],
  ['a constant of another size', '4, 5, 6', '4, 5, 6, 7'],
  ['the initial value of a variable', 'counter: u32 = 5', 'counter: u32 = 50'],
  ['a variable that is zero', 'counter: u32 = 50', 'counter: u32 = 0'],
  ['other references', 'twice(x) else pick(x)', 'pick(x) else twice(x)'],
  ['a function that is no longer called', 'pick(x) else twice(x)', 'twice(x) else 3'],
  ['one that is called again', 'twice(x) else 3', 'twice(x) else pick(3)'],
  ['names of an enum', 'small, large', 'little, large'],
  ['one more name', 'little, large', 'none, little, large'],
  ['another enum tag', '.little else', '.none else'],
  ['another name of an export', 'export fn second', 'export fn other'],
  ['an alignment', 'var counter: u32 =', 'var counter: u32 align(64) ='],
  ['nothing but a comment', 'fn twice', '// Twice.\nfn twice'],
  [
    'a signature that another function has',
    'fn twice(x: u32) u32 {',
    'fn twice(y: u64) u32 {\n    const x: u32 = @truncate(y);',
  ],
  ['one that no other function has', 'fn third(x: u64) u32', 'fn third(x: u32, _: u64) u32'],
];

/** Makes `edits` of `program` one after the other, and compares the module after each with that of a build from nothing. */
function compareAfterEdits(
  program: string,
  edits: readonly (readonly [what: string, from: string, to: string])[],
  link: LinkSettings = {},
): void {
  const { host, compilation } = openLibrary(program, smallLib, null, { link });
  compilation.update();
  for (const [what, from, to] of edits) {
    const edited = host.source
      .replace(from, to)
      .replace('.small else', to.startsWith('little') ? '.little else' : '.small else');
    notDeepEqual(edited, host.source, what);
    host.source = edited;
    const { errors, module } = compilation.update(['main.zig']);
    deepEqual([what, errors], [what, []]);
    deepEqual(module, openLibrary(edited, smallLib, null, { link }).compilation.update().module, what);
  }
}

test('after each edit the module is that of a build from nothing', () => {
  compareAfterEdits(program, edits);
});

test('after each edit an object file is that of a build from nothing', () => {
  compareAfterEdits(program, edits, { isObject: true });
});

test('what is called after a type or a block that is renamed is called so in the module of the next update', () => {
  const renamed = `
fn size(comptime T: type) usize {
    return @sizeOf(T);
}
fn Box(comptime T: type) type {
    return struct {
        item: T,
        fn get(box: @This()) T {
            return box.item;
        }
        var shared: usize = 4;
    };
}
fn made() type {
    const Made = struct {
        const Tag = enum { one, two };
        fn name(tag: Tag) []const u8 {
            return @tagName(tag);
        }
        var count: u32 = 3;
    };
    return Made;
}
export fn first(n: usize) usize {
    const Local = struct { a: u64, b: usize };
    const L = Local;
    const box: Box(L) = .{ .item = .{ .a = 1, .b = n } };
    Box(L).shared += size(L);
    return box.get().b + Box(L).shared;
}
export fn second(n: u8) usize {
    const Kept = made();
    Kept.count += 1;
    return Kept.name(if (n == 0) .one else .two).len + Kept.count;
}
comptime {
    const Of = struct {
        fn exported() callconv(.c) u32 {
            return 5;
        }
    };
    @export(&Of.exported, .{ .name = "third" });
}
`;
  const type = (name: string): string => `const ${name} = struct { a: u64, b: usize };\n    const L = ${name};`;
  const result = (name: string): string => `    };\n    return ${name};`;
  const block = (more: string): string => `${more}comptime {\n    const Of = struct {`;
  const another = 'comptime {\n    _ = made();\n}\n';
  compareAfterEdits(renamed, [
    ['a type that instances are made for', type('Local'), type('Other')],
    ['a longer name', type('Other'), type('MuchLongerThanThat')],
    ['the name that it had', type('MuchLongerThanThat'), type('Local')],
    ['a block before another', block(''), block(another)],
    ['one block less', block(another), block('')],
    ['a name that is given otherwise', result('Made'), '    };\n    const Again = Made;\n    return Again;'],
  ]);
});

test('errors that are no more leave nothing in the table of their names', () => {
  const cases = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'].map(
    (name, i) => `        ${i} => error.${name},\n`,
  );
  const naming = `
fn failed(n: u16) anyerror {
    return switch (n) {
${cases.join('')}        else => error.Last,
    };
}
export fn nameLength(n: u16) usize {
    return @errorName(failed(n)).len;
}
`;
  compareAfterEdits(
    naming,
    cases.map((line) => [`without ${line}`, line, '']),
  );
});

test('a function that is known at compile time alone from an edit on needs no code', () => {
  const used = `fn size() u32 {
    return 7;
}
fn function(n: u32) *const fn () u32 {
    return if (n == 0) &size else &other;
}`;
  const known = `fn size() usize {
    return 7;
}
fn function(n: u32) *const fn () u32 {
    return if (n == comptime size()) &other else &another;
}`;
  const calling = `
fn other() u32 {
    return 8;
}
fn another() u32 {
    return 9;
}
${used}
export fn call(n: u32) u32 {
    return function(n)();
}
`;
  compareAfterEdits(calling, [
    ['known at compile time', used, known],
    ['called', known, used],
  ]);
});

test('what an update says it wrote makes the module of the one before', () => {
  const { host, compilation } = openLibrary(program, smallLib);
  let kept = compilation.update().module!.slice();
  let patched = 0;
  for (const [what, from, to] of edits) {
    host.source = host.source
      .replace(from, to)
      .replace('.small else', to.startsWith('little') ? '.little else' : '.small else');
    const { module, written } = compilation.update(['main.zig']);
    const next = new Uint8Array(module!.length);
    next.set(kept.subarray(0, next.length));
    for (const { start, end } of written) next.set(module!.subarray(start, end), start);
    deepEqual(next, module, what);
    if (written.every(({ start, end }) => end - start < module!.length / 4)) patched++;
    kept = next;
  }
  equal(patched >= 3, true, `${patched} updates wrote little`);
});

test('an update that gives no module is left out of what the next one says it wrote', () => {
  const { host, compilation } = openLibrary(program, smallLib);
  const kept = compilation.update().module!.slice();
  host.source = program.replace('2 * x', '3 * y');
  deepEqual(compilation.update(['main.zig']).written, []);
  host.source = program.replace('2 * x', '3 * x').replace('counter += 1', 'counter += 2');
  const { module, written } = compilation.update(['main.zig']);
  for (const { start, end } of written) kept.set(module!.subarray(start, end), start);
  deepEqual(kept, module);
});

/** The bytes of the module that the functions on the stack of an error of `run` had come to, innermost first. */
function stackOffsets(run: () => void): number[] {
  const offsets: number[] = [];
  throws(run, (error: Error) => {
    for (const [, offset] of (error.stack ?? '').matchAll(/wasm:.*:0x([0-9a-f]+)\)$/gm))
      offsets.push(Number.parseInt(offset, 16));
    return true;
  });
  return offsets;
}

test('the code of a trap has a place in the sources, also after edits', () => {
  const source = `
fn crash(x: u32) void {
    if (x == 3)
        @trap();
}
export fn run(x: u32) void {
    crash(x);
}
`;
  const { host, compilation } = openLibrary(source, smallLib);
  const places = (): unknown[] => {
    const { run } = instantiate(compilation.update(['main.zig']));
    const found = stackOffsets(() => run!(3)).map((offset) => compilation.locate(offset)!);
    return found.map(({ name, place }) => [name, place!.path, place!.line + 1, place!.text.trim()]);
  };
  deepEqual(places(), [
    ['main.crash', 'main.zig', 4, '@trap();'],
    ['main.run', 'main.zig', 7, 'crash(x);'],
  ]);
  host.source = `// A line more.\n${source.replace('crash(x);', 'crash(2);\n    crash(x);')}`;
  deepEqual(places(), [
    ['main.crash', 'main.zig', 5, '@trap();'],
    ['main.run', 'main.zig', 9, 'crash(x);'],
  ]);
});
