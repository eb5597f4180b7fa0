import { type Program, programs, smallPrograms } from './fuzz-bases.ts';
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
import { Random, randomEdit, transplant, typedTexts } from './random-edit.ts';
import { openSession, openSmallSession } from './session.ts';
import type { Files } from './walk-template.ts';

/* Fuzzes whole updates, in a thread with a large stack: see fuzz.ts. */

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
  return fuzz(budget, seed, smallPrograms(), openSmallSession, pass);
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

/**
 * Has lines of programs go and come again as they are typed: character by character, or token by token. Compares as `fuzzPrograms`, over the
 * library of one page.
 */
export function fuzzTyping(budget: FuzzBudget, seed: number, pass: boolean): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  const bases = smallPrograms();
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const [name, versions] = random.of(bases);
    const whole = random.of(versions);
    const path = random.of([...whole.keys()]);
    const session = openSmallSession();
    const steps: Step[] = [{ files: whole, isRestarted: false }];
    stepOutcome(session, new Map(), steps[0]);
    for (const text of typedTexts(random, whole.get(path)!)) {
      if (!goesOn(budget, start, edits)) break;
      const before = steps[steps.length - 1].files;
      const step: Step = { files: new Map(whole).set(path, text), isRestarted: false };
      steps.push(step);
      edits++;
      const kept = stepOutcome(session, before, step);
      const difference = differenceOf(
        kept,
        outcomeOf(openSmallSession(), changesOf(new Map(), step.files), true),
        pass,
      );
      if (difference !== null) {
        return { edits, compiled, difference: `${name}: ${describe(openSmallSession, steps, pass)}` };
      }
      if (kept.module !== null) compiled++;
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
