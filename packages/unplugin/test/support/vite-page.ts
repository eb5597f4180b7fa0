import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  #told = 0;

  private constructor(page: Page, directory: string) {
    this.page = page;
    this.#directory = directory;
  }

  /** Opens one, with `zig` and a script that has what that exports as `zig`. It is gone when the test is done. */
  static async open(zig: string, script: string): Promise<VitePage> {
    const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
    mkdirSync(dist, { recursive: true });
    const directory = scratchDirectory(dist);
    writeFileSync(join(directory, 'main.zig'), zig);
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
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction('globalThis.loaded !== undefined');
    return new VitePage(page, directory);
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
  async edit(zig: string): Promise<ToldSwap> {
    const loaded = await this.evaluate('loaded');
    await this.save(zig);
    const told = `(() => {
      const told = JSON.parse(sessionStorage.told ?? '[]');
      const isThere = told.length > ${this.#told} && (told.at(-1).kind !== 'reload' || (globalThis.loaded !== undefined && loaded !== ${loaded}));
      return isThere ? sessionStorage.told : null;
    })()`;
    const found = await this.#retelling(this.page.waitForFunction(told)).catch(async () => {
      throw new Error(`the page was told nothing of\n${zig}\n${await this.overlay()}`);
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
