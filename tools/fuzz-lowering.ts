import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOfficial } from '../oracle/index.mjs';
import { renderMessages } from '../packages/compiler/src/source/messages.ts';
import { SourceFile } from '../packages/compiler/src/source/source-file.ts';
import { parse } from '../packages/compiler/src/syntax/parse.ts';
import { errorMessages } from '../packages/compiler/src/zir/error-messages.ts';
import { lowerFile } from '../packages/compiler/src/zir/lower.ts';
import { matchZir, mergeZir } from '../packages/compiler/src/zir/match.ts';
import { printZir } from '../packages/compiler/src/zir/print.ts';
import type { Zir } from '../packages/compiler/src/zir/zir.ts';
import { zigLibDir } from '../packages/zig-lib/index.cjs';
import { attempt, BACK_TO_BASE, EDITS_PER_PROGRAM, type FuzzBudget, type FuzzReport, goesOn } from './fuzz-report.ts';
import { Random, randomEdit } from './random-edit.ts';

/* Fuzzes lowering and the matching of old with new: see fuzz.ts. */

/** Larger files of the library are left out: each edit lowers the file twice. */
const MAX_LIBRARY_FILE_BYTES = 60_000;

/**
 * Edits files of the library at random and compares, after each edit, the ZIR of the file with chunks kept with that of the file alone. With
 * `askOracle`, what is wrong with the file is compared with what the official compiler says of it too.
 */
export function fuzzLowering(budget: FuzzBudget, seed: number, askOracle: boolean): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  const directory = join(zigLibDir!, 'std');
  const paths = (readdirSync(directory, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.zig'))
    .sort();
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const path = random.of(paths);
    const base = readFileSync(join(directory, path), 'latin1');
    if (base.length > MAX_LIBRARY_FILE_BYTES) continue;
    let text = base;
    let kept: Zir = lower(text).zir;
    for (let i = 0; i < EDITS_PER_PROGRAM && goesOn(budget, start, edits); i++) {
      if (random.below(10) < BACK_TO_BASE) text = base;
      text = randomEdit(random, text);
      edits++;
      const difference = compareLowering(kept, text, askOracle);
      if (typeof difference === 'string')
        return { edits, compiled, difference: `${path}: ${difference}\nThe edit:\n${lineDifference(base, text)}` };
      if (difference === null) continue;
      kept = difference;
      compiled++;
    }
  }
  return { edits, compiled, difference: null };
}

/** The lines in which two texts differ, between what they have in common at either end. */
function lineDifference(before: string, after: string): string {
  const old = before.split('\n');
  const edited = after.split('\n');
  let start = 0;
  while (start < old.length && start < edited.length && old[start] === edited[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, edited.length) - start && old.at(-1 - end) === edited.at(-1 - end)) end++;
  const part = (lines: readonly string[], mark: string): string[] =>
    lines.slice(start, lines.length - end).map((line, i) => `${mark}${start + i + 1}: ${line}`);
  return [...part(old, '-'), ...part(edited, '+')].join('\n');
}

function lower(text: string): { zir: Zir; errors: string } {
  const bytes = Buffer.from(text, 'latin1');
  const tree = parse(bytes);
  const zir = lowerFile(tree);
  return { zir, errors: renderMessages(errorMessages(zir, tree, new SourceFile('<stdin>', bytes)), { color: false }) };
}

/** The file's ZIR with chunks kept; null if it has errors; what differs. */
function compareLowering(kept: Zir, text: string, askOracle: boolean): Zir | string | null {
  const lowered = attempt(() => lower(text));
  if (typeof lowered === 'string') return `the compiler failed: ${lowered}`;
  if (askOracle) {
    const official = oracleErrors(text);
    if (official !== lowered.errors) return `errors differ\n  ours:\n${lowered.errors}\n  official:\n${official}`;
  }
  if (lowered.errors !== '') return null;
  const alone = printed(lowered.zir);
  const merged = attempt(() => mergeZir(kept, lowered.zir, matchZir(kept, lowered.zir)));
  if (typeof merged === 'string') return `matching failed: ${merged}`;
  return printed(merged) === alone ? merged : 'ZIR with chunks kept is not that of the file alone';
}

/** ZIR as text, without the rows of chunks: those depend on what was in the file before. */
function printed(zir: Zir): string {
  return printZir(zir).replace(/\bchunk \d+/g, 'chunk');
}

function oracleErrors(text: string): string {
  return runOfficial(['ast-check', '--color', 'off'], { input: Buffer.from(text, 'latin1') }).stderr;
}
