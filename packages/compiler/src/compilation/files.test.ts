import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderMessages } from '../source/messages.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { type FileEdits, FileStatus, FileTable } from './files.ts';
import { MemoryHost } from './host.ts';

/** A compilation's files in memory; `lib/std/std.zig` is a small stand-in. */
class Bench {
  readonly host = new MemoryHost();
  readonly table: FileTable;

  constructor(files: Record<string, string>, rootPath = 'main.zig') {
    this.write({ 'lib/std/std.zig': 'pub const mem = @import("mem.zig");', 'lib/std/mem.zig': '', ...files });
    this.table = new FileTable({
      host: this.host,
      modules: [
        { name: 'main', rootPath, isOwn: true },
        { name: 'std', rootPath: 'lib/std/std.zig', isOwn: false },
        { name: 'builtin', rootPath: 'builtin.zig', text: 'pub const x = 1;', isOwn: false },
      ],
    });
  }

  write(files: Record<string, string | null>): void {
    for (const [path, text] of Object.entries(files)) {
      if (text === null) this.host.files.delete(path);
      else this.host.files.set(path, bytesOfString(text));
    }
  }

  edit(files: Record<string, string | null>): FileEdits {
    this.write(files);
    return this.table.refresh(Object.keys(files));
  }

  errors(): string {
    return renderMessages(this.table.check(), { color: false });
  }
}

test('files that import each other are loaded, and the errors of all are found', () => {
  const bench = new Bench({
    'main.zig': 'const a = @import("deep/a.zig");\nconst s = @import("std");',
    'deep/a.zig': 'const m = @import("../main.zig");\nconst b = @import("b.zig");',
    'deep/b.zig': 'const x = ;',
  });
  assert.equal(bench.errors(), "deep/b.zig:1:11: error: expected expression, found ';'\n");
});

test('a file that is missing is reported where it is first imported', () => {
  const bench = new Bench({
    'main.zig': 'const a = @import("a.zig");\nconst b = 1;',
    'a.zig': 'const c = @import("gone.zig");',
  });
  assert.equal(bench.errors(), "a.zig:1:19: error: unable to load 'gone.zig': FileNotFound\n");
  bench.edit({ 'gone.zig': '' });
  assert.equal(bench.errors(), '');
});

test('errors of a file that is no longer imported are not reported', () => {
  const bench = new Bench({ 'main.zig': 'const a = @import("a.zig");', 'a.zig': 'const' });
  assert.notEqual(bench.errors(), '');
  bench.edit({ 'main.zig': '' });
  assert.equal(bench.errors(), '');
});

test('what a file with a syntax error imports is not looked at, as in a build from nothing', () => {
  const bench = new Bench({ 'main.zig': 'const a = @import("a.zig");', 'a.zig': 'const' });
  bench.errors();
  bench.edit({ 'main.zig': 'const a = @import("a.zig"); const' });
  assert.match(bench.errors(), /^main\.zig:1:\d+: error: [^\n]*\n$/);
});

test('a syntax error keeps the last good ZIR, and the edit that fixes it is compared with that', () => {
  const good = 'fn a() u8 { return 1; }\nfn b() u8 { return 2; }\n';
  const bench = new Bench({ 'main.zig': good });
  assert.equal(bench.errors(), '');
  const before = bench.table.zir(bench.table.root);
  assert.deepEqual(bench.edit({ 'main.zig': good.replace('1;', '1') }).edits, []);
  assert.equal(bench.errors(), "main.zig:1:22: error: expected ';' after statement\n");
  assert.equal(bench.table.status(bench.table.root), FileStatus.failed);
  assert.equal(bench.table.zir(bench.table.root), before);
  const { edits } = bench.edit({ 'main.zig': good.replace('2', '3') });
  assert.equal(bench.errors(), '');
  assert.equal(edits.length, 1);
  assert.deepEqual([...edits[0].match.changed].filter((c) => c === 1).length, 1);
  assert.equal(stringOfBytes(bench.table.source(bench.table.root).bytes), good.replace('2', '3'));
});

test('the same bytes again are no edit', () => {
  const bench = new Bench({ 'main.zig': 'const a = 1;' });
  bench.errors();
  assert.deepEqual(bench.edit({ 'main.zig': 'const a = 1;' }).edits, []);
});

