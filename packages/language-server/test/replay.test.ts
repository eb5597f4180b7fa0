import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Analysis } from '@rezig/language-server/analysis.ts';
import { Document } from '@rezig/language-server/document.ts';
import type { Method } from '@rezig/language-server/methods.ts';
import type { FromAnalysis } from '@rezig/language-server/protocol.ts';
import type { Diagnostic } from 'vscode-languageserver-types';
import { Random } from '../../../tools/random-edit.ts';
import { keystrokes, typed } from '../../cli/test/lsp/keystrokes.ts';
import { LIBRARY_FILES, type LibraryFiles, partsOf } from './page/parts.ts';

/* A text is typed, with what is undone on the way; what is told of it is what is told of the same text where nothing was before. */

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

const SETUP = {
  units: 'utf-16',
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
} as const;

const URI = 'file:///main.zig';

/** An analysis of one file, and what it told. */
class Server {
  readonly analysis: Analysis;
  readonly faults: FromAnalysis[] = [];
  diagnostics: readonly Diagnostic[] = [];
  readonly #answers = new Map<number, unknown>();
  #text = '';
  #version = 0;
  #asked = 0;

  constructor() {
    const environment = {
      ...partsOf(files, {}),
      listDirectory: null,
      openState: () => ({ state: null }),
      keepState: null,
    };
    this.analysis = new Analysis(SETUP, environment, (message) => {
      if (message.kind === 'diagnostics' && message.uri === URI) this.diagnostics = message.diagnostics;
      if (message.kind === 'answer') this.#answers.set(message.id, message.result);
      if (message.kind === 'log' || message.kind === 'failure') this.faults.push(message);
    });
  }

  show(text: string): void {
    this.#text = text;
    this.analysis.receive({ kind: 'text', uri: URI, version: ++this.#version, bytes: encoder.encode(text) });
    this.analysis.settle();
  }

  ask(method: Method, offset: number): unknown {
    const document = new Document(URI, null, encoder.encode(this.#text), 'utf-16');
    const position = document.positionAt(encoder.encode(this.#text.slice(0, offset)).length);
    const range = { start: { line: 0, character: 0 }, end: document.positionAt(document.bytes.length) };
    const params = { textDocument: { uri: URI }, position, range };
    const id = ++this.#asked;
    this.analysis.receive({ kind: 'request', id, method, params });
    this.analysis.settle();
    return this.#answers.get(id);
  }

  /** What it says of the text as it is: with the colors of all, and of what is at the places `offsets`. */
  answers(offsets: readonly number[]): unknown {
    const { data } = this.ask('textDocument/semanticTokens/full', 0) as { readonly data: unknown };
    const methods = ['textDocument/hover', 'textDocument/definition', 'textDocument/completion'] as const;
    const asked = offsets.flatMap((offset) => methods.map((method) => this.ask(method, offset)));
    return [data, this.ask('textDocument/inlayHint', 0), ...asked];
  }

  /** Bytes in the tables of the program. */
  get held(): number {
    return [...this.analysis.workspace.programOf('/main.zig')!.compilation.memoryReport().values()].reduce(
      (sum, size) => sum + size,
      0,
    );
  }
}

test(`a text as it is typed, seed ${seed}`, () => {
  const server = new Server();
  const random = new Random(seed);
  let text = TEXT;
  server.show(text);
  for (let count = 0; count < KEYSTROKES; ) {
    for (const keystroke of keystrokes(text, random)) {
      text = typed(text, keystroke);
      server.show(text);
      if (random.below(4) === 0) server.ask('textDocument/completion', random.below(text.length));
      if (random.below(8) === 0) server.ask('textDocument/semanticTokens/full', 0);
      if (++count % SAMPLE !== 0) continue;
      const fresh = new Server();
      fresh.show(text);
      deepEqual(server.diagnostics, fresh.diagnostics, text);
      // Where something fails, more may be known from before.
      if (server.diagnostics.length > 0) continue;
      const offsets = Array.from({ length: 4 }, () => random.below(text.length));
      deepEqual(server.answers(offsets), fresh.answers(offsets), `${offsets}\n${text}`);
    }
  }
  equal(text, TEXT);
  deepEqual([server.diagnostics, server.faults], [[], []]);
  const fresh = new Server();
  fresh.show(text);
  ok(server.held < 2 * fresh.held + LET_BE, `tables hold ${server.held} bytes`);
});
