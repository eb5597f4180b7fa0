import { argumentsIn } from './arguments.ts';
import { Editor } from './editor.ts';
import { examples, firstProgram } from './examples.ts';
import { connectExercises, programOf, showExercise } from './exercise-bar.ts';
import { type Exercise, exercises } from './exercises.ts';
import { element, made } from './page.ts';
import { type Built, MODES, type Mode, type Place, type Problem, type RunEvent } from './protocol.ts';
import {
  clearOutput,
  connectPanels,
  print,
  showInsight,
  showPanel,
  showProblems,
  showsInsight,
  showWritten,
} from './results.ts';
import { Runner } from './runner.ts';
import { fragmentOf, type Shared, sharedIn } from './share.ts';
import { canWait } from './standard-input.ts';
import { compiler, started } from './start.ts';
import { TestList } from './tests.ts';
import { Workspace } from './workspace.ts';

/* The page: what is typed is compiled, what is compiled can be run. */

const runner = new Runner();
const tests = new TestList();

const args = element('args', HTMLInputElement);
const stdin = element('stdin', HTMLTextAreaElement);
const asks = element('asks', HTMLInputElement);
const question = element('question', HTMLFormElement);
const line = element('line', HTMLInputElement);
const modes = element('mode', HTMLSelectElement);
const picker = element('examples', HTMLSelectElement);
const [runButton, stopButton, testButton, shareButton] = ['run', 'stop', 'test', 'share'].map((id) =>
  element(id, HTMLButtonElement),
);

/** Whether the page is part of another one, which shows less of it. */
const isEmbedded = new URLSearchParams(location.search).has('embed');

let problems: readonly Problem[] = [];
/** The build that is under way, with whether files changed since it began. */
let building: Promise<Built | null> | null = null;
let isStale = false;
/** How many programs were opened: what belongs to an earlier one is not shown any more. */
let opened = 0;

const workspace = new Workspace({
  shown: (name) => editor.show(name),
  changed: () => {
    editor.setFiles(workspace.files);
    void rebuild();
  },
});

const editor = new Editor(
  element('editor', HTMLDivElement),
  {
    changed(name, text) {
      workspace.edit(name, text);
      void rebuild();
    },
    moved: () => void tellInsight(),
    run: () => void run(),
    caughtUp: () => void rebuild(),
    display: (name) => workspace.display(name),
    source: (name) => compiler.ask('source', { name }),
  },
  compiler,
);

/** Whether the cursor was moved since what is at it was asked for. */
let isInsightStale = false;
let isAskingInsight = false;

/** Shows what is known of the function at the cursor, where that is to be seen. */
async function tellInsight(): Promise<void> {
  isInsightStale = true;
  if (isAskingInsight) return;
  isAskingInsight = true;
  try {
    while (isInsightStale && showsInsight()) {
      isInsightStale = false;
      await building;
      showInsight(await compiler.ask('insight', { path: workspace.active, offset: editor.offset }));
    }
  } finally {
    isAskingInsight = false;
  }
}

function say(text: string, state: 'busy' | 'good' | 'bad'): void {
  const status = element('status', HTMLSpanElement);
  status.textContent = text;
  status.dataset.state = state;
}

/** Brings the program up to date with the editor; null where the compiler failed. */
function rebuild(): Promise<Built | null> {
  isStale = true;
  building ??= buildAll().finally(() => {
    building = null;
  });
  return building;
}

async function buildAll(): Promise<Built | null> {
  let built: Built | null = null;
  try {
    while (isStale) {
      isStale = false;
      await editor.sync();
      built = await compiler.ask('build', { files: workspace.files, mode: modes.value as Mode });
      if (!isStale) show(built);
    }
  } catch (error) {
    say(`The compiler failed: ${error instanceof Error ? error.message : error}`, 'bad');
    return null;
  }
  return built;
}

