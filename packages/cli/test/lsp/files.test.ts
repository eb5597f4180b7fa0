import { deepEqual, equal, rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CompletionItem,
  Hover,
  Location,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { makeDirectory } from '../command.ts';
import { Client } from './client.ts';

/* Two programs for two machines that share a module, and the names of files. */

const BUILD = `const std = @import("std");

pub fn build(b: *std.Build) void {
    const target = b.standardTargetOptions(.{});
    const native = b.resolveTargetQuery(.{ .cpu_arch = .x86_64, .os_tag = .freestanding });
    const lib = b.addModule("lib", .{ .root_source_file = b.path("lib/root.zig") });
    for ([_][]const u8{ "a", "b" }, [_]std.Build.ResolvedTarget{ target, native }) |name, for_target| {
        const exe = b.addExecutable(.{ .name = name, .root_module = b.createModule(.{
            .root_source_file = b.path(b.fmt("src/{s}.zig", .{name})),
            .target = for_target,
            .imports = &.{.{ .name = "lib", .module = lib }},
        }) });
        exe.root_module.addCSourceFile(.{ .file = b.path("src/more.c") });
        b.installArtifact(exe);
    }
}
`;

const A = `const lib = @import("lib");
const common = @import("common.zig");
const words = @sizeOf(usize);
pub fn main() void {
    _ = lib.shared(words + common.x);
}
`;

const ROOT = `const other = @import("sub/other.zig");
pub fn shared(n: u32) u32 {
    return n + other.one;
}
`;

const OTHER = `const up = @import("../root.zig");
pub const one = 1;
pub fn back() u32 {
    return up.shared(0);
}
`;

const directory = makeDirectory({
  'build.zig': BUILD,
  'src/a.zig': A,
  'src/b.zig': A,
  'src/common.zig': 'pub const x = 1;\npub const data = @embedFile("data.txt");\n',
  'src/data.txt': '',
  'src/more.c': '',
  'lib/root.zig': ROOT,
  'lib/sub/other.zig': OTHER,
});

const uriOf = (name: string): string => pathToFileURL(join(directory, name)).href;

/** The name of the file in the directory that `uri` is of. */
const nameOf = (uri: string): string => uri.slice(uriOf('').length + 1);

const root = uriOf('lib/root.zig');
const shared = { textDocument: { uri: root }, position: { line: 1, character: 8 } };
let client: Client;

before(async () => {
  client = await Client.start({
    folder: directory,
    env: { XDG_CACHE_HOME: join(directory, '.cache') },
    capabilities: { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['rename'] } } },
    settings: { target: 'thumb-freestanding' },
  });
  await client.open(root, ROOT);
  deepEqual(await client.diagnostics(root), []);
});

after(() => client.end());

test('references, callers and renames reach all programs that have the file', async () => {
  const context = { includeDeclaration: false };
  const places = await client.request<Location[]>('textDocument/references', { ...shared, context });
  const users = ['lib/sub/other.zig', 'src/a.zig', 'src/b.zig'];
  deepEqual(
    places.map(({ uri }) => nameOf(uri)),
    users,
  );
  const [item] = await client.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', shared);
  const callers = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  deepEqual(callers.map(({ from }) => nameOf(from.uri)).sort(), users);
  const { changes } = await client.request<WorkspaceEdit>('textDocument/rename', { ...shared, newName: 'common' });
  deepEqual(Object.keys(changes!).map(nameOf).sort(), ['lib/root.zig', ...users]);
});

test('programs are analysed for their machines, and for that of the settings where they name none', async () => {
  const told: string[] = [];
  for (const name of ['src/a.zig', 'src/b.zig']) {
    const uri = uriOf(name);
    await client.open(uri, A);
    deepEqual(await client.diagnostics(uri), []);
    const position = { line: 2, character: 7 };
    const { contents } = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    told.push((contents as { value: string }).value.split('\n')[1]);
    await client.close(uri);
  }
  deepEqual(told, ['const words: comptime_int = 4', 'const words: comptime_int = 8']);
});

