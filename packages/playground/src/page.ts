/** The element of the page that has this id. Throws a `TypeError` where there is none of that kind. */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} '${id}'`);
  return found;
}

/** A new element with this text. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const result = document.createElement(tag);
  if (className !== '') result.className = className;
  result.textContent = text;
  return result;
}

/** Has the arrow keys, Home and End go from tab to tab of `list`, of which one at a time is in the order of the Tab key. */
export function keysOfTabs(list: HTMLElement, select: (tab: HTMLElement) => void): void {
  list.addEventListener('keydown', (event) => {
    const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    select(tab);
    tab.focus();
  });
}

/** Shows that `tab` is the selected one of `list`. */
export function markTab(list: HTMLElement, tab: HTMLElement): void {
  for (const other of list.querySelectorAll<HTMLElement>('[role=tab]')) {
    other.setAttribute('aria-selected', String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
}

/** The number in the corner of a tab; none for 0. */
export function setCount(id: string, count: number): void {
  const badge = element(id, HTMLSpanElement);
  badge.hidden = count === 0;
  badge.textContent = String(count);
}

/** Has `place` show a text, what is between backticks in it as code. */
export function showWithCode(place: HTMLElement, text: string): void {
  const parts = text.split('`').map((part, i) => (i % 2 === 0 ? part : made('code', '', part)));
  place.replaceChildren(...parts);
}
