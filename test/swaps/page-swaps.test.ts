// Takes long.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Compilation, MemoryHost } from '../../packages/compiler/src/index.ts';
import { VitePage } from '../../packages/unplugin/test/support/vite-page.ts';
import { Random } from '../../tools/random-edit.ts';
import { changeHoles, parseTemplate, render, type State, someHoles, usualState } from '../../tools/walk-template.ts';
import { skip } from '../support/browser.ts';

/* The simulation of the fuzzer for swaps, edited in a page of Vite's development server: after each patch it does what a program does that was always the new one. */

const SEED = Number(process.env.REZIG_SEED ?? 20261126);
const EDITS = 30;
const STEPS = 6;
/** A hole in so many is changed by each edit, of these. */
const MOST_HOLES = 8;

const template = parseTemplate(readFileSync(new URL('simulation', import.meta.url), 'utf8'));
const smallLib = new URL('../../packages/compiler/test/sema/lib/', import.meta.url);

/** What is in the memory of both, by the names of the exports that tell where. */
const VARIABLES = ['state', 'made', 'other', 'extra'] as const;

/** The simulation as a file whose functions JavaScript calls, with the bytes of its variables. */
function forPage(state: State, version: number): string {
  const text = render(template, state).get('main.zig')!.replaceAll('export fn', 'pub fn');
  const bytes = VARIABLES.map(
    (name) =>
      `pub fn ${name}_bytes() []const u8 {\n    return if (${name}Size() == 0) &.{} else @as([*]const u8, @ptrFromInt(${name}Address()))[0..${name}Size()];\n}\n`,
  );
  return `${text}\n${bytes.join('')}pub fn version() u32 {\n    return ${version};\n}\n`;
}

type Exports = Readonly<Record<string, (...args: number[]) => number | bigint>> & {
  readonly memory: { readonly buffer: ArrayBuffer };
};

/** A program of the same text that was never another. */
function fresh(state: State): Exports {
  const host = new MemoryHost({
    readFile: (path) => new Uint8Array(readFileSync(new URL(path.slice(4), smallLib))),
  });
  host.files.set('main.zig', new TextEncoder().encode(render(template, state).get('main.zig')!));
  const program = { rootPath: 'main.zig', zigLibDir: 'lib', target: 'wasm32-freestanding', isLibrary: true } as const;
  const { module, errors } = new Compilation({ ...program, host }).update();
  deepEqual(errors, []);
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { readonly exports: Exports };
    };
  };
  return new WebAssembly.Instance(new WebAssembly.Module(module!)).exports;
}

function variable(exports: Exports, name: string): Uint8Array {
  return new Uint8Array(exports.memory.buffer, Number(exports[`${name}Address`]()), Number(exports[`${name}Size`]()));
}

test('a simulation that is edited in a page goes on as one that was always the new one', { skip }, async () => {
  const random = new Random(SEED);
  let state = usualState(template);
  const holes = someHoles(random, template, MOST_HOLES);
  const page = await VitePage.open(forPage(state, 0), '');
  const bytesOf = (name: string): Promise<number[]> => page.evaluate(`[...zig.${name}_bytes()]`);
  let patches = 0;
  for (let edit = 1; edit <= EDITS; edit++) {
    const layout = await page.evaluate<string>('String(zig.layout())');
    state = changeHoles(random, template, state, holes);
    const text = forPage(state, edit);
    const told = await page.edit(text);
    const where = `seed ${SEED}, edit ${edit}: ${JSON.stringify(told)}\n${text}`;
    equal(await page.evaluate('zig.version()'), edit, where);
    if (told.kind === 'patch') {
      patches++;
      equal(await page.evaluate('String(zig.layout())'), layout, where);
    }
    const other = fresh(state);
    await page.evaluate('zig.restore()');
    for (const name of VARIABLES) variable(other, name).set(await bytesOf(name));
    other.restore();
    for (let step = 0; step < STEPS; step++) {
      const input = random.below(1000);
      const theirs = BigInt.asUintN(64, BigInt(other.step(input)));
      equal(await page.evaluate(`String(zig.step(${input}))`), String(theirs), where);
    }
    for (const name of VARIABLES) deepEqual(await bytesOf(name), [...variable(other, name)], where);
  }
  ok(patches > EDITS / 5, `${patches} patches`);
});
