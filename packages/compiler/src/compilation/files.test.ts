import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileEdits } from '../query/invalidate.ts';
import { renderMessages } from '../source/messages.ts';
import { parse } from '../syntax/parse.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { lowerFile } from '../zir/lower.ts';
import { printZir } from '../zir/print.ts';
import { FileStatus } from './file-rows.ts';
import { FileTable } from './files.ts';
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
    return renderMessages(this.table.check().messages, { color: false, sourceLines: false });
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
  assert.equal(
    bench.errors(),
    "gone.zig:1:1: error: unable to load 'gone.zig': FileNotFound\na.zig:1:19: note: file imported here\n",
  );
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
  const before = printZir(bench.table.zir(bench.table.root));
  assert.deepEqual(bench.edit({ 'main.zig': good.replace('1;', '1') }).edits, []);
  assert.equal(bench.errors(), "main.zig:1:22: error: expected ';' after statement\n");
  assert.equal(bench.table.status(bench.table.root), FileStatus.failed);
  assert.equal(printZir(bench.table.zir(bench.table.root)), before);
  const { edits } = bench.edit({ 'main.zig': good.replace('2', '3') });
  assert.equal(bench.errors(), '');
  assert.equal(edits.length, 1);
  assert.equal(edits[0].change.changed.length, 1);
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
  assert.equal(
    bench.errors(),
    "a.zig:1:1: error: unable to load 'a.zig': FileNotFound\nmain.zig:1:19: note: file imported here\n",
  );
  assert.equal(bench.edit({ 'a.zig': 'const x = 2;' }).edits.length, 1);
  assert.equal(bench.errors(), '');
});

