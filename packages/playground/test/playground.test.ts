// Takes long.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM, skip } from '../../../test/support/browser.ts';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { exercises, solved } from '../src/exercises.ts';

/*
 * The site, built, in a browser. With REZIG_SCREENSHOTS set to a directory, what it looks like is put there at three sizes, in light and in dark.
 */

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.bin': 'application/octet-stream',
};
const SIZES = { desktop: [1280, 800], tablet: [820, 1100], phone: [390, 844] } as const;

const site = scratchDirectory();
const packageDirectory = fileURLToPath(new URL('..', import.meta.url));
let browser: Browser;
let origin = '';
let isServing = true;

// Below a directory, as sites of projects often are.
const server = createServer((request, response) => {
  const name = new URL(request.url ?? '/', 'http://localhost').pathname.replace(/^\/zig\//, '');
  const path = join(site, name === '' ? 'index.html' : name);
  if (!isServing) response.destroy();
  else if (!existsSync(path) || !statSync(path).isFile()) response.writeHead(404).end();
  else response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain').end(readFileSync(path));
});

before(async () => {
  if (skip !== false) return;
  const vite = join(packageDirectory, '../../node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--outDir', site, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: packageDirectory,
    encoding: 'utf8',
  });
  assert.equal(built.status, 0, built.stderr);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/zig/`;
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
});

after(async () => {
  await browser?.close();
  server.close();
});

/** A page with the playground, which has faults of its scripts told as failures of the test. */
async function open(fragment = ''): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(origin + fragment);
  return { page, faults };
}

/** Waits until `id` has `text` in it. */
async function waitForText(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).waitFor();
}

async function setText(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Leaves a picture of a page, where those are wanted. */
async function picture(page: Page, name: string): Promise<void> {
  const directory = process.env.REZIG_SCREENSHOTS;
  if (directory === undefined) return;
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`) });
}

