import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Hover,
  Location,
  Position,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
} from 'vscode-languageserver-protocol/node';
import { makeDirectory } from '../command.ts';
import { Client } from './client.ts';

const HELPER = `/// Twice as much.
pub fn twice(a: u32) u32 {
    return a * 2;
}
`;

const MAIN = `const helper = @import("helper.zig");

pub fn main() void {
    const four = helper.twice(2);
    _ = four;
}
`;

const directory = makeDirectory({ 'main.zig': MAIN, 'helper.zig': HELPER });
const main = pathToFileURL(join(directory, 'main.zig')).href;
const helper = pathToFileURL(join(directory, 'helper.zig')).href;
let client: Client;

before(async () => {
  client = await Client.start({ folder: directory, env: { XDG_CACHE_HOME: join(directory, '.cache') } });
  await client.open(main, MAIN);
  deepEqual(await client.diagnostics(main), []);
});

after(() => client.end());

/** What a request about the place of `word` in the main file is answered. */
function ask<Result>(method: string, word: string): Promise<Result> {
  const offset = MAIN.indexOf(word);
  const before = MAIN.slice(0, offset).split('\n');
  const position: Position = { line: before.length - 1, character: before.at(-1)!.length };
  return client.request<Result>(method, { textDocument: { uri: main }, position });
}

test('what a name stands for is told', async () => {
  const { contents } = await ask<Hover>('textDocument/hover', 'twice');
  const { value } = contents as { value: string };
  match(value, /fn twice\(a: u32\) u32/);
  match(value, /Twice as much\./);
});

test('a definition is found in another file', async () => {
  const [found] = await ask<Location[]>('textDocument/definition', 'twice');
  equal(found.uri, helper);
  deepEqual(found.range.start, { line: 1, character: 7 });
});

test('an outline, the places of a name, and links to files', async () => {
  const textDocument = { uri: main };
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  deepEqual(
    symbols.map(({ name }) => name),
    ['helper', 'main'],
  );
  const places = await ask<DocumentHighlight[]>('textDocument/documentHighlight', 'four');
  deepEqual(
    places.map(({ range }) => range.start.line),
    [3, 4],
  );
  const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument });
  deepEqual(
    links.map(({ target }) => target),
    [helper],
  );
});

test('a text is brought into form as the command does it, and one with errors is left alone', async () => {
  const uri = main.replace('main.zig', 'form.zig');
  await client.open(uri, '// ä\nconst a   = 1;\nconst b = 2;\n');
  const format = (): Promise<TextEdit[] | null> =>
    client.request('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 4, insertSpaces: true } });
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
  deepEqual(await format(), [{ range, newText: 'const a = 1;\n' }]);
  await client.change(uri, [{ text: 'const a   = ;\n' }]);
  equal(await format(), null);
  await client.close(uri);
});

test('lenses run and debug tests and programs, and tell why functions were analysed', async () => {
  const uri = main.replace('main.zig', 'lenses.zig');
  const source = `const S = struct {
    fn f(_: S) void {}
};
fn T(comptime A: type) type {
    return struct {
        fn g(_: A) void {}
    };
}
test "one \\"two\\"" {}
test S {}
test {}
pub fn main() void {}
`;
  await client.open(uri, source);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const told = lenses.filter(({ command }) => command !== undefined);
  deepEqual(
    told.map(({ range, command }) => [range.start.line, command!.title, command!.command, ...command!.arguments!]),
    [
      [1, 'why analysed', 'rezig.explain', uri, 'lenses.S.f'],
      [3, 'why analysed', 'rezig.explain', uri, 'lenses.T'],
      ...[
        [8, 'test', ['--test-filter', 'one ']] as const,
        [9, 'test', ['--test-filter', 'S']] as const,
        [10, 'test', []] as const,
        [11, 'run', []] as const,
      ].flatMap(([line, goal, rest]) => {
        const command = [goal, fileURLToPath(uri), ...rest];
        const title = goal === 'test' ? 'run test' : 'run';
        return [
          [line, title, 'rezig.run', uri, command],
          [line, 'debug', 'rezig.debug', uri, command],
        ];
      }),
      [11, 'why analysed', 'rezig.explain', uri, 'lenses.main'],
    ],
  );
  const [, name] = told[0].command!.arguments!;
  match(await client.request<string>('rezig/explain', { textDocument: { uri }, name }), /^body of lenses\.S\.f$/m);
  await client.close(uri);
});

test('what mends an error is offered with it, and what mends all', async () => {
  const uri = main.replace('main.zig', 'faulty.zig');
  await client.open(
    uri,
    'export fn f(a: u8) void {\n    var x: u8 = 2;\n}\nexport fn g() u32 {\n    return helper.twice(2);\n}\n',
  );
  const diagnostics = await client.diagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics },
  });
  deepEqual(
    actions.map(({ title, kind, diagnostics: mended }) => [title, kind, mended?.[0].code]),
    [
      ["Discard 'x'", 'quickfix', 'unused-local-variable'],
      ["Remove 'x'", 'quickfix', 'unused-local-variable'],
      ["Discard 'a'", 'quickfix', 'unused-function-parameter'],
      ["Import 'helper.zig'", 'quickfix', 'use-of-undeclared-identifier'],
      ['Fix all', 'source.fixAll', undefined],
    ],
  );
  await client.close(uri);
});

