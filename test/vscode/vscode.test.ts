import { equal } from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { skip as noBrowser } from '../support/browser.ts';
import { scratchDirectory } from '../support/scratch.ts';
import { vscode } from './index.mjs';
import { Workbench } from './workbench.ts';

/* The extension as a user has it: packed, installed in Visual Studio Code, with the rezig of the folder. */

const skip = vscode === null ? 'Visual Studio Code is not installed (npm run vscode)' : noBrowser;

const MAIN = `const std = @import("std");
const helper = @import("helper.zig");

pub fn main() void {
    const total = helper.twice(21);
    std.debug.print("total {d}\\n", .{total});
}

test "right" {
    try std.testing.expectEqual(4, helper.twice(2));
}

test "wrong" {
    const a = helper.twice(3);
    try std.testing.expectEqual(7, a);
}
`;

const HELPER = `/// Twice as much.
pub fn twice(a: u32) u32 {
    return a * 2;
}
`;

const directory = scratchDirectory();
const folder = join(directory, 'folder');
let code: Workbench;

before(async () => {
  if (skip !== false) return;
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'main.zig'), MAIN);
  writeFileSync(join(folder, 'helper.zig'), HELPER);
  const command = fileURLToPath(new URL('../../packages/cli/bin/rezig.cjs', import.meta.url));
  symlinkSync(command, join(folder, 'node_modules/.bin/rezig'));
  code = await Workbench.open(vscode!, directory, folder);
  await code.openFile('main.zig');
});

after(() => code?.close());

const LINES = '.editor-instance .view-lines';
const TERMINAL = '.terminal-wrapper.active .xterm-rows';

test('lenses and hints come', { skip }, async () => {
  for (const title of ['run', 'debug', 'run test', 'why analysed']) await code.lens(title).first().waitFor();
  await code.text(LINES, /const total: u32 = helper\.twice\(a: ?21\);/);
});

test('an error is shown where it is typed, and goes with it', { skip }, async () => {
  await code.goTo(4, 22);
  await code.type('\nconst text: u32 = "a";');
  await code.page.locator('.squiggly-error').first().waitFor();
  await code.command('View: Toggle Problems');
  await code.text('.markers-panel', /expected type 'u32', found '\*const \[1:0\]u8'/);
  await code.command('View: Toggle Problems');
  await code.goTo(5, 1);
  await code.press('Control+Shift+k');
  await code.text(LINES, /^(?!.*const text)/s);
  await code.page.locator('.squiggly-error').waitFor({ state: 'detached' });
});

test('names are completed and hovered', { skip }, async () => {
  await code.goTo(5, 36);
  await code.type('\n_ = helper.tw');
  await code.page.locator('.suggest-widget .monaco-list-row', { hasText: 'twice' }).waitFor();
  await code.press('Enter');
  await code.text(LINES, /_ = helper\.twice/);
  await code.press('Control+Shift+k');
  await code.goTo(5, 27);
  await code.command('Show or Focus Hover');
  await code.text('.monaco-hover', /fn twice\(a: u32\) u32.*Twice as much\./s);
  await code.press('Escape');
});

test('a name is changed in all files, and texts are brought into form when they are saved', { skip }, async () => {
  await code.goTo(5, 27);
  await code.press('F2');
  const input = code.page.locator('.rename-input');
  await input.fill('doubled');
  await input.press('Enter');
  await code.text(LINES, /helper\.doubled\(a: ?21\)/);
  await code.goTo(5, 1);
  await code.type('   ');
  await code.command('File: Save All Files');
  await untilFile('helper.zig', /pub fn doubled\(/);
  await untilFile('main.zig', /void \{\n {4}const total = helper\.doubled/);
});

test('lenses show references, why a function was analysed, and what tests and programs write', { skip }, async () => {
  await code.openFile('helper.zig');
  await code.lens('3 references').click();
  await code.text('.peekview-widget', /main\.zig/);
  await code.press('Escape');
  await code.openFile('main.zig');
  await code.lens('why analysed').first().click();
  await code.text(LINES, /body of main\.main/);
  // It is nothing to be saved.
  equal(await code.page.locator('.tab.dirty').count(), 0);
  await code.openFile('main.zig');
  await code.lens(/^run$/).click();
  await code.text(TERMINAL, /total 42/);
  await code.lens('run test').first().click();
  await code.text(TERMINAL, /All 1 tests passed/);
});

test('a type is shown as Zig', { skip }, async () => {
  await code.openFile('main.zig');
  await code.goTo(2, 8);
  await code.command('rezig: Show the type at the cursor as Zig');
  await code.page.getByRole('tab', { name: 'type.zig' }).click();
  await code.text(LINES, /pub fn doubled/);
});

test('the debugger stops a test at a line, steps, and tells how it ended', { skip }, async () => {
  await code.openFile('main.zig');
  await code.goTo(14, 5);
  await code.press('F9');
  await code.page.locator('.codicon-debug-breakpoint').first().waitFor();
  await code.lens('debug').nth(2).click();
  await code.page.locator('.debug-toolbar').waitFor();
  await code.text('.debug-call-stack', /main\.test\.wrong\s+main\.zig\s+14:/);
  await code.press('F10');
  await code.text('.debug-call-stack', /main\.test\.wrong\s+main\.zig\s+15:/);
  await code.press('F5');
  await code.text('.repl', /expected 7, found 6.*FAIL \(TestExpectedEqual\)/s);
  await code.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
});

/** Waits until the file has such a text on the disk. */
async function untilFile(name: string, expected: RegExp): Promise<void> {
  let text = '';
  for (let left = 600; left > 0; left--) {
    text = readFileSync(join(folder, name), 'utf8');
    if (expected.test(text)) return;
    await delay(100);
  }
  throw new Error(`${name} never matched ${expected}: ${text}`);
}
