// Takes long.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { openPage, skip } from '../../../test/support/browser.ts';
import { scratchDirectory } from '../../../test/support/scratch.ts';
import { SwappedProgram } from './support/swapping.ts';

const source = `
extern fn draw(x: i32) void;
var frames: u32 = 0;
var x: i32 = 0;
fn speed() i32 {
    return 1;
}
export fn frame() void {
    frames += 1;
    x += speed();
    draw(x);
}
export fn count() u32 {
    return frames;
}
export fn version() u32 {
    return 0;
}
`;

/** Speeds that edits give the animation: from 0 up to this. */
const SPEEDS = 7;

/** Puts into the page what starts the animation there, and applies patches. */
const script = `import('/swap-runtime.mjs').then(({ applyPatch, startProgram }) => {
  const bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  window.drawn = [];
  window.start = async ({ module, exports }) => {
    window.program = await startProgram({ module: bytesOf(module), exports }, { env: { draw: (x) => drawn.push(x) } });
    const { frame } = program.exports;
    const next = () => { frame(); requestAnimationFrame(next); };
    next();
  };
  window.apply = (patch) => applyPatch(program, { ...patch, module: bytesOf(patch.module) });
})`;

function forPage(message: { readonly module: Uint8Array }): string {
  return JSON.stringify({ ...message, module: Buffer.from(message.module).toString('base64') });
}

/** A page that runs a program, of which patches are made. */
async function opened(): Promise<{ program: SwappedProgram; page: Page; run(expression: string): Promise<unknown> }> {
  const runtime = fileURLToPath(new URL('../src/swap/runtime.ts', import.meta.url));
  const bundle = join(scratchDirectory(), 'swap-runtime.mjs');
  await build({ entryPoints: [runtime], bundle: true, format: 'esm', outfile: bundle });
  const program = new SwappedProgram(source);
  deepEqual(program.compilation.update().errors, []);
  const { page } = await openPage({ 'swap-runtime.mjs': bundle });
  const run = (expression: string): Promise<unknown> => page.evaluate(expression);
  await run(script);
  await run(`start(${forPage(program.swap.start()!)})`);
  return { program, page, run };
}

/** The program as edit `edit` has it, in the page. */
async function edited({ program, run }: Awaited<ReturnType<typeof opened>>, edit: number): Promise<void> {
  const swap = program.update(
    source.replace('return 0;', `return ${edit};`).replace('return 1;', `return ${edit % SPEEDS};`),
  );
  if (swap.kind !== 'patch') throw new Error(`edit ${edit}: ${JSON.stringify(swap)}`);
  await run(`apply(${forPage(swap.patch)})`);
  equal(await run('program.exports.version()'), edit);
}

test('an animation in a page goes on over 200 edits of its code', { skip }, async () => {
  const running = await opened();
  const { run } = running;
  let last = 0;
  for (let edit = 1; edit <= 200; edit++) {
    await edited(running, edit);
    const frames = Number(await run('program.exports.count()'));
    ok(frames >= last);
    last = frames;
  }
  await run('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  const drawn = (await run('drawn')) as number[];
  // Each frame was drawn once, where the last one left off, at a speed that the code had at some time.
  ok(drawn.length > 0 && drawn.length >= last);
  ok(drawn.every((at, i) => at - (drawn[i - 1] ?? 0) >= 0 && at - (drawn[i - 1] ?? 0) < SPEEDS));
});

/** After so many patches what is there is measured, and again after so many. */
const [FIRST, LAST] = [200, 1000];
/** What a page may hold more then, in bytes: the instance of a patch takes some 10 KB as long as it is there. */
const MORE_IN_PAGE = 1_000_000;

test('a page and the compiler hold no more after 1,000 patches', { skip }, async () => {
  const running = await opened();
  const { program, page, run } = running;
  const client = await page.context().newCDPSession(page);
  const measured = async (): Promise<{ heap: number; memory: number; slots: number; columns: number }> => {
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await client.send('Runtime.getHeapUsage');
    const memory = Number(await run('program.exports.memory.buffer.byteLength'));
    const slots = Number(await run('program.table.length'));
    const columns = [...program.compilation.memoryReport().values()].reduce((sum, bytes) => sum + bytes, 0);
    return { heap, memory, slots, columns };
  };
  for (let edit = 1; edit <= FIRST; edit++) await edited(running, edit);
  const first = await measured();
  for (let edit = FIRST + 1; edit <= LAST; edit++) await edited(running, edit);
  const last = await measured();
  ok(last.heap < first.heap + MORE_IN_PAGE, `${first.heap} and ${last.heap} bytes`);
  deepEqual([last.memory, last.slots], [first.memory, first.slots]);
  ok(last.columns < 2 * first.columns, `${first.columns} and ${last.columns} bytes of columns`);
});
