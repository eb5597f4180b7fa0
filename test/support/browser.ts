import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { after } from 'node:test';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { scratchDirectory } from './scratch.ts';

/** Where the browser of the tests is. */
export const CHROMIUM = '/usr/bin/chromium';
/** What it is started with, but for what a test adds. */
export const FLAGS = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'].concat([
  '--disable-component-update',
  '--disable-sync',
]);

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** For the `skip` option of a test that needs a browser. */
export const skip = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}`;

/** An empty page in Chromium, and a server of files beside it: `files` has the path of each by its name. Both are gone when the test is done. */
export async function openPage(files: {
  readonly [name: string]: string;
}): Promise<{ context: BrowserContext; page: Page; origin: string }> {
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    const path = files[name];
    response.setHeader('content-type', TYPES[extname(name)] ?? 'text/html');
    response.end(path === undefined ? '<!doctype html><title>test</title>' : readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = scratchDirectory();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    chromiumSandbox: false,
    args: FLAGS,
  });
  after(async () => {
    await context.close();
    server.close();
  });
  const page = await context.newPage();
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await page.goto(origin);
  return { context, page, origin };
}