test('imports that Sema has to refuse have the official texts', () => {
  const bench = new Bench({ 'src/m2.zig': '' }, 'src/m2.zig');
  const { table } = bench;
  assert.equal(table.importFile(table.root, 'nomod'), "no module named 'nomod' available within module 'main'");
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

/** A host that keeps what is stored, as a directory on disk would, and counts what it was given to keep. */
class CachingHost extends MemoryHost {
  readonly stored: Map<string, Uint8Array>;
  stores = 0;

  constructor(stored: Map<string, Uint8Array>) {
    super();
    this.stored = stored;
  }

  override loadCached(key: string): Uint8Array | null {
    return this.stored.get(key) ?? null;
  }

  override storeCached(key: string, bytes: Uint8Array): void {
    this.stores++;
    this.stored.set(key, bytes);
  }
}

const cachedText = 'pub const a = struct { b: u32 = 1 };\npub fn f(x: u8) u8 { return x + a.c; }\n';

/** What a new process makes of a library file, with what earlier ones stored. */
function openWith(stored: Map<string, Uint8Array>, text = cachedText): { stores: number; zir: string; nodes: number } {
  const host = new CachingHost(stored);
  host.files.set('main.zig', bytesOfString('const own = 1;'));
  host.files.set('std.zig', bytesOfString(text));
  const modules = [
    { name: 'main', rootPath: 'main.zig', isOwn: true },
    { name: 'std', rootPath: 'std.zig', isOwn: false },
  ];
  const table = new FileTable({ host, modules });
  assert.deepEqual(table.check().messages, []);
  const zir = printZir(table.zir(table.std));
  return { stores: host.stores, zir, nodes: table.tree(table.std).nodeTags.length };
}

test('files of other modules are lowered once for all processes, own ones each time', () => {
  const stored = new Map<string, Uint8Array>();
  const first = openWith(stored);
  assert.equal(first.stores, 1);
  assert.deepEqual(openWith(stored), { ...first, stores: 0 });
  const other = openWith(stored, cachedText.replace('a.c', 'a.d'));
  assert.equal(other.stores, 1);
  assert.notEqual(other.zir, first.zir);
  assert.deepEqual(openWith(stored), { ...first, stores: 0 });
});

test('what is damaged in the cache is lowered and stored again', () => {
  const stored = new Map<string, Uint8Array>();
  const first = openWith(stored);
  const [key] = stored.keys();
  const intact = stored.get(key)!.slice();
  const check = (damaged: Uint8Array, what: string): void => {
    stored.set(key, damaged);
    assert.deepEqual(openWith(stored), first, what);
    assert.deepEqual(stored.get(key), intact, what);
  };
  for (let length = 0; length < intact.length; length += 13) check(intact.slice(0, length), `length ${length}`);
  for (let i = 0; i < intact.length; i += 11) {
    const damaged = intact.slice();
    damaged[i] ^= 0x41;
    check(damaged, `byte ${i}`);
  }
  check(new Uint8Array(0), 'empty');
  check(bytesOfString(cachedText), 'a text');
});

test('what the cache has of another text is not believed', () => {
  const stored = new Map<string, Uint8Array>();
  const other = cachedText.replace('a.c', 'a.d');
  openWith(stored, other);
  const [[, ofOther]] = stored;
  stored.clear();
  const first = openWith(stored);
  const [key] = stored.keys();
  stored.set(key, ofOther);
  assert.deepEqual(openWith(stored), first);
});

test('a library file from the cache can be edited', () => {
  const stored = new Map<string, Uint8Array>();
  openWith(stored);
  const host = new CachingHost(stored);
  host.files.set('std.zig', bytesOfString(cachedText));
  const modules = [{ name: 'std', rootPath: 'std.zig', isOwn: false }];
  const table = new FileTable({ host, modules });
  table.zir(table.std);
  const edited = bytesOfString(cachedText.replace('x + a.c', 'x - a.b'));
  host.files.set('std.zig', edited);
  const { edits } = table.refresh(['std.zig']);
  assert.equal(edits[0].change.changed.length, 1);
  assert.equal(printZir(table.zir(table.std)), printZir(lowerFile(parse(edited))));
});

test('an edit of one body leaves the chunks, messages and imports of the rest as they are', () => {
  const text = (value: string, name = 'gone.zig') =>
    `fn f() u8 { return ${value}; }\nfn g() type { return @import("${name}"); }\nconst a = @import("a.zig");\n`;
  const bench = new Bench({ 'main.zig': text('1'), 'a.zig': '' });
  const missing = (line: number) =>
    `gone.zig:1:1: error: unable to load 'gone.zig': FileNotFound\nmain.zig:${line}:30: note: file imported here\n`;
  assert.equal(bench.errors(), missing(2));
  const { edits } = bench.edit({ 'main.zig': text('1 +\n 2') });
  assert.equal(edits.length, 1);
  assert.equal(edits[0].change.changed.length, 1);
  assert.equal(bench.errors(), missing(3));
  bench.edit({ 'main.zig': text('1', 'a.zig') });
  assert.equal(bench.errors(), '');
  bench.edit({ 'main.zig': text('@import("new.zig").x', 'a.zig') });
  assert.equal(
    bench.errors(),
    "new.zig:1:1: error: unable to load 'new.zig': FileNotFound\nmain.zig:1:28: note: file imported here\n",
  );
});

test('the import that is reported is the first in the text, whatever was written first', () => {
  const bench = new Bench({ 'main.zig': 'const b = @import("gone.zig");' });
  assert.match(bench.errors(), /^gone\.zig:1:1: error: [^\n]*\nmain\.zig:1:19: note: [^\n]*\n$/);
  bench.edit({ 'main.zig': 'const a = @import("gone.zig");\nconst b = @import("gone.zig");' });
  assert.match(bench.errors(), /^gone\.zig:1:1: error: [^\n]*\nmain\.zig:1:19: note: [^\n]*\n$/);
});

test('a file in two modules is an error that says how each of them comes to it, and ends with the import', () => {
  const host = new MemoryHost();
  const write = (path: string, text: string): void => {
    host.files.set(path, bytesOfString(text));
  };
  write('main.zig', 'const b = @import("foo");\nconst d = @import("deep.zig");');
  write('deep.zig', 'const c = @import("other.zig");');
  write('foo.zig', 'const o = @import("other.zig");');
  write('other.zig', '');
  const table = new FileTable({
    host,
    modules: [
      { name: 'root', rootPath: 'main.zig', isOwn: true, dependencies: { foo: 'foo', data: 'data' } },
      { name: 'foo', rootPath: 'foo.zig', isOwn: true },
      { name: 'data', rootPath: 'data.bin', isOwn: true },
      { name: 'std', rootPath: 'lib/std.zig', isOwn: false },
    ],
  });
  const errors = (): string => renderMessages(table.check().messages, { color: false, sourceLines: false });
  assert.equal(
    errors(),
    `deep.zig:1:1: error: file exists in modules 'foo' and 'root'
deep.zig:1:1: note: files must belong to only one module
foo.zig:1:19: note: file is imported here by the root of module 'foo'
deep.zig:1:19: note: file is imported here
main.zig:2:19: note: which is imported here by the root of module 'root'
`,
  );
  write('foo.zig', '');
  table.refresh(['foo.zig']);
  assert.equal(errors(), '');
  assert.equal(table.importFile(table.root, 'foo'), table.moduleFile('foo'));
  assert.equal(typeof table.importFile(table.moduleFile('foo'), 'root'), 'number');
  assert.equal(table.importFile(table.moduleFile('foo'), 'foo'), "no module named 'foo' available within module 'foo'");
  // It can be embedded.
  assert.equal(table.importFile(table.root, 'data'), "no module named 'data' available within module 'root'");
  assert.equal(typeof table.embedFile(table.root, 'data'), 'number');
});

test('that a module has a file of another as its root is told in the file that imports the module', () => {
  const texts = {
    'main.zig': 'const o = @import("other.zig");\nconst f = @import("foo");',
    'foo.zig': 'const b = @import("bar");',
    'other.zig': '',
  };
  const host = new MemoryHost();
  for (const [path, text] of Object.entries(texts)) host.files.set(path, bytesOfString(text));
  const table = new FileTable({
    host,
    modules: [
      { name: 'root', rootPath: 'main.zig', isOwn: true, dependencies: { foo: 'foo' } },
      { name: 'foo', rootPath: 'foo.zig', isOwn: true, dependencies: { bar: 'bar' } },
      { name: 'bar', rootPath: 'other.zig', isOwn: true },
      { name: 'std', rootPath: 'lib/std.zig', isOwn: false },
    ],
  });
  assert.equal(
    renderMessages(table.check().messages, { color: false, sourceLines: false }),
    `foo.zig:1:1: error: file exists in modules 'root' and 'bar'
foo.zig:1:1: note: files must belong to only one module
main.zig:1:19: note: file is imported here by the root of module 'root'
foo.zig:1:1: note: file is the root of module 'bar'
`,
  );
});

test('imports that are refused are told before all else', () => {
  const bench = new Bench({ 'main.zig': 'const a = 1;\nconst a = @import("../x.zig");\nconst b = @import("");' });
  assert.equal(
    bench.errors(),
    `main.zig:1:7: error: duplicate struct member name 'a'
main.zig:2:7: note: duplicate name here
main.zig:1:1: note: struct declared here
`,
  );
  bench.edit({
    'main.zig':
      'const a = @import("../x.zig");\nconst b = @import("");\nfn f() void { const x = 1; _ = @import("../x.zig"); }',
  });
  assert.equal(
    bench.errors(),
    `main.zig:1:19: error: import of file outside module path
main.zig:2:19: error: import path cannot be empty
main.zig:3:21: error: unused local constant
`,
  );
});
