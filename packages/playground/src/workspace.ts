import { ROOT } from './library-names.ts';
import { element, keysOfTabs, made, markTab } from './page.ts';
import type { Files } from './protocol.ts';

/** Who is told of what the user does with tabs. */
export interface WorkspaceListener {
  /** Another file is to be shown. */
  shown(name: string): void;
  /** Files came or went, or have other texts. */
  changed(): void;
}

/** The files of the program, one of which is shown, and their tabs. */
export class Workspace {
  readonly #list = element('file-tabs', HTMLDivElement);
  readonly #listener: WorkspaceListener;
  #files = new Map<string, string>();
  #active = ROOT;
  /** A file of the library that is looked at. */
  #looked: string | null = null;
  #faulty: ReadonlySet<string> = new Set();

  constructor(listener: WorkspaceListener) {
    this.#listener = listener;
    keysOfTabs(this.#list, (tab) => this.show(tab.dataset.name ?? ROOT));
    this.#list.addEventListener('keydown', ({ key }) => {
      if (key === 'Delete') this.#remove(this.#active);
    });
    const dialog = element('name-dialog', HTMLDialogElement);
    const input = element('name', HTMLInputElement);
    element('add-file', HTMLButtonElement).addEventListener('click', () => {
      input.value = '';
      dialog.returnValue = '';
      dialog.showModal();
    });
    // Not to submit the form: `Enter` does what the first such button does.
    element('name-cancel', HTMLButtonElement).addEventListener('click', () => dialog.close(''));
    dialog.addEventListener('close', () => {
      if (dialog.returnValue === 'add' && !this.#files.has(input.value)) this.put(input.value, '');
    });
  }

  get active(): string {
    return this.#active;
  }

  get files(): Files {
    return Object.fromEntries(this.#files);
  }

  /** Other files than before. */
  replace(files: Files): void {
    this.#files = new Map(Object.entries(files));
    this.#looked = null;
    this.#listener.changed();
    this.show(ROOT);
  }

  /** A file has this text now: it was typed. */
  edit(name: string, text: string): void {
    this.#files.set(name, text);
  }

  /** Shows a file of the program, or one of the library, which is to be looked at only. */
  display(name: string): void {
    if (!this.#files.has(name)) this.#looked = name;
    this.show(name);
  }

  /** A file that comes, or is another, and is shown then. */
  put(name: string, text: string): void {
    this.#files.set(name, text);
    this.#listener.changed();
    this.show(name);
  }

  show(name: string): void {
    this.#active = name;
    this.#render();
    this.#listener.shown(name);
  }

  /** Marks the tabs of files that have errors. */
  markFaulty(names: ReadonlySet<string>): void {
    this.#faulty = names;
    this.#render();
  }

  #remove(name: string): void {
    if (name === ROOT) return;
    if (name === this.#looked) this.#looked = null;
    else if (this.#files.delete(name)) this.#listener.changed();
    this.show(ROOT);
    this.#list.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  #render(): void {
    const hadFocus = this.#list.contains(document.activeElement);
    const names = [...this.#files.keys(), ...(this.#looked === null ? [] : [this.#looked])];
    this.#list.replaceChildren(...names.map((name) => this.#tab(name)));
    const tab = [...this.#list.children].find((child) => (child as HTMLElement).dataset.name === this.#active);
    if (!(tab instanceof HTMLElement)) return;
    markTab(this.#list, tab);
    if (hadFocus) tab.focus();
  }

  #tab(name: string): HTMLElement {
    const className = this.#faulty.has(name) ? 'faulty' : name === this.#looked ? 'looked' : '';
    const tab = made('button', className, name);
    tab.type = 'button';
    tab.role = 'tab';
    tab.dataset.name = name;
    tab.setAttribute('aria-controls', 'editor');
    if (className === 'faulty') tab.append(made('span', 'hidden', ', has errors'));
    if (className === 'looked') tab.append(made('span', 'hidden', ', of the library'));
    tab.addEventListener('click', () => this.show(name));
    if (name !== ROOT) {
      // For the mouse: by keyboard it is the Delete key.
      const close = made('span', 'close', '×');
      close.ariaHidden = 'true';
      close.title = `Remove ${name}`;
      close.addEventListener('click', (event) => {
        event.stopPropagation();
        this.#remove(name);
      });
      tab.append(close);
      tab.setAttribute('aria-keyshortcuts', 'Delete');
    }
    return tab;
  }
}
