import { placeText } from './editor.ts';
import { element, keysOfTabs, made, markTab, setCount } from './page.ts';
import type { Insight, Note, Place, Problem } from './protocol.ts';

/* The panes beside the editor: what the program wrote, and what is wrong with it. */

const PANELS = ['output', 'problems', 'tests', 'code', 'why', 'input'] as const;
export type Panel = (typeof PANELS)[number];

const list = element('result-tabs', HTMLDivElement);
const output = element('output', HTMLPreElement);

/** What of the output is shown at most, in characters: more makes a page slow and nobody reads it. */
const MOST = 400_000;
let shown = 0;

/** Called when another pane is shown. */
let whenShown: () => void = () => undefined;
let current: Panel = 'output';

/** Whether what is known of the function at the cursor is shown. */
export function showsInsight(): boolean {
  return current === 'code' || current === 'why';
}

/** Shows one of the panes. */
export function showPanel(panel: Panel): void {
  current = panel;
  for (const name of PANELS) element(`${name}-panel`, HTMLDivElement).hidden = name !== panel;
  markTab(list, element(`tab-${panel}`, HTMLButtonElement));
  whenShown();
}

/** Has clicks and keys choose between the panes; `shown` is called when another one is. */
export function connectPanels(shown: () => void): void {
  whenShown = shown;
  for (const name of PANELS) element(`tab-${name}`, HTMLButtonElement).addEventListener('click', () => showPanel(name));
  keysOfTabs(list, (tab) => tab.click());
  // What is longer than its pane and has nothing to go to in it is scrolled by keys.
  for (const name of ['output', 'code', 'why']) element(`${name}-panel`, HTMLDivElement).tabIndex = 0;
  showPanel('output');
}

/** Empties the output. */
export function clearOutput(): void {
  output.replaceChildren();
  element('written', HTMLDivElement).replaceChildren();
  shown = 0;
}

/** Adds to the output: of the program (`out`, `error`), or what the page says about it (`note`, `bad`). */
export function print(text: string, kind: 'out' | 'error' | 'note' | 'bad'): void {
  if (shown > MOST || text === '') return;
  shown += text.length;
  const panel = element('output-panel', HTMLDivElement);
  const isAtEnd = panel.scrollHeight - panel.scrollTop - panel.clientHeight < 40;
  output.append(kind === 'out' ? text : made('span', kind, text));
  if (shown > MOST) output.append(made('span', 'note', '\n… more was written than is shown here.\n'));
  if (isAtEnd) panel.scrollTop = panel.scrollHeight;
}

/** Lists files that a program wrote; a click on one opens it. */
export function showWritten(
  files: Readonly<Record<string, Uint8Array>>,
  open: (name: string, text: string) => void,
): void {
  const place = element('written', HTMLDivElement);
  place.replaceChildren();
  for (const [name, bytes] of Object.entries(files)) {
    const button = made('button', 'quiet', `${name} · ${bytes.length} bytes`);
    button.type = 'button';
    button.title = 'Written by the program: open it in a tab';
    button.addEventListener('click', () => open(name, new TextDecoder().decode(bytes)));
    place.append(button);
  }
}

/** Lists problems; a click on one goes to its place. */
export function showProblems(problems: readonly Problem[], compileLog: string, go: (place: Place) => void): void {
  const rows = problems.map((problem) => {
    const row = made('li', '');
    row.append(noteRow(problem, 'error', go), ...problem.notes.map((note) => noteRow(note, 'note', go)));
    return row;
  });
  if (compileLog !== '') {
    const row = made('li', '', 'Compile log');
    row.append(made('pre', '', compileLog));
    rows.push(row);
  }
  if (rows.length === 0) rows.push(made('li', 'none', 'No problems.'));
  element('problems', HTMLUListElement).replaceChildren(...rows);
  setCount('problem-count', problems.length);
}

function noteRow({ text, place }: Note, kind: 'error' | 'note', go: (place: Place) => void): HTMLElement {
  const row = made('button', `message ${kind}`);
  row.type = 'button';
  if (place === null) row.disabled = true;
  else {
    row.append(made('span', 'place', placeText(place)));
    row.addEventListener('click', () => go(place));
  }
  row.append(made('span', 'text', text));
  return row;
}

/** The code that was shown last of each function, and the lines that it had before that. */
const shownCode = new Map<string, { readonly text: string; readonly before: ReadonlySet<string> }>();

/** Shows what the compiler made of the function at the cursor, with marks at lines that it had not before, and why it looked at it. */
export function showInsight({ name, code, why, journal }: Insight): void {
  const none =
    name === null ? 'The cursor is in no function.' : `${name} has no code: nothing calls it, or there are problems.`;
  element('code-name', HTMLParagraphElement).textContent = code.length === 0 ? none : '';
  element('code', HTMLDivElement).replaceChildren(...code.map((one) => codeBlock(one)));
  element('why-name', HTMLHeadingElement).textContent = name ?? 'The cursor is in no function';
  element('why', HTMLPreElement).textContent = why;
  element('journal', HTMLPreElement).textContent = journal;
}

function codeBlock({ name, text, bytes }: Insight['code'][number]): HTMLElement {
  const last = shownCode.get(name);
  const lines = text.split('\n');
  const before = last?.text === text ? last.before : new Set(last?.text.split('\n') ?? lines);
  shownCode.set(name, { text, before });
  const block = made('section', '');
  block.append(made('h2', '', name), made('p', 'soft', `${bytes} bytes`));
  const pre = made('pre', 'wat');
  for (const line of lines) pre.append(made('span', before.has(line) ? '' : 'new', `${line}\n`));
  block.append(pre);
  return block;
}
