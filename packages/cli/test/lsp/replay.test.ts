// Takes long.
import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { Random } from '../../../../tools/random-edit.ts';
import { makeDirectory, rezig } from '../command.ts';
import { Client } from './client.ts';

/* A program is taken apart and typed again, letter by letter; what the server says of it now and then is what `rezig check --all` says of the same text. */

const PROGRAMS = ['18_vm', '19_records'];

/** How many lines are typed again, and after how many keystrokes the server is compared with the command. */
const LINES = 10;
const SAMPLE = 80;

interface Typed {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Keystrokes that take away a line of `text` from its end and type it again; where the line is, `random` says. */
function typing(text: string, random: Random): Typed[] {
  const lines = text.split('\n');
  const wanted = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  const line = random.of(wanted);
  const start = lines.slice(0, line).join('\n').length + (line === 0 ? 0 : 1);
  const length = lines[line].length;
  const removed = Array.from({ length }, (_, i) => ({
    start: start + length - i - 1,
    end: start + length - i,
    text: '',
  }));
  const typed = Array.from(lines[line], (letter, i) => ({ start: start + i, end: start + i, text: letter }));
  return [...removed, ...typed];
}

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
    for (let i = 0; i < LINES; i++) {
      for (const { start, end, text: inserted } of typing(text, random)) {
        const position = (offset: number) => {
          const before = text.slice(0, offset).split('\n');
          return { line: before.length - 1, character: before.at(-1)!.length };
        };
        const range = { start: position(start), end: position(end) };
        await client.change(uri, [{ range, text: inserted }]);
        text = text.slice(0, start) + inserted + text.slice(end);
        count++;
        if (count % SAMPLE === 0) deepEqual((await client.diagnostics(uri)).map(told), checked(beside, text), text);
      }
    }
    equal(text, whole);
    deepEqual((await client.diagnostics(uri)).map(told), []);
    equal(await client.end(), 0);
    deepEqual(client.logged, []);
  });
}
