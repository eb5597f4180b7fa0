import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASES, stepsOf } from '../packages/compiler/test/incremental/cases.ts';
import {
  caseText,
  changesOf,
  differenceOf,
  fewestLines,
  fewestSteps,
  lastDifference,
  type Open,
  outcomeOf,
  type Step,
  stepOutcome,
} from './fuzz-compare.ts';
import { BACK_TO_BASE, EDITS_PER_PROGRAM, type FuzzBudget, type FuzzReport, goesOn, RESTARTS } from './fuzz-report.ts';
import { parseCase } from './incremental-case.ts';
import { Random, randomEdit, transplant } from './random-edit.ts';
import { openSession, openSmallSession } from './session.ts';
import type { Files } from './walk-template.ts';

/* Fuzzes whole updates, in a thread with a large stack: see fuzz.ts. */

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Edits programs at random and compares, after each edit, errors and module of a compilation that goes on with those of one from nothing. Stops
 * when `budget` is used up, or at a difference, which is reduced to few steps. `pass`: goes on at faults of the compiler that a build from
 * nothing has too.
 */
export function fuzzPrograms(budget: FuzzBudget, seed: number, pass: boolean): FuzzReport {
  return fuzz(budget, seed, programs(), openSession, pass);
}

/** As `fuzzPrograms`, with many more and smaller programs over a library of one page. */
export function fuzzFragments(budget: FuzzBudget, seed: number, pass: boolean): FuzzReport {
  return fuzz(budget, seed, [...cases(), ...fragments(), ...changes()], openSmallSession, pass);
}

function fuzz(budget: FuzzBudget, seed: number, bases: readonly Program[], open: Open, pass: boolean): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const [name, versions] = random.of(bases);
    let texts = versions[0];
    const steps: Step[] = [{ files: texts, isRestarted: false }];
    const session = open();
    stepOutcome(session, new Map(), steps[0]);
    for (let i = 0; i < EDITS_PER_PROGRAM && goesOn(budget, start, edits); i++) {
      const before = texts;
      if (i > 0 && random.below(10) < BACK_TO_BASE) texts = random.of(versions);
      for (let more = random.below(3); more >= 0; more--) texts = editFiles(random, texts, bases);
      const step: Step = { files: texts, isRestarted: random.below(RESTARTS) === 0 };
      steps.push(step);
      edits++;
      const kept = stepOutcome(session, before, step);
      const difference = differenceOf(kept, outcomeOf(open(), changesOf(new Map(), texts), true), pass);
      if (difference !== null) return { edits, compiled, difference: `${name}: ${describe(open, steps, pass)}` };
      if (kept.module !== null) compiled++;
    }
  }
  return { edits, compiled, difference: null };
}

/** The difference at the end of `steps`, after as few of them and with as few lines as lead to one. */
function describe(open: Open, steps: readonly Step[], pass: boolean): string {
  const fails = (some: readonly Step[]): boolean => lastDifference(open, some, pass) !== null;
  const reduced = fewestLines(fewestSteps(steps, fails), fails);
  return `${lastDifference(open, reduced, pass)}\n${caseText(reduced)}`;
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
