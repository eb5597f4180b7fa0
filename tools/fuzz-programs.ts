import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt, BACK_TO_BASE, EDITS_PER_PROGRAM, type FuzzReport } from './fuzz-report.ts';
import { parseCase } from './incremental-case.ts';
import { Random, randomEdit } from './random-edit.ts';
import { openSession, type Session } from './session.ts';

/* Fuzzes whole updates, in a thread with a large stack: see fuzz.ts. */

/** Files of a program by path. */
type Files = ReadonlyMap<string, string>;

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Edits programs at random and compares, after each edit, errors and module of a compilation that goes on with those of one from nothing. Stops
 * after so many seconds, or at a difference, which is reduced to few steps.
 */
export function fuzzPrograms(seconds: number, seed: number): FuzzReport {
  const random = new Random(seed);
  const end = performance.now() + seconds * 1000;
  const bases = programs();
  let edits = 0;
  let compiled = 0;
  while (performance.now() < end) {
    const [name, base] = random.of(bases);
    const steps: Files[] = [base];
    const session = openSession();
    let texts = base;
    apply(session, new Map(), base);
    for (let i = 0; i < EDITS_PER_PROGRAM && performance.now() < end; i++) {
      const before = texts;
      if (i > 0 && random.below(10) < BACK_TO_BASE) texts = base;
      const path = random.of([...texts.keys()]);
      texts = new Map(texts).set(path, randomEdit(random, texts.get(path)!));
      steps.push(texts);
      edits++;
      const difference = compare(session, before, texts);
      if (difference === null) continue;
      if (difference !== '') {
        const reduced = reduce(steps);
        return { edits, compiled, difference: `${name}: ${difference}\n${caseText(reduced)}` };
      }
      compiled++;
    }
  }
  return { edits, compiled, difference: null };
}

/** The programs that are edited: the first updates of the incremental cases, and the example. */
function programs(): [string, Files][] {
  const cases = join(here, '../test/incremental');
  const found: [string, Files][] = readdirSync(cases)
    .filter((name) => /^\d/.test(name))
    .map((name) => {
      const first = parseCase(readFileSync(join(cases, name), 'latin1'))[0];
      return [name, new Map([...first.files].filter((entry): entry is [string, string] => entry[1] !== null))];
    });
  found.push(['hello', new Map([['main.zig', readFileSync(join(here, '../examples/hello.zig'), 'latin1')]])]);
  return found;
}

function apply(session: Session, before: Files, after: Files): ReturnType<Session['update']> {
  const changes = new Map<string, Uint8Array | null>();
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, null);
  for (const [path, text] of after) if (before.get(path) !== text) changes.set(path, Buffer.from(text, 'latin1'));
  return session.update(changes);
}

/** Null if the program has errors, the same ones both ways; the empty string if it compiled to the same; else what differs. */
function compare(session: Session, before: Files, after: Files): string | null {
  const kept = attempt(() => apply(session, before, after));
  const fresh = attempt(() => apply(openSession(), new Map(), after));
  if (typeof kept === 'string' || typeof fresh === 'string') {
    return `the compiler failed\n  goes on:      ${typeof kept === 'string' ? kept : 'did not'}\n  from nothing: ${typeof fresh === 'string' ? fresh : 'did not'}`;
  }
  if (kept.errors.includes('internal fault')) return `an internal fault\n${kept.errors}`;
  if (kept.errors !== fresh.errors)
    return `errors differ\n  goes on:\n${kept.errors}\n  from nothing:\n${fresh.errors}`;
  if (kept.wasm === null || fresh.wasm === null)
    return kept.wasm === fresh.wasm ? null : 'only one of them made a module';
  return Buffer.compare(kept.wasm, fresh.wasm) === 0
    ? ''
    : `modules differ (${kept.wasm.length} and ${fresh.wasm.length} bytes)`;
}

/** Leaves out steps as long as the last one still differs. */
function reduce(steps: readonly Files[]): readonly Files[] {
  let kept = steps;
  for (let i = kept.length - 2; i >= 0; i--) {
    const without = kept.filter((_, step) => step !== i);
    if (differsAtEnd(without)) kept = without;
  }
  return kept;
}

function differsAtEnd(steps: readonly Files[]): boolean {
  const session = openSession();
  let before: Files = new Map();
  for (const step of steps.slice(0, -1)) {
    if (typeof attempt(() => apply(session, before, step)) === 'string') return false;
    before = step;
  }
  const difference = compare(session, before, steps[steps.length - 1]);
  return difference !== null && difference !== '';
}

/** The steps in the format of `test/incremental`. */
function caseText(steps: readonly Files[]): string {
  let text = '';
  let before: Files = new Map();
  for (const [i, step] of steps.entries()) {
    text += `#update=step ${i}\n`;
    for (const [path, content] of step) if (before.get(path) !== content) text += `#file=${path}\n${content}\n`;
    for (const path of before.keys()) if (!step.has(path)) text += `#rm_file=${path}\n`;
    before = step;
  }
  return text;
}
