// Takes long.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { Random } from '../../../../tools/random-edit.ts';
import { makeDirectory, rezig } from '../command.ts';
import { Client } from './client.ts';
import { keystrokes, typed } from './keystrokes.ts';

/* Programs are taken apart and typed again, letter by letter; what the server says of them now and then is what `rezig check --all` says of the same text. */

const PROGRAMS = ['18_vm', '19_records', '09_crypto'];

/** How many keystrokes each program gets, and after how many the server is compared with the command: 10,000 in all. */
const KEYSTROKES = 3334;
const SAMPLE = 300;

/** What the server may hold in the end more than after a tenth of the keystrokes, in bytes: what V8 lets grow before it looks for garbage. */
const GROWTH = 512 * 2 ** 20;

/** Place and text of an error. */
type Told = readonly [line: number, column: number, text: string];

function told({ range, message }: Diagnostic): Told {
  return [range.start.line + 1, range.start.character + 1, String(message)];
}

/** What `rezig check --all` says of `text`. */
function checked(directory: string, text: string): Told[] {
  writeFileSync(join(directory, 'main.zig'), text);
  const { stderr } = rezig(directory, ['check', 'main.zig', '--all', '--error-format=json']);
  const lines = stderr.split('\n').filter((line) => line !== '');
  return lines.flatMap((line): Told[] => {
    const { message, spans } = JSON.parse(line) as {
      message: string;
      spans: readonly { file_name: string; line_start: number; column_start: number }[];
    };
    // What is wrong with files of the library then, is told of those.
    return spans[0].file_name === 'main.zig' ? [[spans[0].line_start, spans[0].column_start, message]] : [];
  });
}

const seed = Number(process.env.REZIG_SEED ?? Math.floor(Math.random() * 2 ** 31));

for (const name of PROGRAMS) {
  test(`${name} as it is typed, seed ${seed}`, async () => {
    const random = new Random(seed);
    const whole = readFileSync(new URL(`../../../../test/programs/${name}.zig`, import.meta.url), 'utf8');
    const beside = makeDirectory({});
    const directory = makeDirectory({ 'main.zig': whole });
    const client = await Client.start({ folder: directory, env: { XDG_CACHE_HOME: join(directory, '.cache') } });
    const uri = pathToFileURL(join(directory, 'main.zig')).href;
    await client.open(uri, whole);
    deepEqual((await client.diagnostics(uri)).map(told), []);
    let text = whole;
    let count = 0;
    let early = 0;
    const asked: Promise<unknown>[] = [];
    while (count < KEYSTROKES) {
      for (const keystroke of keystrokes(text, random)) {
        const position = (offset: number) => {
          const before = text.slice(0, offset).split('\n');
          return { line: before.length - 1, character: before.at(-1)!.length };
        };
        const range = { start: position(keystroke.start), end: position(keystroke.end) };
        await client.change(uri, [{ range, text: keystroke.text }]);
        text = typed(text, keystroke);
        count++;
        // As one types: now and then the server is asked in the middle of its work, and now and then it comes to rest.
        if (random.below(20) === 0)
          asked.push(client.request('textDocument/completion', { textDocument: { uri }, position: range.start }));
        if (random.below(3) === 0) await client.diagnostics(uri);
        if (count % SAMPLE === 0) deepEqual((await client.diagnostics(uri)).map(told), checked(beside, text), text);
      }
      if (early === 0 && count > KEYSTROKES / 10) early = client.memory();
    }
    equal(text, whole);
    deepEqual((await client.diagnostics(uri)).map(told), []);
    ok(client.memory() < early + GROWTH, `${early} bytes, then ${client.memory()}`);
    await Promise.all(asked);
    equal(await client.end(), 0);
    deepEqual(client.logged, []);
  });
}
