import { deepEqual, match, rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CodeLens, Diagnostic } from 'vscode-languageserver-protocol/node';
import { makeDirectory } from '../command.ts';
import { Client, type ToldTests } from './client.ts';

const TEXT = `const std = @import("std");

fn twice(a: u32) u32 {
    return a * 2;
}

fn half(a: u32) u32 {
    return a / 2;
}

test "twice" {
    try std.testing.expectEqual(8, twice(4));
}

test "half" {
    try std.testing.expectEqual(3, half(4));
}

test {
    return error.SkipZigTest;
}
`;

const directory = makeDirectory({ 'main.zig': TEXT });
const uri = pathToFileURL(join(directory, 'main.zig')).href;
const CAPABILITIES = {
  general: { positionEncodings: ['utf-8'] },
  workspace: { codeLens: { refreshSupport: true } },
  experimental: { rezigTests: true },
};

function startClient(settings: Readonly<Record<string, unknown>>): Promise<Client> {
  const env = { XDG_CACHE_HOME: join(directory, '.cache') };
  return Client.start({ folder: directory, env, capabilities: CAPABILITIES, settings });
}

function states(tests: ToldTests['tests']): Record<string, string> {
  return Object.fromEntries(tests.map(({ name, state }) => [name, state]));
}

let client: Client;
before(async () => {
  client = await startClient({ lenses: ['tests', 'references', 'cost'] });
  await client.open(uri, TEXT);
});
after(() => client.end());

function run(title?: string): Promise<ToldTests['tests']> {
  const args = title === undefined ? [uri] : [uri, title];
  return client.request('workspace/executeCommand', { command: 'rezig.runTests', arguments: args });
}

async function titles(): Promise<string[]> {
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const resolved = lenses.map((lens) =>
    lens.command === undefined ? client.request<CodeLens>('codeLens/resolve', lens) : lens,
  );
  return (await Promise.all(resolved)).map((lens) => lens.command!.title.replace(/\d+ (ms|bytes)/, '$1'));
}

/** Puts `to` in the place of `from` in the text as it was opened, where it stands first. */
async function replace(from: string, to: string): Promise<void> {
  text = text.replace(from, to);
  await client.change(uri, [{ text }]);
}
let text = TEXT;

test('tests are run on command, and their lenses and diagnostics say how they ended', async () => {
  deepEqual(states(await run()), { 'main.test.twice': 'passed', 'main.test.half': 'failed', 'main.test_0': 'skipped' });
  const lenses = await titles();
  deepEqual(lenses, [
    '1 reference',
    'bytes',
    '1 reference',
    'bytes',
    'run test',
    'debug',
    'passed (ms)',
    'run test',
    'debug',
    'failed: TestExpectedEqual',
    'run test',
    'debug',
    'skipped',
  ]);
  const failed = await client.published(uri, ({ diagnostics }) => diagnostics.length > 0);
  deepEqual(
    failed.map(({ source, range }) => [source, range.start.line]),
    [['rezig test', 14]],
  );
  match(String(failed[0].message), /^TestExpectedEqual\nexpected 3, found 2\n[\s\S]*main\.zig:16:5: .*in test\.half/);
});

test('tests that are asked for while others run are run besides, and each request waits for its own', async () => {
  const expected = { 'main.test.twice': 'passed', 'main.test.half': 'failed', 'main.test_0': 'skipped' };
  await replace('a * 2', 'a + a');
  await replace('a / 2', 'a >> 1');
  await client.testsOf(uri, (tests) => states(tests)['main.test.half'] === 'affected');
  deepEqual((await Promise.all([run(), run('half')])).map(states), [expected, expected]);
});

test('an edit affects the tests that reach it, and no others', async () => {
  await replace('a >> 1', 'a - 1');
  const told = await client.testsOf(uri, (tests) => states(tests)['main.test.half'] === 'affected');
  deepEqual(states(told), { 'main.test.twice': 'passed', 'main.test.half': 'affected', 'main.test_0': 'skipped' });
  deepEqual(await client.published(uri, ({ diagnostics }) => diagnostics.length === 0), [] satisfies Diagnostic[]);
  deepEqual(states(await run('half')), {
    'main.test.twice': 'passed',
    'main.test.half': 'passed',
    'main.test_0': 'skipped',
  });
});

test('a text with errors keeps what was known of its tests, and has none run', async () => {
  await replace('a - 1', 'b');
  await rejects(run(), /the tests do not compile: 1 error/);
  deepEqual(states(client.tests.at(-1)!.tests)['main.test.twice'], 'passed');
});

test('tests that edits affect are run where that is set', async () => {
  const other = await startClient({ runTests: 'change' });
  await other.open(uri, TEXT);
  const first = await other.testsOf(uri, (tests) => states(tests)['main.test_0'] === 'skipped');
  deepEqual(states(first), { 'main.test.twice': 'passed', 'main.test.half': 'failed', 'main.test_0': 'skipped' });
  await other.change(uri, [{ text: TEXT.replace('a / 2', 'a - 1') }]);
  await other.testsOf(uri, (tests) => tests.some(({ name, state }) => name.endsWith('half') && state === 'passed'));
  deepEqual(await other.end(), 0);
});
