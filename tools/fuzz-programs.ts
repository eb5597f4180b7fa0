import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASES, stepsOf } from '../packages/compiler/test/incremental/cases.ts';
import { attempt, BACK_TO_BASE, EDITS_PER_PROGRAM, type FuzzBudget, type FuzzReport, goesOn } from './fuzz-report.ts';
import { parseCase } from './incremental-case.ts';
import { Random, randomEdit, transplant } from './random-edit.ts';
import { openSession, openSmallSession, type Session } from './session.ts';

/* Fuzzes whole updates, in a thread with a large stack: see fuzz.ts. */

/** What messages say where the compiler itself failed. */
const FAULT = 'internal fault';

/** Whether faults of the compiler that a build from nothing has too are passed over. */
let passFaults = false;

/** How many times lines are left out at most, to reduce a difference. */
const REDUCTIONS = 400;

/** Files of a program by path. */
type Files = ReadonlyMap<string, string>;

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Edits programs at random and compares, after each edit, errors and module of a compilation that goes on with those of one from nothing. Stops
 * when `budget` is used up, or at a difference, which is reduced to few steps. `pass`: goes on at faults of the compiler that a build from
 * nothing has too.
 */
export function fuzzPrograms(budget: FuzzBudget, seed: number, pass: boolean): FuzzReport {
  passFaults = pass;
  return fuzz(budget, seed, programs(), openSession);
}

/** As `fuzzPrograms`, with many more and smaller programs over a library of one page. */
export function fuzzFragments(budget: FuzzBudget, seed: number, pass: boolean): FuzzReport {
  passFaults = pass;
  return fuzz(budget, seed, [...cases(), ...fragments(), ...changes()], openSmallSession);
}

function fuzz(budget: FuzzBudget, seed: number, bases: readonly Program[], open: () => Session): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const [name, versions] = random.of(bases);
    let texts = versions[0];
    const steps: Files[] = [texts];
    const session = open();
    apply(session, new Map(), texts);
    for (let i = 0; i < EDITS_PER_PROGRAM && goesOn(budget, start, edits); i++) {
      const before = texts;
      if (i > 0 && random.below(10) < BACK_TO_BASE) texts = random.of(versions);
      for (let more = random.below(3); more >= 0; more--) texts = editFiles(random, texts, bases);
      steps.push(texts);
      edits++;
      const difference = compare(open, session, before, texts);
      if (difference === null) continue;
      if (difference !== '') {
        const reduced = reduce(open, steps);
        return { edits, compiled, difference: `${name}: ${lastDifference(open, reduced)}\n${caseText(reduced)}` };
      }
      compiled++;
    }
  }
  return { edits, compiled, difference: null };
}

function editFiles(random: Random, files: Files, bases: readonly Program[]): Files {
  const path = random.of([...files.keys()]);
  const text = files.get(path)!;
  const kind = random.below(40);
  if (kind === 0 && path !== 'main.zig') return new Map([...files].filter(([name]) => name !== path));
  const edited =
    kind < 5
      ? transplant(random, text, random.of([...random.of(random.of(bases)[1]).values()]))
      : randomEdit(random, text);
  return new Map(files).set(path, edited);
}

/** A name, and the files of each version. */
type Program = readonly [string, readonly Files[]];

/** The programs over the whole library: the incremental cases, and the example. */
function programs(): Program[] {
  return [...cases(), ['hello', [new Map([['main.zig', read('../examples/hello.zig')]])]]];
}

function cases(): Program[] {
  const directory = join(here, '../test/incremental');
  return readdirSync(directory)
    .filter((name) => /^\d/.test(name))
    .map((name) => {
      const versions: Files[] = [];
      let files: Files = new Map();
      for (const update of parseCase(readFileSync(join(directory, name), 'latin1')).updates) {
        const next = new Map(files);
        for (const [path, text] of update.files) {
          if (text === null) next.delete(path);
          else next.set(path, text);
        }
        versions.push(next);
        files = next;
      }
      return [name, versions];
    });
}

/** The tests of Sema: those of what runs, and those of errors, the programs in a file after each other as versions of one. */
function fragments(): Program[] {
  const directory = '../packages/compiler/test/sema/';
  const zigFiles = (folder: string): string[] =>
    readdirSync(join(here, directory, folder))
      .filter((name) => name.endsWith('.zig'))
      .map((name) => `${folder}/${name}`);
  return [...zigFiles('run'), ...zigFiles('errors')].map((name) => [
    name,
    read(directory + name)
      .split(/^\/\/ --- .*\n/m)
      .filter((text) => text !== '')
      .map((text) => new Map([['main.zig', text]])),
  ]);
}

