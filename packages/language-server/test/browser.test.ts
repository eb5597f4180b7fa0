import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { PageParts } from '@rezig/language-server/browser';
import { build } from 'esbuild';
import type {
  CompletionList,
  Hover,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { openPage, skip } from '../../../test/support/browser.ts';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import type * as Bundled from './page/bundled.ts';
import { LIBRARY_FILES, type LibraryFiles } from './page/parts.ts';

/* The server as pages have it: in one thread, at the end of a channel, over files in memory. */

const library = Object.fromEntries(
  Object.entries(LIBRARY_FILES).map(([name, from]) => [name, readFileSync(new URL(from, import.meta.url), 'utf8')]),
) as LibraryFiles;

const directory = scratchDirectory();

/** Bundles a file of the folder `page` as bundlers do it for pages. */
async function bundle(name: string): Promise<string> {
  const outfile = join(directory, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['source'],
    outfile,
  });
  return outfile;
}

let bundled: Promise<typeof Bundled> | null = null;

/** A client, and the server at the other end of its channel. */
async function connect(
  t: TestContext,
  parts: (make: (typeof Bundled)['partsOf'], compiler: (typeof Bundled)['Compilation']) => Promise<PageParts>,
): Promise<{ client: ProtocolConnection; server: ReturnType<(typeof Bundled)['serveInWorker']> }> {
  bundled ??= bundle('bundled').then((path) => import(path) as Promise<typeof Bundled>);
  const { BrowserMessageReader, BrowserMessageWriter, Compilation, createProtocolConnection, partsOf, serveInWorker } =
    await bundled;
  const { port1, port2 } = new MessageChannel();
  t.after(() => port1.close());
  type Port = Parameters<typeof serveInWorker>[0];
  const server = serveInWorker(port2 as unknown as Port, 'test', parts(partsOf, Compilation));
  const own = port1 as unknown as Port;
  const client = createProtocolConnection(new BrowserMessageReader(own), new BrowserMessageWriter(own));
  client.listen();
  return { client, server };
}

const INITIALIZE = {
  processId: null,
  rootUri: 'file:///',
  workspaceFolders: [{ uri: 'file:///', name: 'page' }],
  capabilities: {},
};

function opened(uri: string, text: string): unknown {
  return { textDocument: { uri, languageId: 'zig', version: 1, text } };
}

const MAIN = `const other = @import("other.zig");
pub fn main() void {
    const got: u8 = other.answer;
    _ = got;
}
`;

test('a page has a server over files in memory, and the module of the program that it analyses', async (t) => {
  const { client, server } = await connect(t, async (make) =>
    make(library, { '/other.zig': 'pub const answer: u16 = 7;\n' }),
  );
  const told: PublishDiagnosticsParams[] = [];
  client.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => void told.push(params),
  );
  const { capabilities } = await client.sendRequest<InitializeResult>('initialize', INITIALIZE);
  equal(capabilities.documentFormattingProvider, false);
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', opened('file:///main.zig', MAIN));
  const textDocument = { uri: 'file:///main.zig' };
  const hover = await client.sendRequest<Hover>('textDocument/hover', {
    textDocument,
    position: { line: 2, character: 27 },
  });
  match(JSON.stringify(hover.contents), /answer: u16 = 7/);
  const program = await server.program('file:///main.zig');
  deepEqual(program?.last?.errors, []);
  deepEqual([...program!.last!.module!.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  await client.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [
      { range: { start: { line: 2, character: 20 }, end: { line: 2, character: 32 } }, text: 'other.answers' },
    ],
  });
  const list = await client.sendRequest<CompletionList>('textDocument/completion', {
    textDocument,
    position: { line: 2, character: 32 },
  });
  deepEqual(
    list.items.map(({ label }) => label),
    ['answer'],
  );
  equal((await server.program('file:///main.zig'))?.last?.errors.length, 1);
  deepEqual(
    told.filter(({ uri }) => uri === textDocument.uri).map(({ version, diagnostics }) => [version, diagnostics.length]),
    [
      [1, 0],
      [2, 1],
    ],
  );
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
});

