import { deepEqual, equal, ok } from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticTag } from 'vscode-languageserver-protocol/node';
import { makeDirectory } from '../command.ts';
import { Client } from './client.ts';

/** Place and text of a diagnostic. */
function brief({ range: { start }, message }: Diagnostic): string {
  return `${start.line + 1}:${start.character + 1}: ${message}`;
}

async function start(directory: string, settings: Readonly<Record<string, unknown>> = {}): Promise<Client> {
  return Client.start({ folder: directory, env: { XDG_CACHE_HOME: join(directory, '.cache') }, settings });
}

const MAIN = `const helper = @import("helper.zig");
pub fn main() void {
    _ = helper.twice(4);
}
`;

test('an error comes with the keystroke that makes it, and goes with the one that mends it', async () => {
  const directory = makeDirectory({
    'src/main.zig': MAIN,
    'src/helper.zig': 'pub fn twice(a: u32) u32 { return a * 2; }\n',
  });
  const client = await start(directory);
  const uri = pathToFileURL(join(directory, 'src/main.zig')).href;
  await client.open(uri, MAIN);
  deepEqual((await client.diagnostics(uri)).map(brief), []);
  const at = { line: 2, character: 21 };
  await client.change(uri, [{ range: { start: at, end: { line: 2, character: 22 } }, text: '"ä"' }]);
  const [error, ...others] = await client.diagnostics(uri);
  deepEqual(others, []);
  equal(brief(error), "3:22: expected type 'u32', found '*const [2:0]u8'");
  deepEqual(error.range, { start: at, end: { line: 2, character: 24 } });
  equal(error.code, 'expected-type-found');
  const notes = error.relatedInformation!.map(
    ({ location, message }) => `${location.uri.split('/').at(-1)} ${message}`,
  );
  ok(notes.includes('helper.zig parameter type declared here'), notes.join('\n'));
  await client.change(uri, [{ range: { start: at, end: { line: 2, character: 24 } }, text: '4' }]);
  deepEqual(await client.diagnostics(uri), []);
  equal(await client.end(), 0);
});

test('errors of files that are not open are told, also of what the disk has new, and taken back', async () => {
  const directory = makeDirectory({
    'main.zig': MAIN,
    'helper.zig': 'pub fn twice(a: u32) u32 { var b = a; return a; }\n',
  });
  const client = await start(directory);
  const uri = pathToFileURL(join(directory, 'helper.zig')).href;
  const [unused] = await client.published(uri, ({ diagnostics }) => diagnostics.length > 0);
  equal(brief(unused), '1:32: unused local variable');
  deepEqual(unused.tags, [DiagnosticTag.Unnecessary]);
  writeFileSync(join(directory, 'helper.zig'), 'pub fn twice(a: u32) u32 { return a; }\n');
  await client.published(uri, ({ diagnostics }) => diagnostics.length === 0);
  rmSync(join(directory, 'helper.zig'));
  const main = pathToFileURL(join(directory, 'main.zig')).href;
  const [missing] = await client.published(main, ({ diagnostics }) => diagnostics.length > 0);
  equal(brief(missing), "1:24: unable to load 'helper.zig': FileNotFound");
  equal(await client.end(), 0);
});

test('the author of a library is told of errors in what nothing refers to', async () => {
  const directory = makeDirectory({});
  const client = await start(directory);
  const uri = pathToFileURL(join(directory, 'root.zig')).href;
  await client.open(uri, 'pub fn f(a: u16) u8 {\n    return a;\n}\n');
  deepEqual((await client.diagnostics(uri)).map(brief), ["2:12: expected type 'u8', found 'u16'"]);
  equal(await client.end(), 0);
});

test('what is typed counts before it is saved, and not after the file is closed', async () => {
  const directory = makeDirectory({ 'main.zig': MAIN, 'helper.zig': 'pub fn twice(a: u32) u32 { return a; }\n' });
  const client = await start(directory);
  const main = pathToFileURL(join(directory, 'main.zig')).href;
  const helper = pathToFileURL(join(directory, 'helper.zig')).href;
  await client.open(main, MAIN);
  deepEqual(await client.diagnostics(main), []);
  await client.open(helper, 'pub fn thrice(a: u32) u32 { return a; }\n');
  const [error] = await client.published(main, ({ diagnostics }) => diagnostics.length > 0);
  equal(brief(error), "3:9: root source file struct 'helper' has no member named 'twice'");
  await client.close(helper);
  await client.published(main, ({ diagnostics }) => diagnostics.length === 0);
  equal(await client.end(), 0);
});

test('a file outside of any folder is looked at by itself, as is a text that was never saved', async () => {
  const directory = makeDirectory({});
  const client = await Client.start({ env: { XDG_CACHE_HOME: join(directory, '.cache') } });
  for (const uri of [pathToFileURL(join(directory, 'loose.zig')).href, 'untitled:Untitled-1']) {
    await client.open(uri, 'const a: u8 = 256;\nexport fn f() u8 {\n    return a;\n}\n');
    const [error] = await client.diagnostics(uri);
    equal(brief(error), "1:15: type 'u8' cannot represent integer value '256'");
    await client.close(uri);
    await client.published(uri, ({ diagnostics }) => diagnostics.length === 0);
  }
  equal(await client.end(), 0);
});

test('diagnostics wait to be asked for where a client wants it so', async () => {
  const directory = makeDirectory({
    'main.zig': MAIN,
    'helper.zig': 'pub fn twice(a: u32) u32 { var b = a; return a; }\n',
  });
  const client = await start(directory, { diagnostics: 'pull' });
  ok(client.initialized.capabilities.diagnosticProvider);
  const uri = pathToFileURL(join(directory, 'main.zig')).href;
  await client.open(uri, MAIN.replace('4', 'x'));
  const ask = (previousResultId?: string): Promise<{ kind: string; resultId: string; items: Diagnostic[] }> =>
    client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  const first = await ask();
  deepEqual(first.items.map(brief), ["3:22: use of undeclared identifier 'x'"]);
  equal((await ask(first.resultId)).kind, 'unchanged');
  const { items } = await client.request<{ items: { uri: string; items: Diagnostic[] }[] }>('workspace/diagnostic', {
    previousResultIds: [{ uri, value: first.resultId }],
  });
  const told = items.map((file) => `${file.uri.split('/').at(-1)} ${file.items?.map(brief).join()}`);
  deepEqual(told, ['helper.zig 1:32: unused local variable', 'main.zig undefined']);
  equal(await client.end(), 0);
});
