import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createServer, type InlineConfig, type Plugin } from 'vite';
import { openPage } from '../../../../test/support/browser.ts';
import { scratchDirectory } from '../../../../test/support/scratch.ts';

/** What edits came to, as the page was told. */
export interface ToldSwap {
  readonly kind: 'patch' | 'migrate' | 'reload';
  readonly reasons?: readonly string[];
  readonly notes?: readonly string[];
  readonly functions?: readonly string[];
  readonly variables?: readonly string[];
}

/** In milliseconds: a change that the server shows nothing of for so long did not come to its watcher, and is made again. */
const RETOLD = 5000;

/** Milliseconds from one save to the next: Vite's watcher drops what comes sooner, and the plug-in then looks again a little later. */
const PAUSE = 100;

/** A page of Vite's development server that imports `main.zig`, and keeps all that it is told of edits, also over reloads. */
export class VitePage {
  readonly page: Page;
  readonly #directory: string;
  readonly #url: string;
  #told = 0;

  private constructor(page: Page, directory: string, url: string) {
    this.page = page;
    this.#directory = directory;
    this.#url = url;
  }

  /** Opens one, with `zig`, a script that has what that exports as `zig`, and other files by their names. It is gone when the test is done. */
  static async open(zig: string, script: string, others: Readonly<Record<string, string>> = {}): Promise<VitePage> {
    const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
    mkdirSync(dist, { recursive: true });
    const directory = scratchDirectory(dist);
    writeFileSync(join(directory, 'main.zig'), zig);
    for (const [name, text] of Object.entries(others)) writeFileSync(join(directory, name), text);
    writeFileSync(
      join(directory, 'index.html'),
      '<!doctype html><canvas></canvas><script type="module" src="/main.js"></script>',
    );
    writeFileSync(join(directory, 'main.js'), `${OPENING}${script}\nglobalThis.loaded = Math.random();\n`);
    const { default: rezig } = (await import('@rezig/unplugin/vite' as string)) as { readonly default: () => Plugin };
    const settings: InlineConfig = {
      root: directory,
      configFile: false,
      logLevel: 'silent',
      plugins: [rezig()],
      server: { port: 0, watch: { usePolling: true, interval: 20 } },
    };
    const server = await createServer(settings);
    after(() => server.close());
    await server.listen();
    const { port } = server.httpServer!.address() as { readonly port: number };
    const { page } = await openPage({});
    page.setDefaultTimeout(60_000);
    const url = `http://localhost:${port}/`;
    await page.goto(url);
    await page.waitForFunction('globalThis.loaded !== undefined');
    return new VitePage(page, directory, url);
  }

  /** Opens another page of the same server; `isLoaded`: whether it is waited for. */
  async another(isLoaded = true): Promise<Page> {
    const context = await this.page.context().browser()!.newContext();
    const page = await context.newPage();
    await page.goto(this.#url);
    if (isLoaded) await page.waitForFunction('globalThis.loaded !== undefined');
    return page;
  }

  /** Writes a file, or removes it for null; gives what the page is told of that. */
  editFile(name: string, text: string | null): Promise<ToldSwap> {
    return this.#edit(() => this.#write(name, text));
  }

  async #write(name: string, text: string | null): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (text === null) rmSync(join(this.#directory, name));
    else writeFileSync(join(this.#directory, name), text);
  }

  /** Writes a file, or removes it for null. */
  saveFile(name: string, text: string | null): Promise<void> {
    return this.#write(name, text);
  }

  /** What an expression gives in the page. */
  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate(expression);
  }

  /** Waits until an expression is true in the page. */
  async until(expression: string): Promise<void> {
    await this.#retelling(this.page.waitForFunction(expression));
  }

  /** What `done` gives. Until then the program is written again and again, as it is, for a watcher that dropped it. */
  async #retelling<T>(done: Promise<T>): Promise<T> {
    const timer = setInterval(() => writeFileSync(this.#program, readFileSync(this.#program)), RETOLD);
    try {
      return await done;
    } finally {
      clearInterval(timer);
    }
  }

  get #program(): string {
    return join(this.#directory, 'main.zig');
  }

  /** Writes the program. */
  async save(zig: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    writeFileSync(this.#program, zig);
  }

  /** Writes the program, and gives what the page is told of that; where it is loaded afresh, when that is done. */
  edit(zig: string): Promise<ToldSwap> {
    return this.#edit(() => this.save(zig));
  }

  async #edit(save: () => Promise<void>): Promise<ToldSwap> {
    const loaded = await this.evaluate('loaded');
    await save();
    const told = `(() => {
      const told = JSON.parse(sessionStorage.told ?? '[]');
      const isThere = told.length > ${this.#told} && (told.at(-1).kind !== 'reload' || (globalThis.loaded !== undefined && loaded !== ${loaded}));
      return isThere ? sessionStorage.told : null;
    })()`;
    const found = await this.#retelling(this.page.waitForFunction(told)).catch(async () => {
      throw new Error(`the page was told nothing of\n${readFileSync(this.#program, 'utf8')}\n${await this.overlay()}`);
    });
    const all = JSON.parse((await found.jsonValue()) as string) as ToldSwap[];
    this.#told = all.length;
    return all.at(-1)!;
  }

  /** The text of the overlay; null where there is none. */
  overlay(): Promise<string | null> {
    return this.evaluate("document.querySelector('vite-error-overlay')?.shadowRoot.textContent ?? null");
  }
}

const OPENING = `import { onSwap } from '@rezig/unplugin/client';
import * as zig from './main.zig';
globalThis.zig = zig;
onSwap((swap) => {
  sessionStorage.told = JSON.stringify([...JSON.parse(sessionStorage.told ?? '[]'), swap]);
});
`;
