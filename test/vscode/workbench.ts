import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM, FLAGS } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import type { vscode } from './index.mjs';

const EXTENSION = fileURLToPath(new URL('../../editors/vscode', import.meta.url));

/** The extensions of its own that it has here: how it looks. What others do is not to be in the way. */
const OWN_EXTENSIONS = ['theme-defaults', 'theme-modern-icons'];

/** How long what a user does may take to be seen. */
const MAX_MILLISECONDS = 60_000;

/** Visual Studio Code with our extension, as packed, and a folder, in a browser. */
export class Workbench {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
  }

  /** Builds the extension, installs it into `installed`, whose files are in `directory`, and opens `folder`. */
  static async open(installed: NonNullable<typeof vscode>, directory: string, folder: string): Promise<Workbench> {
    const { root, node, packages } = installed;
    const modules = join(root, 'node_modules');
    if (!existsSync(modules)) symlinkSync(packages, modules);
    const builtin = join(directory, 'builtin');
    mkdirSync(builtin);
    for (const name of OWN_EXTENSIONS) symlinkSync(join(root, 'extensions', name), join(builtin, name));
    run(process.execPath, [join(EXTENSION, 'build.mjs')]);
    const options = [
      '--user-data-dir',
      join(directory, 'user'),
      '--extensions-dir',
      join(directory, 'extensions'),
    ].concat(
      ['--server-data-dir', join(directory, 'server'), '--builtin-extensions-dir', builtin],
      ['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments', '--disable-update-check'],
      ['--disable-workspace-trust', '--disable-getting-started-override'],
    );
    const main = join(root, 'out/server-main.js');
    // Without a place to look for extensions it looks for none.
    const env = { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_CACHE_HOME: join(directory, 'cache') };
    run(node, [main, ...options, '--install-extension', join(EXTENSION, 'rezig.vsix'), '--force'], env);
    const port = await freePort();
    const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
    // It has processes of its own, which end with it.
    const server = spawn(node, [main, ...options, ...address], { env, stdio: 'ignore', detached: true });
    const browser = await chromium.launch({ executablePath: CHROMIUM, chromiumSandbox: false, args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(MAX_MILLISECONDS);
    await untilServed(port);
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    return new Workbench(page, async () => {
      await browser.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      process.kill(-server.pid!, 'SIGKILL');
      await ended;
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Opens a file of the folder, and nothing else. */
  async openFile(name: string): Promise<void> {
    if ((await this.page.locator('.tab').count()) > 0) await this.command('View: Close All Editors');
    await this.page.locator('.tab').first().waitFor({ state: 'detached' });
    await this.page.getByRole('treeitem', { name, exact: true }).dblclick();
    await this.page.getByRole('tab', { name }).waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Puts the cursor into the active editor, at a line and column that count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Has the command called `title` carried out. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await input.press('Enter');
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text, { delay: 20 });
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** The lenses of the active editor that are called so. */
  lens(title: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: title });
  }

  /** The text of what `selector` names once that matches `expected`; throws where it never does. */
  async text(selector: string, expected: RegExp): Promise<string> {
    let found = '';
    for (const end = Date.now() + MAX_MILLISECONDS; Date.now() < end; await delay(50)) {
      const texts = await this.page.locator(selector).allInnerTexts();
      // What it does not want to break it writes with other spaces.
      found = texts.join('\n').replaceAll('\u00a0', ' ').replaceAll('\u200c', '');
      if (expected.test(found)) return found;
    }
    throw new Error(`'${selector}' never matched ${expected}: ${found}`);
  }
}

function run(command: string, args: readonly string[], env = process.env): void {
  const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args[0]} failed: ${stdout}${stderr}`);
}

async function untilServed(port: number): Promise<void> {
  for (const end = Date.now() + MAX_MILLISECONDS; Date.now() < end; await delay(50)) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (response?.ok) return;
  }
  throw new Error('nothing is served');
}