test('a page goes on with its own compilation, knows when all that came is looked at, and gives other options', async (t) => {
  const text = 'const other = @import("other.zig");\npub fn start() u8 {\n    return other.answer;\n}\n';
  let partsOptions: PageParts['options'] = {};
  let begun: { readonly journal: () => { readonly analysed: readonly unknown[] } } | null = null;
  const { client, server } = await connect(t, async (make, Compilation) => {
    const parts = { ...make(library, {}), programRoots: ['/main.zig'] };
    const compilation = new Compilation({
      rootPath: '/main.zig',
      ...parts,
      ...parts.options,
      isLibrary: false,
      analysesAll: true,
    });
    const result = compilation.update([
      { path: '/main.zig', text },
      { path: '/other.zig', text: 'pub const answer = 7;\n' },
    ]);
    // That it has no `main` is an error: it is a program all the same.
    equal(result.errors.length, 1);
    begun = compilation;
    partsOptions = parts.options;
    return { ...parts, openCompilation: ({ link }) => (link === undefined ? compilation : null) };
  });
  void client.sendRequest('initialize', INITIALIZE);
  void client.sendNotification('initialized', {});
  void client.sendNotification('textDocument/didOpen', opened('file:///main.zig', text));
  void client.sendNotification('textDocument/didOpen', opened('file:///other.zig', 'pub const answer = 7;\n'));
  await client.sendRequest('textDocument/hover', {
    textDocument: { uri: 'file:///main.zig' },
    position: { line: 2, character: 20 },
  });
  const program = await server.program('file:///main.zig');
  equal(program?.compilation, begun);
  deepEqual(begun!.journal().analysed, [], 'what was known is not analysed again');
  const edit = (uri: string, version: number, text: string): void =>
    void client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  edit('file:///other.zig', 2, 'pub const answer = 8;\n');
  edit('file:///main.zig', 2, `${text}pub fn main() void {}\n`);
  edit('file:///main.zig', 3, `${text}pub fn main() void {\n    const a = 1;\n}\n`);
  // All three have come when this has.
  await new Promise((resolve) => setTimeout(resolve, 1));
  deepEqual(
    (await server.program('file:///main.zig'))?.last?.errors.map((error) => error.text),
    ['unused local constant'],
  );
  edit('file:///main.zig', 4, `${text}pub fn main() void {}\n`);
  await new Promise((resolve) => setTimeout(resolve, 1));
  equal((await server.program('file:///main.zig'))?.last?.errors.length, 0);
  server.setOptions({ ...partsOptions, link: { entry: 'none' } });
  deepEqual(
    (await server.program('file:///main.zig'))?.last?.errors.map((error) => error.text),
    ['wasm-ld: entry symbol not defined (pass --no-entry to suppress): none'],
  );
});

test('what a page cannot give is told, and the server answers nothing', async (t) => {
  const { client } = await connect(t, () => Promise.reject(new Error('library.bin: the server says 404')));
  const shown = new Promise<string>((resolve) =>
    client.onNotification('window/showMessage', (params: { message: string }) => resolve(params.message)),
  );
  await client.sendRequest('initialize', INITIALIZE);
  equal(await shown, 'rezig: library.bin: the server says 404');
  await rejects(client.sendRequest('textDocument/hover', { textDocument: { uri: 'file:///main.zig' } }), /404/);
});

/** In the page: starts the worker, asks it as a client does, and gives what came. */
const script = `(async () => {
  const worker = new Worker('/worker.mjs', { type: 'module' });
  const answers = new Map();
  const told = [];
  worker.onmessage = ({ data }) => {
    if (data.method === undefined) answers.get(data.id)(data.result);
    else told.push(data);
  };
  let last = 0;
  const ask = (method, params) => new Promise((resolve) => {
    answers.set(++last, resolve);
    worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
  });
  const tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
  await ask('initialize', ${JSON.stringify(INITIALIZE)});
  tell('initialized', {});
  tell('textDocument/didOpen', ${JSON.stringify(opened('file:///main.zig', 'pub fn main() void {\n    const x = 1;\n}\n'))});
  await ask('textDocument/hover', { textDocument: { uri: 'file:///main.zig' }, position: { line: 1, character: 10 } });
  return told.filter(({ method }) => method === 'textDocument/publishDiagnostics').map(({ params }) => params);
})()`;

test('a worker in Chromium serves a page', { skip }, async () => {
  const libraryPath = join(directory, 'library.json');
  writeFileSync(libraryPath, JSON.stringify(library));
  const { page } = await openPage({ 'worker.mjs': await bundle('worker'), 'library.json': libraryPath });
  const told = (await page.evaluate(script)) as PublishDiagnosticsParams[];
  deepEqual(
    told.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message)),
    ['unused local constant'],
  );
});
