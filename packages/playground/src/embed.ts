import { fragmentOf } from './share.ts';

/*
 * The element `<rezig-playground>`, for pages of others: `<script type="module" src=".../embed.js"></script>`. What is in it is the program, unless it has one of the
 * attributes `example` and `exercise`.
 */

const site = new URL('./', import.meta.url);

class PlaygroundElement extends HTMLElement {
  #isShown = false;

  connectedCallback(): void {
    if (this.#isShown) return;
    this.#isShown = true;
    // What is in the element may come after its beginning.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void this.#show());
    else void this.#show();
  }

  async #show(): Promise<void> {
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('title') ?? 'Zig playground';
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write';
    frame.style.cssText = 'display: block; width: 100%; height: 100%; border: 0; border-radius: 10px';
    frame.src = new URL(`?embed${await this.#fragment()}`, site).href;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = ':host { display: block; height: 420px } :host([hidden]) { display: none }';
    root.replaceChildren(style, frame);
  }

  async #fragment(): Promise<string> {
    for (const name of ['example', 'exercise']) {
      const value = this.getAttribute(name);
      if (value !== null) return `#${name}=${encodeURIComponent(value)}`;
    }
    const text = unindented(this.textContent ?? '');
    if (text === '') return '';
    const input = { args: this.getAttribute('args') ?? '', stdin: this.getAttribute('stdin') ?? '' };
    return fragmentOf({ files: { 'main.zig': text }, ...input });
  }
}

/** A text without the blanks that all its lines begin with, nor empty lines at its ends. */
function unindented(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = depths.length === 0 ? 0 : Math.min(...depths);
  const body = lines.map((line) => line.slice(depth)).join('\n');
  return body.trim() === '' ? '' : `${body}\n`;
}

customElements.define('rezig-playground', PlaygroundElement);
