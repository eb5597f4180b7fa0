import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { CHROMIUM } from '../test/support/browser.ts';
import { median, milliseconds, printTable } from './measure.ts';

const PLAYGROUND = fileURLToPath(new URL('../packages/playground', import.meta.url));
const VITE = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));

/** Visits, each with nothing in the browser's cache. */
const VISITS = 6;
/** What is typed, a key after the other. */
const TYPED = '// one more line of a comment...';
const KEY_MILLISECONDS = 200;
/** After a visit the library and the language server are loaded. */
const LOADED_MILLISECONDS = 10_000;

/** Has a page note when it shows that the program ended, and how long after a key it shows what that came to. */
const PROBE = `addEventListener('DOMContentLoaded', () => {
  const output = document.getElementById('output');
  globalThis.ended = null;
  new MutationObserver(() => {
    if (globalThis.ended === null && output.textContent.includes('Exited with')) globalThis.ended = performance.now();
  }).observe(output, { childList: true, characterData: true, subtree: true });
  globalThis.keys = [];
  let pressed = null;
  addEventListener('keydown', () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed !== null) globalThis.keys.push(performance.now() - pressed);
    pressed = null;
  }).observe(document.getElementById('figures'), { childList: true, characterData: true, subtree: true });
});`;

/** The playground, built and served over loopback, in Chromium: from opening it to what its first program wrote, and from a key to the figures of what it changed. */
export async function benchPlayground(): Promise<void> {
  const site = mkdtempSync(join(tmpdir(), 'rezig-bench-'));
  const args = [VITE, 'build', '--outDir', site, '--emptyOutDir', '--logLevel', 'error'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: PLAYGROUND, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const server = await preview({ root: PLAYGROUND, build: { outDir: site }, preview: { port: 0 }, logLevel: 'error' });
  const browser = await chromium.launch({ executablePath: CHROMIUM, chromiumSandbox: false, args: ['--disable-gpu'] });
  try {
    const [url] = server.resolvedUrls!.local;
    const visits: number[] = [];
    for (let i = 1; i < VISITS; i++) visits.push((await visit(browser, url)).first);
    const { page, first } = await visit(browser, url);
    const keys = await typed(page);
    printTable([
      ['', 'median', 'least', 'most'],
      ...(
        [
          [`first output, of ${VISITS} visits with an empty cache`, [...visits, first]],
          [`from a key in a comment to its figures, of ${keys.length}`, keys],
        ] as const
      ).map(([what, times]) => [what, ...[median(times), Math.min(...times), Math.max(...times)].map(milliseconds)]),
    ]);
  } finally {
    await browser.close();
    await server.close();
    rmSync(site, { recursive: true });
  }
}

/** Opens the site where nothing is cached; `first`: milliseconds from there to the output of its program. */
async function visit(browser: Browser, url: string): Promise<{ readonly page: Page; readonly first: number }> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(PROBE);
  await page.goto(url);
  const first = await page.waitForFunction('globalThis.ended');
  return { page, first: (await first.jsonValue()) as number };
}

/** Milliseconds from each key to what the page shows of it. */
async function typed(page: Page): Promise<number[]> {
  await page.waitForTimeout(LOADED_MILLISECONDS);
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1000);
  await page.evaluate('globalThis.keys.length = 0');
  await page.keyboard.type(TYPED, { delay: KEY_MILLISECONDS });
  await page.waitForTimeout(1000);
  return (await page.evaluate('globalThis.keys')) as number[];
}