/** What files and texts come to, where `from` is called `to`. */
async function movedTexts(from: string, to: string): Promise<string[]> {
  const files = [{ oldUri: uriOf(from), newUri: uriOf(to) }];
  const { changes } = await client.request<WorkspaceEdit>('workspace/willRenameFiles', { files });
  return brief(Object.entries(changes!));
}

function brief(changes: readonly (readonly [uri: string, edits: readonly TextEdit[]])[]): string[] {
  return changes
    .flatMap(([uri, edits]) => edits.map(({ range, newText }) => `${nameOf(uri)}:${range.start.line + 1} ${newText}`))
    .sort();
}

test('a file that is moved is imported by its new name, and imports others by theirs', async () => {
  deepEqual(await movedTexts('lib/root.zig', 'lib/main.zig'), [
    'build.zig:6 lib/main.zig',
    'lib/sub/other.zig:1 ../main.zig',
  ]);
  deepEqual(await movedTexts('lib', 'library'), ['build.zig:6 library/root.zig']);
  deepEqual(await movedTexts('src/common.zig', 'src/x/common.zig'), [
    'src/a.zig:2 x/common.zig',
    'src/b.zig:2 x/common.zig',
    'src/common.zig:2 ../data.txt',
  ]);
  deepEqual(await movedTexts('src/data.txt', 'src/more.txt'), ['src/common.zig:2 more.txt']);
  deepEqual(await movedTexts('src/none.zig', 'src/nothing.zig'), []);
});

test('a file is renamed where it is imported', async () => {
  const asked = { textDocument: { uri: root }, position: { line: 0, character: 25 } };
  const { placeholder } = await client.request<{ placeholder: string }>('textDocument/prepareRename', asked);
  equal(placeholder, 'sub/other.zig');
  const rename = (newName: string): Promise<WorkspaceEdit> =>
    client.request('textDocument/rename', { ...asked, newName });
  const { documentChanges } = await rename('more.zig');
  const operation = documentChanges!.at(-1);
  deepEqual(operation, { kind: 'rename', oldUri: uriOf('lib/sub/other.zig'), newUri: uriOf('lib/more.zig') });
  const edits = (documentChanges as TextDocumentEdit[]).slice(0, -1);
  deepEqual(brief(edits.map(({ textDocument, edits }) => [textDocument.uri, edits as TextEdit[]])), [
    'lib/root.zig:1 more.zig',
    'lib/sub/other.zig:1 root.zig',
  ]);
  await rejects(rename('more.txt'), /ends with '\.zig'/);
  await rejects(rename('root.zig'), /there is a file/);
});

test('files and directories are proposed in what imports and embeds them, saved or not', async () => {
  const uri = uriOf('src/new.zig');
  const unsaved = uriOf('src/more/unsaved.zig');
  await client.open(unsaved, '');
  const proposed = async (text: string): Promise<string[]> => {
    await client.open(uri, text);
    const position = { line: 0, character: text.lastIndexOf('"') };
    const asked = { textDocument: { uri }, position };
    const { items } = await client.request<{ items: CompletionItem[] }>('textDocument/completion', asked);
    await client.close(uri);
    return items.map(({ label }) => label).filter((label) => label.includes('/') || label.includes('.'));
  };
  deepEqual(await proposed('const a = @import("");'), ['a.zig', 'b.zig', 'common.zig', 'more/']);
  deepEqual(await proposed('const a = @import("more/");'), ['more/unsaved.zig']);
  deepEqual(await proposed('const a = @import("../lib/sub/o");'), ['../lib/sub/other.zig']);
  deepEqual(await proposed('const a = @embedFile("d");'), [
    'a.zig',
    'b.zig',
    'common.zig',
    'data.txt',
    'more/',
    'more.c',
  ]);
});