test('why a declaration was analysed, what it costs, and a type as Zig', async () => {
  const textDocument = { uri: main };
  const why = await client.request<string>('rezig/explain', { textDocument, name: 'helper.twice' });
  match(why, /helper\.twice/);
  const costs = await ask<{ instances: number } | null>('rezig/cost', 'twice');
  equal(typeof costs!.instances, 'number');
  equal(await ask<string | null>('rezig/expand', 'four'), null);
});

test('answers are about the instance of a generic function that was chosen', async () => {
  const uri = main.replace('main.zig', 'generic.zig');
  const text = `fn max(a: anytype, b: @TypeOf(a)) @TypeOf(a) {
    return if (a > b) a else b;
}
export fn small(a: u8) u8 {
    return max(a, 1);
}
export fn large(a: u64) u64 {
    return max(a, 1);
}
`;
  await client.open(uri, text);
  deepEqual(await client.diagnostics(uri), []);
  const place = { textDocument: { uri }, position: { line: 1, character: 22 } };
  const names = () => client.request<string[]>('rezig/instances', place);
  const told = async () => JSON.stringify((await client.request<Hover>('textDocument/hover', place)).contents);
  const [first, second] = await names();
  match(await told(), /u64/);
  await client.request('rezig/chooseInstance', { ...place, name: second });
  deepEqual(await names(), [second, first]);
  match(await told(), /u8/);
  await client.request('rezig/chooseInstance', { ...place, name: null });
  match(await told(), /u64/);
  await client.close(uri);
});

test('colors of a part of a file are those that the whole has there, and others are answered while they are worked out', async () => {
  const uri = main.replace('main.zig', 'many.zig');
  const one = (i: number) => `fn part${i}(a: u32) u32 {\n    const b${i} = a + 1;\n    return b${i};\n}\n`;
  await client.open(uri, Array.from({ length: 100 }, (_, i) => one(i)).join(''));
  deepEqual(await client.diagnostics(uri), []);
  const textDocument = { uri };
  const answers: string[] = [];
  const whole = client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument });
  void whole.then(() => answers.push('colors'));
  await client.request<Hover>('textDocument/hover', { textDocument, position: { line: 1, character: 10 } });
  answers.push('hover');
  const { data } = await whole;
  deepEqual(answers, ['hover', 'colors']);
  const range = { start: { line: 396, character: 0 }, end: { line: 400, character: 0 } };
  const part = await client.request<{ data: number[] }>('textDocument/semanticTokens/range', { textDocument, range });
  deepEqual(part.data.slice(1), data.slice(-part.data.length + 1));
  // What is typed meanwhile is in the answer, and nothing of what was known before.
  const asked = client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument });
  await client.change(uri, [{ range: { start: range.start, end: range.start }, text: 'const more = 1;\n' }]);
  const [before, after] = [data, (await asked).data].map((numbers) => numbers.length / 5);
  ok(after === before || after === before + 3, `${after}`);
  await client.close(uri);
});

test('of colors that a client has only what is another is told', async () => {
  const uri = main.replace('main.zig', 'colors.zig');
  await client.open(uri, 'const a = 1;\nconst b = 2;\nconst c = 3;\n');
  const textDocument = { uri };
  const before = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  const line = { line: 1, character: 0 };
  await client.change(uri, [{ range: { start: line, end: { line: 1, character: 5 } }, text: 'pub const' }]);
  const delta = (previousResultId: string): Promise<SemanticTokensDelta & SemanticTokens> =>
    client.request('textDocument/semanticTokens/full/delta', { textDocument, previousResultId });
  const { resultId, edits } = await delta(before.resultId!);
  const [edit, ...others] = edits;
  deepEqual(others, []);
  const patched = [...before.data];
  patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  const whole = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  deepEqual(patched, whole.data);
  ok(edit.data!.length < whole.data.length);
  deepEqual((await delta(whole.resultId!)).edits, []);
  deepEqual((await delta(resultId!)).data, whole.data);
  await client.close(uri);
});

test('colors of all words of a file come as numbers of the legend', async () => {
  const { data } = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', {
    textDocument: { uri: main },
  });
  const { legend } = client.initialized.capabilities.semanticTokensProvider!;
  equal(data.length % 5, 0);
  ok(data.every((number, i) => i % 5 !== 3 || number < legend.tokenTypes.length));
  const [line, column, length, type] = data;
  deepEqual([line, column, length, legend.tokenTypes[type]], [0, 0, 5, 'keyword']);
});
