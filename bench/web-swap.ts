import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM } from '../test/support/browser.ts';
import { generateProgram } from './generate.ts';
import { median, milliseconds, printTable } from './measure.ts';

const PACKAGES = fileURLToPath(new URL('../packages', import.meta.url));

/** How many functions the programs have: their modules then have one megabyte and three. */
const FUNCTIONS = [3000, 8000];
const EDITS = 40;
/** What goes before the figures are taken. */
const WARM_UP = 10;
/** Between edits: in a development server nothing goes on then. */
const PAUSE_MILLISECONDS = 150;

/** As much of the page as is asked here. */
interface SwapPage {
  readonly swaps: { readonly value: number; readonly at: number }[];
}

/** From saving a file to what a call in a page gives: Vite's development server, Chromium, programs of a megabyte and more of which one function is edited. */
export async function benchWebSwap(): Promise<void> {
  for (const count of FUNCTIONS) await benchProgram(count);
}

async function benchProgram(count: number): Promise<void> {
  const directory = mkdtempSync(join(PACKAGES, 'unplugin/dist/bench-'));
  const { default: rezig } = (await import(
    new URL('../packages/unplugin/dist/vite.js', import.meta.url).href
  )) as typeof import('@rezig/unplugin/vite');
  const program = programText(count);
  const write = (value: number): void =>
    writeFileSync(join(directory, 'program.zig'), program.replace('PROBED', String(value)));
  write(0);
  writeFileSync(join(directory, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>');
  writeFileSync(
    join(directory, 'main.js'),
    `import { onSwap } from '@rezig/unplugin/client';
import { tick } from './program.zig';
globalThis.swaps = [];
globalThis.loaded = tick();
onSwap(() => swaps.push({ value: tick(), at: performance.timeOrigin + performance.now() }));
`,
  );
  const server = await createServer({
    root: directory,
    configFile: false,
    logLevel: 'warn',
    plugins: [rezig()],
    server: { port: 0 },
  });
  let event = 0;
  server.watcher.on('change', () => {
    event = performance.timeOrigin + performance.now();
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, chromiumSandbox: false, args: ['--disable-gpu'] });
  try {
    await server.listen();
    const { port } = server.httpServer!.address() as { readonly port: number };
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction('globalThis.loaded !== undefined');
    const fromSave: number[] = [];
    const fromEvent: number[] = [];
    for (let edit = 1; edit <= WARM_UP + EDITS; edit++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
      const saved = performance.timeOrigin + performance.now();
      write(edit);
      await page.waitForFunction(`swaps.at(-1)?.value === ${edit}`);
      const at = await page.evaluate(() => (globalThis as unknown as SwapPage).swaps.at(-1)!.at);
      if (edit <= WARM_UP) continue;
      fromSave.push(at - saved);
      fromEvent.push(at - event);
    }
    const [, module] = /"module":"([^"]*)"/.exec(
      await (await fetch(`http://localhost:${port}/program.zig?import`)).text(),
    )!;
    console.log(
      `\nsave to new behaviour: Vite, Chromium, a program of ${count} functions, ${(program.length / 1e6).toFixed(2)} MB of Zig, ${((module.length * 3) / 4 / 1e6).toFixed(2)} MB of WebAssembly`,
    );
    printTable([
      ['', 'median', 'p95', 'least', 'most'],
      ['from saving the file', ...told(fromSave)],
      ["from the event of Vite's watcher", ...told(fromEvent)],
    ]);
  } finally {
    await browser.close();
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function told(times: readonly number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  return [median(times), sorted[Math.floor(sorted.length * 0.95)], sorted[0], sorted.at(-1)!].map(milliseconds);
}

/** A large program with a function that is edited, and one that gives what that does. */
function programText(count: number): string {
  const { files } = generateProgram(count, true);
  const [[, text]] = files;
  const calls = [...text.matchAll(/^pub fn (runPart\d+)/gm)].map(([, name]) => `sum = ${name}(sum);`);
  const body = text.replace(/pub fn main\(\) void \{[\s\S]*?\n\}\n/, '').replaceAll(/^pub fn runPart/gm, 'fn runPart');
  const middle = body.indexOf('\nfn runPart', body.length >> 1);
  return `${body.slice(0, middle)}
fn probed() u32 {
    return PROBED;
}
${body.slice(middle)}
pub fn run(start: u32) u32 {
    var sum = start;
    ${calls.join('\n    ')}
    return sum;
}

pub fn tick() u32 {
    return probed();
}
`;
}