test('a file that is removed and comes back is compared with what it was', () => {
  const bench = new Bench({ 'main.zig': 'const a = @import("a.zig");', 'a.zig': 'const x = 1;' });
  assert.equal(bench.errors(), '');
  bench.edit({ 'a.zig': null });
  assert.equal(bench.errors(), "main.zig:1:19: error: unable to load 'a.zig': FileNotFound\n");
  assert.equal(bench.edit({ 'a.zig': 'const x = 2;' }).edits.length, 1);
  assert.equal(bench.errors(), '');
});

test('imports that Sema has to refuse have the official texts', () => {
  const bench = new Bench({ 'src/m2.zig': '' }, 'src/m2.zig');
  const { table } = bench;
  assert.equal(table.importFile(table.root, '../out.zig'), "import of file outside module path: '../out.zig'");
  assert.equal(table.importFile(table.root, 'nomod'), "no module named 'nomod' available within module main");
  assert.equal(table.importFile(table.root, 'root'), table.root);
  assert.equal(table.importFile(table.std, 'root'), table.root);
  assert.equal(table.importFile(table.root, 'std'), table.std);
});

test('generated modules need no host', () => {
  const { table } = new Bench({ 'main.zig': '' });
  const builtin = table.importFile(table.std, 'builtin');
  assert.equal(typeof builtin, 'number');
  assert.equal(stringOfBytes(table.source(table.moduleFile('builtin')).bytes), 'pub const x = 1;');
  assert.equal(table.isOwn(table.moduleFile('builtin')), false);
});

test('names of files are relative to their module', () => {
  const { table } = new Bench({ 'src/main.zig': '', 'src/deep/b.zig': '' }, './src/main.zig');
  const b = table.importFile(table.root, 'deep/b.zig');
  assert.ok(typeof b === 'number');
  assert.deepEqual(
    [table.qualifiedName(table.root), table.qualifiedName(b), table.path(b)],
    ['main', 'deep.b', 'src/deep/b.zig'],
  );
});

test('embedded files: bytes, changes, and why there are none', () => {
  const bench = new Bench({ 'main.zig': '', 'note.txt': 'hello' });
  const { table } = bench;
  const note = table.embedFile(table.root, 'note.txt');
  assert.ok(typeof note === 'number');
  assert.equal(stringOfBytes(table.bytes(note)), 'hello');
  assert.deepEqual(bench.edit({ 'note.txt': 'hello' }).embedded, []);
  assert.deepEqual(bench.edit({ 'note.txt': 'other' }).embedded, [note]);
  assert.deepEqual(bench.edit({ 'note.txt': null }).embedded, [note]);
  assert.equal(table.embedError(note), 'FileNotFound');
  assert.equal(table.embedFile(table.root, '../y.txt'), "embed of file outside package path: '../y.txt'");
  assert.equal(table.embedFile(table.root, ''), 'file path name cannot be empty');
});

test('what is watched is what was read or looked for', () => {
  const bench = new Bench({ 'main.zig': 'const a = @import("gone.zig");' });
  bench.errors();
  bench.table.embedFile(bench.table.root, 'note.txt');
  assert.deepEqual(bench.table.watchedPaths().sort(), ['gone.zig', 'main.zig', 'note.txt']);
});

test('lowered files of other modules come from the cache, and damage there does no harm', () => {
  const stored = new Map<string, Uint8Array>();
  class CachingHost extends MemoryHost {
    override loadCached(key: string): Uint8Array | null {
      return stored.get(key) ?? null;
    }
    override storeCached(key: string, bytes: Uint8Array): void {
      stored.set(key, bytes);
    }
  }
  const open = () => {
    const host = new CachingHost();
    host.files.set('main.zig', bytesOfString(''));
    host.files.set('std.zig', bytesOfString('pub const a = 1;'));
    const modules = [
      { name: 'main', rootPath: 'main.zig', isOwn: true },
      { name: 'std', rootPath: 'std.zig', isOwn: false },
    ];
    const table = new FileTable({ host, modules });
    return { chunks: table.zir(table.std).chunks.kind.length, nodes: table.tree(table.std).nodeTags.length };
  };
  const first = open();
  assert.equal(stored.size, 1);
  assert.deepEqual(open(), first);
  for (const bytes of stored.values()) bytes[bytes.length - 3] ^= 1;
  assert.deepEqual(open(), first);
});
