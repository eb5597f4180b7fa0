import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { openLibrary, smallLib } from '../../test/support/library.ts';
import { Compilation } from './compilation.ts';
import type { SourceMap } from './source-map.ts';
import { withSourceMapUrl } from './source-map-url.ts';
import { bytesSource } from './state-file.ts';

const program = `
const Point = struct {
    x: u32,
    fn sum(self: Point, y: u32) u32 {
        const both = self.x + y;
        return both;
    }
};
inline fn twice(x: u32) u32 {
    const y = x + x;
    return y;
}
/// Doc comments have no number of their own.
export fn run(x: u32) u32 {
    const Local = struct {
        fn inner(n: u32) u32 {
            return n * 3;
        }
    };
    const text = "ü𝄞"; var point: Point = .{ .x = x + text.len };
    point.x += twice(Local.inner(x));
    if (x > 100) @panic("too much");
    return point.sum(1);
}
export fn other() void {}
`;

/** Edits one after the other, each of what the one before left. */
const edits: readonly (readonly [what: string, from: string, to: string])[] = [
  ['a line more above all', '\nconst Point', '\n\nconst Point'],
  ['a comment', 'inline fn', '// Twice.\ninline fn'],
  ['blanks within a line', 'const both =', 'const   both =   '],
  ['a line more in a body', 'const y = x', '\n    const y = x'],
  ['other code', 'n * 3', 'n * 5 + 1'],
  ['what is inlined', 'const y = x + x;', 'const y = x + 2 * x;'],
  ['a statement more', 'point.x += twice', 'point.x +%= 1;\n    point.x += twice'],
  ['two functions in another order', 'export fn other() void {}', ''],
  ['the same in front', '\n\nconst Point', '\nexport fn other() void {}\nconst Point'],
  ['all on one line', '{}\n', '{}'],
];

function build(source: string, state: Uint8Array | null = null): { compilation: Compilation; map: SourceMap } {
  const { compilation } = openLibrary(source, smallLib, state === null ? null : bytesSource(state));
  const { errors } = compilation.update();
  deepEqual(errors, []);
  return { compilation, map: compilation.sourceMap()! };
}

/** Compares what the map says with what `locate` does, which looks at the trees of files. Returns the paths and lines that there is code of. */
function compareWithLocate(compilation: Compilation, map: SourceMap): Set<string> {
  const lines = new Set<string>();
  eachMapping(
    new TraceMap(map as never),
    ({ generatedLine, generatedColumn, source, originalLine, originalColumn }) => {
      equal(generatedLine, 1);
      const place = compilation.locate(generatedColumn)?.place ?? null;
      if (source === null) return equal(place, null);
      ok(place !== null);
      equal(source.replace('zig:///', 'lib/'), place.path);
      equal(originalLine! - 1, place.line);
      equal(
        originalColumn,
        new TextDecoder().decode(new TextEncoder().encode(place.text).subarray(0, place.column)).length,
      );
      lines.add(`${place.path}: ${place.text.trim()}`);
    },
  );
  return lines;
}

test('the map says of each statement what locate says of its code', () => {
  const { compilation, map } = build(program);
  const lines = compareWithLocate(compilation, map);
  for (const line of program.split('\n').filter((one) => /^ +(const (both|y) |var|point|return point|if)/.test(one)))
    ok(lines.has(`main.zig: ${line.trim()}`), line);
  equal(map.sourcesContent[map.sources.indexOf('main.zig')], program);
});

test('after each edit the map is that of a build from nothing, and so is one from saved state', () => {
  const { host, compilation } = openLibrary(program, smallLib);
  compilation.update();
  let before = compilation.sourceMap()!;
  for (const [what, from, to] of edits) {
    const edited = host.source.replace(from, to);
    notEqual(edited, host.source, what);
    const state = Buffer.concat(compilation.saveState() ?? []);
    host.source = edited;
    deepEqual(compilation.update(['main.zig']).errors, [], what);
    const map = compilation.sourceMap()!;
    const anew = build(edited);
    deepEqual(map, anew.map, what);
    deepEqual(build(edited, state.length > 0 ? state : null).map, anew.map, what);
    notEqual(map.mappings, before.mappings, what);
    compareWithLocate(compilation, map);
    before = map;
  }
});

test('the map of what is of the library is right too', () => {
  const { compilation, map } = (() => {
    const { compilation } = openLibrary(
      'const std = @import("std");\nexport fn run(x: u32) u32 {\n    return std.math.sqrt(x) + @as(u32, @intCast(std.mem.indexOfScalar(u32, &.{ 1, x }, x).?));\n}\n',
    );
    compilation.update();
    return { compilation, map: compilation.sourceMap()! };
  })();
  compareWithLocate(compilation, map);
  ok(map.sources.includes('zig:///std/math/sqrt.zig'));
});

test('sources are told from where the map is, as URLs, and with the text that was asked for', () => {
  const files = new Map([
    ['/home/a b/src/ma?in.zig', 'export fn run() u32 {\n    return @import("x/b#.zig").get();\n}\n'],
    ['/home/a b/src/x/b#.zig', 'const builtin = @import("builtin");\npub fn get() u32 {\n    return 1;\n}\n'],
  ]);
  const host = {
    readFile: (path: string) =>
      path.startsWith('/lib/')
        ? new Uint8Array(readFileSync(new URL(path.slice(5), smallLib)))
        : new TextEncoder().encode(files.get(path)),
  };
  const compilation = new Compilation({
    rootPath: '/home/a b/src/ma?in.zig',
    zigLibDir: '/lib',
    host,
    target: 'wasm32-freestanding',
    isLibrary: true,
  });
  equal(compilation.sourceMap(), null);
  deepEqual(compilation.update().errors, []);
  const own = (options: Parameters<Compilation['sourceMap']>[0]): readonly string[] =>
    compilation
      .sourceMap(options)!
      .sources.filter((source) => !source.startsWith('zig:'))
      .sort();
  deepEqual(own({}), ['/home/a%20b/src/ma%3Fin.zig', '/home/a%20b/src/x/b%23.zig']);
  deepEqual(own({ directory: '/home/a b/out' }), ['../src/ma%3Fin.zig', '../src/x/b%23.zig']);
  deepEqual(own({ directory: 'src', workingDirectory: '/home/a b' }), ['ma%3Fin.zig', 'x/b%23.zig']);
  deepEqual(
    compilation.sourceMap({ content: 'none' })!.sourcesContent.filter((text) => text !== null),
    [],
  );
  deepEqual(
    compilation
      .sourceMap({ content: 'own' })!
      .sourcesContent.filter((text) => text !== null)
      .sort(),
    [...files.values()].sort(),
  );
});

test('a module names its map, and is otherwise as it was', () => {
  const module = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const named = withSourceMapUrl(module, 'a.map');
  deepEqual(named.subarray(0, 8), module);
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(named), 'sourceMappingURL');
  deepEqual(new TextDecoder().decode(section), '\x05a.map');
});

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): object;
    customSections(module: object, name: string): ArrayBuffer[];
  };
};
