import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { type Compilation, type Explanation, explanationText, unitText, whyText } from '../../src/index.ts';
import { hostOf, open } from './program.ts';

const MAIN = `const width = half * 2;
const half = 4;
const S = struct { a: [width]u8 };
fn List(T: type) type {
    return struct {
        item: T,
        fn append(self: *@This(), item: T) void {
            self.item = item + width;
        }
    };
}
fn render(n: u32) u32 {
    return n + width;
}
export fn f() u32 {
    var list: List(u32) = .{ .item = 1 };
    list.append(2);
    return render(@sizeOf(S)) + list.item;
}
const unused = 1;
`;

function found(compilation: Compilation, name: string): Extract<Explanation, { kind: 'found' }> {
  const explanation = compilation.explain(name);
  if (explanation.kind !== 'found') throw new Error(explanationText(explanation));
  return explanation;
}

/** Why the units of a declaration were analysed last, by what they are. */
const reasons = (compilation: Compilation, name: string): Record<string, string> =>
  Object.fromEntries(found(compilation, name).units.map((unit) => [unitText(unit.unit), whyText(unit)]));

test('a chain leads from an analysis to the edit', () => {
  const host = hostOf({ 'main.zig': MAIN });
  const compilation = open(host);
  compilation.update();
  equal(reasons(compilation, 'main.render')['body of main.render'], 'analysed for the first time in this update');
  compilation.update([{ path: 'main.zig', text: MAIN.replace('half = 4', 'half = 8') }]);
  equal(
    reasons(compilation, 'render')['body of main.render'],
    'analysed again because value of main.width changed, because value of main.half changed, because source of main.half changed',
  );
  equal(
    reasons(compilation, 'S')['layout of main.S'],
    'analysed again because value of main.width changed, because value of main.half changed, because source of main.half changed',
  );
  equal(reasons(compilation, 'half')['value of main.half'], 'analysed again because its source changed');
  // What an edit does not touch keeps the reason that it had.
  compilation.update([{ path: 'main.zig', text: `${MAIN.replace('half = 4', 'half = 8')}// end\n` }]);
  match(
    reasons(compilation, 'render')['body of main.render']!,
    /^analysed again one update ago because value of main.width/,
  );
});

test('it is told what a declaration depends on, and what depends on it', () => {
  const compilation = open(hostOf({ 'main.zig': MAIN }));
  compilation.update();
  const { units } = found(compilation, 'main.width');
  const value = units.find(({ unit }) => unit.kind === 'value')!;
  deepEqual(
    value.dependsOn.filter(({ kind }) => kind === 'value' || kind === 'source'),
    [
      { kind: 'source', name: 'main.width' },
      { kind: 'value', name: 'main.half' },
    ],
  );
  deepEqual(value.neededBy.map(unitText), ['body of main.List(u32).append', 'layout of main.S', 'body of main.render']);
  equal(
    unitText(found(compilation, 'main.render').units.find(({ unit }) => unit.kind === 'body')!.reachedFrom!),
    'body of main.f',
  );
  const render = found(compilation, 'main.render').units.find(({ unit }) => unit.kind === 'body')!;
  deepEqual(render.neededBy.map(unitText), ['body of main.f']);
  deepEqual(found(compilation, 'unused').units, []);
});

test('a declaration is found by the end of its name; otherwise names are told that could be meant', () => {
  const compilation = open(
    hostOf({
      'main.zig': `${MAIN}const Other = struct { fn render() void {} };\ncomptime {\n    Other.render();\n}\n`,
    }),
  );
  compilation.update();
  equal(found(compilation, 'List(u32).append').name, 'main.List(u32).append');
  equal(found(compilation, 'append').name, 'main.List(u32).append');
  deepEqual(compilation.explain('render'), { kind: 'ambiguous', names: ['main.Other.render', 'main.render'] });
  const unknown = compilation.explain('main.rendre');
  deepEqual(unknown, { kind: 'unknown', names: ['main.Other.render', 'main.render'] });
  match(explanationText(unknown), /similar/);
  deepEqual(compilation.explain('whatever_it_is'), { kind: 'unknown', names: [] });
});

test('a declaration that is gone is not found, one that is not needed any more says so', () => {
  const host = hostOf({ 'main.zig': MAIN });
  const compilation = open(host);
  compilation.update();
  compilation.update([{ path: 'main.zig', text: MAIN.replace('render(@sizeOf(S))', '1') }]);
  const body = found(compilation, 'render').units.find(({ unit }) => unit.kind === 'body')!;
  equal(body.isReached, false);
  compilation.update([
    { path: 'main.zig', text: MAIN.replace(/fn render[^}]*}\n/, '').replace('render(@sizeOf(S))', '1') },
  ]);
  equal(compilation.explain('main.render').kind, 'unknown');
});

test('of several declarations with such a name the one is meant that the program needs', () => {
  const compilation = open(hostOf({ 'main.zig': MAIN }));
  compilation.update();
  compilation.update([
    { path: 'main.zig', text: MAIN.replace('List(u32) = ', 'List(u64) = ').replace('+ list.item', '') },
  ]);
  equal(found(compilation, 'append').name, 'main.List(u64).append');
});
