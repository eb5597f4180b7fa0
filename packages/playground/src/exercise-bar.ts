import { type Exercise, exercises, solved } from './exercises.ts';
import { element, showWithCode } from './page.ts';
import type { Shared } from './share.ts';

/** What the bar has the page do. */
export interface ExerciseListener {
  /** Another program is to be shown. */
  opened(exercise: Exercise): void;
  /** The text of `main.zig` is to be this. */
  replaced(text: string): void;
  /** The tests are to be run; gives whether all passed. */
  checked(): Promise<boolean>;
}

/** Where the browser keeps which exercises were solved. */
const KEY = 'rezig-exercises';

const bar = element('exercise', HTMLElement);
const [hint, solution, check, next] = ['hint', 'solution', 'check', 'next'].map((name) =>
  element(`exercise-${name}`, HTMLButtonElement),
);
let current: Exercise | null = null;

/** The program of an exercise. */
export function programOf({ text }: Exercise): Shared {
  return { files: { 'main.zig': text }, args: '', stdin: '' };
}

/** Shows the bar for an exercise; none for null. */
export function showExercise(exercise: Exercise | null): void {
  current = exercise;
  bar.hidden = exercise === null;
  if (exercise === null) return;
  const number = exercises.indexOf(exercise) + 1;
  element('exercise-title', HTMLHeadingElement).textContent = `${number} of ${exercises.length}: ${exercise.title}`;
  showWithCode(element('exercise-task', HTMLParagraphElement), exercise.task);
  say(solvedOnes().has(exercise.id) ? 'You have solved this one before.' : '');
  next.disabled = number === exercises.length;
}

/** Has the buttons of the bar do what they say. */
export function connectExercises(listener: ExerciseListener): void {
  hint.addEventListener('click', () => say(current?.hint ?? ''));
  solution.addEventListener('click', () => {
    if (current !== null) listener.replaced(solved(current));
  });
  check.addEventListener('click', async () => {
    const exercise = current;
    if (exercise === null) return;
    say('Checking…');
    const isSolved = await listener.checked();
    if (exercise !== current) return;
    say(isSolved ? 'Solved!' : 'Not yet: see the problems or the tests.');
    if (!isSolved) return;
    remember(exercise.id);
    if (!next.disabled) next.focus();
  });
  next.addEventListener('click', () => {
    const following = current === null ? undefined : exercises[exercises.indexOf(current) + 1];
    if (following !== undefined) listener.opened(following);
  });
}

function say(text: string): void {
  showWithCode(element('exercise-note', HTMLParagraphElement), text);
}

/** Those that were solved in this browser; where it keeps nothing for pages, none. */
function solvedOnes(): Set<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...solvedOnes().add(id)]));
  } catch {
    // Then it is not remembered.
  }
}