function show(built: Built): void {
  ({ problems } = built);
  editor.mark(problems);
  workspace.markFaulty(new Set(problems.flatMap(({ place }) => (place === null ? [] : [place.path]))));
  showProblems(problems, built.compileLog, (place) => go(place));
  const count = problems.length;
  if (count > 0) say(count === 1 ? '1 problem' : `${count} problems`, 'bad');
  else say('Ready', 'good');
  const parts = [
    ...(built.moduleBytes === null ? [] : [`module ${sizeText(built.moduleBytes)}`]),
    `${built.analysed} analysed`,
    `${built.generated} generated`,
    `${built.milliseconds < 10 ? built.milliseconds.toFixed(1) : Math.round(built.milliseconds)} ms`,
  ];
  const figures = element('figures', HTMLSpanElement);
  figures.textContent = parts.join(' · ');
  void tellInsight();
  figures.title =
    'Size of the module; what the last edit had the compiler analyse and generate code for, and how long that took';
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

function go({ path, from }: Place): void {
  if (!(path in workspace.files)) return;
  if (path !== workspace.active) workspace.show(path);
  editor.reveal(from);
}

function setRunning(isRunning: boolean): void {
  question.hidden = true;
  const hadFocus = document.activeElement === runButton || document.activeElement === stopButton;
  runButton.hidden = isRunning;
  stopButton.hidden = !isRunning;
  testButton.disabled = isRunning;
  if (hadFocus) (isRunning ? stopButton : runButton).focus();
}

async function run(): Promise<void> {
  if (runner.isRunning) return;
  const program = opened;
  const built = await rebuild();
  const module = built === null ? null : await compiler.ask('module', null);
  if (program !== opened || runner.isRunning) return;
  if (module === null) {
    showPanel('problems');
    return;
  }
  showPanel('output');
  clearOutput();
  const decoders = [new TextDecoder(), new TextDecoder()];
  const start = performance.now();
  const world = { args: argumentsIn(args.value), stdin: stdin.value, asks: asks.checked, files: workspace.files };
  let last: Promise<void> = Promise.resolve();
  setRunning(true);
  let hasEnded = false;
  await runner.run({ kind: 'run', module, world }, (event) => {
    if (event.kind === 'wrote') {
      print(decoders[Number(event.isError)].decode(event.bytes, { stream: true }), event.isError ? 'error' : 'out');
    } else if (event.kind === 'asked') {
      question.hidden = false;
      line.focus();
    } else if (event.kind === 'trapped') {
      last = traceOf(event, false).then((text) => print(text, 'bad'));
    } else if (event.kind === 'exited') {
      hasEnded = true;
      const time = `${Math.round(performance.now() - start)} ms`;
      const how = event.code === null ? 'Ended by a trap' : `Exited with ${event.code}`;
      last = last.then(() => print(`\n${how} after ${time}.\n`, event.code === 0 ? 'note' : 'bad'));
      showWritten(event.files, (name, text) => workspace.put(name, text));
    }
  });
  await last;
  if (program !== opened) return;
  if (!hasEnded) print('\nStopped.\n', 'bad');
  setRunning(false);
}

/** What a trap is called, and the places of the program that led to it. */
async function traceOf({ text, offsets }: Extract<RunEvent, { kind: 'trapped' }>, ofTests: boolean): Promise<string> {
  const lines = await compiler.ask('locate', { offsets, ofTests });
  return [text, ...lines].map((line) => `${line}\n`).join('');
}

/** Runs the tests; gives whether there are some and all passed. */
async function test(): Promise<boolean> {
  if (runner.isRunning) return false;
  const program = opened;
  showPanel('tests');
  await rebuild();
  say('Building tests…', 'busy');
  const built = await compiler.ask('tests', null);
  if (program !== opened || runner.isRunning) return false;
  if (built.module === null) {
    problems = built.problems;
    editor.mark(problems);
    showProblems(problems, '', (place) => go(place));
    say('The tests do not compile', 'bad');
    tests.fail('The tests do not compile: see the problems.');
    return false;
  }
  say('Ready', 'good');
  const toRun = tests.begin(built);
  let last: Promise<void> = Promise.resolve();
  let current = -1;
  setRunning(true);
  if (toRun.length > 0)
    await runner.run({ kind: 'tests', module: built.module, tests: toRun, errors: built.errors }, (event) => {
      if (event.kind === 'started') current = event.test;
      else if (event.kind === 'ended') tests.ended(event);
      else if (event.kind === 'wrote') tests.wrote(current, new TextDecoder().decode(event.bytes));
      else if (event.kind === 'trapped') {
        const at = current;
        last = last.then(async () => tests.wrote(at, await traceOf(event, true)));
      }
    });
  await last;
  if (program !== opened) return false;
  setRunning(false);
  return tests.finish();
}

async function share(): Promise<void> {
  location.hash = await fragmentOf(current());
  try {
    await navigator.clipboard.writeText(location.href);
    say('The link is in the clipboard', 'good');
  } catch {
    say('The link is in the address bar', 'good');
  }
}

function current(): Shared {
  return { files: workspace.files, args: args.value, stdin: stdin.value };
}

function open(shared: Shared): Promise<Built | null> {
  opened++;
  runner.stop();
  setRunning(false);
  say('Building…', 'busy');
  editor.forget();
  showExercise(null);
  args.value = shared.args;
  stdin.value = shared.stdin;
  problems = [];
  workspace.replace(shared.files);
  clearOutput();
  return rebuild();
}

/** Shows an exercise. */
async function openExercise(exercise: Exercise): Promise<void> {
  history.replaceState(null, '', `#exercise=${exercise.id}`);
  picker.value = `exercise:${exercise.id}`;
  const built = open(programOf(exercise));
  showExercise(exercise);
  await built;
  showPanel('problems');
}

/** The exercise that the address asks for; null where it does for none. */
function exerciseOfAddress(): Exercise | null {
  const id = new URLSearchParams(location.hash.slice(1)).get('exercise');
  return exercises.find((one) => one.id === id) ?? null;
}

/** The program that the address asks for. */
async function programOfAddress(): Promise<Shared> {
  const id = new URLSearchParams(location.hash.slice(1)).get('example');
  const example = examples.find((one) => one.id === id);
  if (example !== undefined) {
    picker.value = example.id;
    return example.load();
  }
  try {
    return (await sharedIn(location.hash)) ?? firstProgram;
  } catch (error) {
    print(`${(error as Error).message}\n`, 'bad');
    return firstProgram;
  }
}

/** Gives the program that waits a line, or the end of its input for null. */
function answer(text: string | null): void {
  question.hidden = true;
  if (text !== null) print(`${text}\n`, 'note');
  line.value = '';
  runner.give(text === null ? null : `${text}\n`);
}

function connect(): void {
  asks.disabled = !canWait;
  question.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(line.value);
  });
  element('end-input', HTMLButtonElement).addEventListener('click', () => answer(null));
  document.body.classList.toggle('embedded', isEmbedded);
  const link = element('open-site', HTMLAnchorElement);
  link.hidden = !isEmbedded;
  link.addEventListener('click', () => {
    link.href = `./${location.hash}`;
  });
  connectPanels(() => void tellInsight());
  connectExercises({
    opened: (exercise) => void openExercise(exercise),
    replaced: (text) => workspace.put('main.zig', text),
    checked: test,
  });
  for (const mode of MODES) modes.append(made('option', '', mode));
  for (const { id, title } of examples) {
    const option = made('option', '', title);
    option.value = id;
    picker.append(option);
  }
  const group = made('optgroup', '');
  group.label = 'Exercises';
  for (const { id, title } of exercises) {
    const option = made('option', '', title);
    option.value = `exercise:${id}`;
    group.append(option);
  }
  picker.append(group);
  picker.addEventListener('change', async () => {
    const exercise = exercises.find(({ id }) => `exercise:${id}` === picker.value);
    if (exercise !== undefined) return openExercise(exercise);
    const example = examples.find(({ id }) => id === picker.value);
    if (example === undefined) return;
    history.replaceState(null, '', `#example=${example.id}`);
    await open(await example.load());
    await run();
  });
  modes.addEventListener('change', () => {
    say('Building…', 'busy');
    void rebuild();
  });
  runButton.addEventListener('click', () => void run());
  stopButton.addEventListener('click', () => runner.stop());
  testButton.addEventListener('click', () => void test());
  shareButton.addEventListener('click', () => void share());
  element('format', HTMLButtonElement).addEventListener('click', () => editor.format());
  addEventListener('hashchange', async () => {
    const exercise = exerciseOfAddress();
    if (exercise !== null) return openExercise(exercise);
    const shared = await sharedIn(location.hash).catch(() => null);
    if (shared !== null && JSON.stringify(shared) !== JSON.stringify(current())) await open(shared);
  });
}

/** How long what runs first is waited for before all else is loaded. */
const MOST_MILLISECONDS = 1000;

async function start(): Promise<void> {
  connect();
  say('Loading the compiler…', 'busy');
  const exercise = exerciseOfAddress();
  const built = exercise === null ? open(await programOfAddress()) : openExercise(exercise).then(() => null);
  await started.catch(() => null);
  const runs = (await built) !== null && problems.length === 0 && !isEmbedded;
  // A program may take long, or wait.
  if (runs) await Promise.race([run(), new Promise((resolve) => setTimeout(resolve, MOST_MILLISECONDS))]);
  await compiler.ask('load', null);
  if (import.meta.env.PROD) await navigator.serviceWorker?.register('service-worker.js').catch(() => undefined);
}

void start();
