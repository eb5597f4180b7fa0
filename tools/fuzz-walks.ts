import { createHash } from 'node:crypto';
import { OptimizeMode } from '../packages/compiler/src/compilation/options.ts';
import { templates } from './fuzz-bases.ts';
import {
  caseText,
  differenceOf,
  fewestLines,
  fewestSteps,
  lastDifference,
  type Open,
  type Outcome,
  outcomeFromNothing,
  type Step,
  stepOutcome,
} from './fuzz-compare.ts';
import { type FuzzBudget, type FuzzReport, type FuzzSettings, goesOn, RESTARTS } from './fuzz-report.ts';
import { Random } from './random-edit.ts';
import { openSmallSession, type Session, type SessionOptions } from './session.ts';
import { changeHoles, type Files, render, type State, someHoles, type Template, usualState } from './walk-template.ts';

/* Fuzzes updates of programs that stay valid, in a thread with a large stack: see fuzz.ts. */

/** How many steps a walk has at most. */
const LONGEST_WALK = 480;

/** How many holes a walk changes at most. */
const MOST_HOLES = 8;

/** How often a step goes to where the walk was before, one in so many. */
const RETURNS = 12;

/** A mode that is another than Debug takes part in one walk of so many. */
const FAST_WALKS = 6;

/** Updates are told text edits in one walk of so many. */
const EDITED_WALKS = 3;

/** A step of a walk. */
interface Stride {
  readonly state: State;
  readonly isRestarted: boolean;
}

/** A template and what builds from nothing made of its states, by mode and hash of their texts. */
interface Ground {
  readonly name: string;
  readonly template: Template;
  readonly outcomes: Map<string, Outcome>;
}

/**
 * Walks over the states of the programs of `test/walks`, or of those of them that `names` has, and compares each update with a build from
 * nothing. Stops when `budget` is used up, or at a difference, which is reduced to few steps.
 */
export function fuzzWalks(
  budget: FuzzBudget,
  seed: number,
  { passFaults, collectsAlways }: FuzzSettings,
  names: readonly string[],
): FuzzReport {
  const random = new Random(seed);
  const start = performance.now();
  const grounds = readGrounds(names);
  let edits = 0;
  let compiled = 0;
  while (goesOn(budget, start, edits)) {
    const ground = random.of(grounds);
    const { template } = ground;
    const mode = random.below(FAST_WALKS) === 0 ? OptimizeMode.ReleaseFast : OptimizeMode.Debug;
    const tellsEdits = random.below(EDITED_WALKS) === 0;
    const open: Open = (isFresh) => openProgram(template, mode, { collectsAlways, sharesImage: !isFresh, tellsEdits });
    const session = open(false);
    const strides: Stride[] = [];
    let before: Files = new Map();
    // Few of them, so that a walk comes back to states whose build is known: it is the ways between states that matter.
    const holes = someHoles(random, template, MOST_HOLES);
    const unusual = someHoles(random, template, MOST_HOLES);
    let state = changeHoles(random, template, usualState(template), unusual);
    for (let left = 2 + random.below(LONGEST_WALK); left > 0 && goesOn(budget, start, edits); left--) {
      const stride: Stride = { state, isRestarted: random.below(RESTARTS) === 0 };
      strides.push(stride);
      const files = render(template, state);
      const kept = stepOutcome(session, before, { files, isRestarted: stride.isRestarted });
      const fresh = freshOutcome(ground, mode, files);
      const difference = differenceOf(kept, fresh, passFaults);
      edits++;
      if (difference !== null) {
        const told = tellsEdits ? 'told text edits, ' : '';
        return { edits, compiled, difference: `${told}${describe(ground, open, strides, passFaults)}` };
      }
      if (fresh.module !== null) compiled++;
      before = files;
      state = random.below(RETURNS) === 0 ? random.of(strides).state : changeHoles(random, template, state, holes);
    }
  }
  return { edits, compiled, difference: null };
}

/** The programs that do not compile as they usually are, each with its errors. */
export function faultyWalks(): string[] {
  return readGrounds([]).flatMap((ground) => {
    const { name, template } = ground;
    const { thrown, errors } = freshOutcome(ground, OptimizeMode.Debug, render(template, usualState(template)));
    const complaint = thrown ?? errors;
    return complaint === '' ? [] : [`${name}:\n${complaint}`];
  });
}

function readGrounds(names: readonly string[]): Ground[] {
  const all = templates().map(([name, template]): Ground => ({ name, template, outcomes: new Map() }));
  for (const name of names) {
    if (!all.some((ground) => ground.name === name)) throw new RangeError(`there is no walk '${name}'`);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

function openProgram(
  { isTest, modules }: Template,
  mode: OptimizeMode,
  settings: Pick<SessionOptions, 'collectsAlways' | 'sharesImage' | 'tellsEdits'>,
): Session {
  const testFilters = isTest ? [] : null;
  return openSmallSession({ mode, testFilters, ...settings, ...(modules.size > 0 ? { modules } : {}) });
}

function freshOutcome(ground: Ground, mode: OptimizeMode, files: Files): Outcome {
  const hash = createHash('sha1').update(OptimizeMode[mode]);
  for (const [path, text] of files) hash.update(`${path}\0${text}\0`);
  const key = hash.digest('base64');
  let outcome = ground.outcomes.get(key);
  if (outcome === undefined) {
    outcome = outcomeFromNothing((isFresh) => openProgram(ground.template, mode, { sharesImage: !isFresh }), files);
    ground.outcomes.set(key, outcome);
  }
  return outcome;
}

/** The difference at the end of `strides`, after as few of them and with as few lines as lead to one. */
function describe({ name, template }: Ground, open: Open, strides: readonly Stride[], pass: boolean): string {
  const stepsOf = (some: readonly Stride[]): Step[] =>
    some.map(({ state, isRestarted }) => ({ files: render(template, state), isRestarted }));
  const fails = (steps: readonly Step[]): boolean => lastDifference(open, steps, pass) !== null;
  const least = fewestSteps(strides, (some) => fails(stepsOf(some)));
  const steps = fewestLines(stepsOf(least), fails);
  const holes = least.map(({ state }) => `  ${state.join(' ')}`).join('\n');
  return `walk ${name}, holes in the states\n${holes}\n${lastDifference(open, steps, pass)}\n${caseText(steps)}`;
}