/** The programs of the tests of updates, each of their states a version. */
function changes(): Program[] {
  return CASES.map((item) => {
    const versions: Files[] = [];
    let files: Files = new Map();
    for (const step of stepsOf(item)) {
      files = new Map(
        [...files, ...Object.entries(step)].filter((entry): entry is [string, string] => entry[1] !== null),
      );
      versions.push(files);
    }
    return [item.title, versions];
  });
}

function read(path: string): string {
  return readFileSync(join(here, path), 'latin1');
}

function apply(session: Session, before: Files, after: Files): ReturnType<Session['update']> {
  const changes = new Map<string, Uint8Array | null>();
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, null);
  for (const [path, text] of after) if (before.get(path) !== text) changes.set(path, Buffer.from(text, 'latin1'));
  return session.update(changes);
}

/** Null if the program has errors, the same ones both ways; the empty string if it compiled to the same; else what differs. */
function compare(open: () => Session, session: Session, before: Files, after: Files): string | null {
  const kept = attempt(() => apply(session, before, after));
  const fresh = attempt(() => apply(open(), new Map(), after));
  if (typeof kept === 'string' || typeof fresh === 'string') {
    return `the compiler failed\n  goes on:      ${typeof kept === 'string' ? kept : 'did not'}\n  from nothing: ${typeof fresh === 'string' ? fresh : 'did not'}`;
  }
  if (kept.errors.includes(FAULT) !== fresh.errors.includes(FAULT))
    return `only one of them had an internal fault\n${kept.errors}`;
  if (kept.errors.includes(FAULT)) return passFaults ? null : `an internal fault\n${kept.errors}`;
  if (kept.errors !== fresh.errors) {
    return `errors differ\n  goes on:\n${linesMissing(kept.errors, fresh.errors)}\n  from nothing:\n${linesMissing(fresh.errors, kept.errors)}`;
  }
  if (kept.wasm === null || fresh.wasm === null)
    return kept.wasm === fresh.wasm ? null : 'only one of them made a module';
  return Buffer.compare(kept.wasm, fresh.wasm) === 0
    ? ''
    : `modules differ (${kept.wasm.length} and ${fresh.wasm.length} bytes)`;
}

/** The lines of `text` that are not in `other`; all of it if there are none. */
function linesMissing(text: string, other: string): string {
  const lines = new Set(other.split('\n'));
  return (
    text
      .split('\n')
      .filter((line) => !lines.has(line))
      .join('\n') || text
  );
}

/** Leaves out steps, and then lines of all steps, as long as the last one still differs. */
function reduce(open: () => Session, steps: readonly Files[]): readonly Files[] {
  let kept = steps;
  for (let i = kept.length - 2; i >= 0; i--) {
    const without = kept.filter((_, step) => step !== i);
    if (differsAtEnd(open, without)) kept = without;
  }
  const lines = (): Set<string> =>
    new Set(kept.flatMap((files) => [...files.values()].flatMap((text) => text.split('\n'))));
  let parts = 2;
  for (let tries = 0; tries < REDUCTIONS; ) {
    const all = [...lines()];
    const size = Math.ceil(all.length / parts);
    let reduced = false;
    for (let at = 0; at < all.length && tries < REDUCTIONS; at += size, tries++) {
      const dropped = new Set(all.slice(at, at + size));
      const without = kept.map(
        (files) =>
          new Map(
            [...files].map(([path, text]) => [
              path,
              text
                .split('\n')
                .filter((line) => !dropped.has(line))
                .join('\n'),
            ]),
          ),
      );
      if (!differsAtEnd(open, without)) continue;
      kept = without;
      reduced = true;
    }
    if (size <= 1 && !reduced) break;
    if (!reduced || size > 1) parts = Math.min(parts * 2, Math.max(all.length, 1));
  }
  return kept;
}

function differsAtEnd(open: () => Session, steps: readonly Files[]): boolean {
  const difference = lastDifference(open, steps);
  return difference !== null && difference !== '';
}

/** What `compare` says of the last of `steps`, if the compiler comes to it. */
function lastDifference(open: () => Session, steps: readonly Files[]): string | null {
  const session = open();
  let before: Files = new Map();
  for (const step of steps.slice(0, -1)) {
    if (typeof attempt(() => apply(session, before, step)) === 'string') return null;
    before = step;
  }
  return compare(open, session, before, steps[steps.length - 1]);
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
