import { placeText } from './editor.ts';
import { element, keysOfTabs, made, markTab, setCount } from './page.ts';
import type { Note, Place, Problem } from './protocol.ts';

/* The panes beside the editor: what the program wrote, and what is wrong with it. */

const PANELS = ['output', 'problems', 'tests', 'input'] as const;
export type Panel = (typeof PANELS)[number];

const list = element('result-tabs', HTMLDivElement);
const output = element('output', HTMLPreElement);

/** What of the output is shown at most, in characters: more makes a page slow and nobody reads it. */
const MOST = 400_000;
let shown = 0;

/** Shows one of the panes. */
export function showPanel(panel: Panel): void {
  for (const name of PANELS) element(`${name}-panel`, HTMLDivElement).hidden = name !== panel;
  markTab(list, element(`tab-${panel}`, HTMLButtonElement));
}

/** Has clicks and keys choose between the panes. */
export function connectPanels(): void {
  for (const name of PANELS) element(`tab-${name}`, HTMLButtonElement).addEventListener('click', () => showPanel(name));
  keysOfTabs(list, (tab) => tab.click());
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
