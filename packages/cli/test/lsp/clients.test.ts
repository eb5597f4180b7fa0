import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Hover,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { makeDirectory } from '../command.ts';
import { Client } from './client.ts';

/* What clients do that is seldom, wrong, or not foreseen. */

const MAIN = `const a = @import("a.zig");
const std = @import("std");
pub fn main() void {
    std.debug.print("{s} 😀 {d}\\n", .{ "é", a.x });
}
`;

const directory = makeDirectory({ 'main.zig': MAIN, 'a.zig': 'pub const x: u8 = 1;\n' });
const env = { XDG_CACHE_HOME: join(directory, '.cache') };
const uriOf = (name: string): string => pathToFileURL(join(directory, name)).href;
const main = uriOf('main.zig');
/** Behind the letters of more than one unit, in units of UTF-16. */
const x = MAIN.split('\n')[3].indexOf('a.x') + 2;

let client: Client;

// As old clients do, it says that it can do nothing.
before(async () => {
  client = await Client.start({ folder: directory, env, capabilities: {} });
  await client.open(main, MAIN);
  deepEqual(await client.diagnostics(main), []);
});
after(() => client.end());

function hover(): Promise<Hover | null> {
  return client.request('textDocument/hover', { textDocument: { uri: main }, position: { line: 3, character: x } });
}

test('a client that says nothing of how it counts counts in UTF-16', async () => {
  equal(client.initialized.capabilities.positionEncoding, 'utf-16');
  const { contents, range } = (await hover())!;
  match(JSON.stringify(contents), /const x: u8 = 1/);
  deepEqual(range!.start, { line: 3, character: x });
});

test('of several edits at once each counts in what the one before made', async () => {
  await client.change(main, [
    { range: { start: { line: 3, character: x }, end: { line: 3, character: x + 1 } }, text: 'y' },
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// 😀 comment\r\n' },
    { range: { start: { line: 4, character: x }, end: { line: 4, character: x + 1 } }, text: 'zz' },
  ]);
  const told = await client.diagnostics(main);
  deepEqual(
    told.map(({ message, range }) => [message, range.start.line]),
    [["root source file struct 'a' has no member named 'zz'", 4]],
  );
  await client.change(main, [{ text: MAIN.replaceAll('\n', '\r\n') }]);
  deepEqual(await client.diagnostics(main), []);
  match(JSON.stringify((await hover())!.contents), /const x: u8 = 1/);
});

test('one file that is open by two names is two', async () => {
  symlinkSync(join(directory, 'main.zig'), join(directory, 'link.zig'));
  const link = uriOf('link.zig');
  await client.open(link, MAIN.replace('a.x', 'a.q'));
  equal((await client.diagnostics(link)).length, 1);
  deepEqual(await client.diagnostics(main), []);
  await client.close(link);
});

test('a file that vanishes is missed where it is imported, and found by its new name', async () => {
  renameSync(join(directory, 'a.zig'), join(directory, 'b.zig'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [
      { uri: uriOf('a.zig'), type: 3 },
      { uri: uriOf('b.zig'), type: 1 },
    ],
  });
  const [missing] = await client.published(main, ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length > 0);
  equal(missing.message, "unable to load 'a.zig': FileNotFound");
  await client.change(main, [{ text: MAIN.replace('a.zig', 'b.zig') }]);
  deepEqual(await client.diagnostics(main), []);
  rmSync(join(directory, 'main.zig'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: main, type: 3 }] });
  match(JSON.stringify((await hover())!.contents), /const x: u8 = 1/);
  writeFileSync(join(directory, 'main.zig'), MAIN);
});

test('requests that make no sense are refused, and the next ones answered', async () => {
  await rejects(client.request('textDocument/hover', {}), /names no file/);
  await rejects(client.request('textDocument/documentSymbol', {}));
  await rejects(client.request('rezig/none', {}), /Unhandled method/);
  await rejects(
    client.request('workspace/executeCommand', { command: 'rezig.runTests', arguments: [] }),
    /takes the URI/,
  );
  const nowhere = { line: 9999, character: 9999 };
  deepEqual(await client.request('textDocument/hover', { textDocument: { uri: main }, position: nowhere }), null);
  const none = { textDocument: { uri: uriOf('none.zig') }, position: nowhere };
  deepEqual(await client.request('textDocument/hover', none), null);
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  match(JSON.stringify((await hover())!.contents), /const x: u8 = 1/);
});

function cancellation(): { token: CancellationTokenSource['token']; cancel: () => void } {
  const source = new CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}

/** Texts that nobody writes, and everybody has on the screen for a moment. */
const BROKEN = [
  '',
  '\0\x01',
  'fn',
  '"',
  '\\\\',
  'const x = @',
  '}}}}',
  '/*',
  'pub fn main() void { if (',
  'const x = .{ .a = .',
];

const QUESTIONS = ['documentSymbol', 'hover', 'completion', 'signatureHelp', 'foldingRange', 'semanticTokens/full']
  .concat(['codeLens', 'documentLink', 'inlayHint', 'codeAction', 'references', 'documentHighlight', 'formatting'])
  .concat(['prepareRename', 'selectionRange', 'semanticTokens/range', 'prepareCallHierarchy', 'typeDefinition']);

test('every question has an answer in broken texts', async () => {
  for (const text of [...BROKEN, '\uFEFFconst a = 1;', 'a'.repeat(100_000), '('.repeat(300)]) {
    await client.change(main, [{ text }]);
    const position = { line: 0, character: Math.min(text.length, 3) };
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const context = { diagnostics: [], includeDeclaration: true };
    const asked = { textDocument: { uri: main }, position, positions: [position], range, context, options: {} };
    await Promise.all(QUESTIONS.map((name) => client.request(`textDocument/${name}`, asked)));
    await client.diagnostics(main);
  }
});

test('what was cancelled is answered so, and what comes after the end is refused', async () => {
  const other = await Client.start({ folder: directory, env });
  await other.open(main, MAIN);
  const { token, cancel } = cancellation();
  const asked = other.connection.sendRequest(
    'textDocument/semanticTokens/full',
    { textDocument: { uri: main } },
    token,
  );
  cancel();
  await rejects(asked, /cancelled/);
  await other.request('shutdown', undefined);
  await rejects(other.request('textDocument/hover', { textDocument: { uri: main } }), /asked to end/);
  await other.connection.sendNotification('exit');
  equal(await other.exited, 0);
});
