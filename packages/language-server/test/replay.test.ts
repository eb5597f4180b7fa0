import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Compilation } from '@rezig/compiler';
import { Analysis } from '@rezig/language-server/analysis.ts';
import { diagnosticsOf } from '@rezig/language-server/diagnostics.ts';
import { Document } from '@rezig/language-server/document.ts';
import type { FromAnalysis } from '@rezig/language-server/protocol.ts';
import { uriOfPath } from '@rezig/language-server/uris.ts';
import { Random } from '../../../tools/random-edit.ts';
import { keystrokes, typed } from '../../cli/test/lsp/keystrokes.ts';
import { LIBRARY_FILES, type LibraryFiles, partsOf } from './page/parts.ts';

/* A text is typed, with what is undone on the way; what is told of it is what a compilation from nothing finds in the same text. */

const KEYSTROKES = 600;
const SAMPLE = 15;

/** What tables may hold, in bytes, besides twice what one look at the text takes: below that nobody looks through them. */
const LET_BE = 2 ** 20;

const files = Object.fromEntries(
  Object.entries(LIBRARY_FILES).map(([name, from]) => [name, readFileSync(new URL(from, import.meta.url), 'utf8')]),
) as LibraryFiles;

const TEXT = `const std = @import("std");

const Shape = union(enum) {
    circle: u32,
    square: struct { side: u32, name: []const u8 },

    fn area(shape: Shape) u32 {
        return switch (shape) {
            .circle => |r| 3 * r * r,
            .square => |s| s.side * s.side,
        };
    }
};

fn List(comptime T: type) type {
    return struct {
        items: [8]T = undefined,
        len: usize = 0,

        const Self = @This();

        fn append(list: *Self, item: T) error{Full}!void {
            if (list.len == list.items.len) return error.Full;
            list.items[list.len] = item;
            list.len += 1;
        }
    };
}

pub fn total(count: u32) error{Full}!u32 {
    var list: List(Shape) = .{};
    var i: u32 = 0;
    while (i < count) : (i += 1) {
        try list.append(if (i % 2 == 0) .{ .circle = i } else .{ .square = .{ .side = i, .name = "é" } });
    }
    var sum: u32 = 0;
    for (list.items[0..list.len]) |shape| sum += shape.area();
    return sum;
}

export fn run(count: u32) u32 {
    return total(count) catch |err| switch (err) {
        error.Full => 0,
    };
}

const unused = struct {
    fn wide(a: u8) u64 {
        return @as(u64, a) << 3;
    }
};
`;

const seed = Number(process.env.REZIG_SEED ?? Math.floor(Math.random() * 2 ** 31));
const encoder = new TextEncoder();

test(`a text as it is typed, seed ${seed}`, () => {
  const parts = partsOf(files, {});
  const environment = { ...parts, listDirectory: null, openState: () => ({ state: null }), keepState: null };
  const told = new Map<string, unknown>();
  const setup = {
    units: 'utf-16' as const,
    folders: ['/'],
    zigLibDir: null,
    cacheDir: null,
    keepsState: false,
    clientWatches: true,
    describesProjects: false,
    pullsDiagnostics: false,
    runsTests: false,
    lenses: [],
    renamesFiles: false,
    target: null,
    sent: null,
  };
  const faults: FromAnalysis[] = [];
  const analysis = new Analysis(setup, environment, (message) => {
    if (message.kind === 'diagnostics') told.set(message.uri, message.diagnostics);
    if (message.kind === 'log' || message.kind === 'failure') faults.push(message);
  });
  const uri = 'file:///main.zig';
  const random = new Random(seed);
  let text = TEXT;
  let version = 0;
  const show = (): void => {
    analysis.receive({ kind: 'text', uri, version: ++version, bytes: encoder.encode(text) });
    analysis.settle();
  };
  const fresh = (): { found: unknown; bytes: number } => {
    const { host, zigLibDir, options } = partsOf(files, { '/main.zig': text });
    const compilation = new Compilation({
      ...options,
      host,
      zigLibDir,
      rootPath: '/main.zig',
      isLibrary: true,
      analysesAll: true,
    });
    const result = compilation.update();
    const found = diagnosticsOf(result, '/main.zig', (path) => {
      const bytes = host.readFile(path);
      return typeof bytes === 'string' ? null : new Document(uriOfPath(path), null, bytes, 'utf-16');
    });
    return { found: found.get('/main.zig') ?? [], bytes: held(compilation) };
  };
  show();
  for (let count = 0; count < KEYSTROKES; ) {
    for (const keystroke of keystrokes(text, random)) {
      text = typed(text, keystroke);
      show();
      const position = new Document(uri, null, encoder.encode(text), 'utf-16').positionAt(0);
      if (random.below(4) === 0) {
        const params = { textDocument: { uri }, position };
        analysis.receive({ kind: 'request', id: count, method: 'textDocument/completion', params });
        analysis.settle();
      }
      if (++count % SAMPLE === 0) deepEqual(told.get(uri) ?? [], fresh().found, text);
    }
  }
  equal(text, TEXT);
  deepEqual([told.get(uri), faults], [[], []]);
  const bytes = held(analysis.workspace.programOf('/main.zig')!.compilation);
  ok(bytes < 2 * fresh().bytes + LET_BE, `tables hold ${bytes} bytes`);
});

function held(compilation: Compilation): number {
  return [...compilation.memoryReport().values()].reduce((sum, size) => sum + size, 0);
}
