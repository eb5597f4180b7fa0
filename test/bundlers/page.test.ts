import { equal, match } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, skip as withoutBrowser } from '../support/browser.ts';
import { bundlers } from './index.mjs';

/* A page of Vite's development server in Chromium, while its Zig is edited. */

const skip = bundlers === null ? 'the bundlers are not installed' : withoutBrowser;
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(join(root, 'test/bundlers/dist'), { recursive: true });
const directory = mkdtempSync(join(root, 'test/bundlers/dist/'));
after(() => rmSync(directory, { recursive: true, force: true }));

/** A counter whose state is in Zig. */
const zig = (step: string, type = 'u32'): string => `const std = @import("std");
var count: ${type} = 0;

pub const start: u8 = 7;

pub fn tick(allocator: std.mem.Allocator) ![]u8 {
    count += ${step};
    return std.fmt.allocPrint(allocator, "{d}", .{count});
}
`;

test('code is replaced in a page that goes on; errors come and go in the overlay; another layout loads it afresh', {
  skip,
}, async () => {
  const write = async (text: string): Promise<void> => {
    // Vite's watcher drops what comes within 50 milliseconds of another change.
    await new Promise((resolve) => setTimeout(resolve, 200));
    writeFileSync(join(directory, 'counter.zig'), text);
  };
  await write(zig('1'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
  writeFileSync(
    join(directory, 'main.js'),
    "import { start, tick } from './counter.zig';\nglobalThis.loaded = Math.random();\nglobalThis.tick = () => start + ' ' + tick();\n",
  );
  const { default: rezig } = (await import('@rezig/unplugin/vite' as string)) as { readonly default: () => object };
  const server = await bundlers!.vite.createServer({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    plugins: [rezig()],
    server: { port: 0, watch: { usePolling: true, interval: 20 } },
  });
  after(() => server.close());
  await server.listen();
  const { port } = server.httpServer!.address() as { readonly port: number };
  const { page } = await openPage({});
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction('globalThis.tick !== undefined');
  const tick = (): Promise<string> => page.evaluate('tick()');
  const loaded = await page.evaluate('loaded');
  equal(await tick(), '7 1');
  equal(await tick(), '7 2');

  // Each edit is seen by what the next call adds, of which the function is asked until it does.
  const until = (what: string): Promise<unknown> => page.waitForFunction(what);
  for (const step of [100, 1000, 10_000]) {
    await write(zig(String(step)));
    await until(`globalThis.before = Number(tick().slice(2)), Number(tick().slice(2)) - before === ${step}`);
  }
  equal(await page.evaluate('loaded'), loaded);

  await write(zig('missing'));
  await until("document.querySelector('vite-error-overlay') !== null");
  match(
    await page.evaluate("document.querySelector('vite-error-overlay').shadowRoot.textContent"),
    /use of undeclared identifier 'missing'.*counter\.zig:7:13/s,
  );
  await write(zig('1_000_000'));
  await until("document.querySelector('vite-error-overlay') === null");
  await until('globalThis.before = Number(tick().slice(2)), Number(tick().slice(2)) - before === 1_000_000');
  equal(await page.evaluate('loaded'), loaded);

  await write(zig('2').replace('start: u8 = 7', 'start: u8 = 9'));
  await until("tick().startsWith('9 ')");
  equal(await page.evaluate('loaded'), loaded);

  await write(zig('3', 'u64').replace('start: u8 = 7', 'start: u8 = 9'));
  await until(`globalThis.tick !== undefined && loaded !== ${loaded}`);
  equal(await tick(), '9 3');
});
