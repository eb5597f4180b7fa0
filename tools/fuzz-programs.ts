import { type Program, programs, smallPrograms } from './fuzz-bases.ts';
import {
  caseText,
  differenceOf,
  fewestLines,
  fewestSteps,
  lastDifference,
  type Open,
  outcomeFromNothing,
  type Step,
  stepOutcome,
} from './fuzz-compare.ts';
import {
  BACK_TO_BASE,
  EDITS_PER_PROGRAM,
  type FuzzBudget,
  type FuzzReport,
  type FuzzSettings,
  goesOn,
  RESTARTS,
} from './fuzz-report.ts';
import { Random, randomEdit, transplant, typedTexts } from './random-edit.ts';
import { openSession, openSmallSession, type Session, type SessionOptions } from './session.ts';
import type { Files } from './walk-template.ts';

/* Fuzzes whole updates, in a thread with a large stack: see fuzz.ts. */

/**
 * Edits programs at random and compares, after each edit, errors and module of a compilation that goes on with those of one from nothing. Stops
 * when `budget` is used up, or at a difference, which is reduced to few steps.
 */
export function fuzzPrograms(budget: FuzzBudget, seed: number, settings: FuzzSettings): FuzzReport {
  return fuzz(budget, seed, programs(), openSession, settings, edited);
}

/** As `fuzzPrograms`, with many more and smaller programs over a library of one page. */
export function fuzzFragments(budget: FuzzBudget, seed: number, settings: FuzzSettings): FuzzReport {
  return fuzz(budget, seed, smallPrograms(), openSmallSession, settings, edited);
}

/**
 * Has lines of programs go and come again as they are typed: character by character, or token by token. Compares as `fuzzPrograms`, over the
 * library of one page.
 */
export function fuzzTyping(budget: FuzzBudget, seed: number, settings: FuzzSettings): FuzzReport {
  return fuzz(budget, seed, smallPrograms(), openSmallSession, settings, typed);
}

/** What a program whose versions these are goes through, first a version. `bases`: programs that it may take something from. */
type StepsOf = (random: Random, versions: readonly Files[], bases: readonly Program[]) => Iterable<Step>;

function fuzz(
  budget: FuzzBudget,
  seed: number,
  bases: readonly Program[],
  openWith: (options: Pick<SessionOptions, 'collectsAlways' | 'sharesImage' | 'tellsEdits'>) => Session,
  { passFaults, collectsAlways }: FuzzSettings,
  stepsOf: StepsOf,
): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const [name, versions] = random.of(bases);
    const tellsEdits = random.below(2) === 0;
    const open: Open = (isFresh) => openWith({ collectsAlways, sharesImage: !isFresh, tellsEdits });
    const session = open(false);
    const steps: Step[] = [];
    for (const step of stepsOf(random, versions, bases)) {
      const before = steps[steps.length - 1]?.files ?? new Map();
      steps.push(step);
      const kept = stepOutcome(session, before, step);
      if (steps.length === 1) continue;
      edits++;
      const difference = differenceOf(kept, outcomeFromNothing(open, step.files), passFaults);
      if (difference !== null) {
        const told = tellsEdits ? `${name}, told text edits` : name;
        return { edits, compiled, difference: `${told}: ${describe(open, steps, passFaults)}` };
      }
      if (kept.module !== null) compiled++;
      if (!goesOn(budget, start, edits)) break;
    }
  }
  return { edits, compiled, difference: null };
}

function* edited(random: Random, versions: readonly Files[], bases: readonly Program[]): Iterable<Step> {
  let files = versions[0];
  yield { files, isRestarted: false };
  for (let i = 0; i < EDITS_PER_PROGRAM; i++) {
    if (i > 0 && random.below(10) < BACK_TO_BASE) files = random.of(versions);
    for (let more = random.below(3); more >= 0; more--) files = editFiles(random, files, bases);
    yield { files, isRestarted: random.below(RESTARTS) === 0 };
  }
}

function* typed(random: Random, versions: readonly Files[]): Iterable<Step> {
  const whole = random.of(versions);
  yield { files: whole, isRestarted: false };
  const path = random.of([...whole.keys()]);
  for (const text of typedTexts(random, whole.get(path)!)) {
    yield { files: new Map(whole).set(path, text), isRestarted: false };
  }
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