test('a program is compiled, run, broken, mended, tested, shared', { skip }, async (t) => {
  const { page, faults } = await open();

  await t.test('it runs as the page is opened', async () => {
    await waitForText(page, '#output', 'Hello, World!\n1 + 4 + 9 + 16 = 30\n');
    await waitForText(page, '#output', 'Exited with 0');
    assert.match(await page.locator('#figures').innerText(), /^module \d+\.\d kB · \d+ analysed · \d+ generated/);
  });

  await t.test('an error is shown where it is, and goes when it is mended', async () => {
    await setText(page, 'pub fn main() void {\n    const unused = 1;\n}\n');
    await waitForText(page, '#status', '1 problem');
    await page.locator('.cm-lintRange-error').waitFor();
    assert.equal(await page.locator('.cm-lintRange-error').innerText(), 'unused');
    await page.getByRole('tab', { name: 'Problems 1' }).click();
    const problem = page.locator('#problems .message.error');
    assert.equal(await problem.innerText(), 'main.zig:2:11\nunused local constant');
    await page.locator('.cm-content').press('Control+Home');
    await problem.click();
    await page.keyboard.type('_ = 1; // ');
    await waitForText(page, '#status', 'problem');
    await setText(page, 'pub fn main() void {}\n');
    await waitForText(page, '#status', 'Ready');
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' });
  });

  await t.test('a program has arguments, standard input and files, and what it writes can be opened', async () => {
    await setText(page, PROGRAM);
    await page.getByRole('button', { name: 'Add a file' }).click();
    await page.locator('#name').fill('data.txt');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await setText(page, 'from a file');
    await page.getByRole('tab', { name: 'Input' }).click();
    await page.getByLabel('Arguments').fill(`one 'two words'`);
    await page.getByLabel('Standard input').fill('from standard input');
    await page.getByRole('button', { name: 'Run' }).click();
    await waitForText(page, '#output', 'from standard input|from a file|two words|');
    await page.getByRole('button', { name: 'out.txt' }).click();
    await waitForText(page, '.cm-content', 'written');
  });

  await t.test('a link has it all', async () => {
    await page.getByRole('button', { name: 'Share' }).click();
    await page.waitForURL(/#z1=/);
    const { page: other, faults: otherFaults } = await open(new URL(page.url()).hash);
    await waitForText(other, '#output', 'from standard input|from a file|two words|');
    assert.equal(await other.getByRole('tab').first().innerText(), 'main.zig');
    assert.deepEqual(otherFaults, []);
    await other.context().close();
  });

  await t.test('a loop without end is stopped', async () => {
    await page.getByRole('tab', { name: 'main.zig' }).click();
    await setText(page, 'pub fn main() void {\n    while (true) {}\n}\n');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await waitForText(page, '#output', 'Stopped.');
  });

  await t.test('a trap says where', async () => {
    await setText(page, 'pub fn main() void {\n    @panic("no");\n}\n');
    await page.keyboard.press('Control+Enter');
    await waitForText(page, '#output', 'panic: no');
    await waitForText(page, '#output', 'main.zig:2:5: in main');
  });

  await t.test('tests are run, and those that an edit does not affect are not', async () => {
    await setText(page, TESTS);
    await page.getByRole('button', { name: 'Test' }).click();
    await waitForText(page, '#test-summary', '1 of 3 passed, 2 failed.');
    const rows = await page.locator('.test').allInnerTexts();
    assert.match(rows[0], /passed\s+adds/);
    assert.match(rows[1], /failed\s+is wrong\s+TestExpectedEqual/);
    assert.match(rows[1], /expected 5, found 4/);
    assert.match(rows[2], /panicked\s+panics/);
    await setText(page, TESTS.replace('expectEqual(5', 'expectEqual(4').replace('@panic("no")', '_ = 0'));
    await page.getByRole('button', { name: 'Test' }).click();
    await waitForText(page, '#test-summary', '3 of 3 passed, 1 not affected by the last edits.');
  });

  await t.test('it completes names, and says what they are', async () => {
    await setText(page, 'const std = @import("std");\npub fn main() void {\n    std.debug.pri\n}\n');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-completionLabel').getByText('print', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await setText(page, 'fn half(n: u32) u32 {\n    return n / 2;\n}\npub fn main() void {\n    _ = half(4);\n}\n');
    await waitForText(page, '#status', 'Ready');
    await page.locator('.cm-line').nth(4).getByText('half').hover();
    await waitForText(page, '.cm-lsp-hover-tooltip pre', 'fn half(n: u32) u32');
  });

  await t.test('it is used by keyboard alone', async () => {
    await setText(page, 'pub fn main() void {');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('const n = 1;');
    assert.match(await page.locator('.cm-line').nth(1).innerText(), /^ {4}const/);
    // The first one may take away proposals.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'tab-tests');
    await page.keyboard.press('Home');
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-selected")'), 'true');
    assert.ok(await page.locator('#output-panel').isVisible());
  });
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('the editor has the language server of the project', { skip }, async (t) => {
  const { page, faults } = await open();
  await waitForText(page, '#output', 'Exited with 0');
  const shown = (): Promise<string> => page.locator('.cm-content').innerText();
  /** Puts the cursor behind the first `text`. */
  const goBehind = async (text: string): Promise<void> => {
    const before = (await shown()).replaceAll('\n\n', '\n').split(text)[0].split('\n');
    await page.locator('.cm-content').press('Control+Home');
    for (let i = 1; i < before.length; i++) await page.keyboard.press('ArrowDown');
    for (let i = 0; i < before.at(-1)!.length + text.length; i++) await page.keyboard.press('ArrowRight');
  };
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.locator('#name').fill('shapes.zig');
  await page.keyboard.press('Enter');
  await setText(
    page,
    '/// The area of a [square](https://example.org), <img src=x onerror="document.title = `broken`"> <b onclick="alert(1)">or</b> so.\npub fn area(side: u32, count: u32) u32 {\n    return side * side * count;\n}\n',
  );
  await page.getByRole('tab', { name: 'main.zig' }).click();
  await setText(
    page,
    'const std = @import("std");\nconst shapes = @import("shapes.zig");\npub fn main() void {\n    std.debug.print("{d}\\n", .{shapes.area(3, 2)});\n}\n',
  );
  await waitForText(page, '#status', 'Ready');

  await t.test('documentation is shown, and nothing in it runs', async () => {
    await page.locator('.cm-line').nth(3).getByText('area').hover();
    const tooltip = page.locator('.cm-lsp-hover-tooltip');
    await waitForText(page, '.cm-lsp-hover-tooltip', 'The area of a square');
    assert.equal(await tooltip.locator('a').getAttribute('href'), 'https://example.org');
    assert.equal(await tooltip.locator('img, b, [onclick]').count(), 0);
    assert.notEqual(await page.title(), 'broken');
  });

  await t.test('definitions are gone to, in another file and in the library', async () => {
    await goBehind('shapes.ar');
    await page.keyboard.press('F12');
    await page.getByRole('tab', { name: 'shapes.zig', selected: true }).waitFor();
    await page.keyboard.type('x');
    assert.match(await shown(), /pub fn xarea/);
    await page.keyboard.press('Backspace');
    await page.getByRole('tab', { name: 'main.zig' }).click();
    await page
      .locator('.cm-line')
      .nth(3)
      .getByText('print')
      .click({ modifiers: ['Control'] });
    await page.getByRole('tab', { name: /std.debug\.zig.*of the library/, selected: true }).waitFor();
    await waitForText(page, '.cm-content', 'pub fn print(comptime fmt: []const u8');
    await picture(page, 'library');
    await page.keyboard.type('x');
    await page.keyboard.press('F12');
    assert.doesNotMatch(await shown(), /xprint/);
    await page.getByRole('tab', { name: 'std/debug.zig' }).press('Delete');
    await waitForText(page, '.cm-content', 'pub fn main');
    assert.equal(await page.getByRole('tab', { name: 'std/debug.zig' }).count(), 0);
  });

  await t.test('what a call takes is told', async () => {
    await goBehind('shapes.area(3, 2');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
    // Who types on before the server has answered is told no more.
    await page.keyboard.type(', ', { delay: 200 });
    await waitForText(page, '.cm-lsp-signature', 'area(side: u32, count: u32)');
    assert.equal(await page.locator('.cm-lsp-active-parameter').innerText(), 'count: u32');
    await picture(page, 'signature');
    await page.keyboard.type('2');
    await waitForText(page, '#status', 'Ready');
  });

  await t.test('a name is changed in all files', async () => {
    await goBehind('shapes.are');
    await page.keyboard.press('F2');
    await page.locator('.cm-lsp-rename-panel input').fill('surface');
    await picture(page, 'rename');
    await page.keyboard.press('Enter');
    await waitForText(page, '.cm-content', 'shapes.surface(3, 2)');
    await waitForText(page, '#status', 'Ready');
    await page.keyboard.press('Control+Enter');
    await waitForText(page, '#output', '18\n');
    await page.getByRole('tab', { name: 'shapes.zig' }).click();
    await waitForText(page, '.cm-content', 'pub fn surface(');
    await page.keyboard.press('F12');
    await page.getByRole('tab', { name: 'main.zig' }).click();
  });

  await t.test('references are listed', async () => {
    await goBehind('shapes.surf');
    await page.keyboard.press('Shift+F12');
    await waitForText(page, '.cm-lsp-reference-panel', 'shapes.zig');
    await page.keyboard.press('ArrowDown');
    await picture(page, 'references');
    await page.keyboard.press('Escape');
    await page.locator('.cm-lsp-reference-panel').waitFor({ state: 'detached' });
  });

  await t.test('a text is brought into form', async () => {
    await setText(page, 'pub fn main() void{\n_=1+2;}\n');
    await waitForText(page, '#status', 'Ready');
    await page.getByRole('button', { name: 'Format' }).click();
    await waitForText(page, '.cm-content', 'pub fn main() void {');
    assert.match(await shown(), /^ {4}_ = 1 \+ 2;$/m);
  });

  await t.test('what mends an error is offered beside it, and in a menu', async () => {
    await setText(page, 'pub fn main() void {\n    const a = 1;\n    var b: u32 = 2;\n    _ = b;\n}\n');
    await waitForText(page, '#status', 'problem');
    await page.locator('.cm-lintRange-error').first().hover();
    await page.locator('.cm-diagnosticAction').filter({ hasText: 'discard' }).first().click();
    await waitForText(page, '.cm-content', '_ = a;');
    await waitForText(page, '#status', '1 problem');
    await goBehind('var b');
    await page.keyboard.press('Control+.');
    await page.getByRole('menuitem', { name: /const/ }).waitFor();
    await picture(page, 'actions');
    await page.evaluate(axe.source);
    assert.deepEqual(
      await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))'),
      [],
    );
    await page.keyboard.press('Enter');
    await waitForText(page, '.cm-content', 'const b: u32 = 2;');
    await waitForText(page, '#status', 'Ready');
  });

  await t.test('another mode, another program: the server goes on', async () => {
    await page.getByLabel('Optimization').selectOption('ReleaseSmall');
    await page.getByLabel('Example').selectOption('calc');
    await waitForText(page, '#output', 'Exited with');
    await page.locator('.cm-content').getByText('@import').first().hover();
    await waitForText(page, '.cm-lsp-hover-tooltip', '@import(comptime');
    await setText(page, 'pub fn main() void {\n    unknown();\n}\n');
    await waitForText(page, '#status', '1 problem');
    await page.getByRole('tab', { name: 'Problems 1' }).click();
    await waitForText(page, '#problems', "use of undeclared identifier 'unknown'");
  });
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('WebAssembly of the function at the cursor changes as one types, and why it was analysed is told', {
  skip,
}, async () => {
  const { page, faults } = await open();
  await waitForText(page, '#output', 'Exited with 0');
  const text = (n: number): string =>
    `const std = @import("std");\nconst unit = 3;\nfn price(count: u32) u32 {\n    return count * unit + ${n};\n}\npub fn main() void {\n    std.debug.print("{d}\\n", .{price(2)});\n}\n`;
  await setText(page, text(7));
  await page.locator('.cm-line').nth(3).click();
  await page.getByRole('tab', { name: 'WebAssembly' }).click();
  await waitForText(page, '.wat', '(func $main.price (param i32) (result i32)');
  await waitForText(page, '.wat', 'i32.const 7\n');
  await page.keyboard.press('Tab');
  await page.locator('.cm-line').nth(3).click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('7');
  await waitForText(page, '.wat', 'i32.const 77\n');
  assert.match(await page.locator('.wat .new').first().innerText(), /i32\.const 77/);
  await setText(page, text(77).replace('unit = 3', 'unit = 5'));
  await page.locator('.cm-line').nth(3).click();
  await page.getByRole('tab', { name: 'Why' }).click();
  await waitForText(page, '#why-name', 'main.price');
  await waitForText(page, '#why', 'because value of main.unit changed, because source of main.unit changed');
  await waitForText(page, '#journal', 'generated: main.price');
  await picture(page, 'why');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('a program that reads asks for lines while it runs', { skip }, async () => {
  const { page, faults } = await open();
  await waitForText(page, '#output', 'Exited with 0');
  await setText(page, ASKING);
  await page.getByRole('tab', { name: 'Input' }).click();
  await page.getByLabel('Ask for more lines while the program runs').check();
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForText(page, '#output', 'What are you called?');
  await page.locator('#line').fill('Ada');
  await page.keyboard.press('Enter');
  await waitForText(page, '#output', 'Hello, Ada.');
  await picture(page, 'asking');
  await page.locator('#line').fill('Grace');
  await page.getByRole('button', { name: 'Send' }).click();
  await waitForText(page, '#output', 'Hello, Grace.');
  await page.getByRole('button', { name: 'End of input' }).click();
  await waitForText(page, '#output', 'Nobody is left.');
  await waitForText(page, '#output', 'Exited with 3');
  // A line behind the last one ends it, where nobody is asked.
  await page.getByRole('tab', { name: 'Input' }).click();
  await page.getByLabel('Ask for more lines while the program runs').uncheck();
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForText(page, '#output', 'Nobody is left.');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('an exercise is looked at, mended, and the next one opened', { skip }, async () => {
  const [first, second] = exercises;
  const { page, faults } = await open(`#exercise=${first.id}`);
  await waitForText(page, '#exercise-title', `1 of 10: ${first.title}`);
  await waitForText(page, '#status', '1 problem');
  await page.getByRole('button', { name: 'Check' }).click();
  await waitForText(page, '#exercise-note', 'Not yet');
  await page.getByRole('button', { name: 'Hint' }).click();
  await waitForText(page, '#exercise-note', first.hint.replaceAll('`', ''));
  await picture(page, 'exercise');
  await setText(page, solved(first));
  await page.getByRole('button', { name: 'Check' }).click();
  await waitForText(page, '#exercise-note', 'Solved!');
  await page.keyboard.press('Enter');
  await waitForText(page, '#exercise-title', `2 of 10: ${second.title}`);
  await page.getByRole('button', { name: 'Solution' }).click();
  await page.getByRole('button', { name: 'Check' }).click();
  await waitForText(page, '#exercise-note', 'Solved!');
  // Which ones were solved is remembered.
  await page.getByLabel('Example').selectOption(`exercise:${first.id}`);
  await waitForText(page, '#exercise-note', 'You have solved this one before.');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('other pages have it as an element', { skip }, async () => {
  writeFileSync(join(site, 'host.html'), HOST);
  const { page, faults } = await open('host.html');
  const frame = page.frameLocator('rezig-playground >> nth=0 >> iframe');
  await frame.locator('.cm-content').filter({ hasText: 'from another page' }).waitFor();
  assert.ok(await frame.getByLabel('Example').isHidden());
  await frame.getByRole('button', { name: 'Run' }).click();
  await frame.locator('#output').filter({ hasText: 'from another page' }).waitFor();
  await picture(page, 'embedded');
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.getByRole('link', { name: 'Open in the playground' }).click(),
  ]);
  await waitForText(other, '#output', 'from another page');
  await page.frameLocator('rezig-playground >> nth=1 >> iframe').getByText('3 of 10').waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('nobody is kept out: no rule of axe is broken, in light and in dark', { skip }, async () => {
  const { page } = await open(`#exercise=${exercises[0].id}`);
  await waitForText(page, '#status', '1 problem');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const tab of ['Output', 'Problems', 'Tests', 'WebAssembly', 'Why', 'Input']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.evaluate(axe.source);
      const broken = (await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) => target + ' ' + failureSummary).join('; ')))`,
      )) as string[];
      assert.deepEqual(broken, [], `${tab}, ${colorScheme}`);
    }
  }
  await page.context().close();
});

test('it looks the same at three sizes, in light and in dark, and nothing is wider than the page', {
  skip,
}, async () => {
  const { page, faults } = await open('#example=calc');
  await waitForText(page, '#output', 'Exited with');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [name, [width, height]] of Object.entries(SIZES)) {
      await page.setViewportSize({ width, height });
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(overflow, 0, name);
      for (const button of ['Run', 'Test', 'Share'])
        assert.ok(await page.getByRole('button', { name: button, exact: true }).isVisible(), `${button}, ${name}`);
      await picture(page, `${name}-${colorScheme}`);
    }
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('it works offline after it was loaded', { skip }, async () => {
  const { page, faults } = await open();
  await waitForText(page, '#output', 'Hello, World!');
  await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
  isServing = false;
  try {
    await page.goto('about:blank');
    await page.goto(origin);
    await waitForText(page, '#output', 'Hello, World!');
    await page.getByRole('button', { name: 'Test' }).click();
    await waitForText(page, '#test-summary', 'The program has no tests.');
  } finally {
    isServing = true;
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});

const PROGRAM = `const std = @import("std");

pub fn main(init: std.process.Init) !void {
    const io = init.io;
    var buffer: [64]u8 = undefined;
    var stdin = std.Io.File.stdin().readerStreaming(io, &buffer);
    const line = try stdin.interface.takeDelimiterExclusive('\\n');
    var data: [64]u8 = undefined;
    const text = try std.Io.Dir.cwd().readFile(io, "data.txt", &data);
    var args = try init.minimal.args.iterateAllocator(init.gpa);
    defer args.deinit();
    _ = args.skip();
    _ = args.skip();
    std.debug.print("{s}|{s}|{s}|\\n", .{ line, text, args.next().? });
    try std.Io.Dir.cwd().writeFile(io, .{ .sub_path = "out.txt", .data = "written" });
}
`;

const ASKING = `const std = @import("std");

pub fn main(init: std.process.Init) !u8 {
    var buffer: [64]u8 = undefined;
    var stdin = std.Io.File.stdin().reader(init.io, &buffer);
    while (true) {
        std.debug.print("What are you called?\\n", .{});
        const name = try stdin.interface.takeDelimiter('\\n') orelse break;
        std.debug.print("Hello, {s}.\\n", .{name});
    }
    std.debug.print("Nobody is left.\\n", .{});
    return 3;
}
`;

/** A page of somebody else. */
const HOST = `<!doctype html><meta charset="utf-8"><title>A blog</title>
<script type="module" src="./embed.js"></script>
<body style="font-family: Georgia, serif; max-width: 760px; margin: 24px auto">
<h1>On printing</h1><p>This is how it is done:</p>
<rezig-playground>
  const std = @import("std");

  pub fn main() void {
      std.debug.print("from another page\\n", .{});
  }
</rezig-playground>
<p>Now an exercise:</p>
<rezig-playground exercise="slices" title="An exercise"></rezig-playground>
`;

const TESTS = `const std = @import("std");

test "adds" {
    try std.testing.expectEqual(4, 2 + 2);
}

test "is wrong" {
    const four: u32 = 4;
    try std.testing.expectEqual(5, four);
}

test "panics" {
    @panic("no");
}
`;
