import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Position } from 'vscode-languageserver-protocol/node';
import { Client } from '../packages/cli/test/lsp/client.ts';
import { milliseconds, printTable } from './measure.ts';

/** How often the program is in the file: together some 2,000 lines. */
const COPIES = 8;

const KEYSTROKES = 300;
const QUESTIONS = 60;
const STARTS = 7;

/** A program over std of some 2,000 lines in one file, all of which is reached. */
function largeProgram(): string {
  const text = readFileSync(new URL('../test/programs/18_vm.zig', import.meta.url), 'utf8').replaceAll(
    /^\/\/!.*\n/gm,
    '',
  );
  const copies = Array.from({ length: COPIES }, (_, i) => `const part_${i} = struct {\n${text}};\n`);
  const calls = Array.from({ length: COPIES }, (_, i) => `    try part_${i}.main(init);\n`);
  return `${copies.join('\n')}\npub fn main(init: @import("std").process.Init) !void {\n${calls.join('')}}\n`;
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * How long an editor waits for `rezig lsp`, over its pipes: from a keystroke to the diagnostics of the text with it, for answers, and from the start of the process to the
 * first diagnostics where state was kept. The build is to be there.
 */
export async function benchLsp(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  const text = largeProgram();
  const path = join(directory, 'main.zig');
  const uri = pathToFileURL(path).href;
  writeFileSync(path, text);
  const env = { XDG_CACHE_HOME: join(directory, '.cache') };
  const start = async (): Promise<Client> => {
    const client = await Client.start({ folder: directory, env });
    await client.open(uri, text);
    await client.diagnostics(uri);
    return client;
  };
  const rows: string[][] = [];
  const add = (what: string, times: readonly number[]): void => {
    rows.push([what, milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.95))]);
  };
  try {
    let client!: Client;
    const first = await timed(async () => (client = await start()));
    rows.push(['start to first diagnostics, empty cache', milliseconds(first), '']);
    const needle = 'if (v != .list) return;';
    const at = text.indexOf(needle, text.length / 2) + needle.length;
    const words = `\n        const more = v.list.refs + 1;\n        _ = more;`;
    let there = '';
    const keystroke = async (i: number): Promise<void> => {
      const step = i % (2 * words.length);
      const typed = Math.min(step, 2 * words.length - step);
      const isTyping = step < words.length;
      const whole = text.slice(0, at) + words + text.slice(at);
      const begin = positionOf(whole, at + (isTyping ? typed : typed - 1));
      const end = isTyping ? begin : positionOf(whole, at + typed);
      there = words.slice(0, isTyping ? typed + 1 : typed - 1);
      await client.change(uri, [{ range: { start: begin, end }, text: isTyping ? words[typed] : '' }]);
      await client.diagnostics(uri);
    };
    for (let i = 0; i < 2 * words.length; i++) await keystroke(i);
    const keystrokes: number[] = [];
    for (let i = 0; i < KEYSTROKES; i++) keystrokes.push(await timed(() => keystroke(i)));
    for (let i = KEYSTROKES; i % (2 * words.length) !== 0; i++) await keystroke(i);
    add(`keystroke to diagnostics, a file of ${text.split('\n').length} lines`, keystrokes);
    // `offset` is in the text as it was before anything was typed.
    const ask = (method: string, offset: number): Promise<unknown> => {
      const moved = offset < at ? offset : offset + there.length;
      const position = positionOf(text.slice(0, at) + there + text.slice(at), moved);
      return client.request(method, { textDocument: { uri }, position });
    };
    const inList = text.indexOf('v.list.refs', text.length / 2);
    for (const [what, method, offset] of [
      ['completion behind a `.`', 'textDocument/completion', inList + 'v.list.'.length],
      ['completion of a name', 'textDocument/completion', text.indexOf('gpa.destroy', text.length / 2)],
      ['hover', 'textDocument/hover', inList + 'v.list.'.length],
      ['definition', 'textDocument/definition', inList + 'v.list.'.length],
      ['document symbols', 'textDocument/documentSymbol', 0],
      ['semantic tokens', 'textDocument/semanticTokens/full', 0],
    ] as const) {
      await ask(method, offset);
      const times: number[] = [];
      for (let i = 0; i < QUESTIONS; i++) {
        // Of another text each time, so that nothing is known from the last answer.
        await keystroke(i);
        times.push(await timed(() => ask(method, offset)));
      }
      for (let i = QUESTIONS; i % (2 * words.length) !== 0; i++) await keystroke(i);
      add(what, times);
    }
    await client.end();
    const starts: number[] = [];
    for (let i = 0; i < STARTS; i++) {
      starts.push(await timed(async () => (client = await start())));
      await client.end();
    }
    add('start to first diagnostics, saved state', starts);
    printTable([['', 'p50', 'p95'], ...rows]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
